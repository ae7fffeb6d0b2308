package report

import (
	"testing"

	"refrain/corpus"
)

func TestAnsweredOtherwise(t *testing.T) {
	rec := func(id string, year int, ask string, pos corpus.Position) corpus.Passage {
		return corpus.Passage{ID: id, Key: id[:1], Year: year, Kind: corpus.PassageRecommendation, Text: ask, Ask: ask, Position: pos}
	}
	ps := []corpus.Passage{
		rec("a#1", 2009, "Abolish the death penalty", corpus.Noted),
		rec("a#2", 2009, "Ratify the Convention against Torture", corpus.Supported),
		rec("b#1", 2014, "Abolish the death penalty", corpus.Supported),
		rec("b#2", 2014, "Ratify the Convention against Torture", corpus.Supported),
		rec("b#3", 2014, "Abolish corporal punishment", corpus.Pending),
		rec("c#1", 2019, "Abolish the death penalty", corpus.Supported),
	}
	got := AnsweredOtherwise("XAA", ps)
	if len(got) != 1 || got[0][0].ID != "a#1" || got[0][1].ID != "b#1" {
		t.Errorf("%v", got)
	}
}

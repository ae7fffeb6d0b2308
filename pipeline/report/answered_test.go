package report

import (
	"context"
	"testing"

	"refrain/corpus"
)

func TestAnsweredOtherwise(t *testing.T) {
	doc := func(key string, cycle, year int, asks map[string]corpus.Position) *corpus.Document {
		d := &corpus.Document{Key: key, Symbol: key, Kind: corpus.KindWGReport, State: "XAA", Mechanism: corpus.UPR, Cycle: cycle, Year: year, Language: "en"}
		for ask, pos := range asks {
			d.Passages = append(d.Passages, corpus.Passage{Para: "1." + string(rune('0'+len(d.Passages))), Kind: corpus.PassageRecommendation, Role: corpus.RoleRecommendation, Text: ask, Ask: ask, Position: pos})
		}
		d.Seal()
		return d
	}
	penalty, torture := "SAMPLE: Abolish the death penalty", "SAMPLE: Ratify the Convention against Torture"
	docs := []*corpus.Document{
		doc("A/HRC/13/9001", 1, 2009, map[string]corpus.Position{penalty: corpus.Noted, torture: corpus.Supported}),
		doc("A/HRC/27/9001", 2, 2014, map[string]corpus.Position{penalty: corpus.Supported, torture: corpus.Supported, "SAMPLE: Abolish corporal punishment": corpus.Pending}),
		doc("A/HRC/42/9001", 3, 2019, map[string]corpus.Position{penalty: corpus.Supported, torture: corpus.Pending}),
	}
	got, err := AnsweredOtherwise(context.Background(), docs, "XAA")
	if err != nil || len(got) != 1 || got[0][0].Key != "A/HRC/13/9001" || got[0][1].Key != "A/HRC/27/9001" || got[0][1].Text != penalty {
		t.Errorf("%v %v", got, err)
	}
}

package store

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func said(by, at string, grade int) Judgment {
	return Judgment{From: "a#1", To: "b#2", FromHash: "f", ToHash: "t", Grade: grade, By: by, At: at, Program: "test"}
}

// TestVerdictsByTime holds that a reader's last word is the latest, in whatever
// order files were merged, and that readers who differ both stand.
func TestVerdictsByTime(t *testing.T) {
	first, later := said("A", "2026-01-01T10:00:00Z", 2), said("A", "2026-01-01T12:30:00+02:00", 0) // 10:30 UTC
	other := said("B", "2026-01-02T00:00:00Z", 2)
	for _, lines := range [][]Judgment{{first, later, other}, {other, later, first}, {later, first, other}} {
		v := Verdicts(lines)[[2]string{"f", "t"}]
		if _, agreed := v.Agreed(); agreed || !reflect.DeepEqual(v.Last, []Judgment{later, other}) {
			t.Errorf("%+v", v)
		}
	}
	undone := later
	undone.Withdrawn = true
	if grade, agreed := Verdicts([]Judgment{first, later, undone, other})[[2]string{"f", "t"}].Agreed(); !agreed || grade != 2 {
		t.Errorf("after undo: grade %d, agreed %v", grade, agreed)
	}
	if n := len(NewTo([]Judgment{first}, []Judgment{first, other, other})); n != 1 {
		t.Errorf("%d lines are new, want 1", n)
	}
}

// TestUnfinishedLine holds that a line that a power cut left unfinished is
// neither read nor in the way of the next.
func TestUnfinishedLine(t *testing.T) {
	w, err := Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	a, b := said("A", "2026-01-01T10:00:00Z", 2), said("A", "2026-01-01T11:00:00Z", 1)
	if err := w.AddJudgments(a); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(w.Dir, "judgments.jsonl"), os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"from":"a#1","to"`); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if got, err := w.Judgments(); err != nil || !reflect.DeepEqual(got, []Judgment{a}) {
		t.Errorf("%+v, %v", got, err)
	}
	if err := w.AddJudgments(b); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Judgments(); err != nil || !reflect.DeepEqual(got, []Judgment{a, b}) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestLinesThatAreNoJudgments(t *testing.T) {
	ok := `{"from":"a#1","to":"b#2","from_hash":"x","to_hash":"y","grade":2,"by":"R","at":"2026-01-01T00:00:00Z","program":"t"}`
	for line, want := range map[string]string{
		"{":                                 "f.jsonl:2: unexpected end",
		"{}":                                "names no passages",
		strings.Replace(ok, `2,`, `3,`, 1):  "grade 3",
		strings.Replace(ok, `"R"`, `""`, 1): "who judged",
		strings.Replace(ok, `2026-01-01T00:00:00Z`, `yesterday`, 1): `"yesterday"`,
		strings.Replace(ok, `"x"`, `""`, 1):                         "hashes",
	} {
		if _, err := ReadJudgments("f.jsonl", []byte(ok+"\n"+line+"\n")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", line, err, want)
		}
	}
	if got, err := ReadJudgments("f.jsonl", []byte(ok+"\n\n"+ok)); err != nil || len(got) != 2 {
		t.Errorf("%d lines, %v", len(got), err)
	}
}

func FuzzReadJudgments(f *testing.F) {
	f.Add([]byte(`{"from":"a#1","to":"b#2","from_hash":"x","to_hash":"y","grade":2,"by":"R","at":"2026-01-01T00:00:00Z"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines, err := ReadJudgments("f", data)
		if err != nil && lines != nil {
			t.Error("lines beside an error")
		}
		Verdicts(lines)
	})
}

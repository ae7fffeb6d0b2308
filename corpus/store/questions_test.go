package store

import "testing"

func TestQuestions(t *testing.T) {
	w, err := Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	a := Question{Name: "A", File: "a.txt", State: "XAA", Asked: "2020-01-01T00:00:00Z", Data: []byte("SAMPLE: one\n")}
	b := Question{File: "b.txt", State: "XAB", Asked: "2021-01-01T00:00:00Z", Data: []byte("SAMPLE: one\n")}
	for _, q := range []Question{a, b, a} {
		if err := w.KeepQuestion(q); err != nil {
			t.Fatal(err)
		}
	}
	ids, kept, err := w.Questions()
	if err != nil || len(ids) != 2 || ids[0] != b.ID() || kept[a.ID()].Name != "A" {
		t.Fatalf("%v %v %v", ids, kept, err)
	}
	if q, ok, err := w.Question(a.ID()); err != nil || !ok || string(q.Data) != string(a.Data) {
		t.Errorf("%v %v %v", q, ok, err)
	}
	for _, id := range []string{"../desk", "", "0123456789ab", "..%2fdesk"} {
		if _, ok, err := w.Question(id); ok || err != nil {
			t.Errorf("%q: %v %v", id, ok, err)
		}
	}
	if err := w.DropQuestion(a.ID()); err != nil {
		t.Fatal(err)
	}
	if ids, _, _ := w.Questions(); len(ids) != 1 {
		t.Errorf("%v are left", ids)
	}
}

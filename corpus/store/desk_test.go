package store

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestDesk(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "ws"))
	if err != nil {
		t.Fatal(err)
	}
	if d, err := w.Desk(); err != nil || len(d.Basket) != 0 {
		t.Fatalf("a new desk: %v, %v", d, err)
	}
	want := Desk{Basket: []string{"A/HRC/13/9001#1"}, Searches: []Search{{"torture", "q=torture", 7}}}
	if err := w.SaveDesk(want); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Desk(); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%v, %v", got, err)
	}
	if err := os.WriteFile(w.deskPath(), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Desk(); err == nil {
		t.Error("a damaged desk was read")
	}
}

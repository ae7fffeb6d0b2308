package main

import (
	"archive/zip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/corpus"
	"refrain/corpus/store"
)

func TestExport(t *testing.T) {
	dir := t.TempDir()
	w, err := store.Create(filepath.Join(dir, "ws"))
	if err != nil {
		t.Fatal(err)
	}
	d := &corpus.Document{Key: "A/HRC/13/9001", Symbol: "A/HRC/13/9001", SHA256: strings.Repeat("a", 64), State: "NOR", StateName: "Norway", Mechanism: corpus.UPR}
	for i := range 3 {
		d.Passages = append(d.Passages, corpus.Passage{Para: fmt.Sprintf("90.%d", i+1), Text: "SAMPLE <of> Norway & others", By: []string{"CHL"}, Role: corpus.RoleRecommendation})
	}
	d.Seal()
	if err := w.Save(d); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "e.json")
	if err := run([]string{w.Dir, path, "5"}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	if err := json.Unmarshal(data, &rows); err != nil || len(rows) != 5 || rows[0]["Text"] != "90.1 SAMPLE <of> Norway & others" || rows[4]["Symbol"] == rows[0]["Symbol"] {
		t.Errorf("%d rows, %v: %s", len(rows), err, data)
	}
	path = filepath.Join(dir, "e.xlsx")
	if err := run([]string{w.Dir, path, "5"}); err != nil {
		t.Fatal(err)
	}
	book, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheet, err := book.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for dec := xml.NewDecoder(sheet); ; {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := tok.(xml.StartElement); ok && s.Name.Local == "row" {
			n++
		}
	}
	if n != 6 {
		t.Errorf("%d rows in the sheet, want a head and 5", n)
	}
	if err := run([]string{w.Dir, filepath.Join(dir, "none", "e.json"), "5"}); err == nil {
		t.Error("a folder that is not there is written to")
	}
}

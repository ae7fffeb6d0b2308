package dossier

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"refrain/corpus"
	"refrain/docs/schemas"
	"refrain/pipeline/match"
)

// documents are an invented State's: two reviews, a compilation and what the
// State says.
func documents() []*corpus.Document {
	doc := func(key string, kind corpus.Kind, cycle, year int, ps ...corpus.Passage) *corpus.Document {
		d := &corpus.Document{Key: key, Symbol: key, Kind: kind, State: "XAA", Mechanism: corpus.UPR, Cycle: cycle, Year: year, SHA256: key, Sample: true, Passages: ps}
		d.Seal()
		return d
	}
	rec := func(para, theme, text string, pos corpus.Position) corpus.Passage {
		return corpus.Passage{Para: para, Kind: corpus.PassageRecommendation, Themes: []string{theme}, Text: text, Ask: text, Position: pos, By: []string{"XAB"}, ByPrinted: []string{"Sampleland"}}
	}
	return []*corpus.Document{
		doc("A/HRC/42/9001", corpus.KindWGReport, 3, 2019, rec("130.1", "Right to health", "SAMPLE Build clinics (Sampleland);", corpus.Supported), rec("130.2", "Right to health", "=SAMPLE Train nurses", corpus.Noted), rec("130.3", "Women", "SAMPLE End it", corpus.Supported)),
		doc("A/HRC/27/9001", corpus.KindWGReport, 2, 2014, rec("118.1", "Right to health", "SAMPLE Build clinics", corpus.Supported)),
		doc("A/HRC/WG.6/33/XAA/2", corpus.KindCompilation, 3, 2019,
			corpus.Passage{Para: "1", Kind: corpus.PassageCompilation, Headings: []string{"Background"}, Text: "SAMPLE how it was made"},
			corpus.Passage{Para: "7", Kind: corpus.PassageCompilation, Themes: []string{"Right to health", "Women"}, SpeaksFor: []string{"CEDAW"}, Source: []string{"CEDAW/C/XAA/CO/3, para. 12"}, Text: "SAMPLE concern about clinics"},
			corpus.Passage{Para: "8", Kind: corpus.PassageCompilation, Text: "SAMPLE without a theme"}),
		doc("A/HRC/WG.6/47/XAA/1", corpus.KindNationalReport, 4, 2024, corpus.Passage{Para: "3", Kind: corpus.PassageReply, Themes: []string{"Right to health"}, Text: "SAMPLE Clinics were built"}),
	}
}

func asked() Asked {
	return Asked{State: "XAA", StateName: "Examplia", Documents: documents(), Missing: []string{"CRC 2012"}, Version: "test", Date: "2026-01-31", Sample: true}
}

// wordText is the text of a Word document and of its footnotes.
func wordText(t *testing.T, data []byte) (body, notes string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out["word/document.xml"], out["word/footnotes.xml"]
}

func TestOutline(t *testing.T) {
	for _, tmpl := range Templates {
		o, err := Outline(asked(), tmpl, 2019, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		var a, b bytes.Buffer
		if err := o.Write(&a, nil); err != nil {
			t.Fatal(err)
		}
		if err := o.Write(&b, nil); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: two writes differ, %v", tmpl.Name, err)
		}
		body, notes := wordText(t, a.Bytes())
		if !strings.Contains(notes, "For relevant recommendations, see A/HRC/42/9001, paras. 130.1 and 130.2.") || strings.Contains(notes, "27/9001") {
			t.Errorf("%s: the notes are %s", tmpl.Name, notes)
		}
		if !strings.Contains(body, "not a United Nations document") || !strings.Contains(body, "Right to health") {
			t.Errorf("%s does not say what it is", tmpl.Name)
		}
		if tmpl.Name != "summary" && (!strings.Contains(body, "SAMPLE concern about clinics") || !strings.Contains(body, "Passages under no heading") ||
			!strings.Contains(notes, "CEDAW/C/XAA/CO/3, para. 12, as cited in A/HRC/WG.6/33/XAA/2, para. 7.") || !strings.Contains(body, "See also A/HRC/WG.6/33/XAA/2, para. 7.")) {
			t.Errorf("%s: a passage is missing: %s", tmpl.Name, body)
		}
	}
	if _, err := Outline(asked(), Templates[0], 2019, 4, nil); err == nil {
		t.Error("a cycle that is not stored is taken")
	}
	o, err := Outline(asked(), Templates[0], 2019, 2, nil)
	if err != nil || o.reviewed.Key != "A/HRC/27/9001" {
		t.Errorf("cycle 2: %v", err)
	}
}

func TestTimeline(t *testing.T) {
	theme, err := ThemeOf("health")
	if err != nil || theme.Label != "Right to health" {
		t.Fatal(theme, err)
	}
	if _, err := ThemeOf("right"); err == nil {
		t.Error("a part of many themes names one")
	}
	s := Timeline(asked(), theme)
	var got []string
	for _, g := range s.Groups {
		got = append(got, g.Title+": "+g.Note)
	}
	want := "2014, UPR – A/HRC/27/9001: 1 passage, by 1 State: 1 supported|2019, UPR – A/HRC/42/9001: 2 passages, by 1 State: 1 supported, 1 noted|" +
		"2019, OHCHR compilation – A/HRC/WG.6/33/XAA/2: 1 passage|2024, national report – A/HRC/WG.6/47/XAA/1: 1 passage"
	if strings.Join(got, "|") != want {
		t.Errorf("groups %q", got)
	}
	for _, f := range Formats {
		var a, b bytes.Buffer
		if err := f.Write(&a, s, Options{Excel: true}); err != nil {
			t.Fatal(f.Name, err)
		}
		if err := f.Write(&b, s, Options{Excel: true}); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: two writes differ, %v", f.Name, err)
		}
		text := a.String()
		if f.Binary {
			text, _ = wordText(t, a.Bytes())
		}
		cited := "A/HRC/42/9001, para. 130.1 (Sampleland)"
		if f.Binary {
			cited = "A/HRC/42/9001, para. 130.1<" // the State has a column of its own
		}
		for _, want := range []string{"not a United Nations document", cited, s.hash()} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", f.Name, want)
			}
		}
	}
}

func TestSheetsReadBack(t *testing.T) {
	theme, err := ThemeOf("health")
	if err != nil {
		t.Fatal(err)
	}
	s := Timeline(asked(), theme)
	var c, j bytes.Buffer
	if err := writeCSV(&c, s, Options{Excel: true}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(c.Bytes(), []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != 1+s.rows() || rows[3][5] != "'=SAMPLE Train nurses" {
		t.Errorf("CSV: %q, %v", rows, err)
	}
	if err := writeJSONL(&j, s, Options{}); err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemas.Sheet))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("sheet.json", v); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("sheet.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(j.String()), "\n") {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%.200s: %v", line, err)
		}
	}
}

func TestCompare(t *testing.T) {
	docs := documents()
	q := match.Question{Key: docs[1].Key, Symbol: docs[1].Symbol, State: "XAA", Items: docs[1].Passages}
	link := func(p corpus.Passage, w match.When, s match.Strength, r match.Relation) match.Link {
		return match.Link{ID: p.ID, Strength: s, Relation: r, When: w, Rank: 1, Passage: p}
	}
	item := match.ItemLinks{Item: q.Items[0], Number: "118.1", Links: []match.Link{
		link(docs[0].Passages[0], match.Later, match.Strong, match.Same), link(docs[0].Passages[1], match.Later, match.Strong, match.General),
		link(docs[0].Passages[2], match.Later, match.Possible, match.Same)}}
	says := match.ItemLinks{Item: q.Items[0], Number: "118.1", Links: []match.Link{link(docs[3].Passages[0], match.Later, match.Strong, match.Similar)}}
	none := match.ItemLinks{Item: q.Items[0], Number: "118.2"}
	s := Compare(asked(), q, docs[0], []match.ItemLinks{item, none}, []match.ItemLinks{says, none})
	if len(s.Groups) != 2 || len(s.Groups[0].Rows) != 2 || s.Groups[0].Rows[0].Cells[0] != "taken up since" || s.Groups[0].Rows[1].Cells[0] != "the State says" {
		t.Fatalf("%+v", s.Groups)
	}
	if got := s.Groups[0].Note; got != "Position then: supported. Found in 1 passage, by 1 State: 1 supported. The State speaks of it in 1 passage." {
		t.Errorf("note %q", got)
	}
	if got := s.Groups[1].Note; !strings.Contains(got, "No passage of A/HRC/42/9001 was found on it. No statement of the State on it was found in the documents searched.") {
		t.Errorf("note %q", got)
	}
}

// TestElided holds that a statement on many recommendations names the one at
// hand alone.
func TestElided(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The Government takes note of recommendations 140.1, 140.2, 140.3, 140.4, 140.5 and 140.6.", "The Government takes note of recommendations […] 140.4 […]."},
		{"Accepts recommendations 1, 2, 3, 14– 15 and 20.", "Accepts recommendations […]."},
		{"Accepts: 140.4, 140.7, 140.8, 140.9, 140.26. 140.36, 140.39, 140.40. 140.41. […]", "Accepts: […] 140.4 […]"},
		{"Accepts recommendations 140.4 and 140.6 of 2015.", "Accepts recommendations 140.4 and 140.6 of 2015."},
	} {
		if got := elided(c.text, "140.4"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

package dossier

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

// TestHostile holds that texts which a program would take for something else
// stay texts in every format of a sheet, and whole in those for programs.
func TestHostile(t *testing.T) {
	theme, err := ThemeOf("health")
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{`=HYPERLINK("http://example.org") SAMPLE`, "@SAMPLE\x1b[31m\x00", "SAMPLE </style><script>alert(1)</script>", "SAMPLE [a](javascript:x) | b",
		"توصية · 建议 · ệ̃ · 𠜎 SAMPLE", strings.Repeat("длинный ", 9000) + "SAMPLE"}
	in := asked()
	d := in.Documents[0]
	p := d.Passages[0]
	d.Passages = nil
	for _, s := range texts {
		p.Text = s
		d.Passages = append(d.Passages, p)
	}
	in.Documents = in.Documents[:1]
	s := Timeline(in, theme)
	for _, f := range Formats {
		var b bytes.Buffer
		if err := f.Write(&b, s, Options{}); err != nil {
			t.Fatal(f.Name, err)
		}
		out := b.String()
		if f.Binary {
			out, _ = wordText(t, b.Bytes())
		}
		bad := `<script|\x1b|\x00`
		if f.Name == "md" {
			bad += `|[^\\]\]\(javascript`
		}
		if found := regexp.MustCompile(bad).FindString(out); found != "" && f.Name != "csv" && f.Name != "jsonl" {
			t.Errorf("%s holds %q", f.Name, found)
		}
		if !strings.Contains(out, texts[4]) || !strings.Contains(out, texts[5]) {
			t.Errorf("%s lacks a text", f.Name)
		}
		var got []string
		switch f.Name {
		case "csv":
			rows, err := csv.NewReader(&b).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows[1:] {
				got = append(got, r[5])
			}
		case "jsonl":
			for _, line := range bytes.Split(bytes.TrimSpace(b.Bytes()), []byte("\n")) {
				var l struct{ Type, Text string }
				if err := json.Unmarshal(line, &l); err != nil {
					t.Fatal(err)
				}
				if l.Type == "row" {
					got = append(got, l.Text)
				}
			}
		default:
			continue
		}
		if strings.Join(got, "\n") != strings.Join(texts, "\n") {
			t.Errorf("%s: %.200q", f.Name, got)
		}
	}
}

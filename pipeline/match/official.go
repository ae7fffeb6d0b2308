package match

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"refrain/corpus"
)

// GoldForm is what a file of gold holds.
type GoldForm string

// The forms, told by the columns of the header.
const (
	GoldPairs     GoldForm = "judged pairs"        // item, symbol, para, grade
	GoldHeadings  GoldForm = "official headings"   // heading, target, paras
	GoldPositions GoldForm = "positions"           // symbol, para, position, partial
	GoldMatrix    GoldForm = "positions of matrix" // cycle, rec, position
	GoldSheet     GoldForm = "coding sheet"        // pair, grade
)

// goldForms says which columns tell a form, the more telling first.
var goldForms = []struct {
	form    GoldForm
	columns []string
}{
	{GoldSheet, []string{"pair", "grade"}}, {GoldPairs, []string{"item", "symbol", "para", "grade"}},
	{GoldHeadings, []string{"heading", "target", "paras"}}, {GoldMatrix, []string{"cycle", "rec", "position"}},
	{GoldPositions, []string{"symbol", "para", "position"}},
}

// FormOf tells what a file of gold holds.
func FormOf(name string, data []byte) (GoldForm, error) {
	rows, err := goldTable(name, data)
	if err != nil {
		return "", err
	}
	for _, f := range goldForms {
		if len(rows) > 0 && hasAll(rows[0], f.columns) {
			return f.form, nil
		}
	}
	return "", fmt.Errorf("reading gold %s: its header is none that is known; judged pairs have the columns item, symbol, para, grade, and `refrain eval --help` lists the other forms; a list of items goes to --items", name)
}

func hasAll(row map[string]string, columns []string) bool {
	for _, c := range columns {
		if _, ok := row[c]; !ok {
			return false
		}
	}
	return true
}

// goldTable reads a table with a header row, tab- or comma-separated, as rows
// by column; lines that begin with # are notes. A row that is short has empty
// fields.
func goldTable(name string, data []byte) ([]map[string]string, error) {
	text := strings.TrimPrefix(string(data), "\ufeff")
	for strings.HasPrefix(text, "#") {
		_, text, _ = strings.Cut(text, "\n")
	}
	first, _, _ := strings.Cut(text, "\n")
	sep := '\t'
	if !strings.Contains(first, "\t") {
		sep = ','
	}
	rows, err := split(text, sep)
	if err != nil {
		return nil, fmt.Errorf("reading gold %s: %w", name, err)
	}
	var out []map[string]string
	for i, r := range rows {
		if i == 0 || strings.HasPrefix(r[0], "#") {
			continue
		}
		row := map[string]string{}
		for k, c := range rows[0] {
			v := ""
			if k < len(r) {
				v = strings.TrimSpace(r[k])
			}
			row[strings.ToLower(strings.TrimSpace(c))] = v
		}
		out = append(out, row)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("reading gold %s: it has a header and no rows, or none", name)
	}
	return out, nil
}

// ThemeScore is how the themes given to recommendations compare with the
// headings under which the Office lists them.
type ThemeScore struct {
	Recommendations, Missing int // compared; not at hand
	Hit, Extra, Missed       int // themes
	Precision, Recall, F1    float64
	Unknown                  []string // headings that are no theme
}

// ScoreHeadings compares themes with official headings, over all
// recommendations that a heading lists.
func ScoreHeadings(docs []*corpus.Document, name string, data []byte) (*ThemeScore, error) {
	rows, err := goldTable(name, data)
	if err != nil {
		return nil, err
	}
	s := &ThemeScore{}
	want := map[string]map[string]bool{}
	for _, r := range rows {
		label := ThemeOf(r["heading"])
		if label == "" && !slices.Contains(s.Unknown, r["heading"]) {
			s.Unknown = append(s.Unknown, r["heading"])
		}
		for _, p := range strings.Fields(r["paras"]) {
			id := corpus.CanonicalSymbol(r["target"]) + "#" + p
			if want[id] == nil {
				want[id] = map[string]bool{}
			}
			want[id][label] = true
		}
	}
	for _, d := range docs {
		for i := range d.Passages {
			p := &d.Passages[i]
			labels, ok := want[p.ID]
			if !ok {
				continue
			}
			delete(want, p.ID)
			s.Recommendations++
			got := Themes(p)
			for _, l := range got {
				s.Hit += btoi(labels[l])
				s.Extra += btoi(!labels[l])
			}
			for l := range labels {
				s.Missed += btoi(!slices.Contains(got, l))
			}
		}
	}
	s.Missing = len(want)
	s.Precision, s.Recall = share2(s.Hit, s.Hit+s.Extra), share2(s.Hit, s.Hit+s.Missed)
	s.F1 = share2(2*s.Hit, 2*s.Hit+s.Extra+s.Missed)
	return s, nil
}

// Write prints the score for people.
func (s *ThemeScore) Write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "themes of %d recommendations (%d not at hand): micro-F1 %.3f, precision %.3f, recall %.3f\n",
		s.Recommendations, s.Missing, s.F1, s.Precision, s.Recall)
	if err == nil && len(s.Unknown) > 0 {
		_, err = fmt.Fprintf(w, "  headings that are no theme: %s\n", strings.Join(s.Unknown, "; "))
	}
	return err
}

// PositionScore is how the positions read compare with those of gold.
type PositionScore struct {
	Recommendations, Missing int // compared; not at hand
	Right, RightWithPartial  int
	Wrong                    []string // passage, ours and theirs
}

// ScorePositions compares positions with a list of them, or with a matrix of
// the Office on a State's reports, whose rows name the cycle.
func ScorePositions(docs []*corpus.Document, state, name string, data []byte) (*PositionScore, error) {
	rows, err := goldTable(name, data)
	if err != nil {
		return nil, err
	}
	byID, byCycle := map[string]*corpus.Passage{}, map[string]*corpus.Passage{}
	for _, d := range docs {
		for i := range d.Passages {
			p := &d.Passages[i]
			byID[p.ID] = p
			if p.Kind == corpus.PassageRecommendation && p.DocKind == corpus.KindWGReport && (state == "" || p.State == state) {
				byCycle[fmt.Sprint(p.Cycle, " ", p.Para)] = p
			}
		}
	}
	s := &PositionScore{}
	for _, r := range rows {
		p := byID[corpus.CanonicalSymbol(r["symbol"])+"#"+r["para"]]
		if r["rec"] != "" {
			p = byCycle[r["cycle"]+" "+r["rec"]]
		}
		if p == nil {
			s.Missing++
			continue
		}
		s.Recommendations++
		want := strings.ToLower(r["position"])
		if string(p.Position) != want {
			s.Wrong = append(s.Wrong, fmt.Sprintf("%s: %s, gold %s", p.ID, p.Position, want))
			continue
		}
		s.Right++
		s.RightWithPartial += btoi(r["partial"] == "" && !p.Partial || (r["partial"] == "true") == p.Partial)
	}
	return s, nil
}

// Write prints the score for people.
func (s *PositionScore) Write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "positions of %d recommendations (%d not at hand): %d right (%.3f), %d also in whether in part\n",
		s.Recommendations, s.Missing, s.Right, share2(s.Right, s.Recommendations), s.RightWithPartial)
	for _, line := range s.Wrong {
		if err == nil {
			_, err = fmt.Fprintf(w, "  %s\n", line)
		}
	}
	return err
}

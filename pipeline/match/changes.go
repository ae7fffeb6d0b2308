package match

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sort"
)

// Change is a link, strong or likely, that one run has and another has not.
type Change struct {
	Item   string `json:"item"`
	ID     string `json:"id"`
	Gained bool   `json:"gained"`
	// Was and Is are the strengths before and now, empty where it was not
	// among the links.
	Was Strength `json:"was"`
	Is  Strength `json:"is"`
	// Grade is the gold's.
	Grade int `json:"grade"`
}

// ChangesSince lists the links gained and lost since an earlier run, whose
// links stand in before as `refrain match --json` prints them, in the order of
// items and ids. Links to documents that the gold does not name are left out.
func ChangesSince(name string, before []byte, answers []ItemLinks, g *Gold) ([]Change, error) {
	type pair struct{ item, id string }
	was, is := map[pair]Strength{}, map[pair]Strength{}
	asked, searched := map[string]int{}, map[string]bool{}
	for i, a := range answers {
		asked[a.Number] = i + 1
		for _, l := range a.Links {
			searched[l.ID] = true
			if counts(l.Strength) {
				is[pair{a.Number, l.ID}] = l.Strength
			}
		}
	}
	in := bufio.NewScanner(bytes.NewReader(before))
	in.Buffer(nil, 16<<20)
	n := 0
	for line := 1; in.Scan(); line++ {
		var l Link
		if err := json.Unmarshal(in.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("reading links %s: line %d: %w", name, line, err)
		}
		if l.ID == "" {
			continue
		}
		n++
		if asked[l.Item] > 0 && searched[l.ID] && counts(l.Strength) {
			was[pair{l.Item, l.ID}] = l.Strength
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("reading links %s: %w", name, err)
	}
	if n == 0 {
		return nil, fmt.Errorf("reading links %s: it holds none; save them with `refrain match LETTER --json`", name)
	}
	out := []Change{}
	for p, s := range is {
		if was[p] == "" {
			out = append(out, Change{p.item, p.id, true, "", s, g.Grades[p.item][p.id]})
		}
	}
	for p, s := range was {
		if is[p] == "" {
			out = append(out, Change{p.item, p.id, false, s, "", g.Grades[p.item][p.id]})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if a, b := asked[out[i].Item], asked[out[j].Item]; a != b {
			return a < b
		}
		return out[i].ID < out[j].ID
	})
	return out, nil
}

func counts(s Strength) bool { return s == Strong || s == Likely }

// WriteChanges prints changes for people, with a count by grade.
func WriteChanges(w io.Writer, changes []Change) error {
	var n [2][3]int
	var err error
	for _, c := range changes {
		word, s := "lost", c.Was
		if c.Gained {
			word, s = "gained", c.Is
		}
		n[btoi(c.Gained)][c.Grade]++
		if err == nil {
			_, err = fmt.Fprintf(w, "  %-6s item %-4s %-28s %-7s grade %d\n", word, c.Item, c.ID, s, c.Grade)
		}
	}
	if err == nil {
		_, err = fmt.Fprintf(w, "  gained: %d direct, %d related, %d neither; lost: %d direct, %d related, %d neither\n",
			n[1][2], n[1][1], n[1][0], n[0][2], n[0][1], n[0][0])
	}
	return err
}

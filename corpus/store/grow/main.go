// Command grow makes a large workspace out of a real one, to measure with.
//
//	go run ./corpus/store/grow FROM TO PASSAGES
//	refrain rebuild --dir TO
//	go run ./corpus/store/grow FROM export.xlsx ROWS
//
// FROM and TO are folders of workspaces. Each stored document on a State is
// copied under the names of other States until TO holds that many passages: in
// its texts the name of its State gives way to another's, and so do its symbol
// and hash. What it makes is for measuring alone: no State received these
// recommendations. Sources are not copied.
//
// Where TO ends in .json or .xlsx it is an export in the form of the Universal
// Human Rights Index, of that many rows made in the same way, to measure
// `refrain import` with.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "grow:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("want FROM TO PASSAGES")
	}
	want, err := strconv.Atoi(args[2])
	if err != nil || want < 1 {
		return fmt.Errorf("%q is no number of passages", args[2])
	}
	if ext := filepath.Ext(args[1]); ext == ".json" || ext == ".xlsx" {
		return writeExport(args[0], args[1], want)
	}
	from, err := store.Open(args[0])
	if err != nil {
		return err
	}
	to, err := store.Create(args[1])
	if err != nil {
		return err
	}
	unlock, err := to.Lock(time.Now())
	if err != nil {
		return err
	}
	defer unlock()
	docs, err := from.Documents(nil)
	if err != nil {
		return err
	}
	passages, documents, err := grow(to, docs, want)
	if err == nil {
		fmt.Printf("%s holds %d passages of %d documents\n", args[1], passages, documents)
	}
	return err
}

// grow saves the documents and copies of them, round by round.
func grow(to *store.Workspace, docs []*corpus.Document, want int) (passages, documents int, err error) {
	states := statesOf(docs)
	for round := 0; passages < want; round++ {
		before := passages
		for _, d := range docs {
			if round > 0 && d.State == "" {
				continue // it would be the same text again
			}
			c := d
			if round > 0 {
				c = under(d, states[(place(states, d.State)+round)%len(states)], round)
			}
			if left := want - passages; len(c.Passages) > left {
				c.Passages = c.Passages[:left]
			}
			documents++
			c.Seq = documents
			c.Count = len(c.Passages)
			if err := to.Save(c); err != nil {
				return passages, documents, err
			}
			if passages += len(c.Passages); passages == want {
				return passages, documents, nil
			}
		}
		if passages == before {
			return passages, documents, fmt.Errorf("there is no document on a State to copy")
		}
	}
	return passages, documents, nil
}

// statesOf lists the States that documents are about, sorted.
func statesOf(docs []*corpus.Document) []string {
	seen := map[string]bool{}
	var out []string
	for _, d := range docs {
		if d.State != "" && !seen[d.State] {
			seen[d.State] = true
			out = append(out, d.State)
		}
	}
	sort.Strings(out)
	return out
}

func place(states []string, state string) int { return sort.SearchStrings(states, state) }

// under copies a document under the name of another State. The text of pages
// is left out.
func under(d *corpus.Document, state string, round int) *corpus.Document {
	name := corpus.World().Name(state)
	old := []string{corpus.World().Name(d.State), name}
	if d.StateName != "" {
		old = append(old, d.StateName, name)
	}
	swap := strings.NewReplacer(old...)
	c := *d
	mark := fmt.Sprintf("%s+%d", d.SHA256, round)
	sum := sha256.Sum256([]byte(mark))
	c.SHA256 = hex.EncodeToString(sum[:])
	c.State, c.StateName, c.Title = state, name, swap.Replace(d.Title)
	c.Key, c.CiteAs = fmt.Sprintf("%s/%d", d.Key, 9000+round), ""
	if d.Symbol != "" {
		c.Symbol = fmt.Sprintf("%s/%d", d.Symbol, 9000+round)
	}
	if d.Parent != "" {
		c.Parent = fmt.Sprintf("%s/%d", d.Parent, 9000+round)
	}
	c.Answers = append([]corpus.Answer(nil), d.Answers...)
	for i := range c.Answers {
		c.Answers[i].Target = fmt.Sprintf("%s/%d", c.Answers[i].Target, 9000+round)
	}
	c.Passages = append([]corpus.Passage(nil), d.Passages...)
	for i := range c.Passages {
		p := &c.Passages[i]
		p.Text, p.Ask = swap.Replace(p.Text), swap.Replace(p.Ask)
		p.Units = append([]corpus.Unit(nil), p.Units...)
		for k := range p.Units {
			p.Units[k].Text = swap.Replace(p.Units[k].Text)
		}
	}
	c.Seal()
	return &c
}

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// collection is one body of judged pairs: who asks, what is searched and what
// readers said. Collections of one State are held out together.
type collection struct {
	name, state string
	question    string   // file below DATA: a letter, a document, a list
	documents   []string // files below DATA
	gold        string   // file below DATA, or in testdata
	judged      string   // file below DATA that lists the items judged, "" for all
}

var collections = []collection{
	{name: "SVN × UPR", state: "SVN", question: "eval/svn-annex.tsv", gold: "eval/svn-upr.qrels.tsv",
		documents: []string{"corpus/svn/cycle1/g1012049.pdf", "corpus/svn/cycle2/g1423930.pdf",
			"corpus/svn/cycle3/g1934994.pdf", "corpus/svn/cycle4/g2502644.pdf"}},
	{name: "SVN × compilations", state: "SVN", question: "eval/svn-annex.tsv", gold: "eval/svn-compilations.qrels.tsv",
		documents: []string{"corpus/svn/cycle2/g1414064.pdf", "corpus/svn/cycle3/g1925890.pdf", "corpus/svn/cycle4/g2419943.pdf"}},
	{name: "BRB", state: "BRB", question: "corpus/brb/A_HRC_WG.6_29_BRB_2.txt", gold: "eval/brb.qrels.tsv",
		documents: []string{"corpus/brb/barbados2009.pdf", "corpus/brb/barbados2013.pdf"}, judged: "eval/brb-paragraphs.txt"},
	{name: "PRK", state: "PRK", question: "corpus/prk/hc-letter-prk-2019.txt", gold: "prk-2019.qrels.tsv",
		documents: []string{"corpus/prk/democraticpeoplesrepublicofkorea2010.pdf", "corpus/prk/democraticpeoplesrepublicofkorea2014.pdf"}},
}

// pairs names the files of single pairs of other States, all listed, whose
// items are recommendations of later reports in corpus/wg. They are held out
// together.
var pairs = []struct{ name, gold string }{
	{"other States", "wg-pairs.qrels.tsv"},
	{"other States, groups", "wg-groups.qrels.tsv"},
}

// samples reads all collections.
func samples(data string) ([]match.Sample, error) {
	var out []match.Sample
	for _, c := range collections {
		s, err := c.samples(data)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", c.name, err)
		}
		out = append(out, s...)
	}
	files, err := filepath.Glob(filepath.Join(data, "corpus", "wg", "*.pdf"))
	if err != nil {
		return nil, err
	}
	docs, err := read(files)
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		g, err := readGold(data, p.gold)
		if err != nil {
			return nil, err
		}
		g.Name = p.name
		s, err := otherStates(docs, g)
		if err != nil {
			return nil, err
		}
		out = append(out, s...)
	}
	return out, nil
}

func (c collection) samples(data string) ([]match.Sample, error) {
	g, err := readGold(data, c.gold)
	if err != nil {
		return nil, err
	}
	g.Name = c.name
	q, err := c.ask(data)
	if err != nil {
		return nil, err
	}
	docs, err := read(under(data, c.documents))
	if err != nil {
		return nil, err
	}
	return match.New(docs).Samples(context.Background(), q, g, false)
}

func (c collection) ask(data string) (match.Question, error) {
	file := filepath.Join(data, filepath.FromSlash(c.question))
	var q match.Question
	if strings.HasSuffix(c.question, ".tsv") {
		b, err := os.ReadFile(file)
		if err != nil {
			return q, err
		}
		if q, err = match.ReadList(filepath.Base(file), b); err != nil {
			return q, err
		}
	} else {
		docs, err := read([]string{file})
		if err != nil {
			return q, err
		}
		if q, err = match.QuestionOf(docs[0]); err != nil {
			return q, err
		}
	}
	q.State = c.state
	if c.judged == "" {
		return q, nil
	}
	b, err := os.ReadFile(filepath.Join(data, filepath.FromSlash(c.judged)))
	if err != nil {
		return q, err
	}
	judged := map[string]bool{}
	for _, n := range strings.Fields(string(b)) {
		judged[n] = true
	}
	var items []corpus.Passage
	for _, p := range q.Items {
		if judged[p.Para] {
			items = append(items, p)
		}
	}
	q.Items = items
	return q, nil
}

// otherStates makes samples of the single pairs, State by State.
func otherStates(docs []*corpus.Document, g *match.Gold) ([]match.Sample, error) {
	byState := map[string]*match.Question{}
	var order []string
	for _, d := range docs {
		for _, p := range d.Passages {
			if g.Grades[p.ID] == nil {
				continue
			}
			if byState[p.State] == nil {
				byState[p.State] = &match.Question{State: p.State}
				order = append(order, p.State)
			}
			p.Para = p.ID // items of several reports, told apart by their ids
			byState[p.State].Items = append(byState[p.State].Items, p)
		}
	}
	var out []match.Sample
	m := match.New(docs)
	for _, state := range order {
		s, err := m.Samples(context.Background(), *byState[state], g, true)
		if err != nil {
			return nil, err
		}
		out = append(out, s...)
	}
	return out, nil
}

// readGold reads judged pairs from DATA, else from testdata.
func readGold(data, name string) (*match.Gold, error) {
	file := filepath.Join(data, filepath.FromSlash(name))
	if !strings.Contains(name, "/") {
		file = filepath.Join("pipeline", "match", "testdata", name)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return match.ReadGold(name, b)
}

func under(data string, files []string) []string {
	var out []string
	for _, f := range files {
		out = append(out, filepath.Join(data, filepath.FromSlash(f)))
	}
	return out
}

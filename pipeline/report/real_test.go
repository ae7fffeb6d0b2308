package report_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/corpus/realdocs"
	"refrain/pipeline/extract"
	"refrain/pipeline/match"
	"refrain/pipeline/parse"
	"refrain/pipeline/report"
)

// read reads real documents, given below the folder of real documents.
func read(t *testing.T, files ...string) []*corpus.Document {
	t.Helper()
	dir := realdocs.Dir(t)
	var docs []*corpus.Document
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f)))
		if err != nil {
			t.Fatal(err)
		}
		pages, err := extract.Read(context.Background(), filepath.Base(f), data)
		if err != nil {
			t.Fatal(err)
		}
		d, err := parse.Document(parse.Input{File: filepath.Base(f), Engine: pages.Engine, Pages: pages.Pages, States: corpus.World()})
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	parse.Join(docs)
	return docs
}

func build(t *testing.T, q match.Question, docs []*corpus.Document, opt match.Options) *report.Report {
	t.Helper()
	items, err := match.New(docs).Run(context.Background(), q, opt)
	if err != nil {
		t.Fatal(err)
	}
	return report.Build(report.Input{Question: q, Items: items, Documents: docs, Version: "test", Date: time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)})
}

func gold(t *testing.T, file string) *match.Gold {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g, err := match.ReadGold(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// holds checks cells and verdicts against judged pairs: of the cells without a
// caveat 95 in 100 are right, and at most 3 items in 100 are wrongly said to be
// raised.
func holds(t *testing.T, r *report.Report, g *match.Gold, judged []string) {
	t.Helper()
	s := r.Against(g, judged)
	var table strings.Builder
	if err := s.Write(&table, true); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s\n%s", g.Name, table.String())
	if s.Found.N == 0 || 20*s.Found.Direct < 19*s.Found.N {
		t.Errorf("%s: %d of %d cells without a caveat are right", g.Name, s.Found.Direct, s.Found.N)
	}
	if 100*s.Wrong > 3*s.Items {
		t.Errorf("%s: %d of %d items are wrongly said to be raised", g.Name, s.Wrong, s.Items)
	}
}

// TestLetterOf2019 holds the report on the letter of 28 November 2019 to what
// readers know of its two earlier reviews.
func TestLetterOf2019(t *testing.T) {
	docs := read(t, "corpus/prk/democraticpeoplesrepublicofkorea2010.pdf", "corpus/prk/democraticpeoplesrepublicofkorea2014.pdf", "corpus/prk/hc-letter-prk-2019.txt")
	q, err := match.QuestionOf(docs[2])
	if err != nil {
		t.Fatal(err)
	}
	r := build(t, q, docs[:2], match.Options{})
	const both = "Raised in 2 of the 2 earlier UPR cycles searched (2009, 2014)"
	none := func(near string) string { // para. 91, No. 42 asks to release political prisoners, a possible link
		return "Searched, no passage found: UPR 2009 (A/HRC/13/13, but for " + near + " related or possible)."
	}
	for _, c := range []struct {
		item          int
		verdict, note string
	}{
		{4, both + ", by ", "To be verified, for it rests on one link that no reader has confirmed: UPR 2014 (A/HRC/27/10, para. 124.54)."},
		{13, both, ""},
		{16, "Raised in 1 of the 2 earlier UPR cycles searched (2014), by ", none("1 passage")},
		{29, both, ""},
		{48, "Raised once among the documents searched: A/HRC/27/10, para. 124.112 (Norway).", none("2 passages")},
	} {
		got := r.Concerns[c.item-1]
		if !strings.HasPrefix(got.Verdict, c.verdict) || c.note != "" && !slices.Contains(got.Notes, c.note) {
			t.Errorf("item %d: %q, notes %q", c.item, got.Verdict, got.Notes)
		}
	}
	var missing []string
	for _, e := range r.Coverage.Missing {
		missing = append(missing, e.Name())
	}
	for _, want := range []string{"UPR 2019", "UPR 2024", "CRC 2017", "CEDAW 2017"} {
		if !slices.Contains(missing, want) {
			t.Errorf("%s is not named among the missing: %v", want, missing)
		}
	}
	var page bytes.Buffer
	if err := report.Formats[0].Write(&page, r, report.Options{}); err != nil || page.Len() > 1_500_000 {
		t.Errorf("the page takes %d bytes, %v", page.Len(), err)
	}
	holds(t, r, gold(t, filepath.FromSlash("../match/testdata/prk-2019.qrels.tsv")), nil)
}

// TestCellsAndVerdicts holds cells and verdicts to the other judged pairs.
func TestCellsAndVerdicts(t *testing.T) {
	docs := read(t, "corpus/svn/cycle1/g1012049.pdf", "corpus/svn/cycle2/g1423930.pdf", "corpus/svn/cycle3/g1934994.pdf", "corpus/svn/cycle4/g2502644.pdf")
	data, err := os.ReadFile(realdocs.File(t, "eval/svn-annex.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	q, err := match.ReadList("svn-annex.tsv", data)
	if err != nil {
		t.Fatal(err)
	}
	q.State = "SVN"
	holds(t, build(t, q, docs, match.Options{}), gold(t, realdocs.File(t, "eval/svn-upr.qrels.tsv")), nil)

	docs = read(t, "corpus/brb/barbados2009.pdf", "corpus/brb/barbados2013.pdf", "corpus/brb/A_HRC_WG.6_29_BRB_2.txt")
	if q, err = match.QuestionOf(docs[2]); err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(realdocs.File(t, "eval/brb-paragraphs.txt")); err != nil {
		t.Fatal(err)
	}
	holds(t, build(t, q, docs[:2], match.Options{}), gold(t, realdocs.File(t, "eval/brb.qrels.tsv")), strings.Fields(string(data)))
}

package web

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"refrain/corpus"
)

// proof is what can be said of whether a document was read whole.
type proof struct {
	// Runs are the series of numbers that were read, with the gaps in them.
	Runs []run
	// Share is how much of the letters and digits of the pages stands in
	// passages, in hundredths; -1 where the format has no places.
	Share int
	// Twice are the numbers that were met twice.
	Twice []string
	// Doubts are the parser's own.
	Doubts []string
	Whole  bool
}

// run is a series of numbers: 1–128, or 124.1–124.185.
type run struct {
	Name    string
	Count   int
	Missing []string
}

// numberRE reads "124", "124.54"; sub-items and letters are of no series.
var numberRE = regexp.MustCompile(`^(?:(\d{1,4})\.)?(\d{1,4})$`)

// proofOf counts the numbers of a document's passages.
func proofOf(d *corpus.Document) proof {
	series := map[string][]int{}
	var leads []string
	p := proof{Share: shareOf(d), Doubts: d.Warnings}
	for _, x := range d.Passages {
		if strings.Contains(x.ID, "~") {
			p.Twice = append(p.Twice, x.ParaOrPrinted())
			continue
		}
		m := numberRE.FindStringSubmatch(x.Para)
		if m == nil {
			continue
		}
		n, _ := strconv.Atoi(m[2])
		if series[m[1]] == nil {
			leads = append(leads, m[1])
		}
		series[m[1]] = append(series[m[1]], n)
	}
	sort.Slice(leads, func(i, j int) bool {
		a, _ := strconv.Atoi(leads[i])
		b, _ := strconv.Atoi(leads[j])
		return a < b
	})
	p.Whole = len(leads) > 0
	for _, lead := range leads {
		r := runOf(lead, series[lead], leads)
		p.Runs = append(p.Runs, r)
		p.Whole = p.Whole && len(r.Missing) == 0
	}
	return p
}

// runOf names a series and finds its gaps. A paragraph that only leads a list
// is there when the list is.
func runOf(lead string, nums []int, leads []string) run {
	sort.Ints(nums)
	have := map[int]bool{}
	for _, n := range nums {
		have[n] = true
	}
	prefix := ""
	if lead != "" {
		prefix = lead + "."
	} else {
		for _, l := range leads {
			if n, err := strconv.Atoi(l); err == nil {
				have[n] = true
			}
		}
	}
	first, last := 1, nums[len(nums)-1]
	r := run{Count: len(nums), Name: fmt.Sprintf("%s%d–%s%d", prefix, first, prefix, last)}
	for n := first; n <= last && len(r.Missing) < 50; n++ {
		if !have[n] {
			r.Missing = append(r.Missing, prefix+strconv.Itoa(n))
		}
	}
	return r
}

// rest is text of a page that is in no passage.
type rest struct {
	Page int
	Text string
}

// spansOf are the places of a passage on the pages.
func spansOf(p corpus.Passage) []corpus.Span {
	if len(p.Spans) > 0 {
		return p.Spans
	}
	if p.Span[1] > p.Span[0] {
		return []corpus.Span{{Page: p.Page, Start: p.Span[0], End: p.Span[1]}}
	}
	return nil
}

// restOf finds the text of the pages that is in no passage: before the first
// passage, and after each of them. ps are in the order of the pages.
func restOf(d *corpus.Document, ps []corpus.Passage) (before []rest, after map[int][]rest) {
	after = map[int][]rest{}
	byPage := map[int][][3]int{} // page → start, end, passage
	any := false
	for i, p := range ps {
		for _, sp := range spansOf(p) {
			byPage[sp.Page] = append(byPage[sp.Page], [3]int{sp.Start, sp.End, i})
			any = true
		}
	}
	if !any {
		return nil, after
	}
	last := -1
	furniture := furnitureOf(d, ps)
	put := func(page int, text string) {
		if text = strings.TrimSpace(text); furniture.all(text) {
			return
		}
		if last < 0 {
			before = append(before, rest{page, text})
		} else {
			after[last] = append(after[last], rest{page, text})
		}
	}
	for _, page := range d.Pages {
		runes := []rune(page.Text)
		spans := byPage[page.Number]
		sort.Slice(spans, func(i, j int) bool { return spans[i][0] < spans[j][0] })
		at := 0
		for _, sp := range spans {
			start, end := min(max(sp[0], 0), len(runes)), min(max(sp[1], 0), len(runes))
			if start > at {
				put(page.Number, string(runes[at:start]))
			}
			at, last = max(at, end), max(last, sp[2])
		}
		if at < len(runes) {
			put(page.Number, string(runes[at:]))
		}
	}
	return before, after
}

// furniture are the lines of a page that stand on this page in another form,
// folded: the symbol and the headings.
type furniture map[string]bool

func furnitureOf(d *corpus.Document, ps []corpus.Passage) furniture {
	f := furniture{foldLine(d.Symbol): true}
	for _, p := range ps {
		for _, h := range p.Headings {
			f[foldLine(h)] = true
		}
	}
	return f
}

// enumeratorRE is what stands before a heading or alone in a margin: "I.",
// "A.", "GE.14-06945", "12".
var enumeratorRE = regexp.MustCompile(`^(?:[IVX]+\.|[A-Z]\.|\d+\.|\([a-z0-9]+\))\s+|^GE\.\S+$|^\d+$|\*+$`)

func foldLine(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(enumeratorRE.ReplaceAllString(strings.TrimSpace(s), "")), " "))
}

// all reports whether a text is furniture alone.
func (f furniture) all(text string) bool {
	if countLetters(text) < 3 || f[foldLine(text)] {
		return true
	}
	for _, line := range strings.Split(text, "\n") {
		if countLetters(line) >= 3 && !f[foldLine(line)] && foldLine(line) != "" {
			return false
		}
	}
	return true
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// shareOf is the share of the pages' letters and digits that stands in
// passages, in hundredths.
func shareOf(d *corpus.Document) int {
	covered, all := 0, 0
	byPage := map[int][]corpus.Span{}
	for _, p := range d.Passages {
		for _, sp := range spansOf(p) {
			byPage[sp.Page] = append(byPage[sp.Page], sp)
		}
	}
	if len(byPage) == 0 {
		return -1
	}
	for _, page := range d.Pages {
		runes := []rune(page.Text)
		in := make([]bool, len(runes))
		for _, sp := range byPage[page.Number] {
			for i := max(sp.Start, 0); i < min(sp.End, len(runes)); i++ {
				in[i] = true
			}
		}
		for i, r := range runes {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				all++
				if in[i] {
					covered++
				}
			}
		}
	}
	if all == 0 {
		return -1
	}
	return covered * 100 / all
}

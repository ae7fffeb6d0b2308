package extract

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Word numbers paragraphs itself: the text of a committee's observations holds
// no "12.", only a mark that its paragraph belongs to a list. The numbers are
// counted here as Word counts them (ECMA-376 part 1, §17.9).

// numbering is what a Word file says of its lists.
type numbering struct {
	lists  map[string]string // list → its abstract list
	starts map[string]int    // list and level → where it begins anew
	levels map[string]level  // abstract list and level
	styles map[string]listed // style → its list and level
	counts map[string][]int  // abstract list → the numbers counted so far
	begun  map[string]bool   // lists that have begun anew
}

// level is how one level of a list is numbered.
type level struct {
	start        int
	format, text string
}

// listed says that a paragraph or style belongs to a list.
type listed struct {
	list  string
	level int
	base  string // the style that a style is based on
}

// xmlNumbering and xmlStyles are the parts of a Word file that tell lists.
type xmlNumbering struct {
	Abstract []struct {
		ID    string `xml:"abstractNumId,attr"`
		Level []struct {
			Level int    `xml:"ilvl,attr"`
			Start xmlVal `xml:"start"`
			Fmt   xmlVal `xml:"numFmt"`
			Text  xmlVal `xml:"lvlText"`
		} `xml:"lvl"`
	} `xml:"abstractNum"`
	Num []struct {
		ID       string `xml:"numId,attr"`
		Abstract xmlVal `xml:"abstractNumId"`
		Override []struct {
			Level int    `xml:"ilvl,attr"`
			Start xmlVal `xml:"startOverride"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

type xmlStyles struct {
	Style []struct {
		ID   string `xml:"styleId,attr"`
		Base xmlVal `xml:"basedOn"`
		Num  struct {
			ID    xmlVal `xml:"numId"`
			Level xmlVal `xml:"ilvl"`
		} `xml:"pPr>numPr"`
	} `xml:"style"`
}

type xmlVal struct {
	Val string `xml:"val,attr"`
}

// maxSmallPart is more than the parts about styles and lists ever take.
const maxSmallPart = 8 << 20

// readNumbering reads the lists of a Word file; a part that is missing or
// damaged leaves its paragraphs without numbers.
func readNumbering(lists, styles *zip.File) *numbering {
	n := &numbering{lists: map[string]string{}, starts: map[string]int{}, levels: map[string]level{},
		styles: map[string]listed{}, counts: map[string][]int{}, begun: map[string]bool{}}
	var x xmlNumbering
	var s xmlStyles
	if !decodePart(lists, &x) {
		return n
	}
	decodePart(styles, &s)
	for _, a := range x.Abstract {
		for _, l := range a.Level {
			start, err := strconv.Atoi(l.Start.Val)
			if err != nil {
				start = 1
			}
			n.levels[levelKey(a.ID, l.Level)] = level{start, l.Fmt.Val, l.Text.Val}
		}
	}
	for _, l := range x.Num {
		n.lists[l.ID] = l.Abstract.Val
		for _, o := range l.Override {
			if v, err := strconv.Atoi(o.Start.Val); err == nil {
				n.starts[levelKey(l.ID, o.Level)] = v
			}
		}
	}
	for _, st := range s.Style {
		lvl, _ := strconv.Atoi(st.Num.Level.Val)
		n.styles[st.ID] = listed{st.Num.ID.Val, lvl, st.Base.Val}
	}
	return n
}

func decodePart(f *zip.File, v any) bool {
	if f == nil {
		return false
	}
	rc, err := f.Open()
	if err != nil {
		return false
	}
	defer rc.Close()
	return xml.NewDecoder(io.LimitReader(rc, maxSmallPart)).Decode(v) == nil
}

func levelKey(id string, lvl int) string { return id + "/" + strconv.Itoa(lvl) }

// ofStyle finds the list that a style or the styles below it belong to.
func (n *numbering) ofStyle(style string) listed {
	for range 12 {
		s, ok := n.styles[style]
		if !ok {
			break
		}
		if s.list != "" {
			return s
		}
		style = s.base
	}
	return listed{}
}

// next is the printed number of the next paragraph of a list, "" for none.
func (n *numbering) next(p listed) string {
	abstract, ok := n.lists[p.list]
	if !ok || p.list == "0" || p.level < 0 || p.level > 8 {
		return ""
	}
	counts := n.counts[abstract]
	if counts == nil {
		counts = make([]int, 9)
		for i := range counts {
			counts[i] = n.levels[levelKey(abstract, i)].start - 1
		}
	}
	for i := range counts {
		if v, ok := n.starts[levelKey(p.list, i)]; ok && !n.begun[p.list] {
			counts[i] = v - 1
		}
	}
	n.begun[p.list] = true
	counts[p.level]++
	for i := p.level + 1; i < len(counts); i++ {
		counts[i] = n.levels[levelKey(abstract, i)].start - 1
	}
	n.counts[abstract] = counts
	lvl := n.levels[levelKey(abstract, p.level)]
	if lvl.format == "bullet" {
		return "•"
	}
	out := lvl.text
	for i := 0; i <= p.level; i++ {
		out = strings.ReplaceAll(out, fmt.Sprintf("%%%d", i+1), numeral(n.levels[levelKey(abstract, i)].format, max(counts[i], 0)))
	}
	return strings.TrimSpace(out)
}

// numeral writes a number in one of Word's formats.
func numeral(format string, n int) string {
	switch format {
	case "none":
		return ""
	case "lowerLetter", "upperLetter":
		if n < 1 || n > 26*20 {
			return strconv.Itoa(n)
		}
		s := strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
		if format == "upperLetter" {
			return strings.ToUpper(s)
		}
		return s
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.n; n -= d.n {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

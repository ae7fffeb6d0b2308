package cite

import "strings"

// square reads a list of numbers in square brackets: "[12]–[15] and [20]".
func (sc *scanner) square(i int) ([]Part, int) {
	var parts []Part
	end := i
	for at := i; ; {
		n := sc.has(squareRE, at)
		if n < 0 {
			return parts, end
		}
		p := Part{First: Ref{Para: sc.s[at+1 : n-1]}, Start: at}
		if d := sc.has(dashRE, n); d > 0 && sc.has(squareRE, d) > 0 {
			n, p.Last = sc.has(squareRE, d), Ref{Para: sc.s[d+1 : sc.has(squareRE, d)-1]}
		}
		p.End = n
		if by, m := sc.statesAfter(n); by != nil {
			p.States, n = by, m
		}
		parts = append(parts, p)
		end = n
		if at = sc.has(commaRE, n); at < 0 {
			return parts, end
		}
	}
}

// bracketed reads an item in brackets, from i to n: "91(14)", "77 (1)–(3)".
func (sc *scanner) bracketed(para string, i, n int) (Part, int) {
	item := func(i, n int) Ref { return Ref{Para: para, No: strings.Trim(sc.s[i:n], " ()")} }
	p := Part{First: item(i, n)}
	if d := sc.has(dashRE, n); d > 0 && sc.has(itemRE, d) > 0 {
		p.Last, n = item(d, sc.has(itemRE, d)), sc.has(itemRE, d)
	}
	sc.fault(false, "the item of a numbered list is cited as “para. %s, No. %s”", para, p.First.No)
	return p, n
}

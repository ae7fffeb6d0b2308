package check

import (
	"refrain/corpus/pattern"
)

// clause is a piece of a sentence with the citations that close it: claims in
// it are about what they name.
type clause struct {
	start, end int // in the block
	text       string
	cites      []*checked
	// prev are the citations that close the clause before; near those of all
	// clauses up to the next semicolon and from the last, rest those of near
	// from here on.
	prev, rest, near []*checked
	// told says that the clause before names States that recommended.
	told bool
}

// clauses cuts a sentence at its groups of citations. Citations with no more
// than a joining word between them are one group. What follows the last group
// belongs to it.
func clauses(s statement) []clause {
	var out []clause
	at := s.start
	for i := 0; i < len(s.cites); {
		j := i + 1
		for j < len(s.cites) && joined(s, s.cites[j-1], s.cites[j]) {
			j++
		}
		end := s.cites[j-1].at
		if s.cites[j-1].block == s.block {
			end = max(end, s.cites[j-1].End)
			end += len(closingRE.FindString(s.text[end-s.start:]))
		}
		end = min(max(end, at), s.end)
		c := clause{start: at, end: end, cites: s.cites[i:j]}
		if n := len(out); n > 0 {
			c.prev = out[n-1].cites
		}
		out = append(out, c)
		at, i = end, j
	}
	if n := len(out); n > 0 {
		out[n-1].end = s.end
		for i := range out {
			out[i].text = s.text[out[i].start-s.start : out[i].end-s.start]
		}
	}
	return parted(out)
}

// parted gives each clause the citations of its part of the sentence, between
// semicolons.
func parted(cs []clause) []clause {
	for from := 0; from < len(cs); {
		to := from + 1
		for to < len(cs) && !partRE.MatchString(cs[to].text) {
			to++
		}
		var near []*checked
		for i := from; i < to; i++ {
			near = append(near, cs[i].cites...)
		}
		for i, at := from, 0; i < to; i++ {
			cs[i].near, cs[i].rest = near, near[at:]
			at += len(cs[i].cites)
		}
		from = to
	}
	return cs
}

// partRE is the beginning of a new part of a sentence.
var partRE = pattern.New(`^[\s)\].]*;`)

// closingRE is what closes the bracket of a citation: "(A/…, para. 140.1, noted)",
// "(A/…, para. 140.1) [accepted]".
var closingRE = pattern.New(`(?i)^(?:[,;] [^()\[\]]{1,40}[)\]]|[)\]]? ?[(\[](?:not |partially )?(?:supported|accepted|noted|rejected|pending)[^()\[\]]{0,12}[)\]])`)

// joined reports whether two citations belong to one group.
func joined(s statement, a, b *checked) bool {
	if a.block != s.block || b.block != s.block {
		return a.at == b.at || a.block == b.block
	}
	if b.Start <= a.End {
		return true
	}
	return joinedRE.MatchString(s.text[a.End-s.start : b.Start-s.start])
}

// inCitation reports whether a place of a clause stands in a citation.
func inCitation(s statement, c clause, at int) bool {
	for _, x := range s.cites {
		if x.block == s.block && c.start+at >= x.Start && c.start+at < x.End {
			return true
		}
	}
	return false
}

// inQuotation reports whether a place of a clause stands in a quotation.
func inQuotation(c clause, at int) bool {
	for _, q := range quotationsIn(c.text, 0) {
		if at >= q.start && at < q.end {
			return true
		}
	}
	return false
}

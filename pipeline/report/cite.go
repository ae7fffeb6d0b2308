package report

import (
	"sort"
	"strconv"
	"strings"

	"refrain/corpus"
)

// citeAll writes one UN-style citation of several passages: documents in the
// order of their first passage, paragraph numbers in order, three or more
// consecutive numbers as a range with an en dash, "and" before the last. A
// range spans only passages that are cited, so it never names a number that
// does not exist.
func citeAll(ps []corpus.Passage) string {
	var docs []string
	byDoc := map[string][]corpus.Passage{}
	for _, p := range ps {
		if _, ok := byDoc[p.Key]; !ok {
			docs = append(docs, p.Key)
		}
		byDoc[p.Key] = append(byDoc[p.Key], p)
	}
	var parts []string
	for _, d := range docs {
		parts = append(parts, citeDocument(byDoc[d]))
	}
	return joinDocuments(parts)
}

// joinDocuments joins citations of documents: "and" before the last, with
// semicolons where a part holds commas.
func joinDocuments(parts []string) string {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	return strings.Join(parts[:len(parts)-1], "; ") + "; and " + parts[len(parts)-1]
}

// citeDocument cites passages of one document.
func citeDocument(ps []corpus.Passage) string {
	stem := strings.TrimSuffix(stemOf(ps[0]), ",")
	var paras []string
	items := map[string][]string{}
	var leads []string
	var others []string
	for _, p := range ps {
		lead, item, plain := plainItem(p)
		switch {
		case plain:
			if _, ok := items[lead]; !ok {
				leads = append(leads, lead)
			}
			items[lead] = append(items[lead], item)
		case strings.HasPrefix(p.Locator, "para. ") && !strings.Contains(p.Locator, "["):
			paras = append(paras, strings.TrimPrefix(p.Locator, "para. "))
		default:
			others = append(others, p.Locator)
		}
	}
	var out []string
	if len(paras) > 0 {
		out = append(out, plural(len(paras), "para. ", "paras. ")+list(compress(paras)))
	}
	sort.Slice(leads, func(i, j int) bool { return numberLess(leads[i], leads[j]) })
	for _, lead := range leads {
		nos := items[lead]
		out = append(out, "para. "+lead+", "+plural(len(nos), "No. ", "Nos. ")+list(compress(nos)))
	}
	out = append(out, others...)
	return stem + ", " + list(out)
}

// stemOf is the document's part of a passage's citation.
func stemOf(p corpus.Passage) string {
	if i := strings.Index(p.Cite, ", "+p.Locator); i > 0 && p.Locator != "" {
		return p.Cite[:i]
	}
	if p.Symbol != "" {
		return p.Symbol
	}
	return p.Key
}

// plainItem parts "para. 90, No. 12".
func plainItem(p corpus.Passage) (lead, item string, ok bool) {
	rest, found := strings.CutPrefix(p.Locator, "para. ")
	if !found {
		return "", "", false
	}
	lead, item, ok = strings.Cut(rest, ", No. ")
	return lead, item, ok
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// list joins with commas and "and".
func list(parts []string) string {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// compress sorts numbers and joins runs of three or more.
func compress(nums []string) []string {
	nums = append([]string(nil), nums...)
	sort.Slice(nums, func(i, j int) bool { return numberLess(nums[i], nums[j]) })
	var out []string
	for i := 0; i < len(nums); {
		j := i
		for j+1 < len(nums) && follows(nums[j], nums[j+1]) {
			j++
		}
		if j-i >= 2 {
			out = append(out, nums[i]+"–"+nums[j])
			i = j + 1
			continue
		}
		if i == 0 || nums[i] != nums[i-1] {
			out = append(out, nums[i])
		}
		i++
	}
	return out
}

// split parts "124.12" into its lead and its number.
func split(n string) (lead string, num int, ok bool) {
	i := strings.LastIndexByte(n, '.')
	num, err := strconv.Atoi(n[i+1:])
	return n[:i+1], num, err == nil
}

func follows(a, b string) bool {
	la, na, ok1 := split(a)
	lb, nb, ok2 := split(b)
	return ok1 && ok2 && la == lb && nb == na+1
}

// numberLess orders paragraph numbers as people count: 115.2 before 115.10.
func numberLess(a, b string) bool {
	x, y := numbersIn(a), numbersIn(b)
	for i := 0; i < len(x) && i < len(y); i++ {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	if len(x) != len(y) {
		return len(x) < len(y)
	}
	return a < b
}

func numbersIn(s string) []int {
	var out []int
	n, in := 0, false
	for _, r := range s + " " {
		if r >= '0' && r <= '9' && n < 1<<40 {
			n, in = n*10+int(r-'0'), true
			continue
		}
		if in {
			out = append(out, n)
		}
		n, in = 0, false
	}
	return out
}

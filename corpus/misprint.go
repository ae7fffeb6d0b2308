package corpus

import (
	"sort"
	"strings"
)

// ResolveWords resolves a name whose words stand in another order or without
// their small words and brackets: "Venezuela, Bolivarian Republic of", "Islamic
// Republic Iran", "Iran(Islamic Republic of)". A name of one word is left to
// [Gazetteer.Resolve].
func (g *Gazetteer) ResolveWords(name string) (string, bool) {
	k := wordsKey(name)
	if !strings.Contains(k, " ") {
		return "", false
	}
	g.once.Do(g.indexWords)
	c := g.words[k]
	return c, c != "" && c != ambiguous
}

// ambiguous marks a key that several States share.
const ambiguous = "?"

// indexWords makes the index of ResolveWords.
func (g *Gazetteer) indexWords() {
	g.words = map[string]string{}
	for name, code := range g.codes {
		k := wordsKey(name)
		if old, ok := g.words[k]; ok && old != code {
			code = ambiguous
		}
		g.words[k] = code
	}
}

// smallWords do not tell States apart.
var smallWords = map[string]bool{"the": true, "of": true, "and": true}

// wordsKey is a name's words in alphabetical order.
func wordsKey(name string) string {
	f := strings.Fields(strings.NewReplacer("(", " ", ")", " ", ",", " ", ".", " ").Replace(FoldName(name)))
	kept := f[:0]
	for _, w := range f {
		w = strings.TrimSuffix(w, "'s")
		if !smallWords[w] {
			kept = append(kept, w)
		}
	}
	sort.Strings(kept)
	return strings.Join(kept, " ")
}

// ResolveNear resolves a misprinted name: "United Sates", "Holly See", "New
// Zeeland". One letter may differ in names of seven letters or more, two in
// names of twelve or more, and only where no other State's name is as near:
// Austria and Australia, Slovakia and Slovenia are not guessed at.
func (g *Gazetteer) ResolveNear(name string) (string, bool) {
	if c, ok := g.ResolveWords(name); ok {
		return c, true
	}
	k := FoldName(strings.Trim(name, " .,;:()"))
	allowed := 0
	switch n := len([]rune(k)); {
	case n >= 12:
		allowed = 2
	case n >= 7:
		allowed = 1
	}
	if allowed == 0 {
		return "", false
	}
	best, found := allowed+1, ""
	for folded, code := range g.codes {
		d := editDistance(k, folded, best)
		switch {
		case d < best:
			best, found = d, code
		case d == best && d <= allowed && code != found:
			found = ambiguous
		}
	}
	return found, found != "" && found != ambiguous && best <= allowed
}

// editDistance counts the letters to insert, drop or change; limit+1 where more
// than limit.
func editDistance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			next := min(row[j]+1, row[j-1]+1, diagonal+cost)
			diagonal, row[j] = row[j], next
		}
	}
	return row[len(y)]
}

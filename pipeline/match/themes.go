package match

import (
	"sort"
	"strings"
	"sync"

	"refrain/corpus"
	"refrain/corpus/concept"
	"refrain/seeds"
)

// themeList is seeds/themes.tsv: ids, their labels, and the folded labels and
// aliases that headings may carry.
type themeList struct {
	ids    []string
	label  map[string]string
	byName map[string]string

	mu  sync.Mutex
	met map[string]string // heading as written → id
}

var allThemes = sync.OnceValue(func() *themeList {
	t := &themeList{label: map[string]string{}, byName: map[string]string{}, met: map[string]string{}}
	for i, line := range strings.Split(seeds.Themes, "\n") {
		f := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if i == 0 || len(f) < 2 {
			continue
		}
		t.ids = append(t.ids, f[0])
		t.label[f[0]] = f[1]
		t.byName[foldHeading(f[1])] = f[0]
		if len(f) > 2 {
			for _, a := range strings.Split(f[2], "|") {
				t.byName[foldHeading(a)] = f[0]
			}
		}
	}
	return t
})

// foldHeading folds a heading for comparison: letters alone, lower case, no
// number or letter of a list in front.
func foldHeading(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.Index(s, ". "); i > 0 && i <= 4 {
		s = s[i+2:]
	}
	var b strings.Builder
	for _, t := range concept.Tokens(s) {
		b.WriteString(t.Stem)
		b.WriteByte(' ')
	}
	return b.String()
}

// Themes returns the labels of seeds/themes.tsv under which a passage belongs,
// the weightiest first. Where the passage stands under such a heading in its
// document that theme leads; the others follow from the concepts it names.
// None is returned where it names nothing that has a theme.
func Themes(p *corpus.Passage) []string {
	return themeLabels(themesOf(plainReader().concepts(AskOf(p)), p.Headings))
}

// ThemeOf returns the label of the theme that a heading is, "" if it is none.
func ThemeOf(heading string) string {
	return allThemes().label[allThemes().under(heading)]
}

func themeLabels(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, allThemes().label[id])
	}
	return out
}

// A theme is given where its score reaches this share of the best one's, and
// the least score of all; no more than mostThemes.
const (
	themeShare = 0.7
	themeLeast = 1.0
	mostThemes = 2
)

// themesOf returns theme ids, weightiest first: that of the heading, then
// those of the concepts named.
func themesOf(u *unit, headings []string) []string {
	score := themeScores(u)
	var out []string
	if t := headingTheme(headings); t != "" {
		out = append(out, t)
		delete(score, t)
	}
	if u.track == onRatifying {
		// A demand to ratify belongs under the scope of obligations, whatever
		// the treaty is about.
		if len(out) == 0 {
			out = append(out, "scope")
		}
		return out
	}
	groupLeads(score)
	ids := make([]string, 0, len(score))
	for id := range score {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool {
		if score[ids[i]] != score[ids[j]] {
			return score[ids[i]] > score[ids[j]]
		}
		return ids[i] < ids[j]
	})
	for i, id := range ids {
		if len(out) >= mostThemes || score[id] < themeLeast || score[id] < themeShare*score[ids[0]] || i > 0 && len(headings) > 0 && len(out) > 1 {
			break
		}
		out = append(out, id)
	}
	return out
}

// groupThemes are those of groups whose rights are named in lists; listThemes
// those of the rights such lists name.
var (
	groupThemes = []string{"minorities", "migrants", "disabilities", "older", "stateless"}
	listThemes  = []string{"standard-of-living", "health", "education", "work", "social-security", "culture"}
)

// groupLeads follows UPR Info's rule: where several rights of one group are
// named, the passage belongs under the group alone.
func groupLeads(score map[string]float32) {
	rights := 0
	for _, t := range listThemes {
		if score[t] > 0 {
			rights++
		}
	}
	for _, g := range groupThemes {
		if score[g] <= 0 || rights < 2 {
			continue
		}
		for _, t := range listThemes {
			delete(score, t)
		}
		return
	}
}

// headingTheme is the theme of the innermost heading that is one.
func headingTheme(headings []string) string {
	for i := len(headings) - 1; i >= 0; i-- {
		if id := allThemes().under(headings[i]); id != "" {
			return id
		}
	}
	return ""
}

// mostHeadings bounds the headings that are remembered.
const mostHeadings = 10_000

// under is the id of the theme that a heading is, "" if it is none. Headings
// come once a passage: those met are remembered.
func (t *themeList) under(heading string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	id, ok := t.met[heading]
	if !ok {
		id = t.byName[foldHeading(heading)]
		if len(t.met) < mostHeadings {
			t.met[heading] = id
		}
	}
	return id
}

// themeScores sums the concepts a unit names into their themes, by rarity.
func themeScores(u *unit) map[string]float32 {
	score := map[string]float32{}
	for _, c := range u.named {
		con := &u.lex.Concepts()[c]
		w := float32(u.lex.idf[c] * kindWeight[con.Kind])
		for i, t := range con.Themes {
			if i > 0 {
				score[t] += float32(0.7 * w)
			} else {
				score[t] += w
			}
		}
		for _, t := range con.Weak {
			score[t] += float32(0.3 * w)
		}
	}
	return score
}

// themeVector weighs all themes: those of the concepts a unit names, and that
// of the heading as much as all of them together.
func themeVector(u *unit, under string) []float32 {
	list := allThemes()
	v := make([]float32, len(list.ids))
	var sum float32
	for id, w := range themeScores(u) {
		for i, x := range list.ids {
			if x == id {
				v[i] = w
			}
		}
	}
	for _, w := range v {
		sum += w
	}
	for i, x := range list.ids {
		if x == under {
			v[i] += max(sum, 1)
		}
	}
	return v
}

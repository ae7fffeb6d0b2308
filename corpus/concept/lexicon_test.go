package concept

import (
	"regexp"
	"strings"
	"testing"

	"refrain/seeds"
)

var idRE = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

var kinds = map[Kind]bool{Treaty: true, TreatyGroup: true, Institution: true, Issue: true, Holder: true,
	Means: true, Action: true, Body: true}

// TestLexicon lints every entry of seeds/concepts.tsv.
func TestLexicon(t *testing.T) {
	l, err := New(seeds.Concepts)
	if err != nil {
		t.Fatal(err)
	}
	themes := themeIDs()
	labels := map[string]string{}
	for _, c := range l.Concepts() {
		if !idRE.MatchString(c.ID) {
			t.Errorf("%s: an id is lower-case words with hyphens", c.ID)
		}
		if !kinds[c.Kind] {
			t.Errorf("%s: unknown kind %q", c.ID, c.Kind)
		}
		if strings.TrimSpace(c.Label) != c.Label || c.Label == "" {
			t.Errorf("%s: label %q", c.ID, c.Label)
		}
		if c.Kind != Body {
			if other := labels[c.Label]; other != "" {
				t.Errorf("%s and %s have the same label %q", c.ID, other, c.Label)
			}
			labels[c.Label] = c.ID
		}
		for _, th := range append(append([]string{}, c.Themes...), c.Weak...) {
			if !themes[th] {
				t.Errorf("%s: unknown theme %q", c.ID, th)
			}
		}
		lintPhrases(t, c)
	}
	for n, c := range l.Concepts() {
		for _, a := range l.Ancestors(n) {
			for _, b := range l.Ancestors(a) {
				if b == n {
					t.Errorf("%s is above itself through %s", c.ID, l.Concepts()[a].ID)
				}
			}
		}
	}
}

func lintPhrases(t *testing.T, c Concept) {
	seen := map[string]bool{}
	for _, p := range c.Phrases {
		switch {
		case strings.TrimSpace(p) != p || p == "":
			t.Errorf("%s: phrase %q has blanks at its ends or is empty", c.ID, p)
		case seen[p]:
			t.Errorf("%s: phrase %q stands twice", c.ID, p)
		case strings.ContainsAny(p, "\t;\""):
			t.Errorf("%s: phrase %q holds a tab, quotation mark or semicolon", c.ID, p)
		case strings.HasPrefix(p, "…") || strings.HasSuffix(p, "…"):
			t.Errorf("%s: phrase %q begins or ends with a gap", c.ID, p)
		}
		seen[p] = true
	}
}

func themeIDs() map[string]bool {
	ids := map[string]bool{}
	for i, line := range strings.Split(seeds.Themes, "\n") {
		if id, _, ok := strings.Cut(line, "\t"); ok && i > 0 {
			ids[id] = true
		}
	}
	return ids
}

// TestPhrasesFindTheirConcept finds each phrase of each concept, alone, as that
// concept and not only as another. A phrase may belong to two concepts.
func TestPhrasesFindTheirConcept(t *testing.T) {
	l := Default()
	owners := map[string][]string{}
	for _, c := range l.Concepts() {
		for _, p := range c.Phrases {
			if strings.Contains(p, "…") {
				continue
			}
			found := false
			for _, h := range l.match(words(l, p)) {
				found = found || h.ID == c.ID
			}
			if !found {
				t.Errorf("%s: phrase %q is found as %v", c.ID, p, ids(l.match(words(l, p))))
			}
			owners[key(p)] = append(owners[key(p)], c.ID)
		}
	}
	for k, list := range owners {
		different := map[string]bool{}
		for _, id := range list {
			different[id] = true
		}
		if len(different) > 2 {
			t.Errorf("phrase %q belongs to %d concepts: %v", k, len(different), list)
		}
	}
}

func words(l *Lexicon, s string) []word {
	var out []word
	for _, t := range Tokens(s) {
		out = l.take(out, &t)
	}
	return out
}

func key(p string) string {
	var b strings.Builder
	for _, t := range Tokens(p) {
		if !t.Stop {
			b.WriteString(t.Stem)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func ids(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}

// treatyIDs maps the acronyms of seeds/treaties.tsv to concepts.
var treatyIDs = map[string]string{"ICCPR-OP 1": "iccpr-op1", "ICCPR-OP 2": "iccpr-op2", "1951 Refugee Convention": "refugee-convention",
	"1954 Statelessness Convention": "stateless-1954", "1961 Statelessness Convention": "stateless-1961",
	"ILO C029": "ilo-c029", "ILO C087": "ilo-c087", "ILO C098": "ilo-c098", "ILO C105": "ilo-c105", "ILO C138": "ilo-c138",
	"ILO C169": "ilo-c169", "ILO C182": "ilo-c182", "ILO C189": "ilo-c189", "ILO C190": "ilo-c190"}

// TestEveryTreaty finds all 37 instruments of seeds/treaties.tsv by acronym,
// full name and alias.
func TestEveryTreaty(t *testing.T) {
	l := Default()
	n := 0
	for i, line := range strings.Split(seeds.Treaties, "\n") {
		f := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if i == 0 || len(f) < 2 {
			continue
		}
		n++
		id := treatyIDs[f[0]]
		if id == "" {
			id = strings.ReplaceAll(strings.ToLower(f[0]), " ", "-")
		}
		names := []string{f[0], f[1]}
		if len(f) > 5 {
			for _, a := range strings.Split(f[5], ";") {
				a = strings.ReplaceAll(strings.TrimSpace(a), " (as treaty)", "")
				a = strings.ReplaceAll(a, "(the) ", "")
				if a != "" && !strings.Contains(a, "same acronym") && !strings.Contains(a, "=") && !strings.HasPrefix(a, "and its") {
					names = append(names, a)
				}
			}
		}
		for _, name := range names {
			if got := ids(l.Find("Ratify the " + name)); !contains2(got, id) {
				t.Errorf("%q is found as %v, want %s", name, got, id)
			}
		}
	}
	if n != 37 {
		t.Errorf("%d treaties in the list, want 37", n)
	}
}

func contains2(s []string, x string) bool {
	for _, y := range s {
		if x == y {
			return true
		}
	}
	return false
}

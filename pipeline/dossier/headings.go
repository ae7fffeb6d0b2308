package dossier

import (
	"fmt"
	"sort"
	"strings"

	"refrain/corpus"
)

// heading is one official heading of a template.
type heading struct {
	level int
	text  string
	// theme is the id of the theme that belongs under it; empty for none.
	theme string
}

// Template is an outline's headings and the passages that go under them.
type Template struct {
	Name, Title string
	// kinds are the passages that a drafter starts from.
	kinds    []corpus.PassageKind
	headings []heading
}

// rights and groups are the headings that compilations, summaries and letters
// share.
func rights(level int) []heading {
	return []heading{
		{level, "Equality and non-discrimination", "equality"},
		{level, "Right to life, liberty and security of person, and freedom from torture", "life"},
		{level, "Human rights and counter-terrorism", "counter-terrorism"},
		{level, "Administration of justice, including impunity, and the rule of law", "justice"},
		{level, "Fundamental freedoms and the right to participate in public and political life", "freedoms"},
		{level, "Right to privacy and family life", "privacy-family"},
		{level, "Prohibition of all forms of slavery, including trafficking in persons", "slavery"},
		{level, "Right to work and to just and favourable conditions of work", "work"},
		{level, "Right to social security", "social-security"},
		{level, "Right to an adequate standard of living", "standard-of-living"},
		{level, "Right to health", "health"},
		{level, "Right to education", "education"},
		{level, "Cultural rights", "culture"},
		{level, "Development, the environment, and business and human rights", "development"},
	}
}

func groups(level int) []heading {
	return []heading{
		{level, "Women", "women"}, {level, "Children", "children"}, {level, "Older persons", "older"},
		{level, "Persons with disabilities", "disabilities"}, {level, "Minorities and indigenous peoples", "minorities"},
		{level, "Lesbian, gay, bisexual, transgender and intersex persons", "lgbti"},
		{level, "Migrants, refugees, asylum-seekers and internally displaced persons", "migrants"}, {level, "Stateless persons", "stateless"},
	}
}

const (
	scopeHead     = "Scope of international obligations and cooperation with human rights mechanisms"
	obligations   = "Implementation of international human rights obligations, taking into account applicable international humanitarian law"
	groupsHead    = "Rights of specific persons or groups"
	frameworkHead = "National human rights framework"
)

// Templates are the outlines. The compilation and the summary have the headings
// of the fourth cycle (A/HRC/WG.6/48/SVN/2 and 3), the letter those of the
// annexes of the third.
var Templates = []Template{
	{"compilation", "Compilation of information prepared by the Office of the United Nations High Commissioner for Human Rights: outline",
		[]corpus.PassageKind{corpus.PassageObservation, corpus.PassageSpecial, corpus.PassageCompilation},
		join([]heading{{1, "I. Background", ""}, {1, "II. " + scopeHead, "scope"}, {1, "III. " + frameworkHead, "framework"},
			{1, "IV. Promotion and protection of human rights", ""}, {2, "A. " + obligations, ""}}, rights(3), []heading{{2, "B. " + groupsHead, ""}}, groups(3))},
	{"summary", "Summary of stakeholders’ information: outline", []corpus.PassageKind{corpus.PassageSummary},
		join([]heading{{1, "I. Background", ""}, {1, "II. Information provided by the national human rights institution accredited in full compliance with the Paris Principles", ""},
			{1, "III. Information provided by other stakeholders", ""}, {2, "A. " + scopeHead, "scope"}, {2, "B. " + frameworkHead, "framework"},
			{2, "C. Promotion and protection of human rights", ""}, {3, "1. " + obligations, ""}}, rights(3), []heading{{3, "2. " + groupsHead, ""}}, groups(3))},
	{"letter", "Letter of the High Commissioner for Human Rights, annex: outline",
		[]corpus.PassageKind{corpus.PassageObservation, corpus.PassageSpecial, corpus.PassageCompilation},
		join([]heading{{1, scopeHead, "scope"}, {1, frameworkHead, "framework"}, {1, obligations, ""}, {2, "Rights", ""}}, rights(3), []heading{{2, groupsHead, ""}}, groups(3))},
}

func join(parts ...[]heading) []heading {
	var out []heading
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// TemplateOf finds a template by name.
func TemplateOf(name string) (Template, error) {
	var names []string
	for _, t := range Templates {
		if t.Name == name {
			return t, nil
		}
		names = append(names, t.Name)
	}
	sort.Strings(names)
	return Template{}, fmt.Errorf("no outline is called %q: choose %s", name, strings.Join(names, ", "))
}

package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
	"refrain/pipeline/layout"
)

var (
	matrixRecRE  = pattern.New(`^(\d{1,3}\.\d{1,3})\.?\s*(.+?)\s*(?:Source of [Pp]osition:? ?(.*))?$`)
	matrixThemeR = pattern.New(`^Theme:?\s*(.+)$`)
)

// parseMatrix reads the Office's thematic list of recommendations: one table,
// rows of recommendation, position, themes and persons. Its rows are joined to
// the recommendations of the report; they are no passages of their own in
// scope, since they repeat the report.
func parseMatrix(c *context) {
	rows := map[int][4]string{}
	var order []int
	for _, b := range c.blocks {
		if b.Kind != layout.Cell || b.Cell < 0 || b.Cell > 3 {
			continue
		}
		r, ok := rows[b.Row]
		if !ok {
			order = append(order, b.Row)
		}
		text := strings.TrimSpace(b.Number + " " + b.Text)
		if r[b.Cell] != "" {
			text = r[b.Cell] + "\n" + text
		}
		r[b.Cell] = text
		rows[b.Row] = r
	}
	theme := ""
	for _, n := range order {
		r := rows[n]
		if m := matrixThemeR.FindStringSubmatch(r[0]); m != nil {
			theme = m[1]
			continue
		}
		c.matrixRow(r, theme)
	}
	c.matrixReport()
}

// matrixRow adds one row.
func (c *context) matrixRow(r [4]string, theme string) {
	m := matrixRecRE.FindStringSubmatch(strings.ReplaceAll(r[0], "\n", " "))
	if m == nil {
		return
	}
	p := c.add(corpus.PassageOther, m[1], layout.Block{Text: m[2]}, []string{theme})
	p.Locator = "row " + m[1]
	switch pos := strings.ToLower(r[1]); {
	case strings.Contains(pos, "noted"):
		p.Position, p.Partial = corpus.Noted, strings.Contains(pos, "supported")
	case strings.Contains(pos, "supported"):
		p.Position = corpus.Supported
	}
	p.PositionSource = strings.TrimSpace(m[3])
	if s := corpus.FindSymbols(m[3]); len(s) > 0 {
		p.RefersTo = s
	}
	target := &p.OHCHRThemes
	for _, line := range strings.Split(r[2], "\n") {
		line = strings.TrimSpace(line)
		switch low := strings.ToLower(line); {
		case strings.HasPrefix(low, "sdgs"):
			target = &p.SDGs
			line = strings.TrimSpace(line[4:])
		case strings.HasPrefix(low, "affected persons"), strings.HasPrefix(low, "groups of persons"):
			target = &p.Persons
			_, line, _ = strings.Cut(line, ":")
		case strings.HasPrefix(low, "themes"):
			target = &p.OHCHRThemes
			_, line, _ = strings.Cut(line, ":")
		}
		line = strings.Trim(line, " -:;")
		if line != "" {
			*target = append(*target, line)
		}
	}
	for _, line := range strings.Split(r[3], "\n") {
		if line = strings.TrimLeft(line, " -•"); line != "" && line[0] >= '0' && line[0] <= '9' {
			p.SDGs = append(p.SDGs, line)
		}
	}
}

// matrixReport finds the report that the rows belong to, from the sources of
// positions, and gives the matrix its State, cycle and citation.
func (c *context) matrixReport() {
	count := map[string]int{}
	for _, p := range c.doc.Passages {
		for _, s := range p.RefersTo {
			base, _, _ := strings.Cut(s, "/Add.")
			count[base]++
		}
	}
	best := ""
	for s, n := range count {
		if n > count[best] || n == count[best] && s < best {
			best = s
		}
	}
	c.doc.Parent = best
	if best != "" {
		c.doc.CiteAs = "Thematic list of recommendations in " + best
	}
}

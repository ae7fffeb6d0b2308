package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// Notice stands at the head of every output.
const Notice = "Links are proposed by a program and wait for a reader. This is not a United Nations document."

// mdEscape keeps text from being read as Markdown.
var mdEscape = strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", ">", "&gt;", "`", "\\`", "|", "\\|", "\n", " ")

// writeMarkdown writes the report as Markdown with footnotes.
func writeMarkdown(w io.Writer, r *Report, _ Options) error {
	b := bufio.NewWriter(w)
	title := r.Question.Title
	if r.Sample {
		title = "SAMPLE – " + title
	}
	fmt.Fprintf(b, "# %s\n\n%s %s %s\n\nRefrain %s, %s, corpus %s.\n", mdEscape.Replace(title), Notice, r.confirmed(), Disclaimer, r.Version, r.Date, r.Coverage.Hash)
	heading := ""
	for i, c := range r.Concerns {
		if h := strings.Join(c.Item.Headings, " › "); h != heading {
			heading = h
			fmt.Fprintf(b, "\n## %s\n", mdEscape.Replace(h))
		}
		fmt.Fprintf(b, "\n### %s. %s\n\n**%s**\n\n", c.Number, mdEscape.Replace(c.Item.Text), mdEscape.Replace(c.Verdict))
		for _, n := range c.Beyond() {
			fmt.Fprintf(b, "- %s\n", mdEscape.Replace(n))
		}
		if len(c.Notes) > 0 {
			fmt.Fprintln(b)
		}
		if c.Footnote != "" {
			fmt.Fprintf(b, "%s[^%d]\n\n[^%d]: %s\n\n", mdEscape.Replace(c.Sentence), i+1, i+1, mdEscape.Replace(c.Footnote))
		}
		for _, g := range c.Groups() {
			if !g.Fold || g.Title == "Related, not counted" {
				mdLinks(b, g.Title, g.Links)
			}
		}
	}
	mdCoverage(b, r)
	return b.Flush()
}

func mdLinks(b *bufio.Writer, name string, links []match.Link) {
	fmt.Fprintf(b, "%s:\n\n", name)
	for _, l := range links {
		p := l.Passage
		position := ""
		if p.Position != "" {
			position = " Position: " + positionWords(p) + "."
		}
		status := "*" + statusOf(l) + "*"
		if confirmed(l) {
			status = "**" + statusOf(l) + "**"
		}
		fmt.Fprintf(b, "- %s: “%s”%s (%s; %s, %s; %s)\n", mdEscape.Replace(p.Cite), mdEscape.Replace(p.Text), mdEscape.Replace(position),
			status, l.Strength, l.Relation, mdEscape.Replace(strings.Join(l.Why, "; ")))
	}
	fmt.Fprintln(b)
}

// passageCount counts a document's passages, of which a head may be all that is
// at hand.
func passageCount(d *corpus.Document) int { return max(d.Count, len(d.Passages)) }

func mdCoverage(b *bufio.Writer, r *Report) {
	fmt.Fprint(b, "\n## What was searched\n\n")
	for _, d := range r.Coverage.Documents {
		fmt.Fprintf(b, "- %s (%s, %s)\n", mdEscape.Replace(d.CiteAs), d.Kind, quantity(passageCount(d), "passage"))
	}
	if len(r.Coverage.Missing) > 0 {
		fmt.Fprint(b, "\n## Review events that took place and are missing\n\n")
	}
	for _, e := range r.Coverage.Missing {
		fmt.Fprintf(b, "- %s: %s\n", e.Name(), MissingNote(e))
	}
}

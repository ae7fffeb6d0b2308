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

// mdText is text as Markdown holds it.
func mdText(s string) string { return mdEscape.Replace(visible(s)) }

// writeMarkdown writes the report as Markdown with footnotes.
func writeMarkdown(w io.Writer, r *Report, _ Options) error {
	b := bufio.NewWriter(w)
	title := r.Question.Title
	if r.Sample {
		title = "SAMPLE – " + title
	}
	fmt.Fprintf(b, "# %s\n\n%s %s %s\n\nRefrain %s, %s, corpus %s.\n", mdText(title), Notice, r.confirmed(), Disclaimer, r.Version, r.Date, r.Coverage.Hash)
	heading := ""
	for i, c := range r.Concerns {
		if h := strings.Join(c.Item.Headings, " › "); h != heading {
			heading = h
			fmt.Fprintf(b, "\n## %s\n", mdText(h))
		}
		fmt.Fprintf(b, "\n### %s. %s\n\n**%s**\n\n", c.Number, mdText(c.Item.Text), mdText(c.Verdict))
		for _, n := range c.Beyond() {
			fmt.Fprintf(b, "- %s\n", mdText(n))
		}
		if len(c.Notes) > 0 {
			fmt.Fprintln(b)
		}
		if c.Footnote != "" {
			fmt.Fprintf(b, "%s[^%d]\n\n[^%d]: %s\n\n", mdText(c.Sentence), i+1, i+1, mdText(c.Footnote))
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
		fmt.Fprintf(b, "- %s: “%s”%s (%s; %s, %s; %s)\n", mdText(p.Cite), mdText(p.Text), mdText(position),
			status, l.Strength, l.Relation, mdText(strings.Join(l.Why, "; ")))
	}
	fmt.Fprintln(b)
}

// passageCount counts a document's passages, of which a head may be all that is
// at hand.
func passageCount(d *corpus.Document) int { return max(d.Count, len(d.Passages)) }

func mdCoverage(b *bufio.Writer, r *Report) {
	fmt.Fprint(b, "\n## What was searched\n\n")
	for _, d := range r.Coverage.Documents {
		fmt.Fprintf(b, "- %s (%s, %s)\n", mdText(d.CiteAs), d.Kind, quantity(passageCount(d), "passage"))
	}
	if len(r.Coverage.Missing) > 0 {
		fmt.Fprint(b, "\n## Review events that took place and are missing\n\n")
	}
	for _, e := range r.Coverage.Missing {
		fmt.Fprintf(b, "- %s: %s\n", e.Name(), MissingNote(e))
	}
}

package main

import (
	"fmt"
	"regexp"
	"strings"
)

// mark stands in every passage, so that none can be taken for a real one.
const mark = "[SAMPLE]"

// document is one source text: the facts of its cover, then its blocks.
type document struct {
	head   map[string]string
	blocks []block
}

// kind is the kind of a block.
type kind int

const (
	heading1   kind = iota // "# II. Conclusions …", "# Introduction"
	heading2               // "## A. Presentation …"
	heading3               // "### Corporal punishment"
	numbered               // "5. The delegation …"
	lead                   // "! 31. The following recommendations …": bold
	plainRec               // "> 1. Ratify … (State);" under a lead paragraph
	dotted                 // "> 37.1 Ratify … (State);"
	subItem                // "(a) …" of the paragraph above
	unnumbered             // "~ text" without a number
	bullet                 // "* text"
	newPage                // "---"
)

// block is a paragraph or heading; number is what stands before its text.
type block struct {
	kind         kind
	number, text string
}

// The first words of each kind of block.
var (
	romanRE  = regexp.MustCompile(`^([IVX]+\.)\s+(.*)$`)
	letterRE = regexp.MustCompile(`^([A-Z]\.)\s+(.*)$`)
	numberRE = regexp.MustCompile(`^(\d+\.)\s+(.*)$`)
	dottedRE = regexp.MustCompile(`^(\d+\.\d+)\s+(.*)$`)
	subRE    = regexp.MustCompile(`^(\([a-z]\))\s+(.*)$`)
)

// parseText reads a source text: "name: value" lines up to the first empty line,
// then blocks that empty lines part. Lines of one block are joined.
func parseText(text string) (*document, error) {
	d := &document{head: map[string]string{}}
	parts := strings.Split(strings.TrimSpace(text), "\n\n")
	for _, line := range strings.Split(parts[0], "\n") {
		name, value, ok := strings.Cut(line, ": ")
		if !ok {
			return nil, fmt.Errorf("reading the head: no %q in %q", ": ", line)
		}
		d.head[name] = value
	}
	for _, part := range parts[1:] {
		b, err := parseBlock(strings.Join(strings.Fields(part), " "))
		if err != nil {
			return nil, err
		}
		d.blocks = append(d.blocks, b)
	}
	return d, markPassages(d.blocks)
}

func parseBlock(s string) (block, error) {
	cut := func(k kind, re *regexp.Regexp, s string) (block, bool) {
		m := re.FindStringSubmatch(s)
		if m == nil {
			return block{}, false
		}
		return block{k, m[1], m[2]}, true
	}
	switch sign, rest, _ := strings.Cut(s, " "); sign {
	case "#", "##", "###":
		k := kind(len(sign) - 1)
		for _, re := range []*regexp.Regexp{romanRE, letterRE} {
			if b, ok := cut(k, re, rest); ok {
				return b, nil
			}
		}
		return block{k, "", rest}, nil
	case "!":
		if b, ok := cut(lead, numberRE, rest); ok {
			return b, nil
		}
	case ">":
		if b, ok := cut(dotted, dottedRE, rest); ok {
			return b, nil
		}
		if b, ok := cut(plainRec, numberRE, rest); ok {
			return b, nil
		}
	case "~":
		return block{unnumbered, "", rest}, nil
	case "*":
		return block{bullet, "•", rest}, nil
	case "---":
		return block{kind: newPage}, nil
	}
	if b, ok := cut(subItem, subRE, s); ok {
		return b, nil
	}
	if b, ok := cut(numbered, numberRE, s); ok {
		return b, nil
	}
	return block{}, fmt.Errorf("reading the text: %.40q begins like no block", s)
}

// markPassages puts the mark into every passage: inside the last bracket of a
// recommendation, so that its citation says it too; else at the end of the
// paragraph's last block, and of each whole sentence that has no number.
func markPassages(blocks []block) error {
	for i := range blocks {
		b := &blocks[i]
		last := i+1 == len(blocks) || !continues(blocks[i+1].kind)
		switch b.kind {
		case plainRec, dotted:
			at := strings.LastIndexByte(b.text, ')')
			if at < 0 {
				return fmt.Errorf("recommendation %s names no State", b.number)
			}
			b.text = b.text[:at] + " " + mark + b.text[at:]
		case lead:
			b.text = marked(b.text)
		case numbered, subItem, bullet:
			if last {
				b.text = marked(b.text)
			}
		case unnumbered:
			if strings.HasSuffix(b.text, ".") {
				b.text = marked(b.text)
			}
		}
	}
	return nil
}

// marked puts the mark before the last full stop or colon, so that a paragraph
// still ends as paragraphs do.
func marked(text string) string {
	end := len(text) - 1
	if end < 0 || text[end] != '.' && text[end] != ':' {
		return text + " " + mark
	}
	return text[:end] + " " + mark + text[end:]
}

// continues reports whether a block belongs to the passage before it.
func continues(k kind) bool { return k == subItem || k == bullet }

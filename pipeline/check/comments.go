package check

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
)

// The names that a comment needs in the package.
const (
	commentsPart = "word/comments.xml"
	relsPart     = "word/_rels/document.xml.rels"
	typesPart    = "[Content_Types].xml"

	wordNS       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	commentsRel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	commentsType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)

// author of the comments.
const author = "Refrain"

var (
	prefixRE    = regexp.MustCompile(`xmlns:(\w+)="http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006/main|purl\.oclc\.org/ooxml/wordprocessingml/main)"`)
	commentIDRE = regexp.MustCompile(`<\w*:?comment\b[^>]*?\bid="(\d+)"`)
	relsIDRE    = regexp.MustCompile(`\bId="rId(\d+)"`)
)

// insertion is text put into the main part at a place. Insertions at one place
// stand in the order of rank.
type insertion struct {
	at, rank int
	text     string
}

// WriteComments writes the Word file that a draft was read from with the
// findings as comments at their places; those in notes stand at the note's
// mark, for Word takes no comments in notes. Correct findings are left out
// unless all is set. Every other part stays as it is, byte for byte.
func (r *Report) WriteComments(w io.Writer, now time.Time, all bool) error {
	f := r.Draft.docx
	if f == nil {
		return errors.New("the draft is no Word file")
	}
	c := &commenter{file: f, prefix: "w:", now: now.UTC().Format("2006-01-02T15:04:05Z")}
	if m := prefixRE.FindSubmatch(f.body); m != nil {
		c.prefix = string(m[1]) + ":"
	}
	old, err := f.part(commentsPart)
	if err != nil {
		old = nil
	}
	for _, m := range commentIDRE.FindAllSubmatch(old, -1) {
		if n, err := strconv.Atoi(string(m[1])); err == nil {
			c.next = max(c.next, n+1)
		}
	}
	for _, x := range r.Findings {
		if x.Result != Correct || all || len(x.Style) > 0 {
			c.comment(r.Draft.Blocks[x.block], x)
		}
	}
	return c.write(w, old)
}

// commenter gathers comments and where they go.
type commenter struct {
	file    *wordFile
	prefix  string
	now     string
	next    int
	texts   strings.Builder
	inserts []insertion
	tags    map[int]int // start tags of <w:t> that must keep spaces: place → end
}

// comment adds one finding as a comment.
func (c *commenter) comment(b *Block, f Finding) {
	id := c.next
	if !c.place(b, f, id) {
		return
	}
	c.next++
	p := c.prefix
	fmt.Fprintf(&c.texts, `<%scomment %sid="%d" %sauthor="%s" %sdate="%s" %sinitials="R">`, p, p, id, p, author, p, c.now, p)
	for _, line := range f.lines() {
		fmt.Fprintf(&c.texts, `<%sp><%sr><%st xml:space="preserve">%s</%st></%sr></%sp>`, p, p, p, escapeXML(line), p, p, p)
	}
	fmt.Fprintf(&c.texts, `</%scomment>`, p)
}

// lines are the paragraphs of a finding's comment.
func (f Finding) lines() []string {
	head := map[Result]string{Correct: "Correct", Wrong: "Wrong", CannotCheck: "Cannot check", Differs: "Differs", Candidates: "To consider"}[f.Result]
	out := []string{head + " (" + string(f.What) + "): " + f.Says + "."}
	if f.Note != "" {
		out[0] = head + " (" + string(f.What) + " in note " + f.Note + ", “" + f.Text + "”): " + f.Says + "."
	}
	for _, s := range f.Style {
		out = append(out, "Style: "+s+".")
	}
	if f.Right != "" {
		out = append(out, "Write: "+f.Right)
	}
	if f.Get != "" {
		out = append(out, "To check it, "+f.Get+".")
	}
	if f.Result == Wrong && f.Official != "" {
		out = append(out, "See: "+f.Official)
	}
	for _, k := range f.Candidates {
		out = append(out, "Unreviewed, "+k.Strength+": "+k.Cite+": "+k.Text)
	}
	return out
}

// place puts the marks of a comment around a finding.
func (c *commenter) place(b *Block, f Finding, id int) bool {
	start := fmt.Sprintf(`<%scommentRangeStart %sid="%d"/>`, c.prefix, c.prefix, id)
	end := fmt.Sprintf(`<%scommentRangeEnd %sid="%d"/><%sr><%scommentReference %sid="%d"/></%sr>`, c.prefix, c.prefix, id, c.prefix, c.prefix, c.prefix, id, c.prefix)
	if b.para < 0 {
		call, ok := c.file.calls[b.Note]
		if !ok || call.end <= call.start {
			return false
		}
		c.insert(call.start, 2, start)
		c.insert(call.end, 1, end)
		return true
	}
	pieces := c.file.paras[b.para].pieces
	first, last := -1, -1
	for i, p := range pieces {
		if p.n > 0 && p.start+p.n > f.start && first < 0 {
			first = i
		}
		if p.n > 0 && p.start < f.end {
			last = i
		}
	}
	if first < 0 || last < first {
		return false
	}
	c.mark(pieces[first], f.start-pieces[first].start, 2, start)
	c.mark(pieces[last], f.end-pieces[last].start, 1, end)
	return true
}

// mark puts a mark at an offset of a piece: before or after its run, or inside
// it, where the run is parted in two with the same properties.
func (c *commenter) mark(p piece, offset, rank int, text string) {
	switch {
	case rank == 2 && (offset <= 0 || p.at == nil):
		if offset <= 0 && p.at != nil && p.at[0] != p.tag.end {
			offset = 0
		}
		if first := c.firstOfRun(p); first || p.at == nil {
			c.insert(p.run.start, rank, text)
			return
		}
		c.split(p, p.tag.end, rank, text)
	case rank == 1 && (offset >= p.n || p.at == nil):
		if c.lastOfRun(p) || p.at == nil {
			c.insert(p.run.end, rank, text)
			return
		}
		c.split(p, p.at[p.n], rank, text)
	default:
		c.split(p, p.at[min(offset, p.n)], rank, text)
	}
}

// firstOfRun and lastOfRun say whether a piece is the first or last text of
// its run, so that the mark can stand outside it.
func (c *commenter) firstOfRun(p piece) bool {
	for _, para := range c.file.paras {
		for _, q := range para.pieces {
			if q.run.start == p.run.start && q.start < p.start {
				return false
			}
		}
	}
	return true
}

func (c *commenter) lastOfRun(p piece) bool {
	for _, para := range c.file.paras {
		for _, q := range para.pieces {
			if q.run.start == p.run.start && q.start > p.start {
				return false
			}
		}
	}
	return true
}

// split parts a run inside a text.
func (c *commenter) split(p piece, at, rank int, text string) {
	props := string(c.file.body[p.props.start:max(p.props.end, p.props.start)])
	w := c.prefix
	c.insert(at, rank, "</"+w+"t></"+w+"r>"+text+"<"+w+"r>"+props+"<"+w+`t xml:space="preserve">`)
	if c.tags == nil {
		c.tags = map[int]int{}
	}
	c.tags[p.tag.start] = p.tag.end
}

func (c *commenter) insert(at, rank int, text string) {
	c.inserts = append(c.inserts, insertion{at, rank, text})
}

// document is the main part with all marks.
func (c *commenter) document() []byte {
	for start, end := range c.tags {
		tag := string(c.file.body[start:end])
		if !strings.Contains(tag, "xml:space") {
			c.inserts = append(c.inserts, insertion{end - 1, 0, ` xml:space="preserve"`})
		}
	}
	// At one place what ends comes before what begins.
	sort.SliceStable(c.inserts, func(i, j int) bool {
		a, b := c.inserts[i], c.inserts[j]
		return a.at < b.at || a.at == b.at && a.rank < b.rank
	})
	var out bytes.Buffer
	at := 0
	for _, x := range c.inserts {
		out.Write(c.file.body[at:x.at])
		out.WriteString(x.text)
		at = x.at
	}
	out.Write(c.file.body[at:])
	return out.Bytes()
}

// write writes the package: the parts that change, the rest as it is.
func (c *commenter) write(w io.Writer, old []byte) error {
	rels, err := c.file.part(relsPart)
	if err != nil {
		rels = []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`)
	}
	types, err := c.file.part(typesPart)
	if err != nil {
		return err
	}
	parts := map[string][]byte{}
	if c.texts.Len() > 0 {
		parts[mainPart] = c.document()
		parts[commentsPart] = c.comments(old)
		if !bytes.Contains(rels, []byte("/relationships/comments\"")) {
			parts[relsPart] = before(rels, "</Relationships>", fmt.Sprintf(`<Relationship Id="rId%d" Type="%s" Target="comments.xml"/>`, freeID(rels), commentsRel))
		}
		if !bytes.Contains(types, []byte("/"+commentsPart)) {
			parts[typesPart] = before(types, "</Types>", fmt.Sprintf(`<Override PartName="/%s" ContentType="%s"/>`, commentsPart, commentsType))
		}
	}
	return rewrite(w, c.file.zip, parts)
}

// comments is the comments part with ours added.
func (c *commenter) comments(old []byte) []byte {
	end := "</" + c.prefix + "comments>"
	if bytes.Contains(old, []byte(end)) {
		return before(old, end, c.texts.String())
	}
	return []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<" + c.prefix + "comments xmlns:" +
		strings.TrimSuffix(c.prefix, ":") + `="` + wordNS + `">` + c.texts.String() + end)
}

// before puts text before the last place of a mark.
func before(data []byte, mark, text string) []byte {
	i := bytes.LastIndex(data, []byte(mark))
	if i < 0 {
		return data
	}
	return append(append(bytes.Clone(data[:i]), text...), data[i:]...)
}

func freeID(rels []byte) int {
	n := 1
	for _, m := range relsIDRE.FindAllSubmatch(rels, -1) {
		if k, err := strconv.Atoi(string(m[1])); err == nil {
			n = max(n, k+1)
		}
	}
	return n
}

// rewrite writes a package with some parts changed or added; what does not
// change is copied as it is packed.
func rewrite(w io.Writer, z *zip.Reader, parts map[string][]byte) error {
	out := zip.NewWriter(w)
	for _, f := range z.File {
		data, ok := parts[f.Name]
		if !ok {
			if err := out.Copy(f); err != nil {
				return fmt.Errorf("copying %s: %w", f.Name, err)
			}
			continue
		}
		delete(parts, f.Name)
		if err := addPart(out, f.Name, f.Modified, data); err != nil {
			return err
		}
	}
	for _, name := range []string{commentsPart, relsPart} {
		if data, ok := parts[name]; ok {
			if err := addPart(out, name, z.File[0].Modified, data); err != nil {
				return err
			}
		}
	}
	return out.Close()
}

func addPart(out *zip.Writer, name string, modified time.Time, data []byte) error {
	w, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: modified})
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	_, err = w.Write(data)
	return err
}

// escapeXML escapes text and drops what XML cannot hold.
func escapeXML(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

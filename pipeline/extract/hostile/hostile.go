// Package hostile makes files that hang, kill or confuse readers of documents,
// for tests only: what public test corpora of PDF readers and a breaker's
// imagination showed, made small. Whatever the file, an ingest gives it one
// status within the limits of time and memory, and goes on.
package hostile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// Want is what must become of a file.
type Want string

// What becomes of a file. Either is for files of which some text may be read.
const (
	Read     Want = "read"      // its text holds [Text]
	Refused  Want = "refused"   // failed or skipped, with a reason
	NeedsOCR Want = "needs-ocr" // pictures without text
	Either   Want = "either"
)

// Text stands in every file that can be read.
const Text = "SAMPLE text of a page"

// File is one file. Data is called when the file is needed: some are large.
type File struct {
	Name string
	Want Want
	Data func() []byte
}

// Files are all files, each name once.
func Files() []File {
	var out []File
	for _, part := range [][]File{structure(), streams(), contents(), fonts(), encrypted(), archives(), words(), texts()} {
		out = append(out, part...)
	}
	return out
}

// is makes a file of fixed bytes.
func is(name string, want Want, data []byte) File {
	return File{name, want, func() []byte { return data }}
}

// show draws [Text].
const show = "BT /F1 12 Tf 72 700 Td (" + Text + ") Tj ET"

// PDF makes a file of objects with a right cross-reference table. Without a
// trailer object 1 is the root.
func PDF(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	if trailer == "" {
		trailer = fmt.Sprintf("<</Size %d/Root 1 0 R>>", len(objects)+1)
	}
	fmt.Fprintf(&b, "trailer\n%s\nstartxref\n%d\n%%%%EOF\n", trailer, start)
	return b.Bytes()
}

// Heads of the objects of a file with one page.
const (
	catalog = "<</Type/Catalog/Pages 2 0 R>>"
	tree    = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	sheet   = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
	times   = "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
)

// stream makes a stream object; head is what stands beside its length.
func stream(head string, data []byte) string {
	return fmt.Sprintf("<</Length %d%s>>stream\n%s\nendstream", len(data), head, data)
}

// Page is a file with one page of the given content.
func Page(content string) []byte { return filtered("", []byte(content)) }

// filtered is a page whose content has filters.
func filtered(head string, data []byte, more ...string) []byte {
	return PDF("", append([]string{catalog, tree, sheet, stream(head, data), times}, more...)...)
}

// withFont is a page that shows text in the given font.
func withFont(font string, more ...string) []byte {
	return PDF("", append([]string{catalog, tree, sheet, stream("", []byte(show)), font}, more...)...)
}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

// deflated is n bytes of a repeated text, deflated piece by piece.
func deflated(text string, n int) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	piece := []byte(strings.Repeat(text, max(1, 1<<20/len(text))))
	for ; n > 0; n -= len(piece) {
		_, _ = w.Write(piece)
	}
	_ = w.Close()
	return b.Bytes()
}

// replaced changes the first old in data.
func replaced(data []byte, old, now string) []byte {
	return bytes.Replace(data, []byte(old), []byte(now), 1)
}

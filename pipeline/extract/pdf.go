package extract

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"

	"refrain/corpus"
)

func isPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 2048)], []byte("%PDF-"))
}

// readPDF reads a file as it is, and, where that gives no page or no text,
// once more after its cross-reference table was built again from its objects.
func readPDF(ctx context.Context, data []byte) (Result, error) {
	whole := data
	data = trimPDF(data)
	res, err := pdfPages(ctx, data)
	if err == nil && (chars(res.Pages) > 0 || res.Scan) {
		return res, nil
	}
	for _, ownTree := range []bool{false, true} {
		fixed, ferr := rebuild(whole, ownTree)
		if ferr != nil {
			break
		}
		again, aerr := pdfPages(ctx, fixed)
		if aerr == nil && chars(again.Pages) > 0 {
			again.Engine = "pdf, rebuilt"
			again.Warnings = append(again.Warnings, "The file is damaged; its text was read after its objects were found one by one, and part of it can be missing.")
			return again, nil
		}
	}
	if err != nil {
		return Result{}, pdfError(err)
	}
	return res, nil
}

// trimPDF cuts what stands before the header and after the last %%EOF, and
// writes the header in the one form that the library takes.
func trimPDF(data []byte) []byte {
	if i := bytes.Index(data[:min(len(data), 2048)], []byte("%PDF-")); i > 0 {
		data = data[i:]
	}
	if i := bytes.LastIndex(data, []byte("%%EOF")); i > 0 {
		data = data[:i+5]
	}
	if len(data) >= 9 && (data[8] != '\n' && data[8] != '\r' || !bytes.HasPrefix(data, []byte("%PDF-1."))) {
		data = bytes.Clone(data)
		copy(data, "%PDF-1.7\n")
	}
	return data
}

func pdfError(err error) *Error {
	s := err.Error()
	switch {
	case strings.Contains(s, "password"), strings.Contains(s, "encrypt"):
		return failed("the PDF is encrypted", "save it without a password and ingest that")
	}
	return failed(fmt.Sprintf("the PDF is damaged: %.150q", s), "get the file again from its source")
}

// Limits that no document of the field comes near.
const (
	maxPages = 5000
	maxOps   = 5_000_000
	maxBytes = 64 << 20
	maxDepth = 8
)

// pdfPages reads all pages of a file that the library can open.
func pdfPages(ctx context.Context, data []byte) (res Result, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("reading objects: %v", r)
		}
	}()
	pages, err := openPages(data)
	if err != nil {
		return res, err
	}
	images, hidden, lost := 0, 0, 0
	rd := &pageReader{ctx: ctx, fonts: fontCache{}}
	for i, p := range pages {
		if ctx.Err() != nil {
			return res, ctx.Err()
		}
		page, perr := rd.read(p, i+1)
		if perr != nil {
			lost++
			res.Warnings = append(res.Warnings, fmt.Sprintf("Page %d was not read whole: %.100v.", i+1, perr))
		}
		if page.Image {
			images++
		}
		if page.Hidden {
			hidden++
		}
		res.Pages = append(res.Pages, page)
	}
	if lost == len(pages) {
		return res, fmt.Errorf("no page could be read")
	}
	if hidden*2 > len(pages) {
		res.Warnings = append(res.Warnings, "The text is a hidden layer over page images: it came from character recognition by another program.")
	}
	res.Scan = images*2 > len(pages) && chars(res.Pages) < 5*len(pages)
	if n := res.Unread(); n > 0 && !res.Scan {
		res.Warnings = append(res.Warnings, unreadWarning(res.Pages))
	}
	return res, nil
}

// UnreadPages begins the warning about pages that are pictures; a document
// with it gains from OCR.
const UnreadPages = "Not read, because they are pictures without text (--ocr reads them): "

// unreadWarning names the pages.
func unreadWarning(pages []corpus.Page) string {
	var n []string
	for _, p := range pages {
		if needsOCR(p) {
			n = append(n, strconv.Itoa(p.Number))
		}
	}
	s := "page " + n[0]
	if len(n) > 1 {
		s = "pages " + strings.Join(n, ", ")
	}
	return UnreadPages + s + "."
}

// openPages opens a file and lists its pages.
func openPages(data []byte) ([]pdf.Value, error) {
	if err := preflight(data); err != nil {
		return nil, err
	}
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var pages []pdf.Value
	collect(r.Trailer().Key("Root").Key("Pages"), 0, &pages)
	if len(pages) == 0 {
		return nil, fmt.Errorf("no page found")
	}
	return pages, nil
}

// collect lists the pages under a node of the page tree, within limits.
func collect(v pdf.Value, depth int, out *[]pdf.Value) {
	if depth > 40 || len(*out) >= maxPages || v.Kind() != pdf.Dict {
		return
	}
	kids := v.Key("Kids")
	if kids.IsNull() {
		*out = append(*out, v)
		return
	}
	for i := 0; i < kids.Len() && len(*out) < maxPages; i++ {
		collect(kids.Index(i), depth+1, out)
	}
}

// inherited looks a key up in a page and its ancestors.
func inherited(v pdf.Value, key string) pdf.Value {
	for d := 0; d < 40 && !v.IsNull(); d++ {
		if x := v.Key(key); !x.IsNull() {
			return x
		}
		v = v.Key("Parent")
	}
	return pdf.Value{}
}

// pageReader reads the pages of one file. Fonts and memory are kept from page
// to page.
type pageReader struct {
	ctx    context.Context
	fonts  fontCache
	glyphs []glyph
	lines  lineBuilder
}

// scanShare is the part of a page that pictures cover where it is a scan.
const scanShare = 0.8

// read reads the lines of one page.
func (r *pageReader) read(p pdf.Value, n int) (corpus.Page, error) {
	page, it, err := r.interpret(p, n)
	r.lines.build(&page, it.glyphs)
	page.Image = it.imageArea > scanShare*page.Width*page.Height
	return page, err
}

// interpret runs the content of one page.
func (r *pageReader) interpret(p pdf.Value, n int) (page corpus.Page, it *interp, err error) {
	page.Number = n
	x0, y0, x1, y1 := 0.0, 0.0, 595.0, 842.0
	box := inherited(p, "CropBox")
	if box.Len() != 4 {
		box = inherited(p, "MediaBox")
	}
	if box.Len() == 4 {
		x0, y0, x1, y1 = box.Index(0).Float64(), box.Index(1).Float64(), box.Index(2).Float64(), box.Index(3).Float64()
	}
	page.Width, page.Height = x1-x0, y1-y0
	it = &interp{ctx: r.ctx, fonts: r.fonts, glyphs: r.glyphs[:0]}
	it.g.tz = 1
	it.g.ctm = matrix{1, 0, 0, 1, -x0, -y0}
	switch inherited(p, "Rotate").Int64() {
	case 90:
		it.g.ctm = it.g.ctm.then(matrix{0, -1, 1, 0, 0, page.Width})
		page.Width, page.Height = page.Height, page.Width
	case 270:
		it.g.ctm = it.g.ctm.then(matrix{0, 1, -1, 0, page.Height, 0})
		page.Width, page.Height = page.Height, page.Width
	}
	err = it.safely(p)
	r.glyphs = it.glyphs
	return page, it, err
}

// safely runs a page's content and turns a panic of the library into an error,
// so that what was read of the page is kept.
func (it *interp) safely(p pdf.Value) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return it.run(contents(p.Key("Contents")), inherited(p, "Resources"), 0)
}

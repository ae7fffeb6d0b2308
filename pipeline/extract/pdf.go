package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/ledongthuc/pdf"

	"refrain/corpus"
)

func isPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 2048)], []byte("%PDF-"))
}

// readPDF reads a file as it is, and, where that loses a page or all text,
// once more after it was written anew from its objects: with a right
// cross-reference table, decrypted, and without the filters that the library
// does not know. The reading that gives more text counts.
func readPDF(ctx context.Context, data []byte) (Result, error) {
	whole := data
	data = trimPDF(data)
	var res Result
	err := errPassword
	if !isEncrypted(data) {
		res, err = pdfPages(ctx, data)
		if err == nil && res.lost == 0 && (hasText(res.Pages) || res.Scan) {
			return res, nil
		}
	}
	for _, ownTree := range []bool{false, true} {
		fixed, ferr := rebuild(whole, ownTree)
		if ferr != nil {
			if errors.Is(ferr, errPassword) {
				err = ferr
			}
			break
		}
		again, aerr := pdfPages(ctx, fixed)
		if aerr == nil && (chars(again.Pages) > chars(res.Pages) || again.Scan && err != nil) {
			again.Engine = "pdf, rebuilt"
			if err != nil && !errors.Is(err, errPassword) {
				again.Warnings = append(again.Warnings, corpus.DamagedFile+"; its text was read after its objects were found one by one, and part of it can be missing.")
			}
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
	if errors.Is(err, errPassword) {
		return failed("the PDF is encrypted with a password", "save it without a password and ingest that")
	}
	return failed(fmt.Sprintf("the PDF is damaged: %.150q", s), "get the file again from its source")
}

// Limits that no document of the field comes near.
const (
	maxPages  = 5000
	maxOps    = 5_000_000
	maxBytes  = 64 << 20
	maxDepth  = 8
	maxGlyphs = 400_000 // of a page
	maxForms  = 10_000  // of a page
	maxText   = 20 << 20
	maxLines  = 500_000
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
	if len(pages) > maxPages {
		pages = pages[:maxPages]
		res.Warnings = append(res.Warnings, fmt.Sprintf("Only the first %d pages were read.", maxPages))
	}
	images, hidden, lost, text := 0, 0, 0, 0
	rd := newPageReader(ctx, data)
	defer rd.free()
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
		if text += len(page.Text); text > maxText {
			res.Warnings = append(res.Warnings, fmt.Sprintf("Only the first %d MB of its text were read, up to page %d.", maxText>>20, i+1))
			break
		}
	}
	res.lost = lost
	if lost == len(pages) && !hasText(res.Pages) {
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
func openPages(data []byte) ([]pageNode, error) {
	if err := preflight(data); err != nil {
		return nil, err
	}
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var pages []pageNode
	collect(pageNode{Value: r.Trailer().Key("Root").Key("Pages")}, 0, &pages)
	if len(pages) == 0 {
		return nil, fmt.Errorf("no page found")
	}
	return pages, nil
}

// pageNode is a page or a node of the page tree, with what the nodes above it
// hand down.
type pageNode struct {
	pdf.Value
	down [len(handedDown)]pdf.Value
}

// handedDown are the keys that a page takes from the nodes above it.
var handedDown = [...]string{"Resources", "MediaBox", "CropBox", "Rotate"}

// inherited looks a key up in a page and in the nodes above it.
func (n pageNode) inherited(key string) pdf.Value {
	for i, k := range handedDown {
		if k == key {
			return n.down[i]
		}
	}
	return n.Key(key)
}

// collect lists the pages under a node of the page tree, within limits: one
// more than is read, so that what is left out can be told.
func collect(n pageNode, depth int, out *[]pageNode) {
	if depth > 40 || len(*out) > maxPages || n.Kind() != pdf.Dict {
		return
	}
	for i, k := range handedDown {
		if v := n.Key(k); !v.IsNull() {
			n.down[i] = v
		}
	}
	kids := n.Key("Kids")
	if kids.IsNull() {
		*out = append(*out, n)
		return
	}
	for i := 0; i < kids.Len() && len(*out) <= maxPages; i++ {
		collect(pageNode{kids.Index(i), n.down}, depth+1, out)
	}
}

// pageReader reads the pages of one file. Fonts are kept from page to page, the
// memory that reading takes from file to file.
type pageReader struct {
	ctx     context.Context
	source  source
	content []byte // the content streams of the page
	tokens  [maxDepth + 1]tokens
	glyphs  []glyph
	lines   lineBuilder
}

var pageReaders = sync.Pool{New: func() any { return new(pageReader) }}

func newPageReader(ctx context.Context, file []byte) *pageReader {
	r := pageReaders.Get().(*pageReader)
	r.ctx, r.source.file, r.source.fonts = ctx, file, newFontCache()
	return r
}

// free lets another file have the memory.
func (r *pageReader) free() {
	r.ctx, r.source.file, r.source.fonts = nil, nil, fontCache{}
	pageReaders.Put(r)
}

// scanShare is the part of a page that pictures cover where it is a scan.
const scanShare = 0.8

// read reads the lines of one page.
func (r *pageReader) read(p pageNode, n int) (corpus.Page, error) {
	page, it, err := r.interpret(p, n)
	r.lines.build(&page, it.glyphs)
	page.Image = it.imageArea > scanShare*page.Width*page.Height
	return page, err
}

// interpret runs the content of one page.
func (r *pageReader) interpret(p pageNode, n int) (page corpus.Page, it *interp, err error) {
	page.Number = n
	x0, y0, x1, y1 := 0.0, 0.0, 595.0, 842.0
	box := p.inherited("CropBox")
	if box.Len() != 4 {
		box = p.inherited("MediaBox")
	}
	if box.Len() == 4 {
		x0, y0, x1, y1 = box.Index(0).Float64(), box.Index(1).Float64(), box.Index(2).Float64(), box.Index(3).Float64()
	}
	if page.Width, page.Height = x1-x0, y1-y0; !(page.Width > 1 && page.Width < 1e5 && page.Height > 1 && page.Height < 1e5) {
		x0, y0, page.Width, page.Height = 0, 0, 595, 842
	}
	it = &interp{ctx: r.ctx, source: &r.source, tokens: &r.tokens, glyphs: r.glyphs[:0]}
	it.g.tz = 1
	it.g.ctm = matrix{1, 0, 0, 1, -x0, -y0}
	switch p.inherited("Rotate").Int64() {
	case 90:
		it.g.ctm = it.g.ctm.then(&matrix{0, -1, 1, 0, 0, page.Width})
		page.Width, page.Height = page.Height, page.Width
	case 270:
		it.g.ctm = it.g.ctm.then(&matrix{0, 1, -1, 0, page.Height, 0})
		page.Width, page.Height = page.Height, page.Width
	}
	err = r.safely(it, p)
	r.glyphs = it.glyphs
	return page, it, err
}

// safely runs a page's content and turns a panic of the library into an error,
// so that what was read of the page is kept.
func (r *pageReader) safely(it *interp, p pageNode) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%v", v)
		}
	}()
	r.content = it.contents(r.content[:0], p.Key("Contents"))
	if err := it.run(r.content, p.inherited("Resources"), 0); err != nil {
		return err
	}
	return it.fault
}

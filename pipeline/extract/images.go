package extract

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"refrain/corpus"
)

// PageImage is the picture of a scanned page, upright, as JPEG.
type PageImage struct {
	// Page is the 1-based number of the page.
	Page int
	JPEG []byte
	// DPI is the resolution in dots an inch; Width and Height are the page's
	// in points.
	DPI           int
	Width, Height float64
}

// Limits for the pictures of pages: a sheet of A4 at 600 dots an inch; what is
// drawn here has 300, and less where the page is larger.
const (
	maxPixels = 40 << 20
	renderDPI = 300
)

// Images takes the pictures out of the scanned pages of a PDF, as they are in
// the file: pages that are no picture, or one in another form than JPEG, are
// left out and [renderPage] can draw them.
func Images(ctx context.Context, data []byte) (out []PageImage, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("reading the pictures of the pages: %v", r)
		}
	}()
	data = trimPDF(data)
	pages, err := openPages(data)
	if err != nil {
		return nil, err
	}
	for i, p := range pages {
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		if img, ok := pageImage(ctx, data, p, i+1); ok {
			out = append(out, img)
		}
	}
	return out, nil
}

// pageImage is the one upright JPEG that covers a page.
func pageImage(ctx context.Context, data []byte, p pageNode, n int) (img PageImage, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	r := newPageReader(ctx, data)
	defer r.free()
	page, it, _ := r.interpret(p, n)
	if it.imageArea < scanShare*page.Width*page.Height || it.images != 1 || p.inherited("Rotate").Int64()%360 != 0 {
		return img, false
	}
	m := it.imageMatrix
	if m[0] <= 0 || m[3] <= 0 || math.Abs(m[1])+math.Abs(m[2]) > 1 {
		return img, false
	}
	raw := rawStream(data, it.imageValue, "DCTDecode")
	head, err := jpeg.DecodeConfig(bytes.NewReader(raw))
	if err != nil || head.Width*head.Height > maxPixels || head.Width < 100 {
		return img, false
	}
	dpi := int(math.Round(float64(head.Width) / m[0] * 72))
	return PageImage{Page: n, JPEG: raw, DPI: dpi, Width: page.Width, Height: page.Height}, dpi >= 70 && dpi <= 1300
}

// renderPage draws one page with pdftoppm, for pictures in other forms.
func renderPage(ctx context.Context, pdftoppm string, data []byte, page corpus.Page) (img PageImage, err error) {
	dir, err := os.MkdirTemp("", "refrain-ocr-")
	if err != nil {
		return img, fmt.Errorf("drawing a page: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return img, fmt.Errorf("drawing a page: %w", err)
	}
	dpi := int(min(renderDPI, 72*math.Sqrt(maxPixels/(page.Width*page.Height))))
	if dpi < 70 {
		return img, fmt.Errorf("the page is %.0f by %.0f inches large", page.Width/72, page.Height/72)
	}
	n := strconv.Itoa(page.Number)
	cmd := exec.CommandContext(ctx, pdftoppm, "-q", "-f", n, "-l", n, "-r", strconv.Itoa(dpi), "-gray", "-jpeg", "-singlefile", file, filepath.Join(dir, "out"))
	if err := cmd.Run(); err != nil {
		return img, fmt.Errorf("drawing page %s with pdftoppm: %w", n, err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "out.jpg"))
	if err != nil {
		return img, fmt.Errorf("drawing a page: %w", err)
	}
	return PageImage{Page: page.Number, JPEG: raw, DPI: dpi, Width: page.Width, Height: page.Height}, nil
}

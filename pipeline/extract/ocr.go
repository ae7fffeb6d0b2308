package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"refrain/corpus"
)

// OCR reads the text of scanned pages with Tesseract, a program that the user
// has installed. What it reads is a machine's reading: pages and passages made
// of it are marked.
type OCR struct {
	// Tesseract and Pdftoppm are the programs; without the second only pages
	// that are one JPEG can be read, as most scans are.
	Tesseract, Pdftoppm string
	// Engine names the program and its version for the record.
	Engine string
	// PageTime is the wall clock for one page; a minute by default.
	PageTime time.Duration
	// Images takes the pictures out of a file; [Images] by default. A [Pool]
	// does it in a child.
	Images func(ctx context.Context, name string, data []byte) ([]PageImage, error)

	mode  string // Tesseract's page segmentation
	slots chan struct{}
}

// InstallTesseract says how to get Tesseract.
const InstallTesseract = "install Tesseract (Debian, Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract; Windows: the installer of UB Mannheim)"

// FindOCR looks for Tesseract and its English data on PATH. The error says
// what is missing and how to install it.
func FindOCR(ctx context.Context) (*OCR, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, errors.New("character recognition needs Tesseract, which is not on PATH: " + InstallTesseract)
	}
	o := &OCR{Tesseract: path, PageTime: time.Minute, mode: "3", slots: make(chan struct{}, runtime.NumCPU()),
		Images: func(ctx context.Context, _ string, data []byte) ([]PageImage, error) { return Images(ctx, data) }}
	o.Pdftoppm, _ = exec.LookPath("pdftoppm")
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, "--list-langs").CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("running %s: %w", path, err)
	}
	langs := strings.Fields(string(out))
	english := false
	for _, l := range langs {
		english = english || l == "eng"
		if l == "osd" {
			o.mode = "1" // with the orientation of the page
		}
	}
	if !english {
		return nil, errors.New("the English data of Tesseract (eng.traineddata) is missing: install the package tesseract-ocr-eng, or set TESSDATA_PREFIX")
	}
	o.Engine = "tesseract"
	if out, err := exec.CommandContext(ctx, path, "--version").CombinedOutput(); err == nil {
		if f := strings.Fields(string(out)); len(f) > 1 {
			o.Engine += " " + f[1]
		}
	}
	return o, nil
}

// Read replaces the pages of res that are pictures without text by what
// Tesseract reads on them. A page that cannot be read keeps a warning.
func (o *OCR) Read(ctx context.Context, name string, data []byte, res Result) (Result, error) {
	images, err := o.Images(ctx, name, data)
	if err != nil && o.Pdftoppm == "" {
		return res, failed("its pages are pictures that could not be taken out of the file", "install poppler-utils (pdftoppm) and run it again")
	}
	at := map[int]PageImage{}
	for _, img := range images {
		at[img.Page] = img
	}
	read := make([]*ocrPage, len(res.Pages))
	errs := make([]error, len(res.Pages))
	var wg sync.WaitGroup
	for i := range res.Pages {
		if !needsOCR(res.Pages[i]) {
			continue
		}
		wg.Go(func() { read[i], errs[i] = o.page(ctx, data, res.Pages[i], at[i+1]) })
	}
	wg.Wait()
	if ctx.Err() != nil {
		return res, ctx.Err()
	}
	dropLetterhead(read)
	n := 0
	for i, p := range read {
		switch {
		case errs[i] != nil:
			res.Warnings = append(res.Warnings, fmt.Sprintf("Page %d was not read: %v.", i+1, errs[i]))
		case p != nil:
			res.Pages[i] = p.page(res.Pages[i])
			n++
		}
	}
	if n == 0 {
		return res, failed("character recognition read no page of it", firstError(errs))
	}
	res.Scan, res.Engine = false, res.Engine+", "+o.Engine
	res.Warnings = append(res.Warnings, ocrWarning(n, read))
	return res, nil
}

// ocrWarning tells the reader how sure the machine was.
func ocrWarning(n int, pages []*ocrPage) string {
	sum, words := 0.0, 0
	for _, p := range pages {
		if p == nil {
			continue
		}
		for _, l := range p.lines {
			for _, w := range l.words {
				sum, words = sum+w.conf, words+1
			}
		}
	}
	s := "1 page was"
	if n > 1 {
		s = fmt.Sprintf("%d pages were", n)
	}
	return fmt.Sprintf("%s read by character recognition, with a mean confidence of %.0f of 100: compare with the scan before you quote.", s, sum/float64(max(words, 1)))
}

func firstError(errs []error) string {
	for _, err := range errs {
		if err != nil {
			return err.Error()
		}
	}
	return ""
}

// needsOCR reports whether a page is a picture with hardly a word on it.
func needsOCR(p corpus.Page) bool { return p.Image && chars([]corpus.Page{p}) < 5 }

// page reads one page.
func (o *OCR) page(ctx context.Context, data []byte, p corpus.Page, img PageImage) (*ocrPage, error) {
	select {
	case o.slots <- struct{}{}:
		defer func() { <-o.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	limit, cancel := context.WithTimeout(ctx, o.PageTime)
	defer cancel()
	if img.JPEG == nil {
		if o.Pdftoppm == "" {
			return nil, errors.New("its picture is not a JPEG, and pdftoppm (poppler-utils) is not installed")
		}
		var err error
		if img, err = renderPage(limit, o.Pdftoppm, data, p); err != nil {
			return nil, err
		}
	}
	cmd := exec.CommandContext(limit, o.Tesseract, "stdin", "stdout", "--dpi", strconv.Itoa(img.DPI), "-l", "eng", "--psm", o.mode, "tsv")
	cmd.Stdin = bytes.NewReader(img.JPEG)
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	out, err := cmd.Output()
	if limit.Err() != nil && ctx.Err() == nil {
		return nil, fmt.Errorf("recognising it took longer than %s", o.PageTime)
	}
	if err != nil {
		return nil, fmt.Errorf("tesseract: %w", err)
	}
	return readTSV(out, img), nil
}

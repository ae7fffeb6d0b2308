package extract

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"strings"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/pipeline/extract/hostile"
)

// picture is a white page of 8.5 by 11 inches at 100 dots an inch, with a dot
// at each point.
func picture(t testing.TB, dots ...image.Point) []byte {
	t.Helper()
	pic := image.NewGray(image.Rect(0, 0, 850, 1100))
	for i := range pic.Pix {
		pic.Pix[i] = 255
	}
	for _, d := range dots {
		for y := -3; y <= 3; y++ {
			for x := -3; x <= 3; x++ {
				if x*x+y*y <= 10 {
					pic.SetGray(d.X+x, d.Y+y, color.Gray{})
				}
			}
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, pic, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tsv makes rows of Tesseract's table: each line is "block par x y conf text".
func tsv(lines ...string) string {
	var b strings.Builder
	b.WriteString("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n")
	for n, l := range lines {
		var block, par, x, y, conf int
		f := strings.Fields(l)
		_, _ = fmt.Sscan(strings.Join(f[:5], " "), &block, &par, &x, &y, &conf)
		for k, w := range f[5:] {
			width := 7 * len(w)
			height := 14
			if k == 0 && w == "e" {
				width, height = 6, 6
			}
			fmt.Fprintf(&b, "5\t1\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s\n", block, par, n+1, k+1, x, y, width, height, conf, w)
			if x += width + 5; k == 0 && w == "e" {
				x += 15
			}
		}
	}
	return b.String()
}

// annexPages are two pages of an annex: a bullet read as "e", one that was
// dropped and is only in the picture, an item that goes on over the page.
func annexPages(t testing.TB) []*ocrPage {
	one := tsv("1 1 100 40 90 SAMPLE OFFICE LETTERHEAD", "2 1 100 150 95 Annex", "3 1 100 200 95 SAMPLE heading of a theme",
		"4 1 130 240 95 e Taking steps of a SAMPLE kind to", "4 1 150 260 95 end all of it.",
		"5 1 150 300 95 Continuing a SAMPLE of efforts that the", "6 1 150 320 95 next block goes on with, and", "6 1 150 340 95 ends on another page, with")
	two := tsv("1 1 100 42 40 SAMPIE 0FFICE LETTERHFAD", "1 2 700 42 95 PAGE 2", "2 1 150 150 95 a second page.")
	return []*ocrPage{readTSV([]byte(one), PageImage{Page: 1, JPEG: picture(t, image.Pt(130, 308)), DPI: 100, Width: 612, Height: 792}),
		readTSV([]byte(two), PageImage{Page: 2, JPEG: picture(t), DPI: 100, Width: 612, Height: 792})}
}

func TestPagesOfTesseract(t *testing.T) {
	pages := annexPages(t)
	dropLetterhead(pages)
	one := pages[0].page(corpus.Page{Number: 1})
	want := "SAMPLE OFFICE LETTERHEAD\n\nAnnex\n\nSAMPLE heading of a theme\n\n• Taking steps of a SAMPLE kind to\nend all of it.\n\n" +
		"• Continuing a SAMPLE of efforts that the\nnext block goes on with, and\nends on another page, with"
	if one.Text != want || !one.Machine {
		t.Errorf("page 1, machine %v:\n%s", one.Machine, one.Text)
	}
	styles := ""
	for _, l := range one.Lines {
		if l.Text != "" {
			styles += strings.TrimSpace(l.Style+" ") + "|"
		}
	}
	if styles != "Heading|Heading|Heading||||||" {
		t.Errorf("styles %s", styles)
	}
	if two := pages[1].page(corpus.Page{Number: 2}); two.Text != "a second page." {
		t.Errorf("page 2: %q", two.Text)
	}
}

// scan is a PDF of pages that are one picture each.
func scan(jpegs ...[]byte) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", ""}
	kids := ""
	for _, j := range jpegs {
		n := len(objects) + 1
		kids += fmt.Sprintf("%d 0 R ", n)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</XObject<</I %d 0 R>>>>>>", n+1, n+2),
			"<</Length 25>>stream\nq 612 0 0 792 0 0 cm /I Do Q\nendstream",
			fmt.Sprintf("<</Subtype/Image/Width 850/Height 1100/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n%s\nendstream", len(j), j))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(jpegs))
	for i, o := range objects {
		objects[i] = strings.Replace(o, "/Length 25", "/Length 28", 1)
	}
	return hostile.PDF("", objects...)
}

// TestScanIsRead reads a scan with a program in place of Tesseract.
func TestScanIsRead(t *testing.T) {
	data := scan(picture(t), picture(t))
	res, err := Read(context.Background(), "scan.pdf", data)
	if err != nil || !res.Scan || res.Unread() != 2 {
		t.Fatalf("%v, %+v", err, res)
	}
	images, err := Images(context.Background(), data)
	if err != nil || len(images) != 2 || images[1].Page != 2 || images[0].DPI != 100 {
		t.Fatalf("pictures: %v, %d", err, len(images))
	}
	o := &OCR{Tesseract: os.Args[0], Engine: "tesseract 0", PageTime: 10 * time.Second, mode: "3", slots: make(chan struct{}, 2),
		Images: func(ctx context.Context, _ string, data []byte) ([]PageImage, error) { return Images(ctx, data) }}
	t.Setenv("EXTRACT_TEST_CHILD", "tesseract")
	got, err := o.Read(context.Background(), "scan.pdf", data, res)
	if err != nil || got.Scan || !strings.Contains(got.Pages[0].Text, "SAMPLE words") || !got.Pages[1].Machine || got.Engine != "pdf, tesseract 0" {
		t.Errorf("%v, %+v", err, got)
	}
	if len(got.Warnings) == 0 || !strings.Contains(got.Warnings[len(got.Warnings)-1], "2 pages were read by character recognition") {
		t.Errorf("warnings %q", got.Warnings)
	}
	t.Setenv("EXTRACT_TEST_CHILD", "hang")
	o.PageTime = 200 * time.Millisecond
	if _, err := o.Read(context.Background(), "scan.pdf", data, res); err == nil || !strings.Contains(err.Error(), "read no page") {
		t.Errorf("a reader that hangs: %v", err)
	}
}

// TestSomePagesAreScans tells which pages of a document were not read.
func TestSomePagesAreScans(t *testing.T) {
	data := scan(picture(t))
	data = bytes.Replace(data, []byte("/Kids[3 0 R ]/Count 1"), []byte("/Kids[3 0 R 6 0 R 6 0 R]/Count 3"), 1)
	data = bytes.Replace(data, []byte("xref\n"), []byte("6 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>>\nendobj\n7 0 obj\n<</Length 53>>stream\n"+hello+"\nendstream\nendobj\nxref\n"), 1)
	res, err := Read(context.Background(), "mixed.pdf", data)
	if err != nil || res.Scan || res.Unread() != 1 {
		t.Fatalf("%v, %+v", err, res)
	}
	if w := strings.Join(res.Warnings, " "); !strings.Contains(w, UnreadPages+"page 1.") {
		t.Errorf("warnings %q", w)
	}
}

func FuzzTSV(f *testing.F) {
	f.Add(tsv("1 1 100 40 90 SAMPLE OFFICE", "2 1 100 150 95 e Annex of"))
	pic := picture(f)
	f.Fuzz(func(t *testing.T, s string) {
		p := readTSV([]byte(s), PageImage{JPEG: pic, DPI: 100, Width: 612, Height: 792})
		dropLetterhead([]*ocrPage{p, p})
		p.page(corpus.Page{})
	})
}

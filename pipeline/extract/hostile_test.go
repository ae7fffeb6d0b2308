package extract

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// pdfWith makes a PDF of objects with a right cross-reference table.
func pdfWith(trailer string, objects ...string) []byte {
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

// onePage is a PDF with one page of the given content.
func onePage(content string) []byte {
	return pdfWith("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content),
		"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>")
}

const hello = "BT /F1 12 Tf 72 700 Td (SAMPLE text of a page) Tj ET"

func deflate(s []byte) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(s)
	_ = w.Close()
	return b.String()
}

// bomb is a page whose content inflates to n bytes of text operators.
func bomb(n int) []byte {
	data := deflate(bytes.Repeat([]byte("(A)Tj "), n/6))
	return pdfWith("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream", len(data), data),
		"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>")
}

// hostile are files that hang, kill or confuse readers. Each ends with one
// error or with the text that could be read.
func hostile() map[string][]byte {
	whole := onePage(hello)
	circle := bytes.Replace(whole, []byte("/Root 1 0 R>>"), []byte("/Root 1 0 R/Prev 9>>"), 1)
	at := bytes.LastIndex(circle, []byte("xref\n0"))
	circle = bytes.Replace(circle, []byte("/Prev 9"), []byte(fmt.Sprintf("/Prev %d", at)), 1)
	nested := "q " + strings.Repeat("[", 200000) + " Q"
	return map[string][]byte{
		"xref circle":         circle,
		"page is its own kid": pdfWith("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1000000000>>"),
		"count of a billion":  pdfWith("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", "<</Type/Page/Parent 2 0 R>>"),
		"parent circle":       pdfWith("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>", "<</Type/Page/Parent 2 0 R>>"),
		"size of 2e9":         []byte("%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 2000000000/W[1 2 1]/Root 1 0 R/Length 0>>stream\n\nendstream\nendobj\nstartxref\n9\n%%EOF"),
		"extends itself":      pdfWith("", "<</Type/ObjStm/N 1/First 4/Extends 1 0 R/Length 6>>stream\n1 0 <<\nendstream"),
		"negative count":      pdfWith("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count -5>>"),
		"no root":             pdfWith("<</Size 2>>", "<</Type/Catalog>>"),
		"self reference":      pdfWith("", "1 0 R"),
		"unterminated hex":    onePage(hello + " <41"),
		"Q without q":         onePage("Q Q Q " + hello),
		"inline image":        onePage("BI /W 1 /H 1 ID <(<<[ EI " + hello),
		"deep arrays":         onePage(nested),
		"many parens":         onePage("BT " + strings.Repeat("(", 500000)),
		"wrong length":        bytes.Replace(whole, []byte("/Length 5"), []byte("/Length 1"), 1),
		"bytes after the end": append(bytes.Clone(whole), "mb"...),
		"bytes before":        append(bytes.Repeat([]byte("x"), 500), whole...),
		"cut in half":         whole[:len(whole)/2],
		"last bytes cut":      whole[:len(whole)-60],
		"table too long":      bytes.Replace(whole, []byte("xref\n0 6"), []byte("xref\n0 6000000"), 1),
		"inflates to 200 MB":  bomb(200 << 20),
		"only a header":       []byte("%PDF-1.7\n"),
		"form that shows itself": pdfWith("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
			"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>", "<</Length 5>>stream\n/X Do\nendstream",
			"<</Subtype/Form/Length 5/Resources<</XObject<</X 5 0 R>>>>>>stream\n/X Do\nendstream"),
	}
}

func TestHostileFilesEnd(t *testing.T) {
	for name, data := range hostile() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			res, err := Read(context.Background(), name, data)
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %s", took)
			}
			var e *Error
			if err != nil && (!errors.As(err, &e) || e.Reason == "") {
				t.Errorf("error %v gives no reason", err)
			}
			if err == nil && chars(res.Pages) == 0 && !res.Scan {
				t.Error("neither text nor error")
			}
		})
	}
}

// TestDamagedFilesAreRead holds that trimming and rebuilding find the text.
func TestDamagedFilesAreRead(t *testing.T) {
	h := hostile()
	for _, name := range []string{"bytes after the end", "bytes before", "wrong length", "last bytes cut", "unterminated hex", "Q without q", "xref circle", "table too long"} {
		res, err := Read(context.Background(), name, h[name])
		if err != nil || !strings.Contains(res.Pages[0].Text, "SAMPLE text of a page") {
			t.Errorf("%s: %v, %+v", name, err, res.Pages)
		}
	}
}

// TestMain lets the test binary be a pool's child.
func TestMain(m *testing.M) {
	switch os.Getenv("EXTRACT_TEST_CHILD") {
	case "serve":
		if err := ServeWorker(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	case "tesseract":
		fmt.Print(tsv("1 1 100 200 91 SAMPLE words of a scanned page."))
		os.Exit(0)
	case "hang":
		time.Sleep(time.Hour)
	case "die":
		os.Exit(3)
	case "eat":
		var hold []byte
		for {
			hold = append(hold, bytes.Repeat([]byte{1}, 16<<20)...)
			if len(hold) == 0 {
				return
			}
		}
	}
	os.Exit(m.Run())
}

func poolOf(t *testing.T, mode string, lim Limits) *Pool {
	t.Setenv("EXTRACT_TEST_CHILD", mode)
	p := NewPool(1, []string{os.Args[0]}, lim)
	t.Cleanup(p.Close)
	return p
}

func TestPoolReads(t *testing.T) {
	p := poolOf(t, "serve", Limits{})
	for range 3 {
		res, err := p.Read(context.Background(), "a.pdf", onePage(hello))
		if err != nil || len(res.Pages) != 1 || len(res.Pages[0].Lines) != 1 || res.Pages[0].Lines[0].Size != 12 {
			t.Fatalf("%v, %+v", err, res)
		}
	}
	var e *Error
	if _, err := p.Read(context.Background(), "empty", nil); !errors.As(err, &e) || e.Hint == "" {
		t.Errorf("an empty file: %v", err)
	}
}

func TestPoolOutlivesItsChildren(t *testing.T) {
	for mode, lim := range map[string]Limits{"hang": {Time: 300 * time.Millisecond}, "die": {}, "eat": {Memory: 200 << 20}} {
		t.Run(mode, func(t *testing.T) {
			p := poolOf(t, mode, lim)
			for range 2 {
				var e *Error
				if _, err := p.Read(context.Background(), "x.pdf", onePage(hello)); !errors.As(err, &e) {
					t.Fatalf("%v, want an Error", err)
				}
			}
		})
	}
}

func FuzzLexer(f *testing.F) {
	f.Add([]byte(hello))
	f.Add([]byte("[(a\\051) -12.5 <48656C>] TJ << /A [1 2 >> ' \" BI ID x EI Q"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l := &lexer{b: data}
		for n := 0; ; n++ {
			if _, ok := l.next(0); !ok {
				return
			}
			if n > len(data)+1 {
				t.Fatal("the lexer does not advance")
			}
		}
	})
}

func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 beginbfchar <01> <0041> endbfchar 1 beginbfrange <02> <05> <0042> endbfrange"))
	f.Fuzz(func(t *testing.T, data []byte) { parseCMap(data) })
}

func FuzzRead(f *testing.F) {
	f.Add(onePage(hello))
	f.Add([]byte("<html><p>SAMPLE</p></html>"))
	f.Add([]byte("SAMPLE text"))
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_, _ = Read(ctx, "x", data)
	})
}

func BenchmarkReadPage(b *testing.B) {
	data := onePage("BT /F1 10 Tf 12 TL 72 800 Td " + strings.Repeat("(SAMPLE words on a line of a page of a report) Tj T* ", 60) + "ET")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(context.Background(), "b", data); err != nil {
			b.Fatal(err)
		}
	}
}

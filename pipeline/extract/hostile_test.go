package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"refrain/pipeline/extract/hostile"
)

const hello = "BT /F1 12 Tf 72 700 Td (" + hostile.Text + ") Tj ET"

// slow are the largest files, which -short leaves out.
var slow = regexp.MustCompile(`inflates|million|-mb|attribute|3000|20000|70000|deep`)

// outcome names what became of a file.
func outcome(res Result, err error) (got hostile.Want, ok bool) {
	var e *Error
	switch {
	case errors.As(err, &e):
		return hostile.Refused, e.Reason != "" && e.Hint != "" && (e.Status == "failed" || e.Status == "skipped")
	case err != nil:
		return "", false
	case res.Scan:
		return hostile.NeedsOCR, true
	case strings.Contains(pageText(res), hostile.Text):
		return hostile.Read, true
	}
	return hostile.Either, chars(res.Pages) > 0
}

// TestHostileFilesEnd reads every hostile file in a child process: each ends
// with one outcome, in ten seconds of the processor and half a gigabyte, and
// the next is read.
func TestHostileFilesEnd(t *testing.T) {
	p := poolOf(t, "serve", Limits{})
	files := hostile.Files()
	if len(files) < 100 {
		t.Errorf("%d files, want at least 100", len(files))
	}
	for _, f := range files {
		if testing.Short() && slow.MatchString(f.Name) {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			data := f.Data()
			before := p.child()
			resetPeak(before)
			start := time.Now()
			res, err := p.Read(context.Background(), f.Name, data)
			took := time.Since(start)
			peak := peakMemory(before)
			got, ok := outcome(res, err)
			if !ok || f.Want != hostile.Either && got != f.Want {
				t.Errorf("%s, want %s: %v, %.300q", got, f.Want, err, pageText(res))
			}
			if took > 61*time.Second || peak > 512<<20 {
				t.Errorf("took %s and %d MB", took, peak>>20)
			}
			if took > time.Second || peak > 300<<20 {
				t.Logf("%s: %s in %s, %d MB: %v", f.Name, got, took.Round(10*time.Millisecond), peak>>20, err)
			}
		})
	}
	if res, err := p.Read(context.Background(), "last.pdf", hostile.Page(hello)); err != nil || len(res.Pages) != 1 {
		t.Errorf("after all of them a whole file gives %v", err)
	}
}

// child is the process number of an idle child, 0 for none.
func (p *Pool) child() int {
	c := <-p.slots
	p.slots <- c
	if c == nil {
		return 0
	}
	return c.cmd.Process.Pid
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
		res, err := p.Read(context.Background(), "a.pdf", hostile.Page(hello))
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
				if _, err := p.Read(context.Background(), "x.pdf", hostile.Page(hello)); !errors.As(err, &e) {
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
	f.Add(hostile.Page(hello))
	f.Add([]byte("<html><p>SAMPLE</p></html>"))
	f.Add([]byte("SAMPLE text"))
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_, _ = Read(ctx, "x", data)
	})
}

func BenchmarkReadPage(b *testing.B) {
	data := hostile.Page("BT /F1 10 Tf 12 TL 72 800 Td " + strings.Repeat("(SAMPLE words on a line of a page of a report) Tj T* ", 60) + "ET")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(context.Background(), "b", data); err != nil {
			b.Fatal(err)
		}
	}
}

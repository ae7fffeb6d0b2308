package extract

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"refrain/corpus/realdocs"
)

// BenchmarkBesidePdftotext reads every Working Group report at hand, with
// pdftotext and here, in turn in one run, each on all processors: pdftotext as
// one process a file, ours through the pool that ingest uses. It reports the
// times of both, their ratio, and the most memory that our processes had.
//
//	go test -run '^$' -bench Beside -benchtime 3x ./pipeline/extract
func BenchmarkBesidePdftotext(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(realdocs.Dir(b), "corpus/wg/*.pdf"))
	if _, err := exec.LookPath("pdftotext"); err != nil || len(files) == 0 {
		b.Skip("pdftotext or the reports are missing")
	}
	b.Setenv("EXTRACT_TEST_CHILD", "serve")
	workers := runtime.NumCPU()
	pool := NewPool(workers, []string{os.Args[0]}, Limits{})
	defer pool.Close()
	each := func(do func(path string) error) time.Duration {
		start := time.Now()
		var g errgroup.Group
		g.SetLimit(workers)
		for _, f := range files {
			g.Go(func() error { return do(f) })
		}
		if err := g.Wait(); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	var theirs, ours, theirCPU, ourCPU time.Duration
	rounds := 0
	for b.Loop() {
		rounds++
		used := make(chan time.Duration, len(files))
		theirs += each(func(path string) error {
			cmd := exec.Command("pdftotext", path, os.DevNull)
			err := cmd.Run()
			used <- cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			return err
		})
		for range files {
			theirCPU += <-used
		}
		before := pool.spent()
		ours += each(func(path string) error {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			_, err = pool.Read(context.Background(), path, data)
			return err
		})
		ourCPU += pool.spent() - before
	}
	peak := peakMemory(os.Getpid())
	for range workers {
		c := <-pool.slots
		if c != nil {
			peak += peakMemory(c.cmd.Process.Pid)
		}
		pool.slots <- c
	}
	n := float64(rounds)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ours.Seconds()/n, "s")
	b.ReportMetric(theirs.Seconds()/n, "s-pdftotext")
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "ratio")
	b.ReportMetric(ourCPU.Seconds()/theirCPU.Seconds(), "ratio-processor")
	b.ReportMetric(float64(peak>>20), "MB")
	b.Logf("%d reports on %d processors: ours %.1f s (%.1f s of processor time), pdftotext %.1f s (%.1f s)",
		len(files), workers, ours.Seconds()/n, ourCPU.Seconds()/n, theirs.Seconds()/n, theirCPU.Seconds()/n)
}

// spent is the processor time of the children, each of which must be idle.
func (p *Pool) spent() time.Duration {
	var sum time.Duration
	var held []*child
	for range cap(p.slots) {
		c := <-p.slots
		if c != nil {
			sum += processorTime(c.cmd.Process.Pid)
		}
		held = append(held, c)
	}
	for _, c := range held {
		p.slots <- c
	}
	return sum
}

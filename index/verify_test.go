package index

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

// damageable are the files that a reader relies on: CURRENT, the manifest and
// all that it names.
func damageable(t *testing.T, dir string) []string {
	t.Helper()
	gen := filepath.Join(indexDir(dir), "gen-1")
	files, err := listFiles(gen)
	if err != nil || len(files) < 2 {
		t.Fatal(err, files)
	}
	paths := []string{filepath.Join(dir, "CURRENT"), filepath.Join(gen, manifestName)}
	for name := range files {
		paths = append(paths, filepath.Join(gen, name))
	}
	return paths
}

// damages are the ways a file goes wrong. Each gives what is left of it; nil
// is a file that is gone.
var damages = map[string]func(whole []byte, r *rand.Rand) []byte{
	"flip": func(b []byte, r *rand.Rand) []byte {
		b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		return b
	},
	"zero": func(b []byte, r *rand.Rand) []byte {
		from := r.IntN(len(b))
		b[from] ^= 0xff
		clear(b[from+1 : min(len(b), from+4096)])
		return b
	},
	"cut":    func(b []byte, r *rand.Rand) []byte { return b[:r.IntN(len(b))] },
	"grow":   func(b []byte, r *rand.Rand) []byte { return append(b, byte(r.IntN(256))) },
	"remove": func([]byte, *rand.Rand) []byte { return nil },
}

// TestEveryDamageIsFound damages every file in every way, a thousand times in
// all: Verify finds it, and Open never answers from it.
func TestEveryDamageIsFound(t *testing.T) {
	dir := built(t)
	paths := damageable(t, dir)
	r := rand.New(rand.NewPCG(1, 2))
	rounds := 1000/(len(paths)*len(damages)) + 1
	if testing.Short() {
		rounds = 2
	}
	n := 0
	for range rounds {
		for _, path := range paths {
			for kind := range damages {
				damageOnce(t, dir, path, kind, r)
				n++
			}
		}
	}
	t.Logf("%d damages to %d files", n, len(paths))
	if err := Verify(dir, true); err != nil {
		t.Error("repaired:", err)
	}
}

func damageOnce(t *testing.T, dir, path, kind string, r *rand.Rand) {
	t.Helper()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if left := damages[kind](append([]byte(nil), whole...), r); left != nil {
		err = os.WriteFile(path, left, 0o600)
	} else {
		err = os.Remove(path)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := Verify(dir, true); !isDamage(err) {
		t.Errorf("%s of %s: verified: %v", kind, path, err)
	}
	if x, err := Open(dir); !isDamage(err) {
		t.Errorf("%s of %s: opened: %v", kind, path, err)
		if x != nil {
			x.Close()
		}
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
}

// isDamage reports whether err tells a reader to build the index again.
func isDamage(err error) bool {
	var d *DamagedError
	return errors.As(err, &d) || errors.Is(err, ErrNoIndex)
}

// TestReadersGoOnDuringRebuilds opens and searches while generations are
// published: no reader ever meets an error.
func TestReadersGoOnDuringRebuilds(t *testing.T) {
	dir := built(t)
	rebuilds := 20
	if testing.Short() {
		rebuilds = 5
	}
	stop := make(chan bool)
	var wg sync.WaitGroup
	var searches atomic.Int64
	for range 2 {
		wg.Go(func() { readUntil(t, dir, stop, &searches) })
	}
	for i := range rebuilds {
		if _, err := Build(context.Background(), dir, sampleDocs()[:1+i%2], BuildOptions{Writer: fmt.Sprint(i)}); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	wg.Wait()
	t.Logf("%d searches during %d rebuilds", searches.Load(), rebuilds)
}

// readUntil opens the index and searches it ten times, again and again.
func readUntil(t *testing.T, dir string, stop <-chan bool, searches *atomic.Int64) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		x, err := Open(dir)
		if err != nil {
			t.Error("opening:", err)
			return
		}
		for range 10 {
			if r, err := x.Search(context.Background(), Query{Text: "sample"}); err != nil || r.Total == 0 {
				t.Errorf("search: %v", err)
			}
			searches.Add(1)
		}
		x.Close()
	}
}

// TestAnotherLexicon refuses an index whose concepts another lexicon found, and
// builds it anew.
func TestAnotherLexicon(t *testing.T) {
	dir := built(t)
	was := lexiconMark
	defer func() { lexiconMark = was }()
	lexiconMark = func() string { return "another" }
	var damaged *DamagedError
	if _, err := Open(dir); !errors.As(err, &damaged) {
		t.Errorf("opening: %v, want a damaged index", err)
	}
	if _, err := Build(context.Background(), dir, sampleDocs(), BuildOptions{Writer: "test"}); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
}

package index

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
)

// openTries is how often Open follows CURRENT to a generation that replaced
// the one it was about to open.
const openTries = 10

// Open opens the current generation of the workspace dir for reading. An index
// that is not, byte for byte, what was written is refused ([DamagedError]).
func Open(dir string) (*Index, error) {
	for try := 1; ; try++ {
		g, err := current(dir)
		if err != nil {
			return nil, err
		}
		x, err := openGeneration(dir, g)
		if err == nil {
			return x, nil
		}
		if now, nerr := current(dir); nerr != nil || now == g || try == openTries {
			return nil, err
		}
	}
}

// openGeneration checks and opens one generation. Bleve and bolt panic on some
// bytes that are not theirs; checked bytes do not bring that about, and if
// they did it would be damage too.
func openGeneration(dir string, g generation) (x *Index, err error) {
	gen := filepath.Join(indexDir(dir), g.name)
	defer func() {
		if r := recover(); r != nil {
			x, err = nil, &DamagedError{gen, fmt.Sprintf("it does not open (%.100v)", r)}
		}
	}()
	m, err := readManifest(dir, g)
	if err != nil {
		return nil, err
	}
	if err := checkSums(gen, m); err != nil {
		return nil, err
	}
	b, err := bleve.OpenUsing(filepath.Join(gen, "bleve"), map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if err != nil {
		return nil, &DamagedError{gen, fmt.Sprintf("it does not open (%.100v)", err)}
	}
	if n, err := b.DocCount(); err != nil || n != uint64(m.Passages) {
		return nil, errors.Join(&DamagedError{gen, fmt.Sprintf("%d passages, %d were written", n, m.Passages)}, b.Close())
	}
	x = &Index{x: b, manifest: m, gen: g}
	if err := x.columns.read(gen); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	if x.passages, err = openPassages(gen); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return x, nil
}

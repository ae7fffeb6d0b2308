package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"sync"

	"refrain/corpus"
	"refrain/seeds"
)

// sample knows the built-in sample's documents by the SHA-256 of their bytes:
// they are read with their invented States and marked as the sample's whoever
// reads them, so that ingesting or healing a demo's documents changes nothing.
var sample = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	entries, _ := fs.ReadDir(seeds.Sample, "sample") // embedded: it cannot fail
	for _, e := range entries {
		data, _ := fs.ReadFile(seeds.Sample, "sample/"+e.Name())
		sum := sha256.Sum256(data)
		known[hex.EncodeToString(sum[:])] = true
	}
	return known
})

// sampleStates are the States of the world and the sample's.
var sampleStates = sync.OnceValue(func() *corpus.Gazetteer {
	return corpus.NewGazetteer(seeds.States, seeds.SampleStates)
})

// of gives the options for one source: the sample's documents have theirs.
func (opt Options) of(sha string) Options {
	if !opt.Sample && sample()[sha] {
		opt.States, opt.Sample = sampleStates(), true
	}
	return opt
}

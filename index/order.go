package index

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"refrain/corpus"
)

// order puts hits in an order that is the same in every build: scores are
// rounded, since their last bits differ from build to build, and equals stand
// in the order of their ids as people count. It is handed to Bleve, so that a
// page costs no more than its hits.
type order struct {
	by     string // "relevance", "date", "newest" or "symbol"
	rank   []uint32
	year   []uint16
	weight []float32
}

// weights are what a kind of passage is worth in the order of relevance: those
// that raise or recommend stand before the debate and the lists of speakers
// around them.
var weights = map[string]float32{
	string(corpus.PassageRecommendation): 1, string(corpus.PassageObservation): 1, string(corpus.PassageItem): 1, string(corpus.PassageSpecial): 1,
	string(corpus.PassageCompilation): .9, string(corpus.PassageSummary): .8, string(corpus.PassageUPRParagraph): .6, string(corpus.PassageReply): .6,
	string(corpus.PassageOther): .4,
}

func weightOf(kind string) float32 {
	if w, ok := weights[kind]; ok {
		return w
	}
	return weights[string(corpus.PassageOther)]
}

// sortBy is the order of a search.
func (x *Index) sortBy(by string) (search.SortOrder, error) {
	switch by {
	case "":
		by = "relevance"
	case "relevance", "date", "newest", "symbol":
	default:
		return nil, fmt.Errorf("no order %q: choose relevance, date, newest or symbol", by)
	}
	return search.SortOrder{&order{by, x.columns.rank, x.columns.year, x.columns.weight}}, nil
}

// leastScore lets the kind of passage order hits that nothing ranks.
const leastScore = 1e-9

// Value is a string that sorts as the hit should.
func (o *order) Value(d *search.DocumentMatch) string {
	doc := bleveindex.IndexInternalID(d.IndexInternalID).Value()
	var b [12]byte
	switch o.by {
	case "relevance":
		// The bits of floats of one sign sort as the floats do.
		binary.BigEndian.PutUint64(b[:8], ^math.Float64bits(round(max(d.Score, leastScore)*float64(o.weight[doc]))))
	case "date":
		binary.BigEndian.PutUint64(b[:8], uint64(o.year[doc]))
	case "newest":
		binary.BigEndian.PutUint64(b[:8], uint64(math.MaxUint16-o.year[doc]))
	}
	binary.BigEndian.PutUint32(b[8:], o.rank[doc])
	return string(b[:])
}

// The rest of [search.SearchSort].

func (o *order) UpdateVisitor(string, []byte)    {}
func (o *order) DecodeValue(value string) string { return value }
func (o *order) Descending() bool                { return false }
func (o *order) RequiresDocID() bool             { return false }
func (o *order) RequiresScoring() bool           { return false } // true would make Bleve compare bare scores
func (o *order) RequiresFields() []string        { return nil }
func (o *order) Reverse()                        {}
func (o *order) Copy() search.SearchSort         { return o }

// ranks numbers documents by the natural order of their ids.
func ranks(ids []string) []uint32 {
	keys := make([]string, len(ids))
	at := make([]int, len(ids))
	for i, id := range ids {
		keys[i], at[i] = naturalKey(id), i
	}
	sort.Slice(at, func(i, j int) bool { return keys[at[i]] < keys[at[j]] })
	out := make([]uint32, len(ids))
	for rank, doc := range at {
		out[doc] = uint32(rank)
	}
	return out
}

// zeros fill up the numbers of keys.
const zeros = "000000000000"

// naturalKey pads the numbers of an id, so that "#90.2" sorts before "#90.12".
func naturalKey(id string) string {
	var b strings.Builder
	for i := 0; i < len(id); {
		if !isDigit(id[i]) {
			b.WriteByte(id[i])
			i++
			continue
		}
		n, length := leadingNumber(id[i:])
		digits := strconv.FormatUint(n, 10)
		b.WriteString(zeros[:max(0, len(zeros)-len(digits))])
		b.WriteString(digits)
		i += length
	}
	return b.String()
}

// round keeps six significant digits: the last bits of a score differ between
// two builds of one corpus.
func round(f float64) float64 {
	if f == 0 || math.IsInf(f, 0) || math.IsNaN(f) {
		return 0
	}
	scale := math.Pow(10, 6-math.Ceil(math.Log10(math.Abs(f))))
	return math.Round(f*scale) / scale
}

// naturalLess compares with numbers as numbers: "#90.2" before "#90.12".
func naturalLess(a, b string) bool {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if isDigit(a[i]) && isDigit(b[j]) {
			x, n := leadingNumber(a[i:])
			y, m := leadingNumber(b[j:])
			if x != y {
				return x < y
			}
			i, j = i+n, j+m
			continue
		}
		if a[i] != b[j] {
			return a[i] < b[j]
		}
		i, j = i+1, j+1
	}
	return len(a)-i < len(b)-j
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func leadingNumber(s string) (n uint64, length int) {
	for length < len(s) && isDigit(s[length]) && length < 18 {
		n = n*10 + uint64(s[length]-'0')
		length++
	}
	return n, length
}

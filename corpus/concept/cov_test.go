//go:build dev

package concept

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"testing"
)

func TestCov(t *testing.T) {
	l := Default()
	f, _ := os.Open("/tmp/dev/wg.jsonl")
	sc := bufio.NewScanner(f); sc.Buffer(nil, 1<<22)
	uni := map[string]int{}; bi := map[string]int{}; ex := map[string]string{}
	none := 0; n := 0
	var nones []string
	for sc.Scan() {
		var o struct{ Ask, Text string }
		json.Unmarshal(sc.Bytes(), &o)
		n++
		hits := l.Find(o.Ask)
		core := false
		for _, h := range hits { k := l.concepts[h.Number].Kind; if k == Issue || k == Institution || k == Treaty || k == TreatyGroup || k == Holder { core = true } }
		if !core { none++; nones = append(nones, o.Ask) }
		toks := Tokens(o.Ask)
		prev := ""
		for _, k := range toks {
			if k.Stop { continue }
			in := false
			for _, h := range hits { if k.Start >= h.Start && k.End <= h.End { in = true } }
			if in { prev = ""; continue }
			uni[k.Stem]++
			if prev != "" && k.Gap == Space { b := prev + " " + k.Stem; bi[b]++; if ex[b] == "" { ex[b] = o.Ask } }
			prev = k.Stem
		}
	}
	fmt.Println(n, "none", none)
	show := func(m map[string]int, k int) { var o []string; for w := range m { o = append(o, w) }; sort.Slice(o, func(i, j int) bool { return m[o[i]] > m[o[j]] || m[o[i]] == m[o[j]] && o[i] < o[j] }); for _, w := range o[:min(k, len(o))] { fmt.Printf("%s %d | ", w, m[w]) }; fmt.Println() }
	show(uni, 700)
	show(bi, 500)
	for i := 0; i < len(nones); i += max(1, len(nones)/120) { fmt.Println("-", nones[i]) }
}

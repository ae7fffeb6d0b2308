package extract

import (
	"bytes"
	"fmt"
	"iter"
	"regexp"
	"strconv"
)

// maxObjects is more objects than any real file has; the library sets memory
// aside for as many as a file claims.
const maxObjects = 8_388_607

var (
	startxrefRE = regexp.MustCompile(`^startxref\s+(\d+)`)
	tableRE     = regexp.MustCompile(`^\s*(\d+)\s+(\d+)\s*[\r\n]`)
)

// preflight refuses what the library would hang or die on: circles of /Prev,
// claims of more objects than the file could hold, chains of object streams.
func preflight(data []byte) error {
	if extendsCircle(data) {
		return fmt.Errorf("the object streams go in a circle")
	}
	for at := range places(data, "/Size") {
		if s, n, ok := integer(data[at:]); s != "" && (!ok || n > maxObjects || n < 0) {
			return fmt.Errorf("a size of %.20s is claimed", s)
		}
	}
	for at := range places(data, "/Index") {
		rest, ok := bytes.CutPrefix(bytes.TrimLeft(data[at:min(len(data), at+4096)], " \r\n\t"), []byte("["))
		if end := bytes.IndexByte(rest, ']'); ok && end >= 0 {
			for _, f := range bytes.Fields(rest[:end]) {
				if n, err := strconv.Atoi(string(f)); err == nil && (n < 0 || n > maxObjects) {
					return fmt.Errorf("an index of %.20s is claimed", f)
				}
			}
		}
	}
	return walkXref(data)
}

// places are the offsets behind every occurrence of a key.
func places(data []byte, key string) iter.Seq[int] {
	k := []byte(key)
	return func(yield func(int) bool) {
		for at := 0; ; {
			i := bytes.Index(data[at:], k)
			if i < 0 {
				return
			}
			if at += i + len(k); !yield(at) {
				return
			}
		}
	}
}

// integer reads the number that white space and a sign may precede; s is how
// it is written, empty for none, and ok is false for one that is too long.
func integer(b []byte) (s string, n int, ok bool) {
	i := 0
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	j := i
	for j < len(b) && (b[j] >= '0' && b[j] <= '9' || j == i && b[j] == '-') {
		j++
	}
	s = string(b[i:min(j, i+40)])
	n, err := strconv.Atoi(s)
	return s, n, err == nil
}

// extendsCircle reports whether an object stream extends, over others, itself.
func extendsCircle(data []byte) bool {
	next := map[int]int{}
	for at := range places(data, "/Extends") {
		head := data[max(0, at-1024):at]
		_, to, ok := integer(data[at:])
		if k := bytes.LastIndex(head, []byte(" obj")); ok && k >= 0 {
			if f := bytes.Fields(head[:k]); len(f) >= 2 {
				if from, err := strconv.Atoi(string(f[len(f)-2])); err == nil {
					next[from] = to
				}
			}
		}
	}
	for from := range next {
		at := from
		for range len(next) + 1 {
			if at = next[at]; at == from {
				return true
			}
		}
	}
	return false
}

// walkXref follows startxref and /Prev once around.
func walkXref(data []byte) error {
	last := startxrefRE.FindSubmatch(data[max(0, bytes.LastIndex(data, []byte("startxref"))):])
	if last == nil {
		return fmt.Errorf("no startxref")
	}
	next := string(last[1])
	seen := map[int]bool{}
	for next != "" {
		at, err := strconv.Atoi(next)
		if err != nil || at < 0 || at >= len(data) {
			return fmt.Errorf("a cross-reference table lies outside the file")
		}
		if seen[at] {
			return fmt.Errorf("the cross-reference tables go in a circle")
		}
		seen[at] = true
		section := data[at:]
		if i := bytes.Index(section, []byte("startxref")); i >= 0 {
			section = section[:i]
		}
		if err := checkTable(section); err != nil {
			return err
		}
		next = ""
		trailer := trailerOf(section)
		for at := range places(trailer, "/Prev") {
			next, _, _ = integer(trailer[at:])
			break
		}
	}
	return nil
}

// trailerOf is the dictionary of a section: the trailer of a table, or the
// head of a cross-reference stream.
func trailerOf(section []byte) []byte {
	if bytes.HasPrefix(bytes.TrimSpace(section), []byte("xref")) {
		return section
	}
	if i := bytes.Index(section, []byte("stream")); i >= 0 {
		return section[:i]
	}
	return section
}

// checkTable checks the counts of a classic table's subsections: every entry
// takes twenty bytes.
func checkTable(section []byte) error {
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(section, " \r\n\t"), []byte("xref"))
	if !ok {
		return nil
	}
	for {
		m := tableRE.FindSubmatchIndex(rest)
		if m == nil {
			return nil
		}
		first, err1 := strconv.Atoi(string(rest[m[2]:m[3]]))
		n, err2 := strconv.Atoi(string(rest[m[4]:m[5]]))
		if err1 != nil || err2 != nil || first+n > maxObjects || n > (len(rest)-m[1])/18+1 {
			return fmt.Errorf("a cross-reference table claims more entries than the file holds")
		}
		rest = rest[min(len(rest), m[1]+n*20):]
	}
}

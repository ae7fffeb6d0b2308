package extract

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

// maxObjects is more objects than any real file has; the library sets memory
// aside for as many as a file claims.
const maxObjects = 8_388_607

var (
	startxrefRE = regexp.MustCompile(`startxref\s+(\d+)`)
	prevRE      = regexp.MustCompile(`/Prev\s+(\d+)`)
	sizeRE      = regexp.MustCompile(`/(Size|Count)\s+(-?\d+)`)
	extendsRE   = regexp.MustCompile(`(\d+)\s+\d+\s+obj\s*<<[^>]*?/Extends\s+(\d+)`)
	indexRE     = regexp.MustCompile(`/Index\s*\[([\d\s-]*)\]`)
	tableRE     = regexp.MustCompile(`^\s*(\d+)\s+(\d+)\s*[\r\n]`)
)

// preflight refuses what the library would hang or die on: circles of /Prev,
// claims of more objects than the file could hold, chains of object streams.
func preflight(data []byte) error {
	if extendsCircle(data) {
		return fmt.Errorf("the object streams go in a circle")
	}
	for _, m := range sizeRE.FindAllSubmatch(data, -1) {
		// A negative Count is the sign of a closed outline, not of damage.
		n, err := strconv.Atoi(string(m[2]))
		if err != nil || n > maxObjects || n < 0 && string(m[1]) == "Size" {
			return fmt.Errorf("a size of %.20s is claimed", m[2])
		}
	}
	for _, m := range indexRE.FindAllSubmatch(data, -1) {
		for _, f := range bytes.Fields(m[1]) {
			if n, err := strconv.Atoi(string(f)); err != nil || n < 0 || n > maxObjects {
				return fmt.Errorf("an index of %.20s is claimed", f)
			}
		}
	}
	return walkXref(data)
}

// extendsCircle reports whether an object stream extends, over others, itself.
func extendsCircle(data []byte) bool {
	next := map[string]string{}
	for _, m := range extendsRE.FindAllSubmatch(data, -1) {
		next[string(m[1])] = string(m[2])
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
	all := startxrefRE.FindAllSubmatch(data, -1)
	if len(all) == 0 {
		return fmt.Errorf("no startxref")
	}
	next := string(all[len(all)-1][1])
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
		if m := prevRE.FindSubmatch(trailerOf(section)); m != nil {
			next = string(m[1])
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

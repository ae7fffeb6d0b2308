package match

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"refrain/corpus"
)

// Gold is what readers judged: grades by item and passage. A pair that is not
// listed has grade 0, if the item was judged at all.
type Gold struct {
	Name string
	// Grades are by item, then by passage id; 2 = same concern, 1 = related.
	Grades map[string]map[string]int
	// Documents are the keys of the documents the grades name, sorted.
	Documents []string
}

// ReadGold reads judged pairs: tab-separated with a header row and the columns
// item, symbol, para, grade (others are skipped).
func ReadGold(name string, data []byte) (*Gold, error) {
	g := &Gold{Name: name, Grades: map[string]map[string]int{}}
	docs := map[string]bool{}
	var col map[string]int
	for i, line := range strings.Split(strings.ReplaceAll(string(data), "\r", ""), "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if col == nil {
			if col = goldColumns(f); col == nil {
				return nil, fmt.Errorf("reading gold %s: line %d is no header; want the columns item, symbol, para, grade", name, i+1)
			}
			continue
		}
		if len(f) <= max(col["item"], col["symbol"], col["para"], col["grade"]) {
			return nil, fmt.Errorf("reading gold %s: line %d has %d columns", name, i+1, len(f))
		}
		grade, err := strconv.Atoi(strings.TrimSpace(f[col["grade"]]))
		if err != nil || grade < 0 || grade > 2 {
			return nil, fmt.Errorf("reading gold %s: line %d: grade %q is not 0, 1 or 2", name, i+1, f[col["grade"]])
		}
		key := corpus.CanonicalSymbol(f[col["symbol"]])
		item := strings.TrimSpace(f[col["item"]])
		if g.Grades[item] == nil {
			g.Grades[item] = map[string]int{}
		}
		g.Grades[item][key+"#"+strings.Join(strings.Fields(f[col["para"]]), "")] = grade
		docs[key] = true
	}
	for k := range docs {
		g.Documents = append(g.Documents, k)
	}
	sort.Strings(g.Documents)
	if len(g.Grades) == 0 {
		return nil, fmt.Errorf("reading gold %s: it holds no judged pair", name)
	}
	return g, nil
}

func goldColumns(header []string) map[string]int {
	col := map[string]int{}
	for i, h := range header {
		col[strings.ToLower(strings.TrimSpace(h))] = i
	}
	for _, want := range []string{"item", "symbol", "para", "grade"} {
		if _, ok := col[want]; !ok {
			return nil
		}
	}
	return col
}

package report

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// ErrOtherWorkbook says that the file to be replaced is no workbook of this
// program on the same items, so that nothing of it may be lost.
var ErrOtherWorkbook = errors.New("it is not a workbook of this program on the same items")

// kept is what writers filled into an earlier workbook.
type kept struct {
	items, links *keptSheet
	// leftBefore are the rows of the earlier sheet of kept cells.
	leftBefore [][5]string
}

// keptSheet is one sheet of it: rows by id, the ids in order.
type keptSheet struct {
	own   []column // the program's
	names []string // headings of columns that writers fill, in order
	rows  map[string]map[string]string
	ids   []string
	text  string          // the column that says what a row is about
	taken map[string]bool // ids that are in the new file
}

// readKept reads an earlier workbook; no data is an empty one.
func readKept(data []byte, r *Report) (*kept, error) {
	k := &kept{items: newKept(itemColumns, "Text"), links: newKept(linkColumns, "Passage")}
	if len(data) == 0 {
		return k, nil
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrOtherWorkbook, err)
	}
	defer f.Close()
	if err := k.items.read(f, sheetItems, "Item key"); err != nil {
		return nil, err
	}
	if err := k.links.read(f, sheetLinks, "Link id"); err != nil {
		return nil, err
	}
	same := len(r.Concerns) == 0
	for _, c := range r.Concerns {
		same = same || k.items.rows[itemID(c.Item)] != nil
	}
	if !same {
		return nil, ErrOtherWorkbook
	}
	k.readLeft(f)
	return k, nil
}

func newKept(own []column, text string) *keptSheet {
	s := &keptSheet{own: own, text: text, rows: map[string]map[string]string{}, taken: map[string]bool{}}
	for _, c := range own {
		if c.writer {
			s.names = append(s.names, c.name)
		}
	}
	return s
}

// read reads the rows of a sheet, found by their headings wherever they stand.
func (s *keptSheet) read(f *excelize.File, sheet, id string) error {
	rows, err := f.GetRows(sheet)
	if err != nil {
		return fmt.Errorf("%w: it has no sheet %s", ErrOtherWorkbook, sheet)
	}
	head, at := headOf(rows, id)
	if head == nil {
		return fmt.Errorf("%w: its sheet %s has no column %q", ErrOtherWorkbook, sheet, id)
	}
	for _, name := range head {
		if name != "" && !slices.Contains(s.names, name) && !s.isOwn(name) {
			s.names = append(s.names, name)
		}
	}
	for _, row := range rows[at+1:] {
		cells := map[string]string{}
		for i, v := range row {
			if i < len(head) && v != "" {
				cells[head[i]] = v
			}
		}
		key := strings.TrimSpace(cells[id])
		if key == "" {
			continue
		}
		if s.rows[key] == nil {
			s.rows[key] = map[string]string{}
			s.ids = append(s.ids, key)
		}
		for name, v := range cells { // passages with the same words share an id
			if s.rows[key][name] == "" {
				s.rows[key][name] = v
			}
		}
	}
	return nil
}

// headOf finds the row of headings: the first that holds a heading.
func headOf(rows [][]string, name string) (head []string, at int) {
	for i, row := range rows {
		for _, c := range row {
			if strings.EqualFold(strings.TrimSpace(c), name) {
				for _, c := range row {
					head = append(head, strings.TrimSpace(c))
				}
				return head, i
			}
		}
	}
	return nil, 0
}

func (s *keptSheet) isOwn(name string) bool {
	for _, c := range s.own {
		if c.name == name {
			return true
		}
	}
	return false
}

// extra are the columns that writers added.
func (s *keptSheet) extra() []column {
	var out []column
	for _, name := range s.names {
		if !s.isOwn(name) {
			out = append(out, column{name, 24, "yours", true})
		}
	}
	return out
}

// take gives what a writer filled in, for a row that is in the new file.
func (s *keptSheet) take(id, name string) string {
	s.taken[id] = true
	return s.rows[id][name]
}

// changed reports whether a decision was made in the file that is not in the
// workspace: it differs from what was stored when the file was made, and from
// what is stored now.
func (s *keptSheet) changed(id, stored string) bool {
	row := s.rows[id]
	if row == nil || row["Decision"] == "" {
		return false
	}
	was, _, _ := strings.Cut(row["As stored"], " – ")
	now, _, _ := strings.Cut(stored, " – ")
	return row["Decision"] != was && row["Decision"] != now
}

// left are the filled cells of rows that are not in the new file: sheet, id,
// text, column, value.
func (s *keptSheet) left(sheet string) [][5]string {
	var out [][5]string
	for _, id := range s.ids {
		if s.taken[id] {
			continue
		}
		row := s.rows[id]
		if sheet == sheetLinks && row["As stored"] != "" && strings.HasPrefix(row["As stored"], row["Decision"]+" – ") {
			continue // the workspace has it
		}
		for _, name := range s.names {
			if v := row[name]; v != "" {
				out = append(out, [5]string{sheet, id, row[s.text], name, v})
			}
		}
	}
	return out
}

// readLeft reads the sheet of kept cells of the earlier file.
func (k *kept) readLeft(f *excelize.File) {
	rows, err := f.GetRows(sheetKept)
	if err != nil {
		return
	}
	for _, row := range rows[min(1, len(rows)):] {
		var r [5]string
		copy(r[:], row)
		if r[4] != "" {
			k.leftBefore = append(k.leftBefore, r)
		}
	}
}

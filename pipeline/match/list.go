package match

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"refrain/corpus"
)

// ReadList reads a list of items as a question: CSV or tab-separated with or
// without a header row (columns item, section, group, heading, text, and
// optionally state, date), or text with one item a line. Bullets and numbers
// at the start of a line are taken off. Lines end as on any system, and the
// text is UTF-8 or, with its byte order mark, UTF-16. The key is "list:" and 12
// hex digits of the content's hash.
func ReadList(name string, data []byte) (Question, error) {
	data, ok := plainText(data)
	if !ok {
		return Question{}, fmt.Errorf("reading list %s: it is not UTF-8 text; save it as UTF-8", name)
	}
	sum := sha256.Sum256(data)
	q := Question{Key: "list:" + hex.EncodeToString(sum[:6]), Title: path.Base(filepath.ToSlash(name))}
	rows, header, err := listRows(name, string(data))
	if err != nil {
		return Question{}, err
	}
	for _, row := range rows {
		addItem(&q, header, row)
	}
	if len(q.Items) == 0 {
		return Question{}, fmt.Errorf("reading list %s: %w", name, ErrNoItems)
	}
	return q, nil
}

// plainText gives a list's bytes as UTF-8 with "\n" at the end of each line;
// false where they are in another encoding.
func plainText(data []byte) ([]byte, bool) {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		var err error
		if data, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data); err != nil || bytes.ContainsRune(data, utf8.RuneError) {
			return nil, false
		}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	return data, utf8.Valid(data)
}

// columns are the names a header row may use for each field.
var columns = map[string]string{
	"item": "item", "no": "item", "no.": "item", "number": "item", "id": "item", "para": "item", "#": "item",
	"section": "section", "group": "group", "heading": "heading", "theme": "heading",
	"text": "text", "recommendation": "text", "concern": "text", "item_text": "text",
	"state": "state", "country": "state", "date": "date",
}

// listRows splits a list into rows and maps fields to columns.
func listRows(name, data string) ([][]string, map[string]int, error) {
	sep := separator(name, data)
	if sep == 0 {
		var rows [][]string
		for _, line := range strings.Split(data, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				rows = append(rows, []string{line})
			}
		}
		return withoutHead(rows), map[string]int{"text": 0}, nil
	}
	rows, err := split(data, sep)
	if err != nil {
		return nil, nil, fmt.Errorf("reading list %s: %w", name, err)
	}
	if len(rows) == 0 {
		return nil, map[string]int{}, nil
	}
	header, all := headerRow(rows[0])
	if _, ok := header["text"]; ok {
		return rows[1:], header, nil
	}
	if all && len(rows) > 1 {
		return rows[1:], withText(header, guessColumns(rows[1:])), nil
	}
	return rows, guessColumns(rows), nil
}

// headWords are the one-word lines that head a list of one column; none of them
// can be an item.
var headWords = map[string]bool{"item": true, "items": true, "text": true, "recommendation": true, "recommendations": true, "concern": true,
	"concerns": true, "item_text": true}

// withoutHead takes the head off a list of one item a line.
func withoutHead(rows [][]string) [][]string {
	if len(rows) > 1 && headWords[strings.ToLower(rows[0][0])] {
		return rows[1:]
	}
	return rows
}

// headerRow maps fields to the columns that a row names, and tells whether
// every cell names a field: such a row is no item, even without a text column.
func headerRow(row []string) (header map[string]int, all bool) {
	header, all = map[string]int{}, true
	for i, c := range row {
		field := columns[strings.ToLower(strings.TrimSpace(c))]
		if field == "" {
			all = all && i > 0 && strings.TrimSpace(c) == ""
			continue
		}
		if _, dup := header[field]; !dup {
			header[field] = i
		}
	}
	return header, all
}

// withText adds the text's column, found by what the rows hold, to a header
// that does not name it ("id,item").
func withText(header, guessed map[string]int) map[string]int {
	text := guessed["text"]
	for field, i := range header {
		if i == text {
			delete(header, field)
		}
	}
	header["text"] = text
	return header
}

// separator tells tab-separated and comma-separated lists from plain text (0).
func separator(name, data string) rune {
	first, _, _ := strings.Cut(data, "\n")
	switch strings.ToLower(filepath.Ext(name)) {
	case ".tsv", ".tab":
		return '\t'
	case ".csv":
		if strings.Count(first, ";") > strings.Count(first, ",") {
			return ';'
		}
		return ','
	}
	if strings.Contains(first, "\t") {
		return '\t'
	}
	for _, sep := range []string{",", ";"} {
		cells := strings.Split(first, sep)
		header, all := headerRow(cells)
		if _, text := header["text"]; text && sep == "," || all && len(cells) > 1 {
			return rune(sep[0])
		}
	}
	return 0
}

func split(data string, sep rune) ([][]string, error) {
	if sep == '\t' {
		var rows [][]string
		for _, line := range strings.Split(data, "\n") {
			if strings.TrimSpace(line) != "" {
				cells := strings.Split(line, "\t")
				for i, c := range cells {
					if len(c) > 1 && c[0] == '"' && c[len(c)-1] == '"' && strings.Count(c, `"`)%2 == 0 { // as spreadsheets write it
						cells[i] = strings.ReplaceAll(c[1:len(c)-1], `""`, `"`)
					}
				}
				rows = append(rows, cells)
			}
		}
		return rows, nil
	}
	rows, err := readCSV(data, sep, false)
	var bad *csv.ParseError
	if !errors.As(err, &bad) {
		return rows, err
	}
	if errors.Is(err, csv.ErrQuote) && bad.Line > strings.Count(strings.TrimRight(data, "\n"), "\n") {
		return nil, fmt.Errorf("line %d: a quotation mark opens a cell and is not closed, so that the rest of the list would be one item; close it", bad.StartLine)
	}
	return readCSV(data, sep, true)
}

// readCSV reads separated values; lazy allows quotation marks inside a cell.
func readCSV(data string, sep rune, lazy bool) ([][]string, error) {
	r := csv.NewReader(strings.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = sep, -1, lazy
	return r.ReadAll()
}

// guessColumns maps a table without a header: the longest column is the text,
// a first column of short labels the number.
func guessColumns(rows [][]string) map[string]int {
	total := map[int]int{}
	for _, row := range rows {
		for i, c := range row {
			total[i] += len(c)
		}
	}
	text := 0
	for i := range total {
		if total[i] > total[text] || total[i] == total[text] && i < text {
			text = i
		}
	}
	header := map[string]int{"text": text}
	if text > 0 && total[0] <= 12*len(rows) {
		header["item"] = 0
	}
	if text == 4 {
		header["section"], header["group"], header["heading"] = 1, 2, 3
	}
	return header
}

func addItem(q *Question, header map[string]int, row []string) {
	field := func(name string) string {
		if i, ok := header[name]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	number, text := field("item"), field("text")
	if number == "" {
		number, text = leadingNumber(text)
	}
	if text == "" {
		return
	}
	if number == "" {
		number = strconv.Itoa(len(q.Items) + 1)
	}
	p := corpus.Passage{ID: q.Key + "#" + strings.Join(strings.Fields(number), ""), Key: q.Key, Para: number,
		Locator: "item " + number, Cite: q.Title + ", item " + number, Kind: corpus.PassageItem, Text: text, DocKind: corpus.KindOther}
	for _, h := range []string{field("section"), field("group"), field("heading")} {
		if h != "" {
			p.Headings = append(p.Headings, h)
		}
	}
	if s := field("state"); s != "" {
		if code, ok := corpus.World().Understand(s); ok {
			s = code
		}
		if q.State == "" {
			q.State, q.StateName = s, corpus.World().Name(s)
		}
	}
	if d := field("date"); d != "" && q.Date == "" {
		q.Date = d
	}
	q.Items = append(q.Items, p)
}

// leadingNumber takes "12. ", "12) ", "124.54 " or a bullet off the start of a
// line.
func leadingNumber(s string) (number, text string) {
	s = strings.TrimSpace(strings.TrimLeft(s, "•*-–— \t"))
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.') {
		i++
	}
	n := strings.Trim(s[:i], ".")
	rest := s[i:]
	if n == "" || len(n) > 8 || rest == "" || rest[0] != ' ' && rest[0] != ')' && rest[0] != '\t' {
		return "", s
	}
	if !strings.HasSuffix(s[:i], ".") && !strings.Contains(n, ".") && rest[0] == ' ' {
		return "", s // "18 years of age …" is text
	}
	return n, strings.TrimSpace(strings.TrimLeft(rest, ") \t"))
}

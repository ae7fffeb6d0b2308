package rows

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
)

// readJSON reads an array of objects, an object that holds one ({"data": […]}),
// one object, or JSON Lines.
func readJSON(f *File, yield func(Row) bool) error {
	file, err := os.Open(f.Path)
	if err != nil {
		return openError(err)
	}
	defer file.Close()
	in := bufio.NewReaderSize(decoder("utf-8", file), 256<<10)
	if first, err := firstLine(in); err == nil {
		f.Format = "jsonl"
		return readLines(in, first, yield)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return openError(err)
	}
	lim := &rowLimit{r: decoder("utf-8", file)}
	j := &jsonRows{dec: json.NewDecoder(lim), lim: lim, yield: yield}
	j.dec.UseNumber()
	for {
		before := j.n
		err := j.value("")
		switch {
		case errors.Is(err, errStop), errors.Is(err, errEnd):
			return nil
		case err != nil:
			return j.fault(err)
		}
		if j.n == before && len(j.names) > 0 {
			if j.emit(j.names, j.values); j.stop {
				return nil
			}
		}
		j.names, j.values, j.depth = nil, nil, 0
	}
}

// firstLine reads the first line where it is an object of its own and another
// follows: JSON Lines.
func firstLine(in *bufio.Reader) ([]byte, error) {
	line, err := readLine(in)
	if err == nil && len(line) == 0 {
		return firstLine(in)
	}
	if err != nil || !json.Valid(line) || len(line) == 0 || line[0] != '{' {
		return nil, errors.New("no JSON Lines")
	}
	rest, _ := in.Peek(4 << 10)
	if rest = bytes.TrimLeft(rest, " \t\r\n"); len(rest) == 0 || rest[0] != '{' {
		return nil, errors.New("one object")
	}
	return line, nil
}

// readLine reads a line of at most [MaxRow] bytes.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > MaxRow:
			return nil, fmt.Errorf("a line is larger than %d MB", MaxRow>>20)
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0, err == nil:
			return bytes.TrimSpace(line), nil
		default:
			return nil, err
		}
	}
}

func readLines(in *bufio.Reader, line []byte, yield func(Row) bool) error {
	for n := 1; ; {
		if len(line) > 0 {
			r := Row{Number: n}
			var fields map[string]any
			dec := json.NewDecoder(bytes.NewReader(line))
			dec.UseNumber()
			if err := dec.Decode(&fields); err != nil {
				r.Problem = "the line is no JSON object: " + err.Error()
			} else {
				r.Names, r.Values = flatten(fields)
			}
			if !yield(r) {
				return nil
			}
			n++
		}
		var err error
		if line, err = readLine(in); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return &Error{fmt.Sprintf("row %d: %v", n, err), "get the export again"}
		}
	}
}

// rowLimit refuses to read more than [MaxRow] bytes for one row.
type rowLimit struct {
	r    io.Reader
	read int
}

var errRowTooLarge = errors.New("it is too large")

func (l *rowLimit) Read(p []byte) (int, error) {
	if l.read > MaxRow {
		return 0, errRowTooLarge
	}
	n, err := l.r.Read(p)
	l.read += n
	return n, err
}

var (
	errStop = errors.New("stop")
	errEnd  = errors.New("end of the file, between two values")
)

// jsonRows walks a JSON text and gives the objects of its arrays as rows.
type jsonRows struct {
	dec    *json.Decoder
	lim    *rowLimit
	yield  func(Row) bool
	n      int
	stop   bool
	depth  int
	names  []string // fields of the outermost object
	values [][]string
}

func (j *jsonRows) emit(names []string, values [][]string) {
	j.n++
	j.stop = !j.yield(Row{Number: j.n, Names: names, Values: values})
	j.lim.read = 0
}

// value walks one value under a name.
func (j *jsonRows) value(name string) error {
	t, err := j.dec.Token()
	if j.depth == 0 && errors.Is(err, io.EOF) {
		return errEnd
	}
	if err != nil {
		return err
	}
	j.depth++
	switch t {
	case json.Delim('{'):
		for j.dec.More() {
			key, err := j.dec.Token()
			if err != nil {
				return err
			}
			if err := j.value(fmt.Sprint(key)); err != nil {
				return err
			}
		}
		_, err = j.dec.Token()
		return err
	case json.Delim('['):
		return j.array(name)
	}
	if v := texts(t); len(v) > 0 {
		j.names, j.values = append(j.names, name), append(j.values, v)
	}
	return nil
}

func (j *jsonRows) array(name string) error {
	var list []string
	for j.dec.More() {
		var v any
		if err := j.dec.Decode(&v); err != nil {
			return err
		}
		if fields, ok := v.(map[string]any); ok {
			names, values := flatten(fields)
			if j.emit(names, values); j.stop {
				return errStop
			}
			continue
		}
		list = append(list, texts(v)...)
	}
	if len(list) > 0 {
		j.names, j.values = append(j.names, name), append(j.values, list)
	}
	_, err := j.dec.Token()
	return err
}

// fault words an error of the decoder.
func (j *jsonRows) fault(err error) error {
	at := fmt.Sprintf("row %d, byte %d", j.n+1, j.dec.InputOffset())
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, errRowTooLarge):
		return &Error{fmt.Sprintf("%s: one row is larger than %d MB", at, MaxRow>>20), "it is no list of rows: export it again"}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{at + ": the file ends in the middle: the download was cut off", "get the export again"}
	case errors.As(err, &syntax):
		return &Error{at + ": it is no JSON: " + syntax.Error(), "get the export again"}
	}
	return err
}

// flatten gives the fields of an object in the order of their names; objects in
// it give their own fields.
func flatten(fields map[string]any) (names []string, values [][]string) {
	keys := make([]string, 0, len(fields))
	for k := range fields {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if inner, ok := fields[k].(map[string]any); ok && label(inner) == nil {
			n, v := flatten(inner)
			names, values = append(names, n...), append(values, v...)
			continue
		}
		if v := texts(fields[k]); len(v) > 0 {
			names, values = append(names, k), append(values, v)
		}
	}
	return names, values
}

// texts are the texts of a value: a list gives each, an object its label.
func texts(v any) []string {
	switch v := v.(type) {
	case nil, bool:
		return nil
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, texts(x)...)
		}
		return out
	case map[string]any:
		return label(v)
	}
	return []string{fmt.Sprint(v)}
}

// label is the name that an object of a list goes by.
func label(v map[string]any) []string {
	for _, k := range []string{"label", "Label", "name", "Name", "title", "Title", "value", "Value"} {
		if s, ok := v[k].(string); ok {
			return []string{s}
		}
	}
	return nil
}

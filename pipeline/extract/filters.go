package extract

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
)

// dictionary is the head of an object, parsed: values by key. A reference
// "5 0 R" is a token of the kind reference with the object's number in num.
type dictionary map[string]token

const reference kind = 100

// parseDict reads the dictionary at the beginning of an object.
func parseDict(body []byte) dictionary {
	l := &lexer{b: body}
	t, ok := l.next(0)
	if !ok || t.kind != dict {
		return nil
	}
	return dictOf(t)
}

// dictOf pairs the keys of a dictionary with their values.
func dictOf(t token) dictionary {
	d := dictionary{}
	for list := t.list; len(list) >= 2; {
		key, v := list[0], list[1]
		list = list[2:]
		if key.kind != name {
			continue
		}
		if v.kind == number && len(list) >= 2 && list[0].kind == number && list[1].kind == operator && string(list[1].raw) == "R" {
			v.kind, list = reference, list[2:]
		}
		d[string(key.raw)] = v
	}
	return d
}

// dicts reads a value that is a dictionary, or a list of them, as a list.
func (d dictionary) dicts(key string) []dictionary {
	switch v := d[key]; v.kind {
	case dict:
		return []dictionary{dictOf(v)}
	case array:
		var out []dictionary
		for _, e := range v.list {
			out = append(out, dictOf(e))
		}
		return out
	}
	return nil
}

// names reads a value that is a name, or a list of them, as a list.
func (d dictionary) names(key string) []string {
	switch v := d[key]; v.kind {
	case name:
		return []string{string(v.raw)}
	case array:
		var out []string
		for _, e := range v.list {
			if e.kind == name {
				out = append(out, string(e.raw))
			}
		}
		return out
	}
	return nil
}

// int reads a number, 0 for none.
func (d dictionary) int(key string) int {
	if v := d[key]; v.kind == number {
		return int(v.num)
	}
	return 0
}

// shortNames are the abbreviations of filters.
var shortNames = map[string]string{"Fl": "FlateDecode", "LZW": "LZWDecode", "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "RL": "RunLengthDecode"}

// decoders undo one filter each. What can be read before an error is kept.
var decoders = map[string]func(data []byte, parms dictionary) ([]byte, error){
	"FlateDecode": func(data []byte, _ dictionary) ([]byte, error) {
		zr, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(io.LimitReader(zr, maxBytes))
	},
	"LZWDecode":       decodeLZW,
	"ASCIIHexDecode":  func(data []byte, _ dictionary) ([]byte, error) { return (&lexer{b: data, i: -1}).hexString(), nil },
	"RunLengthDecode": decodeRunLength,
	"ASCII85Decode": func(data []byte, _ dictionary) ([]byte, error) {
		if i := bytes.Index(data, []byte("~>")); i >= 0 {
			data = data[:i]
		}
		return io.ReadAll(io.LimitReader(ascii85.NewDecoder(bytes.NewReader(data)), maxBytes))
	},
	"Crypt": func(data []byte, _ dictionary) ([]byte, error) { return data, nil },
}

// plainFilters reports whether the library can undo the filters of a stream.
func plainFilters(d dictionary) bool {
	filters, parms := d.names("Filter"), d.dicts("DecodeParms")
	for i, f := range filters {
		if f != "FlateDecode" && f != "ASCII85Decode" {
			return false
		}
		if i < len(parms) && parms[i].int("Predictor") > 1 && parms[i].int("Predictor") != 12 {
			return false
		}
	}
	return true
}

// decodeStream undoes all filters of a stream; ok is false where one is not
// known, as those of pictures.
func decodeStream(d dictionary, data []byte) (out []byte, ok bool) {
	parms := d.dicts("DecodeParms")
	for i, f := range d.names("Filter") {
		if long := shortNames[f]; long != "" {
			f = long
		}
		decode := decoders[f]
		if decode == nil {
			return nil, false
		}
		var p dictionary
		if i < len(parms) {
			p = parms[i]
		}
		data, _ = decode(data, p)
		data = unpredict(data, p)
	}
	return data, true
}

// decodeRunLength undoes the coding of runs of one byte.
func decodeRunLength(data []byte, _ dictionary) ([]byte, error) {
	var out []byte
	for i := 0; i < len(data) && data[i] != 128 && len(out) < maxBytes; {
		n := int(data[i])
		i++
		switch {
		case n < 128:
			end := min(i+n+1, len(data))
			out = append(out, data[i:end]...)
			i = end
		case i < len(data):
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	return out, nil
}

var errLZW = errors.New("a code is not in the table")

// decodeLZW undoes Lempel-Ziv-Welch as PDF has it: codes of 9 to 12 bits, the
// highest bit first, 256 to clear, 257 to end, one code early by default.
func decodeLZW(data []byte, parms dictionary) ([]byte, error) {
	early := 1
	if v, ok := parms["EarlyChange"]; ok && v.kind == number {
		early = int(v.num)
	}
	type entry struct{ from, n int } // a part of out
	var out []byte
	table := make([]entry, 258, 4096)
	width, bits, have := 9, 0, 0
	prev := entry{n: 0}
	for i := 0; i < len(data) && len(out) < maxBytes; {
		for have < width && i < len(data) {
			bits, have = bits<<8|int(data[i]), have+8
			i++
		}
		if have < width {
			break
		}
		code := bits >> (have - width) & (1<<width - 1)
		have -= width
		bits &= 1<<have - 1
		at := len(out)
		switch {
		case code == 257:
			return out, nil
		case code == 256:
			table, width, prev = table[:258], 9, entry{}
			continue
		case code < 256:
			out = append(out, byte(code))
		case code < len(table):
			out = append(out, out[table[code].from:table[code].from+table[code].n]...)
		case code == len(table) && prev.n > 0:
			out = append(out, out[prev.from:prev.from+prev.n]...)
			out = append(out, out[prev.from])
		default:
			return out, errLZW
		}
		if prev.n > 0 && len(table) < 4096 {
			table = append(table, entry{prev.from, prev.n + 1})
		}
		prev = entry{at, len(out) - at}
		if n := len(table) + early; n >= 1<<width && width < 12 {
			width++
		}
	}
	return out, nil
}

// unpredict undoes the prediction of bytes from their neighbours: TIFF's (2)
// for samples of eight bits, and PNG's (10 and more).
func unpredict(data []byte, p dictionary) []byte {
	kind := p.int("Predictor")
	if kind < 2 {
		return data
	}
	colors, bits, columns := max(p.int("Colors"), 1), p.int("BitsPerComponent"), max(p.int("Columns"), 1)
	if bits == 0 {
		bits = 8
	}
	if colors > 64 || bits < 1 || bits > 32 || columns > 1<<20 {
		return nil
	}
	step, row := max(colors*bits/8, 1), (colors*bits*columns+7)/8
	if kind == 2 {
		for at := 0; bits == 8 && at < len(data); at += row {
			for i := at + step; i < min(at+row, len(data)); i++ {
				data[i] += data[i-step]
			}
		}
		return data
	}
	if row > len(data) {
		row = len(data)
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for at := 0; at+1 < len(data); at += row + 1 {
		line := bytes.Clone(data[at+1 : min(at+1+row, len(data))])
		unpredictRow(data[at], line, above, step)
		out = append(out, line...)
		above = append(line, make([]byte, row-len(line))...)
	}
	return out
}

// unpredictRow undoes one of PNG's five filters on a row.
func unpredictRow(filter byte, line, above []byte, step int) {
	for i := range line {
		var left, corner byte
		if i >= step {
			left, corner = line[i-step], above[i-step]
		}
		switch filter {
		case 1:
			line[i] += left
		case 2:
			line[i] += above[i]
		case 3:
			line[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			line[i] += paeth(left, above[i], corner)
		}
	}
}

// paeth is the neighbour nearest to left + above - corner.
func paeth(left, above, corner byte) byte {
	p := int(left) + int(above) - int(corner)
	a, b, c := abs(p-int(left)), abs(p-int(above)), abs(p-int(corner))
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return above
	}
	return corner
}

// plainStream is a stream with its filters undone where the library cannot do
// it, and its head with the right length.
func plainStream(body, data []byte) (head, plain []byte) {
	d := parseDict(body)
	if d != nil && string(d["Subtype"].raw) != "Image" && !plainFilters(d) {
		if out, ok := decodeStream(d, data); ok {
			return withoutFilters(d, len(out)), out
		}
	}
	return lengthRE.ReplaceAll(body, []byte(fmt.Sprintf("/Length %d", len(data)))), data
}

// withoutFilters writes the head of a stream again: of the keys that a reader
// of text needs, all but the filters.
func withoutFilters(d dictionary, n int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<</Length %d", n)
	for _, k := range []string{"Type", "Subtype", "Resources", "Matrix", "BBox", "N", "First"} {
		if v, ok := d[k]; ok {
			fmt.Fprintf(&b, "/%s ", k)
			v.write(&b)
		}
	}
	b.WriteString(">>")
	return b.Bytes()
}

// write writes a token as it stands in a file.
func (t token) write(b *bytes.Buffer) {
	switch t.kind {
	case number:
		fmt.Fprintf(b, "%g ", t.num)
	case reference:
		fmt.Fprintf(b, "%d 0 R ", int(t.num))
	case name:
		fmt.Fprintf(b, "/%s ", t.raw)
	case operator:
		fmt.Fprintf(b, "%s ", t.raw)
	case str:
		fmt.Fprintf(b, "<%x>", t.raw)
	case array:
		b.WriteByte('[')
		for _, e := range t.list {
			e.write(b)
		}
		b.WriteByte(']')
	case dict:
		b.WriteString("<<")
		for _, e := range t.list {
			e.write(b)
		}
		b.WriteString(">>")
	}
}

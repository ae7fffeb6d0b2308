package hostile

import (
	"bytes"
	"compress/lzw"
	"embed"
	"encoding/ascii85"
	"fmt"
	"strings"
)

//go:embed testdata/*.pdf
var made embed.FS

// encrypted are files as qpdf encrypts the page of [Text]: all but the last
// open without a password.
func encrypted() []File {
	var out []File
	for _, name := range []string{"rc4-40", "rc4-128", "rc4-v4", "aes-128", "aes-256", "aes-256-r5", "aes-256-object-streams", "password"} {
		f := File{"encrypted-" + name + ".pdf", Read, func() []byte {
			data, err := made.ReadFile("testdata/" + name + ".pdf")
			if err != nil {
				panic(err)
			}
			return data
		}}
		if name == "password" {
			f.Want = Refused
		}
		out = append(out, f)
	}
	whole := out[4].Data()
	return append(out, is("encrypted-by-nobody.pdf", Refused, replaced(whole, "/Standard", "/Nobodys ")),
		is("encrypted-broken.pdf", Refused, replaced(whole, "/UE ", "/UX ")))
}

// streams are streams with every filter, right and wrong.
func streams() []File {
	text := []byte(show)
	var a85 bytes.Buffer
	w := ascii85.NewEncoder(&a85)
	_, _ = w.Write(deflate(text))
	_ = w.Close()
	var plain bytes.Buffer
	lw := lzw.NewWriter(&plain, lzw.MSB, 8)
	_, _ = lw.Write([]byte(strings.Repeat("q 1 0 0 1 0 0 cm Q ", 2000) + show))
	_ = lw.Close()
	long := []byte(strings.Repeat("q 1 0 0 1 3 4 cm Q ", 2000) + show)
	return []File{
		is("lzw.pdf", Read, filtered("/Filter/LZWDecode", encodeLZW(long))),
		is("lzw-late.pdf", Read, filtered("/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>", plain.Bytes())),
		is("lzw-noise.pdf", Either, filtered("/Filter/LZWDecode", noise(5000))),
		is("ascii-hex.pdf", Read, filtered("/Filter/ASCIIHexDecode", []byte(fmt.Sprintf("%x>", text)))),
		is("run-length.pdf", Read, filtered("/Filter/RunLengthDecode", runs(text))),
		is("run-length-cut.pdf", Either, filtered("/Filter/RunLengthDecode", []byte{127, 'a'})),
		is("ascii-85-and-flate.pdf", Read, filtered("/Filter[/ASCII85Decode/FlateDecode]", append(a85.Bytes(), "~>"...))),
		is("ascii-85-wrong.pdf", Refused, filtered("/Filter/ASCII85Decode", []byte("vwxyz~>"))),
		is("hex-and-flate.pdf", Read, filtered("/Filter[/ASCIIHexDecode/FlateDecode]", []byte(fmt.Sprintf("%x>", deflate(text))))),
		is("predictor-2.pdf", Read, predicted(2, long)),
		is("predictor-10.pdf", Read, predicted(10, long)),
		is("predictor-11.pdf", Read, predicted(11, long)),
		is("predictor-12.pdf", Read, predicted(12, long)),
		is("predictor-13.pdf", Read, predicted(13, long)),
		is("predictor-14.pdf", Read, predicted(14, long)),
		is("predictor-15.pdf", Read, predicted(15, long)),
		is("predictor-99-columns-2e9.pdf", Either, filtered("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000>>", deflate(long))),
		is("filter-unknown.pdf", Refused, filtered("/Filter/Nonsense", text)),
		is("filter-a-thousand-times.pdf", Either, filtered("/Filter["+strings.Repeat("/FlateDecode", 1000)+"]", deflate(text))),
		is("flate-noise.pdf", Refused, filtered("/Filter/FlateDecode", noise(5000))),
		is("flate-cut.pdf", Read, filtered("/Filter/FlateDecode", cut(deflate(append(text, bytes.Repeat([]byte(" q Q"), 9000)...))))),
		is("length-too-short.pdf", Either, replaced(Page(show), "/Length 5", "/Length 1")),
		is("length-too-long.pdf", Read, replaced(Page(show), "/Length 5", "/Length 99995")),
		is("length-negative.pdf", Read, replaced(Page(show), "/Length 5", "/Length -5")),
		is("length-of-itself.pdf", Read, replaced(Page(show), fmt.Sprintf("/Length %d", len(show)), "/Length 4 0 R")),
		is("picture-of-a-page.pdf", NeedsOCR, PDF("", catalog, tree, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
			stream("", []byte("q 595 0 0 842 0 0 cm /I Do Q")), stream("/Subtype/Image/Width 65535/Height 65535/Filter/DCTDecode", []byte("\xff\xd8\xff\xd9")))),
	}
}

func cut(data []byte) []byte { return data[:len(data)*3/4] }

// runs codes bytes as runs of up to 100 literals, and every fifth as a run.
func runs(data []byte) []byte {
	var out []byte
	for i := 0; i < len(data); {
		if i%5 == 0 {
			n := 1
			for i+n < len(data) && data[i+n] == data[i] && n < 100 {
				n++
			}
			if n > 1 {
				out = append(out, byte(257-n), data[i])
				i += n
				continue
			}
		}
		out = append(out, 0, data[i])
		i++
	}
	return append(out, 128)
}

// predicted is a page whose content was coded with a predictor: 2 is TIFF's,
// 10 to 14 one of PNG's for all rows, 15 another for each row.
func predicted(kind int, data []byte) []byte {
	const row = 60
	for len(data)%row != 0 {
		data = append(bytes.Clone(data), ' ')
	}
	var out []byte
	above := make([]byte, row)
	for at := 0; at < len(data); at += row {
		line := data[at : at+row]
		filter := byte(kind - 10)
		if kind == 15 {
			filter = byte(at / row % 5)
		}
		if kind != 2 {
			out = append(out, filter)
		}
		for i, b := range line {
			var left, corner byte
			if i > 0 {
				left, corner = line[i-1], above[i-1]
			}
			out = append(out, b-guess(kind, filter, left, above[i], corner))
		}
		above = line
	}
	return filtered(fmt.Sprintf("/Filter/FlateDecode/DecodeParms<</Predictor %d/Columns %d>>", kind, row), deflate(out))
}

func guess(kind int, filter, left, up, corner byte) byte {
	if kind == 2 {
		filter = 1
	}
	switch filter {
	case 1:
		return left
	case 2:
		return up
	case 3:
		return byte((int(left) + int(up)) / 2)
	case 4:
		p := int(left) + int(up) - int(corner)
		best, d := left, max(p-int(left), int(left)-p)
		if e := max(p-int(up), int(up)-p); e < d {
			best, d = up, e
		}
		if e := max(p-int(corner), int(corner)-p); e < d {
			best = corner
		}
		return best
	}
	return 0
}

// encodeLZW codes as PDF has it: the width grows one code early.
func encodeLZW(data []byte) []byte {
	var out []byte
	bits, have, width := 0, 0, 9
	put := func(code int) {
		bits, have = bits<<width|code, have+width
		for have >= 8 {
			out = append(out, byte(bits>>(have-8)))
			have -= 8
			bits &= 1<<have - 1
		}
	}
	table := map[string]int{}
	next := 258
	put(256)
	word := ""
	code := func(w string) int {
		if len(w) == 1 {
			return int(w[0])
		}
		return table[w]
	}
	for _, b := range data {
		w := word + string([]byte{b})
		if _, ok := table[w]; ok || len(w) == 1 {
			word = w
			continue
		}
		put(code(word))
		table[w] = next
		next++
		if next+1 > 1<<width && width < 12 {
			width++
		}
		if next == 4094 {
			put(256)
			table, next, width = map[string]int{}, 258, 9
		}
		word = string([]byte{b})
	}
	put(code(word))
	put(257)
	put(0)
	return out
}

package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Part is one part of a Word file.
type Part struct {
	Name string
	Data []byte
}

// DOCX makes a Word file of parts.
func DOCX(parts ...Part) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.Name)
		if err != nil {
			panic(err)
		}
		_, _ = f.Write(p.Data)
	}
	_ = w.Close()
	return b.Bytes()
}

const wordHead = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>`

// wordBody is the main part with one paragraph of [Text] and more.
func wordBody(more string) Part {
	return Part{"word/document.xml", []byte(wordHead + "<w:p><w:r><w:t>" + Text + "</w:t></w:r></w:p>" + more + "</w:body></w:document>")}
}

// archives are Word files, and archives that call themselves so.
func archives() []File {
	whole := DOCX(wordBody(""))
	entities := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "` + strings.Repeat("a", 1000) + `"><!ENTITY b "` + strings.Repeat("&a;", 1000) + `">]><w:document xmlns:w="w"><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>`
	outside := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>`
	var utf bytes.Buffer
	utf.WriteString("\xff\xfe")
	_ = binary.Write(&utf, binary.LittleEndian, utf16.Encode([]rune(strings.Replace(wordHead, "UTF-8", "UTF-16", 1)+"</w:body></w:document>")))
	return []File{
		is("whole.docx", Read, whole),
		is("word-file-called.pdf", Read, whole),
		is("word-file-called.doc", Read, whole),
		is("names-outside.docx", Read, DOCX(Part{"../../etc/evil", nil}, Part{"/abs", nil}, Part{`C:\x`, nil}, wordBody(""))),
		is("document-twice.docx", Either, DOCX(wordBody(""), wordBody("<w:p/>"))),
		is("cut.docx", Refused, whole[:len(whole)-30]),
		is("no-document.docx", Refused, DOCX(Part{"word/styles.xml", []byte("<x/>")})),
		is("empty-document.docx", Refused, DOCX(Part{"word/document.xml", nil})),
		is("not-xml.docx", Refused, DOCX(Part{"word/document.xml", noise(5000)})),
		is("utf-16.docx", Refused, DOCX(Part{"word/document.xml", utf.Bytes()})),
		is("entities.docx", Refused, DOCX(Part{"word/document.xml", []byte(entities)})),
		is("entity-of-a-file.docx", Refused, DOCX(Part{"word/document.xml", []byte(outside)})),
		is("unclosed.docx", Either, DOCX(Part{"word/document.xml", []byte(wordHead + "<w:p><w:r><w:t>" + Text)})),
		is("spreadsheet.xlsx", Refused, DOCX(Part{"xl/workbook.xml", []byte("<x/>")})),
		{"nested-tables.docx", Refused, func() []byte {
			return DOCX(wordBody(strings.Repeat("<w:tbl><w:tr><w:tc>", 100000)))
		}},
		{"five-million-elements.docx", Refused, func() []byte {
			return DOCX(Part{"word/document.xml", []byte(wordHead + strings.Repeat("<w:p>", 5000000))})
		}},
		{"attribute-of-50-mb.docx", Either, func() []byte {
			return DOCX(wordBody(`<w:p w:x="` + strings.Repeat("a", 50<<20) + `"/>`))
		}},
		{"inflates-to-1-gb.docx", Either, func() []byte {
			var b bytes.Buffer
			w := zip.NewWriter(&b)
			f, err := w.Create("word/document.xml")
			if err != nil {
				panic(err)
			}
			piece := []byte(strings.Repeat("<w:p><w:r><w:t>"+strings.Repeat("words ", 5000)+"</w:t></w:r></w:p>", 32))
			_, _ = f.Write([]byte(wordHead))
			for n := 0; n < 1<<30; n += len(piece) {
				_, _ = f.Write(piece)
			}
			_ = w.Close()
			return b.Bytes()
		}},
		{"70000-parts.docx", Read, func() []byte {
			parts := make([]Part, 70000)
			for i := range parts {
				parts[i].Name = fmt.Sprint("p", i)
			}
			return DOCX(append(parts, wordBody(""))...)
		}},
	}
}

// words are Word 97 files: compound files with a damaged inside.
func words() []File {
	head := make([]byte, 1536)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for at, v := range map[int]uint16{0x18: 0x3E, 0x1A: 3, 0x1C: 0xFFFE, 0x1E: 9, 0x20: 6} {
		binary.LittleEndian.PutUint16(head[at:], v)
	}
	circle := bytes.Clone(head)
	binary.LittleEndian.PutUint32(circle[0x2C:], 1) // one sector of the table
	binary.LittleEndian.PutUint32(circle[0x30:], 1) // the folder begins at 1
	binary.LittleEndian.PutUint32(circle[0x38:], 4096)
	binary.LittleEndian.PutUint32(circle[512+4:], 1) // sector 1 follows sector 1
	huge := bytes.Clone(circle)
	binary.LittleEndian.PutUint32(huge[0x2C:], 0x7FFFFFFF)
	binary.LittleEndian.PutUint32(huge[0x48:], 0x7FFFFFFF)
	return []File{
		is("only-a-head.doc", Refused, head[:512]),
		is("empty-inside.doc", Refused, head),
		is("sectors-in-a-circle.doc", Refused, circle),
		is("two-billion-sectors.doc", Refused, huge),
		is("noise.doc", Refused, append(bytes.Clone(head[:512]), noise(20000)...)),
	}
}

// texts are web pages, plain text and what is neither.
func texts() []File {
	var wide bytes.Buffer
	_ = binary.Write(&wide, binary.BigEndian, utf16.Encode([]rune("\uFEFF"+Text+"\r\n")))
	return []File{
		is("empty.txt", Refused, nil),
		is("blank.txt", Refused, []byte(" \r\n\t \n")),
		is("cr-only.txt", Read, []byte("1.\tone\r"+Text+"\r")),
		is("utf-16-big.txt", Read, wide.Bytes()),
		is("windows-1252.txt", Read, []byte("\x93"+Text+"\x94 d\xe9j\xe0 vu \x96 no\n")),
		is("bad-utf-8.txt", Either, append([]byte(Text+"\n"), bytes.Repeat([]byte("ab\xff\xfe\xc3"), 500)...)),
		is("zero-bytes.txt", Refused, append([]byte(Text), make([]byte, 5000)...)),
		is("picture.png", Refused, append([]byte("\x89PNG\r\n\x1a\n"), noise(3000)...)),
		is("archive.gz", Refused, append([]byte("\x1f\x8b\x08"), noise(3000)...)),
		is("program.exe", Refused, append([]byte("MZ\x90\x00"), noise(3000)...)),
		is("web-page.html", Read, []byte("<!DOCTYPE html><html><body><h1>A</h1><p>"+Text+"</p></body></html>")),
		is("web-page-called.pdf", Either, []byte("<!DOCTYPE html><html><body><p>"+Text+"</p></body></html>")),
		is("script-only.html", Refused, []byte("<html><script>"+Text+"</script></html>")),
		is("tag-without-end.html", Either, []byte("<html><p>"+Text+"</p><p title=\""+strings.Repeat("x", 100000))),
		{"deep-divisions.html", Read, func() []byte { return []byte("<html>" + strings.Repeat("<div>", 1000000) + Text) }},
		{"attribute-of-40-mb.html", Either, func() []byte {
			return []byte("<html><p>" + Text + "</p><p title=\"" + strings.Repeat("x", 40<<20) + "\">a</p></html>")
		}},
		{"one-word-of-10-mb.txt", Either, func() []byte { return []byte(Text + "\n" + strings.Repeat("x", 10<<20)) }},
		{"marks-by-the-million.txt", Either, func() []byte { return []byte(Text + "\na" + strings.Repeat("\u0301\u0323", 1000000)) }},
		{"two-million-lines.txt", Either, func() []byte { return []byte(Text + "\n" + strings.Repeat("a b\n", 2000000)) }},
		{"form-feeds.txt", Either, func() []byte { return []byte(Text + strings.Repeat("\f", 1000000)) }},
		{"100-mb-of-text.txt", Either, func() []byte { return []byte(Text + "\n" + strings.Repeat("words of a line of text\n", 4000000)) }},
	}
}

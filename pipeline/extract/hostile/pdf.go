package hostile

import (
	"bytes"
	"fmt"
	"strings"
)

// structure are files whose objects, tables and trees are damaged or lie.
func structure() []File {
	whole := Page(show)
	start := bytes.LastIndex(whole, []byte("xref\n0"))
	circle := replaced(whole, "/Root 1 0 R>>", fmt.Sprintf("/Root 1 0 R/Prev %d>>", start))
	return []File{
		is("whole.pdf", Read, whole),
		is("bytes-before.pdf", Read, append(bytes.Repeat([]byte("x"), 500), whole...)),
		is("bytes-after.pdf", Read, append(bytes.Clone(whole), "mb"...)),
		is("4-kb-after.pdf", Read, append(bytes.Clone(whole), bytes.Repeat([]byte{'\n'}, 4096)...)),
		is("header-of-version-2.pdf", Read, replaced(whole, "%PDF-1.4\n", "%PDF-2.0 ")),
		is("line-ends-converted.pdf", Read, bytes.ReplaceAll(whole, []byte("\n"), []byte("\r\n"))),
		is("last-bytes-cut.pdf", Read, whole[:len(whole)-60]),
		is("table-cut-off.pdf", Read, whole[:start]),
		is("cut-in-half.pdf", Either, whole[:len(whole)/2]),
		is("startxref-outside.pdf", Read, replaced(whole, "startxref\n", "startxref\n9")),
		is("startxref-wrong.pdf", Read, replaced(whole, "startxref\n", "startxref\n1\n")),
		is("offsets-wrong.pdf", Read, bytes.ReplaceAll(whole, []byte(" 00000 n "), []byte("7 00000 n"))),
		is("xref-circle.pdf", Read, circle),
		is("table-too-long.pdf", Read, replaced(whole, "xref\n0 6", "xref\n0 6000000")),
		is("size-of-2e9.pdf", Refused, []byte("%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 2000000000/W[1 2 1]/Root 1 0 R/Length 0>>stream\n\nendstream\nendobj\nstartxref\n9\n%%EOF")),
		is("index-of-2e9.pdf", Refused, []byte("%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 9/Index[2000000000 4]/W[1 2 1]/Root 1 0 R/Length 16>>stream\n0123456789abcdef\nendstream\nendobj\nstartxref\n9\n%%EOF")),
		is("negative-widths.pdf", Refused, []byte("%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 9/W[-1 2 1]/Root 1 0 R/Length 16>>stream\n0123456789abcdef\nendstream\nendobj\nstartxref\n9\n%%EOF")),
		is("xref-stream-circle.pdf", Refused, []byte("%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 2/W[1 2 1]/Prev 9/Root 1 0 R/Length 8>>stream\n01234567\nendstream\nendobj\nstartxref\n9\n%%EOF")),
		is("extends-itself.pdf", Refused, PDF("", "<</Type/ObjStm/N 1/First 4/Extends 1 0 R/Length 6>>stream\n1 0 <<\nendstream")),
		is("extends-in-a-circle.pdf", Refused, PDF("", "<</Type/ObjStm/N 1/First 4/Extends 2 0 R/Length 6>>stream\n1 0 <<\nendstream", "<</Type/ObjStm/N 1/First 4/Extends 1 0 R/Length 6>>stream\n1 0 <<\nendstream")),
		is("object-stream-of-1e9.pdf", Refused, PDF("", stream("/Type/ObjStm/N 1000000000/First 4", []byte("1 0 <<>>")))),
		is("object-stream-first-outside.pdf", Refused, PDF("", stream("/Type/ObjStm/N 2/First 4000", []byte("1 0 <<>>")))),
		is("page-is-its-own-kid.pdf", Refused, PDF("", catalog, "<</Type/Pages/Kids[2 0 R]/Count 1000000000>>")),
		is("kids-in-a-circle.pdf", Refused, PDF("", catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>")),
		is("kids-twice-doubled.pdf", Either, PDF("", doubling()...)),
		is("count-of-a-billion.pdf", Read, PDF("", catalog, "<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", sheet, stream("", []byte(show)), times)),
		is("negative-count.pdf", Refused, PDF("", catalog, "<</Type/Pages/Kids[]/Count -5>>")),
		is("kids-are-null.pdf", Refused, PDF("", catalog, "<</Type/Pages/Kids[null null 9 0 R]/Count 3>>")),
		is("parent-circle.pdf", Read, PDF("", catalog, "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>", replaced2(sheet, "/Resources<</Font<</F1 5 0 R>>>>", "/Resources<</Font<</F1 5 0 R>>>>/Rotate 0"), stream("", []byte(show)), times)),
		is("parent-circle-without-resources.pdf", Refused, PDF("", catalog, "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>", "<</Type/Page/Parent 2 0 R>>")),
		is("no-root.pdf", Refused, PDF("<</Size 2>>", "<</Type/Nothing>>")),
		is("no-pages.pdf", Refused, PDF("", "<</Type/Catalog>>")),
		is("self-reference.pdf", Refused, PDF("", "1 0 R")),
		is("only-a-header.pdf", Refused, []byte("%PDF-1.7\n")),
		is("random-behind-a-header.pdf", Refused, append([]byte("%PDF-1.7\n"), noise(20000)...)),
		is("object-number-of-4e9.pdf", Read, append([]byte("%PDF-1.4\n4294967295 0 obj\n<<>>\nendobj\n"), whole[9:]...)),
		{"deep-page-tree.pdf", Refused, func() []byte { return PDF("", deepTree(20000)...) }},
		{"deep-dictionaries.pdf", Refused, func() []byte { return PDF("", strings.Repeat("<</A", 200000)) }},
		{"3000-pages.pdf", Read, func() []byte { return manyPages(3000) }},
		{"20000-pages.pdf", Read, func() []byte { return manyPages(20000) }},
	}
}

func replaced2(s, old, now string) string { return strings.Replace(s, old, now, 1) }

// noise is bytes that look random and are the same each time.
func noise(n int) []byte {
	out := make([]byte, n)
	x := uint32(2463534242)
	for i := range out {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		out[i] = byte(x)
	}
	return out
}

// doubling is a tree of 30 nodes, each of which lists the next twice: a
// billion pages.
func doubling() []string {
	out := []string{catalog}
	for i := 2; i < 32; i++ {
		out = append(out, fmt.Sprintf("<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>", i+1, i+1))
	}
	return append(out, "<</Type/Page/Contents 33 0 R/Resources<</Font<</F1 34 0 R>>>>>>", stream("", []byte(show)), times)
}

func deepTree(n int) []string {
	out := []string{catalog}
	for i := 2; i < n; i++ {
		out = append(out, fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]/Count 1>>", i+1))
	}
	return append(out, "<</Type/Page>>")
}

func manyPages(n int) []byte {
	kids := strings.Repeat("3 0 R ", n)
	return PDF("", catalog, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, n), sheet, stream("", []byte(show)), times)
}

// contents are pages whose operators are damaged, endless or too many.
func contents() []File {
	form := func(content string, more ...string) []byte {
		page := "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
		return PDF("", append([]string{catalog, tree, page, stream("", []byte("/X Do")), content}, more...)...)
	}
	return []File{
		is("unterminated-hex.pdf", Read, Page(show+" <41")),
		is("unterminated-string.pdf", Read, Page(show+" (41")),
		is("unterminated-array.pdf", Read, Page(show+" [ (A) 3")),
		is("q-without-q.pdf", Read, Page("Q Q Q "+show)),
		is("inline-image.pdf", Read, Page("BI /W 1 /H 1 ID <(<<[ EI "+show)),
		is("inline-image-without-end.pdf", Read, Page(show+" BI /W 1 /H 1 ID <(<<[ ")),
		is("operands-missing.pdf", Read, Page("Tf Td Tm cm Do TJ Tj ' \" re "+show)),
		is("operands-wrong.pdf", Read, Page("/A (b) Td [1] Tm (x) cm 7 Do (a) TJ "+show)),
		is("numbers-too-long.pdf", Read, Page(strings.Repeat("9", 5000)+" 1e999 --5 .-. Td "+show)),
		is("control-characters.pdf", Read, Page(show+" BT /F1 12 Tf 72 600 Td (\\033]0;title\\007 \\000\\010 <script>alert\\(1\\)</script> =HYPERLINK) Tj ET")),
		is("text-outside-the-page.pdf", Read, Page(show+" BT /F1 12 Tf 1e30 -1e30 Td (far away) Tj ET")),
		is("size-of-a-million.pdf", Read, Page(show+" BT /F1 1e6 Tf 72 600 Td (large) Tj ET")),
		is("form-shows-itself.pdf", Either, form(stream("/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>", []byte("/X Do")))),
		is("forms-by-the-billion.pdf", Either, form(stream("/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>", []byte(strings.Repeat("/X Do ", 40))))),
		is("box-of-nothing.pdf", Either, replaced(Page(show), "[0 0 595 842]", "[0 0 0 0]")),
		is("box-of-a-billion.pdf", Read, replaced(Page(show), "[0 0 595 842]", "[0 0 999999999 999999999]")),
		is("box-with-exponents.pdf", Either, replaced(Page(show), "[0 0 595 842]", "[0 0 1e300 1e300]")),
		is("contents-a-100000-times.pdf", Either, PDF("", catalog, tree, replaced2(sheet, "/Contents 4 0 R", "/Contents["+strings.Repeat("4 0 R ", 100000)+"]"), stream("", []byte(show)), times)),
		{"deep-arrays.pdf", Read, func() []byte { return Page(show + strings.Repeat("[", 200000)) }},
		{"many-parens.pdf", Read, func() []byte { return Page(show + strings.Repeat("(", 500000)) }},
		{"q-by-the-million.pdf", Read, func() []byte { return Page(show + strings.Repeat(" q Q", 3000000)) }},
		{"one-line-of-a-million.pdf", Either, func() []byte {
			return Page("BT /F1 0.6 Tf 72 700 Td " + strings.Repeat("(AAAAAAAAAA)Tj ", 100000) + "ET " + show)
		}},
		{"a-line-for-each-letter.pdf", Either, func() []byte {
			return Page(show + " BT /F1 1 Tf 0 0.004 TD " + strings.Repeat("(A)Tj T* ", 200000) + "ET")
		}},
		{"inflates-to-200-mb.pdf", Either, func() []byte { return filtered("/Filter/FlateDecode", deflated("(A)Tj ", 200<<20)) }},
		{"inflates-to-1-gb-of-spaces.pdf", Refused, func() []byte { return filtered("/Filter/FlateDecode", deflated(" ", 1<<30)) }},
		{"inflates-twice-to-2-gb.pdf", Either, func() []byte {
			return filtered("/Filter[/FlateDecode/FlateDecode]", deflate(deflated("(A)Tj ", 1<<31)))
		}},
		{"fonts-without-end.pdf", Read, func() []byte { return Page(show + strings.Repeat(" /F1 12 Tf", 500000)) }},
	}
}

// fonts are fonts that lie about their codes and widths.
func fonts() []File {
	cmap := func(s string) []byte {
		return withFont("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>", stream("", []byte(s)))
	}
	return []File{
		is("font-missing.pdf", Read, replaced(Page(show), "/F1 5 0 R", "/F2 5 0 R")),
		is("font-is-null.pdf", Either, withFont("null")),
		is("font-without-name.pdf", Read, withFont("<</Type/Font/Subtype/Type1>>")),
		is("descendants-missing.pdf", Either, withFont("<</Type/Font/Subtype/Type0>>")),
		is("descendant-of-itself.pdf", Either, withFont("<</Type/Font/Subtype/Type0/DescendantFonts[5 0 R]>>")),
		is("widths-to-2e9.pdf", Either, withFont("<</Type/Font/Subtype/Type0/DescendantFonts[<</W[0 2000000000 500 5 -9 1]>>]>>")),
		is("first-char-of-2e9.pdf", Read, withFont("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/FirstChar 2000000000/Widths[500 500]>>")),
		is("differences-outside.pdf", Read, withFont("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[-5/a 4000/b/c]>>>>")),
		is("encoding-of-itself.pdf", Read, withFont("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding 5 0 R>>")),
		is("cmap-of-4e9.pdf", Read, cmap("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")),
		is("cmap-unterminated.pdf", Read, cmap("1 beginbfchar <F0> <00")),
		is("cmap-of-ranges.pdf", Either, cmap(strings.Repeat("1 beginbfrange <0000> <FFFF> <0041> endbfrange ", 500))),
		is("cmap-filter-unknown.pdf", Read, withFont("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/ToUnicode 6 0 R>>", stream("/Filter/Nonsense", []byte("x")))),
	}
}

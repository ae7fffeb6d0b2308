package extract

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"refrain/corpus"
	"refrain/pipeline/extract/hostile"
)

// pdfPage makes a file with one page: its content, its font, and what else its
// dictionary has; more are objects from number 6.
func pdfPage(content, font, more string, objects ...string) []byte {
	page := "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + more
	if !strings.Contains(more, "/Resources") {
		page += "/Resources<</Font<</F1 5 0 R>>>>"
	}
	return hostile.PDF("", append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page + ">>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content), font}, objects...)...)
}

func object1(head, data string) string {
	return fmt.Sprintf("<</Length %d%s>>stream\n%s\nendstream", len(data), head, data)
}

const timesFont = "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"

func read1(t *testing.T, data []byte) corpus.Page {
	t.Helper()
	res, err := Read(context.Background(), "page.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	return res.Pages[0]
}

// TestPages reads pages as producers make them.
func TestPages(t *testing.T) {
	type0 := "<</Type/Font/Subtype/Type0/BaseFont/XX/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[6 0 R]>>"
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"lines by Td, Tm, T* and '": {pdfPage("BT /F1 10 Tf 12 TL 72 700 Td (SAMPLE one) Tj 0 -12 Td (two) Tj T* (three) Tj (four) ' 1 0 0 1 72 600 Tm (five) Tj ET", timesFont, ""),
			"SAMPLE one|two|three|four|five"},
		"words cut by TJ, as Word makes them":        {pdfPage("BT /F1 10 Tf 72 700 Td [(138.7) -5 (2 ) -3 (Coop) 3 (erate fu) 2 (lly)] TJ ET", timesFont, ""), "138.72 Cooperate fully"},
		"spaces by distance alone":                   {pdfPage("BT /F1 10 Tf 72 700 Td [(SAMPLE) -300 (words) -250 (apart)] TJ ET", timesFont, ""), "SAMPLE words apart"},
		"spaces of word and letter spacing":          {pdfPage("BT /F1 10 Tf 3 Tw 0.4 Tc 72 700 Td (SAMPLE words of one line) Tj ET", timesFont, ""), "SAMPLE words of one line"},
		"lines out of order on the page":             {pdfPage("BT /F1 10 Tf 72 600 Td (below) Tj 1 0 0 1 72 700 Tm (SAMPLE above) Tj ET", timesFont, ""), "SAMPLE above|below"},
		"a word drawn in two parts, the later first": {pdfPage("BT /F1 10 Tf 1 0 0 1 115 700 Tm (words) Tj 1 0 0 1 72 700 Tm (SAMPLE) Tj ET", timesFont, ""), "SAMPLE words"},
		"letters drawn twice for boldness":           {pdfPage("BT /F1 14 Tf 72 700 Td (ILLI) Tj ET BT /F1 14 Tf 72.5 700 Td (ILLI) Tj ET", timesFont, ""), "ILLI"},
		"two equal letters side by side":             {pdfPage("BT /F1 14 Tf 72 700 Td (SAMPLE all ill) Tj ET", timesFont, ""), "SAMPLE all ill"},
		"a form":                                     {pdfPage("/X Do", timesFont, "/Resources<</XObject<</X 6 0 R>>>>", object1("/Subtype/Form/Matrix[1 0 0 1 0 -100]/Resources<</Font<</F1 5 0 R>>>>", "BT /F1 10 Tf 72 700 Td (SAMPLE form) Tj ET")), "SAMPLE form"},
		"a page turned left":                         {pdfPage("BT /F1 10 Tf 0 1 -1 0 300 100 Tm (SAMPLE turned) Tj ET", timesFont, "/Rotate 90"), "SAMPLE turned"},
		"a page turned right":                        {pdfPage("BT /F1 10 Tf 0 -1 1 0 300 700 Tm (SAMPLE turned) Tj ET", timesFont, "/Rotate 270"), "SAMPLE turned"},
		"Windows characters":                         {pdfPage("BT /F1 10 Tf 72 700 Td (SAMPLE \\223quoted\\224 \\226 d\\351j\\340) Tj ET", timesFont, ""), "SAMPLE “quoted” – déjà"},
		"Mac characters":                             {pdfPage("BT /F1 10 Tf 72 700 Td (SAMPLE \\322quoted\\323 d\\216j\\210) Tj ET", strings.Replace(timesFont, "WinAnsi", "MacRoman", 1), ""), "SAMPLE “quoted” déjà"},
		"Adobe's own characters":                     {pdfPage("BT /F1 10 Tf 72 700 Td (SAMPLE 1\\353 92\\343 \\252quoted\\272) Tj ET", "<</Type/Font/Subtype/Type1/BaseFont/Courier>>", ""), "SAMPLE 1º 92ª “quoted”"},
		"differences":                                {pdfPage("BT /F1 10 Tf 72 700 Td (\\001\\002\\003) Tj ET", "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Differences[1/S/eacute/bullet]>>>>", ""), "Sé•"},
		"two bytes a letter": {pdfPage("BT /F1 10 Tf 72 700 Td <000100020003> Tj ET", type0, "", "<</Type/Font/Subtype/CIDFontType2/DW 1000/W[1[500 600] 3 3 250]>>",
			object1("", "1 beginbfchar <0001> <0053> endbfchar 1 beginbfrange <0002> <0003> [<00660069> <0065>] endbfrange")), "Sfie"},
		"ligatures": {pdfPage("BT /F1 10 Tf 72 700 Td (\\001xy) Tj ET", "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/fi]>>>>", ""), "fixy"},
	} {
		p := read1(t, c.data)
		if got := strings.ReplaceAll(p.Text, "\n", "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestMarksAndFaces reads what a line is beside its words.
func TestMarksAndFaces(t *testing.T) {
	p := read1(t, pdfPage("BT /F1 10 Tf 72 700 Td (SAMPLE text) Tj /F1 6 Tf 4 Ts (12) Tj /F1 10 Tf 0 Ts ( goes on) Tj ET",
		strings.Replace(timesFont, "Times-Roman", "Times-BoldItalic", 1), ""))
	l := p.Lines[0]
	if l.Text != "SAMPLE text12 goes on" || len(l.Raised) != 1 || l.Raised[0] != (corpus.Range{Start: 11, End: 13}) {
		t.Errorf("%q, raised %v", l.Text, l.Raised)
	}
	if !l.Bold || !l.Italic || l.Size != 10 || l.X0 != 72 || l.Y != 142 {
		t.Errorf("%+v", l)
	}
	if p = read1(t, pdfPage("BT 3 Tr /F1 10 Tf 72 700 Td (SAMPLE text under a picture) Tj ET", timesFont, "")); !p.Hidden {
		t.Error("a hidden layer is not told")
	}
}

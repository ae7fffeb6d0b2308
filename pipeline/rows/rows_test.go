package rows

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// lines writes rows as "a|b", a row with a problem as "!" and the problem.
func lines(t *testing.T, path string) (out []string, format string, err error) {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		return nil, "", err
	}
	for r, rerr := range f.Rows() {
		if rerr != nil {
			err = rerr
			break
		}
		if r.Problem != "" {
			out = append(out, "!"+r.Problem)
			continue
		}
		var cells []string
		for i, n := range r.Names {
			cells = append(cells, n+"="+strings.Join(r.Values[i], "+"))
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out, f.Format + " " + f.Encoding, err
}

func write(t *testing.T, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rows")
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func utf16of(s string, big, mark bool) string {
	var b strings.Builder
	if mark {
		s = "\ufeff" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b.WriteByte(byte(u >> 8))
		}
		b.WriteByte(byte(u))
		if !big {
			b.WriteByte(byte(u >> 8))
		}
	}
	return b.String()
}

// TestCSV reads every shape that CSV comes in.
func TestCSV(t *testing.T) {
	two := []string{"To=Examplia|Text=Test, “twice”", "To=Demonstria|Text=Côte"}
	const text = "To,Text\nExamplia,\"Test, “twice”\"\nDemonstria,Côte\n"
	for name, c := range map[string]struct {
		data, format string
		want         []string
	}{
		"line feeds":                {text, "csv utf-8", two},
		"no end":                    {strings.TrimSuffix(text, "\n"), "csv utf-8", two},
		"both":                      {strings.ReplaceAll(text, "\n", "\r\n"), "csv utf-8", two},
		"carriage returns":          {strings.ReplaceAll(text, "\n", "\r"), "csv utf-8", two},
		"mark":                      {"\ufeff" + text, "csv utf-8", two},
		"utf-16le":                  {utf16of(text, false, true), "csv utf-16le", two},
		"utf-16be":                  {utf16of(text, true, true), "csv utf-16be", two},
		"utf-16le without its mark": {utf16of(text, false, false), "csv utf-16le", two},
		"old Macintosh":             {strings.NewReplacer("\n", "\r", "“", "\xd2", "”", "\xd3", "ô", "\x99").Replace(text), "csv macintosh", two},
		"old Windows":               {strings.NewReplacer("“", "\x93", "”", "\x94", "ô", "\xf4").Replace(text), "csv windows-1252", two},
		"semicolons":                {"To;Text\nExamplia;a, b\n", "csv utf-8", []string{"To=Examplia|Text=a, b"}},
		"tabs":                      {"To\tText\nExamplia\ta, b\n", "csv utf-8", []string{"To=Examplia|Text=a, b"}},
		"marks in a cell":           {"To,Text\nExamplia,\"a \"\"b\"\" c\"\nX,5\" pipe\nY,\"a \"b\" c\"\n", "csv utf-8", []string{`To=Examplia|Text=a "b" c`, `To=X|Text=5" pipe`, `To=Y|Text=a "b" c`}},
		"lines in a cell":           {"To,Text\nExamplia,\"a\nb\"\n", "csv utf-8", []string{"To=Examplia|Text=a\nb"}},
		"empty lines":               {"To,Text\n\nExamplia,a\n\n\n", "csv utf-8", []string{"To=Examplia|Text=a"}},
		"zero bytes":                {"To,Text,More,Yet,More\nExamplia,a\x00b,cccccccccccccccccccccccccccccccccccccccccccccccccccccc\n", "csv utf-8", []string{"To=Examplia|Text=ab|More=cccccccccccccccccccccccccccccccccccccccccccccccccccccc|Yet=|More="}},
		"fewer and more": {"To,Text\nExamplia\nX,a,,\nY,a,b\n", "csv utf-8",
			[]string{"To=Examplia|Text=", "To=X|Text=a", "!it has 3 columns, the header 2"}},
		"a mark that is not closed": {"To,Text\nExamplia,\"a\nX,b\nY,c\n", "csv utf-8",
			[]string{"!a quotation mark is opened and not closed", "To=X|Text=b", "To=Y|Text=c"}},
		"the same, carriage returns": {"To,Text\r\nExamplia,\"a\r\nX,b\r\n", "csv utf-8",
			[]string{"!a quotation mark is opened and not closed", "To=X|Text=b"}},
		"a field without end": {"To,Text\nX,b\nExamplia," + strings.Repeat("a", MaxField+2) + "\nY,c\n", "csv utf-8",
			[]string{"To=X|Text=b", "!one of its fields is larger than 1 MB", "To=Y|Text=c"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, format, err := lines(t, write(t, c.data))
			if err != nil || format != c.format {
				t.Errorf("%q, %v", format, err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestJSON reads arrays, wrapped arrays, single objects and lines.
func TestJSON(t *testing.T) {
	want := []string{"list=x+y|text=one", "text=two"}
	for name, data := range map[string]string{
		"array":   `[{"text":"one","list":["x","y"],"none":null},{"text":"two"}]`,
		"wrapped": `{"total":2,"hits":{"hits":[{"_source":{"text":"one","list":[{"label":"x"},"y"]}},{"_source":{"text":"two"}}]}}`,
		"lines":   "{\"text\":\"one\",\"list\":[\"x\",\"y\"]}\n\n{\"text\":\"two\"}",
	} {
		got, _, err := lines(t, write(t, data))
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, d)
		}
	}
	got, _, err := lines(t, write(t, "{\"text\": \"one\",\n \"list\": [\"x\", \"y\"]}\n"))
	if d := cmp.Diff([]string{"text=one|list=x+y"}, got); d != "" || err != nil {
		t.Errorf("one object: %v\n%s", err, d)
	}
	for data, reason := range map[string]string{
		`[{"text":"one"},{"text":`:                                 "row 2, byte 16: the file ends in the middle",
		`[{"text":"one"},{"text" "x"}]`:                            "row 2, byte 16: it is no JSON",
		`[{"text":"` + strings.Repeat("a", MaxRow+(1<<20)) + `"}]`: "larger than 16 MB",
	} {
		_, _, err := lines(t, write(t, data))
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Reason, reason) || e.Hint == "" {
			t.Errorf("%.40s: %v", data, err)
		}
	}
}

// TestXLSX reads a sheet with a title above its header, and says where a cell
// was cut off.
func TestXLSX(t *testing.T) {
	x := excelize.NewFile()
	for i, row := range [][]any{{"SAMPLE export"}, {"Symbol", "Text", "Date"}, {"CRC/C/XAA/CO/1", "7. SAMPLE.\nline", 41000},
		{}, {"CRC/C/XAA/CO/1", strings.Repeat("a", maxCellChars)}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := x.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := x.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	got, _, err := lines(t, path)
	want := []string{"Symbol=CRC/C/XAA/CO/1|Text=7. SAMPLE.\nline|Date=41000",
		`!column "Text" is as long as a cell can be: its text was cut off when the sheet was saved`}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("%v\n%s", err, d)
	}
}

// TestXLS reads an old workbook: strings that run over records, of one byte and
// of two, and numbers in their three forms. The workbook was made with
// LibreOffice of text about invented States.
func TestXLS(t *testing.T) {
	got, format, err := lines(t, filepath.Join("testdata", "sample.xls"))
	if err != nil || !strings.HasPrefix(format, "xls") {
		t.Fatal(format, err)
	}
	row := func(by, text, response, issues, action string) string {
		return "State under review=Examplia|Recommending State=" + by + "|Recommendation=SAMPLE: " + text + "|Response=" + response +
			"|Issues=" + issues + "|Action=" + action + "|Session=19"
	}
	want := []string{
		row("Testovia", "test the café’s “first” list", "Accepted", "Women's rights,Justice", "5"),
		row("Demonstria", strings.Repeat("long text ", 900), "Noted", "Other", "4.5"),
		row("Côte d’Essai", strings.Repeat("ж ", 3000)+"end", "Noted", "Other", "-3"),
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	data, err := os.ReadFile(filepath.Join("testdata", "sample.xls"))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{600, 5000, len(data) / 2, len(data) - 3000} {
		cut := write(t, string(data[:n]))
		if _, _, err := lines(t, cut); err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Hint == "" {
				t.Errorf("cut at %d: %v", n, err)
			}
		}
	}
}

// FuzzXLS reads broken workbooks.
func FuzzXLS(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "sample.xls"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		var e *Error
		err := readXLS(&File{Path: path}, func(Row) bool { return true })
		if err != nil && !errors.As(err, &e) {
			t.Fatal(err)
		}
	})
}

// TestRefused names what is no file of rows, with the way out.
func TestRefused(t *testing.T) {
	for data, reason := range map[string]string{
		"":                  "empty",
		" \n":               "empty",
		"%PDF-1.4":          "it is a PDF",
		"<html>":            "it is a web page",
		"PK\x03\x04 broken": "no Excel workbook",
		"\x7fELF\x00\x01\x02\x00\x00\x00\x00\x05a": "not text",
	} {
		_, _, err := lines(t, write(t, data))
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Reason, reason) || e.Hint == "" {
			t.Errorf("%q: %v", data, err)
		}
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("a folder was opened")
	}
}

// FuzzCSV reads any bytes: each row once, no end without end.
func FuzzCSV(f *testing.F) {
	f.Add([]byte("a,b\r\"x\ry,z"))
	f.Add([]byte("a;b\n\"\"\";\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open(path)
		if err != nil {
			return
		}
		n := 0
		for r, err := range file.Rows() {
			if err != nil {
				break
			}
			if n++; r.Number != n || n > len(data)+1 {
				t.Fatalf("row %d is numbered %d", n, r.Number)
			}
		}
	})
}

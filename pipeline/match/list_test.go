package match

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// TestListsOfEveryShape reads one list of two items in the shapes that
// spreadsheets and databases write it in.
func TestListsOfEveryShape(t *testing.T) {
	utf16le := func(s string) string {
		out := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			out = append(out, byte(u), byte(u>>8))
		}
		return string(out)
	}
	const comma = "id,item\n1,Test the law\n2,\"Train, and test, the judges\"\n"
	for _, c := range []struct{ shape, name, data string }{
		{"CSV", "list.csv", comma},
		{"no suffix, as from standard input", "standard-input.txt", comma},
		{"line ends of old Macs", "list.csv", strings.ReplaceAll(comma, "\n", "\r")},
		{"line ends of Windows, byte order mark", "list.csv", "\ufeff" + strings.ReplaceAll(comma, "\n", "\r\n")},
		{"UTF-16", "list.csv", utf16le(comma)},
		{"semicolons", "standard-input.txt", "id;item\n1;Test the law\n2;Train, and test, the judges\n"},
		{"one column", "list.csv", "item\nTest the law\n\"Train, and test, the judges\"\n"},
		{"tabs with quotation marks", "list.tsv", "no\ttext\n1\tTest the law\n2\t\"Train, and test, the judges\"\n"},
		{"lines", "list.txt", "Test the law\rTrain, and test, the judges"},
	} {
		q, err := ReadList(c.name, []byte(c.data))
		if err != nil {
			t.Errorf("%s: %v", c.shape, err)
			continue
		}
		var got []string
		for _, p := range q.Items {
			got = append(got, p.Para+". "+p.Text)
		}
		if s := strings.Join(got, "|"); s != "1. Test the law|2. Train, and test, the judges" {
			t.Errorf("%s: read %q", c.shape, s)
		}
	}
}

// TestAnOpenQuotationMarkIsNamed refuses a list whose rest would become one item.
func TestAnOpenQuotationMarkIsNamed(t *testing.T) {
	_, err := ReadList("list.csv", []byte("id,text\n1,Test the law\n2,\"Train the judges\n3,Test the judges\n"))
	if err == nil || !strings.Contains(err.Error(), "line 3: a quotation mark") {
		t.Errorf("an open quotation mark gave %v", err)
	}
	q, err := ReadList("list.csv", []byte("id,text\n1,Test the \"law\" now\n2,Train\n"))
	if err != nil || len(q.Items) != 2 || q.Items[0].Text != `Test the "law" now` {
		t.Errorf("quotation marks inside a cell: %v, %v", q.Items, err)
	}
}

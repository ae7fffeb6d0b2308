package main

import "testing"

func TestNamesThatWindowsDoesNotWriteTo(t *testing.T) {
	for name, ok := range map[string]bool{
		"report.html": true, `C:\reports\prk.html`: true, "C:prk.html": true, "nul": true, "console.html": true, "com10.csv": true, `nul\prk.html`: true,
		"nul.html": false, "NUL.txt": false, `C:\reports\con.html`: false, "reports/aux.csv": false, "com1.xlsx": false, "ab:c.html": false, `C:\reports\a:b.html`: false,
	} {
		if err := noFileOnWindows(name); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSuggestedCommandsCanBeTyped(t *testing.T) {
	for _, c := range []struct{ path, unix, windows string }{
		{"ws", "ws", "ws"},
		{"/srv/Länder/ws-1", "/srv/Länder/ws-1", "/srv/Länder/ws-1"},
		{`C:\ws`, `'C:\ws'`, `C:\ws`},
		{`C:\ws one`, `'C:\ws one'`, `"C:\ws one"`},
		{"it's", `'it'\''s'`, `"it's"`},
		{"$HOME", "'$HOME'", `"$HOME"`},
	} {
		if got := commandWord(c.path, false); got != c.unix {
			t.Errorf("%s: %s, want %s", c.path, got, c.unix)
		}
		if got := commandWord(c.path, true); got != c.windows {
			t.Errorf("%s: %s, want %s", c.path, got, c.windows)
		}
	}
}

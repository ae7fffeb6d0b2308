package main

import (
	"fmt"
	"regexp"
	"strings"
)

// deviceRE are the names that Windows gives to devices, whatever their suffix.
var deviceRE = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *$`)

// noFileOnWindows refuses names under which Windows would write to no file that
// anybody finds: report.html would be gone in nul.html, and a:b.html is a part
// of a file a that no folder shows. A device named as it is ("nul") is meant.
func noFileOnWindows(out string) error {
	name := out
	if len(name) > 1 && name[1] == ':' {
		name = name[2:] // a drive
	}
	name = name[strings.LastIndexAny(name, `\/`)+1:]
	stem, _, suffix := strings.Cut(name, ".")
	switch {
	case suffix && deviceRE.MatchString(stem):
		return &hinted{fmt.Errorf("writing %s: Windows takes this name for a device, not a file", out), "name another file"}
	case strings.Contains(name, ":"):
		return &hinted{fmt.Errorf("writing %s: a name with a colon is no file of its own on Windows", out), "name another file"}
	}
	return nil
}

var plainWord = regexp.MustCompile(`^[\pL\pN_./:@+=,~-]+$`)

// commandWord writes a path as it can be typed in a command.
func commandWord(path string, windows bool) string {
	switch {
	case windows && plainWord.MatchString(strings.ReplaceAll(path, `\`, "/")), plainWord.MatchString(path):
		return path
	case windows:
		return `"` + path + `"`
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

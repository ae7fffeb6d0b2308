package layout

import (
	"regexp"
	"slices"
	"strings"

	"refrain/corpus"
)

// furnitureRE are the lines around the text of a page.
var furnitureRE = []*regexp.Regexp{
	regexp.MustCompile(`^A/HRC ?/? ?[A-Z0-9./* ]+(?:(?:Add|Corr|Rev)\.\d+\*?)?$`),            // A/HRC/27/10, A/HRC/ 8/29, A/HRC23/4, A/HRC/43/15/Add.1
	regexp.MustCompile(`^[A-Z][A-Z/.0-9]{2,10}/[A-Z0-9./*-]+(?:(?:Add|Corr|Rev)\.\d+\*?)?$`), // CRC/C/XAA/CO/1
	regexp.MustCompile(`^(?i:page) ?[0-9ivx]+$`),                                             // Page 13
	regexp.MustCompile(`^[0-9]{1,3}$`),                                                       // 13
	regexp.MustCompile(`^(?:\d{1,3} )?GE\.? ?\d\d-\d+.{0,30}$`),                              // 12 GE.14-07222, GE.09-12345 (E) 040909
	regexp.MustCompile(`^\*\d{6,8}\*$`),                                                      // *1407222*
	regexp.MustCompile(`^[\x{E000}-\x{F8FF} ]+$`),                                            // the barcode font C39T30Lfz
	regexp.MustCompile(`^\(E\)( +\d{4,6})+$`),                                                // (E) 040909 050909
	regexp.MustCompile(`^SAMPLE\b.{0,80}not a United Nations document.{0,20}$`),              // the sample's running head
}

// isFurniture reports whether a line is a running head, a page number or a
// job number. Lines without geometry count only where they cannot be text.
func isFurniture(l corpus.Line, p corpus.Page) bool {
	t := strings.TrimSpace(l.Text)
	edge := l.Size > 0 && (l.Y < 0.125*p.Height || l.Y > 0.86*p.Height)
	if !edge && !(t >= "\uE000" && t < "\uF900") && !strings.HasPrefix(t, "*") && !strings.HasPrefix(t, "GE.") && !strings.HasPrefix(t, "SAMPLE") {
		return false
	}
	return slices.ContainsFunc(furnitureRE, func(re *regexp.Regexp) bool { return re.MatchString(t) })
}

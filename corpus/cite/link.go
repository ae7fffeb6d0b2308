package cite

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"refrain/corpus"
)

// Official is the address of the official document at a passage's page, with
// the passage's first and last words for browsers that find and mark them.
// Documents of the sample and documents without a symbol have none.
func Official(p corpus.Passage) string {
	if p.Sample {
		return ""
	}
	u := OfficialDocument(p.Key, p.Symbol)
	if u == "" || p.Page == 0 {
		return u
	}
	return u + fmt.Sprintf("#page=%d", p.Page) + directive(p.Text)
}

// OfficialDocument is the address of an official document: the Official
// Document System's for documents of the General Assembly and its Council, the
// treaty bodies' own database for theirs. undocs.org is not used: it leads to a
// page that loses what stands after "#".
func OfficialDocument(key, symbol string) string {
	if symbol == "" || !corpus.IsSymbol(symbol) {
		return ""
	}
	language := "en"
	if _, after, ok := strings.Cut(key, "@"); ok {
		language = after
	}
	if strings.HasPrefix(symbol, "A/") || strings.HasPrefix(symbol, "HRI/") {
		return "https://documents.un.org/api/symbol/access?s=" + url.QueryEscape(symbol) + "&l=" + language + "&t=pdf"
	}
	return "https://tbinternet.ohchr.org/_layouts/15/treatybodyexternal/Download.aspx?symbolno=" + url.QueryEscape(symbol) +
		"&Lang=" + language
}

// endWords is how many words of a passage stand on each side of a text
// directive: three to six find the place, and survive a line break.
const endWords = 5

// directive is the text directive of a passage, after the page:
// ":~:text=first%20words,last%20words".
func directive(text string) string {
	words := strings.Fields(text)
	for len(words) > 0 && strings.IndexFunc(words[len(words)-1], isWord) < 0 {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return ""
	}
	if len(words) <= 2*endWords {
		return ":~:text=" + escape(strings.TrimRight(strings.Join(words, " "), ";.,"))
	}
	last := strings.TrimRight(strings.Join(words[len(words)-endWords:], " "), ";.,")
	return ":~:text=" + escape(strings.Join(words[:endWords], " ")) + "," + escape(last)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// escape percent-encodes what stands in a text directive: "-", "," and "&"
// have a meaning of their own there.
func escape(s string) string {
	return strings.NewReplacer("+", "%20", "-", "%2D").Replace(url.QueryEscape(s))
}

// Anchor is the fragment under which a passage stands in our own report.
func Anchor(id string) string {
	return "passage-" + strings.Map(func(r rune) rune {
		if isWord(r) || r == '.' || r == '_' {
			return r
		}
		return '-'
	}, id)
}

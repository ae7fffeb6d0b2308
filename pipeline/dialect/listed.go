package dialect

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/parse"
)

// listedEntry reads a row of UPR Info: a recommendation by State under review,
// session and recommending State, without symbol and number, with UPR Info's
// own issues, category of action and response.
func listedEntry(m *Mapper, r record) (parse.Entry, string) {
	text := heal(plain(r.one("text")))
	if text == "" {
		return parse.Entry{}, "it has no recommendation"
	}
	states, printed := m.resolve(append(r["state"], r["states"]...))
	switch {
	case len(states) == 0:
		return parse.Entry{}, "it names no State under review"
	case len(states) > 1:
		return parse.Entry{}, "it names several States under review: " + quote(strings.Join(printed, "; "))
	case strings.HasPrefix(states[0], "?"):
		return parse.Entry{}, "its State under review is not known: " + quote(printed[0])
	}
	e := parse.Entry{Text: text, States: states, Session: number(r.one("session")), Cycle: cycle(r.one("cycle")),
		Action: number(r.one("action")), Response: strings.Join(values(append(r["response"], r["position"]...)), "; "), Issues: issues(r["issues"]), Body: "UPR"}
	e.By, e.ByPrinted = m.resolve(r["by"])
	if corpus.CycleOfSession(e.Session) == 0 {
		e.Session = 0
	}
	switch {
	case e.Session > 0:
		e.Key = fmt.Sprintf("%s%s:%d", parse.ListedPrefix, states[0], e.Session)
	case e.Cycle >= 1 && e.Cycle <= 4:
		e.Key = fmt.Sprintf("%s%s:cycle-%d", parse.ListedPrefix, states[0], e.Cycle)
	default:
		return e, "it names neither a session of the Working Group nor a cycle"
	}
	return e, ""
}

// issues splits UPR Info's issues; the labels hold no comma.
func issues(list []string) []string {
	var out []string
	for _, v := range values(list) {
		for _, label := range strings.Split(v, ",") {
			if label = strings.TrimSpace(label); label != "" {
				out = append(out, label)
			}
		}
	}
	return out
}

// uwaziEntry reads a row of a Uwazi collection's CSV export: lists with bars
// between. UPR recommendations are read as UPR Info's; what has a symbol as a
// table's row; the title stands in where no column is the text.
func uwaziEntry(m *Mapper, r record) (parse.Entry, string) {
	if r.one("text") == "" {
		r["text"] = r["title"]
	}
	if r.one("symbol") != "" {
		return tableEntry(m, r)
	}
	if r.one("state") != "" || r.one("states") != "" {
		return listedEntry(m, r)
	}
	return parse.Entry{}, "it names neither a symbol nor a State under review"
}

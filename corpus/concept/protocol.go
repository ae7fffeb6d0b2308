package concept

import (
	"sort"
	"strings"
)

// protocolsOf lists the optional protocols that "its Optional Protocol" means
// after each treaty; "its Optional Protocols" means all of them.
var protocolsOf = map[string][]string{
	"cat": {"op-cat"}, "cedaw": {"op-cedaw"}, "crpd": {"op-crpd"}, "icescr": {"op-icescr"},
	"iccpr": {"iccpr-op1", "iccpr-op2"}, "crc": {"op-crc-ac", "op-crc-sc"},
	"refugee-convention": {"refugee-protocol"}, "geneva-conventions": {"geneva-protocols"}, "untoc": {"palermo-protocols"},
}

// subjectOf maps the subject of a protocol to CRC to the protocol, for lists
// that name the Convention once: "on the involvement of children in armed
// conflict and on a communications procedure".
var subjectOf = map[string]string{
	"child-soldiers": "op-crc-ac", "child-sexual-exploitation": "op-crc-sc", "individual-complaints": "op-crc-ic",
}

// treatyOf maps protocols that are instruments of their own to their treaty.
var treatyOf = func() map[string]string {
	m := map[string]string{"geneva-protocol-1": "geneva-conventions", "geneva-protocol-2": "geneva-conventions",
		"geneva-protocol-3": "geneva-conventions", "echr-p12": "echr", "echr-p13": "echr", "esc-complaints": "european-social-charter",
		"achr-death-penalty": "achr", "san-salvador": "achr", "maputo-protocol": "achpr", "african-court-protocol": "achpr",
		"ilo-p029": "ilo-c029", "op-crc-ic": "crc", "cybercrime-protocol": "budapest-convention", "kampala-amendments": "rome-statute",
		"palermo-protocol": "untoc", "smuggling-protocol": "untoc", "firearms-protocol": "untoc"}
	for treaty, protocols := range protocolsOf {
		for _, p := range protocols {
			m[p] = treaty
		}
	}
	return m
}()

// protocolTo reports whether h names a treaty only to say whose protocol the
// hit before it is: both overlap, or "to" or "of" joins them.
func protocolTo(before []Hit, text string, h Hit) bool {
	if len(before) == 0 {
		return false
	}
	b := before[len(before)-1]
	if treatyOf[b.ID] != h.ID || h.Start == b.Start {
		return false
	}
	if h.Start < b.End {
		return true
	}
	switch strings.ToLower(strings.TrimSpace(text[b.End:h.Start])) {
	case "to", "to the", "of", "of the", "supplementing the", "to the four":
		return true
	}
	return false
}

// resolveProtocols replaces the elliptical ways to name optional protocols by
// the protocols meant, and drops acronyms that stand for the committee that
// speaks and not for its treaty.
func (l *Lexicon) resolveProtocols(text string, hits []Hit) []Hit {
	out := make([]Hit, 0, len(hits)+2)
	last := "" // the treaty or CRC protocol named last in this sentence
	lastEnd := 0
	for i, h := range hits {
		c := &l.concepts[h.Number]
		if lastEnd > 0 && h.Start > lastEnd && strings.ContainsAny(text[lastEnd:h.Start], ".;") {
			last = ""
		}
		switch {
		case c.Kind == Treaty && speaks(text, h):
			continue
		case protocolTo(out, text, h):
			continue // "Additional Protocol III to the Geneva Conventions" asks for the protocol
		case c.ID == "optional-protocol":
			out = l.expandProtocol(out, text, hits, i, last)
		case c.ID == "crc" && followsProtocol(text, hits, i):
			last, lastEnd = "op-crc", h.End
			continue // "Optional Protocols to the CRC" asks for the protocols
		case strings.HasPrefix(last, "op-crc") && subjectOf[c.ID] != "" && onSubject(text, h):
			out = l.append(out, h, subjectOf[c.ID])
		case strings.HasPrefix(c.ID, "ilo-c"):
			out = l.labourConventions(out, text, h)
		case c.ID == "palermo-protocol" && strings.Contains(text[h.Start:h.End], "rotocols"):
			out = l.append(out, h, "palermo-protocols")
		case c.ID == "iccpr-op1" && strings.Contains(text[h.Start:h.End], "rotocols"):
			out = l.append(out, h, "iccpr-op1", "iccpr-op2")
		default:
			out = append(out, h)
		}
		if c.Kind == Treaty {
			last, lastEnd = c.ID, h.End
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

func (l *Lexicon) append(out []Hit, at Hit, ids ...string) []Hit {
	for _, id := range ids {
		if n, ok := l.byID[id]; ok {
			out = append(out, Hit{id, n, at.Start, at.End})
		}
	}
	return out
}

// expandProtocol resolves the words "optional protocol(s)" at hits[i] by the
// treaty after or before them; the bare words stay where neither is near.
func (l *Lexicon) expandProtocol(out []Hit, text string, hits []Hit, i int, last string) []Hit {
	h := hits[i]
	plural := strings.Contains(strings.ToLower(text[h.Start:h.End]), "protocols")
	if i+1 < len(hits) && followsProtocol(text, hits, i+1) {
		if namesSubject(text, hits, i+2) {
			return out // "Optional Protocols to the CRC on …": the subjects follow
		}
		return l.append(out, h, protocolsOf[hits[i+1].ID]...)
	}
	ids := protocolsOf[last]
	if len(ids) == 0 || i == 0 || h.Start-hits[i-1].End > 40 {
		return append(out, h)
	}
	if !plural {
		ids = ids[:1]
	}
	return l.append(out, h, ids...)
}

// followsProtocol reports whether hits[i] is the treaty of the words "optional
// protocol(s)" right before it.
func followsProtocol(text string, hits []Hit, i int) bool {
	if i == 0 || hits[i-1].ID != "optional-protocol" || protocolsOf[hits[i].ID] == nil || hits[i].Start < hits[i-1].End {
		return false
	}
	between := strings.ToLower(strings.TrimSpace(text[hits[i-1].End:hits[i].Start]))
	switch between {
	case "", "to", "to the", "of", "of the", "on", "on the", "under the", "under", "for the":
		return true
	}
	return false
}

// namesSubject reports whether one of the next hits names the subject of a
// protocol to CRC.
func namesSubject(text string, hits []Hit, i int) bool {
	for _, h := range hits[min(i, len(hits)):] {
		if subjectOf[h.ID] != "" && onSubject(text, h) {
			return true
		}
		if strings.Contains(text[hits[i].Start:h.Start], ".") {
			break
		}
	}
	return false
}

// onSubject reports whether the hit follows "on", "on the" or "on a".
func onSubject(text string, h Hit) bool {
	before := text[max(0, h.Start-8):h.Start]
	f := strings.Fields(strings.ToLower(before))
	n := len(f)
	return n > 0 && f[n-1] == "on" || n > 1 && f[n-2] == "on" && (f[n-1] == "the" || f[n-1] == "a")
}

// committees are the acronyms that stand for a treaty and for its committee.
var committees = map[string]bool{"CAT": true, "CRC": true, "CEDAW": true, "CRPD": true, "CERD": true,
	"CED": true, "CMW": true, "CESCR": true, "CCPR": true}

// speechVerbs follow the name of a committee that speaks.
var speechVerbs = wordSet(`recommended urged expressed was were noted remained regretted welcomed requested encouraged called
reiterated stated considered asked invited also further advised commended observed raised highlighted took made
recommends urges notes concluded deplored drew stressed underlined suggested emphasized appreciated acknowledged`)

// speaks reports whether the treaty acronym at h stands for the committee:
// a verb of saying follows, at once or after other acronyms of the list.
func speaks(text string, h Hit) bool {
	if !committees[text[h.Start:h.End]] {
		return false
	}
	for _, w := range strings.Fields(text[h.End:min(len(text), h.End+80)]) {
		w = strings.TrimRight(w, ",")
		if w == "" || w == "and" || committees[w] {
			continue
		}
		return speechVerbs[strings.TrimRight(w, ",.;0123456789")]
	}
	return false
}

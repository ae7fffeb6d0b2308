package check

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

// claimForm is one way in which drafts say what the State answered. The
// pattern's group is the words of the claim.
type claimForm struct {
	re *pattern.Pattern
	// subject says that the group before the verb must be the State under
	// review, or words for it.
	subject bool
}

const (
	adverbs  = `(?:(?:also|since|now|nonetheless|nevertheless|only|later|subsequently|then|fully|formally|already|immediately|all|both|explicitly|merely|likewise|equally|again|in (?:part|full|principle)|partially|partly|\w+ly) )*`
	answered = `(?:supported|accepted|noted|rejected|endorsed|declined|refused|took note of|taken note of)`
	negated  = `(?:(?:did|does|do|could|would|has|have|had|was|were|is|are)(?: not|n[’']t) (?:be )?(?:support|accept|supported|accepted|enjoy the support|enjoy its support|endorse|endorsed))`
	partWord = `(?: in part| partially| partly| in principle)?`
)

// claimForms are tried in order; each match is one claim. Each form stands for
// sentences that people really write.
var claimForms = []claimForm{
	// "did not enjoy the support of", "enjoyed the support of"
	{pattern.New(`(?i)\b((?:did not |do not |does not |didn[’']t |not )?enjoy(?:s|ed)? (?:the |its |their )?(?:full )?support)\b`), false},
	// "neither was accepted", "none of them enjoyed the support"
	{pattern.New(`(?i)\b((?:neither|none)(?: of (?:them|these|those|which|the \w+))?(?: recommendations?)? (?:was|were|has been|have been|is|are|enjoyed|has|have) (?:yet )?(?:been )?(?:supported|accepted|endorsed|the support|its support))\b`), false},
	// "(noted)", "(Uruguay; supported)", "[accepted]", "– not supported"
	{pattern.New(`(?i)[(\[;,–—] ?((?:not |partially |partly )?` + answered + partWord + `|pending)[)\]]`), false},
	// "rec. 115.1 – noted", "115.1 and 115.2 on torture: all noted."
	{pattern.New(`(?i)(?: [–—-]|:) (?:all |both |each )?((?:not |partially |partly )?(?:supported|accepted|noted|rejected)` + partWord + `|pending)(?:[.;,)]|$)`), false},
	// "the recommendation was noted", "which were not accepted", "and was supported"
	{pattern.New(`(?i)(?:\b(?:recommendations?|which|they|them|these|those|both|all|each|it|latter|former|first|second|third|others?|proposals?|calls?|requests?|\d|and|but|although|though)|\)) (?:` + adverbs + `)?((?:was|were|has been|have been|had been|is|are|stands?|stood|remains?) (?:not )?` + adverbs + answered + partWord + `)\b`), false},
	// "the recommendation on torture was accepted", "their call has been noted"
	{pattern.New(`(?i)\b(?:recommendations?|proposals?|calls?|requests?|demands?)\b[^.;:]{1,160}? ((?:was|were|has been|have been|had been) (?:not )?` + adverbs + answered + partWord + `)\b`), false},
	// "Slovenia did not accept", "the Government did not support"
	{pattern.New(`(?i)((?:\pL[\pL’'.-]*|\)),? ` + adverbs + negated + `)\b`), true},
	// "Slovenia supported the recommendation", "the State noted recommendations 115.1"
	{pattern.New(`(?i)((?:\pL[\pL’'.-]*|\)),? (?:has |had |have )?` + adverbs + answered + partWord + `) (?:` + object + `)`), true},
	// "accepted by Slovenia", "noted by the State"
	{pattern.New(`(?i)\b((?:not )?(?:supported|accepted|noted|rejected)` + partWord + ` by) (?:the )?`), false},
	// "the supported recommendation 115.1"
	{pattern.New(`(?i)\b(?:the|its|an?|this|these|two|three|four|five|six|\d+|of) ((?:supported|accepted|noted|rejected)) recommendations?\b`), false},
	// "left pending", "are pending"
	{pattern.New(`(?i)\b((?:left|are|is|was|were|remain(?:s|ed)?|still) pending)\b`), false},
}

// object is what a State answers: a recommendation, not a fact.
const object = `all(?: of them| (?:two|three|four|five|six|seven|eight|nine|ten|\d+))?\b|(?:all |both |each |the |this |these |those |that |a |an |its |their |such |one |two |three |four |five |six |seven |eight |nine |ten |\d+ |most |many |several |some |of |same |said |first |second |\pL+[’']s )*(?:\pL+ )?(?:recommendations?|calls? |proposals?)|it\b|them\b|(?:those|that|these) (?:in|on|of|from|made|contained|concerning|regarding)\b|paras?\b|[(\[]?(?:A/HRC|para)|this \(|these \(|\d{2,3}\.\d`

// subjects are words for the State under review.
var subjects = pattern.New(`(?i)^(?:government|state|delegation|country|authorities|it|which|they|who|and|but|subsequently|later|then|also)$`)

// notAnswer is what makes a "noted" no answer: "noted that", "it was noted with".
var notAnswer = pattern.New(`(?i)^,? (?:that|with|how|above|earlier|below|in (?:the|its|paragraph|a)|during|as|down|above)\b`)

// thatOfRE is a recommendation: "did not support that of Poland".
var thatOfRE = pattern.New(`(?i)^ that (?:of|from|by|made by) `)

// claim is what a draft says of the State's answer.
type claim struct {
	start, end int // in the clause
	words      string
	position   corpus.Position
	partial    bool
	active     bool // a verb with its object after it
}

// claimsIn finds the answers that a clause tells, each place once.
func (r *run) claimsIn(c clause) []claim {
	var out []claim
	taken := func(a, b int) bool {
		for _, x := range out {
			if a < x.end && b > x.start {
				return true
			}
		}
		return false
	}
	for _, form := range claimForms {
		for _, m := range form.re.FindAllStringSubmatchIndex(c.text, -1) {
			start, end := m[2], m[3]
			if form.subject {
				subject := strings.TrimRight(strings.Fields(c.text[start:end])[0], ",’'.")
				if !r.isUnderReview(c, start, subject) {
					continue
				}
				start += strings.IndexByte(c.text[start:end], ' ') + 1
			}
			if taken(start, end) || notAnswer.MatchString(c.text[end:]) && !thatOfRE.MatchString(c.text[end:]) || r.byOther(c, start, end) {
				continue
			}
			out = append(out, meaning(claim{start: start, end: end, words: c.text[start:end], active: form.subject}))
		}
	}
	for _, cl := range r.relativeClaims(c) {
		if !taken(cl.start, cl.end) {
			out = append(out, cl)
		}
	}
	return out
}

// isUnderReview reports whether the word before a verb is the State under
// review or stands for it.
func (r *run) isUnderReview(c clause, start int, subject string) bool {
	if subjects.MatchString(subject) {
		return true
	}
	end := start + len(subject)
	for _, m := range mentions(r.States, c.text) {
		if m.end >= end && m.start <= start {
			return r.reviews(c.cites, m.code)
		}
	}
	// "the DPRK", "Pyongyang": a name that is none here is left alone.
	return false
}

// reviews reports whether a State is under review in a document cited.
func (r *run) reviews(cs []*checked, code string) bool {
	for _, c := range cs {
		if v := r.Shelf.Volume(c.symbol); v != nil && v.State == code {
			return true
		}
	}
	return false
}

// byOther reports whether "noted by", "supported by" goes on with another than
// the State under review: a committee, other States.
func (r *run) byOther(c clause, start, end int) bool {
	after := c.text[end:]
	if !strings.HasSuffix(c.text[start:end], " by") {
		rest, ok := strings.CutPrefix(after, " by ")
		if !ok {
			return false
		}
		after = rest
	}
	after = strings.TrimPrefix(strings.TrimLeft(after, " "), "the ")
	word := strings.TrimRight(firstWord(after), ",.;:)")
	if subjects.MatchString(word) {
		return false
	}
	at := len(c.text) - len(after)
	for _, m := range mentions(r.States, c.text) {
		if m.end > at {
			return m.start > at+4 || !r.reviews(c.cites, m.code)
		}
	}
	return true
}

func firstWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return f[0]
}

// meaning reads the words of a claim.
func meaning(c claim) claim {
	w := strings.ToLower(c.words)
	not := strings.Contains(w, "not ") || strings.HasPrefix(w, "neither") || strings.HasPrefix(w, "none") || strings.Contains(w, "n’t") || strings.Contains(w, "n't")
	c.partial = strings.Contains(w, "part")
	switch {
	case strings.Contains(w, "pending"), strings.Contains(w, "left "):
		c.position = corpus.Pending
	case strings.Contains(w, "note"), strings.Contains(w, "reject"), strings.Contains(w, "declin"), strings.Contains(w, "refus"), not:
		c.position = corpus.Noted
	default:
		c.position = corpus.Supported
	}
	return c
}

// position checks what a clause says of the State's answer.
func (r *run) position(s statement, c clause) {
	own, before := onlyRecommendations(passagesOf(c.cites)), onlyRecommendations(passagesOf(c.prev))
	for _, cl := range nearest(c, r.claimsIn(c)) {
		ps := own
		if len(c.prev) > 0 && !cl.active && onwardRE.MatchString(c.text[:cl.start]) {
			ps = before
		}
		if len(ps) == 0 || inCitation(s, c, cl.start) {
			continue
		}
		r.add(s.block, c.start+cl.start, c.start+cl.end, r.answer(cl, ps))
	}
}

// answeredBack checks what a sentence without citations says of the answers to
// the recommendations of the sentence before, or of all cited before it in its
// paragraph.
func (r *run) answeredBack(s statement) {
	c := clause{start: s.start, end: s.end, text: s.text, cites: s.wide}
	for _, cl := range r.claimsIn(c) {
		if inQuotation(c, cl.start) {
			continue
		}
		var f Finding
		for i := 0; i < len(s.wide); i++ {
			// The last citation alone, the last two, and so on to all.
			ps := onlyRecommendations(passagesOf(s.wide[len(s.wide)-1-i:]))
			if len(ps) == 0 {
				continue
			}
			if g := r.answer(cl, ps); f.Result == "" || g.Result == Correct {
				f = g
			}
			if f.Result == Correct {
				break
			}
		}
		if f.Result != "" {
			r.add(s.block, c.start+cl.start, c.start+cl.end, f)
		}
	}
}

// nearest leaves, of several active claims of different positions, the last: "it
// supported those on housing but noted that on land (A/…)" cites the latter. A
// claim that names a paragraph of its own is of that.
func nearest(c clause, cls []claim) []claim {
	var out []claim
	for i, cl := range cls {
		later := false
		for _, other := range cls[i+1:] {
			later = later || cl.active && other.active && other.start > cl.start && other.position != cl.position
		}
		for _, other := range cls[:i] {
			later = later || cl.active && other.active && other.start > cl.start && other.position != cl.position
		}
		if m := ownParaRE.FindString(c.text[cl.end:]); !later && m == "" {
			out = append(out, cl)
		}
	}
	return out
}

// ownParaRE is a paragraph that leads a list and that no citation names here.
var ownParaRE = pattern.New(`(?i)^(?: \pL+){0,4} in para(?:graph|\.)?s? \d{1,3}(?:[^.\d]|\.\D)`)

func onlyRecommendations(ps []corpus.Passage) []corpus.Passage {
	var out []corpus.Passage
	for _, p := range ps {
		if p.Kind == corpus.PassageRecommendation {
			out = append(out, p)
		}
	}
	return out
}

// answer compares a claim with the State's last stated positions.
func (r *run) answer(cl claim, ps []corpus.Passage) Finding {
	f := Finding{What: Position, Result: Correct, IDs: ids(ps)}
	var other, unknown []corpus.Passage
	for _, p := range ps {
		switch {
		case p.Position == cl.position && (!cl.partial || p.Partial), cl.partial && p.Partial:
		case cl.position == corpus.Pending && wasPending(p):
		case p.Position == "" || p.Position == corpus.Pending:
			unknown = append(unknown, p)
		default:
			other = append(other, p)
		}
	}
	switch {
	case len(other) > 0:
		p := other[0]
		f.Result, f.Right = Wrong, rightPositions(ps)
		f.Says = p.Cite + " is " + positionWords(p)
		if p.PositionSource != "" {
			f.Says += " (" + p.PositionSource + ")"
		}
		if len(other) > 1 {
			f.Says = fmt.Sprintf("%d of the %d cited are not %s; %s", len(other), len(ps), cl.position, f.Says)
		}
		f.Official = cite.Official(p)
	case len(unknown) > 0:
		f.Result = CannotCheck
		f.Says = unknown[0].Cite + ": the State’s answer is in none of the documents here"
		if unknown[0].Position == corpus.Pending {
			add := unknown[0].Symbol + "/Add.1"
			f.Says = unknown[0].Cite + " was left pending; the answer is in none of the documents here"
			f.Get = get(add)
			r.miss(add)
		}
	default:
		f.Says = positionSummary(ps)
	}
	return f
}

func wasPending(p corpus.Passage) bool {
	for _, h := range p.History {
		if h.Position == corpus.Pending {
			return true
		}
	}
	return p.Position == corpus.Pending
}

// positionWords is a position in words.
func positionWords(p corpus.Passage) string {
	switch {
	case p.Partial:
		return string(p.Position) + " (in part)"
	case p.Position == "":
		return "without a position here"
	}
	return string(p.Position)
}

func positionSummary(ps []corpus.Passage) string {
	if len(ps) == 1 {
		s := positionWords(ps[0])
		if ps[0].PositionSource != "" {
			s += " (" + ps[0].PositionSource + ")"
		}
		return s
	}
	return fmt.Sprintf("all %d are %s", len(ps), positionWords(ps[0]))
}

// rightPositions says which of the recommendations have which position, ready
// to paste.
func rightPositions(ps []corpus.Passage) string {
	var order []string
	by := map[string][]corpus.Passage{}
	for _, p := range ps {
		w := positionWords(p)
		if by[w] == nil {
			order = append(order, w)
		}
		by[w] = append(by[w], p)
	}
	var out []string
	for _, w := range order {
		out = append(out, w+": "+cite.Join(cite.Make(by[w], cite.Options{})))
	}
	return strings.Join(out, "; ")
}

package match

import (
	"sort"
	"strings"

	"refrain/corpus"
)

// outOfScope are the kinds of passages that are searched only when named.
var outOfScope = map[corpus.PassageKind]bool{corpus.PassageUPRParagraph: true, corpus.PassageReply: true,
	corpus.PassageOther: true, corpus.PassageItem: true}

func inScopeByDefault(k corpus.PassageKind) bool { return k != "" && !outOfScope[k] }

// notTargets are the kinds of documents whose passages repeat those of others.
var notTargets = map[corpus.Kind]bool{corpus.KindLetter: true, corpus.KindMatrix: true}

// scope decides which passages a question is put to.
type scope struct {
	q   *Question
	opt *Options
}

func (s scope) document(d *corpus.Document) bool {
	if s.q.Key != "" && d.Key == s.q.Key {
		return false
	}
	if len(s.opt.Against) > 0 {
		for _, a := range s.opt.Against {
			if d.Key == a || d.Key == corpus.CanonicalSymbol(a) || strings.EqualFold(d.Key, a) {
				return true
			}
		}
		return false
	}
	if notTargets[d.Kind] && len(s.opt.Kinds) == 0 {
		return false
	}
	if d.Language != "" && d.Language != "en" {
		return false
	}
	return s.opt.AnyState || d.State == s.q.State || d.Import != "" && d.About(s.q.State)
}

func (s scope) passage(p *corpus.Passage) bool {
	if len(s.opt.Against) == 0 && ofTheReport(p) {
		return false
	}
	if len(s.opt.Kinds) == 0 {
		return len(s.opt.Against) > 0 && p.Kind != corpus.PassageReply && p.Kind != corpus.PassageOther || inScopeByDefault(p.Kind)
	}
	for _, k := range s.opt.Kinds {
		if strings.HasPrefix(string(p.Kind), k) {
			return true
		}
	}
	return false
}

// info describes a scope for the products.
func info(entries []*entry) ScopeInfo {
	keys := map[string]bool{}
	s := ScopeInfo{Documents: []string{}, Passages: len(entries)}
	for _, e := range entries {
		if !keys[e.p.Key] {
			keys[e.p.Key] = true
			s.Documents = append(s.Documents, e.p.Key)
		}
	}
	sort.Strings(s.Documents)
	return s
}

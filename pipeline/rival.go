package pipeline

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/extract"
)

// gains reports whether a stored document has pages that this run can read
// and the run before could not.
func (in *ingest) gains(h *corpus.Document) bool {
	if in.opt.OCR == nil {
		return false
	}
	for _, w := range h.Warnings {
		if strings.HasPrefix(w, extract.UnreadPages) {
			return true
		}
	}
	return false
}

// takesLead reports whether the user wants a stored document to be current that
// is not.
func (in *ingest) takesLead(h *corpus.Document) bool {
	return in.opt.Replace && in.led[h.Key] != h.SHA256
}

// contest decides between two documents with one key that cannot be editions
// of one document: they are on different States or of different kinds. The one
// stored first stays current, for what was cited from it must not come to mean
// something else; unless the user says otherwise, or the catalogue says whose
// the symbol is. stays says why the new one is kept beside the old; gives why
// the old one makes way; both are empty where the two can be editions.
func (in *ingest) contest(d, old *corpus.Document) (stays, gives string) {
	if old == nil || old.SHA256 == d.SHA256 || old.Grade() == 0 {
		return "", ""
	}
	if d.Grade() == 0 && d.Kind != corpus.KindOther && d.State != "" && old.State != "" && d.State != old.State {
		return fmt.Sprintf("it reads as %s, no passage could be read in it, and it has the symbol %s, under which %s (%s) is stored: that one stays current, and this one is kept beside it and not searched",
			in.says(d), d.Key, old.File, in.says(old)), ""
	}
	if d.Grade() == 0 || d.Grade() < old.Grade() {
		return "", ""
	}
	ours, theirs := in.says(d), in.says(old)
	if ours == theirs || old.Kind == d.Kind && old.State == "" {
		return "", "" // the same, or one that names the State where the other did not
	}
	owner := corpus.StateOfSymbol(d.Symbol)
	switch {
	case in.opt.Replace:
		return "", fmt.Sprintf("%s (%s) is kept beside it and no longer searched, as asked for", old.File, theirs)
	case owner != "" && owner == d.State && owner != old.State:
		return "", fmt.Sprintf("the symbol %s is that of the document on %s: %s (%s) is kept beside it and no longer searched",
			d.Symbol, in.opt.States.Name(owner), old.File, theirs)
	}
	return fmt.Sprintf("it reads as %s and has the symbol %s, under which %s (%s) is stored: a symbol is one document’s, so that one stays current, and this one is kept beside it and not searched",
		ours, d.Key, old.File, theirs), ""
}

// says is what a document is, as far as two editions agree in it.
func (in *ingest) says(d *corpus.Document) string {
	kind := corpus.KindName(string(d.Kind))
	if d.State == "" {
		return kind
	}
	return kind + " on " + in.opt.States.Name(d.State)
}

// setBeside keeps a document beside the one that takes its place.
func (in *ingest) setBeside(old, by *corpus.Document) error {
	whole, err := in.w.Load(old.SHA256)
	if err != nil {
		return err
	}
	whole.Beside = fmt.Sprintf("it reads as %s, and %s (%s) has the symbol %s", in.says(old), by.File, in.says(by), old.Key)
	if h := in.stored[old.SHA256]; h != nil {
		c := *h // a reader of another input may look at the head
		c.Beside = whole.Beside
		in.stored[old.SHA256] = &c
	}
	return in.w.Save(whole)
}

// beside says which of two documents with one key is current.
func beside(d, old *corpus.Document) string {
	switch {
	case old == nil || old.SHA256 == d.SHA256:
		return ""
	case old.Grade() <= d.Grade():
		return fmt.Sprintf("other bytes than %s under the symbol %s: this one is current, the older is kept", old.File, d.Key)
	case d.Grade() == 0:
		return fmt.Sprintf("it names the symbol %s and does not read as that document: %s stays current, and this one is kept and not searched", d.Key, old.File)
	}
	return fmt.Sprintf("only a part of %s could be read: %s stays current, and this one is kept and not searched", d.Key, old.File)
}

package match

import "refrain/corpus"

// Question is a list of items to find passages for, and whose it is.
type Question struct {
	// Key is the key of the asking document; empty for a plain list.
	Key    string `json:"key"`
	Symbol string `json:"symbol,omitempty"`
	Title  string `json:"title"`
	// State is the State under review (alpha-3), empty where a list does not
	// say; StateName its printed name.
	State     string `json:"state"`
	StateName string `json:"state_name"`
	// Date is the date of the letter or document, ISO 8601, empty if unknown.
	Date string `json:"date"`
	// Cycle and Session are those of the review the letter follows.
	Cycle   int              `json:"cycle"`
	Session int              `json:"session"`
	Items   []corpus.Passage `json:"items"`
}

// Options widen or narrow what is searched. The zero value is the default
// scope: passages of the asking document's State, of all kinds but
// upr-paragraph, state-reply and other, and not of the asking document itself,
// of letters or of matrices.
type Options struct {
	// AnyState searches the documents of all States.
	AnyState bool
	// Against names documents by key or symbol; only these are searched, of
	// whatever State and kind they are.
	Against []string
	// Kinds are the passage kinds to search, in place of the default; a
	// prefix of a kind's name is enough ("upr-r").
	Kinds []string
	// All gives every passage in scope for every item, rank 1…n, in place of
	// those that reach Possible.
	All bool
}

// ItemLinks is the answer for one item.
type ItemLinks struct {
	Item corpus.Passage
	// Number is the item's number in the annex; the paragraph where another
	// document asks.
	Number string
	// Links are in rank order: every link that is strong, likely or possible,
	// and with Options.All every passage in scope.
	Links []Link
	// Asks are the treaties that the item asks for, in its order; nil where
	// it asks for none.
	Asks []Ask
	// Parts are the demands of a compound item; nil where it makes one, or
	// asks for treaties.
	Parts []Part
	Scope ScopeInfo
}

// ScopeInfo says what was searched for an item.
type ScopeInfo struct {
	// Documents are the keys of the documents with passages in scope, sorted.
	Documents []string `json:"documents"`
	Passages  int      `json:"passages"`
	// Nearest is how many of the passages were compared closely with each
	// item, those that agree most at first sight; 0 where all were.
	Nearest int `json:"nearest,omitempty"`
}

// Link joins an item to a passage that may raise the same concern. The JSON
// names are relied on by other programs.
type Link struct {
	// From and FromPara are the asking document's key and the item's paragraph.
	From     string   `json:"from"`
	FromPara string   `json:"from_para"`
	Item     string   `json:"item"`
	ItemText string   `json:"item_text"`
	Headings []string `json:"headings"`
	// UnitFrom and UnitTo name the parts that agree best ("(b)", "variant 2",
	// "sentence 3", "treaty CAT"); empty where the whole was compared.
	UnitFrom string `json:"unit_from"`
	UnitTo   string `json:"unit_to"`
	ID       string `json:"id"`
	Symbol   string `json:"symbol"`
	Para     string `json:"para"`
	Cite     string `json:"cite"`
	// Rank counts from 1 within the item. Score is the joined score, higher
	// is better; Probability is that of the passage being a repeat.
	Rank        int      `json:"rank"`
	Score       float64  `json:"score"`
	Probability *float64 `json:"probability"`
	// Encoder is the cosine that a user's encoder gives, see [Second]; nil
	// where none was asked.
	Encoder  *float64  `json:"encoder,omitempty"`
	Strength Strength  `json:"strength"`
	Relation Relation  `json:"relation"`
	When     When      `json:"when"`
	Reviewed *Judgment `json:"reviewed"`
	// Demand is the id of the passage that stands for all those of the same
	// review that ask the same, see [Demands]; its own id where it stands alone.
	Demand string `json:"demand"`
	// Progress says that the passage raises nothing: all that it says on the item
	// is a welcome of what was done, or the State's own claim. Reports note it as
	// progress and count it nowhere, unless a reader confirmed the link.
	Progress bool `json:"progress"`
	// Readers are the last words of all readers who judged the link. Reviewed
	// is set where they agree.
	Readers []Judgment `json:"readers,omitempty"`
	// Why is the evidence in words, the weightiest first.
	Why     []string       `json:"why"`
	Passage corpus.Passage `json:"-"`
	// ToText is the text of the passage's part, Action how much it asks: UPR
	// Info's categories, 1 minimal to 5 specific, 0 where no verb of demand
	// opens it.
	ToText string `json:"-"`
	Action int    `json:"-"`
	// Said are the sentences by which a treaty body's passage or a compilation's
	// raises the item; nil for others, and where it only welcomes: the link's
	// copy of the passage then has that role.
	Said []string `json:"-"`
}

// Strength says how sure a link is. The tiers are cut by calibrated
// probability; docs/METHOD says what they were worth when measured.
type Strength string

// The strengths, from sure to unsure.
const (
	Strong   Strength = "strong"
	Likely   Strength = "likely"
	Possible Strength = "possible"
	Weak     Strength = "weak"
)

// Relation says what kind of repetition a link is, after UPR Info's study of
// first- and second-cycle recommendations.
type Relation string

// The relations. Only Same, Similar, BuildUp and RefersBack are repetitions.
const (
	// Same: near identical.
	Same Relation = "same"
	// Similar: the same issue and the same action.
	Similar Relation = "similar"
	// General: the same issue, another action.
	General Relation = "general"
	// BuildUp: a later or further step of the same demand.
	BuildUp Relation = "build-up"
	// Contrary: one asks the opposite of the other.
	Contrary Relation = "contrary"
	// RefersBack: one of the two cites the other, or says it was made before.
	RefersBack Relation = "refers-back"
)

// When places a passage relative to the asking document: before it, of the
// review that the letter follows, or after it.
type When string

// The times.
const (
	Earlier    When = "earlier"
	SameReview When = "same-review"
	Later      When = "later"
)

// Found says whether a passage asks for a treaty by name, generically ("the
// core human rights treaties"), or whether none was found.
type Found string

// The ways a treaty can be asked for.
const (
	ByName      Found = "by name"
	Generically Found = "generically"
	NotFound    Found = "not found"
)

// Ask is one treaty an item asks for and the passages in scope that ask for
// the same.
type Ask struct {
	// Treaty is the concept id, Label its short name ("OP-CAT"), Name its full name.
	Treaty string `json:"treaty"`
	Label  string `json:"label"`
	Name   string `json:"name"`
	// Found is ByName if ByName has a passage, else Generically if Generic
	// has one, else NotFound.
	Found Found `json:"found"`
	// ByName and Generic are ids of passages, in document order.
	ByName  []string `json:"by_name"`
	Generic []string `json:"generic"`
}

// Judgment is what a reader decided about one link. The gold files and an
// analyst's answers are the same thing.
type Judgment struct {
	// From and To are ids of passages.
	From string `json:"from"`
	To   string `json:"to"`
	// Grade is 2 for the same concern, 1 for related, 0 for neither.
	Grade int `json:"grade"`
	// By is who judged, At when (ISO 8601).
	By   string `json:"by,omitempty"`
	At   string `json:"at,omitempty"`
	Note string `json:"note,omitempty"`
}

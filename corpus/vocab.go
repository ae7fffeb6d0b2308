package corpus

// Kind is the kind of a document.
type Kind string

// The kinds of documents.
const (
	KindWGReport        Kind = "wg-report"
	KindAddendum        Kind = "addendum"
	KindCompilation     Kind = "compilation"
	KindSummary         Kind = "summary"
	KindNationalReport  Kind = "national-report"
	KindMidTermReport   Kind = "mid-term-report"
	KindObservations    Kind = "concluding-observations"
	KindSpecial         Kind = "special-procedure"
	KindInquiry         Kind = "commission-of-inquiry"
	KindLetter          Kind = "letter"
	KindMatrix          Kind = "matrix"
	KindDecision        Kind = "decision"
	KindSessionReport   Kind = "session-report"
	KindAdvanceQuestion Kind = "advance-questions"
	KindOther           Kind = "other"
)

// Mechanism is who speaks in a document or passage: the UPR, a treaty body, a
// special procedure, the Office, stakeholders or the State itself.
type Mechanism string

// The mechanisms.
const (
	UPR          Mechanism = "UPR"
	CERD         Mechanism = "CERD"
	CESCR        Mechanism = "CESCR"
	CCPR         Mechanism = "CCPR"
	CEDAW        Mechanism = "CEDAW"
	CAT          Mechanism = "CAT"
	CRC          Mechanism = "CRC"
	CMW          Mechanism = "CMW"
	CRPD         Mechanism = "CRPD"
	CED          Mechanism = "CED"
	SPT          Mechanism = "SPT"
	SP           Mechanism = "SP"
	COI          Mechanism = "COI"
	OHCHR        Mechanism = "OHCHR"
	Stakeholders Mechanism = "STAKEHOLDERS"
	State        Mechanism = "STATE"
)

// PassageKind is the kind of a passage.
type PassageKind string

// The kinds of passages.
const (
	PassageRecommendation PassageKind = "upr-recommendation"
	PassageUPRParagraph   PassageKind = "upr-paragraph"
	PassageObservation    PassageKind = "concluding-observation"
	PassageCompilation    PassageKind = "compilation-paragraph"
	PassageSummary        PassageKind = "summary-paragraph"
	PassageSpecial        PassageKind = "special-procedure"
	PassageReply          PassageKind = "state-reply"
	PassageItem           PassageKind = "annex-item"
	PassageOther          PassageKind = "other"
)

// PassageKinds are all kinds of passages.
var PassageKinds = []PassageKind{PassageRecommendation, PassageUPRParagraph, PassageObservation, PassageCompilation, PassageSummary,
	PassageSpecial, PassageReply, PassageItem, PassageOther}

// Role is what a passage does: it raises a concern, recommends, asks,
// welcomes, replies or claims. The empty role means none was found.
type Role string

// The roles.
const (
	RoleConcern        Role = "concern"
	RoleRecommendation Role = "recommendation"
	RoleQuestion       Role = "question"
	RoleWelcome        Role = "welcome"
	RoleReply          Role = "reply"
	RoleClaim          Role = "claim"
)

// Position is the State's last stated position on a recommendation. The empty
// position means that the passage is not a recommendation or that no position
// was found.
type Position string

// The positions. In part is Noted with Partial set; already implemented is
// Supported; no definitive statement is Noted once final.
const (
	Supported Position = "supported"
	Noted     Position = "noted"
	Pending   Position = "pending"
)

// kindNames are kinds of passages and documents in words.
var kindNames = map[string]string{
	"upr-recommendation": "UPR recommendation", "upr-paragraph": "UPR paragraph", "concluding-observation": "Concluding observation",
	"compilation-paragraph": "Compilation paragraph", "summary-paragraph": "Stakeholder summary paragraph", "special-procedure": "Special procedure",
	"state-reply": "Reply of the State", "annex-item": "Annex item of a letter", "other": "Other",
	"wg-report": "Working Group report", "addendum": "Addendum (views of the State)", "compilation": "OHCHR compilation", "summary": "Stakeholder summary",
	"national-report": "National report", "mid-term-report": "Mid-term report", "concluding-observations": "Concluding observations",
	"commission-of-inquiry": "Commission of inquiry", "letter": "Letter of the High Commissioner", "matrix": "OHCHR matrix", "decision": "Decision",
	"session-report": "Session report of the Council", "advance-questions": "Advance questions",
}

// KindName is a kind of documents or passages in words; what is no kind stays
// as it is.
func KindName(kind string) string {
	if n := kindNames[kind]; n != "" {
		return n
	}
	return kind
}

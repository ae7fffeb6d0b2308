package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// annotationContext is the vocabulary of Web Annotations (W3C Recommendation of
// 23 February 2017), which also gives the prefixes dcterms and schema.
const annotationContext = "http://www.w3.org/ns/anno.jsonld"

// pdfFragments is the memo that defines #page= for PDF, the specification that
// the recommendation names for it.
const pdfFragments = "http://tools.ietf.org/rfc/rfc3778"

type collection struct {
	Context     string         `json:"@context"`
	ID          string         `json:"id"`
	Type        string         `json:"type"`
	Label       string         `json:"label"`
	Description string         `json:"dcterms:description"`
	Created     string         `json:"created"`
	Generator   software       `json:"generator"`
	Identifier  string         `json:"dcterms:identifier"`
	References  []string       `json:"dcterms:references"`
	Total       int            `json:"total"`
	First       annotationPage `json:"first"`
}

type software struct {
	Type    string `json:"type"`
	Name    string `json:"name"`
	Version string `json:"schema:softwareVersion"`
}

type annotationPage struct {
	ID         string       `json:"id"`
	Type       string       `json:"type"`
	PartOf     string       `json:"partOf"`
	StartIndex int          `json:"startIndex"`
	Items      []annotation `json:"items"`
}

type annotation struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Motivation string   `json:"motivation"`
	Created    string   `json:"created"`
	Generator  software `json:"generator"`
	Body       []any    `json:"body"`
	Target     specific `json:"target"`
}

// specific is a passage: a document and where in it.
type specific struct {
	Type     string     `json:"type"`
	Purpose  string     `json:"purpose,omitempty"`
	Source   string     `json:"source"`
	Selector []selector `json:"selector"`
}

type selector struct {
	Type       string    `json:"type"`
	ConformsTo string    `json:"conformsTo,omitempty"`
	Value      string    `json:"value,omitempty"`
	Exact      string    `json:"exact,omitempty"`
	RefinedBy  *selector `json:"refinedBy,omitempty"`
}

type textualBody struct {
	Type     string `json:"type"`
	Purpose  string `json:"purpose"`
	Value    string `json:"value"`
	Format   string `json:"format"`
	Language string `json:"language"`
}

// writeAnnotations writes the links that are shown as a collection of W3C Web
// Annotations in JSON-LD: the motivation is linking, the body the letter's item,
// the target the passage in the official document, by page and by its words.
// What else the body says is what the program found and what a reader decided.
func writeAnnotations(w io.Writer, r *Report, _ Options) error {
	by := software{"Software", "Refrain", r.Version}
	at := r.Date + "T00:00:00Z"
	id := "urn:refrain:report:" + shortHash(r.Question.Key, r.Coverage.Hash)
	c := collection{Context: annotationContext, ID: id, Type: "AnnotationCollection", Label: r.title(), Description: r.made(), Created: at,
		Generator: by, Identifier: r.Coverage.Hash, References: []string{}, First: annotationPage{ID: id + ":1", Type: "AnnotationPage", PartOf: id, Items: []annotation{}}}
	for _, d := range r.Coverage.Documents {
		c.References = append(c.References, documentIRI(d.Key, d.Symbol, d.Sample))
	}
	for i := range r.Concerns {
		item := &r.Concerns[i]
		for _, l := range item.all() {
			if !shown(l.Link) && !confirmed(l.Link) {
				continue
			}
			c.First.Items = append(c.First.Items, annotation{ID: "urn:refrain:link:" + shortHash(item.Item.ID, item.Number, l.ID), Type: "Annotation", Motivation: "linking",
				Created: at, Generator: by, Body: bodies(item, l), Target: passageResource(l.Passage, "")})
		}
	}
	c.Total = len(c.First.Items)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(c)
}

// bodies are the item, what is known of the link, and its state of review.
func bodies(item *Concern, l countedLink) []any {
	what := fmt.Sprintf("Item %s and %s: %s, %s.", item.Number, l.Cite, l.Strength, relationWords[l.Relation])
	if p := positionWords(l.Passage); l.Passage.Position != "" {
		what += " The State’s position: " + p + "."
	}
	if len(l.Why) > 0 {
		what += " " + capital(strings.Join(l.Why, "; ")) + "."
	}
	assessed := capital(statusOf(l.Link)) + "."
	if l.Reviewed == nil {
		assessed = "Proposed by a program; " + statusOf(l.Link) + "."
	}
	if l.counted {
		assessed += " It enters the verdict."
	}
	return []any{passageResource(item.Item, "linking"), textualBody{"TextualBody", "describing", what, "text/plain", "en"},
		textualBody{"TextualBody", "assessing", assessed, "text/plain", "en"}, textualBody{"TextualBody", "tagging", whenTag(l.When), "text/plain", "en"}}
}

// whenTag says how a passage stands to the letter in time.
func whenTag(w match.When) string {
	if w == "" {
		return "undated"
	}
	return string(w)
}

// passageResource points to a passage: on its page, where there is one, and by
// its words, which find it also where pages are counted otherwise.
func passageResource(p corpus.Passage, purpose string) specific {
	quote := selector{Type: "TextQuoteSelector", Exact: visible(p.Text)}
	out := specific{Type: "SpecificResource", Purpose: purpose, Source: documentIRI(p.Key, p.Symbol, p.Sample), Selector: []selector{quote}}
	if p.Page > 0 {
		page := selector{Type: "FragmentSelector", ConformsTo: pdfFragments, Value: fmt.Sprintf("page=%d", p.Page), RefinedBy: &quote}
		out.Selector = []selector{page, quote}
	}
	return out
}

// documentIRI is the address of an official document, else a name.
func documentIRI(key, symbol string, sample bool) string {
	if !sample {
		if u := cite.OfficialDocument(key, symbol); u != "" {
			return u
		}
	}
	return "urn:refrain:document:" + strings.ReplaceAll(url.PathEscape(key), "%2F", "/")
}

func shortHash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:])[:16]
}

package index

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"refrain/corpus"
)

// The index keeps each passage as compressed JSON, so that a hit is shown
// without reading its document. A passage is small, and half of it are names
// of fields and set phrases: they are given to the compressor beforehand.

// passageDictionary is what most stored passages begin and end with, the
// commonest last. Changing it changes the format of the index.
const passageDictionary = `"ohchr_themes":["persons":["sdgs":["position_history":[{"position":"partial":true,"units":[{"unit":"variant 2","text":"` +
	`"speaks_for":["source":["refers_to":["machine":true,"sample":true,"by_printed":["position_text":"position_date":"concern","claim",` +
	`"kind":"compilation-paragraph","role":"welcome","text":"The Committee recommended that the State party ensure","The Committee was concerned ` +
	`"mechanism":"OHCHR","doc_kind":"compilation","kind":"concluding-observation","kind":"upr-paragraph","kind":"state-reply","kind":"annex-item",` +
	`"headings":["Conclusions and/or recommendations"],"themes":["Right to ","action":5,"start":0,"end":` +
	`{"id":"A/HRC/WG.6/","key":"A/HRC/WG.6/","symbol":"A/HRC/WG.6/","para":"1","locator":"para. 1","cite":"A/HRC/WG.6/` +
	`"position":"noted","position_source":"A/HRC/","position":"pending","page":10,"span":[1000,2000],"spans":[{"page":10,"start":1000,"end":2000}],` +
	`"file":".pdf","sha256":"0123456789abcdef","doc_kind":"wg-report","state":"","mechanism":"UPR","cycle":2,"session":19,"year":2014,"date":"2014-07-02"}` +
	`{"id":"A/HRC/27/10#124.54","key":"A/HRC/27/10","symbol":"A/HRC/27/10","para":"124.54","locator":"para. 124.54","cite":"A/HRC/27/10, para. 124.54 (",` +
	`"kind":"upr-recommendation","role":"recommendation","text":"Ratify the Convention on the and to ensure the rights of human rights persons with disabilities (","ask":"`

var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriterDict(nil, 4, []byte(passageDictionary))
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// packPassage encodes a passage for the index.
func packPassage(p *corpus.Passage) (string, error) {
	data, err := json.Marshal(p)
	if err != nil {
		return "", fmt.Errorf("encoding passage %s: %w", p.ID, err)
	}
	var b bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&b)
	if _, err := w.Write(data); err != nil {
		return "", fmt.Errorf("packing passage %s: %w", p.ID, err)
	}
	if err := w.Close(); err != nil {
		return "", fmt.Errorf("packing passage %s: %w", p.ID, err)
	}
	return b.String(), nil
}

// unpackPassage decodes what packPassage made.
func unpackPassage(id, packed string) (p corpus.Passage, err error) {
	r := flate.NewReaderDict(bytes.NewReader([]byte(packed)), []byte(passageDictionary))
	defer r.Close()
	data, err := io.ReadAll(r)
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil {
		return p, &DamagedError{"stored passage " + id, "it cannot be read"}
	}
	return p, nil
}

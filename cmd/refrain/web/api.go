package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"refrain/docs/schemas"
	"refrain/index"
	"refrain/pipeline/report"
)

// apiRoot begins the addresses that answer in JSON.
const apiRoot = "/api/v1"

// call is a request to the JSON side.
type call struct {
	ctx   context.Context
	shelf *shelf
	path  func(name string) string
	query url.Values
}

// endpoint is one line of the table of addresses that answer in JSON. A test
// holds docs/schemas/openapi.json to it.
type endpoint struct {
	path string
	// params are the parameters of the query that it takes; any other is an
	// error, so that a misspelt filter never answers with everything.
	params []string
	heavy  bool
	// answer is an empty value of what it answers with.
	answer any
	do     func(a *App, c call) (any, error)
}

// endpoints are all addresses that answer in JSON. All are read by GET, and
// none changes anything.
var endpoints = []endpoint{
	{"/search", searchParams(), true, searchJSON{}, (*App).apiSearch},
	{"/passages", []string{"id"}, true, onePassageJSON{}, (*App).apiPassage},
	{"/passages/{hash}", nil, true, onePassageJSON{}, (*App).apiPassage},
	{"/documents", []string{"state", "kind"}, false, documentsJSON{}, (*App).apiDocuments},
	{"/documents/{hash}", nil, true, oneDocumentJSON{}, (*App).apiDocument},
	{"/states", nil, false, statesJSON{}, (*App).apiStates},
	{"/states/{state}", nil, true, stateJSON{}, (*App).apiState},
	{"/letters", nil, false, lettersJSON{}, (*App).apiLetters},
	{"/letters/{letter}", nil, true, letterJSON{}, (*App).apiLetter},
	{"/letters/{letter}/links", []string{"item", "strength"}, true, linksJSON{}, (*App).apiLinks},
	{"/cite", []string{"id", "style"}, true, citedJSON{}, (*App).apiCite},
}

// noticeJSON goes with every answer.
type noticeJSON struct {
	Notice string `json:"notice"`
	Sample bool   `json:"sample,omitempty"`
}

// linkNotice is said with every answer that holds links; textNotice with those
// that hold text of documents alone.
const (
	linkNotice = report.Notice + " " + report.Disclaimer
	textNotice = "Texts are as read from the documents; compare a quotation with the official page before you publish it."
)

func (s *shelf) notice(text string) noticeJSON { return noticeJSON{text, s.sample} }

// problemJSON is the answer to a request that failed.
type problemJSON struct {
	Error struct {
		Status int    `json:"status"`
		Reason string `json:"reason"`
		Remedy string `json:"remedy"`
		// At is the character of the query that is wrong, from 0.
		At *int `json:"at,omitempty"`
		// Fix is the query put right, where there is one way to.
		Fix string `json:"fix,omitempty"`
	} `json:"error"`
}

// isAPI reports whether an address answers in JSON.
func isAPI(r *http.Request) bool {
	return r.URL.Path == apiRoot || strings.HasPrefix(r.URL.Path, apiRoot+"/")
}

// apiPointer says where the addresses that answer in JSON are listed.
func apiPointer(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, `{"openapi":"`+apiRoot+`/openapi.json"}`+"\n")
}

// apiHandlers adds the addresses that answer in JSON.
func (a *App) apiHandlers(mux *http.ServeMux) {
	for _, e := range endpoints {
		var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			err := safely(func(a *App, w http.ResponseWriter, r *http.Request) error { return a.answerCall(w, r, e) }, a, w, r)
			if err != nil {
				a.fail(w, r, err)
			}
		})
		if e.heavy {
			h = a.limited(h)
		}
		mux.Handle("GET "+apiRoot+e.path, h)
	}
	mux.HandleFunc("GET "+apiRoot+"/{$}", apiPointer)
	mux.HandleFunc("GET "+apiRoot, apiPointer)
	mux.HandleFunc("GET "+apiRoot+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(schemas.API)
	})
}

func (a *App) answerCall(w http.ResponseWriter, r *http.Request, e endpoint) error {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return &problem{http.StatusBadRequest, "The address cannot be read", "Encode the parameters, as in ?q=death%20penalty."}
	}
	for name := range q {
		if !slices.Contains(e.params, name) {
			takes := "It takes no parameters."
			if len(e.params) > 0 {
				takes = "It takes " + strings.Join(e.params, ", ") + "."
			}
			return &problem{http.StatusBadRequest, fmt.Sprintf("There is no parameter %q here", name), takes}
		}
	}
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	v, err := e.do(a, call{r.Context(), s, r.PathValue, q})
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, v)
}

// writeJSON writes an answer, whole or not at all.
func writeJSON(w http.ResponseWriter, status int, v any) error {
	data, err := cleanJSON(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data)
	return nil
}

// cleanJSON encodes a value without the control characters that text of a
// document may hold; see [withoutControls].
func cleanJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		return nil, fmt.Errorf("writing the answer: %w", err)
	}
	return withoutControls(withoutEscapes(b.Bytes())), nil
}

// withoutEscapes drops the escapes of control characters from JSON.
func withoutEscapes(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' || i+1 == len(data) {
			out = append(out, data[i])
			continue
		}
		switch c := data[i+1]; {
		case c == 'b' || c == 'f' || c == 'r':
			i++
			continue
		case c == 'u' && i+6 <= len(data):
			if n, err := strconv.ParseUint(string(data[i+2:i+6]), 16, 32); err == nil && hiddenRune(rune(n)) {
				i += 5
				continue
			}
		}
		out = append(out, data[i], data[i+1])
		i++
	}
	return out
}

// failJSON answers with an error in JSON.
func failJSON(w http.ResponseWriter, err error) {
	p := explain(err)
	var v problemJSON
	v.Error.Status, v.Error.Reason, v.Error.Remedy = p.status, capital(p.reason), capital(p.hint)
	var syntax *index.SyntaxError
	if errors.As(err, &syntax) {
		v.Error.At, v.Error.Fix = &syntax.At, syntax.Fix
	}
	if p.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", "GET, HEAD")
		v.Error.Remedy = "Use GET: these addresses are only read."
	}
	_ = writeJSON(w, p.status, v)
}

// wholeNumber reads a number of the query between two bounds.
func wholeNumber(q url.Values, name string, low, high int) error {
	s := q.Get(name)
	if s == "" {
		return nil
	}
	if n, err := strconv.Atoi(s); err != nil || n < low || n > high {
		return &problem{http.StatusBadRequest, fmt.Sprintf("%s is %q", name, cutRunes(s, 40)), fmt.Sprintf("Write a whole number from %d to %d.", low, high)}
	}
	return nil
}

// oneOf checks a value of the query against those that there are.
func oneOf(name, value string, may ...string) error {
	if slices.Contains(may, value) {
		return nil
	}
	return &problem{http.StatusBadRequest, fmt.Sprintf("%s is %q", name, cutRunes(value, 40)), "Use one of: " + strings.Join(may, ", ") + "."}
}

func cutRunes(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}

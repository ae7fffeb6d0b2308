package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"refrain/docs/schemas"
)

// shape is a schema without its words: what the code and the file must share.
type shape struct {
	Ref        string           `json:"$ref,omitempty"`
	Type       any              `json:"type,omitempty"`
	Items      *shape           `json:"items,omitempty"`
	Properties map[string]shape `json:"properties,omitempty"`
	Required   []string         `json:"required,omitempty"`
	AnyOf      []shape          `json:"anyOf,omitempty"`
}

// shapes gives the shape of a type as JSON has it, and gathers those of the
// structs that it names.
func shapes(t reflect.Type, all map[string]shape) shape {
	switch t.Kind() {
	case reflect.Pointer:
		s := shapes(t.Elem(), all)
		if s.Ref != "" {
			return shape{AnyOf: []shape{s, {Type: "null"}}}
		}
		s.Type = []any{s.Type, "null"}
		return s
	case reflect.Struct:
		name := componentName(t)
		if _, ok := all[name]; !ok {
			all[name] = shape{}
			s := shape{Type: "object", Properties: map[string]shape{}}
			properties(t, &s, all)
			slices.Sort(s.Required)
			all[name] = s
		}
		return shape{Ref: "#/components/schemas/" + name}
	case reflect.Slice:
		s := shapes(t.Elem(), all)
		return shape{Type: []any{"array", "null"}, Items: &s}
	case reflect.Array:
		s := shapes(t.Elem(), all)
		return shape{Type: "array", Items: &s}
	case reflect.Bool:
		return shape{Type: "boolean"}
	case reflect.Int, reflect.Int64:
		return shape{Type: "integer"}
	case reflect.Float64:
		return shape{Type: "number"}
	}
	return shape{Type: "string"}
}

func componentName(t reflect.Type) string {
	n := strings.TrimSuffix(t.Name(), "JSON")
	if n == "" {
		n = "Fault"
	}
	return strings.ToUpper(n[:1]) + n[1:]
}

func properties(t reflect.Type, to *shape, all map[string]shape) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case f.Anonymous && name == "":
			properties(f.Type, to, all)
		case f.IsExported():
			s := shapes(f.Type, all)
			omitted := strings.Contains(opts, "omitempty")
			if omitted {
				s = present(s)
			}
			to.Properties[name] = s
			if !omitted && !slices.Contains(to.Required, name) {
				to.Required = append(to.Required, name)
			}
		}
	}
}

// present is the shape of a value that is left out where it is null.
func present(s shape) shape {
	if len(s.AnyOf) == 2 {
		return s.AnyOf[0]
	}
	if list, ok := s.Type.([]any); ok {
		s.Type = list[0]
	}
	return s
}

// fileOfAPI is the part of docs/schemas/openapi.json that the code decides.
type fileOfAPI struct {
	OpenAPI string
	Paths   map[string]map[string]struct {
		Parameters []struct{ Name, In, Description string }
		Responses  map[string]struct {
			Content map[string]struct{ Schema shape }
		}
	}
	Components struct{ Schemas map[string]shape }
}

// TestOpenAPI holds the file to the code: every path, parameter and field of
// the one is in the other.
func TestOpenAPI(t *testing.T) {
	var file fileOfAPI
	if err := json.Unmarshal(schemas.API, &file); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(file.OpenAPI, "3.1.") {
		t.Errorf("openapi is %q", file.OpenAPI)
	}
	all := map[string]shape{}
	fault := shapes(reflect.TypeFor[problemJSON](), all)
	paths := []string{apiRoot + "/openapi.json"}
	for _, e := range endpoints {
		path := apiRoot + e.path
		paths = append(paths, path)
		answer, methods := shapes(reflect.TypeOf(e.answer), all), file.Paths[path]
		if got := slices.Sorted(maps.Keys(methods)); !slices.Equal(got, []string{"get"}) {
			t.Errorf("%s: the file has the methods %v", path, got)
			continue
		}
		want := map[string]string{}
		for _, p := range e.params {
			want[p] = "query"
		}
		for _, part := range strings.Split(e.path, "/") {
			if name := strings.Trim(part, "{}"); name != part {
				want[name] = "path"
			}
		}
		got := map[string]string{}
		for _, p := range methods["get"].Parameters {
			got[p.Name] = p.In
			if p.Description == "" {
				t.Errorf("%s: the file does not describe %s", path, p.Name)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: parameters, code and file (-code +file):\n%s", path, d)
		}
		answers := methods["get"].Responses
		if d := cmp.Diff(answer, answers["200"].Content["application/json"].Schema); d != "" {
			t.Errorf("%s: answer (-code +file):\n%s", path, d)
		}
		if d := cmp.Diff(fault, answers["default"].Content["application/json"].Schema); d != "" {
			t.Errorf("%s: error (-code +file):\n%s", path, d)
		}
	}
	slices.Sort(paths)
	if got := slices.Sorted(maps.Keys(file.Paths)); !slices.Equal(got, paths) {
		t.Errorf("the file has the paths %v, the code %v", got, paths)
	}
	for _, s := range file.Components.Schemas {
		slices.Sort(s.Required)
	}
	if d := cmp.Diff(all, file.Components.Schemas); d != "" {
		t.Errorf("schemas (-code +file):\n%s", d)
	}
	if t.Failed() {
		data, _ := json.MarshalIndent(all, "", "  ")
		t.Logf("the schemas of the code:\n%s", data)
	}
}

// TestAnswersFollowTheFile checks what is answered on the sample against the
// schemas of the file, and that no field is left out of it.
func TestAnswersFollowTheFile(t *testing.T) {
	srv, app := serveSample(t, shared(), nil)
	letter := app.firstLetter(t)
	id := url.QueryEscape(firstID(t, srv.URL, func(p string) string { _, b, _ := get(t, srv, p); return b }))
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.ReplaceAll(string(schemas.API), `"type": "object"`, `"type": "object", "unevaluatedProperties": false`)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("file:///openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ path, schema string }{
		{"/search?q=children&facets=state,cycle,by", "Search"},
		{"/search?group=document&state=XAA", "Search"},
		{"/passages?id=" + id, "OnePassage"},
		{"/documents", "Documents"},
		{"/documents/" + documentID(app.library.now.heads[0].Key), "OneDocument"},
		{"/documents/" + documentID("A/HRC/27/9001"), "OneDocument"},
		{"/search?size=50", "Search"},
		{"/search?size=7", "Problem"},
		{"/states", "States"},
		{"/states/XAA", "State"},
		{"/states/NOR", "Problem"},
		{"/letters", "Letters"},
		{"/letters/" + letter, "Letter"},
		{"/letters/" + letter + "/links?strength=strong,likely,possible", "Links"},
		{"/cite?style=un-footnote&id=" + id, "Cited"},
		{"/cite?style=nonsense&id=" + id, "Problem"},
	} {
		_, body, head := get(t, srv, apiRoot+x.path)
		if head.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %s", x.path, head.Get("Content-Type"))
		}
		s, err := c.Compile("file:///openapi.json#/components/schemas/" + x.schema)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
		if err != nil {
			t.Errorf("%s: %v", x.path, err)
			continue
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", x.path, err)
		}
	}
}

// firstLetter is the address of a letter of the sample.
func (a *App) firstLetter(t *testing.T) string { return documentID(a.firstLetterKey(t)) }

func (a *App) firstLetterKey(t *testing.T) string {
	t.Helper()
	s, done, err := a.library.open()
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	for _, l := range a.lettersOf(s, "") {
		if h := s.byKey[strings.ToLower(l.key)]; h != nil && h.Sample {
			return h.Key
		}
	}
	t.Fatal("the sample has no letter")
	return ""
}

func firstID(t *testing.T, _ string, body func(path string) string) string {
	t.Helper()
	var v searchJSON
	if err := json.Unmarshal([]byte(body(apiRoot+"/search?kind=upr-recommendation")), &v); err != nil || len(v.Hits) == 0 {
		t.Fatal("no recommendation was found", err)
	}
	return v.Hits[0].ID
}

// TestAPIRoot holds the address of the whole to a pointer.
func TestAPIRoot(t *testing.T) {
	srv, _ := serveSample(t, shared(), nil)
	for _, path := range []string{apiRoot, apiRoot + "/"} {
		if status, body, _ := get(t, srv, path); status != 200 || strings.TrimSpace(body) != `{"openapi":"/api/v1/openapi.json"}` {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
}

// TestAPIRefuses checks errors: JSON with a reason and a remedy, and no answer
// where the address says something that is not there.
func TestAPIRefuses(t *testing.T) {
	srv, app := serveSample(t, shared(), nil)
	letter := app.firstLetter(t)
	for _, x := range []struct {
		method, path string
		status       int
		say          string
	}{
		{"GET", "/search?q=(children", 400, `"at":`},
		{"GET", "/search?stat=PRK", 400, "There is no parameter"},
		{"GET", "/search?state=Atlantis", 400, "names no State"},
		{"GET", "/search?sort=best", 400, "relevance, date, newest, symbol"},
		{"GET", "/search?page=0", 400, "whole number"},
		{"GET", "/search?facets=colour", 400, "mechanism"},
		{"GET", "/passages", 400, "Give its id"},
		{"GET", "/passages?id=A/HRC/1/1%231", 404, "There is no passage"},
		{"GET", "/passages/0000", 404, "no such passage"},
		{"GET", "/documents/0000", 404, "no such document"},
		{"GET", "/letters/none", 404, "no such letter"},
		{"GET", "/letters/" + letter + "/links?item=999", 404, "no such item"},
		{"GET", "/letters/" + letter + "/links?strength=weak", 400, "strong, likely, possible"},
		{"GET", "/cite?id=A/HRC/1/1%231", 404, "None of these"},
		{"GET", "/cite?id=A/HRC/13/9001,+para.+31,+Nos.+3-1", 400, "runs backwards"},
		{"GET", "/cite?id=A/HRC/13/9001,+para.+31,+Nos.+1-900", 400, "900 passages"},
		{"GET", "/nothing", 404, "/api/v1/openapi.json"},
		{"POST", "/search?q=children", 405, "only read"},
	} {
		status, body, _ := send(t, srv, x.method, apiRoot+x.path, nil, nil)
		var v problemJSON
		if err := json.Unmarshal([]byte(body), &v); err != nil {
			t.Errorf("%s: %v in %s", x.path, err, body)
			continue
		}
		if status != x.status || v.Error.Status != status || v.Error.Reason == "" || v.Error.Remedy == "" || !strings.Contains(body, x.say) {
			t.Errorf("%s: %d %s", x.path, status, body)
		}
	}
	status, body, _ := send(t, srv, "GET", apiRoot+"/documents", nil, func(r *http.Request) { r.Host = "other.example" })
	if status != http.StatusForbidden || !strings.Contains(body, `"remedy"`) {
		t.Errorf("another Host: %d %s", status, body)
	}
}

// TestAPICiteRange cites a range: its passages one by one, and one note.
func TestAPICiteRange(t *testing.T) {
	srv, _ := serveSample(t, shared(), nil)
	_, body, _ := get(t, srv, apiRoot+"/cite?id=A/HRC/13/9001,+para.+31,+Nos.+1-3+and+999")
	var v citedJSON
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Citations) != 3 || len(v.Missing) != 1 || !strings.HasPrefix(v.Text, "A/HRC/13/9001, para. 31, Nos. 1") {
		t.Errorf("%s", body)
	}
}

// TestAPIToken checks that a program shows the token in a header.
func TestAPIToken(t *testing.T) {
	srv, _ := serveSample(t, shared(), func(c *Config) { c.Token = "0123456789abcdef" })
	bearer := func(token string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
	}
	if status, body, _ := send(t, srv, "GET", apiRoot+"/documents", nil, bearer("0123456789abcdef")); status != 200 {
		t.Errorf("with the token: %d %s", status, body)
	}
	for _, change := range []func(*http.Request){nil, bearer("wrong")} {
		if status, body, _ := send(t, srv, "GET", apiRoot+"/documents", nil, change); status != 401 || !strings.Contains(body, `"remedy"`) {
			t.Errorf("without the token: %d %s", status, body)
		}
	}
}

// TestAPISaysWhatLinksAre checks that each link carries reviewed, and that a
// filter no passage has is named.
func TestAPISaysWhatLinksAre(t *testing.T) {
	srv, app := serveSample(t, shared(), nil)
	_, body, _ := get(t, srv, apiRoot+"/letters/"+app.firstLetter(t)+"/links")
	var v struct {
		Notice string
		Links  []map[string]any
	}
	if err := json.Unmarshal([]byte(body), &v); err != nil || len(v.Links) == 0 {
		t.Fatalf("%v in %.300s", err, body)
	}
	if !strings.Contains(v.Notice, "proposed by a program") {
		t.Errorf("the notice is %q", v.Notice)
	}
	for _, l := range v.Links {
		if _, ok := l["reviewed"]; !ok || l["cite"] == "" || l["text"] == "" {
			t.Errorf("a link without reviewed, citation or text: %v", l)
		}
	}
	_, body, _ = get(t, srv, apiRoot+"/search?mechanism=crx")
	if !strings.Contains(body, `No passage here has mechanism \"crx\"`) {
		t.Errorf("an unknown value is not named: %s", body)
	}
}

func TestWithoutEscapes(t *testing.T) {
	got, err := cleanJSON(map[string]string{"a": "x\x01\u202e\b\r\u0085y\\u0001\n\"é"})
	if want := `{"a":"xy\\u0001\n\"é"}` + "\n"; err != nil || string(got) != want {
		t.Errorf("%s, want %s (%v)", got, want, err)
	}
}

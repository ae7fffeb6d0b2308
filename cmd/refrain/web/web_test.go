package web

import (
	"context"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/index"
	"refrain/pipeline"
	"refrain/pipeline/extract"
	"refrain/seeds"
)

// here reads files in this process.
type here struct{}

func (here) Read(ctx context.Context, name string, data []byte) (extract.Result, error) {
	return extract.Read(ctx, name, data)
}

func sampleStates() *corpus.Gazetteer { return corpus.NewGazetteer(seeds.States, seeds.SampleStates) }

func reading() pipeline.Options {
	return pipeline.Options{Reader: here{}, Workers: 2, States: sampleStates(), Sample: true}
}

// sampleWorkspace is a workspace with the sample and, if they are given, other
// files.
func sampleWorkspace(t testing.TB, files map[string]string) *store.Workspace {
	t.Helper()
	return makeWorkspace(t.TempDir(), files)
}

func makeWorkspace(dir string, files map[string]string) *store.Workspace {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "ws")
	must(os.MkdirAll(from, 0o700))
	entries, err := fs.ReadDir(seeds.Sample, "sample")
	must(err)
	for _, e := range entries {
		data, err := fs.ReadFile(seeds.Sample, "sample/"+e.Name())
		must(err)
		files = with(files, e.Name(), string(data))
	}
	for name, text := range files {
		must(os.WriteFile(filepath.Join(from, name), []byte(text), 0o600))
	}
	w, err := store.Create(to)
	must(err)
	_, err = pipeline.Ingest(context.Background(), w, []string{from}, reading())
	must(err)
	must(publish(w))
	return w
}

// shared is a workspace with the sample that tests only read.
var shared = sync.OnceValue(func() *store.Workspace {
	dir, err := os.MkdirTemp(sharedDir, "")
	if err != nil {
		panic(err)
	}
	return makeWorkspace(dir, nil)
})

var sharedDir string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "refrain-web-")
	if err != nil {
		panic(err)
	}
	sharedDir = dir
	code := m.Run()
	endBrowser()
	os.RemoveAll(dir)
	os.Exit(code)
}

func with(m map[string]string, k, v string) map[string]string {
	out := map[string]string{k: v}
	for k, v := range m {
		out[k] = v
	}
	return out
}

func publish(w *store.Workspace) error {
	docs, err := pipeline.Documents(w)
	if err != nil {
		return err
	}
	_, err = index.Build(context.Background(), w.Dir, docs, index.BuildOptions{Writer: "test"})
	return err
}

// serveSample starts the application on a workspace.
func serveSample(t testing.TB, w *store.Workspace, change func(*Config)) (*httptest.Server, *App) {
	t.Helper()
	cfg := Config{Workspace: w, Version: "test", Now: func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }, Reader: "A. Reader",
		States:  func([]*corpus.Document) *corpus.Gazetteer { return sampleStates() },
		Reading: func() (pipeline.Options, func(), error) { return reading(), func() {}, nil },
		Index:   func(context.Context) error { return publish(w) }}
	srv := httptest.NewUnstartedServer(nil)
	cfg.Hosts = []string{srv.Listener.Addr().String()}
	if change != nil {
		change(&cfg)
	}
	a, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	srv.Config.Handler = a.Handler()
	srv.Start()
	t.Cleanup(func() { srv.Close(); a.Close() })
	return srv, a
}

// get fetches a page without following redirects.
func get(t testing.TB, srv *httptest.Server, path string) (int, string, http.Header) {
	t.Helper()
	return send(t, srv, http.MethodGet, path, nil, nil)
}

func send(t testing.TB, srv *httptest.Server, method, path string, form url.Values, change func(*http.Request)) (int, string, http.Header) {
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequest(method, srv.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if change != nil {
		change(req)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data), resp.Header
}

// TestPages asks every page for what must stand on it.
func TestPages(t *testing.T) {
	srv, _ := serveSample(t, shared(), nil)
	report := "/document/" + documentID("A/HRC/27/9001")
	for _, c := range []struct {
		path   string
		status int
		want   []string
	}{
		{"/", 200, []string{"passages to search", "SAMPLE", "Recommending State"}},
		{"/search?q=penalty", 200, []string{"<mark>penalty</mark>", "A/HRC/", "para. ", "passages, 1–"}},
		{"/search?q=penalty&position=noted", 200, []string{"Position of the State</span> Noted", "checked"}},
		{"/search?q=penalty&group=document", 200, []string{"documents, ", report}},
		{"/search?q=zzzz", 200, []string{"No passage found among"}},
		{"/search?q=stat:XAA", 400, []string{"Did you mean state:?", "<mark>s</mark>"}},
		{"/search?q=%22open", 400, []string{"not closed"}},
		{"/search?q=" + url.QueryEscape(`like:"A/HRC/27/9001#1"`), 200, []string{"Passages like"}},
		{"/documents", 200, []string{"Examplia", "A/HRC/27/9001", "Working Group report"}},
		{report, 200, []string{"Read whole", `id="para-1"`, "The file as imported"}},
		{"/document/000000000000", 404, []string{"no such document"}},
		{"/help", 200, []string{"The search language"}},
		{"/settings", 200, []string{"A. Reader"}},
		{"/nothing", 404, []string{"no such page"}},
	} {
		status, body, h := get(t, srv, c.path)
		if status != c.status {
			t.Errorf("%s: status %d, want %d", c.path, status, c.status)
		}
		for _, s := range c.want {
			if !strings.Contains(body, s) {
				t.Errorf("%s: %q is not on the page", c.path, s)
			}
		}
		for name, want := range map[string]string{"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Content-Type": "text/html; charset=utf-8"} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", c.path, name, h.Get(name))
			}
		}
		for _, bad := range []string{"<script>", "onclick=", "style=\"", "ZgotmplZ", "<no value>"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s: %q is on the page", c.path, bad)
			}
		}
	}
}

// TestJump goes to what a pasted text names.
func TestJump(t *testing.T) {
	srv, _ := serveSample(t, shared(), nil)
	doc := "/document/" + documentID("A/HRC/27/9001")
	for to, want := range map[string]string{
		"A/HRC/27/9001": doc, "a/hrc/27/9001": doc, "A/HRC/27/9001#1": doc + "#para-1", "A/HRC/27/9001, para. 1": doc + "#para-1",
		"https://documents.un.org/api/symbol/access?s=A/HRC/27/9001&l=en&t=pdf": doc, "torture": "/search?q=torture", "": "/search",
	} {
		status, _, h := get(t, srv, "/go?to="+url.QueryEscape(to))
		if status != http.StatusSeeOther || h.Get("Location") != want {
			t.Errorf("%q: %d to %q, want %q", to, status, h.Get("Location"), want)
		}
	}
}

// TestGuards holds the security list.
func TestGuards(t *testing.T) {
	srv, _ := serveSample(t, shared(), nil)
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	for _, h := range []string{"evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "0.0.0.0:80", "[::1]:1"} {
		if status, _, _ := send(t, srv, "GET", "/", nil, host(h)); status != http.StatusForbidden {
			t.Errorf("Host %s: %d", h, status)
		}
	}
	cross := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }
	if status, _, _ := send(t, srv, "POST", "/settings", url.Values{"theme": {"dark"}}, cross); status != http.StatusForbidden {
		t.Errorf("a form of another site: %d", status)
	}
	other := func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }
	if status, _, _ := send(t, srv, "POST", "/settings", url.Values{"theme": {"dark"}}, other); status != http.StatusForbidden {
		t.Errorf("a form of another origin: %d", status)
	}
	if status, _, h := send(t, srv, "POST", "/settings", url.Values{"theme": {"dark"}, "back": {"//evil.example/"}}, nil); status != http.StatusSeeOther || h.Get("Location") != "/" {
		t.Errorf("settings: %d, to %q", status, h.Get("Location"))
	}
	if status, _, _ := send(t, srv, "POST", "/settings", url.Values{"reader": {strings.Repeat("x", maxForm)}}, nil); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a large form: %d", status)
	}
	if status, _, _ := send(t, srv, "DELETE", "/documents", nil, nil); status != http.StatusMethodNotAllowed {
		t.Errorf("DELETE: %d", status)
	}
	for _, path := range []string{"/document/../VERSION", "/document/..%2fVERSION", "/document/%2e%2e%2fVERSION", "/document/..%5cVERSION", "/document/%00", "/source/..%2f..%2fetc%2fpasswd",
		"/assets/..%2fweb.go", "/assets/%2e%2e", "/document/A%2FHRC%2F27%2F9001"} {
		if status, _, _ := get(t, srv, path); status != http.StatusNotFound && status != http.StatusTemporaryRedirect && status != http.StatusMovedPermanently {
			t.Errorf("%s: %d", path, status)
		}
	}
}

// TestToken asks for the token once.
func TestToken(t *testing.T) {
	const token = "0123456789abcdef"
	srv, _ := serveSample(t, shared(), func(c *Config) { c.Token = token })
	if status, _, _ := get(t, srv, "/"); status != http.StatusUnauthorized {
		t.Errorf("without the token: %d", status)
	}
	if status, _, _ := get(t, srv, "/?token=wrong"); status != http.StatusUnauthorized {
		t.Errorf("with a wrong token: %d", status)
	}
	status, _, h := get(t, srv, "/search?q=penalty&token="+token)
	if status != http.StatusSeeOther || h.Get("Location") != "/search?q=penalty" || !strings.Contains(h.Get("Set-Cookie"), "HttpOnly; SameSite=Strict") {
		t.Errorf("with the token: %d, to %q, cookie %q", status, h.Get("Location"), h.Get("Set-Cookie"))
	}
	cookie := func(r *http.Request) { r.AddCookie(&http.Cookie{Name: tokenCookie, Value: token}) }
	if status, _, _ := send(t, srv, "GET", "/", nil, cookie); status != http.StatusOK {
		t.Errorf("with the cookie: %d", status)
	}
	digits := func(r *http.Request) { cookie(r); r.Host = "192.0.2.7:8080" }
	if status, _, _ := send(t, srv, "GET", "/", nil, digits); status != http.StatusOK {
		t.Errorf("by an address in digits: %d", status)
	}
	name := func(r *http.Request) { cookie(r); r.Host = "evil.example:8080" }
	if status, _, _ := send(t, srv, "GET", "/", nil, name); status != http.StatusForbidden {
		t.Errorf("by a name: %d", status)
	}
}

// TestBusy turns away what finds no place.
func TestBusy(t *testing.T) {
	srv, a := serveSample(t, shared(), nil)
	for range maxBusy {
		a.busy <- struct{}{}
	}
	status, body, h := get(t, srv, "/search?q=penalty")
	if status != http.StatusTooManyRequests || h.Get("Retry-After") == "" || !strings.Contains(body, "Wait a moment") {
		t.Errorf("status %d", status)
	}
	if status, _, _ := get(t, srv, "/help"); status != http.StatusOK {
		t.Errorf("help while busy: %d", status)
	}
}

// TestFollowsCurrent reads a new generation as soon as it is published.
func TestFollowsCurrent(t *testing.T) {
	w := sampleWorkspace(t, nil)
	srv, _ := serveSample(t, w, nil)
	if _, body, _ := get(t, srv, "/search?q=quokka"); !strings.Contains(body, "No passage found") {
		t.Error("found before it was there")
	}
	path := filepath.Join(t.TempDir(), "a.txt")
	text := "United Nations A/HRC/42/9002\n4 January 2019\nReport of the Working Group on the Universal Periodic Review\nExamplia\n\n1. SAMPLE the quokka was read.\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Ingest(context.Background(), w, []string{path}, reading()); err != nil {
		t.Fatal(err)
	}
	if err := publish(w); err != nil {
		t.Fatal(err)
	}
	if _, body, _ := get(t, srv, "/search?q=quokka"); !strings.Contains(body, "A/HRC/42/9002") {
		t.Error("not found after it was published")
	}
}

// TestEmptyWorkspace says what to do.
func TestEmptyWorkspace(t *testing.T) {
	w, err := store.Create(filepath.Join(t.TempDir(), "ws"))
	if err != nil {
		t.Fatal(err)
	}
	srv, _ := serveSample(t, w, nil)
	if status, body, _ := get(t, srv, "/"); status != http.StatusOK || !strings.Contains(body, "Nothing has been imported yet") {
		t.Errorf("status %d", status)
	}
}

// TestControlsAreStripped holds that no control character of a document
// reaches a page.
func TestControlsAreStripped(t *testing.T) {
	in := "a\x1b]0;x\x07b\x00\u202ec\u2066d\u2028e\u0085f\ttab\nline é 中"
	if got := string(withoutControls([]byte(in))); got != "a]0;xbcdef\ttab\nline é 中" {
		t.Errorf("%q", got)
	}
}

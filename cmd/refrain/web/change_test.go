package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"refrain/corpus/store"
	"refrain/pipeline"
)

// digest is over all files of a workspace.
func digest(t *testing.T, dir string) string {
	t.Helper()
	h := sha256.New()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(h, "%s %d\n", path, len(data))
		h.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

var sampleLetter = "/letter/" + documentID("hc-letter:XAA:2019-12-02")

// TestReadingChangesNothing asks every route that reads.
func TestReadingChangesNothing(t *testing.T) {
	w := sampleWorkspace(t, nil)
	srv, _ := serveSample(t, w, nil)
	before := digest(t, w.Dir)
	for _, path := range []string{"/", "/search?q=penalty", "/letters", sampleLetter, sampleLetter + "?show=raised", sampleLetter + "/1", sampleLetter + "/file/report.html",
		sampleLetter + "/file/report.docx", "/documents", "/document/" + documentID("A/HRC/27/9001"), "/source/" + documentID("A/HRC/27/9001"), "/state/XAA", "/basket", "/basket/basket.ris",
		"/import", "/settings", "/help", "/basket?do=clear", "/searches", "/go?to=A/HRC/27/9001"} {
		if status, body, _ := get(t, srv, path); status >= 500 {
			t.Errorf("%s: %d %.200s", path, status, body)
		}
	}
	for _, r := range routes {
		if method, path, _ := strings.Cut(r.pattern, " "); method == "GET" {
			path = strings.NewReplacer("{$}", "", "{id}", documentID("A/HRC/27/9001"), "{item}", "1", "{file}", "report.csv", "{code}", "XAA").Replace(path)
			if status, body, _ := get(t, srv, path); status >= 500 {
				t.Errorf("%s: %d %.200s", path, status, body)
			}
		}
	}
	if digest(t, w.Dir) != before {
		t.Error("reading changed the workspace")
	}
}

// TestLetterPages asks the grid and an item for what must stand there.
func TestLetterPages(t *testing.T) {
	srv, _ := serveSample(t, shared(), nil)
	for path, want := range map[string][]string{
		"/letters":             {"Letter dated", "built in", "Other documents that can ask"},
		sampleLetter:           {"UPR 2009", "this review", "searched, no passage found", "links confirmed by a reader", "This says nothing about implementation"},
		sampleLetter + "/1":    {"To paste", "See A/HRC/", "Raised before", "The same concern?", "Why: ", "What was searched", `class="m-word"`},
		"/letter/prk-2019":     {"56 items", "Democratic People"},
		"/state/XAA":           {"Review events that took place", "Recommendations by UPR cycle", "Themes over time", "Answers that changed"},
		sampleLetter + "/none": {"no such item"},
		"/letter/nothing":      {"no such letter"},
		"/state/FRA":           {"No document here is on this State"},
	} {
		_, body, _ := get(t, srv, path)
		for _, s := range want {
			if !strings.Contains(body, s) {
				t.Errorf("%s: %q is not on the page", path, s)
			}
		}
		for _, bad := range []string{"ZgotmplZ", "<no value>", " ignored", " refused"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s: %q is on the page", path, bad)
			}
		}
	}
}

// TestJudgments keeps and takes back what a reader says, under his name.
func TestJudgments(t *testing.T) {
	w := sampleWorkspace(t, nil)
	srv, a := serveSample(t, w, nil)
	s, done, err := a.library.open()
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	m, err := a.matched(context.Background(), s, "hc-letter:XAA:2019-12-02")
	if err != nil {
		t.Fatal(err)
	}
	link := m.items[0].Links[0]
	path := sampleLetter + "/" + itemPath(m.items[0].Number)
	judge := func(answer, id string) int {
		status, _, _ := send(t, srv, "POST", path, url.Values{"answer": {answer}, "link": {id}}, func(r *http.Request) {
			r.AddCookie(&http.Cookie{Name: "refrain-reader", Value: url.QueryEscape("B. Reader")})
		})
		return status
	}
	for _, c := range []struct {
		answer, id string
		status     int
		lines      int
	}{{"yes", link.ID, 303, 1}, {"undo", link.ID, 303, 2}, {"no", link.ID, 303, 3}, {"maybe", link.ID, 400, 3}, {"yes", "A/HRC/1/1#1", 404, 3}} {
		if status := judge(c.answer, c.id); status != c.status {
			t.Errorf("%s on %s: %d, want %d", c.answer, c.id, status, c.status)
		}
		lines, err := w.Judgments()
		if err != nil || len(lines) != c.lines {
			t.Fatalf("%s: %d lines, %v", c.answer, len(lines), err)
		}
		if last := lines[len(lines)-1]; last.By != "B. Reader" || last.To != link.ID || last.At != "2026-01-02T03:04:05Z" {
			t.Errorf("kept %+v", last)
		}
	}
	if _, body, _ := get(t, srv, path); !strings.Contains(body, "Set aside by a reader: ") || !strings.Contains(body, "B. Reader: no") {
		t.Error("the judgment is not on the page")
	}
}

// TestLockedByAnother changes nothing while another process writes.
func TestLockedByAnother(t *testing.T) {
	w := sampleWorkspace(t, nil)
	srv, _ := serveSample(t, w, nil)
	unlock, err := w.Lock(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	form := url.Values{"do": {"add"}, "id": {"A/HRC/27/9001#1"}}
	status, body, _ := send(t, srv, "POST", "/basket", form, nil)
	unlock()
	if status != http.StatusConflict || !strings.Contains(body, "is being written") {
		t.Errorf("locked: %d", status)
	}
	if status, _, _ := send(t, srv, "POST", "/basket", form, nil); status != http.StatusSeeOther {
		t.Errorf("unlocked: %d", status)
	}
}

// TestDeskAtOnce puts passages in from many requests; none is lost.
func TestDeskAtOnce(t *testing.T) {
	w := sampleWorkspace(t, nil)
	srv, _ := serveSample(t, w, nil)
	var ids []string
	for n := 1; n <= 12; n++ {
		ids = append(ids, fmt.Sprintf("A/HRC/27/9001#%d", n))
	}
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Go(func() {
			send(t, srv, "POST", "/basket", url.Values{"do": {"add"}, "id": {id}, "back": {"/search?q=x"}}, nil)
		})
	}
	wg.Wait()
	d, err := w.Desk()
	sort.Strings(d.Basket)
	sort.Strings(ids)
	if err != nil || strings.Join(d.Basket, " ") != strings.Join(ids, " ") {
		t.Errorf("basket %v, %v", d.Basket, err)
	}
	if status, _, _ := send(t, srv, "POST", "/basket", url.Values{"do": {"add"}, "id": {"A/HRC/1/1#1"}}, nil); status != http.StatusNotFound {
		t.Errorf("a passage that is not here: %d", status)
	}
	if _, body, _ := get(t, srv, "/basket"); !strings.Contains(body, "A/HRC/27/9001, paras. 1–12.") {
		t.Error("the joined note is not on the page")
	}
}

// TestPanicIsOnePage holds that the failure of one page is no failure of all.
func TestPanicIsOnePage(t *testing.T) {
	err := safely(func(*App, http.ResponseWriter, *http.Request) error { panic("SAMPLE") }, nil, nil, nil)
	if p := explain(err); p.status != http.StatusInternalServerError || !strings.Contains(p.reason, "SAMPLE") {
		t.Errorf("%+v", p)
	}
}

func TestRearrange(t *testing.T) {
	d := store.Desk{Basket: []string{"a", "b", "c"}}
	for _, step := range []struct{ do, id, want string }{{"up", "a", "a b c"}, {"up", "c", "a c b"}, {"down", "b", "a c b"}, {"down", "a", "c a b"}, {"add", "a", "c a b"},
		{"add", "d", "c a b d"}, {"remove", "x", "c a b d"}, {"remove", "a", "c b d"}, {"clear", "", ""}} {
		if err := rearrange(&d, step.do, step.id); err != nil || strings.Join(d.Basket, " ") != step.want {
			t.Errorf("%s %s: %v, %v", step.do, step.id, d.Basket, err)
		}
	}
	if rearrange(&d, "burn", "a") == nil {
		t.Error("an unknown change was made")
	}
}

// upload sends a file as the page of imports does.
func upload(t *testing.T, url, name string, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("files", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(data); err != nil {
		t.Fatal(err)
	}
	form.Close()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Post(url+"/import", form.FormDataContentType(), &b)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

// TestImportAndNewSince imports a file; a kept search says what is new.
func TestImportAndNewSince(t *testing.T) {
	w := sampleWorkspace(t, nil)
	srv, a := serveSample(t, w, nil)
	if status, _, _ := send(t, srv, "POST", "/searches", url.Values{"query": {"q=sample&page=3&evil=1"}, "name": {"All"}}, nil); status != http.StatusSeeOther {
		t.Errorf("keeping a search: %d", status)
	}
	text := "United Nations A/HRC/42/9005\n4 January 2019\nReport of the Working Group on the Universal Periodic Review\nExamplia\n\n1. SAMPLE the bilby was read.\n"
	if status := upload(t, srv.URL, `..\..\..//evil/../../A.txt`, []byte(text)); status != http.StatusSeeOther {
		t.Fatalf("upload: %d", status)
	}
	a.imports.wait.Wait()
	if _, body, _ := get(t, srv, "/import"); !strings.Contains(body, "st-ingested") || !strings.Contains(body, "A/HRC/42/9005") || !strings.Contains(body, "A.txt") {
		t.Error("the file has no status")
	}
	_, body, _ := get(t, srv, "/")
	if !strings.Contains(body, "1 passage read since") {
		t.Error("the kept search does not say what is new")
	}
	if _, body, _ := get(t, srv, "/search?q=sample&since=7"); !strings.Contains(body, "bilby") || !strings.Contains(body, "1 passage, 1–1") {
		t.Error("the new passages are not listed alone")
	}
	if status, _, _ := send(t, srv, "POST", "/searches/change", url.Values{"number": {"0"}, "name": {"All"}, "do": {"seen"}}, nil); status != http.StatusSeeOther {
		t.Errorf("seen: %d", status)
	}
	if _, body, _ := get(t, srv, "/"); strings.Contains(body, "read since") {
		t.Error("it is still new")
	}
	send(t, srv, "POST", "/searches/change", url.Values{"number": {"0"}, "name": {"All"}, "do": {"remove"}}, nil)
	if d, _ := w.Desk(); len(d.Searches) != 0 {
		t.Error("the search was not taken off")
	}
	if status := upload(t, srv.URL, "empty.pdf", nil); status != http.StatusSeeOther {
		t.Errorf("an empty file: %d", status)
	}
	a.imports.wait.Wait()
	if _, body, _ := get(t, srv, "/import"); !strings.Contains(body, "st-failed") || !strings.Contains(body, "the file is empty") {
		t.Error("the empty file has no status")
	}
}

// TestReadingDuringAnImport reads while an import goes on, and refuses a second.
func TestReadingDuringAnImport(t *testing.T) {
	w := sampleWorkspace(t, nil)
	hold := make(chan struct{})
	srv, a := serveSample(t, w, func(c *Config) {
		c.Reading = func() (pipeline.Options, func(), error) { <-hold; return reading(), func() {}, nil }
	})
	if status := upload(t, srv.URL, "a.txt", []byte("SAMPLE")); status != http.StatusSeeOther {
		t.Fatalf("upload: %d", status)
	}
	if status := upload(t, srv.URL, "b.txt", []byte("SAMPLE")); status != http.StatusConflict {
		t.Errorf("a second import: %d", status)
	}
	if status, _, _ := get(t, srv, "/search?q=penalty"); status != http.StatusOK {
		t.Errorf("a search meanwhile: %d", status)
	}
	if status, _, _ := send(t, srv, "POST", "/basket", url.Values{"do": {"add"}, "id": {"A/HRC/27/9001#1"}}, nil); status != http.StatusSeeOther {
		t.Errorf("the basket meanwhile: %d", status)
	}
	if _, body, _ := get(t, srv, "/import"); !strings.Contains(body, `data-running="yes"`) {
		t.Error("the page does not say that an import goes on")
	}
	close(hold)
	a.imports.wait.Wait()
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{"a.pdf": "a.pdf", "../../etc/passwd": "passwd", `C:\x\y.pdf`: "y.pdf", "..": "file", ".hidden": "hidden", "a\x00b\n.pdf": "a_b_.pdf", "": "file",
		`a"<b>.txt`: "a__b_.txt", "CON": "_CON", "nul.pdf": "_nul.pdf", "com1.tar.gz": "_com1.tar.gz", "aux .txt": "_aux .txt", "a:b": "a_b", "console.pdf": "console.pdf",
		"a.pdf. .": "a.pdf", "...": "file"} {
		if got := safeName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := safeName(strings.Repeat("é", 300) + ".pdf"); len(got) > 120 || !strings.HasSuffix(got, ".pdf") {
		t.Errorf("a long name: %q", got)
	}
}

// TestMarks holds what two texts share.
func TestMarks(t *testing.T) {
	left, right := sharedMarks("Ratify the Convention against Torture.", "It should ratify CAT and end hunger")
	join := func(list []stretch) string {
		var b strings.Builder
		for _, s := range list {
			if s.Kind != "" {
				b.WriteString("[" + s.Kind + " " + s.Text + "]")
			} else {
				b.WriteString(s.Text)
			}
		}
		return b.String()
	}
	if l, r := join(left), join(right); !strings.Contains(l, "[concept Convention against Torture]") || !strings.Contains(r, "[concept CAT]") || !strings.HasSuffix(r, "hunger") {
		t.Errorf("%q, %q", l, r)
	}
}

func FuzzMarks(f *testing.F) {
	f.Add("Ratify CAT; é", "ratify the Convention against Torture\x00")
	f.Fuzz(func(t *testing.T, a, b string) {
		left, right := sharedMarks(a, b)
		for text, list := range map[string][]stretch{a: left, b: right} {
			whole := ""
			for _, s := range list {
				whole += s.Text
			}
			if whole != text && a != b {
				t.Errorf("%q became %q", text, whole)
			}
		}
	})
}

// FuzzDocumentPath asks for documents under odd ids.
func FuzzDocumentPath(f *testing.F) {
	srv, _ := serveSample(f, shared(), nil)
	for _, s := range []string{"../VERSION", "..\\x", "%00", "a b", "\x00", "//", "e2e2", strings.Repeat("a", 3000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, id string) {
		status, body, _ := get(t, srv, "/document/"+url.PathEscape(id))
		if status == http.StatusOK && !strings.Contains(body, `class="doc"`) && !strings.Contains(body, "document") || status >= 500 {
			t.Errorf("%q: %d", id, status)
		}
	})
}

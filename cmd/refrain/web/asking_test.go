package web

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// askFor sends the form for a list.
func askFor(t *testing.T, srv *httptest.Server, fields map[string]string, file, data string) (int, string, http.Header) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for k, v := range fields {
		_ = form.WriteField(k, v)
	}
	if file != "" {
		part, err := form.CreateFormFile("file", file)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(part, data)
	}
	form.Close()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Post(srv.URL+"/ask", form.FormDataContentType(), &b)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(body), resp.Header
}

const askedItems = "SAMPLE: Prohibit corporal punishment of children in all settings\r\nSAMPLE: Extend a standing invitation to special procedures\r\n"

// TestAskWithAList keeps a list under an address, and says what is wrong with
// one that cannot be asked.
func TestAskWithAList(t *testing.T) {
	w := sampleWorkspace(t, nil)
	srv, _ := serveSample(t, w, nil)
	status, _, h := askFor(t, srv, map[string]string{"items": askedItems, "state": "xaa", "name": "SAMPLE my list", "dated": "2015-01-01"}, "", "")
	link := h.Get("Location")
	if status != http.StatusSeeOther || !strings.HasPrefix(link, "/letter/list-") {
		t.Fatalf("%d to %q", status, link)
	}
	hostile := `SAMPLE <script>alert(1)</script> "onmouseover=alert(2) {{.}} javascript:alert(3)`
	if status, _, h := askFor(t, srv, map[string]string{"items": hostile + "\n" + hostile, "state": "XAA", "name": hostile}, "", ""); status == http.StatusSeeOther {
		for _, path := range []string{h.Get("Location"), h.Get("Location") + "/1", "/letters"} {
			if _, body, _ := get(t, srv, path); strings.Contains(body, "<script>alert") || strings.Contains(body, `"onmouseover`) {
				t.Errorf("%s: markup of a list came through", path)
			}
		}
	} else {
		t.Errorf("a list with markup: %d", status)
	}
	again, _ := serveSample(t, w, nil) // the link stays
	for path, want := range map[string]string{link: "SAMPLE my list", link + "/1": "Raised before", "/letters": "Lists you asked with", link + "/file/report.csv": "standing invitation",
		"/api/v1" + strings.Replace(link, "/letter/", "/letters/", 1): `"item":"2"`, "/api/v1/letters": "SAMPLE my list"} {
		if status, body, _ := get(t, again, path); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %d, without %q", path, status, want)
		}
	}
	if status, _, h := askFor(t, srv, map[string]string{"state": "XAA"}, "mine.csv", "item;text\n7;SAMPLE: Ratify CAT\n"); status != http.StatusSeeOther {
		t.Errorf("a file: %d", status)
	} else if _, body, _ := get(t, srv, h.Get("Location")); !strings.Contains(body, "mine.csv") || !strings.Contains(body, "Ratify CAT") {
		t.Error("the page of a file does not name it")
	}
	for want, form := range map[string]map[string]string{"The list is empty": {"items": " \r\n"}, "Write it as 2019-11-28": {"items": askedItems, "dated": "yesterday"},
		"There is no such State": {"items": askedItems, "state": "Atlantis"}, "no such UPR cycle": {"items": askedItems, "follows": "9"}} {
		if status, body, _ := askFor(t, srv, form, "", ""); status < 400 || status >= 500 || !strings.Contains(body, want) {
			t.Errorf("%v: %d, without %q", form, status, want)
		}
	}
	if status, _, _ := send(t, srv, "POST", "/ask/drop", map[string][]string{"id": {strings.TrimPrefix(link, "/letter/")}}, nil); status != http.StatusSeeOther {
		t.Errorf("taking it off: %d", status)
	}
	if status, body, _ := get(t, srv, link); status != http.StatusNotFound || !strings.Contains(body, "ask again") {
		t.Errorf("after that: %d", status)
	}
}

// TestRowsAreImported recognises rows among documents by their content.
func TestRowsAreImported(t *testing.T) {
	srv, a := serveSample(t, sampleWorkspace(t, nil), nil)
	for name, x := range map[string]struct{ data, want string }{
		"rows.txt":   {"Text,Symbol,Paragraph\n\"SAMPLE: the numbat was counted\",A/HRC/42/9006,4\n", "1 of 1 row taken in"},
		"doc.csv":    {"a;b\n1;2\n", "its columns are those of no export"},
		"broken.csv": {"Text,Symbol\n\"SAMPLE\n", "st-failed"},
		"plain.txt":  {"United Nations A/HRC/42/9007\nReport of the Working Group on the Universal Periodic Review\nExamplia\n\n1. SAMPLE text.\n", "st-ingested"},
	} {
		if status := upload(t, srv.URL, name, []byte(x.data)); status != http.StatusSeeOther {
			t.Fatalf("%s: %d", name, status)
		}
		a.imports.wait.Wait()
		if _, body, _ := get(t, srv, "/import"); !strings.Contains(body, x.want) {
			t.Errorf("%s: the page does not say %q", name, x.want)
		}
	}
	if _, body, _ := get(t, srv, "/search?q=numbat"); !strings.Contains(body, "A/HRC/42/9006") {
		t.Error("the row is not found")
	}
}

// TestEveryFormatIsOffered gets the report of a letter in each format, by the
// links of its page.
func TestEveryFormatIsOffered(t *testing.T) {
	srv, _ := serveSample(t, shared(), nil)
	_, page, _ := get(t, srv, sampleLetter)
	for _, suffix := range reportFormats() {
		link := sampleLetter + "/file/report" + suffix
		if !strings.Contains(page, link+`"`) {
			t.Errorf("the page does not offer %s", suffix)
		}
		if status, body, _ := get(t, srv, link); status != http.StatusOK || body == "" {
			t.Errorf("%s: %d", suffix, status)
		}
	}
}

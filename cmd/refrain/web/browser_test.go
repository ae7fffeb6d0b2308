package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// browser is one Chromium for all tests of a run; without one they skip.
var browser = sync.OnceValues(func() (context.Context, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("disable-gpu", true),
			chromedp.Flag("disable-background-networking", true), chromedp.UserDataDir(filepath.Join(sharedDir, "chromium")))
		ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
		endBrowser = cancel
		ctx, _ = chromedp.NewContext(ctx)
		return ctx, chromedp.Do(ctx)
	}
	return nil, fmt.Errorf("no Chromium is installed")
})

var endBrowser = func() {}

// tab is one tab of the browser.
type tab struct {
	t   *testing.T
	ctx context.Context
	url string

	mu      sync.Mutex
	dialogs int
}

func newTab(t *testing.T, srv *httptest.Server) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests are left out in short runs")
	}
	b, err := browser()
	if err != nil {
		t.Skip("browser tests skip:", err)
	}
	ctx, cancel := chromedp.NewContext(b)
	t.Cleanup(cancel)
	ctx, end := context.WithTimeout(ctx, 4*time.Minute) // a busy machine is slow
	t.Cleanup(end)
	b2 := &tab{t: t, ctx: ctx, url: srv.URL}
	b2.do(chromedp.EmulateViewport(1280, 900))
	err = chromedp.Listen(ctx, func(ev any) {
		if _, ok := ev.(*page.EventJavascriptDialogOpening); ok {
			b2.mu.Lock()
			b2.dialogs++
			b2.mu.Unlock()
			go func() {
				_, _ = chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
			}()
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return b2
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) open(path string) { b.t.Helper(); b.do(chromedp.Navigate(b.url + path)) }

func (b *tab) keys(s string) { b.t.Helper(); b.do(chromedp.KeyEvent(s)) }

// js is the value of an expression of the page, as text.
func (b *tab) js(expression string) string {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`String(`+expression+`)`))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for an expression to become true.
func (b *tab) until(expression string) {
	b.t.Helper()
	end := time.Now().Add(30 * time.Second)
	for {
		v, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`String(!!(`+expression+`))`))
		if err == nil && v == "true" {
			return
		}
		if time.Now().After(end) {
			b.t.Fatalf("%s did not come true (%v, %q); the page says: %.300s", expression, err, v, b.js(`document.body.innerText`))
		}
		time.Sleep(25 * time.Millisecond)
	}
}

// TestBrowserSearch narrows a search, opens a passage and comes back.
func TestBrowserSearch(t *testing.T) {
	srv, _ := serveSample(t, shared(), nil)
	b := newTab(t, srv)
	b.open("/")
	b.keys("/")
	b.until(`document.activeElement.id === 'q'`)
	b.keys("rights\r")
	b.until(`document.querySelector('.count')`)
	all := b.js(`document.querySelector('.count').textContent`)
	b.do(chromedp.Click(`input[name=position][value=noted]`))
	b.until(`document.querySelector('.chips') && location.search.includes('position=noted')`)
	b.until(`document.activeElement.name === 'position'`)
	if now := b.js(`document.querySelector('.count').textContent`); now == all {
		t.Errorf("a filter changed nothing: %s", now)
	}
	b.do(chromedp.Click(`input[name=position][value=supported]`))
	b.until(`location.search.includes('position=supported') && document.querySelectorAll('.chips li').length >= 3`)
	b.js(`history.back()`)
	b.until(`!location.search.includes('position=supported') && document.querySelectorAll('input[name=position]:checked').length === 1`)
	b.js(`document.activeElement.blur()`)
	b.keys("jj")
	b.until(`document.activeElement === document.querySelectorAll('.pick')[1]`)
	b.keys("k")
	want := b.js(`document.activeElement.dataset.said`)
	b.keys("\r")
	b.until(`location.pathname.startsWith('/document/') && document.querySelector(':target')`)
	if got := b.js(`document.querySelector(':target').dataset.said`); got != want {
		t.Errorf("opened %q, not %q", got, want)
	}
}

// TestBrowserJudge judges a link by keyboard, sees it in the report, and takes
// it back.
func TestBrowserJudge(t *testing.T) {
	srv, _ := serveSample(t, sampleWorkspace(t, nil), nil)
	b := newTab(t, srv)
	letter := "/letter/" + documentID("hc-letter:XAA:2019-12-02")
	b.open(letter)
	b.js(`document.querySelector('.grid td.c-unreviewed a, .grid td.c-to-verify a').click()`)
	b.until(`document.querySelector('.pair.unreviewed')`)
	b.js(`document.querySelector('.pair.unreviewed').focus()`)
	id := b.js(`document.activeElement.id`)
	b.keys("1")
	b.until(`document.querySelector('#` + id + `.confirmed [data-key="1"][aria-pressed=true]')`)
	b.until(`document.activeElement.id === '` + id + `'`)
	item := b.js(`location.pathname`)
	b.open(letter)
	b.until(`document.querySelector('.grid td.c-confirmed')`)
	if _, body, _ := get(t, srv, letter+"/file/report.csv"); !strings.Contains(body, ",2,") {
		t.Error("the judgment is not in the CSV report")
	}
	b.open(item)
	b.js(`document.getElementById('` + id + `').focus()`)
	b.keys("u")
	b.until(`document.querySelector('#` + id + `.unreviewed') && !document.querySelector('#` + id + ` [aria-pressed=true]')`)
	b.keys("3")
	b.until(`[...document.querySelectorAll('details.folded summary')].some((s) => s.textContent.startsWith('Set aside'))`)
	b.keys("u")
	b.until(`document.querySelector('#` + id + `.unreviewed')`)
}

// TestBrowserCite copies a citation and collects passages.
func TestBrowserCite(t *testing.T) {
	srv, _ := serveSample(t, sampleWorkspace(t, nil), nil)
	b := newTab(t, srv)
	b.open("/search?q=penalty")
	b.js(`void (navigator.clipboard.writeText = (s) => { window.copied = s; return Promise.resolve(); })`)
	b.keys("j")
	b.keys("c")
	b.until(`window.copied`)
	if got, want := b.js(`window.copied`), b.js(`document.activeElement.dataset.said`); got != want {
		t.Errorf("copied %q, the passage is %q", got, want)
	}
	b.until(`document.getElementById('said').textContent.includes('Copied')`)
	b.keys("b")
	b.until(`document.getElementById('basket-count').textContent === '1'`)
	b.keys("j")
	b.keys("b")
	b.until(`document.getElementById('basket-count').textContent === '2'`)
	b.open("/basket")
	first := b.js(`document.querySelector('.collected li').dataset.said`)
	b.do(chromedp.Click(`.collected button[value=down]`))
	b.until(`document.querySelectorAll('.collected li')[1].dataset.said === ` + fmt.Sprintf("%q", first))
	for file, want := range map[string]string{"basket.ris": "TY  - RPRT", "basket.csv": "cite,symbol", "basket.docx": "PK", "basket.bib": "@", "basket.json": `"number"`} {
		if status, body, h := get(t, srv, "/basket/"+file); status != 200 || !strings.Contains(body, want) || !strings.Contains(h.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d, %.80q", file, status, body)
		}
	}
}

// TestBrowserImport imports a file and reads it.
func TestBrowserImport(t *testing.T) {
	srv, _ := serveSample(t, sampleWorkspace(t, nil), nil)
	b := newTab(t, srv)
	path := filepath.Join(t.TempDir(), "report.txt")
	text := "United Nations A/HRC/42/9003\n4 January 2019\nReport of the Working Group on the Universal Periodic Review\nExamplia\n\n1. SAMPLE the numbat was read.\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b.open("/import")
	b.do(chromedp.SetUploadFiles(`#files`, []string{path}), chromedp.Click(`#drop button`))
	b.until(`document.querySelector('.st-ingested') && !document.querySelector('#run[data-running]')`)
	b.open("/search?q=numbat")
	b.until(`document.querySelector('.card mark').textContent === 'numbat'`)
}

// TestBrowserWithoutScript holds that the pages work without JavaScript.
func TestBrowserWithoutScript(t *testing.T) {
	srv, _ := serveSample(t, sampleWorkspace(t, nil), nil)
	b := newTab(t, srv)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.open("/search?q=penalty")
	if b.js(`document.documentElement.className`) != "" {
		t.Fatal("scripts ran")
	}
	b.do(chromedp.Click(`input[name=position][value=noted]`), chromedp.Click(`.nojs button`))
	b.until(`location.search.includes('position=noted') && document.querySelector('.chips')`)
	b.do(chromedp.Click(`.put button`))
	b.until(`document.getElementById('basket-count').textContent === '1'`)
	b.open("/letter/" + documentID("hc-letter:XAA:2019-12-02"))
	b.do(chromedp.Click(`.grid td.c-unreviewed a, .grid td.c-to-verify a`))
	b.until(`document.querySelector('.pair .judge')`)
	b.do(chromedp.Click(`.pair .judge button[value=yes]`))
	b.until(`document.querySelector('.pair.confirmed [aria-pressed=true]')`)
	if b.js(`getComputedStyle(document.querySelector('button.copy')).display`) != "none" {
		t.Error("a button that needs a script is shown")
	}
}

// payloads are texts that would run if they were not taken for text.
var payloads = []string{
	`<script>alert(1)</script>`, `<img src=x onerror=alert(2)>`, `<svg onload=alert(3)>`, `"><script>alert(4)</script>`, `'><img src=x onerror=alert(5)>`,
	`</title><script>alert(6)</script>`, `</textarea><script>alert(7)</script>`, `<iframe srcdoc="<script>alert(8)</script>">`, `<a href="javascript:alert(9)">x</a>`,
	`<body onload=alert(10)>`, `<details open ontoggle=alert(11)>`, `<math><mtext><img src=x onerror=alert(12)>`, `{{html "<script>alert(13)</script>"}}`,
	`<!--><script>alert(14)</script>`, `<style>@import 'x';</style><script>alert(15)</script>`, `&lt;script&gt;alert(16)&lt;/script&gt;`, `<form action=javascript:alert(17)><button id=q>`,
	`<base href=//evil.example/>`, `<meta http-equiv=refresh content="0;url=javascript:alert(19)">`, "\x1b]0;x\x07\u202e<object data=javascript:alert(20)>",
}

// TestBrowserPayloads reads a document of script injections.
func TestBrowserPayloads(t *testing.T) {
	text := "United Nations A/HRC/42/9004\n4 January 2019\nReport of the Working Group on the Universal Periodic Review\nExamplia\n\n"
	for i, p := range payloads {
		text += fmt.Sprintf("%d. SAMPLE wombat %s ends here.\n\n", i+1, p)
	}
	srv, _ := serveSample(t, sampleWorkspace(t, map[string]string{"payloads.txt": text}), nil)
	b := newTab(t, srv)
	doc := "/document/" + documentID("A/HRC/42/9004")
	for _, path := range []string{"/search?q=wombat", "/search?q=wombat&group=document", "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", doc, "/go?to=%3Csvg+onload%3Dalert(1)%3E",
		"/letter/" + documentID("A/HRC/42/9004"), "/settings?back=javascript:alert(1)"} {
		b.open(path)
		b.until(`document.readyState === 'complete'`)
		if n := b.js(`document.querySelectorAll('main script, main img, main svg, main iframe, main object, main math, base, meta[http-equiv], [onerror], [onload], a[href^=javascript]').length`); n != "0" {
			t.Errorf("%s: %s elements of a payload", path, n)
		}
		if strings.ContainsAny(b.js(`document.documentElement.outerHTML`), "\x1b\x07\u202e") {
			t.Errorf("%s: a control character is on the page", path)
		}
	}
	b.open(doc)
	if n := b.js(`document.querySelectorAll('.para').length`); n != fmt.Sprint(len(payloads)) {
		t.Errorf("%s paragraphs of %d payloads", n, len(payloads))
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.dialogs > 0 {
		t.Errorf("%d payloads ran", b.dialogs)
	}
}

// TestBrowserAxe asks axe-core about every page, light and dark, wide and
// narrow. REFRAIN_AXE names axe.min.js; .ci/run fetches it.
func TestBrowserAxe(t *testing.T) {
	file := os.Getenv("REFRAIN_AXE")
	if file == "" {
		t.Skip("accessibility tests skip: REFRAIN_AXE does not name axe.min.js")
	}
	axe, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	w := sampleWorkspace(t, nil)
	srv, _ := serveSample(t, w, nil)
	b := newTab(t, srv)
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: string(axe)}); err != nil {
		t.Fatal(err)
	}
	letter := "/letter/" + documentID("hc-letter:XAA:2019-12-02")
	for _, id := range []string{"A/HRC/27/9001#29.1", "A/HRC/13/9001#31.3"} {
		send(t, srv, "POST", "/basket", map[string][]string{"do": {"add"}, "id": {id}}, nil)
	}
	send(t, srv, "POST", "/searches", map[string][]string{"query": {"q=penalty"}}, nil)
	for i, path := range []string{"/", "/search?q=penalty", "/search?q=penalty&group=document&position=noted", "/search?q=%28", "/search?q=zzz", "/letters", letter, letter + "/1", letter + "/2",
		"/documents", "/document/" + documentID("A/HRC/27/9001"), "/basket", "/state/XAA", "/import", "/help", "/settings", "/nothing"} {
		for k, look := range []string{"light", "dark"} {
			width := int64(1280)
			if (i+k)%2 == 1 {
				width = 390
			}
			b.do(chromedp.EmulateViewport(width, 900))
			if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look}}}); err != nil {
				t.Fatal(err)
			}
			b.open(path)
			found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.querySelectorAll('details').forEach((d) => { d.open = true; }); axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
				.then((r) => r.violations.map((v) => v.id + ' (' + v.nodes.length + '): ' + v.nodes[0].target + ' ' + v.nodes[0].failureSummary).join('\n'))`, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(path, err)
			}
			if found != "" {
				t.Errorf("%s, %s, %d wide:\n%s", path, look, width, found)
			}
			if over := b.js(`document.documentElement.scrollWidth > innerWidth`); over == "true" {
				t.Errorf("%s at %d: the page is wider than the window", path, width)
			}
		}
	}
}

package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"unicode/utf8"

	"refrain/pipeline/report"
)

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed assets/*
var assetFiles embed.FS

// views are the parsed templates, by page, and the assets.
type views struct {
	pages  map[string]*template.Template
	assets map[string]assetFile // by address
	names  map[string]string    // file name → address
}

type assetFile struct {
	data []byte
	kind string
}

// assetKinds are the media types of the assets.
var assetKinds = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

func newViews() (*views, error) {
	v := &views{pages: map[string]*template.Template{}, assets: map[string]assetFile{}, names: map[string]string{}}
	entries, err := fs.ReadDir(assetFiles, "assets")
	if err != nil {
		return nil, fmt.Errorf("reading assets: %w", err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(assetFiles, "assets/"+e.Name())
		if err != nil {
			return nil, fmt.Errorf("reading assets: %w", err)
		}
		sum := sha256.Sum256(data)
		address := hex.EncodeToString(sum[:6]) + "-" + e.Name()
		v.assets[address] = assetFile{data, assetKinds[path.Ext(e.Name())]}
		v.names[e.Name()] = "/assets/" + address
	}
	shared := []string{"pages/layout.html", "pages/parts.html"}
	entries, err = fs.ReadDir(pageFiles, "pages")
	if err != nil {
		return nil, fmt.Errorf("reading pages: %w", err)
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		t, err := template.New("layout.html").Funcs(v.funcs()).ParseFS(pageFiles, append(shared, "pages/"+e.Name())...)
		if err != nil {
			return nil, fmt.Errorf("reading pages: %w", err)
		}
		v.pages[name] = t
	}
	return v, nil
}

// asset serves a style sheet, script or picture. Its address holds its hash,
// so a browser may keep it.
func (a *App) asset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if r.URL.Path == "/favicon.ico" {
		name = strings.TrimPrefix(a.views.names["icon.svg"], "/assets/")
	}
	f, ok := a.views.assets[name]
	if !ok {
		a.fail(w, r, notFound("There is no such file"))
		return
	}
	w.Header().Set("Content-Type", f.kind)
	if r.URL.Path != "/favicon.ico" {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	_, _ = w.Write(f.data)
}

// base is what every page has.
type base struct {
	Title   string
	Here    string // the part of the application, for the navigation
	Query   string // what stands in the search box
	Version string
	Sample  bool
	// Empty says that nothing has been imported yet.
	Empty    bool
	Basket   int
	Theme    string // "light", "dark" or "" for the system's
	Keys     bool   // single-key shortcuts are on
	Reader   string
	URL      string // the address of this page, for coming back
	Notice   string
	Disclaim string
	basket   map[string]bool
	shelf    *shelf
}

// base gathers what every page shows; call done after rendering. With an error
// the page has no library.
func (a *App) base(r *http.Request, here, title string) (b base, done func(), err error) {
	set := a.settingsOf(r)
	b = base{Title: title, Here: here, Version: a.cfg.Version, Theme: set.theme, Keys: set.keys, Reader: set.reader,
		URL: r.URL.RequestURI(), Notice: report.Notice, Disclaim: report.Disclaimer}
	s, done, err := a.library.open()
	if err != nil {
		return b, func() {}, err
	}
	b.shelf, b.Sample, b.Empty = s, s.sample, len(s.heads) == 0
	if d, err := a.cfg.Workspace.Desk(); err == nil {
		b.Basket, b.basket = len(d.Basket), map[string]bool{}
		for _, id := range d.Basket {
			b.basket[id] = true
		}
	}
	return b, done, nil
}

// Base is the page's own base, for the parts that need it.
func (b base) Base() base { return b }

// Holds reports whether the basket holds a passage.
func (b base) Holds(id string) bool { return b.basket[id] }

// render writes a page, whole or not at all.
func (a *App) render(w http.ResponseWriter, status int, page string, data any) error {
	var b bytes.Buffer
	t := a.views.pages[page]
	if t == nil {
		return fmt.Errorf("no page %q", page)
	}
	if err := t.Execute(&b, data); err != nil {
		return fmt.Errorf("making the page: %w", err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(withoutControls(b.Bytes()))
	return nil
}

// withoutControls drops from a page the control characters that text of a
// document may hold: C0 and C1 but for line ends and tabs, and those that turn
// the direction of a line. One place for all pages, so that none is missed.
func withoutControls(page []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if hiddenRune(r) {
			return -1
		}
		return r
	}, page)
}

// hiddenRune reports whether a character must not reach a page.
func hiddenRune(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r <= 0x9f, r == '\u2028', r == '\u2029', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == utf8.RuneError:
		return true
	}
	return false
}

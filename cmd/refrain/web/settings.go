package web

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// settings are a visitor's choices, kept in cookies of the browser.
type settings struct {
	theme  string
	keys   bool
	reader string
}

// settingsOf reads a visitor's choices.
func (a *App) settingsOf(r *http.Request) settings {
	s := settings{keys: true, reader: a.cfg.Reader}
	read := func(name string) string {
		c, err := r.Cookie("refrain-" + name)
		if err != nil {
			return ""
		}
		v, err := url.QueryUnescape(c.Value)
		if err != nil {
			return ""
		}
		return v
	}
	if t := read("theme"); t == "light" || t == "dark" {
		s.theme = t
	}
	s.keys = read("keys") != "off"
	if name := readerName(read("reader")); name != "" {
		s.reader = name
	}
	return s
}

// readerName takes a name of at most 80 characters, control characters off.
func readerName(s string) string {
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if hiddenRune(r) {
			return -1
		}
		return r
	}, s))
	if utf8.RuneCountInString(s) > 80 {
		return ""
	}
	return s
}

type settingsPage struct {
	base
	Back string
}

func (a *App) settings(w http.ResponseWriter, r *http.Request) error {
	b, done, _ := a.base(r, "settings", "Settings")
	defer done()
	return a.render(w, http.StatusOK, "settings", settingsPage{b, localPath(r.FormValue("back"))})
}

func (a *App) saveSettings(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	keep := func(name, value string) {
		http.SetCookie(w, &http.Cookie{Name: "refrain-" + name, Value: url.QueryEscape(value), Path: "/", MaxAge: 365 * 24 * 3600,
			HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
	theme := r.PostFormValue("theme")
	if theme != "light" && theme != "dark" {
		theme = "system"
	}
	keep("theme", theme)
	keys := "off"
	if r.PostFormValue("keys") == "on" {
		keys = "on"
	}
	keep("keys", keys)
	keep("reader", readerName(r.PostFormValue("reader")))
	http.Redirect(w, r, localPath(r.PostFormValue("back")), http.StatusSeeOther)
	return nil
}

// localPath is a path of this application to go back to, "/" for anything else.
func localPath(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\r\n") {
		return "/"
	}
	return s
}

func (a *App) help(w http.ResponseWriter, r *http.Request) error {
	b, done, _ := a.base(r, "help", "Help")
	defer done()
	return a.render(w, http.StatusOK, "help", b)
}

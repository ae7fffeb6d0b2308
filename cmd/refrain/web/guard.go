package web

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// Limits on what one visitor can make the machine do.
const (
	maxBusy     = 4       // searches, letters and documents at once
	maxForm     = 1 << 20 // bytes of a form
	busyPatence = 2 * time.Second
)

// policy forbids everything but this application's own style, script and
// requests: text of a document can run nothing even if it got past escaping.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded puts the guards before a handler: headers, Host, origin, token, size.
func (a *App) guarded(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.fail(w, r, &problem{http.StatusForbidden, "The request came from another site", "Open this page from its own address and try again."})
	}))
	inner := origin.Handler(a.withToken(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "private, no-cache")
		// A page of another site whose name was pointed at this machine sends
		// that name (DNS rebinding); [http.CrossOriginProtection] lets it pass.
		if !a.hostAllowed(r.Host) {
			a.refuse(w, r, &problem{http.StatusForbidden, "refrain answers only under the address it printed", "Use that address, or start `refrain serve` with --host."})
			return
		}
		if r.Body != nil && !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
			r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		}
		inner.ServeHTTP(w, r)
	})
}

// hostAllowed reports whether a Host header is one of ours.
func (a *App) hostAllowed(host string) bool {
	if slices.Contains(a.cfg.Hosts, strings.ToLower(host)) {
		return true
	}
	if a.cfg.Token == "" {
		return false
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	_, err = netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil
}

// tokenCookie remembers that a visitor showed the token.
const tokenCookie = "refrain-token"

// withToken asks for the token once; after that a cookie shows it.
func (a *App) withToken(next http.Handler) http.Handler {
	if a.cfg.Token == "" {
		return next
	}
	right := func(s string) bool { return subtle.ConstantTimeCompare([]byte(s), []byte(a.cfg.Token)) == 1 }
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie(tokenCookie); err == nil && right(c.Value) {
			next.ServeHTTP(w, r)
			return
		}
		if t, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && isAPI(r) && right(t) {
			next.ServeHTTP(w, r)
			return
		}
		q := r.URL.Query()
		if r.Method == http.MethodGet && right(q.Get("token")) {
			q.Del("token")
			http.SetCookie(w, &http.Cookie{Name: tokenCookie, Value: a.cfg.Token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
			to := *r.URL
			to.Scheme, to.Host, to.RawQuery = "", "", q.Encode()
			http.Redirect(w, r, "/"+strings.TrimLeft(to.RequestURI(), "/"), http.StatusSeeOther)
			return
		}
		a.refuse(w, r, &problem{http.StatusUnauthorized, "this address asks for the token: open the link that refrain serve printed", "A program sends the header Authorization: Bearer TOKEN."})
	})
}

// refuse answers who may see nothing: in JSON, or in one line that shows no
// more than the reason.
func (a *App) refuse(w http.ResponseWriter, r *http.Request, p *problem) {
	if isAPI(r) {
		failJSON(w, p)
		return
	}
	http.Error(w, p.reason, p.status)
}

// limited lets a few requests work at once. One that finds no place soon is
// told to come back, so that no visitor can exhaust the machine.
func (a *App) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wait := time.NewTimer(busyPatence)
		defer wait.Stop()
		select {
		case a.busy <- struct{}{}:
			defer func() { <-a.busy }()
			next.ServeHTTP(w, r)
		case <-wait.C:
			w.Header().Set("Retry-After", "2")
			a.fail(w, r, &problem{http.StatusTooManyRequests, "Too many requests at once", "Wait a moment and load the page again."})
		case <-r.Context().Done():
		}
	})
}

package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// document is what the server of the tests gives: text of no real document.
var document = []byte("%PDF-1.4 SAMPLE " + strings.Repeat("text of a test ", 2000) + "%%EOF\n")

// server behaves, and misbehaves, like those of official documents.
type server struct {
	*httptest.Server
	asked []string // method, path and range of each request
	count map[string]int
}

func newServer(t *testing.T) *server {
	s := &server{count: map[string]int{}}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	return s
}

func (s *server) answer(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("s")
	s.count[name]++
	s.asked = append(s.asked, r.Method+" "+name+" "+r.Header.Get("Range"))
	switch name {
	case "A/HRC/13/9001":
		_, _ = w.Write(document)
	case "A/HRC/13/9002":
		http.NotFound(w, r)
	case "A/HRC/13/9003": // busy twice, then well
		if s.count[name] < 3 {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write(document)
	case "A/HRC/13/9004": // breaks off, and goes on from there
		s.broken(w, r)
	case "A/HRC/13/9005":
		http.Redirect(w, r, "http://"+r.Host+"/plain", http.StatusFound)
	case "A/HRC/13/9006":
		http.Redirect(w, r, "https://elsewhere.example/x", http.StatusFound)
	case "A/HRC/13/9007":
		http.Redirect(w, r, r.URL.String(), http.StatusFound)
	case "A/HRC/13/9008":
		fmt.Fprint(w, "<!DOCTYPE html><html><body>SAMPLE: sign in first</body></html>")
	case "A/HRC/13/9009":
		_, _ = w.Write(append(bytes.Clone(document), make([]byte, 1<<20)...))
	case "A/HRC/13/9010":
		w.WriteHeader(http.StatusForbidden)
	case "A/HRC/13/9011": // never well
		w.WriteHeader(http.StatusTooManyRequests)
	case "A/HRC/13/9012": // empty
	case "A/HRC/13/9013":
		fmt.Fprint(w, "\x00\x01\x02 neither")
	case "A/HRC/13/9014":
		http.Redirect(w, r, "https://10.0.0.1/x", http.StatusFound)
	case "A/HRC/13/9015": // ends too soon, and says that this is all
		_, _ = w.Write(document[:len(document)/2])
	case "A/HRC/13/9016": // a bomb, whatever was asked for
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write(append([]byte("%PDF-1.4 SAMPLE"), make([]byte, 8<<20)...))
		_ = z.Close()
	case "A/HRC/13/9017": // drips
		for range 1000 {
			if _, err := w.Write([]byte("%PDF-1.4 ")); err != nil || r.Context().Err() != nil {
				return
			}
			_ = http.NewResponseController(w).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	case "A/HRC/13/9018": // stops in the middle
		_, _ = w.Write(document[:100])
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	case "A/HRC/13/9019": // asks for an hour
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	case "A/HRC/13/9021": // says nothing at all
		<-r.Context().Done()
	case "A/HRC/13/9022": // a page that speaks of what it is not
		_, _ = w.Write([]byte("\n <!-- SAMPLE --><html><body>SAMPLE: %PDF-1.4 could not be made %%EOF</body></html>"))
	case "A/HRC/13/9023": // less than it says, by its own count
		w.Header().Set("Content-Range", "bytes 0-99/1000")
		w.WriteHeader(http.StatusPartialContent)
		_, _ = w.Write(document[:100])
	case "A/HRC/13/9024": // asks to wait for longer than a number can say
		w.Header().Set("Retry-After", "99999999999999999999")
		w.WriteHeader(http.StatusTooManyRequests)
	case "A/HRC/13/9025": // says that more comes than may
		w.Header().Set("Content-Length", "9000000000")
		_, _ = w.Write(document)
	case "A/HRC/13/9020": // the beginning of a Word file
		_, _ = w.Write([]byte("PK\x03\x04" + strings.Repeat("x", 200)))
	}
}

// broken gives half of the document and cuts the line; asked to go on, it does.
func (s *server) broken(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Accept-Ranges", "bytes")
	w.Header().Set("ETag", `"one"`)
	half := len(document) / 2
	if r.Header.Get("Range") == fmt.Sprintf("bytes=%d-", half) && r.Header.Get("If-Range") == `"one"` {
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", half, len(document)-1, len(document)))
		w.WriteHeader(http.StatusPartialContent)
		_, _ = w.Write(document[half:])
		return
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(document)))
	_, _ = w.Write(document[:half])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

func (s *server) client() (*Client, *[]time.Duration) {
	u, _ := url.Parse(s.URL)
	var waited []time.Duration
	return &Client{Agent: "refrain/test", Hosts: []string{u.Host}, Transport: s.Client().Transport, MaxBytes: 512 << 10,
		Address: func(symbol, language string) string {
			return s.URL + "/api?s=" + url.QueryEscape(symbol) + "&l=" + language
		},
		Sleep: func(_ context.Context, d time.Duration) error { waited = append(waited, d); return nil }}, &waited
}

func TestGet(t *testing.T) {
	s := newServer(t)
	for symbol, want := range map[string]string{
		"A/HRC/13/9001": "",
		"A/HRC/13/9002": "no such document",
		"A/HRC/13/9003": "",
		"A/HRC/13/9004": "",
		"A/HRC/13/9005": "is not https",
		"A/HRC/13/9006": "elsewhere.example is not a host of official documents",
		"A/HRC/13/9007": "more than 5 times",
		"A/HRC/13/9008": "a web page",
		"A/HRC/13/9009": "longer than",
		"A/HRC/13/9010": "not give it to programs",
		"A/HRC/13/9011": "fewer requests",
		"A/HRC/13/9012": "an empty file",
		"A/HRC/13/9013": "neither PDF nor Word",
		"A/HRC/13/9014": "10.0.0.1 is not a host of official documents",
		"A/HRC/13/9015": "only the beginning",
		"A/HRC/13/9016": "neither PDF nor Word",
		"A/HRC/13/9017": "too slowly",
		"A/HRC/13/9018": "stopped in the middle",
		"A/HRC/13/9019": "come back in 1h0m0s",
		"A/HRC/13/9020": "only the beginning",
		"A/HRC/13/9021": "too slowly",
		"A/HRC/13/9022": "a web page",
		"A/HRC/13/9023": "at another place",
		"A/HRC/13/9024": "come back in 24h",
		"A/HRC/13/9025": "longer than",
	} {
		c, _ := s.client()
		c.Patience, c.Stall, c.Tries = 10*time.Second, 10*time.Second, 3
		switch symbol {
		case "A/HRC/13/9017", "A/HRC/13/9021":
			c.Patience = 200 * time.Millisecond
		case "A/HRC/13/9018":
			c.Stall, c.Tries = 100*time.Millisecond, 2
		}
		f, err := c.Get(context.Background(), symbol, "en")
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", symbol, err)
		case want == "" && (string(f.Data) != string(document) || f.Suffix != ".pdf" || len(f.SHA256) != 64):
			t.Errorf("%s: %d bytes, %s", symbol, len(f.Data), f.Suffix)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", symbol, err, want)
		}
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.NotThere != (symbol == "A/HRC/13/9002")) {
			t.Errorf("%s: %#v", symbol, err)
		}
	}
}

func TestPatience(t *testing.T) {
	s := newServer(t)
	c, waited := s.client()
	if _, err := c.Get(context.Background(), "A/HRC/13/9003", "en"); err != nil {
		t.Fatal(err)
	}
	if s.count["A/HRC/13/9003"] != 3 || (*waited)[1] != 7*time.Second {
		t.Errorf("%d requests, pauses %v: want 3, and the 7 seconds asked for", s.count["A/HRC/13/9003"], *waited)
	}
	c, waited = s.client()
	if _, err := c.Get(context.Background(), "A/HRC/13/9011", "en"); err == nil || s.count["A/HRC/13/9011"] != defaultTries {
		t.Errorf("%d tries, %v", s.count["A/HRC/13/9011"], err)
	}
	c, _ = s.client()
	if _, err := c.Get(context.Background(), "A/HRC/13/9019", "en"); err == nil || s.count["A/HRC/13/9019"] != 1 {
		t.Errorf("asked %d times though the server asks for an hour, %v", s.count["A/HRC/13/9019"], err)
	}
	grows := (*waited)[1] < (*waited)[3] && (*waited)[3] < (*waited)[5]
	if !grows {
		t.Errorf("pauses do not grow: %v", *waited)
	}
}

func TestGoesOnWhereATransferBrokeOff(t *testing.T) {
	s := newServer(t)
	c, _ := s.client()
	if _, err := c.Get(context.Background(), "A/HRC/13/9004", "en"); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("GET A/HRC/13/9004 bytes=%d-", len(document)/2); s.asked[len(s.asked)-1] != want {
		t.Errorf("asked %q, want %q", s.asked, want)
	}
}

// TestPrivateAddressesAreRefused lets a name of the list lead to this machine,
// as a forged name server would.
func TestPrivateAddressesAreRefused(t *testing.T) {
	s := newServer(t)
	c, _ := s.client()
	c.Transport, c.Tries = nil, 1
	if _, err := c.Get(context.Background(), "A/HRC/13/9001", "en"); err == nil || !strings.Contains(err.Error(), "no public address") {
		t.Errorf("connected to this machine: %v", err)
	}
	for _, address := range []string{"127.0.0.1:443", "10.0.0.1:443", "172.16.3.4:443", "192.168.1.1:443", "169.254.169.254:80", "100.64.1.1:443",
		"0.0.0.0:443", "0.1.2.3:443", "192.0.0.8:443", "198.18.0.1:443", "240.0.0.1:443",
		"[64:ff9b::10.0.0.1]:443", "[64:ff9b::7f00:1]:443", "[2002:a00:1::]:443", "[::10.0.0.1]:443", "[2001::1]:443", "[::1]:443", "[fe80::1]:443", "[fd00::1]:443", "[::ffff:10.0.0.1]:443", "224.0.0.1:443"} {
		if publicOnly("tcp", address, nil) == nil {
			t.Errorf("%s would be connected to", address)
		}
	}
	for _, address := range []string{"203.0.113.7:443", "[2a00:1450::5]:443", "[64:ff9b::203.0.113.7]:443"} {
		if err := publicOnly("tcp", address, nil); err != nil {
			t.Error(err)
		}
	}
}

func TestOfficialAddresses(t *testing.T) {
	c := &Client{}
	for symbol, host := range map[string]string{"A/HRC/27/10": "documents.un.org", "CRC/C/PRK/CO/5": "tbinternet.ohchr.org", "no symbol": ""} {
		u, err := url.Parse(c.AddressOf(symbol, "en"))
		if err != nil || u.Host != host {
			t.Errorf("%s: %v, %v", symbol, u, err)
		}
		if host != "" && c.allowed(u) != nil {
			t.Errorf("%s: %v", symbol, c.allowed(u))
		}
	}
	for _, bad := range []string{"http://documents.un.org/x", "https://documents.un.org./x", "https://documents.un.org@evil.example/x", "https://documents.un.org%2eevil.example/x", "//documents.un.org/x", "https://documents.un.org.example/x", "https://u:p@documents.un.org/x", "file:///etc/passwd",
		"https://documents.un.org:8443/x"} {
		u, err := url.Parse(bad)
		if err == nil && c.allowed(u) == nil {
			t.Errorf("%s is allowed", bad)
		}
	}
}

func TestWithoutNetwork(t *testing.T) {
	s := newServer(t)
	c, _ := s.client()
	s.Close()
	_, err := c.Get(context.Background(), "A/HRC/13/9001", "en")
	var e *Error
	if !errors.As(err, &e) || !e.NoNetwork {
		t.Errorf("%v", err)
	}
}

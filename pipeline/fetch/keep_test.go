package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// long is a document that is worth keeping the half of.
var long = []byte("%PDF-1.4 SAMPLE " + strings.Repeat("text of a test ", 20_000) + "%%EOF\n")

// halfway gives half of a document and cuts the line; asked to go on, it does as
// its fields say.
type halfway struct {
	tag, changed  string
	whole         []byte // what it has now
	ranges        []string
	otherPlace    bool
	otherTag      bool
	otherLength   bool
	more          bool
	notSatisfied  bool
	breaksForEver bool
}

func (s *halfway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.ranges = append(s.ranges, r.Header.Get("Range"))
	h := w.Header()
	h.Set("Accept-Ranges", "bytes")
	if s.tag != "" {
		h.Set("ETag", s.tag)
	}
	if s.changed != "" {
		h.Set("Last-Modified", s.changed)
	}
	var from int
	_, err := fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from)
	mark := r.Header.Get("If-Range")
	if err != nil || mark != s.tag && mark != s.changed {
		h.Set("Content-Length", fmt.Sprint(len(s.whole)))
		if len(s.ranges) > 1 && !s.breaksForEver {
			_, _ = w.Write(s.whole)
			return
		}
		_, _ = w.Write(s.whole[:len(s.whole)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	place, total, rest := from, len(s.whole), s.whole[from:]
	if s.notSatisfied {
		w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
		return
	}
	if s.otherPlace {
		place += 5
	}
	if s.otherTag {
		h.Set("ETag", `"two"`)
	}
	if s.otherLength {
		total += 100
	}
	if s.more {
		rest = append(bytes.Clone(rest), "more"...)
	}
	h.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", place, total-1, total))
	w.WriteHeader(http.StatusPartialContent)
	_, _ = w.Write(rest)
}

// run asks the server once, as a run of the program with so many tries does.
func (s *halfway) run(t *testing.T, keep string, tries int) (*File, error) {
	t.Helper()
	server := httptest.NewTLSServer(s)
	defer server.Close()
	u, _ := url.Parse("https://documents.example/")
	c := &Client{Agent: "refrain/test", Hosts: []string{u.Host}, Tries: tries, Keep: keep,
		Transport: toServer{server},
		Address:   func(symbol, _ string) string { return u.String() + "?s=" + url.QueryEscape(symbol) },
		Sleep:     func(context.Context, time.Duration) error { return nil }}
	return c.Get(context.Background(), "A/HRC/13/9001", "en")
}

// toServer sends every request to a server of a test, whose port is another in
// each run.
type toServer struct{ *httptest.Server }

func (s toServer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	u, _ := url.Parse(s.URL)
	r.URL.Host = u.Host
	return s.Client().Transport.RoundTrip(r)
}

func TestTheNextRunGoesOn(t *testing.T) {
	old := time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat)
	half := fmt.Sprintf("bytes=%d-", len(long)/2)
	for name, c := range map[string]struct {
		s    halfway
		want string // the range that the second run asks for
		then string // what the third request asks for, if there is one
	}{
		"by tag":              {halfway{tag: `"one"`}, half, "none"},
		"by date":             {halfway{changed: old}, half, "none"},
		"weak tag":            {halfway{tag: `W/"one"`, changed: old}, "", "none"},
		"date of this second": {halfway{changed: time.Now().Add(time.Second).UTC().Format(http.TimeFormat)}, "", "none"},
		"no mark":             {halfway{}, "", "none"},
		"from another place":  {halfway{tag: `"one"`, otherPlace: true}, half, ""},
		"of another version":  {halfway{tag: `"one"`, otherTag: true}, half, ""},
		"of another length":   {halfway{tag: `"one"`, otherLength: true}, half, ""},
		"more than it said":   {halfway{tag: `"one"`, more: true}, half, ""},
		"not to be had":       {halfway{tag: `"one"`, notSatisfied: true}, half, ""},
	} {
		t.Run(name, func(t *testing.T) {
			keep := filepath.Join(t.TempDir(), "fetching")
			s := c.s
			s.whole = long
			if _, err := s.run(t, keep, 1); err == nil {
				t.Fatal("the first run had it all")
			}
			f, err := s.run(t, keep, 2)
			if err != nil || !bytes.Equal(f.Data, long) {
				t.Fatalf("%v, %v", f, err)
			}
			if s.ranges[1] != c.want {
				t.Errorf("asked for %q, want %q", s.ranges[1], c.want)
			}
			if then := append(s.ranges, "none")[2]; then != c.then {
				t.Errorf("asked for %q then, want %q", then, c.then)
			}
			if _, err := os.Stat(keep); err == nil {
				t.Error("what was kept is still there")
			}
		})
	}
}

// TestAnotherVersionIsReadFromItsBeginning: the server has other bytes now, and
// what was kept of the old ones must not stand before them.
func TestAnotherVersionIsReadFromItsBeginning(t *testing.T) {
	keep := t.TempDir()
	s := &halfway{tag: `"one"`, whole: long}
	_, _ = s.run(t, keep, 1)
	s.tag, s.whole = `"two"`, bytes.Replace(long, []byte("test"), []byte("TEST"), 1)
	if f, err := s.run(t, keep, 1); err != nil || !bytes.Equal(f.Data, s.whole) || s.ranges[1] == "" {
		t.Errorf("%v, %v, asked for %q", f, err, s.ranges)
	}
}

// TestWhatIsKeptIsChecked damages what was kept in every way; the run then
// starts from the beginning.
func TestWhatIsKeptIsChecked(t *testing.T) {
	for name, damage := range map[string]func(path string, data []byte) error{
		"a bit":     func(p string, d []byte) error { d[len(d)-9] ^= 1; return os.WriteFile(p, d, 0o600) },
		"cut short": func(p string, d []byte) error { return os.WriteFile(p, d[:len(d)-1], 0o600) },
		"empty":     func(p string, d []byte) error { return os.WriteFile(p, nil, 0o600) },
		"no head":   func(p string, d []byte) error { return os.WriteFile(p, d[9:], 0o600) },
		"of other": func(p string, d []byte) error {
			return os.WriteFile(p, bytes.Replace(d, []byte("9001"), []byte("9002"), 1), 0o600)
		},
		"a month old": func(p string, _ []byte) error {
			at := time.Now().Add(-keptFor - time.Hour)
			return os.Chtimes(p, at, at)
		},
		"not readable": func(p string, _ []byte) error { return os.Remove(p) },
	} {
		t.Run(name, func(t *testing.T) {
			keep := t.TempDir()
			s := &halfway{tag: `"one"`, whole: long}
			_, _ = s.run(t, keep, 1)
			paths, err := filepath.Glob(filepath.Join(keep, "*"+partSuffix))
			if err != nil || len(paths) != 1 {
				t.Fatalf("%q, %v", paths, err)
			}
			data, err := os.ReadFile(paths[0])
			if err == nil {
				err = damage(paths[0], data)
			}
			if err != nil {
				t.Fatal(err)
			}
			if f, err := s.run(t, keep, 1); err != nil || sha256.Sum256(f.Data) != sha256.Sum256(long) || s.ranges[1] != "" {
				t.Errorf("%v, %v, asked for %q", f, err, s.ranges)
			}
		})
	}
}

// TestLittleByLittle: a server that breaks off each time is asked for less each
// time, and a folder that cannot be written is no error.
func TestLittleByLittle(t *testing.T) {
	keep := t.TempDir()
	s := &halfway{tag: `"one"`, whole: long, breaksForEver: true}
	_, _ = s.run(t, keep, 1)
	s.tag = `"two"`
	_, _ = s.run(t, keep, 1)
	s.breaksForEver = false
	if f, err := s.run(t, keep, 1); err != nil || !bytes.Equal(f.Data, long) || s.ranges[2] == "" {
		t.Errorf("%v, %v, asked for %q", f, err, s.ranges)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s = &halfway{tag: `"one"`, whole: long}
	if _, err := s.run(t, file, 1); err == nil || !strings.Contains(err.Error(), "broke off") {
		t.Error(err)
	}
	if f, err := s.run(t, file, 1); err != nil || !bytes.Equal(f.Data, long) {
		t.Error(err)
	}
}

// TestNothingIsKeptOfWhatIsTooLong gets an answer that does not say how long it
// is and does not end.
func TestNothingIsKeptOfWhatIsTooLong(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Accept-Ranges", "bytes")
		w.Header().Set("ETag", `"one"`)
		for range 10 {
			_, _ = w.Write(long)
			_ = http.NewResponseController(w).Flush()
		}
	}))
	defer s.Close()
	u, _ := url.Parse(s.URL)
	dir := filepath.Join(t.TempDir(), "fetching")
	c := &Client{Hosts: []string{u.Host}, Transport: s.Client().Transport, Keep: dir, MaxBytes: int64(2 * len(long)),
		Address: func(string, string) string { return s.URL },
		Sleep:   func(context.Context, time.Duration) error { return nil }}
	if _, err := c.Get(context.Background(), "A/HRC/1/1", "en"); err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("%v", err)
	}
	if kept, _ := filepath.Glob(filepath.Join(dir, "*")); len(kept) > 0 {
		t.Errorf("%q are kept", kept)
	}
}

package main

import (
	"bytes"
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"refrain/pipeline/extract/hostile"
	"refrain/pipeline/fetch"
	"refrain/seeds"
)

// officialServer gives two documents of the sample, one of them under a symbol
// that is not its own.
func officialServer(t *testing.T) *fetch.Client {
	t.Helper()
	report, err := fs.ReadFile(seeds.Sample, "sample/a-hrc-13-9001.pdf")
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Query().Get("s") {
		case "A/HRC/13/9001", "A/HRC/13/9002":
			_, _ = w.Write(report)
		case "A/HRC/13/9101": // the end of the file is lost, and its mark was put back
			_, _ = w.Write(append(bytes.Clone(report[:len(report)/2]), "\n%%EOF\n"...))
		case "A/HRC/13/9105": // in French
			_, _ = w.Write(hostile.Page("BT /F1 12 Tf 14 TL 72 700 Td (A/HRC/13/9105) Tj T* (SAMPLE: Le rapport du Groupe de travail est dans le document que la) Tj T* " +
				"(delegation et les membres du Conseil ont recu pour la session des Etats) Tj T* (1. Le Groupe de travail a tenu sa session dans les locaux de la Commission.) Tj ET"))
		case "A/HRC/13/9102":
			_, _ = w.Write(report[:len(report)/2])
		case "A/HRC/13/9103":
			w.WriteHeader(http.StatusTooManyRequests)
		case "A/HRC/13/9003":
			_, _ = w.Write([]byte("<html>SAMPLE</html>"))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	u, _ := url.Parse(s.URL)
	return &fetch.Client{Hosts: []string{u.Host}, Transport: s.Client().Transport, Tries: 1,
		Address: func(symbol, _ string) string { return s.URL + "/?s=" + url.QueryEscape(symbol) },
		Sleep:   func(context.Context, time.Duration) error { return nil }}
}

// refrain runs the command in this process.
func refrain(t *testing.T, client *fetch.Client, ws string, args ...string) (status int, out, fault string) {
	t.Helper()
	var o, e bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &o, err: &e, fetcher: client, reader: inProcess{},
		env: func(k string) string {
			return map[string]string{"SOURCE_DATE_EPOCH": "1764000000", "REFRAIN_DIR": ws}[k]
		}}
	status = a.main(context.Background(), args)
	return status, o.String(), e.String()
}

func TestFetch(t *testing.T) {
	client, ws := officialServer(t), filepath.Join(t.TempDir(), "ws")
	status, out, fault := refrain(t, client, ws, "fetch", "A/HRC/13/9001", "a/hrc/13/9002", "A/HRC/13/9003", "A/HRC/13/9004")
	if status != exitSomeFailed {
		t.Errorf("exit status %d", status)
	}
	for _, want := range []string{"fetched    A/HRC/13/9001 — A/HRC/13/9001, wg-report"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	for _, want := range []string{"A/HRC/13/9002 — the server gave another document: it says that it is A/HRC/13/9001", "A/HRC/13/9003 — the server gave a web page",
		"A/HRC/13/9004 — the server has no such document", "by hand: open https://", "1 fetched, 0 stored before, 0 not there, 3 failed"} {
		if !strings.Contains(fault, want) {
			t.Errorf("%q is not in\n%s", want, fault)
		}
	}
	journal, err := os.ReadFile(filepath.Join(ws, "fetched.jsonl"))
	if err != nil || strings.Count(string(journal), "\n") != 1 || !strings.Contains(string(journal), `"symbol":"A/HRC/13/9001"`) {
		t.Errorf("fetched.jsonl: %v\n%s", err, journal)
	}
	if status, out, _ := refrain(t, client, ws, "fetch", "A/HRC/13/9001"); status != exitDone || !strings.Contains(out, "stored") {
		t.Errorf("the second time: %d, %s", status, out)
	}
	if status, _, _ := refrain(t, client, ws, "search", "SAMPLE"); status != exitDone {
		t.Error("what was fetched is not found")
	}
}

func TestFetchOfAnotherLanguage(t *testing.T) {
	client, ws := officialServer(t), filepath.Join(t.TempDir(), "ws")
	if status, _, fault := refrain(t, client, ws, "fetch", "A/HRC/13/9105"); status != exitSomeFailed || !strings.Contains(fault, "the server gave it in another language (fr)") {
		t.Errorf("%d, %s", status, fault)
	}
	if status, out, fault := refrain(t, client, ws, "fetch", "--lang", "fr", "A/HRC/13/9105"); status != exitDone || !strings.Contains(out, "fetched") {
		t.Errorf("%d, %s%s", status, out, fault)
	}
}

// TestFetchGoesOn: a run that broke off leaves what it has, which is no harm to
// the workspace, and the next one asks for the rest alone.
func TestFetchGoesOn(t *testing.T) {
	report, err := fs.ReadFile(seeds.Sample, "sample/a-hrc-13-9001.pdf")
	if err != nil {
		t.Fatal(err)
	}
	end := bytes.LastIndex(report, []byte("startxref"))
	report = slices.Concat(report[:end], bytes.Repeat([]byte("% SAMPLE\n"), 40_000), report[end:])
	var asked []string
	client := officialServer(t)
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("Range"))
		w.Header().Set("ETag", `"one"`)
		if len(asked) > 1 {
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(report))
			return
		}
		w.Header().Set("Accept-Ranges", "bytes")
		w.Header().Set("Content-Length", strconv.Itoa(len(report)))
		_, _ = w.Write(report[:200_000])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}))
	t.Cleanup(s.Close)
	u, _ := url.Parse(s.URL)
	client.Hosts, client.Transport = []string{u.Host}, s.Client().Transport
	client.Address = func(symbol, _ string) string { return s.URL + "/?s=" + url.QueryEscape(symbol) }
	ws := filepath.Join(t.TempDir(), "ws")
	if status, _, fault := refrain(t, client, ws, "fetch", "A/HRC/13/9001"); status != exitSomeFailed || !strings.Contains(fault, "broke off after 200000 bytes") {
		t.Fatalf("%d, %s", status, fault)
	}
	if kept, err := os.ReadDir(filepath.Join(ws, "fetching")); err != nil || len(kept) != 1 {
		t.Errorf("%d files are kept, %v", len(kept), err)
	}
	if status, out, fault := refrain(t, client, ws, "fetch", "A/HRC/13/9001"); status != exitDone || asked[1] != "bytes=200000-" {
		t.Errorf("%d, asked for %q: %s%s", status, asked, out, fault)
	}
	if _, err := os.Stat(filepath.Join(ws, "fetching")); err == nil {
		t.Error("something is still kept")
	}
	if status, _, fault := refrain(t, client, ws, "verify", "--read-data"); status != exitDone {
		t.Error(fault)
	}
}

func TestFetchByState(t *testing.T) {
	client, ws := officialServer(t), filepath.Join(t.TempDir(), "ws")
	status, out, fault := refrain(t, client, ws, "fetch", "--state", "PRK", "--kinds", "wg-report,compilation", "--dry-run")
	if status != exitDone {
		t.Fatal(status, fault)
	}
	for _, want := range []string{"missing  A/HRC/27/10, wg-report UPR 2014", "missing  A/HRC/WG.6/33/PRK/2, compilation UPR 2019 (by rule; session from a list)"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if strings.Contains(out, "CRC/C/PRK") {
		t.Errorf("a kind that was not asked for:\n%s", out)
	}
	if _, _, fault := refrain(t, client, ws, "fetch", "A/HRC/13/9001"); fault == "" {
		t.Error("nothing is said of what was got")
	}
	if status, out, _ := refrain(t, client, ws, "status", "--state", "PRK"); status != exitDone || !strings.Contains(out, "CEDAW/C/PRK/CO/2-4") {
		t.Errorf("status: %d\n%s", status, out)
	}
	for _, bad := range [][]string{{"fetch"}, {"fetch", "nonsense"}, {"fetch", "A/HRC/1/1", "--state", "PRK"}, {"fetch", "--state", "Atlantis"}, {"fetch", "A/HRC/1/1", "--lang", "xx"}} {
		if status, _, _ := refrain(t, client, ws, bad...); status != exitUsage {
			t.Errorf("%v: exit status %d", bad, status)
		}
	}
}

func TestFetchWithoutNetwork(t *testing.T) {
	client := officialServer(t)
	client.Address = func(string, string) string { return "https://127.0.0.1:1/" }
	client.Hosts = []string{"127.0.0.1:1"}
	status, _, fault := refrain(t, client, filepath.Join(t.TempDir(), "ws"), "fetch", "A/HRC/13/9001")
	if status != exitFailed || !strings.Contains(fault, "cannot be reached") || !strings.Contains(fault, "--dry-run") {
		t.Errorf("%d: %s", status, fault)
	}
}

// TestFetchOfDamagedFiles stores nothing of a file that is not whole, and asks
// a busy server for nothing more.
func TestFetchOfDamagedFiles(t *testing.T) {
	client, ws := officialServer(t), filepath.Join(t.TempDir(), "ws")
	status, out, fault := refrain(t, client, ws, "fetch", "A/HRC/13/9101", "A/HRC/13/9102", "A/HRC/13/9103", "A/HRC/13/9001")
	if status != exitFailed || strings.Contains(out, "fetched") {
		t.Errorf("exit status %d\n%s", status, out)
	}
	for _, want := range []string{"A/HRC/13/9101 — ", "A/HRC/13/9102 — the server gave only the beginning", "A/HRC/13/9103 — the server asks for fewer requests",
		"nothing more was asked for", "run the same command again later"} {
		if !strings.Contains(fault, want) {
			t.Errorf("%q is not in\n%s", want, fault)
		}
	}
	if status, _, _ := refrain(t, client, ws, "status"); status != exitNothing {
		t.Errorf("something is stored: %d", status)
	}
}

// TestDryRunWritesNothing asks what would be got without making a workspace.
func TestDryRunWritesNothing(t *testing.T) {
	ws := filepath.Join(t.TempDir(), "ws")
	if status, out, fault := refrain(t, officialServer(t), ws, "fetch", "--state", "SVN", "--dry-run"); status != exitDone || !strings.Contains(out, "A/HRC/WG.6/20/SVN/2") {
		t.Errorf("%d\n%s%s", status, out, fault)
	}
	if _, err := os.Stat(ws); !os.IsNotExist(err) {
		t.Errorf("the dry run made a workspace: %v", err)
	}
}

package fetch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// worthKeeping is the least that is kept of a transfer that broke off.
	worthKeeping = 64 << 10
	// keptFor is how long the beginning of a document waits for the rest.
	keptFor = 30 * 24 * time.Hour
	// partSuffix ends the names of what is kept.
	partSuffix = ".part"
	// sureAfter is how much older than an answer a document must be for its date
	// to tell its bytes: two versions can be of one second.
	sureAfter = time.Minute
)

// transfer is what has come of a document so far.
type transfer struct {
	data []byte
	// mark is the entity tag or date of the answer that data came from, if the
	// server goes on from a place and the mark is one for bytes.
	mark  string
	total int64 // the length of the whole document, 0 where the server does not say
}

// part is the first line of a kept file; the bytes follow.
type part struct {
	URL    string `json:"url"`
	Mark   string `json:"mark"`
	Total  int64  `json:"total,omitempty"`
	SHA256 string `json:"sha256"`
}

// partPath is where the beginning of a document waits; empty where nothing is
// kept.
func (c *Client) partPath(u *url.URL) string {
	if c.Keep == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(u.String()))
	return filepath.Join(c.Keep, hex.EncodeToString(sum[:])+partSuffix)
}

// kept reads what an earlier run has of a document. What is not, byte for byte,
// what was kept, is for another address or too old, is as good as nothing.
func (c *Client) kept(u *url.URL) transfer {
	path := c.partPath(u)
	if path == "" {
		return transfer{}
	}
	info, err := os.Stat(path)
	if err != nil || time.Since(info.ModTime()) > keptFor || info.Size() > c.most() {
		return transfer{}
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return transfer{}
	}
	line, data, _ := bytes.Cut(file, []byte("\n"))
	var p part
	sum := sha256.Sum256(data)
	if json.Unmarshal(line, &p) != nil || p.URL != u.String() || p.Mark == "" || p.SHA256 != hex.EncodeToString(sum[:]) {
		return transfer{}
	}
	return transfer{data: data, mark: p.Mark, total: p.Total}
}

// keep leaves the beginning of a document for the next run. Where that fails the
// next run starts from the beginning: it is no error.
func (c *Client) keep(u *url.URL, t *transfer) {
	path := c.partPath(u)
	if path == "" || t.mark == "" || len(t.data) < worthKeeping {
		return
	}
	sum := sha256.Sum256(t.data)
	line, err := json.Marshal(part{u.String(), t.mark, t.total, hex.EncodeToString(sum[:])})
	if err != nil || os.MkdirAll(c.Keep, 0o700) != nil {
		return
	}
	aside := path + ".new"
	if os.WriteFile(aside, append(append(line, '\n'), t.data...), 0o600) != nil || os.Rename(aside, path) != nil {
		_ = os.Remove(aside)
	}
}

// forget removes what was kept of a document, and what is too old of others.
func (c *Client) forget(u *url.URL) {
	path := c.partPath(u)
	if path == "" {
		return
	}
	_ = os.Remove(path)
	entries, _ := os.ReadDir(c.Keep)
	for _, e := range entries {
		info, err := e.Info()
		if name := e.Name(); err == nil && strings.Contains(name, partSuffix) && time.Since(info.ModTime()) > keptFor {
			_ = os.Remove(filepath.Join(c.Keep, name))
		}
	}
	_ = os.Remove(c.Keep) // if it is empty now
}

// markOf is what tells the bytes of an answer from those of another version, if
// the server says that it can go on from a place: a strong entity tag, or a date
// that is surely older than the answer.
func markOf(h http.Header) string {
	if h.Get("Accept-Ranges") != "bytes" && h.Get("Content-Range") == "" {
		return ""
	}
	if tag := h.Get("ETag"); tag != "" {
		if strings.HasPrefix(tag, "W/") {
			return ""
		}
		return tag
	}
	changed, err := http.ParseTime(h.Get("Last-Modified"))
	now, err2 := http.ParseTime(h.Get("Date"))
	if err != nil || err2 != nil || now.Sub(changed) < sureAfter {
		return ""
	}
	return h.Get("Last-Modified")
}

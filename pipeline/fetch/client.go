package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"refrain/corpus/cite"
)

// The hosts of official documents: the Official Document System's and the
// treaty bodies' database, with the hosts that they redirect to.
var officialHosts = []string{"documents.un.org", "docs.un.org", "undocs.org", "documents-dds-ny.un.org", "tbinternet.ohchr.org", "docstore.ohchr.org"}

// Client gets documents. The zero value is ready and polite; tests change its
// fields.
type Client struct {
	// Agent names the program to the servers.
	Agent string
	// Hosts are the hosts that may be asked; nil means those of official
	// documents.
	Hosts []string
	// Address gives the address of a document; nil means
	// [cite.OfficialDocument].
	Address func(symbol, language string) string
	// Pause is the least time between two requests; 0 means two seconds.
	Pause time.Duration
	// Tries is how often a request is sent that a server could not answer; 0
	// means five.
	Tries int
	// Patience is how long one transfer may take; 0 means five minutes. Stall
	// is how long it may bring nothing; 0 means thirty seconds.
	Patience, Stall time.Duration
	// MaxBytes is the largest document; 0 means 100 MB.
	MaxBytes int64
	// Keep is a folder for the beginnings of documents whose transfer broke off,
	// so that a later run goes on from there; empty means that none is kept.
	Keep string
	// Transport carries requests; nil means one that refuses addresses inside
	// a private network.
	Transport http.RoundTripper
	// Sleep waits; nil means until the time is over or ctx ends.
	Sleep func(ctx context.Context, d time.Duration) error

	last time.Time // when the last request was sent
}

// File is a document as a server gave it.
type File struct {
	Symbol   string `json:"symbol"`
	Language string `json:"language"`
	URL      string `json:"url"`
	// Retrieved is the time of the answer, RFC 3339, UTC.
	Retrieved string `json:"retrieved"`
	SHA256    string `json:"sha256"`
	Bytes     int    `json:"bytes"`
	// Suffix is ".pdf", ".docx" or ".doc", by the first bytes.
	Suffix string `json:"-"`
	Data   []byte `json:"-"`
}

// Error says why a document was not got.
type Error struct {
	Symbol, URL string
	Reason      string
	// NotThere says that the server has no such document.
	NotThere bool
	// NoNetwork says that no server was reached at all.
	NoNetwork bool
	// Busy says that the server asks for fewer requests: whoever asks for more
	// now is impolite.
	Busy bool
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %s", e.Symbol, e.Reason) }

func (e *Error) Unwrap() error { return e.Err }

// AddressOf is where a document would be asked for; empty where no official
// address is known.
func (c *Client) AddressOf(symbol, language string) string {
	if c.Address != nil {
		return c.Address(symbol, language)
	}
	key := symbol
	if language != "en" {
		key += "@" + language
	}
	return cite.OfficialDocument(key, symbol)
}

// Get asks for a document by symbol and language ("en"). The error is an
// [Error], or ctx's.
func (c *Client) Get(ctx context.Context, symbol, language string) (*File, error) {
	address := c.AddressOf(symbol, language)
	fault := &Error{Symbol: symbol, URL: address}
	if address == "" {
		fault.Reason = "no official address is known for it"
		return nil, fault
	}
	u, err := url.Parse(address)
	if err == nil {
		err = c.allowed(u)
	}
	if err != nil {
		fault.Reason, fault.Err = err.Error(), err
		return nil, fault
	}
	data, err := c.download(ctx, u)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, explain(fault, err)
	}
	suffix, reason := kindOf(data)
	if reason == "" && cutShort(suffix, data) {
		reason = "the server gave only the beginning of the file: ask for it again later"
	}
	if reason != "" {
		fault.Reason = reason
		return nil, fault
	}
	sum := sha256.Sum256(data)
	return &File{Symbol: symbol, Language: language, URL: address, Retrieved: time.Now().UTC().Format(time.RFC3339),
		SHA256: hex.EncodeToString(sum[:]), Bytes: len(data), Suffix: suffix, Data: data}, nil
}

// explain words what went wrong.
func explain(fault *Error, err error) *Error {
	var status *statusError
	fault.Reason, fault.Err = err.Error(), err
	switch {
	case errors.As(err, &status):
		fault.Busy = status.code == http.StatusTooManyRequests || status.code == http.StatusServiceUnavailable && status.wait > 0
		fault.NotThere = status.code == http.StatusNotFound || status.code == http.StatusGone
	case isNetwork(err):
		fault.NoNetwork = true
		fault.Reason = "the server cannot be reached"
	}
	return fault
}

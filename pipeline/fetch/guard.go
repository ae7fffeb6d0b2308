package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
)

// maxRedirects is how often a server may send a request on.
const maxRedirects = 5

// guardError is a refusal of our own; trying again would not help.
type guardError struct{ reason string }

func (e *guardError) Error() string { return e.reason }

// allowed refuses addresses that are not https to a host on the list.
func (c *Client) allowed(u *url.URL) error {
	hosts := c.Hosts
	if hosts == nil {
		hosts = officialHosts
	}
	switch {
	case u.Scheme != "https":
		return &guardError{fmt.Sprintf("%s is not https", u.Redacted())}
	case u.User != nil:
		return &guardError{fmt.Sprintf("%s carries a name or password", u.Redacted())}
	case !slices.Contains(hosts, strings.ToLower(u.Host)):
		return &guardError{fmt.Sprintf("%s is not a host of official documents", u.Host)}
	}
	return nil
}

// client makes the client of one document: every redirect is checked like the
// address itself.
func (c *Client) client() *http.Client {
	transport := c.Transport
	if transport == nil {
		transport = &http.Transport{
			DialContext:           (&net.Dialer{Timeout: 15 * time.Second, Control: publicOnly}).DialContext,
			TLSHandshakeTimeout:   15 * time.Second,
			ResponseHeaderTimeout: 60 * time.Second,
			DisableCompression:    true, // documents are packed already, and a bomb is one more way to harm
			ForceAttemptHTTP2:     true,
		}
	}
	return &http.Client{Transport: transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return &guardError{fmt.Sprintf("the server sends the request on more than %d times", maxRedirects)}
		}
		return c.allowed(r.URL)
	}}
}

// publicOnly refuses connections to addresses that are not public, whatever
// name resolved to them.
func publicOnly(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return &guardError{fmt.Sprintf("%s is no address", address)}
	}
	ip := at.Addr().Unmap()
	if translated.Contains(ip) { // an address of IPv4, in a network of IPv6 alone
		b := ip.As16()
		ip = netip.AddrFrom4([4]byte(b[12:]))
	}
	special := slices.ContainsFunc(specialRanges, func(p netip.Prefix) bool { return p.Contains(ip) })
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || special {
		return &guardError{fmt.Sprintf("the name resolves to %s, which is no public address", ip)}
	}
	return nil
}

// translated are the addresses that stand for one of IPv4 (RFC 6052).
var translated = netip.MustParsePrefix("64:ff9b::/96")

// specialRanges are addresses that look public and are not (IANA's registries of
// special addresses): shared by providers, of protocols and of measurements,
// reserved; and those of IPv6 that stand for an address of IPv4, which can be a
// private one.
var specialRanges = func() (out []netip.Prefix) {
	for _, s := range []string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4",
		"::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2002::/16", "fec0::/10"} {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}()

// isNetwork reports whether an error means that no server was reached.
func isNetwork(err error) bool {
	var guard *guardError
	if errors.As(err, &guard) {
		return false
	}
	var dns *net.DNSError
	var op *net.OpError
	return errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial"
}

// cutShort reports whether the end of a document is missing: the mark at the end
// of a PDF, the directory at the end of a Word file.
func cutShort(suffix string, data []byte) bool {
	tail := func(n int) []byte { return data[max(0, len(data)-n):] }
	switch suffix {
	case ".pdf":
		return !bytes.Contains(tail(4<<10), []byte("%%EOF"))
	case ".docx":
		return !bytes.Contains(tail(66<<10), []byte("PK\x05\x06"))
	}
	return false
}

// kindOf tells a document by its first bytes; reason says why it is none.
func kindOf(data []byte) (suffix, reason string) {
	head := data[:min(len(data), 1024)]
	switch {
	case len(data) == 0:
		return "", "the server gave an empty file"
	case strings.HasPrefix(http.DetectContentType(head), "text/html"):
		return "", "the server gave a web page, not the document: open the address in a browser"
	case bytes.Contains(head, []byte("%PDF-")):
		return ".pdf", ""
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return ".docx", ""
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return ".doc", ""
	}
	return "", "the server gave something that is neither PDF nor Word"
}

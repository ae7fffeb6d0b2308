package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	defaultPause = 2 * time.Second
	defaultTries = 5
	defaultMax   = 100 << 20
	// defaultPatience and defaultStall bound a transfer that drips.
	defaultPatience = 5 * time.Minute
	defaultStall    = 30 * time.Second
	// enough is what a transfer must have brought for another try, when it took
	// too long.
	enough = 256 << 10
	// longestWait is the longest pause before another try; a server that asks
	// for a longer one is left alone.
	longestWait = 2 * time.Minute
)

// statusError is an answer that is not the document.
type statusError struct {
	code int
	wait time.Duration // what the server asked for, 0 if nothing
}

func (e *statusError) Error() string {
	switch e.code {
	case http.StatusNotFound, http.StatusGone:
		return "the server has no such document"
	case http.StatusTooManyRequests:
		if e.wait > longestWait {
			return fmt.Sprintf("the server asks for fewer requests (429): come back in %s", e.wait.Round(time.Minute))
		}
		return "the server asks for fewer requests (429)"
	case http.StatusForbidden, http.StatusUnauthorized:
		return fmt.Sprintf("the server does not give it to programs (%d): open the address in a browser", e.code)
	}
	return fmt.Sprintf("the server answers %d %s", e.code, http.StatusText(e.code))
}

// passing reports whether another try may help.
func (e *statusError) passing() bool {
	return e.code == http.StatusTooManyRequests || e.code == http.StatusRequestTimeout || e.code >= 500
}

// most is how long a document may be.
func (c *Client) most() int64 {
	if c.MaxBytes == 0 {
		return defaultMax
	}
	return c.MaxBytes
}

// download gets a document, in several tries where it must, from where an
// earlier run came to.
func (c *Client) download(ctx context.Context, u *url.URL) ([]byte, error) {
	tries := c.Tries
	if tries == 0 {
		tries = defaultTries
	}
	client := c.client()
	t := c.kept(u)
	for try := 1; ; try++ {
		if err := c.pause(ctx); err != nil {
			c.keep(u, &t)
			return nil, err
		}
		err := c.once(ctx, client, u, &t)
		if err == nil {
			c.forget(u)
			return t.data, nil
		}
		wait, again := retry(err, try)
		if again && try < tries && ctx.Err() == nil {
			err = c.sleep(ctx, wait)
			if err == nil {
				continue
			}
		}
		c.keep(u, &t)
		return nil, err
	}
}

// retry says whether and after what time another try may help.
func retry(err error, try int) (time.Duration, bool) {
	wait := time.Second << try
	var status *statusError
	var guard *guardError
	switch {
	case errors.As(err, &guard) || isNetwork(err):
		return 0, false
	case errors.As(err, &status):
		if !status.passing() || status.wait > longestWait {
			return 0, false
		}
		wait = max(wait, status.wait)
	}
	return min(wait, longestWait), true
}

// once sends one request and adds what comes to t.
func (c *Client) once(ctx context.Context, client *http.Client, u *url.URL, t *transfer) error {
	clock := newClock(ctx, c.Patience, c.Stall)
	defer clock.stop()
	r, err := http.NewRequestWithContext(clock.ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept-Encoding", "identity")
	r.Header.Set("User-Agent", c.Agent)
	r.Header.Set("Accept", "application/pdf, application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/msword")
	asked := len(t.data) > 0 && t.mark != ""
	if asked {
		r.Header.Set("Range", fmt.Sprintf("bytes=%d-", len(t.data)))
		r.Header.Set("If-Range", t.mark)
	} else {
		*t = transfer{}
	}
	answer, err := client.Do(r)
	if err != nil {
		return clock.explain(err, 0)
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusOK:
		*t = transfer{mark: markOf(answer.Header), total: max(answer.ContentLength, 0)}
	case answer.StatusCode == http.StatusPartialContent && asked && goesOn(answer.Header, t):
	case answer.StatusCode == http.StatusPartialContent, answer.StatusCode == http.StatusRequestedRangeNotSatisfiable && asked:
		*t = transfer{}
		return errors.New("the server goes on at another place")
	default:
		return &statusError{answer.StatusCode, askedWait(answer.Header.Get("Retry-After"))}
	}
	return c.take(answer, t, clock)
}

// goesOn reports whether an answer is the rest of what has come so far, and
// takes over what it says of the length of the whole.
func goesOn(h http.Header, t *transfer) bool {
	place, whole, ok := strings.Cut(h.Get("Content-Range"), "/")
	total, err := strconv.ParseInt(whole, 10, 64)
	switch {
	case !ok || !strings.HasPrefix(place, fmt.Sprintf("bytes %d-", len(t.data))):
		return false
	case h.Get("ETag") != "" && h.Get("ETag") != t.mark:
		return false
	case err != nil:
		return whole == "*"
	case t.total > 0 && total != t.total || total < int64(len(t.data)):
		return false
	}
	t.total = total
	return true
}

// take reads the body of an answer, no further than a document may be long.
func (c *Client) take(answer *http.Response, t *transfer, clock *clock) error {
	most := c.most()
	tooLong := &guardError{fmt.Sprintf("it is longer than %d MB", most>>20)}
	if answer.ContentLength > most-int64(len(t.data)) || t.total > most {
		return tooLong
	}
	more, err := io.ReadAll(io.LimitReader(clock.watch(answer.Body), most-int64(len(t.data))+1))
	t.data = append(t.data, more...)
	if int64(len(t.data)) > most {
		*t = transfer{} // nothing of it is worth keeping
		return tooLong
	}
	if err = clock.explain(err, len(more)); err != nil {
		return fmt.Errorf("the transfer broke off after %d bytes: %w", len(t.data), err)
	}
	switch {
	case t.total > 0 && int64(len(t.data)) < t.total:
		return fmt.Errorf("the transfer broke off after %d of %d bytes", len(t.data), t.total)
	case t.total > 0 && int64(len(t.data)) > t.total:
		*t = transfer{}
		return errors.New("the server gives more than it said")
	}
	return nil
}

// askedWait reads Retry-After: seconds, or a date.
func askedWait(s string) time.Duration {
	const day = 24 * 60 * 60
	if n, err := strconv.ParseUint(s, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(n, day)) * time.Second
	}
	if at, err := http.ParseTime(s); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}

// pause keeps requests apart.
func (c *Client) pause(ctx context.Context) error {
	gap := c.Pause
	if gap == 0 {
		gap = defaultPause
	}
	wait := time.Until(c.last.Add(gap))
	if c.last.IsZero() || wait <= 0 {
		wait = 0
	}
	err := c.sleep(ctx, wait)
	c.last = time.Now()
	return err
}

func (c *Client) sleep(ctx context.Context, d time.Duration) error {
	if c.Sleep != nil {
		return c.Sleep(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

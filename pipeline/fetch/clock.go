package fetch

import (
	"context"
	"errors"
	"io"
	"time"
)

// clock ends a transfer that takes too long or brings nothing for too long.
type clock struct {
	ctx          context.Context
	cancel       context.CancelCauseFunc
	whole, quiet *time.Timer
	stall        time.Duration
}

// The reasons why a transfer was ended.
var (
	errSlow  = errors.New("the server gives it too slowly")
	errQuiet = errors.New("the server stopped in the middle of the transfer")
)

func newClock(ctx context.Context, patience, stall time.Duration) *clock {
	if patience == 0 {
		patience = defaultPatience
	}
	if stall == 0 {
		stall = defaultStall
	}
	c := &clock{stall: stall}
	c.ctx, c.cancel = context.WithCancelCause(ctx)
	c.whole = time.AfterFunc(patience, func() { c.cancel(errSlow) })
	return c
}

func (c *clock) stop() {
	c.whole.Stop()
	if c.quiet != nil {
		c.quiet.Stop()
	}
	c.cancel(nil)
}

// watch reads a body and ends the transfer when nothing comes.
func (c *clock) watch(body io.Reader) io.Reader {
	c.quiet = time.AfterFunc(c.stall, func() { c.cancel(errQuiet) })
	return reading(func(p []byte) (int, error) {
		n, err := body.Read(p)
		if n > 0 {
			c.quiet.Reset(c.stall)
		}
		return n, err
	})
}

// reading is a function that reads.
type reading func(p []byte) (int, error)

func (r reading) Read(p []byte) (int, error) { return r(p) }

// explain gives the reason why the clock ended a transfer that brought n bytes,
// else err. One that dripped is not tried again.
func (c *clock) explain(err error, n int) error {
	// A server can end its answer well because we hung up: what came then is no
	// more whole than without its end.
	cause := context.Cause(c.ctx)
	switch {
	case errors.Is(cause, errSlow) && n < enough:
		return &guardError{errSlow.Error()}
	case errors.Is(cause, errSlow), errors.Is(cause, errQuiet):
		return cause
	}
	return err
}

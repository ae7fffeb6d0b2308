package extract

import (
	"bufio"
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// Limits bound what one file may cost. Zero fields take the defaults.
type Limits struct {
	// Time is what one file may take; 10 s by default. Where the system tells
	// a child's processor time (Linux), it is that, so that a busy machine
	// fails no document, and six times as much by the clock.
	Time time.Duration
	// Memory is the resident memory of a child in bytes; 512 MB by default.
	// It is watched where the system tells it (Linux).
	Memory int64
}

// Pool reads files in child processes of the same binary. A loop inside the
// PDF library cannot be cancelled and memory that runs out cannot be
// recovered, so a child that passes a limit is killed and replaced, its file
// gets one error, and the parent lives.
type Pool struct {
	argv  []string
	lim   Limits
	slots chan *child
}

// NewPool makes a pool of workers children, started when first needed. argv
// is the command line of a child, which must call [ServeWorker].
func NewPool(workers int, argv []string, lim Limits) *Pool {
	if lim.Time == 0 {
		lim.Time = 10 * time.Second
	}
	if lim.Memory == 0 {
		lim.Memory = 512 << 20
	}
	p := &Pool{argv: argv, lim: lim, slots: make(chan *child, max(workers, 1))}
	for range cap(p.slots) {
		p.slots <- nil
	}
	return p
}

// child is one running worker.
type child struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	enc *gob.Encoder
	dec *gob.Decoder
}

func (p *Pool) start() (*child, error) {
	cmd := exec.Command(p.argv[0], p.argv[1:]...)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("starting a reader: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("starting a reader: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting a reader: %w", err)
	}
	return &child{cmd, in, gob.NewEncoder(in), gob.NewDecoder(bufio.NewReaderSize(out, 1<<20))}, nil
}

// kill ends a child and waits for it.
func (c *child) kill() {
	_ = c.in.Close()
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
}

// Read reads one file in a child. It waits for a free one.
func (p *Pool) Read(ctx context.Context, name string, data []byte) (Result, error) {
	resp, err := p.do(ctx, request{Name: name}, data)
	return resp.Result, err
}

// Images takes the pictures of scanned pages out of a file in a child.
func (p *Pool) Images(ctx context.Context, name string, data []byte) ([]PageImage, error) {
	resp, err := p.do(ctx, request{Name: name, Images: true}, data)
	return resp.Images, err
}

// do has one request on a file answered by a free child.
func (p *Pool) do(ctx context.Context, req request, file []byte) (response, error) {
	var c *child
	select {
	case c = <-p.slots:
	case <-ctx.Done():
		return response{}, ctx.Err()
	}
	if c == nil {
		var err error
		if c, err = p.start(); err != nil {
			p.slots <- nil
			return response{}, err
		}
	}
	resp, alive, err := p.ask(ctx, c, req, file)
	if !alive {
		c.kill()
		c = nil
	}
	p.slots <- c
	return resp, err
}

// ask sends one request and watches the child until it answers.
func (p *Pool) ask(ctx context.Context, c *child, req request, file []byte) (resp response, alive bool, err error) {
	answer := make(chan error, 1)
	var got response
	go func() {
		req.Size = len(file)
		err := c.enc.Encode(req)
		if err == nil {
			_, err = c.in.Write(file)
		}
		if err == nil {
			err = c.dec.Decode(&got)
		}
		answer <- err
	}()
	spent := processorTime(c.cmd.Process.Pid)
	wall := p.lim.Time
	if spent > 0 {
		wall *= 6
	}
	timeout := time.NewTimer(wall)
	defer timeout.Stop()
	watch := time.NewTicker(50 * time.Millisecond)
	defer watch.Stop()
	for {
		select {
		case err := <-answer:
			switch {
			case err != nil:
				return response{}, false, failed("reading it ended the reader: the file is damaged or hostile", "get the file again from its source")
			case got.Error != nil:
				return response{}, true, got.Error
			}
			return got, true, nil
		case <-ctx.Done():
			return response{}, false, ctx.Err()
		case <-timeout.C:
			return response{}, false, p.tooLong()
		case <-watch.C:
			if spent > 0 && processorTime(c.cmd.Process.Pid)-spent > p.lim.Time {
				return response{}, false, p.tooLong()
			}
			if n := residentMemory(c.cmd.Process.Pid); n > p.lim.Memory {
				return response{}, false, failed(fmt.Sprintf("reading took more than %d MB of memory", p.lim.Memory>>20), "the file is damaged or hostile: get it again from its source")
			}
		}
	}
}

func (p *Pool) tooLong() error {
	return failed(fmt.Sprintf("reading took longer than %s", p.lim.Time), "the file is damaged or hostile: get it again from its source")
}

// Close ends the children that are idle. Reads must have returned.
func (p *Pool) Close() {
	for range cap(p.slots) {
		if c := <-p.slots; c != nil {
			c.kill()
		}
	}
}

package extract

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
)

// request and response are the messages between a pool and its children. The
// bytes of the file follow a request.
type request struct {
	Name string
	Size int
	// Images asks for the pictures of scanned pages instead of the text.
	Images bool
}

type response struct {
	Result Result
	Images []PageImage
	Error  *Error
}

// ServeWorker reads files for a parent process: gob requests on in, gob
// responses on out, until in ends.
func ServeWorker(in io.Reader, out io.Writer) error {
	debug.SetMemoryLimit(256 << 20)
	debug.SetGCPercent(150) // what a file takes is let go as a whole
	runtime.GOMAXPROCS(1)   // there is a child for each processor
	requests, buffered := bufio.NewReader(in), bufio.NewWriterSize(out, 1<<20)
	dec, enc := gob.NewDecoder(requests), gob.NewEncoder(buffered)
	var data []byte // nothing of a file is kept when it is answered
	for {
		var req request
		if err := dec.Decode(&req); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return fmt.Errorf("reading a request: %w", err)
		}
		data = slices.Grow(data[:0], req.Size)[:req.Size]
		if _, err := io.ReadFull(requests, data); err != nil {
			return fmt.Errorf("reading a request: %w", err)
		}
		var resp response
		var err error
		if req.Images {
			resp.Images, err = Images(context.Background(), data)
		} else {
			resp.Result, err = Read(context.Background(), req.Name, data)
		}
		if err != nil {
			if !errors.As(err, &resp.Error) {
				resp.Error = failed(err.Error(), "")
			}
			resp.Result = Result{}
		}
		if err := enc.Encode(resp); err != nil {
			return fmt.Errorf("writing a response: %w", err)
		}
		if err := buffered.Flush(); err != nil {
			return fmt.Errorf("writing a response: %w", err)
		}
		if cap(data) > 4<<20 {
			data = nil
		}
		freeLarge()
	}
}

// freeLarge gives memory back after a file that took much, so that the next
// begins with all that it may have.
func freeLarge() {
	var m runtime.MemStats
	if runtime.ReadMemStats(&m); m.HeapSys-m.HeapReleased > 128<<20 {
		debug.FreeOSMemory()
	}
}

// Refrain shows which human-rights concerns repeat across UPR cycles and
// treaty bodies: where a concern was raised before, by whom, and what the
// State answered.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(run())
}

// run keeps deferred calls out of the way of os.Exit.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	// Bleve logs what it tries when a generation is replaced under it; what a
	// person must know comes as an error.
	log.SetOutput(io.Discard)
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv}
	return a.main(ctx, os.Args[1:])
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"refrain/cmd/refrain/web"
	"refrain/index"
)

func (a *app) mcpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant search and cite the workspace (Model Context Protocol)",
		Long: `Answer an assistant over standard input and output, by the Model Context
Protocol. It is started by the assistant's program, not by hand. The tools are
search, show, match and cite. They read and change nothing, and send nothing
anywhere; what they answer goes to the assistant, and from there to whoever runs
it.

Each passage comes with its citation and its official link, each link with what
readers decided ("reviewed"), and each answer says that links are proposed by a
program. Check a citation before you publish it: refrain cite --check DRAFT.

Exit status: 0 when the assistant ends it, 10 without a workspace, 12 where it is
damaged.`,
		Example: `  {"mcpServers": {"refrain": {"command": "refrain", "args": ["mcp"]}}}
  refrain mcp --dir ~/documents/prk`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.assist(cmd.Context()) },
	}
}

// assist answers an assistant until its input ends.
func (a *app) assist(ctx context.Context) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	x, err := index.Open(w.Dir)
	if err != nil {
		return err
	}
	if err := x.Close(); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	app, err := web.New(a.webConfig(w, serving{}, ""))
	if err != nil {
		return err
	}
	defer app.Close()
	go app.Warm()
	out := a.out
	if o, ok := out.(outStream); ok {
		out = o.terminal // each message goes at once
	}
	err = app.Assistant().Run(ctx, &mcp.IOTransport{Reader: io.NopCloser(a.in), Writer: unclosed{out}})
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	return fmt.Errorf("answering the assistant: %w", err)
}

// unclosed is a writer that stays open when a session ends.
type unclosed struct{ io.Writer }

// Close does nothing.
func (unclosed) Close() error { return nil }

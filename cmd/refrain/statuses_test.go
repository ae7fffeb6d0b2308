package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// TestHelpNamesExitStatuses holds every command's help to naming them.
func TestHelpNamesExitStatuses(t *testing.T) {
	a := &app{in: strings.NewReader(""), out: &bytes.Buffer{}, err: &bytes.Buffer{}, env: func(string) string { return "" }}
	root := a.root()
	for _, c := range append(root.Commands(), root) {
		if !c.Hidden && !strings.Contains(c.Long, "Exit status: 0") {
			t.Errorf("%s --help names no exit statuses:\n%s", c.CommandPath(), c.Long)
		}
		for _, line := range strings.Split(c.Long, "\n") {
			if i := strings.Index(line, "Exit status"); i > 0 {
				t.Errorf("%s: not at the beginning of a line: %s", c.CommandPath(), line)
			}
		}
	}
}

// TestStoppedRunsSayWhatIsKept tells commands that keep what they did from
// those that wrote nothing.
func TestStoppedRunsSayWhatIsKept(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	for command, want := range map[string]string{"match": "nothing was written; run it again", "ingest": "what was read so far is kept", "review": "decided so far is kept"} {
		var e bytes.Buffer
		a := &app{err: &e, command: command}
		if status := a.report(ctx, context.Canceled); status != exitInterrupted || !strings.Contains(e.String(), want) {
			t.Errorf("%s: %d, %s", command, status, e.String())
		}
	}
}

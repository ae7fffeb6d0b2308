package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// statusWords say what each exit status means, where a command does not say it
// in words of its own.
var statusWords = map[int]string{exitDone: "done", exitFailed: "failed", exitUsage: "usage", exitNothing: "nothing found",
	exitSomeFailed: "some inputs failed", exitNoWorkspace: "no workspace", exitLocked: "another process writes to the workspace",
	exitDamaged: "the workspace is damaged", exitInterrupted: "interrupted"}

// statuses are the exit statuses of each command. All can end with 0, 1, 2 and
// 130; those with a paragraph "Exit status:" of their own are not listed.
var statuses = map[string]struct {
	more []int
	// own are words of the command's own for a status.
	own map[int]string
}{
	"refrain": {more: []int{exitNothing, exitSomeFailed, exitNoWorkspace, exitLocked, exitDamaged},
		own: map[int]string{exitNothing: "nothing found (search, show, cite, passages, status)"}},
	"demo":     {more: []int{exitLocked}},
	"config":   {own: map[int]string{exitUsage: "usage, or a setting that is none"}},
	"fetch":    {more: []int{exitSomeFailed, exitLocked, exitDamaged}, own: map[int]string{exitSomeFailed: "some documents were not got"}},
	"match":    {more: []int{exitNoWorkspace, exitDamaged}},
	"report":   {more: []int{exitNoWorkspace, exitDamaged}},
	"search":   {more: []int{exitNothing, exitNoWorkspace, exitDamaged}},
	"show":     {more: []int{exitNothing, exitNoWorkspace, exitDamaged}},
	"passages": {more: []int{exitNothing, exitNoWorkspace, exitDamaged}},
	"status":   {more: []int{exitNothing, exitNoWorkspace, exitDamaged}, own: map[int]string{exitNothing: "nothing is stored"}},
	"review":   {more: []int{exitSomeFailed, exitNoWorkspace, exitLocked, exitDamaged}, own: map[int]string{exitSomeFailed: "some cells of a workbook were not understood"}},
	"serve":    {more: []int{exitNoWorkspace, exitDamaged}},
	"eval":     {more: []int{exitNoWorkspace, exitDamaged}},
	"sample":   {more: []int{exitNoWorkspace, exitDamaged}},
	"rebuild": {more: []int{exitSomeFailed, exitNoWorkspace, exitLocked},
		own: map[int]string{exitSomeFailed: "some documents could not be read again; they are named"}},
	"verify":     {more: []int{exitNoWorkspace, exitDamaged}, own: map[int]string{exitDamaged: "there is damage; it is listed"}},
	"completion": {},
	"help":       {},
}

// withStatuses adds the exit statuses to a command's help.
func withStatuses(cmd *cobra.Command) {
	s, ok := statuses[cmd.Name()]
	if !ok || strings.Contains(cmd.Long, "Exit status: ") {
		return
	}
	var parts []string
	for _, n := range append(append([]int{exitDone, exitFailed, exitUsage}, s.more...), exitInterrupted) {
		words := s.own[n]
		if words == "" {
			words = statusWords[n]
		}
		parts = append(parts, fmt.Sprintf("%d %s", n, words))
	}
	long := cmd.Long
	if long == "" {
		long = cmd.Short + "."
	}
	cmd.Long = strings.TrimRight(long, "\n") + "\n\n" + wrap("Exit status: "+strings.Join(parts, ", ")+".", 80, 0)
}

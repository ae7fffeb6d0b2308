package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// table prints rows in columns; the last column takes what room is left.
type table struct {
	head []string
	rows [][]string
}

func newTable(head ...string) *table { return &table{head: head} }

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write prints the table within width columns: the widest columns are cut
// first, and never below eight.
func (t *table) write(w io.Writer, width int) {
	cols := make([]int, len(t.head))
	all := append([][]string{t.head}, t.rows...)
	for _, row := range all {
		for i, c := range row {
			cols[i] = max(cols[i], utf8.RuneCountInString(clean(c)))
		}
	}
	for total(cols) > width {
		widest := 0
		for i := range cols {
			if cols[i] > cols[widest] {
				widest = i
			}
		}
		if cols[widest] <= 8 {
			break
		}
		cols[widest]--
	}
	for _, row := range all {
		var b strings.Builder
		for i, c := range row {
			if cols[i] == 0 {
				continue
			}
			c = cut(c, cols[i])
			b.WriteString("  " + c + strings.Repeat(" ", cols[i]-utf8.RuneCountInString(c)))
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}

// total is the width of the printed row, gaps included.
func total(cols []int) int {
	n := 0
	for _, c := range cols {
		if c > 0 {
			n += c + 2
		}
	}
	return n
}

// bold marks a heading on a terminal.
func (a *app) bold(s string) string { return a.paint("1", s) }

// dim marks what matters less on a terminal.
func (a *app) dim(s string) string { return a.paint("2", s) }

func (a *app) paint(code, s string) string {
	if a.noColor || a.env("NO_COLOR") != "" || a.env("TERM") == "dumb" || !isTerminal(a.out) {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// link is a text that a terminal opens an address for; elsewhere it is the
// address.
func (a *app) link(text, url string) string {
	if a.paint("4", text) == text {
		return url
	}
	return "\x1b]8;;" + clean(url) + "\x1b\\" + a.paint("4", text) + "\x1b]8;;\x1b\\"
}

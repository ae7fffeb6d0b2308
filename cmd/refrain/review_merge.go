package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	"refrain/corpus/store"
)

// exportJudgments writes all judgments to hand them over: the lines as they
// are, or as judged pairs where the file's suffix is .tsv.
func (a *app) exportJudgments(w *store.Workspace, file string) error {
	lines, err := w.Judgments()
	if err != nil {
		return err
	}
	write := writeLines
	if strings.HasSuffix(strings.ToLower(file), ".tsv") {
		write = writePairs
	}
	n := 0
	if file == "-" {
		_, err = write(a.out, lines)
		return err
	}
	err = a.writeOut(file, false, func(out io.Writer) (err error) {
		n, err = write(out, lines)
		return err
	})
	if err == nil && !a.quiet {
		fmt.Fprintf(a.err, "%s: %s\n", file, count(n, "line"))
	}
	return err
}

func writeLines(out io.Writer, lines []store.Judgment) (int, error) {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, j := range lines {
		if err := enc.Encode(j); err != nil {
			return 0, err
		}
	}
	return len(lines), nil
}

// writePairs writes the links on which all their readers agree, in the columns
// of judged pairs; the pairs that are not listed were not judged.
func writePairs(out io.Writer, lines []store.Judgment) (int, error) {
	var rows []string
	for _, v := range store.Verdicts(lines) {
		grade, agreed := v.Agreed()
		if !agreed {
			continue
		}
		j := v.Last[len(v.Last)-1]
		asking, item, _ := strings.Cut(j.From, "#")
		symbol, para, _ := strings.Cut(j.To, "#")
		rows = append(rows, fmt.Sprintf("%s\t%s\t%s\t%s\t%d\t%d\n", asking, item, symbol, para, grade, len(v.Last)))
	}
	sort.Strings(rows)
	_, err := io.WriteString(out, "asking\titem\tsymbol\tpara\tgrade\treaders\n"+strings.Join(rows, ""))
	return len(rows), err
}

// mergeJudgments adds the lines of a file that are not here yet. A file with a
// line that cannot be read adds nothing.
func (a *app) mergeJudgments(w *store.Workspace, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("reading judgments: %w", err)
	}
	lines, err := store.ReadJudgments(file, data)
	if err != nil {
		return fmt.Errorf("%w\nhint: nothing was merged; the file should be one that `refrain review --export` wrote", err)
	}
	have, err := w.Judgments()
	if err != nil {
		return err
	}
	added := store.NewTo(have, lines)
	if len(added) > 0 {
		if err := w.AddJudgments(added...); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "%s added, %d here already\n", count(len(added), "judgment"), len(lines)-len(added))
	if n := disputedIn(append(have, added...)); n > 0 {
		fmt.Fprintf(a.out, "readers differ on %s: `refrain review LETTER --disputed` shows them\n", count(n, "link"))
	}
	return nil
}

// disputedIn counts the links on which readers differ.
func disputedIn(lines []store.Judgment) int {
	n := 0
	for _, v := range store.Verdicts(lines) {
		if _, agreed := v.Agreed(); !agreed && len(v.Last) > 1 {
			n++
		}
	}
	return n
}

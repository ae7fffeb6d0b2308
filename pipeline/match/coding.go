package match

import (
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
)

// sheetHeader are the columns of a coding sheet. It is blind: nothing in it
// tells what the matcher thinks.
var sheetHeader = []string{"pair", "state", "item", "item_text", "passage", "passage_text", "grade", "note"}

// WriteSheet writes the sheet of one reader (1, 2 …) as CSV. The second reader
// gets the pairs in another order than the first.
func WriteSheet(w io.Writer, drawn []Drawn, reader int) error {
	order := make([]int, len(drawn))
	for i := range order {
		order[i] = i
	}
	rand.New(rand.NewPCG(seedA, uint64(reader))).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	c := csv.NewWriter(w)
	rows := [][]string{sheetHeader}
	for _, i := range order {
		d := drawn[i]
		rows = append(rows, []string{d.Pair, d.State, d.Item.Cite, d.Item.Text, d.Passage.Cite, d.Passage.Text, "", ""})
	}
	if err := c.WriteAll(rows); err != nil {
		return fmt.Errorf("writing the sheet: %w", err)
	}
	return nil
}

// keyHeader are the columns of the key that tells what the sheets do not.
var keyHeader = []string{"pair", "item_id", "passage_id", "band", "state", "probability", "stratum", "population", "of"}

// WriteKey writes the key of a sample as CSV.
func WriteKey(w io.Writer, drawn []Drawn) error {
	c := csv.NewWriter(w)
	rows := [][]string{keyHeader}
	for _, d := range drawn {
		rows = append(rows, []string{d.Pair, d.Item.ID, d.Passage.ID, d.Band, d.State,
			strconv.FormatFloat(d.Probability, 'f', 4, 64), d.Stratum, strconv.Itoa(d.Population), strconv.Itoa(d.Of)})
	}
	if err := c.WriteAll(rows); err != nil {
		return fmt.Errorf("writing the key: %w", err)
	}
	return nil
}

// ReadSheet reads the grades of a filled sheet by pair. Pairs without a grade
// are left out.
func ReadSheet(name string, data []byte) (map[string]int, error) {
	rows, err := goldTable(name, data)
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for i, r := range rows {
		if r["grade"] == "" {
			continue
		}
		g, err := strconv.Atoi(r["grade"])
		if err != nil || g < 0 || g > 2 {
			return nil, fmt.Errorf("reading sheet %s: row %d (pair %s): grade %q is not 0, 1 or 2", name, i+2, r["pair"], r["grade"])
		}
		if _, twice := out[r["pair"]]; twice || r["pair"] == "" {
			return nil, fmt.Errorf("reading sheet %s: row %d: pair %q stands twice, or has no name", name, i+2, r["pair"])
		}
		out[r["pair"]] = g
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("reading sheet %s: no pair has a grade yet", name)
	}
	return out, nil
}

// ReadKey reads the key of a sample.
func ReadKey(name string, data []byte) ([]Drawn, error) {
	rows, err := goldTable(name, data)
	if err != nil {
		return nil, err
	}
	if !hasAll(rows[0], keyHeader) {
		return nil, fmt.Errorf("reading key %s: its header is not that of a key", name)
	}
	var out []Drawn
	for i, r := range rows {
		d := Drawn{Pair: r["pair"], Band: r["band"], State: r["state"], Stratum: r["stratum"]}
		d.Item.ID, d.Passage.ID = r["item_id"], r["passage_id"]
		var errs [3]error
		d.Probability, errs[0] = strconv.ParseFloat(r["probability"], 64)
		d.Population, errs[1] = strconv.Atoi(r["population"])
		d.Of, errs[2] = strconv.Atoi(r["of"])
		for _, err := range errs {
			if err != nil || d.Of < 1 {
				return nil, fmt.Errorf("reading key %s: row %d is not as it was written", name, i+2)
			}
		}
		out = append(out, d)
	}
	return out, nil
}

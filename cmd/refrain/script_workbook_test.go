package main

import (
	"slices"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// setCell is the script command "setcell FILE SHEET COLUMN ROW VALUE": it
// fills in a cell, found by its column's heading, as a person would.
func setCell(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: setcell FILE SHEET COLUMN ROW VALUE")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(args[1])
	ts.Check(err)
	col := slices.Index(rows[0], args[2])
	row, err := strconv.Atoi(args[3])
	ts.Check(err)
	cell, err := excelize.CoordinatesToCellName(col+1, row)
	ts.Check(err)
	ts.Check(f.SetCellStr(args[1], cell, args[4]))
	ts.Check(f.Save())
}

package rows

// readXLS refuses old Excel files with the way out.
func readXLS(*File, func(Row) bool) error {
	return &Error{"it is an old Excel file (.xls)", "open it in a spreadsheet program and save it as XLSX or CSV (UTF-8)"}
}

// Package schemas publishes the JSON Schemas (draft 2020-12) of the program's
// JSON Lines, so that other programs can rely on them. Every line validates
// against the schema of its file; new properties may be added, and those named
// as required stay.
package schemas

import _ "embed"

// Report describes the lines of `refrain report --format jsonl`: one line of
// type report, then for each item a line of type item and its lines of type link.
//
//go:embed report.schema.json
var Report []byte

// Sheet describes the lines of `refrain timeline` and `refrain compare` with
// --format jsonl: one line of type sheet, then for each group a line of type
// group and its lines of type row.
//
//go:embed sheet.schema.json
var Sheet []byte

// Annotations describes the file of `refrain report --format annotations`: a
// collection of W3C Web Annotations.
//
//go:embed annotations.schema.json
var Annotations []byte

// Findings describes the lines of `refrain cite --check DRAFT --json`: one
// finding a line, in the order of the draft.
//
//go:embed findings.schema.json
var Findings []byte

// API describes the addresses under /api/v1 that `refrain serve` answers in
// JSON (OpenAPI 3.1).
//
//go:embed openapi.json
var API []byte

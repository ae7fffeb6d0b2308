package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"refrain/docs/schemas"
	"refrain/pipeline/match"
)

// TestAnnotations validates the annotations of a report, also of hostile texts,
// and reads the links back.
func TestAnnotations(t *testing.T) {
	schema := validator(t, schemas.Annotations)
	reviewed := fixture()
	reviewed.Sample = false
	reviewed.Items[0].Links[0].Reviewed = &match.Judgment{From: "a", To: "b", Grade: 2, By: "Reader One"}
	for i := range reviewed.Items {
		for k := range reviewed.Items[i].Links {
			reviewed.Items[i].Links[k].Passage.Sample = false
		}
	}
	for name, in := range map[string]Input{"fixture": reviewed, "hostile": hostile(), "empty": {Question: match.Question{Key: "list:x", Title: "SAMPLE"}, Version: "test"}} {
		var a, b bytes.Buffer
		if err := writeAnnotations(&a, Build(in), Options{}); err != nil {
			t.Fatal(err)
		}
		if err := writeAnnotations(&b, Build(in), Options{}); err != nil || a.String() != b.String() {
			t.Errorf("%s: two writes differ, %v", name, err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(a.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var c collection
		if err := json.Unmarshal(a.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, x := range c.First.Items {
			if seen[x.ID] {
				t.Errorf("%s: two annotations are called %s", name, x.ID)
			}
			seen[x.ID] = true
		}
		if name != "fixture" {
			continue
		}
		if c.Total != Build(in).Links || !strings.Contains(c.Description, "not a United Nations document") {
			t.Errorf("%d annotations, %s", c.Total, c.Description)
		}
		x := c.First.Items[0]
		if x.Target.Source != "https://documents.un.org/api/symbol/access?s=A%2FHRC%2F13%2F9001&l=en&t=pdf" || x.Target.Selector[0].Value != "page=3" ||
			x.Target.Selector[0].RefinedBy.Exact != "SAMPLE Abolish the death penalty" {
			t.Errorf("target %+v", x.Target)
		}
		if !strings.Contains(a.String(), "Confirmed by a reader.") || !strings.Contains(a.String(), "Proposed by a program; not reviewed.") {
			t.Error("the state of review is missing")
		}
	}
}

// TestDialects holds the columns of UPR Info and Uwazi, a row a recommending
// State and a row a passage; cmd/refrain imports them back.
func TestDialects(t *testing.T) {
	rows := func(format string) [][]string {
		f, err := FormatOf(format, "")
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b, Build(fixture()), Options{}); err != nil {
			t.Fatal(err)
		}
		out, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	info := rows("upr-info")
	if got := strings.Join(info[0][:11], ","); got != "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session" {
		t.Errorf("columns %s", got)
	}
	var got []string
	for _, r := range info[1:] {
		got = append(got, strings.Join([]string{r[0], r[4], r[7], r[8], r[12], r[14]}, " "))
	}
	want := "Examplia Sampleland Noted  90.5 1|Examplia Testovia Supported  90.7 1|4|Examplia Sampleland Supported  118.1 1|Examplia Testovia Supported  118.1 1|" +
		"Examplia Modellia Supported  118.2 1|Examplia Modellia Pending  118.3 1|Examplia Sampleland Supported  130.1 1"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("rows %s", s)
	}
	uwazi := rows("uwazi")
	if len(uwazi) != 8 || uwazi[3][3] != "Sampleland|Testovia" && uwazi[4][3] != "Sampleland|Testovia" {
		t.Errorf("rows %q", uwazi)
	}
	for _, r := range append(info[1:], uwazi[1:]...) {
		if !strings.Contains(r[len(r)-1], "not a United Nations document") {
			t.Errorf("a row does not say what it is: %q", r)
		}
	}
	if _, err := FormatOf("", "x.txt"); err == nil || !strings.Contains(err.Error(), ".xlsx, .jsonld)") {
		t.Errorf("the error names suffixes so: %v", err)
	}
}

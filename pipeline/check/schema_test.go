package check_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"refrain/docs/schemas"
	"refrain/pipeline/check"
)

// TestFindingsFollowTheirSchema validates findings of every result.
func TestFindingsFollowTheirSchema(t *testing.T) {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemas.Findings))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", v); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	_, r := results(t, "See A/HRC/27/9001, paras. 118.1–118.5, para. 118.44, CRC/C/XAA/CO/9, para. 2 and CRC/C/XAA/CO/2, para. 4. "+
		"It was asked to “ratify the Convention on Fixtures” (A/HRC/27/9001, para. 118.1).\n\n"+
		"As repeatedly recommended, Examplia should ratify the Convention on Samples.\n")
	seen := map[check.Result]bool{}
	for _, f := range r.Findings {
		seen[f.Result] = true
		line, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	for _, want := range []check.Result{check.Correct, check.Wrong, check.CannotCheck, check.Differs, check.Candidates} {
		if !seen[want] {
			t.Errorf("no finding was %s", want)
		}
	}
}

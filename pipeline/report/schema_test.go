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

// validator compiles a published schema.
func validator(t *testing.T, schema []byte) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestLinesFollowTheirSchema validates every line of a report.
func TestLinesFollowTheirSchema(t *testing.T) {
	in := fixture()
	in.Items[0].Links[0].Reviewed = &match.Judgment{From: "a", To: "b", Grade: 2, By: "Reader One"}
	schema := validator(t, schemas.Report)
	var b bytes.Buffer
	if err := writeJSONL(&b, Build(in), Options{}); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(b.String()), "\n") {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%.200s: %v", line, err)
		}
	}
	if err := schema.Validate(map[string]any{"type": "link"}); err == nil {
		t.Error("the schema takes a link without anything")
	}
}

func TestDataPackage(t *testing.T) {
	files, err := Package(Build(fixture()))
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string][]byte{}
	for _, f := range files {
		byName[f.Name] = f.Data
	}
	again, err := Package(Build(fixture()))
	if err != nil || len(again) != len(files) || !bytes.Equal(again[len(again)-1].Data, byName["SHA256SUMS"]) {
		t.Errorf("two packages differ, %v", err)
	}
	var pack struct {
		Name, Title, Description string
		Resources                []struct {
			Name, Path, Hash string
			Bytes            int
			Schema           struct{ Fields []struct{ Name, Type string } }
		}
	}
	if err := json.Unmarshal(byName["datapackage.json"], &pack); err != nil {
		t.Fatal(err)
	}
	if len(pack.Resources) != 5 || !strings.Contains(pack.Description, "not a United Nations document") || !strings.HasPrefix(pack.Title, "SAMPLE") {
		t.Errorf("%+v", pack)
	}
	for _, res := range pack.Resources {
		data := byName[res.Path]
		if len(data) != res.Bytes || res.Hash != "sha256:"+hash(data) {
			t.Errorf("%s: %d bytes, not %d, or another hash", res.Path, len(data), res.Bytes)
		}
		if !strings.HasSuffix(res.Path, ".csv") {
			continue
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil || len(rows) < 2 || len(rows[0]) != len(res.Schema.Fields) {
			t.Errorf("%s: %d rows, %v", res.Path, len(rows), err)
		}
		for i, f := range res.Schema.Fields {
			if rows[0][i] != f.Name {
				t.Errorf("%s: column %d is %q, not %q", res.Path, i, rows[0][i], f.Name)
			}
		}
	}
	for _, name := range []string{"CODEBOOK.md", "CITATION.cff"} {
		if !bytes.Contains(byName[name], []byte("not a United Nations document")) {
			t.Errorf("%s does not say what it is", name)
		}
	}
}

package web

import (
	"strings"
	"testing"
)

// TestUnevenIsSaid holds the page and the JSON to the notice of the command
// line.
func TestUnevenIsSaid(t *testing.T) {
	srv, _ := serveSample(t, shared(), nil)
	for path, want := range map[string]bool{"/search?q=torture+OR+children+state%3AXAA": true, "/api/v1/search?q=torture+OR+children+state%3AXAA": true,
		"/search?q=(torture+OR+children)+state%3AXAA": false} {
		if _, body, _ := get(t, srv, path); strings.Contains(body, "one side of OR alone") != want {
			t.Errorf("%s: want the notice: %v", path, want)
		}
	}
	if _, body, _ := get(t, srv, "/search?q=zzzz+by%3AXAA"); !strings.Contains(body, "speaker:XAA") {
		t.Error("an empty search by the State under review does not name speaker:")
	}
}

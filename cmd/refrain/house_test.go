package main_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// The house tests hold the whole repository to the table of floors in
// ARCHITECTURE.md and to its rules of style. They need the go command.

const module = "refrain"

// floors says what each package may import of our own. "everything" is every
// package but those for tests only.
var floors = map[string]string{
	"seeds":            "",
	"corpus":           "seeds",
	"corpus/concept":   "seeds corpus",
	"corpus/cite":      "corpus",
	"corpus/store":     "corpus corpus/compress",
	"corpus/compress":  "",
	"corpus/exact":     "",
	"corpus/pattern":   "",
	"corpus/realdocs":  "",
	"index":            "seeds corpus corpus/cite corpus/compress corpus/concept corpus/exact",
	"pipeline/extract": "corpus corpus/compress corpus/exact",
	"pipeline/layout":  "corpus",
	"pipeline/parse":   "corpus corpus/pattern pipeline/layout",
	"pipeline/rows":    "corpus",
	"pipeline/dialect": "corpus pipeline/parse pipeline/rows",
	"pipeline/match":   "seeds corpus corpus/concept corpus/exact index",
	"pipeline/fetch":   "corpus corpus/cite",
	"pipeline/report":  "seeds corpus corpus/cite pipeline/match pipeline/report/word docs/schemas",
	"pipeline/check":   "corpus corpus/pattern corpus/cite",
	"pipeline": "seeds corpus corpus/cite corpus/concept corpus/store index pipeline/extract pipeline/layout pipeline/parse " +
		"pipeline/match pipeline/report pipeline/report/word pipeline/rows pipeline/dialect",
	"pipeline/report/word": "",
	"docs/schemas":         "",
	"pipeline/dossier":     "seeds corpus corpus/cite pipeline/match pipeline/report pipeline/report/word",
	"cmd/refrain/web": "seeds corpus corpus/cite corpus/concept corpus/store index pipeline pipeline/match pipeline/report " +
		"pipeline/report/word docs/schemas",
	"cmd/refrain": "everything",
	// Files for tests only.
	"pipeline/extract/hostile": "",
	// Programs that make data for seeds; no package imports them.
	"seeds/sample/gen":     "",
	"corpus/store/grow":    "corpus corpus/store",
	"pipeline/match/train": "everything",
}

// testsOnly are the packages that only tests may import.
var testsOnly = []string{"corpus/realdocs", "pipeline/extract/hostile"}

// homes are the modules and packages that only some of ours may import: Bleve
// and the PDF library stand behind one package each, and what reads flags or
// draws on a terminal stays in the command.
var homes = map[string]string{
	"github.com/klauspost/":           "corpus/compress",
	"github.com/blevesearch/":         "index",
	"github.com/ledongthuc/pdf":       "pipeline/extract",
	"github.com/richardlehane/mscfb":  "pipeline/extract pipeline/rows",
	"github.com/xuri/excelize":        "pipeline/rows pipeline/report",
	"golang.org/x/net/html":           "pipeline/extract",
	"github.com/gofrs/flock":          "corpus/store",
	"github.com/spf13/":               "cmd/refrain",
	"github.com/schollz/progressbar":  "cmd/refrain",
	"golang.org/x/term":               "cmd/refrain",
	"github.com/modelcontextprotocol": "cmd/refrain cmd/refrain/web",
	"flag":                            "cmd/refrain seeds/sample/gen pipeline/match/train",
	"net":                             "cmd/refrain cmd/refrain/web pipeline/fetch",
	"net/http":                        "cmd/refrain cmd/refrain/web pipeline/extract pipeline/fetch", // extract: see TestNoNetwork
	"github.com/rogpeppe/go-internal": "",
	"github.com/google/go-cmp":        "",
	"github.com/chromedp/":            "",
	"testing":                         "corpus/realdocs",
	"math/rand":                       "",
	"C":                               "",
	"unsafe":                          "pipeline/extract",
}

// pure are the packages that open no file and read no clock.
var pure = []string{"seeds", "corpus", "corpus/cite", "corpus/concept", "corpus/pattern", "pipeline/layout", "pipeline/parse"}

// impure are the packages that pure ones do without.
var impure = []string{"os", "os/exec", "io/ioutil", "net", "net/http", "syscall", "path/filepath", "math/rand", "math/rand/v2"}

// listed is what go list says of one package.
type listed struct {
	ImportPath, Dir, Name string
	Imports               []string
	GoFiles               []string
	Error                 *struct{ Err string }
}

// packages lists our packages for each system the program is built for.
var packages = sync.OnceValues(func() (map[string][]listed, error) {
	out := map[string][]listed{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,Name,Imports,GoFiles,Error", "./...")
		cmd.Dir = root()
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		data, err := cmd.Output()
		if err != nil {
			return nil, err
		}
		for d := json.NewDecoder(strings.NewReader(string(data))); d.More(); {
			var p listed
			if err := d.Decode(&p); err != nil {
				return nil, err
			}
			out[system] = append(out[system], p)
		}
	}
	return out, nil
})

// root is the top of the repository; tests run in their package's folder.
func root() string { return filepath.Join("..", "..") }

func listPackages(t *testing.T) map[string][]listed {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("the house tests need the go command:", err)
	}
	bySystem, err := packages()
	if err != nil {
		t.Fatal("listing packages:", err)
	}
	return bySystem
}

// TestImports reads the import graph and fails on an edge that is not in floors.
func TestImports(t *testing.T) {
	for system, pkgs := range listPackages(t) {
		for _, p := range pkgs {
			name := strings.TrimPrefix(p.ImportPath, module+"/")
			may, ok := floors[name]
			if !ok {
				t.Errorf("%s: %s is on no floor: add it to floors here and to ARCHITECTURE.md", system, name)
				continue
			}
			for _, imported := range p.Imports {
				own, ours := strings.CutPrefix(imported, module+"/")
				switch {
				case !ours:
					checkHome(t, name, imported)
				case slices.Contains(testsOnly, own):
					t.Errorf("%s imports %s, which is for tests only", name, own)
				case may != "everything" && !slices.Contains(strings.Fields(may), own):
					t.Errorf("%s imports %s, which is not in the table of floors", name, own)
				}
			}
		}
	}
}

func checkHome(t *testing.T, name, imported string) {
	t.Helper()
	for path, users := range homes {
		exact := imported == path
		below := strings.Contains(path, ".") && strings.HasPrefix(imported, path)
		if (exact || below) && !slices.Contains(strings.Fields(users), name) {
			t.Errorf("%s imports %s, which only %q may", name, imported, users)
		}
	}
	if slices.Contains(pure, name) && slices.Contains(impure, imported) {
		t.Errorf("%s imports %s, but opens no file and reads no clock", name, imported)
	}
}

// TestFloorsAreThere finds lines of the table that no longer mean anything.
func TestFloorsAreThere(t *testing.T) {
	have := map[string]bool{}
	for _, p := range listPackages(t)["linux"] {
		have[strings.TrimPrefix(p.ImportPath, module+"/")] = true
	}
	for name := range floors {
		if !have[name] {
			t.Errorf("the table of floors names %s, which is not there", name)
		}
	}
}

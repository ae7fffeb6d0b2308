package cite_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"refrain/corpus/cite"
	"refrain/corpus/realdocs"
)

// TestOfficialNotes reads the notes of the Office's compilation and summary on
// Slovenia (session 34) and compares what they name with the numbers that were
// extracted by hand from them. The one misprint, "151.119–115.127", is told.
func TestOfficialNotes(t *testing.T) {
	gold := readGold(t, realdocs.File(t, "eval/headings-svn.tsv"))
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed:", err)
	}
	for doc, file := range map[string]string{"A/HRC/WG.6/34/SVN/2": "g1925890.pdf", "A/HRC/WG.6/34/SVN/3": "g1924226.pdf"} {
		text, err := exec.Command(pdftotext, realdocs.File(t, "corpus/svn/cycle3/"+file), "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		var got []map[string]bool
		told := 0
		for _, c := range cite.Find(string(text)) {
			refs, faults := c.Refs()
			told += len(faults)
			if c.Symbol != "A/HRC/28/15" || len(refs) == 0 {
				continue
			}
			set := map[string]bool{}
			for _, r := range refs {
				set[r.Key()] = true
			}
			got = append(got, set)
		}
		missing := 0
		for _, g := range gold[doc] {
			if !anyEqual(got, g) {
				missing++
				t.Logf("%s: no note names %s", doc, g)
			}
		}
		if missing > told {
			t.Errorf("%s: %d of %d notes are read otherwise, %d faults told", doc, missing, len(gold[doc]), told)
		}
		t.Logf("%s: %d notes of A/HRC/28/15 read, %d misprints told", doc, len(got), told)
	}
}

// readGold gives the numbers of each note by document.
func readGold(t *testing.T, path string) map[string][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		f := strings.Split(line, "\t")
		out[f[0]] = append(out[f[0]], f[4])
	}
	return out
}

func anyEqual(sets []map[string]bool, want string) bool {
	nums := strings.Fields(want)
	for _, s := range sets {
		same := len(s) == len(nums)
		for _, n := range nums {
			same = same && s[n]
		}
		if same {
			return true
		}
	}
	return false
}

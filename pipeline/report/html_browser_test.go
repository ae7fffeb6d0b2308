package report

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// rendered opens a page in Chromium and gives what its script made of it.
func rendered(t *testing.T, name string, page []byte) *html.Node {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests are left out in short runs")
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("browser tests skip: no Chromium is installed")
	}
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
		"--user-data-dir="+filepath.Join(t.TempDir(), "profile"), "--dump-dom", "file://"+filepath.ToSlash(file))
	out, err := cmd.Output()
	if err != nil {
		t.Skip("browser tests skip: Chromium does not run:", err)
	}
	root, err := html.Parse(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// hidden reports whether an element is taken off the page.
func hidden(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
}

// TestFilterInABrowser holds that the page's policy admits its script, and that
// the script filters the grid and the items alike.
func TestFilterInABrowser(t *testing.T) {
	var b bytes.Buffer
	if err := writeHTML(&b, Build(fixture()), Options{}); err != nil {
		t.Fatal(err)
	}
	root := rendered(t, "report.html", b.Bytes())
	if form := all(root, "form")[0]; hidden(form) || !strings.Contains(textOf(form), "All 4 items are shown.") {
		t.Error("the script did not run")
	}
	choose := `<script>(function () { var f = document.getElementById("filter"); f.elements.head.value = "Children"; f.elements.text.value = "prison";
f.dispatchEvent(new Event("input")); }());</script></body>`
	page := regexp.MustCompile(`<meta http-equiv[^>]*>`).ReplaceAll(b.Bytes(), nil)
	root = rendered(t, "filtered.html", bytes.Replace(page, []byte("</body>"), []byte(choose), 1))
	var items, rows []string
	for _, n := range all(root, "article") {
		if !hidden(n) {
			items = append(items, attr(n, "id"))
		}
	}
	for _, n := range all(root, "tr") {
		if id := attr(n, "data-of"); id != "" && !hidden(n) {
			rows = append(rows, id)
		}
	}
	if want := []string{"item-4"}; !slices.Equal(items, want) || !slices.Equal(rows, want) {
		t.Errorf("items %v, rows %v", items, rows)
	}
	if !strings.Contains(textOf(root), "1 of 4 items are shown.") {
		t.Error("the page does not say how many items are shown")
	}
}

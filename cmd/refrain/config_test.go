package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// configured runs the command with an environment.
func configured(t *testing.T, env map[string]string, args ...string) (status int, out, fault string) {
	t.Helper()
	var o, e bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &o, err: &e, reader: inProcess{}, env: func(k string) string { return env[k] }}
	status = a.main(context.Background(), args)
	return status, o.String(), e.String()
}

// TestSettingsAreFlags holds every setting to a flag that is there.
func TestSettingsAreFlags(t *testing.T) {
	a := &app{env: func(string) string { return "" }}
	root := a.root()
	for _, s := range settings {
		for _, f := range s.flags {
			if flagFor(root, setting{key: s.key, flags: []string{f}}) == nil {
				t.Errorf("%s: no flag %q", s.key, f)
			}
		}
	}
}

func TestConfig(t *testing.T) {
	dir := t.TempDir()
	path, ws := filepath.Join(dir, "there", "config"), filepath.Join(dir, "ws")
	env := map[string]string{"REFRAIN_CONFIG": path, "SOURCE_DATE_EPOCH": "1764000000"}
	run := func(want int, args ...string) string {
		t.Helper()
		status, out, fault := configured(t, env, args...)
		if status != want {
			t.Errorf("%v: exit status %d, want %d\n%s", args, status, want, fault)
		}
		return out + fault
	}
	if got := run(exitDone, "config", "path"); strings.TrimSpace(got) != path {
		t.Errorf("path %q", got)
	}
	run(exitDone, "config", "set", "dir", ws)
	run(exitDone, "config", "set", "style", "oscola")
	if err := os.WriteFile(path, append([]byte("# mine\n"), must(os.ReadFile(path))...), 0o600); err != nil {
		t.Fatal(err)
	}
	run(exitDone, "config", "set", "style", "inline")
	if data := string(must(os.ReadFile(path))); data != "# mine\ndir = "+ws+"\nstyle = inline\n" {
		t.Errorf("the file is\n%s", data)
	}
	for args, want := range map[string]string{"config set stile oscola": "did you mean style?", "config set style nature": "one of un-note", "config set limit many": "limit = many",
		"config set limit": "it takes 2 arguments, and there are 1", "config unset": "it takes 1 argument, and there are 0", "config unset colour": "there is no setting"} {
		if got := run(exitUsage, strings.Fields(args)...); !strings.Contains(got, want) {
			t.Errorf("%s: %s", args, got)
		}
	}
	show := func(want ...string) {
		t.Helper()
		got := run(exitDone, "config")
		for _, w := range want {
			if !strings.Contains(strings.Join(strings.Fields(got), " "), w) {
				t.Errorf("%q is not in\n%s", w, got)
			}
		}
	}
	show("style inline "+path[:20], "limit 10 default")
	env["REFRAIN_STYLE"], env["NO_COLOR"] = "markdown", "1"
	show("style markdown $REFRAIN_STYLE", "no-color true $NO_COLOR")
	run(exitDone, "config", "unset", "style")
	if data := string(must(os.ReadFile(path))); data != "# mine\ndir = "+ws+"\n" {
		t.Errorf("after unset the file is\n%s", data)
	}
}

// TestPrecedence cites in the style of the flag, else of the environment, else
// of the file, in the workspace of the file.
func TestPrecedence(t *testing.T) {
	dir := t.TempDir()
	path, ws := filepath.Join(dir, "config"), filepath.Join(dir, "ws")
	report := filepath.Join(dir, "a.html")
	for name, s := range map[string]string{path: "dir = " + ws + "\nstyle = oscola\nlimit = 1\n", report: hostileReport} {
		if err := os.WriteFile(name, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := map[string]string{"REFRAIN_CONFIG": path, "SOURCE_DATE_EPOCH": "1764000000"}
	if status, _, fault := configured(t, env, "ingest", report); status != exitDone || strings.Contains(fault, "--dir") {
		t.Fatal(status, fault)
	}
	if _, err := os.Stat(filepath.Join(ws, "VERSION")); err != nil {
		t.Fatal("the workspace of the file was not used:", err)
	}
	cite := func(want string, args ...string) {
		t.Helper()
		if _, out, fault := configured(t, env, append([]string{"cite", "A/HRC/42/9007#2.1"}, args...)...); !strings.Contains(out, want) {
			t.Errorf("%v: %q is not in %s%s", args, want, out, fault)
		}
	}
	cite("UN Doc A/HRC/42/9007")
	env["REFRAIN_STYLE"] = "markdown"
	cite("](https://documents.un.org")
	cite("(A/HRC/42/9007, para. 2.1 (Norway))", "--style", "inline")
	if _, out, _ := configured(t, env, "search", "penalty OR ratify"); strings.Count(out, "refrain show") != 1 {
		t.Errorf("the limit of the file does not hold:\n%s", out)
	}
	env["REFRAIN_LIMIT"] = "many"
	if status, _, fault := configured(t, env, "search", "penalty"); status != exitUsage || !strings.Contains(fault, "$REFRAIN_LIMIT: limit = many") {
		t.Errorf("%d: %s", status, fault)
	}
	if err := os.WriteFile(path, []byte("dir = x\nstile = oscola\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, fault := configured(t, env, "status"); status != exitUsage || !strings.Contains(fault, path+`:2: there is no setting "stile": did you mean style?`) {
		t.Errorf("%d: %s", status, fault)
	}
	if status, _, fault := configured(t, env, "config", "unset", "stile"); status != exitDone {
		t.Errorf("what is no setting cannot be taken out: %s", fault)
	}
	if status, _, fault := configured(t, env, "config"); status != exitDone {
		t.Errorf("after it: %s", fault)
	}
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

// TestCompletion asks for proposals as a shell does.
func TestCompletion(t *testing.T) {
	dir := t.TempDir()
	ws := filepath.Join(dir, "ws")
	env := map[string]string{"REFRAIN_DIR": ws, "SOURCE_DATE_EPOCH": "1764000000"}
	report := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(report, []byte(strings.ReplaceAll(hostileReport, "Examplia", "Norway")), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, fault := configured(t, env, "ingest", report); status != exitDone {
		t.Fatal(fault)
	}
	for args, want := range map[string]string{
		"status --state pr":               "PRK\tDemocratic People",
		"status --state Slov":             "Slovenia\tSVN",
		"report prk-2019 -o x --format d": "docx",
		"cite --style os":                 "oscola\t",
		"match --kind upr-":               "upr-recommendation\tUPR recommendation",
		"fetch --kinds wg-report,add":     "wg-report,addendum\t",
		"show A/HRC/42":                   "A/HRC/42/9007\tNOR Working Group report",
		"match p":                         "prk-2019\tLetter dated 28 November 2019",
		"match A/HRC/42":                  "A/HRC/42/9007",
		"passages --doc a/hrc/42":         "A/HRC/42/9007",
		"timeline --theme right":          "Right to health",
		"search stat":                     "state:",
		"outline --template l":            "letter",
		"config set st":                   "style\t",
		"config set style o":              "oscola",
		"fetch A/HRC/WG.6/19/NOR/":        "A/HRC/WG.6/19/NOR/2\tNOR OHCHR compilation UPR 2014",
	} {
		status, out, _ := configured(t, env, append([]string{"__complete"}, strings.Split(args, " ")...)...)
		if status != exitDone || !strings.Contains(out, want) {
			t.Errorf("%s: %d, %q is not in\n%.300s", args, status, want, out)
		}
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if status, out, _ := configured(t, env, "completion", shell); status != exitDone || len(out) < 1000 {
			t.Errorf("completion %s: %d, %d bytes", shell, status, len(out))
		}
	}
	if _, out, _ := configured(t, env, "completion", "--help"); !strings.Contains(out, "bash-completion/completions/refrain") || !strings.Contains(out, "Exit status: 0") {
		t.Errorf("completion --help:\n%s", out)
	}
	if runtime.GOOS == "linux" && os.Getenv("HOME") != "" {
		if a := (&app{env: os.Getenv}); a.configPath() == "" {
			t.Error("no place for the configuration")
		}
	}
}

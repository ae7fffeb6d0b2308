package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus/store"
)

// setting is a flag, or one that several commands share, that a configuration
// file or the environment can set. A new setting is one line in [settings].
type setting struct {
	key, help string
	// flags are "--flag" for all commands, or "command --flag".
	flags []string
	// env is the environment variable, where it is not the key with REFRAIN_
	// before it.
	env string
}

// settings are what can be set, in the order in which they are shown.
var settings = []setting{
	{"dir", "the workspace folder", []string{"--dir"}, ""},
	{"no-color", "no colours: true or false", []string{"--no-color"}, "NO_COLOR"},
	{"quiet", "results and errors only: true or false", []string{"--quiet"}, ""},
	{"reader", "your name, kept with what you judge", []string{"review --reader", "serve --by"}, ""},
	{"style", "the style of citations that are printed", []string{"cite --style"}, ""},
	{"format", "the format of files whose name has no suffix", []string{"report --format", "timeline --format"}, ""},
	{"excel", "CSV for Excel: true or false", []string{"report --excel", "timeline --excel"}, ""},
	{"limit", "passages that a search prints", []string{"search --limit"}, ""},
	{"sort", "order of a search: relevance, date, newest or symbol", []string{"search --sort"}, ""},
	{"language", "language of documents to fetch", []string{"fetch --lang"}, ""},
	{"ocr", "read scanned pages: true or false", []string{"ingest --ocr"}, ""},
	{"no-copy", "keep no copy of sources: true or false", []string{"ingest --no-copy", "import --no-copy"}, ""},
	{"address", "the address that serve answers on", []string{"serve --addr"}, ""},
}

// variable is the environment variable of a setting.
func (s setting) variable() string {
	if s.env != "" {
		return s.env
	}
	return "REFRAIN_" + strings.ToUpper(strings.ReplaceAll(s.key, "-", "_"))
}

// flagOf is the flag of a command that a setting sets; empty for none.
func (s setting) flagOf(command string) string {
	for _, f := range s.flags {
		if of, name, both := strings.Cut(f, " --"); both && of == command {
			return name
		} else if !both {
			return strings.TrimPrefix(f, "--")
		}
	}
	return ""
}

// findSetting finds a setting by key; else the error suggests the nearest.
func findSetting(key string) (setting, error) {
	var names []string
	for _, s := range settings {
		if s.key == key {
			return s, nil
		}
		names = append(names, s.key)
	}
	return setting{}, fmt.Errorf("there is no setting %q%s", clean(key), didYouMean(key, names))
}

// didYouMean suggests the name that is nearest to a mistyped one.
func didYouMean(typed string, names []string) string {
	best, least := "", 3
	for _, n := range names {
		if d := distance(strings.ToLower(typed), n); d < least {
			best, least = n, d
		}
	}
	if best == "" {
		return ": the settings are " + strings.Join(names, ", ")
	}
	return fmt.Sprintf(": did you mean %s?", best)
}

// distance counts the letters to change, add or leave out.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			keep := before
			if a[i] != b[j] {
				keep++
			}
			before = row[j+1]
			row[j+1] = min(keep, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// configPath is where the configuration file is looked for: $REFRAIN_CONFIG,
// else in the user's folder for configuration; empty where there is none.
func (a *app) configPath() string {
	if p := a.env("REFRAIN_CONFIG"); p != "" {
		return p
	}
	base, home := a.env("XDG_CONFIG_HOME"), a.env("HOME")
	switch {
	case base != "":
	case runtime.GOOS == "windows":
		base = a.env("AppData")
	case home == "":
	case runtime.GOOS == "darwin":
		base = filepath.Join(home, "Library", "Application Support")
	default:
		base = filepath.Join(home, ".config")
	}
	if base == "" {
		return ""
	}
	return filepath.Join(base, "refrain", "config")
}

// fileSetting is a line of the configuration file.
type fileSetting struct {
	value string
	line  int
}

// readConfig reads the configuration file: "key = value" on a line, "#" before
// a remark. A file that is not there holds nothing.
func (a *app) readConfig() (map[string]fileSetting, error) {
	path := a.configPath()
	if path == "" {
		return nil, nil
	}
	data, err := configData(path)
	if err != nil {
		return nil, err
	}
	return parseConfig(path, data)
}

// parseConfig reads the lines of a configuration file.
func parseConfig(path string, data []byte) (map[string]fileSetting, error) {
	out := map[string]fileSetting{}
	for n, line := range strings.Split(string(bytes.TrimPrefix(data, []byte("\ufeff"))), "\n") {
		key, value, ok := configLine(line)
		if !ok {
			continue
		}
		where := fmt.Sprintf("%s:%d", path, n+1)
		if value == "" {
			return nil, &usageError{fmt.Errorf("%s: %q sets nothing: write key = value there, or take the line out with `refrain config unset %s`", where, clean(strings.TrimSpace(line)), shellWord(clean(key)))}
		}
		if _, err := findSetting(key); err != nil {
			return nil, &usageError{fmt.Errorf("%s: %w (`refrain config unset %s` takes the line out)", where, err, shellWord(clean(key)))}
		}
		out[key] = fileSetting{value, n + 1}
	}
	return out, nil
}

// inConfig reports whether a line of the file sets a key, whatever it is.
func (a *app) inConfig(key string) bool {
	data, err := configData(a.configPath())
	return err == nil && slices.ContainsFunc(strings.Split(string(data), "\n"), func(line string) bool {
		k, _, ok := configLine(line)
		return ok && k == key
	})
}

// shellWord quotes a word of a suggested command where a shell would part it.
func shellWord(s string) string {
	if strings.ContainsAny(s, " \t'\"$&|;<>()*?`") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

// configLine parts a line of the file; ok is false for remarks and empty lines.
func configLine(line string) (key, value string, ok bool) {
	line = strings.TrimSpace(line)
	if line == "" || line[0] == '#' {
		return "", "", false
	}
	key, value, _ = strings.Cut(line, "=")
	value = strings.TrimSpace(value)
	if n := len(value); n > 1 && value[0] == '"' && value[n-1] == '"' {
		value = value[1 : n-1]
	}
	return strings.TrimSpace(key), value, true
}

// applySettings gives the flags of a command that were not typed what the
// environment, else the file, says.
func (a *app) applySettings(cmd *cobra.Command) error {
	if cmd.Hidden || cmd.Name() == "config" || cmd.HasParent() && cmd.Parent().Name() == "config" {
		return nil
	}
	file, err := a.readConfig()
	if err != nil {
		return err
	}
	for _, s := range settings {
		value, from := a.env(s.variable()), "$"+s.variable()
		if s.env == "NO_COLOR" && value != "" {
			value = "true" // whatever it is set to
		}
		if f, ok := file[s.key]; ok && value == "" {
			value, from = f.value, fmt.Sprintf("%s:%d", a.configPath(), f.line)
		}
		flag := cmd.Flag(s.flagOf(cmd.Name()))
		if value == "" || flag == nil || flag.Changed || suffixDecides(cmd, s.key) {
			continue
		}
		if a.setBy == nil {
			a.setBy = map[string]string{}
		}
		a.setBy[s.key] = from
		if s.key == "dir" { // a suggested command names it only if it was typed
			a.dirSet = homely(value, a.env("HOME"))
			continue
		}
		if err := checkValue(flag, s, value); err != nil {
			remedy := "set another value or none"
			if !strings.HasPrefix(from, "$") {
				remedy = "`refrain config unset " + s.key + "` takes the line out"
			}
			return &usageError{fmt.Errorf("%s: %s = %s: %w (%s)", from, s.key, clean(value), err, remedy)}
		}
	}
	return nil
}

// suffixDecides reports whether the name of the file to write says its format
// or style; a timeline that is printed has no format.
func suffixDecides(cmd *cobra.Command, key string) bool {
	out := cmd.Flag("output")
	if out == nil || key != "format" && key != "style" {
		return false
	}
	name := out.Value.String()
	return filepath.Ext(name) != "" || name == "" && key == "format"
}

// homely reads "~/" at the beginning of a path, which no shell has read.
func homely(path, home string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok && home != "" {
		return filepath.Join(home, rest)
	}
	return path
}

// writeConfig sets a key in the file, or with an empty value takes it out; all
// other lines stay as they are.
func (a *app) writeConfig(key, value string) error {
	path := a.configPath()
	if path == "" {
		return errors.New("no folder for the configuration is known: set REFRAIN_CONFIG to a file")
	}
	if path == os.DevNull {
		return &hinted{fmt.Errorf("writing the configuration: %s keeps nothing", path), "REFRAIN_CONFIG names the file: let it name another, or unset it"}
	}
	data, err := configData(path)
	if err != nil {
		return err
	}
	var lines []string
	set := value == ""
	for _, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if k, _, ok := configLine(line); ok && k == key {
			if set {
				continue
			}
			line, set = key+" = "+value, true
		}
		lines = append(lines, line)
	}
	if !set {
		lines = append(lines, key+" = "+value)
	}
	if value != "" { // what no command can read is not written
		if _, err := parseConfig(path, []byte(strings.Join(lines, "\n"))); err != nil {
			return fmt.Errorf("%s was not set: %w", key, err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("making the folder of the configuration: %w", err)
	}
	return store.WriteFile(path, []byte(strings.TrimLeft(strings.Join(lines, "\n"), "\n")+"\n"))
}

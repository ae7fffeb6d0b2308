package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/store"
	"refrain/index"
	"refrain/pipeline"
	"refrain/pipeline/report"
	"refrain/seeds"
)

// completer proposes values for what is typed so far.
type completer func(a *app, typed string) []string

// flagValues are the values of flags: "flag", or "command --flag" where a flag
// means something else in one command.
var flagValues = map[string]completer{
	"state": states, "against": documents, "doc": documents, "kind": passageKinds, "kinds": documentKinds, "style": styles, "cycle": cycles, "follows": cycles,
	"format": fixed("html", "md", "csv", "jsonl", "docx"), "report --format": reportFormats, "lang": fixed(languages...), "sort": fixed(sortOrders...),
	"position": fixed("supported", "noted", "pending"), "theme": themes, "heading": themes, "facets": fixed(index.FacetFields()...), "review --by": fixed("item", "score"),
	"outline --template": fixed("compilation", "summary", "letter"), "items": letters,
}

// argumentValues are what the arguments of commands can be, beside files.
var argumentValues = map[string]completer{
	"show": documents, "cite": documents, "check": documents, "compare": documents, "match": letters, "report": letters, "review": letters, "eval": letters,
	"search": searchFields, "fetch": missingSymbols,
}

// onlyValues are the commands whose arguments are no files.
var onlyValues = map[string]bool{"show": true, "check": true, "search": true, "fetch": true}

// complete lets a shell complete States, symbols, letters, formats, styles and
// kinds.
func (a *app) complete(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		if values, ok := argumentValues[cmd.Name()]; ok {
			rest := cobra.ShellCompDirectiveDefault
			if onlyValues[cmd.Name()] {
				rest = cobra.ShellCompDirectiveNoFileComp
			}
			cmd.ValidArgsFunction = a.proposing(values, rest)
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			values, ok := flagValues[cmd.Name()+" --"+f.Name]
			if !ok {
				values, ok = flagValues[f.Name]
			}
			if ok && f.Value.Type() != "bool" {
				_ = cmd.RegisterFlagCompletionFunc(f.Name, a.proposing(values, cobra.ShellCompDirectiveNoFileComp))
			}
		})
		if cmd.Name() == "completion" {
			cmd.Long = completionHelp
		}
	}
	_ = root.RegisterFlagCompletionFunc("dir", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	})
}

const completionHelp = `Print a script that lets a shell complete commands, flags, names and codes of
States, symbols of stored documents, letters, formats, styles and kinds. To keep
it:

  bash        refrain completion bash > ~/.local/share/bash-completion/completions/refrain
  zsh         refrain completion zsh > "${fpath[1]}/_refrain"
  fish        refrain completion fish > ~/.config/fish/completions/refrain.fish
  PowerShell  refrain completion powershell >> $PROFILE

bash needs the package bash-completion; then open a new shell.`

// proposing is a completer as cobra takes it. Values in a list are completed
// after its last comma.
func (a *app) proposing(values completer, rest cobra.ShellCompDirective) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		if a.applySettings(cmd) != nil {
			return nil, rest
		}
		before := ""
		if i := strings.LastIndexByte(typed, ','); i >= 0 {
			before, typed = typed[:i+1], typed[i+1:]
		}
		var out []string
		for _, v := range values(a, typed) {
			word, _, _ := strings.Cut(v, "\t")
			if len(word) >= len(typed) && strings.EqualFold(word[:len(typed)], typed) {
				out = append(out, before+v)
			}
		}
		return out, rest
	}
}

func fixed(values ...string) completer { return func(*app, string) []string { return values } }

// states are codes with names, and names once one is being typed.
func states(_ *app, typed string) []string {
	var out []string
	world := corpus.World()
	for _, code := range world.Codes() {
		out = append(out, code+"\t"+world.Name(code))
		if len(typed) > 0 {
			out = append(out, world.Name(code)+"\t"+code)
		}
	}
	return out
}

// heads are the heads of the current documents, none where there is no
// workspace.
func (a *app) heads() []*corpus.Document {
	w, err := a.open()
	if err != nil {
		return nil
	}
	heads, err := w.Heads()
	if err != nil {
		return nil
	}
	return store.Current(heads)
}

func documents(a *app, _ string) []string {
	var out []string
	for _, h := range a.heads() {
		out = append(out, h.Key+"\t"+describeShort(h))
	}
	return out
}

func describeShort(h *corpus.Document) string {
	return strings.TrimSpace(h.State + " " + corpus.KindName(string(h.Kind)))
}

// letters are the built-in letters and the stored documents that can ask.
func letters(a *app, _ string) []string {
	var out []string
	for _, b := range pipeline.BuiltinLetters() {
		out = append(out, b.Name+"\t"+b.Title)
	}
	for _, h := range a.heads() {
		if h.Kind == corpus.KindLetter || h.Kind == corpus.KindWGReport {
			out = append(out, h.Key+"\t"+describeShort(h))
		}
	}
	return out
}

func passageKinds(*app, string) []string {
	var out []string
	for _, k := range corpus.PassageKinds {
		out = append(out, string(k)+"\t"+corpus.KindName(string(k)))
	}
	return out
}

// fetchedKinds are the kinds of documents that can be fetched by State.
var fetchedKinds = []corpus.Kind{corpus.KindWGReport, corpus.KindAddendum, corpus.KindNationalReport, corpus.KindCompilation, corpus.KindSummary, corpus.KindObservations}

func documentKinds(*app, string) []string {
	var out []string
	for _, k := range fetchedKinds {
		out = append(out, string(k)+"\t"+corpus.KindName(string(k)))
	}
	return out
}

func styles(*app, string) []string {
	var out []string
	for _, s := range cite.Styles {
		out = append(out, s.Name+"\t"+s.What)
	}
	return out
}

func reportFormats(*app, string) []string {
	var out []string
	for _, f := range report.Formats {
		out = append(out, f.Name)
	}
	return append(out, report.PackageName)
}

var cycles = fixed("1\t2008–2011", "2\t2012–2016", "3\t2017–2022", "4\t2022–")

func themes(*app, string) []string {
	var out []string
	for _, row := range strings.Split(seeds.Themes, "\n")[1:] {
		if f := strings.Split(row, "\t"); len(f) > 1 {
			out = append(out, f[1])
		}
	}
	return out
}

// searchFields are the fields of the search language.
func searchFields(*app, string) []string {
	var out []string
	for _, f := range index.FacetFields() {
		out = append(out, f+":")
	}
	return out
}

// missingSymbols are the documents that are known and not stored, on the States
// of the workspace.
func missingSymbols(a *app, _ string) []string {
	byState := map[string][]*corpus.Document{}
	for _, h := range a.heads() {
		byState[h.State] = append(byState[h.State], h)
	}
	var out []string
	for state, docs := range byState {
		if state == "" {
			continue
		}
		for _, k := range a.missingDocuments(state, docs) {
			out = append(out, k.Symbol+"\t"+strings.TrimSpace(state+" "+corpus.KindName(string(k.Kind))+" "+k.Review))
		}
	}
	slices.Sort(out)
	return out
}

// completeSettings completes the arguments of `config set` and `unset`.
func completeSettings(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		var out []string
		for _, s := range settings {
			out = append(out, s.key+"\t"+s.help)
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
	s, err := findSetting(args[0])
	if err != nil || len(args) > 1 || cmd.Name() != "set" {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if may := choicesOf(s); len(may) > 0 {
		return may, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveDefault
}

// choicesOf are the values that a setting can have, where they are few.
func choicesOf(s setting) []string {
	switch s.key {
	case "no-color", "quiet", "excel", "ocr", "no-copy":
		return []string{"true", "false"}
	case "style":
		return words(styles(nil, ""))
	case "format":
		return reportFormats(nil, "")
	case "language":
		return languages
	case "sort":
		return sortOrders
	}
	return nil
}

// words leaves the descriptions out of proposals.
func words(proposals []string) []string {
	var out []string
	for _, p := range proposals {
		w, _, _ := strings.Cut(p, "\t")
		out = append(out, w)
	}
	return out
}

// flagFor is the flag of a command that a setting sets.
func flagFor(root *cobra.Command, s setting) *pflag.Flag {
	for _, f := range s.flags {
		command, name, both := strings.Cut(f, " --")
		if !both {
			return root.PersistentFlags().Lookup(strings.TrimPrefix(f, "--"))
		}
		if cmd, _, err := root.Find([]string{command}); err == nil && cmd != root {
			if flag := cmd.Flags().Lookup(name); flag != nil {
				return flag
			}
		}
	}
	return nil
}

package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	var keys []string
	for _, s := range settings {
		keys = append(keys, fmt.Sprintf("  %-10s %s", s.key, s.help))
	}
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the settings and where each comes from; set and unset them",
		Long: `Show the settings in effect and where each comes from. A flag that is typed
leads, then the environment, then the configuration file, then the default. The
file has "key = value" on a line; ` + "`refrain config path`" + ` says where it is, and
$REFRAIN_CONFIG names another. Each setting is also an environment variable:
REFRAIN_ and the key in capitals, with _ for - (no-color: NO_COLOR).

` + strings.Join(keys, "\n"),
		Example: `  refrain config
  refrain config set style oscola
  refrain config set dir ~/upr
  refrain config unset style`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.showConfig(cmd.Root()) },
	}
	set := &cobra.Command{Use: "set KEY VALUE", Short: "Keep a setting in the configuration file", Args: asUsage(cobra.ExactArgs(2)),
		ValidArgsFunction: completeSettings,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.setConfig(cmd.Root(), args[0], args[1]) }}
	set.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return &usageError{fmt.Errorf("%w: a value that begins with - stands after --, as in `refrain config set -- KEY -VALUE`", plain(err))}
	})
	cmd.AddCommand(set, &cobra.Command{Use: "path", Short: "Print where the configuration file is", Args: asUsage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if a.configPath() == "" {
				return errors.New("no folder for the configuration is known: set REFRAIN_CONFIG to a file")
			}
			fmt.Fprintln(a.out, a.configPath())
			return nil
		}},
		&cobra.Command{Use: "unset KEY", Short: "Take a setting out of the configuration file", Args: asUsage(cobra.ExactArgs(1)),
			ValidArgsFunction: completeSettings,
			RunE: func(_ *cobra.Command, args []string) error {
				if _, err := findSetting(args[0]); err != nil && !a.inConfig(args[0]) {
					return &usageError{err}
				}
				return a.writeConfig(args[0], "") // what is no setting can be taken out too
			}})
	return cmd
}

// effective is a setting as it is in effect.
type effective struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	From  string `json:"from"`
}

func (a *app) showConfig(root *cobra.Command) error {
	file, err := a.readConfig()
	if err != nil {
		return err
	}
	t := newTable("setting", "value", "from")
	for _, s := range settings {
		e := effective{s.key, a.defaultOf(root, s), "default"}
		if f, ok := file[s.key]; ok {
			e.Value, e.From = f.value, fmt.Sprintf("%s:%d", a.configPath(), f.line)
		}
		if v := a.env(s.variable()); v != "" {
			e.Value, e.From = v, "$"+s.variable()
			if s.env == "NO_COLOR" {
				e.Value = "true"
			}
		}
		if flag := flagFor(root, s); flag != nil && e.From != "default" && s.key != "dir" && (e.From != "$NO_COLOR") {
			if err := checkValue(flag, s, e.Value); err != nil {
				e.From += ", which cannot be used: " + err.Error()
			}
		}
		if flag := root.PersistentFlags().Lookup(s.flagOf("")); flag != nil && flag.Changed {
			e.Value, e.From = flag.Value.String(), "--"+flag.Name
		}
		if a.json {
			a.writeJSON(e)
			continue
		}
		t.add(e.Key, e.Value, e.From)
	}
	if !a.json {
		t.write(a.out, a.width())
	}
	return nil
}

// defaultOf is what a setting is where nothing sets it.
func (a *app) defaultOf(root *cobra.Command, s setting) string {
	switch s.key {
	case "dir":
		dir, err := (&app{env: func(k string) string {
			if k == "REFRAIN_DIR" {
				return ""
			}
			return a.env(k)
		}}).workspaceDir()
		if err != nil {
			return ""
		}
		return dir
	case "reader":
		return userName()
	case "style":
		return "un-note"
	}
	if flag := flagFor(root, s); flag != nil {
		return flag.DefValue
	}
	return ""
}

// setConfig keeps a setting, if its flag takes the value.
func (a *app) setConfig(root *cobra.Command, key, value string) error {
	s, err := findSetting(key)
	if err != nil {
		return &usageError{err}
	}
	if strings.TrimSpace(value) == "" || strings.ContainsAny(value, "\n\r") {
		return &usageError{fmt.Errorf("%s needs a value on one line; `refrain config unset %s` takes it out", key, key)}
	}
	flag := flagFor(root, s)
	if flag == nil {
		return fmt.Errorf("no command has the setting %s", key)
	}
	if err := checkValue(flag, s, value); err != nil {
		return &usageError{fmt.Errorf("%s = %s: %w", key, clean(value), err)}
	}
	if value, err = a.settled(s, value); err != nil {
		return err
	}
	return a.writeConfig(key, value)
}

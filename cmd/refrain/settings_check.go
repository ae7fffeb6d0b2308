package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// mostConfig is the largest configuration file that is read, in bytes.
const mostConfig = 64 << 10

// configData is what the configuration file holds: nothing where it is not
// there or is the null device. What is no regular file could have no end.
func configData(path string) ([]byte, error) {
	if path == os.DevNull {
		return nil, nil
	}
	fi, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	const hint = "REFRAIN_CONFIG names the file: let it name another, or unset it"
	if !fi.Mode().IsRegular() {
		return nil, &hinted{fmt.Errorf("reading the configuration: %s is no regular file", path), hint}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostConfig+1))
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	if len(data) > mostConfig {
		return nil, &hinted{fmt.Errorf("reading the configuration: %s is larger than %d kB", path, mostConfig>>10), hint}
	}
	return data, nil
}

// checkValue sets the flag of a setting to a value, if it is one that can work.
func checkValue(flag *pflag.Flag, s setting, value string) error {
	if err := flag.Value.Set(value); err != nil {
		return plain(err)
	}
	if may := choicesOf(s); len(may) > 0 && !slices.Contains(may, value) && flag.Value.Type() != "bool" {
		return fmt.Errorf("one of %s", strings.Join(may, ", "))
	}
	switch s.key {
	case "limit":
		if flag.Value.String()[0] == '-' || flag.Value.String() == "0" {
			return errors.New("write a number of at least 1")
		}
	case "address":
		return checkHostPort(value)
	}
	return nil
}

// settled is the value of a setting as it is kept: a folder is not looked for
// from wherever the program is called.
func (a *app) settled(s setting, value string) (string, error) {
	if s.key != "dir" {
		return value, nil
	}
	dir, err := filepath.Abs(homely(value, a.env("HOME")))
	if err != nil {
		return "", fmt.Errorf("finding the folder %s: %w", value, err)
	}
	return dir, nil
}

// bySetting names the setting that an error comes from, where no flag was typed.
func (a *app) bySetting(key string, err error) error {
	from := a.setBy[key]
	if err == nil || from == "" {
		return err
	}
	return fmt.Errorf("%w (the setting %s is from %s)", err, key, from)
}

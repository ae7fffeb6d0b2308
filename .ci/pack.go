//go:build ignore

// Pack makes the archive of one release binary, the same bytes each time: the
// binary, the manual pages, the scripts of completion, the licences of all that
// is in it, and what it is made of as SPDX 2.3 (JSON), which also stands beside
// the archive. .ci/release runs it:
//
//	go run .ci/pack.go BINARY FOLDER-OF-TEXTS ARCHIVE SPDX
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"time"
)

func main() {
	if len(os.Args) != 5 {
		fail(fmt.Errorf("usage: pack BINARY TEXTS ARCHIVE SPDX"))
	}
	binary, texts, archive, spdx := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	info, err := buildinfo.ReadFile(binary)
	fail(err)
	data, err := os.ReadFile(binary)
	fail(err)
	licences := readLicences(info)
	bill := billOfMaterials(strings.TrimSuffix(filepath.Base(archive), filepath.Ext(archive)), data, info, licences)
	fail(os.WriteFile(spdx, bill, 0o644))

	name := "refrain"
	if strings.Contains(archive, "windows") {
		name += ".exe"
	}
	files := []file{{name, data, 0o755}, {"SBOM.spdx.json", bill, 0o644}, {"THIRD-PARTY-LICENCES.txt", allLicences(info, licences), 0o644}}
	fail(filepath.WalkDir(texts, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(texts, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		files = append(files, file{filepath.ToSlash(rel), data, 0o644})
		return err
	}))
	sort.Slice(files, func(i, j int) bool { return files[i].name < files[j].name })
	root := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(archive), ".zip"), ".tar.gz")
	packed, err := pack(root, files, strings.HasSuffix(archive, ".zip"))
	fail(err)
	fail(os.WriteFile(archive, packed, 0o644))
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// file is a file of an archive.
type file struct {
	name string
	data []byte
	mode int64
}

// moment is SOURCE_DATE_EPOCH: the time of everything in a release.
func moment() time.Time {
	n, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		n = 315532800 // 1980, the first year that zip can say
	}
	return time.Unix(n, 0).UTC()
}

// pack writes a .zip or a .tar.gz.
func pack(root string, files []file, asZip bool) ([]byte, error) {
	var b bytes.Buffer
	if asZip {
		z := zip.NewWriter(&b)
		for _, f := range files {
			h := &zip.FileHeader{Name: root + "/" + f.name, Method: zip.Deflate, Modified: moment()}
			h.SetMode(fs.FileMode(f.mode))
			w, err := z.CreateHeader(h)
			if err != nil {
				return nil, err
			}
			if _, err := w.Write(f.data); err != nil {
				return nil, err
			}
		}
		err := z.Close()
		return b.Bytes(), err
	}
	g, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(g)
	for _, f := range files {
		h := &tar.Header{Name: root + "/" + f.name, Mode: f.mode, Size: int64(len(f.data)), ModTime: moment(), Typeflag: tar.TypeReg, Format: tar.FormatUSTAR}
		if err := t.WriteHeader(h); err != nil {
			return nil, err
		}
		if _, err := t.Write(f.data); err != nil {
			return nil, err
		}
	}
	if err := t.Close(); err != nil {
		return nil, err
	}
	err = g.Close()
	return b.Bytes(), err
}

// licence is the licence of a module: its SPDX name and its text.
type licence struct{ name, text string }

var known = []struct {
	name string
	re   *regexp.Regexp
}{
	{"Apache-2.0", regexp.MustCompile(`Apache License\s+Version 2\.0|apache\.org/licenses/LICENSE-2\.0`)},
	{"MPL-2.0", regexp.MustCompile(`Mozilla Public License,? (?:Version|version|v\.) ?2\.0`)},
	{"MIT", regexp.MustCompile(`Permission is hereby granted, free of charge, to any person obtaining\s+a copy`)},
	{"BSD-3-Clause", regexp.MustCompile(`(?s)Redistribution and use in source and binary forms.*(?:Neither the name|names of its contributors)`)},
	{"BSD-2-Clause", regexp.MustCompile(`Redistribution and use in source and binary forms`)},
	{"ISC", regexp.MustCompile(`Permission to use, copy, modify, and(?:/or)? distribute this software`)},
}

// readLicences reads the licence of every module in a binary.
func readLicences(info *debug.BuildInfo) map[string]licence {
	out := map[string]licence{}
	for _, m := range info.Deps {
		dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", m.Path).Output()
		fail(err)
		entries, err := os.ReadDir(strings.TrimSpace(string(dir)))
		fail(err)
		var l licence
		for _, e := range entries {
			up := strings.ToUpper(e.Name())
			if e.IsDir() || !strings.HasPrefix(up, "LICEN") && !strings.HasPrefix(up, "COPYING") && !strings.HasPrefix(up, "NOTICE") {
				continue
			}
			data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), e.Name()))
			fail(err)
			l.text += strings.TrimSpace(string(data)) + "\n\n"
		}
		for _, k := range known {
			if l.name == "" && k.re.MatchString(l.text) {
				l.name = k.name
			}
		}
		if l.name == "" {
			fail(fmt.Errorf("%s has no licence that is known", m.Path))
		}
		out[m.Path] = l
	}
	return out
}

// allLicences is one text with the licences of all modules, each once.
func allLicences(info *debug.BuildInfo, licences map[string]licence) []byte {
	var texts []string
	by := map[string][]string{}
	for _, m := range info.Deps {
		t := licences[m.Path].text
		if by[t] == nil {
			texts = append(texts, t)
		}
		by[t] = append(by[t], m.Path+" "+m.Version)
	}
	dir, err := exec.Command("go", "env", "GOROOT").Output()
	fail(err)
	language, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "LICENSE"))
	fail(err)
	own := strings.TrimSpace(string(language)) + "\n\n"
	texts = append(texts, own)
	by[own] = append(by[own], "the Go standard library")
	var b bytes.Buffer
	fmt.Fprintf(&b, "Refrain is built with %s and with these modules, under the licences below.\n", info.GoVersion)
	for _, t := range texts {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s", strings.Repeat("=", 80), strings.Join(by[t], "\n"), t)
	}
	return b.Bytes()
}

// billOfMaterials is what a binary is made of, as SPDX 2.3.
func billOfMaterials(name string, data []byte, info *debug.BuildInfo, licences map[string]licence) []byte {
	type object = map[string]any
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	version := os.Getenv("REFRAIN_VERSION")
	packages := []object{{"SPDXID": "SPDXRef-refrain", "name": "refrain", "versionInfo": version, "downloadLocation": "NOASSERTION", "filesAnalyzed": false,
		"licenseConcluded": "Apache-2.0", "licenseDeclared": "Apache-2.0", "copyrightText": "NOASSERTION", "primaryPackagePurpose": "APPLICATION",
		"checksums": []object{{"algorithm": "SHA256", "checksumValue": hash}}}}
	relations := []object{{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-refrain"}}
	add := func(path, version, licence, sum string) {
		id := "SPDXRef-" + regexp.MustCompile(`[^A-Za-z0-9.-]+`).ReplaceAllString(path, "-")
		p := object{"SPDXID": id, "name": path, "versionInfo": version, "downloadLocation": "NOASSERTION", "filesAnalyzed": false,
			"licenseConcluded": licence, "licenseDeclared": licence, "copyrightText": "NOASSERTION",
			"externalRefs": []object{{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:golang/" + path + "@" + version}}}
		if sum != "" {
			p["comment"] = "go.sum " + sum
		}
		packages = append(packages, p)
		relations = append(relations, object{"spdxElementId": "SPDXRef-refrain", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": id})
	}
	add("stdlib", strings.TrimPrefix(info.GoVersion, "go"), "BSD-3-Clause", "")
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		add(m.Path, m.Version, licences[m.Path].name, m.Sum)
	}
	out, err := json.MarshalIndent(object{"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": name,
		"documentNamespace": "https://spdx.org/spdxdocs/" + name + "-" + hash, "packages": packages, "relationships": relations,
		"creationInfo": object{"created": moment().Format(time.RFC3339), "creators": []string{"Tool: refrain-pack"}}}, "", " ")
	fail(err)
	return append(out, '\n')
}

package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the licences of third parties again")

// targets are the systems that releases are made for.
var targets = []string{"windows/amd64", "linux/amd64", "linux/arm64", "linux/loong64"}

// modulesOf are the modules in the program for a system: path, version, folder.
func modulesOf(t *testing.T, target string) []string {
	t.Helper()
	system, machine, _ := strings.Cut(target, "/")
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
	list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+machine)
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(strings.ReplaceAll(string(out), "\t", "\x00"))
}

// licenceFile reports a file that says under what terms a module may be used.
func licenceFile(name string) bool {
	name = strings.ToUpper(name)
	return strings.HasPrefix(name, "LICENSE") || strings.HasPrefix(name, "LICENCE") || strings.HasPrefix(name, "COPYING") ||
		strings.HasPrefix(name, "NOTICE") || strings.HasPrefix(name, "PATENTS")
}

// licencesIn are the licence texts of a folder under one title.
func licencesIn(t *testing.T, title, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	text := "== " + title + "\n\n"
	for _, e := range list {
		if e.IsDir() || !licenceFile(e.Name()) || strings.Contains(e.Name(), "LOGO") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		text += strings.TrimRight(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n") + "\n\n"
	}
	return text
}

// TestLicencesOfThirdParties: the text that the program shows holds the licence
// of every module that any of its builds contains, and of Go.
func TestLicencesOfThirdParties(t *testing.T) {
	var modules []string
	for _, target := range targets {
		modules = append(modules, modulesOf(t, target)...)
	}
	slices.Sort(modules)
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	want := licencesIn(t, "Go", strings.TrimSpace(string(root)))
	for _, m := range slices.Compact(modules) {
		part := strings.Split(m, "\x00")
		text := licencesIn(t, part[0]+" "+part[1], part[2])
		if strings.Count(text, "\n") < 5 {
			t.Errorf("%s has no licence", part[0])
		}
		want += text
	}
	if *update {
		if err := os.WriteFile("third_party.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if thirdParty != want {
		t.Error("third_party.txt is not what go.mod says; run: go test ./cmd/bangfu -run ThirdParties -update")
	}
	status, text := said(quiet(), "version", "--licences")
	if status != statusDone {
		t.Fatal(text)
	}
	for _, part := range []string{"== github.com/xuri/excelize/v2 ", "== modernc.org/sqlite ", "SIL OPEN FONT LICENSE", "The Go Authors"} {
		if !strings.Contains(text, part) {
			t.Errorf("it does not show %q", part)
		}
	}
}

// TestReleases: the script that makes releases, and the gate that tries them,
// know the systems of the licences.
func TestReleases(t *testing.T) {
	script, err := os.ReadFile(filepath.Join("..", "..", ".ci", "release"))
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("targets=(%s)", strings.Join(targets, " ")); !strings.Contains(string(script), want) {
		t.Errorf("the script does not say %s", want)
	}
}

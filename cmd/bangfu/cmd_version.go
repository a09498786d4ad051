package main

import (
	_ "embed"
	"fmt"
	"runtime/debug"
	"strings"

	"bangfu/internal/face"
)

// thirdParty are the licence texts of every module in the program, and of Go
// itself; a test writes them and keeps them what go.mod says.
//
//go:embed third_party.txt
var thirdParty string

// version is set by the linker: -X main.version=1.2.3.
var version = unreleased

const unreleased = "开发版"

// program names the program: its version, and outside a release the commit that
// it was built from, when the build noted it, for two such programs may lay out
// their papers differently.
func program() string {
	b, ok := debug.ReadBuildInfo()
	if !ok || version != unreleased {
		return version
	}
	noted := map[string]string{}
	for _, s := range b.Settings {
		noted[s.Key] = s.Value
	}
	at := noted["vcs.revision"]
	if len(at) < revisionShown {
		return version
	}
	if noted["vcs.modified"] == "true" {
		return version + " " + at[:revisionShown] + "（有改动）"
	}
	return version + " " + at[:revisionShown]
}

// revisionShown is how much of a commit's name tells it from the others.
const revisionShown = 12

type versionCmd struct {
	Licences bool `help:"程序里用到的他人软件和字体的许可文本"`
}

// Run prints version and build, or the licences of what others made.
func (c versionCmd) Run(w world) error {
	if c.Licences {
		_, err := fmt.Fprintf(w.out, "%s== 字体 fonts\n\n%s", thirdParty, strings.Join(face.Licences(), "\n"))
		return err
	}
	fmt.Fprintf(w.out, "bangfu %s\n", program())
	if b, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprintf(w.out, "%s", b.GoVersion)
		for _, s := range b.Settings {
			switch s.Key {
			case "GOOS", "GOARCH", "vcs.revision", "vcs.time":
				fmt.Fprintf(w.out, " %s=%s", s.Key, s.Value)
			}
		}
		fmt.Fprintln(w.out)
	}
	return nil
}

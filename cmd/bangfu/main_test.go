package main

import (
	"errors"
	"maps"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the stories of testdata run the real main as a command.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bangfu": main, "bangfu-traced": traced})
}

// The stories of testdata/*.txtar. Besides the verbs of testscript there is
//
//	ends STATUS COMMAND ARGS…   runs a command that must end with a status
//	fill, mend, rows            what people do with workbooks: see clerk_test.go
//	tree, link, spoil           what goes wrong with the machine: see keeper_test.go
func TestStories(t *testing.T) {
	verbs := maps.Clone(clerkVerbs)
	maps.Copy(verbs, keeperVerbs)
	verbs["ends"] = ends
	testscript.Run(t, testscript.Params{
		Dir:  "testdata",
		Cmds: verbs,
		Setup: func(e *testscript.Env) error {
			e.Setenv("TZ", "UTC") // dates must be those of Asia/Shanghai anywhere
			return nil
		},
	})
}

func ends(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: ends STATUS COMMAND ARGS…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("ended with status %d, want %d", got, want)
	}
}

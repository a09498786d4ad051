package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	shellBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")
	named      = regexp.MustCompile("`bangfu ([a-z]+)((?: [^`]*)?)`")
)

// TestTheOperatorsCommandsRun runs every command of the operator's chapter, in
// its order, and knows every other command that README names.
func TestTheOperatorsCommandsRun(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.zh-CN.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	ran := 0
	for _, block := range shellBlock.FindAllStringSubmatch(string(text), -1) {
		for _, line := range strings.Split(strings.TrimSpace(block[1]), "\n") {
			words := strings.Fields(line)
			if words[0] != "bangfu" {
				t.Errorf("no command of ours: %s", line)
				continue
			}
			ran++
			if status, said := said(quiet(), words[1:]...); status != statusDone && status != statusMend {
				t.Errorf("%s: status %d: %s", line, status, said)
			}
		}
	}
	if ran < 10 {
		t.Errorf("only %d commands", ran)
	}
	for _, m := range named.FindAllStringSubmatch(string(text), -1) {
		if status, said := said(quiet(), m[1], "--help"); status != statusDone {
			t.Errorf("bangfu %s: %s", m[1], said)
			continue
		}
		for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(m[2], -1) {
			if _, help := said(quiet(), m[1], "--help"); !strings.Contains(help, flag) {
				t.Errorf("bangfu %s has no %s", m[1], flag)
			}
		}
	}
}

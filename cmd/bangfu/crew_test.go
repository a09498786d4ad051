package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestDaemonOfAllKeepsNobodyFromAnother serves a folder with two cities that missed
// a run, one that asks about its clock, and one whose bangfu.toml is wrong: the two
// run, and each of the others is told where it belongs.
func TestDaemonOfAllKeepsNobodyFromAnother(t *testing.T) {
	root := t.TempDir()
	site := lateSite(t, "\nsettle = 0\njump = 3650\n")
	for _, city := range []string{"甲省/一市", "甲省/二市", "三市", "四市"} {
		dir := filepath.Join(root, filepath.FromSlash(city))
		if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(dir, os.DirFS(site)); err != nil {
			t.Fatal(err)
		}
	}
	for city, config := range map[string]string{"三市": "settle = 0\n", "四市": "schedule = 'x'\n"} {
		if err := os.WriteFile(filepath.Join(root, city, "bangfu.toml"), []byte(config), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	journal := daemonLog(t, 4, "--all", root)
	for _, city := range []string{"甲省/一市", "甲省/二市"} {
		if !logsOf(journal, city, "执行完成", "files=1") {
			t.Errorf("%s has not run:\n%s", city, journal)
		}
		if lies := exists(filepath.Join(root, filepath.FromSlash(city), "收件箱", "平城区", "走访台账.xlsx")); lies {
			t.Errorf("%s: the file was not taken", city)
		}
	}
	for _, city := range []string{"三市", "四市"} {
		status, err := os.ReadFile(filepath.Join(root, city, "status.json"))
		if !logsOf(journal, city, "执行没有完成") || err != nil || !bytes.Contains(status, []byte("连续失败 1 次")) {
			t.Errorf("%s is not told: %s %v\n%s", city, status, err, journal)
		}
	}
	if !logsOf(journal, "三市", "--clock-ok") || !logsOf(journal, "四市", "bangfu.toml") {
		t.Errorf("the log does not say what to mend:\n%s", journal)
	}
}

// logsOf reports whether a line of a log speaks of a workspace and says all this.
func logsOf(journal, city string, says ...string) bool {
	for line := range strings.Lines(journal) {
		all := strings.Contains(line, "workspace="+city+" ")
		for _, s := range says {
			all = all && strings.Contains(line, s)
		}
		if all {
			return true
		}
	}
	return false
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// TestTurns: one runs at a time, the next when it is done; one that hangs is waited
// for no longer than patience.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := crew{turns: make(chan struct{}, 1)}
		log := slog.New(slog.DiscardHandler)
		first := c.waitTurn(t.Context(), log)
		begun := time.Now()
		time.AfterFunc(time.Minute, first)
		second := c.waitTurn(t.Context(), log)
		if waited := time.Since(begun); waited != time.Minute {
			t.Errorf("the second waited %s", waited)
		}
		third := c.waitTurn(t.Context(), log) // the second hangs
		if waited := time.Since(begun); waited != time.Minute+turnPatience {
			t.Errorf("the third waited %s", waited)
		}
		third()
		second()
		c.waitTurn(t.Context(), log)()
	})
}

func TestAllWantsWorkspaces(t *testing.T) {
	root := t.TempDir()
	for _, args := range [][]string{{"daemon", "--all", root}, {"status", "--all", root}, {"daemon", "--all", root, "--abreast", "0"}} {
		if status, text := said(quiet(), args...); status != statusUsage {
			t.Errorf("%v: status %d: %s", args, status, text)
		}
	}
}

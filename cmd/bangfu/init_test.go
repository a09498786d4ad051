package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestInitWritesOverNothing: a workspace whose bangfu.toml was lost gets a new one and
// keeps everything else, its parameters above all; templates leave what somebody has
// filled in, and the parameters that a workspace reads.
func TestInitWritesOverNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "区")
	in := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	write := func(name, text string) {
		if err := os.WriteFile(in(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(want int, args ...string) string {
		t.Helper()
		status, out := said(quiet(), args...)
		if status != want {
			t.Errorf("%v: status %d, want %d: %s", args, status, want, out)
		}
		return out
	}
	run(statusDone, "init", dir)
	for name, text := range map[string]string{"参数/政策参数.xlsx": "市局的参数", "模板/走访台账.xlsx": "县区填了一半", "ledger.db": ""} {
		write(name, text)
	}
	if err := os.Remove(in("bangfu.toml")); err != nil {
		t.Fatal(err)
	}
	if out := run(statusUsage, "status", "-w", dir); !strings.Contains(out, "bangfu.toml 不见了") {
		t.Errorf("a lost bangfu.toml: %s", out)
	}
	out := run(statusDone, "init", dir)
	for _, name := range []string{"参数/政策参数.xlsx", "模板/走访台账.xlsx"} {
		if !strings.Contains(out, "已有 "+in(name)+"，没有改动") {
			t.Errorf("%s is not told: %s", name, out)
		}
	}
	run(statusMend, "templates", in("参数"))
	out = run(statusMend, "templates", in("模板"))
	if strings.Contains(out, "已有 "+in("模板/申请表.xlsx")) {
		t.Error("a blank that nobody has filled in is kept")
	}
	for name, text := range map[string]string{"参数/政策参数.xlsx": "市局的参数", "模板/走访台账.xlsx": "县区填了一半"} {
		if data, err := os.ReadFile(in(name)); err != nil || string(data) != text {
			t.Errorf("%s was written over: %v", name, err)
		}
	}
}

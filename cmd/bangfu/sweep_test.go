package main

import (
	"os"
	"path/filepath"
	"testing"

	"bangfu/internal/disk"
	"bangfu/internal/place"
)

// TestASweepLooksWhereACrashLeft: what lies unfinished goes from everywhere after a crash
// or a failed run, and otherwise from where no year brings more; other files stay.
func TestASweepLooksWhereACrashLeft(t *testing.T) {
	for _, crashed := range []bool{false, true} {
		p := place.New(t.TempDir(), place.Folders{})
		put := func(parts ...string) string {
			path := filepath.Join(append(parts, ".bangfu-1.tmp")...)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			for _, file := range []string{path, filepath.Join(filepath.Dir(path), "人的.tmp")} {
				if err := os.WriteFile(file, nil, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			return path
		}
		stays := map[string]bool{
			put(p.Root()): false, put(p.Archive()): false, put(p.Backups()): false, put(p.Outboxes()): false,
			put(p.Archive(), "ab"): !crashed, put(p.Outboxes(), "甲"): !crashed, put(p.Outboxes(), "甲", "2026-W10"): !crashed,
		}
		sweep(disk.Real(), p, crashed)
		for path, want := range stays {
			if _, err := os.Stat(path); (err == nil) != want {
				t.Errorf("crashed %v: %s is there: %v", crashed, p.Rel(path), err == nil)
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), "人的.tmp")); err != nil {
				t.Errorf("somebody's own file is gone: %v", err)
			}
		}
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"bangfu/internal/disk"
	"bangfu/internal/place"
)

// TestASweepLooksWhereARunWrites: what lies unfinished in the latest weeks goes with the
// next run, and everywhere after a crash; other files stay.
func TestASweepLooksWhereARunWrites(t *testing.T) {
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
		stays := map[string]bool{put(p.Root()): false, put(p.Archive(), "ab"): false, put(p.Backups()): false, put(p.Outboxes()): false, put(p.Outboxes(), "甲"): false}
		for n := range 30 {
			stays[put(p.Outboxes(), "甲", fmt.Sprintf("2026-W%02d", n+10))] = !crashed && n < 30-weeksSwept
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

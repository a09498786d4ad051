package disk

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Inside reports whether a folder is another one or lies below it: by links, by
// what the system says is the same folder, and by names that differ only in
// capitals or in how they are composed, which another system takes for one.
// Folders that do not stand yet are judged by their names.
func Inside(path, dir string) bool {
	path, dir = unlinked(path), unlinked(dir)
	if under(folded(path), folded(dir)) {
		return true
	}
	at, err := os.Stat(dir)
	if err != nil {
		return false
	}
	for {
		if here, err := os.Stat(path); err == nil && os.SameFile(here, at) {
			return true
		}
		parent := filepath.Dir(path)
		if parent == path {
			return false
		}
		path = parent
	}
}

// unlinked is a path without links; what does not stand yet keeps its name.
func unlinked(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	parent := filepath.Dir(path)
	if parent == path {
		return path
	}
	return filepath.Join(unlinked(parent), filepath.Base(path))
}

func folded(path string) string {
	return strings.ToLower(norm.NFC.String(filepath.ToSlash(path)))
}

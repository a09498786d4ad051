package main

import (
	"path/filepath"
	"strings"

	"bangfu/internal/disk"
)

// everyoneDepth is how many levels under the folder a workspace may lie: 省/市.
const everyoneDepth = 2

// workspaces are the workspaces under a folder, in the order of their names; what
// lies in one is not looked at. A folder that cannot be read is told.
func workspaces(d disk.FS, root string, tell func(folder string, err error)) []string {
	var list []string
	var look func(dir string, levels int)
	look = func(dir string, levels int) {
		if there, err := disk.Exists(d, filepath.Join(dir, "bangfu.toml")); err == nil && there {
			list = append(list, dir)
			return
		}
		entries, err := d.ReadDir(dir)
		if err != nil {
			tell(dir, err)
		}
		for _, e := range entries {
			if e.IsDir() && levels > 0 && !strings.HasPrefix(e.Name(), ".") {
				look(filepath.Join(dir, e.Name()), levels-1)
			}
		}
	}
	look(root, everyoneDepth)
	return list
}

// below is a workspace as people call it: its folder below the one they gave.
func below(root, dir string) string {
	rel, err := filepath.Rel(root, dir)
	if err != nil {
		return dir
	}
	return filepath.ToSlash(rel)
}

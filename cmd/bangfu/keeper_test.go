package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"

	"bangfu/internal/archive"
)

// What the keeper of the machine does in a story.
var keeperVerbs = map[string]func(*testscript.TestScript, bool, []string){"tree": tree, "link": link, "spoil": spoil, "seal": seal}

// tree DIR [WITHOUT…] prints every file below a folder with the hash of its
// bytes, and every folder, to be compared before and after.
func tree(ts *testscript.TestScript, _ bool, args []string) {
	root := ts.MkAbs(args[0])
	ts.Check(filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		for _, without := range args[1:] {
			if filepath.ToSlash(rel) == without {
				return nil
			}
		}
		sum := "文件夹"
		if !d.IsDir() {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			sum = archive.Sum(data)
		}
		_, err = fmt.Fprintln(ts.Stdout(), filepath.ToSlash(rel), sum)
		return err
	}))
}

// link TO FROM makes FROM a link to the folder TO.
func link(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.Symlink(ts.MkAbs(args[0]), ts.MkAbs(args[1])))
}

// spoil FILE changes a byte in the middle of a file, whoever may write it.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	data[len(data)/2] ^= 1
	ts.Check(os.Chmod(path, 0o600))
	ts.Check(os.WriteFile(path, data, 0o600))
}

// seal DIR makes all below a folder closed to writing until the story ends: as
// on a disk mounted for reading only where the account may mount one, else by
// the permissions of files and folders.
func seal(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	if exec.Command("mount", "--bind", dir, dir).Run() == nil {
		ts.Defer(func() { exec.Command("umount", dir).Run() })
		if exec.Command("mount", "-o", "remount,ro,bind", dir).Run() == nil {
			return
		}
	}
	permit := func(mode fs.FileMode) {
		filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil {
				err = os.Chmod(path, mode|map[bool]fs.FileMode{true: 0o100}[d.IsDir()])
			}
			return err
		})
	}
	permit(0o400)
	ts.Defer(func() { permit(0o600) })
}

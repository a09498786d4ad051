// Package place knows where everything of a workspace lies: the folders, the
// file names of every output, and which folder belongs to which unit. It is
// one value made of bangfu.toml; it touches no disk, and it never builds a
// path from the content of a file.
package place

import (
	"path/filepath"
	"strconv"
	"strings"

	"bangfu/internal/assist"
)

// City is the unit name of the city office (市局) itself.
const City = assist.City

// Folders are the folders that bangfu.toml may move, each absolute or relative
// to the workspace; an empty one keeps its name of the contract.
type Folders struct {
	Inbox   string // 收件箱: the root of the drop folders
	Outbox  string // 发件箱
	Archive string // 存档
	Backup  string // 备份: copies of the ledger, best on another disk
}

// Place is a workspace. Every method returns a path of the host system.
type Place struct {
	root    string
	folders Folders
}

// New is the workspace in the folder root.
func New(root string, folders Folders) Place {
	under := func(dir, usual string) string {
		if dir == "" {
			dir = usual
		}
		if filepath.IsAbs(dir) {
			return filepath.Clean(dir)
		}
		return filepath.Join(root, dir)
	}
	return Place{root, Folders{
		Inbox:   under(folders.Inbox, "收件箱"),
		Outbox:  under(folders.Outbox, "发件箱"),
		Archive: under(folders.Archive, "存档"),
		Backup:  under(folders.Backup, "备份"),
	}}
}

// Named is a folder with the name people know it by.
type Named struct{ Name, Path string }

// Movable are the folders that bangfu.toml can move, by their keys there.
func (p Place) Movable() []Named {
	return []Named{
		{"folders.inbox", p.folders.Inbox}, {"folders.outbox", p.folders.Outbox},
		{"folders.archive", p.folders.Archive}, {"[backup] dir", p.folders.Backup},
	}
}

// Root is the workspace itself.
func (p Place) Root() string { return p.root }

// Config is bangfu.toml.
func (p Place) Config() string { return filepath.Join(p.root, "bangfu.toml") }

// Ledger is ledger.db, the commit point of everything.
func (p Place) Ledger() string { return filepath.Join(p.root, "ledger.db") }

// SetAside is the folder of the ledgers that a restore took out of use.
func (p Place) SetAside() string { return filepath.Join(p.root, "撤下的台账") }

// Lock is the file whose lock keeps runs apart.
func (p Place) Lock() string { return filepath.Join(p.root, ".bangfu.lock") }

// Account is the file that records which account runs the program.
func (p Place) Account() string { return filepath.Join(p.root, ".bangfu.account") }

// Status is status.json, for monitoring.
func (p Place) Status() string { return filepath.Join(p.root, "status.json") }

// Log is 日志/bangfu.log, what the operator may want to know beside status.json.
func (p Place) Log() string { return filepath.Join(p.root, "日志", "bangfu.log") }

// OldLog is the n-th log before the present one, from 1: bangfu.1.log; 0 is the
// present one.
func OldLog(path string, n int) string {
	if n == 0 {
		return path
	}
	return strings.TrimSuffix(path, filepath.Ext(path)) + "." + strconv.Itoa(n) + filepath.Ext(path)
}

// Settings is the folder of the parameter workbooks (参数).
func (p Place) Settings() string { return filepath.Join(p.root, assist.TermsFolder) }

// Terms is the workbook of dated parameters (政策参数).
func (p Place) Terms() string { return filepath.Join(p.Settings(), assist.PolicyFile) }

// Products is the catalogue workbook (规格目录).
func (p Place) Products() string { return filepath.Join(p.Settings(), assist.CatalogueFile) }

// Templates is the folder into which init writes the blank workbooks (模板).
func (p Place) Templates() string { return filepath.Join(p.root, "模板") }

// Archive is the folder of the originals (存档).
func (p Place) Archive() string { return p.folders.Archive }

// Inboxes is the folder that holds the drop folders (收件箱).
func (p Place) Inboxes() string { return p.folders.Inbox }

// Outboxes is the folder that holds the units' outboxes (发件箱).
func (p Place) Outboxes() string { return p.folders.Outbox }

// Inbox is the drop folder of a unit, or of the City.
func (p Place) Inbox(unit string) string {
	return filepath.Join(p.folders.Inbox, safe(unit))
}

// Outbox is the folder a unit, or the City, reads from.
func (p Place) Outbox(unit string) string {
	return filepath.Join(p.folders.Outbox, safe(unit))
}

// Rel shows a path as the program prints it: relative to the workspace with
// forward slashes, or as it is when it lies elsewhere.
func (p Place) Rel(path string) string {
	rel, err := filepath.Rel(p.root, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(rel)
}

// Abs is the path that Rel showed.
func (p Place) Abs(rel string) string {
	path := filepath.FromSlash(rel)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(p.root, path)
}

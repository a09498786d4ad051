package disktest

import (
	"bangfu/internal/disk"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Twin is a disk in memory that forgets at a crash what was not made durable:
// bytes that were not synced, names whose folder was not synced. Tests use it
// to see that nothing the program relies on is forgotten. It knows no links.
type Twin struct {
	mu    sync.Mutex
	live  map[string]*node // as a running process sees it
	safe  map[string]*node // names that survive a crash
	clock int64            // stands for the time of a change
}

// node is a file or a folder; a folder's names stand in the maps of the Twin.
type node struct {
	folder  bool
	perm    fs.FileMode
	bytes   []byte
	durable []byte // what a crash leaves of bytes
	changed int64
}

// NewTwin is a disk that holds nothing but the root folder.
func NewTwin() *Twin {
	root := &node{folder: true, perm: 0o755}
	slash := string(filepath.Separator)
	return &Twin{live: map[string]*node{slash: root}, safe: map[string]*node{slash: root}}
}

// Crash is a power cut. With names the folders happen to be on the disk as
// they were last seen, without it as they were last synced; a file's bytes are
// those of its last sync in both cases. A correct program must bear either.
func (t *Twin) Crash(names bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if names {
		t.safe = clone(t.live)
	}
	for path := range t.safe {
		if t.lost(path) {
			delete(t.safe, path)
		}
	}
	t.live = clone(t.safe)
	for _, n := range t.live {
		n.bytes = slices.Clone(n.durable)
	}
}

// lost reports whether a folder above the path did not survive.
func (t *Twin) lost(path string) bool {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if t.safe[dir] == nil {
			return true
		}
		if dir == filepath.Dir(dir) {
			return false
		}
	}
}

func clone(m map[string]*node) map[string]*node {
	c := make(map[string]*node, len(m))
	for k, v := range m {
		c[k] = v
	}
	return c
}

// Files are the paths of all files, ascending.
func (t *Twin) Files() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []string
	for path, n := range t.live {
		if !n.folder {
			all = append(all, path)
		}
	}
	slices.Sort(all)
	return all
}

func (t *Twin) find(verb, name string) (string, *node, error) {
	name = filepath.Clean(name)
	n := t.live[name]
	if n == nil {
		return name, nil, &fs.PathError{Op: verb, Path: name, Err: fs.ErrNotExist}
	}
	return name, n, nil
}

// add enters a new node; its folder must be there and the name free.
func (t *Twin) add(verb, name string, n *node) error {
	name = filepath.Clean(name)
	if t.live[name] != nil {
		return &fs.PathError{Op: verb, Path: name, Err: fs.ErrExist}
	}
	if up := t.live[filepath.Dir(name)]; up == nil || !up.folder {
		return &fs.PathError{Op: verb, Path: name, Err: fs.ErrNotExist}
	}
	t.clock++
	n.changed = t.clock
	t.live[name] = n
	return nil
}

// Open opens a file for reading.
func (t *Twin) Open(name string) (disk.File, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	name, n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.folder {
		return nil, &fs.PathError{Op: "open", Path: name, Err: disk.ErrNotRegular}
	}
	return &twinFile{t: t, n: n, name: name}, nil
}

// Create makes a file.
func (t *Twin) Create(name string, perm fs.FileMode) (disk.File, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := &node{perm: perm}
	if err := t.add("create", name, n); err != nil {
		return nil, err
	}
	return &twinFile{t: t, n: n, name: filepath.Clean(name), writes: true}, nil
}

// Mkdir makes a folder.
func (t *Twin) Mkdir(name string, perm fs.FileMode) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.add("mkdir", name, &node{folder: true, perm: perm})
}

// ReadDir lists a folder.
func (t *Twin) ReadDir(name string) ([]fs.DirEntry, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	dir, n, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !n.folder {
		return nil, &fs.PathError{Op: "readdir", Path: dir, Err: fs.ErrInvalid}
	}
	var all []fs.DirEntry
	for path, n := range t.live {
		if filepath.Dir(path) == dir && path != dir {
			all = append(all, fs.FileInfoToDirEntry(n.about(path)))
		}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// Lstat describes a name.
func (t *Twin) Lstat(name string) (fs.FileInfo, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	name, n, err := t.find("lstat", name)
	if err != nil {
		return nil, err
	}
	return n.about(name), nil
}

// Rename moves a file; folders are not moved.
func (t *Twin) Rename(from, to string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	from, n, err := t.find("rename", from)
	if err != nil {
		return err
	}
	to = filepath.Clean(to)
	up, there := t.live[filepath.Dir(to)], t.live[to]
	if up == nil || n.folder || there != nil && there.folder {
		return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrInvalid}
	}
	delete(t.live, from)
	t.live[to] = n
	return nil
}

// Remove deletes a file or an empty folder.
func (t *Twin) Remove(name string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	name, _, err := t.find("remove", name)
	if err != nil {
		return err
	}
	for path := range t.live {
		if filepath.Dir(path) == name && path != name {
			return &fs.PathError{Op: "remove", Path: name, Err: fs.ErrInvalid}
		}
	}
	delete(t.live, name)
	return nil
}

// Chmod changes permissions.
func (t *Twin) Chmod(name string, perm fs.FileMode) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, n, err := t.find("chmod", name)
	if err == nil {
		n.perm = perm
	}
	return err
}

// SyncDir makes the names in a folder durable, not those below.
func (t *Twin) SyncDir(name string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	dir, _, err := t.find("syncdir", name)
	if err != nil {
		return err
	}
	for path := range t.safe {
		if filepath.Dir(path) == dir && t.live[path] == nil {
			delete(t.safe, path)
		}
	}
	for path, n := range t.live {
		if filepath.Dir(path) == dir {
			t.safe[path] = n
		}
	}
	return nil
}

// twinFile is an open file of a Twin.
type twinFile struct {
	t      *Twin
	n      *node
	name   string
	at     int64
	writes bool
}

func (f *twinFile) Read(p []byte) (int, error) {
	n, err := f.ReadAt(p, f.at)
	f.at += int64(n)
	if n > 0 {
		err = nil
	}
	return n, err
}

func (f *twinFile) ReadAt(p []byte, off int64) (int, error) {
	f.t.mu.Lock()
	defer f.t.mu.Unlock()
	if off >= int64(len(f.n.bytes)) {
		return 0, io.EOF
	}
	n := copy(p, f.n.bytes[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (f *twinFile) Write(p []byte) (int, error) {
	f.t.mu.Lock()
	defer f.t.mu.Unlock()
	if !f.writes {
		return 0, &fs.PathError{Op: "write", Path: f.name, Err: fs.ErrPermission}
	}
	f.t.clock++
	f.n.changed = f.t.clock
	f.n.bytes = append(f.n.bytes, p...)
	return len(p), nil
}

func (f *twinFile) Sync() error {
	f.t.mu.Lock()
	defer f.t.mu.Unlock()
	f.n.durable = slices.Clone(f.n.bytes)
	return nil
}

func (f *twinFile) Stat() (fs.FileInfo, error) {
	f.t.mu.Lock()
	defer f.t.mu.Unlock()
	return f.n.about(f.name), nil
}

func (f *twinFile) Close() error { return nil }

// about is what Lstat tells of a node, as of now.
func (n *node) about(path string) fs.FileInfo {
	return about{filepath.Base(path), int64(len(n.bytes)), n.perm, n.folder, time.Unix(n.changed, 0)}
}

type about struct {
	name   string
	size   int64
	perm   fs.FileMode
	folder bool
	time   time.Time
}

func (a about) Name() string       { return a.name }
func (a about) Size() int64        { return a.size }
func (a about) ModTime() time.Time { return a.time }
func (a about) IsDir() bool        { return a.folder }
func (a about) Sys() any           { return nil }
func (a about) Mode() fs.FileMode {
	if a.folder {
		return a.perm | fs.ModeDir
	}
	return a.perm
}

// Package disktest holds the disks of tests: one that fails where it is told to,
// and one that forgets at a crash what was not made durable. It refuses to be
// used by the program.
package disktest

import (
	"bangfu/internal/disk"
	"errors"
	"fmt"
	"io/fs"
	"sync"
)

// ErrFault is what a Faulty disk answers where it was told to fail.
var ErrFault = errors.New("fault on purpose")

// Op is one operation a Faulty disk was asked for.
type Op struct {
	Verb string // open create readdir lstat rename remove mkdir chmod syncdir read readat write stat sync close
	Path string
}

// Faulty is a disk that counts its operations and fails one of them, for
// tests that try n = 0, 1, 2 … until none fails. It is safe for concurrent use.
type Faulty struct {
	FS    disk.FS
	At    int           // the operation that fails, from 0; negative: the first that When picks
	Torn  bool          // a failed write leaves half its bytes, any other failed change takes effect all the same
	Dead  bool          // every operation after the failed one fails too, without effect: the process is gone
	Fault error         // what the failed operation answers; nil means ErrFault
	When  func(Op) bool // asked for every operation in turn while At is negative

	mu  sync.Mutex
	ops []Op
}

// Ops are the operations asked for so far, the failed ones among them.
func (f *Faulty) Ops() []Op {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Op(nil), f.ops...)
}

// Failed reports whether the fault has been reached.
func (f *Faulty) Failed() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.At >= 0 && len(f.ops) > f.At
}

// step counts an operation. err is nil when it is to be carried out as usual;
// otherwise torn says whether it takes effect nevertheless.
func (f *Faulty) step(verb, path string) (torn bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := len(f.ops)
	f.ops = append(f.ops, Op{verb, path})
	if f.At < 0 && f.When != nil && f.When(f.ops[n]) {
		f.At = n
	}
	if f.At < 0 || n < f.At || n > f.At && !f.Dead {
		return false, nil
	}
	cause := f.Fault
	if cause == nil {
		cause = ErrFault
	}
	return f.Torn && n == f.At, fmt.Errorf("%s %s: %w", verb, path, cause)
}

// try carries out an operation that changes the disk, or fails it.
func (f *Faulty) try(verb, path string, do func() error) error {
	torn, err := f.step(verb, path)
	if err == nil {
		return do()
	}
	if torn {
		do()
	}
	return err
}

// Open fails or opens.
func (f *Faulty) Open(name string) (disk.File, error) {
	if _, err := f.step("open", name); err != nil {
		return nil, err
	}
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return &faultyFile{file, f, name}, nil
}

// Create fails or makes a file; torn, it makes the file and fails.
func (f *Faulty) Create(name string, perm fs.FileMode) (disk.File, error) {
	torn, err := f.step("create", name)
	if err != nil && !torn {
		return nil, err
	}
	file, made := f.FS.Create(name, perm)
	if made != nil {
		return nil, made
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return &faultyFile{file, f, name}, nil
}

// ReadDir fails or lists.
func (f *Faulty) ReadDir(name string) ([]fs.DirEntry, error) {
	if _, err := f.step("readdir", name); err != nil {
		return nil, err
	}
	return f.FS.ReadDir(name)
}

// Lstat fails or describes.
func (f *Faulty) Lstat(name string) (fs.FileInfo, error) {
	if _, err := f.step("lstat", name); err != nil {
		return nil, err
	}
	return f.FS.Lstat(name)
}

// Rename fails or renames.
func (f *Faulty) Rename(from, to string) error {
	return f.try("rename", to, func() error { return f.FS.Rename(from, to) })
}

// Remove fails or removes.
func (f *Faulty) Remove(name string) error {
	return f.try("remove", name, func() error { return f.FS.Remove(name) })
}

// Mkdir fails or makes a folder.
func (f *Faulty) Mkdir(name string, perm fs.FileMode) error {
	return f.try("mkdir", name, func() error { return f.FS.Mkdir(name, perm) })
}

// Chmod fails or changes permissions.
func (f *Faulty) Chmod(name string, perm fs.FileMode) error {
	return f.try("chmod", name, func() error { return f.FS.Chmod(name, perm) })
}

// SyncDir fails or makes names durable.
func (f *Faulty) SyncDir(name string) error {
	return f.try("syncdir", name, func() error { return f.FS.SyncDir(name) })
}

type faultyFile struct {
	file disk.File
	disk *Faulty
	name string
}

func (f *faultyFile) Read(p []byte) (int, error) {
	if _, err := f.disk.step("read", f.name); err != nil {
		return 0, err
	}
	return f.file.Read(p)
}

func (f *faultyFile) ReadAt(p []byte, off int64) (int, error) {
	if _, err := f.disk.step("readat", f.name); err != nil {
		return 0, err
	}
	return f.file.ReadAt(p, off)
}

func (f *faultyFile) Write(p []byte) (int, error) {
	torn, err := f.disk.step("write", f.name)
	switch {
	case err == nil:
		return f.file.Write(p)
	case torn:
		n, _ := f.file.Write(p[:len(p)/2])
		return n, err
	}
	return 0, err
}

func (f *faultyFile) Stat() (fs.FileInfo, error) {
	if _, err := f.disk.step("stat", f.name); err != nil {
		return nil, err
	}
	return f.file.Stat()
}

func (f *faultyFile) Sync() error {
	return f.disk.try("sync", f.name, f.file.Sync)
}

// Close always closes: a process that is gone holds no file open.
func (f *faultyFile) Close() error {
	_, err := f.disk.step("close", f.name)
	return errors.Join(err, f.file.Close())
}

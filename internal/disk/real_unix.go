//go:build unix

package disk

import (
	"errors"
	"io/fs"
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// openPlain opens without following a link and without waiting at a pipe.
func openPlain(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ELOOP) || errors.Is(err, syscall.ENXIO) {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
	}
	return f, err
}

// busy reports whether another program is in the way.
func busy(err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.ETXTBSY) ||
		errors.Is(err, syscall.EAGAIN)
}

// Full reports whether a fault means that there is no room left.
func Full(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// Denied reports whether a fault means that the account may not write there.
func Denied(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// Exhausted reports whether a fault means that too many files are open.
func Exhausted(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// TooLong reports whether a fault means that a path is longer than the system takes.
func TooLong(err error) bool { return errors.Is(err, syscall.ENAMETOOLONG) }

// ReadOnly reports whether a fault means that the disk takes no writing at all.
func ReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

// ownerOf is the account a file belongs to.
func ownerOf(info fs.FileInfo) (Account, bool) {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return Account{}, false
	}
	id := strconv.FormatUint(uint64(stat.Uid), 10)
	if u, err := user.LookupId(id); err == nil {
		return Account{u.Username, u.Uid}, true
	}
	return Account{"uid " + id, id}, true
}

// syncDir makes the names of a folder durable. Some network file systems
// cannot sync a folder and say EINVAL or ENOTSUP: there is nothing to wait for.
func syncDir(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}

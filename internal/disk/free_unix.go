//go:build unix

package disk

import "golang.org/x/sys/unix"

// Free is how many bytes an ordinary account may still write where a path lies;
// ok is false when that cannot be told.
func Free(path string) (bytes int64, ok bool) {
	var at unix.Statfs_t
	if unix.Statfs(unlinked(path), &at) != nil {
		return 0, false
	}
	return int64(uint64(at.Bavail) * uint64(at.Bsize)), true
}

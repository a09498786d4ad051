package disk

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// magics are network file systems by the number the kernel gives them.
var magics = map[int64]string{
	0x6969: "nfs", 0xff534d42: "cifs", 0xfe534d42: "smb2", 0x517b: "smb",
	0x5346414f: "afs", 0x6b414653: "afs", 0x00c36400: "ceph", 0x0bd00bd0: "lustre", 0x564c: "ncp",
	0x73757245: "coda", 0x786f4256: "vboxsf",
}

// NetworkFS reports whether a path lies on a network file system, and which.
// A path that does not exist yet is judged by the folder it will stand in;
// what cannot be told counts as local.
func NetworkFS(path string) (kind string, yes bool) {
	path = nearestFolder(path)
	var at unix.Statfs_t
	if unix.Statfs(path, &at) == nil {
		if kind, yes = magics[int64(uint32(at.Type))]; yes {
			return kind, yes
		}
	}
	mounts, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return "", false
	}
	defer mounts.Close()
	kind = mountKind(mounts, path)
	return kind, remote[kind]
}

// nearestFolder is the nearest folder above path that exists, without links.
func nearestFolder(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	for {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return real
		}
		parent := filepath.Dir(path)
		if parent == path {
			return path
		}
		path = parent
	}
}

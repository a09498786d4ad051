package disk

import (
	"bufio"
	"io"
	"strings"
)

// remote are file system types that lie on another machine, as the kernel
// names them in the list of mounts.
var remote = map[string]bool{
	"nfs": true, "nfs4": true, "cifs": true, "smb3": true, "smbfs": true, "afs": true,
	"ceph": true, "glusterfs": true, "lustre": true, "ncpfs": true, "coda": true, "beegfs": true,
	"fuse.sshfs": true, "fuse.glusterfs": true, "fuse.rclone": true, "fuse.s3fs": true,
	"fuse.davfs": true, "fuse.davfs2": true, "davfs": true, "fuse.cephfs": true, "fuse.gvfsd-fuse": true,
	"fuse.smbnetfs": true, "fuse.curlftpfs": true, "vboxsf": true,
	"fuse.vmhgfs-fuse": true, "prl_fs": true,
}

// mountKind finds in a list of mounts (the form of /proc/self/mountinfo) the
// type of the file system that holds an absolute path.
func mountKind(mounts io.Reader, path string) string {
	kind, best := "", -1
	lines := bufio.NewScanner(mounts)
	for lines.Scan() {
		before, after, ok := strings.Cut(lines.Text(), " - ")
		fields, tail := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(tail) == 0 {
			continue
		}
		point := unescape.Replace(fields[4])
		if under(path, point) && len(point) >= best {
			kind, best = tail[0], len(point)
		}
	}
	return kind
}

// unescape undoes the kernel's octal spelling of the characters that would
// break a line of the list.
var unescape = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)

func under(path, dir string) bool {
	return path == dir || dir == "/" || strings.HasPrefix(path, dir+"/")
}

package disk

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// NetworkFS reports whether a path lies on a network drive or a share, and
// which. What cannot be told counts as local.
func NetworkFS(path string) (kind string, yes bool) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", false
	}
	volume := filepath.VolumeName(abs)
	if strings.HasPrefix(volume, `\\`) && !strings.HasPrefix(volume, `\\?\`) && !strings.HasPrefix(volume, `\\.\`) {
		return "smb", true
	}
	if strings.HasPrefix(strings.ToUpper(volume), `\\?\UNC\`) {
		return "smb", true
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return "", false
	}
	if windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return "network drive", true
	}
	return "", false
}

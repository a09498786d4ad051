package disk

import "golang.org/x/sys/windows"

// Free is how many bytes an ordinary account may still write where a path lies;
// ok is false when that cannot be told.
func Free(path string) (bytes int64, ok bool) {
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return 0, false
	}
	var free uint64
	if windows.GetDiskFreeSpaceEx(p, &free, nil, nil) != nil {
		return 0, false
	}
	return int64(free), true
}

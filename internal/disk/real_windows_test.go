package disk_test

import "golang.org/x/sys/windows"

// heldOpen is how this system says that a file is held open.
var heldOpen = windows.ERROR_SHARING_VIOLATION

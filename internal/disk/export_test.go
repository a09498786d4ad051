package disk

// What the tests beside the twins look on.
var (
	Holder    = holder
	Retry     = retry
	MountKind = mountKind
	Remote    = remote
)

// The two ends of a temporary file's name.
const (
	TempPrefix = tempPrefix
	TempSuffix = tempSuffix
)

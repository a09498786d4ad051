package fault

import (
	"errors"
	"io/fs"
	"os"
)

// WithoutNames is an error for the log: of a fault at a file only what was done and
// why it failed, for a county may have named the file after a customer.
func WithoutNames(err error) string {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &path):
		return path.Op + ": " + path.Err.Error()
	case errors.As(err, &link):
		return link.Op + ": " + link.Err.Error()
	}
	return err.Error()
}

package ledger

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"

	"bangfu/internal/disk"
)

// Packed reports whether a file name is that of a compressed copy.
func Packed(path string) bool { return strings.HasSuffix(path, ".zst") }

// Pack puts a compressed copy of the file from at to, and proves by reading it
// back that it is the same; one that is not is removed. from stays.
func Pack(d disk.FS, from, to string) error {
	want, err := sumOf(d, from)
	if err == nil {
		err = disk.ReplaceFrom(d, to, 0o600, func(w io.Writer) error { return pack(d, w, from) })
	}
	var got [32]byte
	if err == nil {
		got, err = sumOf(d, to)
	}
	if err == nil && got != want {
		err = errors.Join(errors.New("the compressed copy does not read back as it was"), d.Remove(to))
	}
	if err != nil {
		return fmt.Errorf("ledger: pack %s: %w", from, err)
	}
	return nil
}

func pack(d disk.FS, w io.Writer, from string) error {
	f, err := d.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := zstd.NewWriter(w)
	if err != nil {
		return err
	}
	_, err = io.Copy(z, f)
	return errors.Join(err, z.Close())
}

// sumOf is the SHA-256 of what a copy holds, compressed or not.
func sumOf(d disk.FS, path string) (sum [32]byte, err error) {
	h := sha256.New()
	if err := Unpack(d, path, h); err != nil {
		return sum, err
	}
	return [32]byte(h.Sum(nil)), nil
}

// Unpack writes what a copy of the ledger holds, compressed or not.
func Unpack(d disk.FS, path string, w io.Writer) error {
	f, err := d.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if !Packed(path) {
		_, err = io.Copy(w, f)
		return err
	}
	z, err := zstd.NewReader(f)
	if err != nil {
		return err
	}
	defer z.Close()
	_, err = io.Copy(w, z)
	return err
}

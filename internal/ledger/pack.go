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
	if err := put(d, from, to, func() error { return nil }); err != nil {
		return fmt.Errorf("ledger: pack %s: %w", from, err)
	}
	return nil
}

// put is Pack where the name says that the copy is compressed; else it copies. The
// copy takes its place only when a proof about from has come to no error.
func put(d disk.FS, from, to string, proof func() error) error {
	want := sha256.New()
	err := disk.ReplaceFrom(d, to, 0o600, func(w io.Writer) error {
		return errors.Join(compressed(w, Packed(to), func(w io.Writer) error { return Unpack(d, from, io.MultiWriter(w, want)) }), proof())
	})
	if err != nil {
		return err
	}
	got, err := sumOf(d, to, Packed(to))
	if err != nil || got != hash(want.Sum(nil)) {
		return errors.Join(errors.New("the copy does not read back as it was"), err, d.Remove(to))
	}
	return nil
}

// compressed writes to w, compressed when that is wanted.
func compressed(w io.Writer, wanted bool, write func(io.Writer) error) error {
	if !wanted {
		return write(w)
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return err
	}
	return errors.Join(write(z), z.Close())
}

// sumOf is the SHA-256 of a file, or of what is packed in it.
func sumOf(d disk.FS, path string, packed bool) (sum hash, err error) {
	h := sha256.New()
	err = unpack(d, path, h, packed)
	return hash(h.Sum(nil)), err
}

// Unpack writes what a copy of the ledger holds, compressed or not.
func Unpack(d disk.FS, path string, w io.Writer) error { return unpack(d, path, w, Packed(path)) }

// unpack writes a file, or what is packed in it.
func unpack(d disk.FS, path string, w io.Writer, packed bool) error {
	f, err := d.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(expand(f, w, packed), f.Close())
}

func expand(f io.Reader, w io.Writer, packed bool) error {
	if !packed {
		_, err := io.Copy(w, f)
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

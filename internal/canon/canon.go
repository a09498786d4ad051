package canon

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"time"
	"unsafe"
)

// Encode is the bytes of what v points to.
func Encode(v any) ([]byte, error) {
	to := reflect.ValueOf(v)
	parts, err := partsOf(to.Type().Elem())
	if err != nil {
		return nil, err
	}
	var all []byte
	for _, c := range parts {
		w := &writer{b: all, texts: map[string]uint64{}, seen: map[shared]uint64{}}
		c.write(w, to.UnsafePointer())
		length := binary.AppendUvarint(nil, uint64(len(w.b)-len(all)))
		all = slices.Insert(w.b, len(all), length...) // a part may be most of all: it is not held twice
	}
	return all, nil
}

// Decode reads what Encode wrote into what v points to, which is empty. Times of
// the same offset as the zone's are put into the zone. The texts of v are parts of b,
// which nobody may change any more.
func Decode(b []byte, v any, zone *time.Location) error {
	to := reflect.ValueOf(v)
	parts, err := partsOf(to.Type().Elem())
	if err != nil {
		return err
	}
	list, err := split(unsafe.String(unsafe.SliceData(b), len(b)))
	if err == nil && len(list) != len(parts) {
		err = damage(fmt.Sprintf("%d parts, not %d", len(list), len(parts)))
	}
	if err != nil {
		return err
	}
	errs := make([]error, len(list))
	var all sync.WaitGroup
	for i, c := range parts {
		all.Go(func() { errs[i] = decode(list[i], to.UnsafePointer(), c, zone) })
	}
	all.Wait()
	return errors.Join(errs...)
}

// split is the parts that Encode has written one after the other.
func split(s string) (list []string, err error) {
	defer fromDamage(&err)
	for r := (&reader{s: s}); len(r.s) > 0; {
		list = append(list, r.bytes(r.length()))
	}
	return list, nil
}

// decode reads one part.
func decode(s string, p unsafe.Pointer, c codec, zone *time.Location) (err error) {
	defer fromDamage(&err)
	r := &reader{s: s, zone: zone}
	c.read(r, p)
	if len(r.s) > 0 {
		r.fail("bytes are left over")
	}
	return nil
}

// fromDamage makes an error of what a reader has failed with.
func fromDamage(err *error) {
	x := recover()
	if x == nil {
		return
	}
	bad, ours := x.(damage)
	if !ours {
		panic(x)
	}
	*err = bad
}

// Shape is a digest of the type of what v points to: names, kinds and fields.
// What was encoded from another shape cannot be read.
func Shape(v any) (string, error) {
	c, err := codecOf(reflect.TypeOf(v).Elem())
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(c.shape))
	return hex.EncodeToString(sum[:]), nil
}

// damage says why bytes are not what Encode wrote.
type damage string

func (d damage) Error() string { return "canon: " + string(d) }

// writer holds what has been written so far.
type writer struct {
	b     []byte
	words map[string]uint64 // that are not written but by number; none but in a Packing
	texts map[string]uint64
	seen  map[shared]uint64
}

// shared is what a pointer points to.
type shared struct {
	at uintptr
	of reflect.Type
}

func (w *writer) uint(n uint64) { w.b = binary.AppendUvarint(w.b, n) }
func (w *writer) int(n int64)   { w.b = binary.AppendVarint(w.b, n) }

// text writes a text, or its number as a word, or where it stood first.
func (w *writer) text(s string) {
	if n, known := w.words[s]; known {
		w.uint(n + 1)
		return
	}
	if n, known := w.texts[s]; known {
		w.uint(uint64(len(w.words)) + n + 1)
		return
	}
	w.texts[s] = uint64(len(w.texts))
	w.uint(0)
	w.uint(uint64(len(s)))
	w.b = append(w.b, s...)
}

// reader holds what is left to read.
type reader struct {
	s     string
	words []string
	texts []string
	seen  []reflect.Value
	zone  *time.Location
}

// fail ends the reading; Decode turns it into its error.
func (r *reader) fail(format string, args ...any) { panic(damage(fmt.Sprintf(format, args...))) }

func (r *reader) uint() uint64 {
	if len(r.s) > 0 && r.s[0] < 0x80 { // as nearly all are
		n := uint64(r.s[0])
		r.s = r.s[1:]
		return n
	}
	var n uint64
	for shift := 0; shift < 64 && len(r.s) > 0; shift += 7 {
		c := r.s[0]
		r.s = r.s[1:]
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	r.fail("a number is cut short")
	return 0
}

func (r *reader) int() int64 {
	n := r.uint()
	return int64(n>>1) ^ -int64(n&1)
}

// length reads how many things follow, each of at least one byte; less is the
// number that stands for none.
func (r *reader) length() int {
	n := r.uint()
	if n > uint64(len(r.s))+1 {
		r.fail("%d things cannot stand in %d bytes", n, len(r.s))
	}
	return int(n)
}

func (r *reader) text() string {
	if n := r.uint(); n > 0 {
		words := uint64(len(r.words))
		switch {
		case n <= words:
			return r.words[n-1]
		case n-words > uint64(len(r.texts)):
			r.fail("text %d is not there", n-words)
		}
		return r.texts[n-words-1]
	}
	s := r.bytes(r.length())
	r.texts = append(r.texts, s)
	return s
}

func (r *reader) bytes(n int) string {
	if n > len(r.s) {
		r.fail("a text is cut short")
	}
	s := r.s[:n]
	r.s = r.s[n:]
	return s
}

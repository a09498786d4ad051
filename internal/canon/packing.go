package canon

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unsafe"
)

// Packing packs values of one type into a text each, and takes them out again; the texts
// of a value taken out are parts of the packed one. Words, which many values say, are
// held by their numbers. A packing of a type that has the first fields of another, and has
// the same words, takes these out of what the other has packed.
type Packing[T any] struct {
	of      codec
	words   []string
	numbers map[string]uint64
	writers sync.Pool
	readers sync.Pool
}

// NewPacking is a packing of values without times; it panics for a type that has no
// plain value, since a program has no other types tomorrow than today.
func NewPacking[T any](words []string) *Packing[T] {
	c, err := codecOf(reflect.TypeFor[T]())
	if err != nil {
		panic(fmt.Sprintf("canon: no packing: %v", err))
	}
	p := &Packing[T]{of: c, words: words, numbers: make(map[string]uint64, len(words))}
	for i, word := range words {
		p.numbers[word] = uint64(i)
	}
	p.writers.New = func() any { return &writer{words: p.numbers, texts: map[string]uint64{}, seen: map[shared]uint64{}} }
	p.readers.New = func() any { return &reader{words: p.words} }
	return p
}

// Shape is a digest of the type and the words: what another shape has packed cannot be
// taken out.
func (p *Packing[T]) Shape() string {
	sum := sha256.Sum256([]byte(p.of.shape + "\x00" + strings.Join(p.words, "\x00")))
	return hex.EncodeToString(sum[:])
}

// Pack is a value as a text.
func (p *Packing[T]) Pack(v *T) string {
	w := p.writers.Get().(*writer)
	defer p.writers.Put(w)
	w.b = w.b[:0]
	clear(w.texts)
	clear(w.seen)
	p.of.write(w, unsafe.Pointer(v))
	return string(w.b)
}

// Unpack takes a value out of a text into v, which is empty.
func (p *Packing[T]) Unpack(s string, v *T) {
	r := p.readers.Get().(*reader)
	defer p.readers.Put(r)
	defer r.forget() // also when the text is damaged: the next one has its own texts
	r.s = s
	p.of.read(r, unsafe.Pointer(v))
}

// forget lets go of what was read.
func (r *reader) forget() {
	clear(r.texts)
	clear(r.seen)
	r.s, r.texts, r.seen = "", r.texts[:0], r.seen[:0]
}

package assist

import (
	"sync/atomic"
	"unsafe"
)

// Of how many packed values one remembers what was opened: of as many as a large city has
// customers, for a run looks at each of them many times. Each has a few places where it
// may lie.
const (
	latelySets   = 1 << latelyBits
	latelyBits   = 11
	latelyPlaces = 4
)

// lately remembers what packed texts say that were opened lately, so that they need not be
// taken apart again. What it gives is shared: nobody changes it.
type lately[T any] struct {
	sets [latelySets][latelyPlaces]atomic.Pointer[opened[T]]
}

// opened is a packed text, which lives as long as this, and what it says.
type opened[T any] struct {
	packed string
	says   *T
}

// is reports whether it is what the very same text says.
func (o *opened[T]) is(packed string) bool {
	return unsafe.StringData(o.packed) == unsafe.StringData(packed) && len(o.packed) == len(packed)
}

// of is what a packed text says; open takes it apart.
func (l *lately[T]) of(packed string, open func(string) *T) *T {
	set, place := placeOf(packed)
	for i := range l.sets[set] {
		o := l.sets[set][i].Load()
		if o == nil {
			place = i
			break
		}
		if o.is(packed) {
			return o.says
		}
	}
	says := open(packed)
	l.sets[set][place].Store(&opened[T]{packed, says})
	return says
}

// placeOf is where a text lies where all places of its set are taken: by its address, of
// which the last digits say little.
func placeOf(packed string) (set, place int) {
	const golden = 0x9e3779b97f4a7c15
	mixed := uint64(uintptr(unsafe.Pointer(unsafe.StringData(packed)))) * golden
	return int(mixed >> (64 - latelyBits)), int(mixed>>32) % latelyPlaces
}

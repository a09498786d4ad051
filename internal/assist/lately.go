package assist

import (
	"sync/atomic"
	"unsafe"
)

// latelyOpened is of how many packed values one remembers what was opened: as many as a
// large city has customers, for a run looks at each of them many times.
const latelyOpened = 1 << 13

// lately remembers what packed texts say that were opened lately, so that they need not be
// taken apart again. Where two texts have the same slot the later one is remembered. What
// it gives is shared: nobody changes it.
type lately[T any] struct {
	slots [latelyOpened]atomic.Pointer[opened[T]]
}

// opened is a packed text, which lives as long as this, and what it says.
type opened[T any] struct {
	packed string
	says   *T
}

// of is what a packed text says; open takes it apart.
func (l *lately[T]) of(packed string, open func(string) *T) *T {
	at := unsafe.StringData(packed)
	slot := &l.slots[slotOf(uintptr(unsafe.Pointer(at)))]
	if o := slot.Load(); o != nil && unsafe.StringData(o.packed) == at && len(o.packed) == len(packed) {
		return o.says
	}
	says := open(packed)
	slot.Store(&opened[T]{packed, says})
	return says
}

// slotOf spreads addresses, of which many have the same last digits, over the slots.
func slotOf(address uintptr) uint64 {
	const golden, bits = 0x9e3779b97f4a7c15, 64 - 13
	return uint64(address) * golden >> bits
}

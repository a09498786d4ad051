package proof

import (
	"runtime"
	"runtime/debug"
	"time"
)

// WatchHeap measures the largest memory in use until it is stopped.
func WatchHeap() func() uint64 {
	debug.FreeOSMemory() // what others have used before is not counted
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		var m runtime.MemStats
		for {
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&m)
				most = max(most, m.Sys-m.HeapReleased)
			}
		}
	}()
	return func() uint64 { close(done); return <-peak }
}

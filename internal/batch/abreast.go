package batch

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"sync"
)

// maxAbreast is how many things are done at once at most: each may hold a whole
// workbook in memory.
const maxAbreast = 4

// abreast does n things that know nothing of each other, several at a time. It
// tells of each in turn before it begins, begins no more once one has failed or
// the run is called off, and returns when all it began have ended. What one of
// them panics with is panicked with again, here.
func abreast(ctx context.Context, n int, tell func(i int), do func(i int) error) error {
	errs, panics := make([]error, n), make([]any, n)
	slots := make(chan struct{}, min(maxAbreast, runtime.GOMAXPROCS(0)))
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	func() {
		var all sync.WaitGroup
		defer all.Wait()
		for i := range n {
			if slots <- struct{}{}; ctx.Err() != nil {
				return
			}
			tell(i)
			all.Go(func() {
				defer func() {
					if panics[i] = recover(); panics[i] != nil || errs[i] != nil {
						stop()
					}
					<-slots
				}()
				errs[i] = do(i)
			})
		}
	}()
	for _, p := range panics {
		if p != nil {
			panic(p)
		}
	}
	return cmp.Or(errors.Join(errs...), ctx.Err())
}

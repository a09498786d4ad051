package batch

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
)

func TestAbreast(t *testing.T) {
	t.Parallel()
	ok := func(int) error { return nil }
	silent := func(int) {}
	called, calledOff := context.WithCancel(context.Background())
	calledOff()
	for _, c := range []struct {
		name string
		ctx  context.Context
		do   func(i int) error
		done int // of 100, at least
		want string
	}{
		{"all done", context.Background(), ok, 100, "<nil> <nil>"},
		{"the first fails", context.Background(), func(i int) error {
			if i == 0 {
				return errors.New("disk full")
			}
			return nil
		}, 1, "disk full <nil>"},
		{"one panics", context.Background(), func(i int) error {
			if i == 1 {
				panic("a fault")
			}
			return nil
		}, 1, "<nil> a fault"},
		{"called off before", called, ok, 0, "context canceled <nil>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var begun, busy, most, ended atomic.Int32
			panicked, err := caught(func() error {
				return abreast(c.ctx, 100, silent, func(i int) error {
					begun.Add(1)
					defer ended.Add(1)
					if n := busy.Add(1); n > most.Load() {
						most.Store(n)
					}
					defer busy.Add(-1)
					runtime.Gosched()
					return c.do(i)
				})
			})
			if got := fmt.Sprint(err, " ", panicked); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			if begun.Load() != ended.Load() || int(ended.Load()) < c.done || c.done == 100 && ended.Load() != 100 || most.Load() > maxAbreast {
				t.Errorf("begun %d, ended %d, %d at once", begun.Load(), ended.Load(), most.Load())
			}
		})
	}
}

// caught is what a function answers, and what it panics with.
func caught(do func() error) (panicked any, err error) {
	defer func() { panicked = recover() }()
	return nil, do()
}

// TestAbreastTellsInTurn wants each thing told of before it begins, in order,
// and a panic while telling to be the caller's after all have ended.
func TestAbreastTellsInTurn(t *testing.T) {
	t.Parallel()
	var told, ended atomic.Int32
	panicked, _ := caught(func() error {
		return abreast(context.Background(), 50, func(i int) {
			if int(told.Add(1)) != i+1 {
				t.Errorf("told of %d out of turn", i)
			}
			if i == 30 {
				panic("the screen is gone")
			}
		}, func(i int) error {
			if int(told.Load()) <= i {
				t.Errorf("%d began before it was told of", i)
			}
			ended.Add(1)
			return nil
		})
	})
	if panicked == nil || ended.Load() != 30 {
		t.Errorf("panic %v, %d ended", panicked, ended.Load())
	}
}

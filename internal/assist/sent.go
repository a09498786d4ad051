package assist

import (
	"iter"
	"sort"
	"sync"
)

// FileOf answers what was taken in under a receipt number.
func (f Facts) FileOf() func(receipt string) (Taken, bool) {
	at := f.looked().file()
	return func(receipt string) (Taken, bool) {
		i, known := at[receipt]
		if !known {
			return Taken{}, false
		}
		return f.Files[i], true
	}
}

// WeekFiles yields the files taken in during the run's ISO week, in order of taking.
func (f Facts) WeekFiles() iter.Seq[Taken] {
	return func(yield func(Taken) bool) {
		for _, i := range f.looked().came() {
			if !yield(f.Files[i]) {
				return
			}
		}
	}
}

// sentSince answers, for a form, the latest 填报日期 of a sheet of it that the unit of
// a receipt has sent in a later run; 0 for none. What came together with a file does not
// stand for it: its sender did not know yet what was wrong.
func (f Facts) sentSince(form Form) func(receipt string) Date {
	look := f.looked()
	at, whole := look.file(), look.whole(form)
	return func(receipt string) Date {
		i, known := at[receipt]
		if !known {
			return 0
		}
		sent, of := whole[f.Files[i].Unit], f.Files[i].At
		next := sort.Search(len(sent), func(n int) bool { return f.Files[sent[n].at].At.After(of) })
		if next == len(sent) {
			return 0
		}
		return sent[next].latest
	}
}

// CameBack answers whether a receipt came back with a later file.
func (f Facts) CameBack() func(receipt string) bool {
	back := f.looked().back()
	return func(receipt string) bool { return back[receipt] }
}

// sentSheet is a file with a sheet of a form that no S refused.
type sentSheet struct {
	at     int  // into Files
	latest Date // the latest 填报日期 of it and of those after it
}

// sentSheets are those of a form by unit, in the order of taking.
func sentSheets(files []Taken, form Form) map[string][]sentSheet {
	sent := map[string][]sentSheet{}
	for i, t := range files {
		if !t.Refused && t.brings(form) {
			sent[t.Unit] = append(sent[t.Unit], sentSheet{i, t.Reported})
		}
	}
	for _, list := range sent {
		for i := len(list) - 2; i >= 0; i-- {
			list[i].latest = max(list[i].latest, list[i+1].latest)
		}
	}
	return sent
}

// filesByReceipt is where in the files each receipt stands.
func filesByReceipt(files []Taken) map[string]int {
	at := make(map[string]int, len(files))
	for i := range files {
		at[files[i].Receipt] = i
	}
	return at
}

// filesOf are the files taken in during an ISO week.
func filesOf(files []Taken, week Week) []int {
	var list []int
	for i := range files {
		if WeekOf(DateOf(files[i].At)) == week {
			list = append(list, i)
		}
	}
	return list
}

// once remembers what was made of a key; it may be asked by several at a time.
func once[K comparable, V any](make func(K) V) func(K) V {
	var one sync.Mutex
	made := map[K]V{}
	return func(key K) V {
		one.Lock()
		defer one.Unlock()
		v, known := made[key]
		if !known {
			v = make(key)
			made[key] = v
		}
		return v
	}
}

package batch

import (
	"context"
	"fmt"
	"iter"
	"runtime/debug"
	"sort"
	"sync"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/notice"
	"bangfu/internal/precheck"
	"bangfu/internal/sheet"
)

type rowSeq = iter.Seq2[sheet.Row, error]

// decoded is one file of the run after reading.
type decoded struct {
	arrived arrived
	sub     *assist.Submission
	months  precheck.Months
	took    time.Duration // to be read
}

// decode reads the new files of the run, several at a time, and puts them into
// the order in which they are judged and entered; the order of reading leaves
// no trace in the result.
func (s *Site) decode(ctx context.Context, r *pass) error {
	var fresh []arrived
	seen := map[[2]string]bool{}
	for _, a := range r.arrived {
		key := [2]string{a.Unit, a.sha}
		if a.known == "" && !seen[key] {
			seen[key] = true
			fresh = append(fresh, a)
		}
	}
	files, err := s.decodeEach(ctx, r, fresh, func(a arrived) (*decoded, error) {
		if f := r.ahead[lying{a.Path, a.sha}]; f != nil {
			f.arrived, f.sub.Seen = a, a.first
			return f, nil
		}
		return s.decodeSafely(ctx, r, a, func() ([]byte, error) { return s.original(r, a.sha) })
	})
	if err != nil {
		return err
	}
	sortFiles(files, r.terms)
	r.files, r.ahead = files, nil
	return nil
}

// decodeEach reads files, several at a time; of one that is not to be read yet
// nothing comes back in its place.
func (s *Site) decodeEach(ctx context.Context, r *pass, list []arrived, one func(arrived) (*decoded, error)) ([]*decoded, error) {
	files := make([]*decoded, len(list))
	tell := func(i int) { s.progress(precheck.Reading, i+1, len(list)) }
	var staging sync.Mutex
	return files, abreast(ctx, len(list), tell, func(i int) (err error) {
		if files[i], err = one(list[i]); err != nil || files[i] == nil {
			return err
		}
		staging.Lock()
		defer staging.Unlock()
		return s.stage(ctx, r, files[i])
	})
}

// decodeSafely is decodeFile; a file over which the program trips is damaged to
// us: it must not keep the others, nor the next run, from being read.
func (s *Site) decodeSafely(ctx context.Context, r *pass, a arrived, open func() ([]byte, error)) (f *decoded, err error) {
	defer func() {
		if v := recover(); v != nil {
			s.Log.Error(notice.LogReaderBroke, "unit", a.Unit, "sha256", a.sha, "stack", string(debug.Stack()))
			f, err = unreadable(a, precheck.Broken()), nil
		}
	}()
	return s.decodeFile(ctx, r, a, open)
}

// unreadable is a file of which nothing but its damage is known.
func unreadable(a arrived, damage *sheet.Damage) *decoded {
	return &decoded{arrived: a, months: precheck.Months{}, sub: &assist.Submission{
		Unit: a.Unit, Name: a.Name, SHA: a.sha, Size: a.Size, Seen: a.first, Kind: assist.KindUnknown, Damage: damage,
	}}
}

// decodeFile reads one file. A file that is itself at fault comes back with its
// damage told; an error is the machine's.
func (s *Site) decodeFile(ctx context.Context, r *pass, a arrived, open func() ([]byte, error)) (*decoded, error) {
	sub := &assist.Submission{Unit: a.Unit, Name: a.Name, SHA: a.sha, Size: a.Size, Seen: a.first, Kind: assist.KindUnknown}
	f := &decoded{arrived: a, sub: sub, months: precheck.Months{}}
	if a.big {
		f = unreadable(a, precheck.Oversize(a.Size, s.Settings.Limits.FileBytes))
		f.sub.Unstored = true
		return f, nil
	}
	if r.portion.slow[a.sha] {
		return unreadable(a, precheck.Overtime(s.Settings.Limits.Filled().Time)), nil
	}
	data, err := open()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	read, err := precheck.Read(ctx, data, sub, s.rules(r))
	if err != nil {
		return nil, fmt.Errorf("batch: read %s %s: %w", a.Unit, a.sha[:12], err)
	}
	f.months, f.took = read.Months, time.Since(began)
	return f, nil
}

// rules are what a pass reads and judges a file by.
func (s *Site) rules(r *pass) precheck.Rules {
	return precheck.Rules{Terms: r.terms, Today: r.today, Limits: s.Settings.Limits, Bounds: s.Settings.Bounds}
}

// kindRank is the order of judging within a unit; the city's own come first anyway.
var kindRank = map[assist.FileKind]int{
	assist.KindSettlement: 0, assist.KindRegister: 0, assist.KindAdjustment: 1, assist.KindReplies: 2, assist.KindPlan: 3,
	assist.KindSales: 4, assist.KindApplication: 5, assist.KindWishes: 6, assist.KindVisits: 7, assist.KindUnknown: 8,
}

// sortFiles puts files into the order of judging: 市局 first, then the units in
// the order of 县区, by kind, 填报日期, content hash.
func sortFiles(files []*decoded, t assist.Terms) {
	rank := t.Rank()
	sort.SliceStable(files, func(i, j int) bool {
		a, b := files[i].sub, files[j].sub
		switch {
		case rank(a.Unit) != rank(b.Unit):
			return rank(a.Unit) < rank(b.Unit)
		case kindRank[a.Kind] != kindRank[b.Kind]:
			return kindRank[a.Kind] < kindRank[b.Kind]
		case a.Reported != b.Reported:
			return a.Reported < b.Reported
		}
		return a.SHA < b.SHA
	})
}

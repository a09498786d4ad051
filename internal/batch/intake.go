package batch

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
	"bangfu/internal/inbox"
	"bangfu/internal/notice"
	"bangfu/internal/report"
	"bangfu/internal/xlsx/read"
)

// arrived is a file of this run whose bytes are safe in the archive.
type arrived struct {
	inbox.Waiting
	sha   string
	first time.Time // the run that first saw it
	known string    // receipt number when these bytes came before and stand
	by    string    // the receipt in force in place of a known file; "" when it is itself
	twice bool      // a known file was dropped once more
	again string    // receipt number when a refused file is judged again
	cut   bool      // perhaps still being copied: it is judged, but stays in the drop folder
	big   bool      // beyond the size limit: neither archived nor read, and stays in the drop folder
}

// intake looks at the drop folders twice, settle apart, reads what stayed the
// same and keeps it in the archive. Everything else waits where it is.
func (s *Site) intake(ctx context.Context, r *pass) error {
	first, _ := s.look(r.terms)
	if s.Settings.Settle > 0 && len(first) > 0 && r.portion.only == "" {
		if err := s.settle(ctx, r, first); err != nil {
			return err
		}
	}
	second, faults := s.look(r.terms)
	for _, f := range faults {
		if slices.Contains(r.unmade, f.Dir) && errors.Is(f.Err, fs.ErrNotExist) {
			continue
		}
		r.blind[orCity(f.Unit)] = true
		r.fault(notice.InboxClosed(orCity(f.Unit)))
		s.Log.Warn(notice.LogInboxClosed, "unit", f.Unit, "cause", fault.WithoutNames(f.Err))
	}
	list := inbox.Settle(first, second)
	list = inbox.Probe(s.Disk, list, s.arrival(r))
	for i, w := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.progress(notice.Collecting, i+1, len(list))
		if w.State == inbox.Ready {
			var err error
			if w, err = s.keep(r, w); err != nil {
				return err
			}
		}
		switch {
		case w.State == inbox.Ready:
		case r.portion.only == "":
			r.waiting = append(r.waiting, w)
		default:
			r.later = append(r.later, arrived{Waiting: w})
		}
	}
	r.tellUnread(unitNames(r.terms))
	return nil
}

// tellUnread is a fault line for each unit with something in its drop folder
// that cannot be read; what another program holds open is told the second time.
func (r *pass) tellUnread(units []string) {
	count := map[string]int{}
	for _, w := range r.waiting {
		before := r.sightings[[2]string{orCity(w.Unit), w.Name}]
		if w.State == inbox.Unreadable && (!w.Busy || before.State == report.StateLocked) {
			count[orCity(w.Unit)]++
		}
	}
	for _, unit := range append([]string{assist.City}, units...) {
		if n := count[unit]; n > 0 {
			r.fault(notice.Unread(unit, n))
		}
	}
}

// keep reads one settled file and puts it into the archive; a file that cannot
// be read now waits for the next run. An archive that takes nothing is an error
// of the whole run: were the file to wait alone, the others would be judged
// without it.
func (s *Site) keep(r *pass, w inbox.Waiting) (inbox.Waiting, error) {
	content, err := inbox.Read(s.Disk, w, s.Settings.Limits.FileBytes)
	if _, aside := r.portion.aside[content.SHA]; aside && err == nil {
		return r.setAside(w, content.SHA), nil
	}
	big := err == nil && content.Size > s.Settings.Limits.FileBytes
	if err == nil && !big && r.h.Original(content.SHA) == content.SHA { // never again what an erasure rewrote
		if _, unkept := s.Archive.Put(content.Bytes); unkept != nil {
			return w, notice.Unkept(unkept)
		}
	}
	if err != nil {
		s.Log.Warn(notice.LogUnreadNow, "unit", w.Unit, "cause", fault.WithoutNames(err))
		return inbox.Refuse(w, err), nil
	}
	if r.portion.later(content.SHA) {
		r.later = append(r.later, arrived{Waiting: w, sha: content.SHA})
		return w, nil
	}
	a := arrived{Waiting: w, sha: content.SHA, big: big, first: r.firstSeen(w.Unit, w.Name, w.Size)}
	a.cut = r.cutOff(content.Bytes, a)
	if t, ok := r.h.FileOf(w.Unit, content.SHA); ok {
		if t.Refused && !r.stillInInbox(w, t.Receipt) && !inbox.IsSetAside(w.Path, content.SHA) {
			a.again = t.Receipt
		} else {
			a.known = t.Receipt
		}
	}
	r.arrived = append(r.arrived, a)
	return w, nil
}

// original is the content of a file of this run.
func (s *Site) original(r *pass, sha string) ([]byte, error) {
	if data, ok := r.content[sha]; ok {
		return data, nil
	}
	return s.Archive.Open(sha)
}

func unitNames(t assist.Terms) []string {
	names := make([]string, len(t.Units))
	for i, u := range t.Units {
		names[i] = u.Name
	}
	return names
}

func orCity(unit string) string {
	if unit == "" {
		return assist.City
	}
	return unit
}

// open opens a workbook from memory.
func (s *Site) open(ctx context.Context, data []byte, name string) (*read.Book, error) {
	return read.Open(ctx, bytes.NewReader(data), int64(len(data)), name, s.Settings.Limits)
}

package history

import (
	"maps"
	"slices"

	"bangfu/internal/assist"
)

// Erasure is what the ledger keeps of an erasure.
type Erasure struct {
	Why       string
	By        string
	Originals map[string]string // old hash → new
}

// erased is an erase entry as the ledger wrote it.
type erased struct {
	Note Erasure `json:"note"`
}

// foldErase remembers who was erased, and which originals were rewritten for it.
func foldErase(h *History, e assist.Entry, b erased, _ nobody) {
	h.everErased[e.Licence] = true
	for old, now := range b.Note.Originals {
		if now != "" {
			h.rewritten[old] = now
			h.writtenAgain(old)
		}
	}
}

// writtenAgain notes that the receipts of an original are written again, in the folder
// that its unit has now.
func (h *History) writtenAgain(sha string) {
	for i := range h.files {
		if h.files[i].SHA == sha {
			h.files[i].Folder = ""
		}
	}
}

// Erased are the licences whose person's fields are blank.
func (h *History) Erased() map[string]bool { return h.erased }

// EverErased are the licences whose person's fields were blanked once, also of
// those who came back since.
func (h *History) EverErased() map[string]bool { return h.everErased }

// Rewritten are the hashes of the originals that an erasure rewrote, sorted.
func (h *History) Rewritten() []string { return slices.Sorted(maps.Keys(h.rewritten)) }

// Original is the hash under which an original lies now: rewritten by an
// erasure, or as it came.
func (h *History) Original(sha string) string {
	for next, ok := h.rewritten[sha]; ok; next, ok = h.rewritten[sha] {
		sha = next
	}
	return sha
}

// EraseDue lists the licences of those who left so many years ago that their
// fields are to be erased; years 0 tells nobody.
func (h *History) EraseDue(today assist.Date, years int) []string {
	if years == 0 {
		return nil
	}
	var list []string
	for licence, f := range h.roster.Filings {
		if !f.On() && f.Exited.AddMonths(12*years) <= today && !h.erased[licence] {
			list = append(list, licence)
		}
	}
	slices.Sort(list)
	return list
}

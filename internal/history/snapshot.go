package history

import (
	"iter"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/canon"
)

// foldVersion is raised whenever the same entries fold into something else; a
// change of the history's fields tells itself.
const foldVersion = 9

// Version names how entries are folded: a snapshot of another version is of no use.
func Version() (string, error) {
	shape, err := canon.Shape(New())
	return strconv.Itoa(foldVersion) + " " + shape + " " + assist.KeptShape() + " " + strings.Join(assist.CellHeaders(), " "), err
}

// Snapshot is the whole history as canonical bytes: two that were folded from the
// same entries have the same.
func (h *History) Snapshot() ([]byte, error) { return canon.Encode(h) }

// OfSnapshot is the history of a snapshot.
func OfSnapshot(b []byte) (*History, error) {
	h := &History{}
	err := canon.Decode(b, h, assist.Zone)
	h.index()
	h.based = based{h.seq, int64(len(b))}
	return h, err
}

// based is the snapshot that a history was read from.
type based struct {
	seq  int64 // its last entry
	size int64 // bytes
}

// An entry takes the time in which so many bytes of a snapshot are written. A snapshot
// is made again when what came after it weighs a sixteenth of it: made more often it costs
// more than it spares, less often it spares less, above all of trace and status.
const (
	entryWeight = 300
	sixteenth   = 16
)

// Outgrown reports whether a snapshot is to be made again: there is none, or enough has
// come after the one that the history was read from.
func (h *History) Outgrown() bool {
	return (h.seq-h.based.seq)*entryWeight*sixteenth >= h.based.size
}

// index makes what is looked up in the files and rows.
func (h *History) index() {
	h.receipt, h.bytes, h.row = make(map[string]int, len(h.files)), make(map[[2]string]int, len(h.files)), make(map[assist.Place]int, len(h.rows))
	for i := range h.files {
		h.indexFile(i)
	}
	for i := range h.rows {
		h.row[h.rows[i].Application.Place()] = i
	}
	h.ofWeek = h.filesSince(h.run.Period)
}

// indexFile notes a file by its receipt, and the latest one of a unit by its bytes.
func (h *History) indexFile(i int) {
	t := &h.files[i]
	h.receipt[t.Receipt] = i
	of := [2]string{t.Unit, t.SHA}
	h.bytes[of] = max(i, h.bytes[of])
}

// Fold reads entries into a history.
func Fold(entries iter.Seq2[assist.Entry, error]) (*History, error) {
	h := New()
	return h, h.FoldOn(entries)
}

// FoldWhole is Fold without forgetting anything: for who asks about years long past.
func FoldWhole(entries iter.Seq2[assist.Entry, error]) (*History, error) {
	h := New()
	h.whole = true
	return h, h.FoldOn(entries)
}

// FoldOn folds the entries that follow. They are decoded side by side, in lots.
func (h *History) FoldOn(entries iter.Seq2[assist.Entry, error]) error {
	lot := make([]assist.Entry, 0, foldLot)
	for e, err := range entries {
		if err != nil {
			return err
		}
		if lot = append(lot, e); len(lot) == foldLot {
			if err := h.addAll(lot); err != nil {
				return err
			}
			lot = lot[:0]
		}
	}
	return h.addAll(lot)
}

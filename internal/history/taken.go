package history

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// IsPlain reports whether there is no more to say of a row than that it was taken.
func IsPlain(j assist.Judged) bool {
	return j.Outcome == assist.Filed && j.Standing == assist.Fresh && j.Since == 0 && len(j.Findings)+len(j.Unchecked) == 0
}

// PlainRows gathers plain rows by sheet, in the order of taking.
type PlainRows struct {
	sheets []TakenSheet
	rows   []takenRows
}

// Add puts a row to its sheet; the rows of a sheet come together.
func (t *PlainRows) Add(j assist.Judged) {
	last := len(t.sheets) - 1
	if last < 0 || t.sheets[last].Receipt != j.Receipt || t.sheets[last].Sheet != j.Sheet {
		t.sheets = append(t.sheets, TakenSheet{Receipt: j.Receipt, Sheet: j.Sheet, Form: j.Form, Unit: j.Unit})
		t.rows = append(t.rows, takenRows{})
		last++
	}
	rows := &t.rows[last]
	rows.Rows, rows.Licences = append(rows.Rows, j.Row), append(rows.Licences, j.Licence)
}

// Sheets are the plain rows as they are entered, an entry a sheet.
func (t PlainRows) Sheets() ([]TakenSheet, error) {
	list := slices.Clone(t.sheets)
	for i := range list {
		rows, err := json.Marshal(t.rows[i])
		if err != nil {
			return nil, fmt.Errorf("history: rows taken: %w", err)
		}
		list[i].Rows = rows
	}
	return list, nil
}

// takenAt is the plain rows of a sheet without the rows, which only their entry
// has: a register has as many every week.
type takenAt struct {
	seq     int64
	receipt string
	sheet   string
	form    assist.Form
	unit    string
}

func foldTaken(h *History, e assist.Entry, b TakenSheet, _ nobody) {
	h.taken = append(h.taken, takenAt{e.Seq, b.Receipt, b.Sheet, b.Form, b.Unit})
}

// Bodies gives the body of an entry by its number; nil when it is not wanted.
type Bodies func(seq int64) (json.RawMessage, error)

// Plain is the plain rows of the receipts named, or of all receipts; of one
// licence, or of all when it is "".
func (h *History) Plain(bodies Bodies, licence string, receipts ...string) ([]assist.Judged, error) {
	var list []assist.Judged
	for _, t := range h.taken {
		if len(receipts) > 0 && !slices.Contains(receipts, t.receipt) {
			continue
		}
		rows, err := t.rows(bodies)
		if err != nil {
			return nil, fmt.Errorf("history: rows taken of %s: %w", t.receipt, err)
		}
		for i, n := range rows.Rows {
			if licence != "" && rows.Licences[i] != licence {
				continue
			}
			list = append(list, assist.Judged{
				Place: assist.Place{Receipt: t.receipt, Sheet: t.sheet, Row: n}, Form: t.form, Unit: t.unit, Licence: rows.Licences[i], Outcome: assist.Filed,
			})
		}
	}
	return list, nil
}

// rows reads the rows of a sheet from their entry.
func (t takenAt) rows(bodies Bodies) (rows takenRows, err error) {
	var sheet TakenSheet
	body, err := bodies(t.seq)
	if err != nil || body == nil {
		return rows, err
	}
	if err := json.Unmarshal(body, &sheet); err != nil {
		return rows, err
	}
	return rows, json.Unmarshal(sheet.Rows, &rows)
}

// OthersOf is a licence's rows of the forms other than 申请表, in the order of taking.
func (h *History) OthersOf(bodies Bodies, licence string) ([]assist.Judged, error) {
	list, err := h.Plain(bodies, licence)
	for _, j := range h.others {
		if j.Licence == licence {
			list = append(list, j)
		}
	}
	slices.SortStableFunc(list, func(a, b assist.Judged) int {
		return cmp.Or(cmp.Compare(h.receipt[a.Receipt], h.receipt[b.Receipt]), strings.Compare(a.Sheet, b.Sheet), a.Row-b.Row)
	})
	return list, err
}

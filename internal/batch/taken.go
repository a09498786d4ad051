package batch

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// isPlain reports whether there is no more to say of a row than that it was taken.
func isPlain(j assist.Judged) bool {
	return j.Outcome == assist.Filed && j.Standing == assist.Fresh && j.Since == 0 && len(j.Findings)+len(j.Unchecked) == 0
}

// takenSheets is plain rows by sheet, in the order of taking.
type takenSheets struct {
	sheets []takenBody
	rows   []takenRows
}

// add puts a row to its sheet; the rows of a sheet come together.
func (t *takenSheets) add(j assist.Judged) {
	last := len(t.sheets) - 1
	if last < 0 || t.sheets[last].Receipt != j.Receipt || t.sheets[last].Sheet != j.Sheet {
		t.sheets = append(t.sheets, takenBody{Receipt: j.Receipt, Sheet: j.Sheet, Form: j.Form, Unit: j.Unit})
		t.rows = append(t.rows, takenRows{})
		last++
	}
	rows := &t.rows[last]
	rows.Rows, rows.Licences = append(rows.Rows, j.Row), append(rows.Licences, j.Licence)
}

// enterTaken enters the plain rows, an entry a sheet.
func (r *pass) enterTaken(t takenSheets) error {
	for i, body := range t.sheets {
		rows, err := json.Marshal(t.rows[i])
		if err != nil {
			return fmt.Errorf("batch: rows taken: %w", err)
		}
		body.Rows = rows
		if err := r.enter(kindTaken, "", body, nil); err != nil {
			return err
		}
	}
	return nil
}

func foldTaken(h *history, _ assist.Entry, b takenBody, _ nobody) {
	h.taken = append(h.taken, b)
}

// plain is the plain rows of the receipts named, or of all receipts; of one
// licence, or of all when it is "".
func (h *history) plain(licence string, receipts ...string) ([]assist.Judged, error) {
	var list []assist.Judged
	for _, b := range h.taken {
		if len(receipts) > 0 && !slices.Contains(receipts, b.Receipt) {
			continue
		}
		var rows takenRows
		if err := json.Unmarshal(b.Rows, &rows); err != nil {
			return nil, fmt.Errorf("batch: rows taken of %s: %w", b.Receipt, err)
		}
		for i, n := range rows.Rows {
			if licence != "" && rows.Licences[i] != licence {
				continue
			}
			list = append(list, assist.Judged{
				Place: assist.Place{Receipt: b.Receipt, Sheet: b.Sheet, Row: n}, Form: b.Form, Unit: b.Unit, Licence: rows.Licences[i], Outcome: assist.Filed,
			})
		}
	}
	return list, nil
}

// othersOf is a licence's rows of the forms other than 申请表, in the order of taking.
func (h *history) othersOf(licence string) ([]assist.Judged, error) {
	list, err := h.plain(licence)
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

package history

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/canon"
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

// Enter enters the plain rows, an entry a sheet; each may be told by those before.
func (t PlainRows) Enter(h *History, bodies Bodies, enter func(TakenSheet) error) error {
	for i, sheet := range t.sheets {
		var err error
		if sheet.Rows, err = json.Marshal(t.rows[i]); err == nil {
			sheet, err = h.liken(bodies, sheet, t.rows[i])
		}
		if err != nil {
			return fmt.Errorf("history: rows taken: %w", err)
		}
		if err := enter(sheet); err != nil {
			return err
		}
	}
	return nil
}

// takenAt is the plain rows of a sheet without the rows, which only their entry
// has: a register has as many every week.
type takenAt struct {
	seq     int64
	receipt string
	sheet   string
	form    assist.Form
	unit    string
	like    int64 // the entry by whose rows they are told; 0 for none
}

func foldTaken(h *History, e assist.Entry, b TakenSheet, _ nobody) {
	h.taken = append(h.taken, takenAt{e.Seq, b.Receipt, b.Sheet, b.Form, b.Unit, b.Like})
}

// Bodies gives the body of an entry by its number; nil when it is not wanted.
type Bodies func(seq int64) (json.RawMessage, error)

// Plain is the plain rows of the receipts named, or of all receipts; of one
// licence, or of all when it is "".
func (h *History) Plain(bodies Bodies, licence string, receipts ...string) ([]assist.Judged, error) {
	var list []assist.Judged
	from := &shelf{bodies: bodies, licence: licence}
	for _, t := range h.taken {
		if len(receipts) > 0 && !slices.Contains(receipts, t.receipt) {
			continue
		}
		rows, err := t.rows(from)
		if err != nil {
			return nil, fmt.Errorf("history: rows taken of %s: %w", t.receipt, err)
		}
		for i, n := range rows.Rows {
			list = append(list, assist.Judged{
				Place: assist.Place{Receipt: t.receipt, Sheet: t.sheet, Row: n}, Form: t.form, Unit: t.unit, Licence: rows.Licences[i], Outcome: assist.Filed,
			})
		}
	}
	return list, nil
}

// rows reads the rows of a sheet that the shelf is for.
func (t takenAt) rows(from *shelf) (takenRows, error) {
	switch {
	case t.like != 0:
		return from.rowsOf(t)
	case from.licence == "":
		_, rows, err := from.sheet(t.seq)
		return rows, err
	}
	body, err := from.bodies(t.seq)
	if err != nil || body == nil {
		return takenRows{}, err
	}
	return rowsOf(body, from.licence)
}

// OthersOf is a licence's rows of the forms other than 申请表, in the order of taking:
// those of which there was something to say, and the plain ones.
func (h *History) OthersOf(bodies Bodies, licence string, told []assist.Judged) ([]assist.Judged, error) {
	list, err := h.Plain(bodies, licence)
	list = append(list, told...)
	slices.SortStableFunc(list, func(a, b assist.Judged) int {
		return cmp.Or(cmp.Compare(h.receipt[a.Receipt], h.receipt[b.Receipt]), strings.Compare(a.Sheet, b.Sheet), a.Row-b.Row)
	})
	return list, err
}

// rowsOf picks a licence's rows out of the body of an entry without decoding the
// thousands of others; in JSON no text can hold what it looks for.
func rowsOf(body []byte, licence string) (rows takenRows, err error) {
	_, texts, ok1 := bytes.Cut(body, []byte(`"Licences":[`))
	_, numbers, ok2 := bytes.Cut(body, []byte(`"Rows":[`))
	if !ok1 || !ok2 {
		return rows, nil // a sheet without rows
	}
	at := 0
	for i := 0; len(texts) > 0 && texts[0] == '"'; i++ {
		end := canon.QuotedLen(texts)
		if same(texts[:end], licence) {
			for ; at < i; at++ {
				_, numbers, _ = bytes.Cut(numbers, []byte(","))
			}
			digits, _, _ := bytes.Cut(numbers, []byte("]"))
			digits, _, _ = bytes.Cut(digits, []byte(","))
			n, err := strconv.Atoi(string(digits))
			if err != nil {
				return rows, err
			}
			rows.Rows, rows.Licences = append(rows.Rows, n), append(rows.Licences, licence)
		}
		texts = bytes.TrimPrefix(texts[end:], []byte(","))
	}
	return rows, nil
}

// same reports whether a JSON text says a licence.
func same(text []byte, licence string) bool {
	if bytes.IndexByte(text, '\\') < 0 {
		return string(bytes.Trim(text, `"`)) == licence
	}
	var s string
	return json.Unmarshal(text, &s) == nil && s == licence
}

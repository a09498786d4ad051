package overview

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
	"bangfu/internal/notice"
	"bangfu/internal/precheck"
)

// Trace is everything the ledger knows about one customer; its JSON is that of
// the contract.
type Trace struct {
	Licence string        `json:"licence"` // as asked for
	Rows    []TraceRow    `json:"rows"`    // that named it, in the order they came
	Roll    []TraceChange `json:"roll"`    // what changed of it on the roll
	Supply  []TraceSupply `json:"supply"`  // what the frozen weeks give it
	Visits  []TraceVisit  `json:"visits"`  // of 走访台账
	// Withdrawn are the lines of 供货撤销.
	Withdrawn []TraceWithdrawal `json:"withdrawn,omitempty"`
	Erased    bool              `json:"erased,omitempty"` // its personal fields were deleted
}

// TraceRow is one row that named the customer.
type TraceRow struct {
	Receipt  string               `json:"receipt"`            // of the file
	Sheet    string               `json:"sheet"`              // where it stood
	Row      int                  `json:"row"`                // where it stood
	Outcome  assist.Outcome       `json:"outcome"`            // as last judged
	Replaced string               `json:"replaced,omitempty"` // 已由 … 替换: nothing is filed by the row
	Grounds  string               `json:"grounds,omitempty"`  // why it is eligible or not
	Findings []precheck.FoundJSON `json:"findings"`           // what was found
}

// TraceChange is one change of the roll.
type TraceChange struct {
	Date   assist.Date       `json:"date"`             // from which it holds
	Change assist.ChangeKind `json:"change"`           // what changed
	Number string            `json:"number,omitempty"` // 备案编号
	Reason string            `json:"reason"`           // why
	Source string            `json:"source"`           // receipt, sheet and row
	By     string            `json:"by"`               // who decided
}

// TraceSupply is one line of a supply plan.
type TraceSupply struct {
	Week    assist.Week `json:"week"`    // 供货周
	Barcode string      `json:"barcode"` // of the product
	Base    int         `json:"base"`    // 原供应, in cartons
	Asked   int         `json:"asked"`   // 申请加量, in cartons
	Extra   int         `json:"extra"`   // 帮扶加量, in cartons
	Reason  string      `json:"reason"`  // why it is less than asked
}

// TraceWithdrawal is one line of 供货撤销.
type TraceWithdrawal struct {
	Week    assist.Week `json:"week"`      // 供货周
	Barcode string      `json:"barcode"`   // of the product
	Change  assist.Move `json:"change"`    // taken back, or given again
	Cartons int         `json:"cartons"`   // 帮扶加量
	Day     assist.Date `json:"order_day"` // 订货日
	Reason  string      `json:"reason"`    // why
	At      time.Time   `json:"at"`        // when it was entered
}

// TraceVisit is one visit.
type TraceVisit struct {
	Date     assist.Date `json:"date"`     // 走访日期
	Services []string    `json:"services"` // 服务类型
	Problem  string      `json:"problem"`  // 存在问题
	State    string      `json:"state"`    // 问题状态
}

// Trace tells everything about one licence; full shows personal values.
func (r Reader) Trace(ctx context.Context, licence string, full bool) (Trace, error) {
	h, err := r.Fold(ctx)
	if err != nil {
		return Trace{}, err
	}
	t := Trace{Licence: licence, Rows: []TraceRow{}, Roll: []TraceChange{}, Supply: []TraceSupply{}, Visits: []TraceVisit{}, Erased: h.Erased()[licence]}
	mask := assist.Mask
	for _, kept := range h.Rows() {
		if !kept.Application.Mentions(licence) {
			continue
		}
		if a := kept.Open(); a.Licence == licence {
			mask = a.Masker()
			t.Rows = append(t.Rows, traceRow(a.Verdict, choose(full, mask)))
		}
	}
	entries, err := collected(r.Ledger.EntriesOf(ctx, licence))
	if err != nil {
		return Trace{}, err
	}
	others, err := r.othersOf(ctx, h, licence, entries)
	if err != nil {
		return Trace{}, err
	}
	for _, j := range others {
		t.Rows = append(t.Rows, traceRow(j, choose(full, mask)))
	}
	t.Rows = withSales(t.Rows, h.Files(), licence, choose(full, mask))
	for _, c := range h.Roster().Changes {
		if c.Licence == licence {
			t.Roll = append(t.Roll, traceChange(c))
		}
	}
	if t.Visits, err = visitsIn(entries, choose(full, mask)); err != nil {
		return t, err
	}
	t.Withdrawn = traceWithdrawn(h, licence)
	t.Supply, err = r.traceSupply(ctx, licence)
	if err == nil && len(t.Rows)+len(t.Roll)+len(t.Supply)+len(t.Visits) == 0 {
		err = notice.Unknown(licence)
	}
	return t, err
}

// othersOf is a licence's rows of the forms other than 申请表; entries are those about it.
func (r Reader) othersOf(ctx context.Context, h *history.History, licence string, entries []assist.Entry) ([]assist.Judged, error) {
	naming, err := r.Ledger.BodiesNaming(ctx, history.KindTaken, ledger.Quoted(licence), history.Likened)
	if err != nil {
		return nil, err
	}
	told, err := otherRows(h, entries)
	if err != nil {
		return nil, err
	}
	return h.OthersOf(func(seq int64) (json.RawMessage, error) { return naming[seq], nil }, licence, told)
}

// OthersIn is what became of the rows of a file long past, applications apart: the
// fold does not remember them all.
func (r Reader) OthersIn(ctx context.Context, h *history.History, receipt string) ([]assist.Judged, error) {
	entries, err := collected(r.Ledger.EntriesNaming(ctx, history.KindJudged, ledger.Quoted(receipt)))
	if err != nil {
		return nil, err
	}
	list, err := otherRows(h, entries)
	return slices.DeleteFunc(list, func(j assist.Judged) bool { return j.Receipt != receipt }), err
}

// collected are entries as a list.
func collected(entries iter.Seq2[assist.Entry, error]) (list []assist.Entry, err error) {
	for e, err := range entries {
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

// otherRows are the rows that entries tell of, applications apart.
func otherRows(h *history.History, entries []assist.Entry) (list []assist.Judged, err error) {
	for _, e := range entries {
		switch j, ok, err := h.OtherRow(e); {
		case err != nil:
			return nil, err
		case ok:
			list = append(list, j)
		}
	}
	return list, nil
}

// withSales adds what was found in a licence's rows of 销售历史: of these the
// ledger keeps findings with their files, and no verdict a row.
func withSales(rows []TraceRow, files []assist.Taken, licence string, mask func(string) string) []TraceRow {
	at := map[assist.Place]int{}
	for i, r := range rows {
		at[assist.Place{Receipt: r.Receipt, Sheet: r.Sheet, Row: r.Row}] = i
	}
	for _, t := range files {
		for _, f := range t.Findings {
			place := assist.Place{Receipt: t.Receipt, Sheet: f.Sheet, Row: f.Row}
			if f.Licence != licence || f.Row == 0 {
				continue
			}
			i, known := at[place]
			if !known {
				i, at[place] = len(rows), len(rows)
				rows = append(rows, TraceRow{Receipt: t.Receipt, Sheet: f.Sheet, Row: f.Row, Outcome: assist.Filed, Findings: []precheck.FoundJSON{}})
			}
			if f.Level == assist.LevelReturn {
				rows[i].Outcome = assist.Returned
			}
			rows[i].Findings = append(rows[i].Findings, precheck.FoundOf(f, mask))
		}
	}
	return rows
}

func choose(full bool, mask func(string) string) func(string) string {
	if full {
		return func(s string) string { return s }
	}
	return mask
}

func traceRow(j assist.Judged, mask func(string) string) TraceRow {
	r := TraceRow{Receipt: j.Receipt, Sheet: j.Sheet, Row: j.Row, Outcome: j.Outcome, Replaced: j.ReplacedWords(), Grounds: j.Grounds, Findings: []precheck.FoundJSON{}}
	for _, f := range j.Findings {
		r.Findings = append(r.Findings, precheck.FoundOf(f, mask))
	}
	return r
}

func traceChange(c assist.Change) TraceChange {
	t := TraceChange{Date: c.Day, Change: c.Kind, Reason: c.Reason, By: c.By}
	if c.Source.Receipt != "" {
		t.Source = fmt.Sprintf("%s %s 第 %d 行", c.Source.Receipt, c.Source.Sheet, c.Source.Row)
	}
	if c.Filing != nil {
		t.Number = c.Filing.Number
	}
	return t
}

// visitsIn lists the accepted visits that entries tell of; the fold does not remember all.
func visitsIn(entries []assist.Entry, mask func(string) string) ([]TraceVisit, error) {
	list := []TraceVisit{}
	for _, e := range entries {
		if e.Kind != history.KindVisit {
			continue
		}
		v, err := history.VisitIn(e)
		if err != nil {
			return nil, err
		}
		list = append(list, TraceVisit{v.Day, v.Services, mask(v.Problem), v.State})
	}
	return list, nil
}

// traceSupply lists the frozen plans' lines of a customer.
func (r Reader) traceSupply(ctx context.Context, licence string) ([]TraceSupply, error) {
	list := []TraceSupply{}
	for l, err := range r.Ledger.LinesOf(ctx, licence) {
		if err != nil {
			return nil, err
		}
		list = append(list, TraceSupply{l.Week, l.Barcode, l.Base, l.Asked, l.Extra, l.Reason})
	}
	return list, nil
}

// traceWithdrawn lists what was withdrawn from a customer and restored.
func traceWithdrawn(h *history.History, licence string) []TraceWithdrawal {
	var list []TraceWithdrawal
	for _, w := range h.FrozenFrom(assist.Week{}) {
		b, _ := h.Frozen(w)
		for _, r := range b.Plan.Removed {
			if r.Licence == licence {
				list = append(list, TraceWithdrawal{w, r.Barcode, r.Move, r.Cartons, r.Day, r.Reason, r.At})
			}
		}
	}
	return list
}

package ledger

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

var november = assist.Day(2026, 11, 1).Month()

func sale(day int, barcode string, cartons int) assist.Sale {
	return assist.Sale{Day: assist.Day(2026, 11, day), Barcode: barcode, Cartons: cartons, Wholesale: 9540, Retail: 11000}
}

func ofMonth(licence string, m assist.Month, lines ...assist.Sale) assist.SalesMonth {
	return assist.SalesMonth{Licence: licence, Month: m, Lines: lines}
}

func months(all ...assist.SalesMonth) iter.Seq2[assist.SalesMonth, error] {
	return func(yield func(assist.SalesMonth, error) bool) {
		for _, m := range all {
			if !yield(m, nil) {
				return
			}
		}
	}
}

// sold1 is a file of one month with one line.
func sold1(cartons int) iter.Seq2[assist.SalesMonth, error] {
	return months(ofMonth("140221000001", november, sale(3, "6901028000017", cartons)))
}

func tell(ms []assist.SalesMonth) string {
	var b strings.Builder
	for _, m := range ms {
		fmt.Fprintf(&b, "%s %s %s", m.Licence, m.Month, m.Source)
		for _, s := range m.Lines {
			fmt.Fprintf(&b, " %s:%s:%d:%d:%d", s.Day, s.Barcode, s.Cartons, s.Wholesale, s.Retail)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestSwapSales(t *testing.T) {
	ctx, l := t.Context(), fresh(t)
	a, b := sale(3, "6901028000017", 2), sale(9, "6901028000024", -1)
	swap := func(sha, receipt string, want int, ms ...assist.SalesMonth) {
		t.Helper()
		must(t, l.Stage(ctx, sha, months(ms...)))
		tx := begin(t, l, monday)
		if n, err := tx.SwapSales(sha, receipt); n != want || err != nil {
			t.Fatalf("%s changed %d, want %d (%v)", receipt, n, want, err)
		}
		commit(t, tx)
		clean(t, l)
	}
	swap("f1", "R1", 3, ofMonth("140221000002", november, a, b), ofMonth("140221000001", november), ofMonth("140221000002", november-1, a))
	swap("f2", "R2", 0, ofMonth("140221000002", november, b, a)) // equal, in another order
	swap("f3", "R3", 2, ofMonth("140221000002", november, b), ofMonth("140221000003", november, a))
	swap("f4", "R4", 1, ofMonth("140221000002", november, a, b)) // back to what it was

	want1 := `140221000001 2026-11 R1
140221000002 2026-10 R1 2026-11-03:6901028000017:2:9540:11000
140221000002 2026-11 R1 2026-11-03:6901028000017:2:9540:11000 2026-11-09:6901028000024:-1:9540:11000
`
	want3 := `140221000001 2026-11 R1
140221000002 2026-10 R1 2026-11-03:6901028000017:2:9540:11000
140221000002 2026-11 R3 2026-11-09:6901028000024:-1:9540:11000
140221000003 2026-11 R3 2026-11-03:6901028000017:2:9540:11000
`
	want4 := strings.Replace(want3, "R3 2026-11-09", "R4 2026-11-03:6901028000017:2:9540:11000 2026-11-09", 1)
	if got := tell(all(t, l.Sales(ctx, 3, 0, 0, nil))); got != want1 {
		t.Errorf("after entry 3:\n%s want\n%s", got, want1)
	}
	if got := tell(all(t, l.Sales(ctx, 5, 0, 0, nil))); got != want3 {
		t.Errorf("after entry 5:\n%s want\n%s", got, want3)
	}
	if got := tell(all(t, l.Sales(ctx, 0, 0, 0, nil))); got != want4 {
		t.Errorf("now:\n%s want\n%s", got, want4)
	}
	lines := strings.SplitAfter(want4, "\n")
	for name, c := range map[string]struct {
		seq  iter.Seq2[assist.SalesMonth, error]
		want string
	}{
		"from":          {l.Sales(ctx, 0, november, 0, nil), lines[0] + lines[2] + lines[3]},
		"to":            {l.Sales(ctx, 0, 0, november-1, nil), lines[1]},
		"of two":        {l.Sales(ctx, 0, 0, 0, map[string]bool{"140221000003": true, "140221000001": true, "140221000002": false}), lines[0] + lines[3]},
		"of one, month": {l.Sales(ctx, 0, november, november, map[string]bool{"140221000002": true}), lines[2]},
		"of none":       {l.Sales(ctx, 0, 0, 0, map[string]bool{}), ""},
		"upto 4":        {l.Sales(ctx, 4, november, november, map[string]bool{"140221000002": true, "140221000003": true}), strings.SplitAfter(want3, "\n")[2]},
	} {
		if got := tell(all(t, c.seq)); got != c.want {
			t.Errorf("%s:\n%s want\n%s", name, got, c.want)
		}
	}
	want := `4 2026-11-30 08:30:00 sales 140221000002 {"digest":"` + digest([]byte(`[["2026-11-09","6901028000024",-1,9540,11000]]`)) +
		`","file":"f3","lines":1,"month":"2026-11","receipt":"R3","version":2}  false` + "\n"
	if got := show(all(t, l.Entries(ctx, 0))[3:4]); got != want {
		t.Errorf("entry:\n%s want\n%s", got, want)
	}
}

// Plain SQL must be able to count the lines again.
func TestSalesByPlainSQL(t *testing.T) {
	l := fresh(t)
	must(t, l.Stage(t.Context(), "f", months(
		ofMonth("140221000001", november, sale(3, "a", 2), sale(4, "a", 5), sale(4, "b", 11)), ofMonth("140221000002", november, sale(4, "a", 100)))))
	tx := begin(t, l, monday)
	_, err := tx.SwapSales("f", "R")
	must(t, err)
	commit(t, tx)
	var day string
	var cartons, fen int
	must(t, l.db.QueryRow(`SELECT min(json_extract(value, '$[0]')), sum(json_extract(value, '$[2]')), sum(json_extract(value, '$[2]') * json_extract(value, '$[3]'))
		FROM sales, json_each(lines) WHERE json_extract(value, '$[1]') = 'a'`).Scan(&day, &cartons, &fen))
	if day != "2026-11-03" || cartons != 107 || fen != 107*9540 {
		t.Error(day, cartons, fen)
	}
}

func TestStage(t *testing.T) {
	ctx, l := t.Context(), fresh(t)
	count := func() (n int) {
		must(t, l.db.QueryRow("SELECT coalesce(sum(json_extract(lines, '$[0][2]')), 0) FROM staged").Scan(&n))
		return n
	}
	must(t, l.Stage(ctx, "f", sold1(1)))
	must(t, l.Stage(ctx, "g", sold1(10)))
	must(t, l.Stage(ctx, "f", sold1(2))) // again: in place of the first
	if n := count(); n != 12 {
		t.Errorf("staged %d, want 12", n)
	}
	torn := errors.New("torn")
	err := l.Stage(ctx, "f", func(yield func(assist.SalesMonth, error) bool) {
		_ = yield(ofMonth("140221000009", november, sale(3, "a", 5)), nil) && yield(assist.SalesMonth{}, torn)
	})
	if !errors.Is(err, torn) || count() != 12 {
		t.Errorf("%v, staged %d", err, count())
	}
	m := ofMonth("140221000001", november)
	if err := l.Stage(ctx, "h", months(m, m)); err == nil || count() != 12 {
		t.Errorf("a month twice: %v, staged %d", err, count())
	}
	tx := begin(t, l, monday)
	if n, err := tx.SwapSales("none", "R"); n != 0 || err != nil {
		t.Errorf("a file that is not staged: %d %v", n, err)
	}
	if _, err := tx.SwapSales("g", "R"); err != nil {
		t.Error(err)
	}
	commit(t, tx)
	if n := count(); n != 2 {
		t.Errorf("after the swap of g %d are staged, want 2", n)
	}
	must(t, l.ClearStaging(ctx))
	if n := count(); n != 0 {
		t.Errorf("%d staged after clearing", n)
	}
}

func TestStageDoesNotSortTheCallersLines(t *testing.T) {
	lines := []assist.Sale{sale(9, "b", 1), sale(3, "a", 1)}
	must(t, fresh(t).Stage(t.Context(), "f", months(ofMonth("140221000001", november, lines...))))
	if lines[0] != sale(9, "b", 1) {
		t.Error("sorted in place")
	}
}

func TestLines(t *testing.T) {
	for want, lines := range map[string][]assist.Sale{
		`[]`: nil,
		`[["2026-11-03","6901028000017",2,9540,11000]]`:           {sale(3, "6901028000017", 2)},
		`[["","",0,0,0],["2026-11-03","",0,0,0]]`:                 {{}, {Day: assist.Day(2026, 11, 3)}},
		`[["2026-11-03","红\"\\\n<😀",-9223372036854775808,-1,-2]]`: {{Day: assist.Day(2026, 11, 3), Barcode: "红\"\\\n<😀", Cartons: -1 << 63, Wholesale: -1, Retail: -2}},
	} {
		got := string(encode(nil, lines))
		if got != want {
			t.Errorf("encoded %s, want %s", got, want)
		}
		back, err := decode([]byte(got), map[string]string{})
		if err != nil || fmt.Sprint(back) != fmt.Sprint(lines) {
			t.Errorf("decoded %v, want %v (%v)", back, lines, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	good := `[["2026-11-03","69\"",2,9540,11000],["2026-11-04","b",3,1,2]]`
	if _, err := decode([]byte(good), map[string]string{}); err != nil {
		t.Fatal(err)
	}
	for i := range good {
		if got, err := decode([]byte(good[:i]), map[string]string{}); err == nil {
			t.Errorf("cut at %d passes: %v", i, got)
		}
	}
	for _, bad := range []string{"", "[]x", "[", `[["2026-02-30","",0,0,0]]`, `[["","",,0,0]]`, `[["","",0,0]]`, `[["","",1-2,0,0]]`, `[["","",99999999999999999999,0,0]]`, `[["","\u12",0,0,0]]`} {
		if got, err := decode([]byte(bad), map[string]string{}); err == nil {
			t.Errorf("%s passes: %v", bad, got)
		}
	}
}

// FuzzLines feeds the reader foreign bytes: what it takes, it must write again
// as a text it reads as the same lines.
func FuzzLines(f *testing.F) {
	f.Add([]byte(`[]`))
	f.Add([]byte(`[["2026-11-03","69\"",2,9540,11000],["2026-11-04","b",-3,1,2]]`))
	f.Add([]byte(`[["2026-11-03","\u00e9\\",2,9540,11000]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		lines, err := decode(b, map[string]string{})
		if err != nil {
			return
		}
		again, err := decode(encode(nil, lines), map[string]string{})
		if err != nil || len(again) != len(lines) {
			t.Fatalf("%s: %v", b, err)
		}
		for i := range lines {
			if strings.ToValidUTF8(lines[i].Barcode, "\ufffd") == lines[i].Barcode && again[i] != lines[i] {
				t.Fatalf("%s: %v is %v", b, lines[i], again[i])
			}
		}
	})
}

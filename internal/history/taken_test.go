package history

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
)

// shelves are the bodies of the entries of a test, the first of number 1.
type shelves []json.RawMessage

func (s shelves) body(seq int64) (json.RawMessage, error) { return s[seq-1], nil }

// enter enters plain rows as a run does.
func (s *shelves) enter(t rapid.TB, h *History, plain PlainRows) {
	t.Helper()
	err := plain.Enter(h, s.body, func(b TakenSheet) error {
		body, err := json.Marshal(b)
		if err != nil {
			return err
		}
		*s = append(*s, body)
		return h.Add(assist.Entry{Seq: int64(len(*s)), Kind: KindTaken, Body: body})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ofRegister is a row of a register that was taken.
func ofRegister(receipt string, row int, licence string) assist.Judged {
	return assist.Judged{Place: assist.Place{Receipt: receipt, Sheet: "登记", Row: row}, Form: assist.RegisterForm, Unit: "市局", Licence: licence, Outcome: assist.Filed}
}

// TestRegistersAreToldByTheFirst: whatever happens to a register from week to week,
// each comes out of the ledger as it was typed, whole and for each licence.
func TestRegistersAreToldByTheFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, entered := New(), shelves{}
		var list []string
		for n := range rapid.IntRange(70, 400).Draw(t, "rows") {
			list = append(list, fmt.Sprintf("1402130%05d", n*7))
		}
		var typed []assist.Judged
		for week := range 4 {
			list = altered(t, list)
			var plain PlainRows
			row, gap := 4, rapid.SampledFrom([]int{50, 50, 90, 1000}).Draw(t, "gap")
			for n, licence := range list {
				j := ofRegister(fmt.Sprintf("HZ-%d", week), row, licence)
				plain.Add(j)
				typed = append(typed, j)
				if row++; n%gap == 0 {
					row += 2
				}
			}
			entered.enter(t, h, plain)
		}
		got, err := h.Plain(entered.body, "")
		if err != nil || !reflect.DeepEqual(got, typed) {
			t.Fatalf("%d rows came back, %d were typed: %v", len(got), len(typed), err)
		}
		for _, licence := range []string{list[len(list)/2], "140213000007", "none", "new", `a"b`} {
			got, err := h.Plain(entered.body, licence)
			want := slices.DeleteFunc(slices.Clone(typed), func(j assist.Judged) bool { return j.Licence != licence })
			if err != nil || len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: got %v %v\nwant %v", licence, got, err, want)
			}
		}
	})
}

// altered is a register a week later: some gone, some new, some twice, some moved.
func altered(t *rapid.T, list []string) []string {
	list = slices.Clone(list)
	for range rapid.IntRange(0, 12).Draw(t, "changes") {
		i := rapid.IntRange(0, len(list)-1).Draw(t, "at")
		switch rapid.IntRange(0, 3).Draw(t, "what") {
		case 0:
			list = slices.Delete(list, i, min(i+rapid.IntRange(1, 3).Draw(t, "many"), len(list)-1))
		case 1:
			list = slices.Insert(list, i, rapid.SampledFrom([]string{"new", "newer", `a"b`}).Draw(t, "name"))
		case 2:
			list = slices.Insert(list, i, list[len(list)/3])
		case 3:
			list = append(slices.Clone(list[i:]), list[:i]...)
		}
	}
	return list
}

// TestARegisterLikeTheLastIsShort: 12,000 rows of which ten are new take no more
// room than what is new.
func TestARegisterLikeTheLastIsShort(t *testing.T) {
	h, entered := New(), shelves{}
	for week := range 3 {
		var plain PlainRows
		for n := range 12000 {
			licence := fmt.Sprintf("1402%08d", n)
			if n%1200 == 7 {
				licence = fmt.Sprintf("1403%08d", n+week)
			}
			plain.Add(ofRegister("R", n+4, licence))
		}
		entered.enter(t, h, plain)
	}
	if len(entered[1]) > 2000 || len(entered[2]) > 2000 || len(entered[0]) < 200_000 {
		t.Fatalf("the registers take %d, %d and %d bytes", len(entered[0]), len(entered[1]), len(entered[2]))
	}
}

// TestRowsOfALicenceArePicked: those that are picked out of an entry are those that
// decoding all of it finds, whatever people have typed.
func TestRowsOfALicenceArePicked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var plain PlainRows
		words := rapid.SampledFrom([]string{"140213100001", "140213100002", `a"b`, `\`, ",", `"Rows":[`, `"Licences":["x"`, "", "中"})
		sheet := words.Draw(t, "sheet")
		for n := range rapid.IntRange(1, 30).Draw(t, "rows") {
			plain.Add(assist.Judged{Place: assist.Place{Receipt: "R", Sheet: sheet, Row: n + 4}, Form: assist.RegisterForm, Unit: words.Draw(t, "unit"), Licence: words.Draw(t, "licence")})
		}
		h, entered := New(), shelves{}
		entered.enter(t, h, plain)
		bodies := entered.body
		licence := rapid.SampledFrom([]string{"140213100001", `a"b`, `\`, ",", `"Rows":[`, "中", "none"}).Draw(t, "wanted")
		all, err := h.Plain(bodies, "")
		if err != nil {
			t.Fatal(err)
		}
		var want []assist.Judged
		for _, j := range all {
			if j.Licence == licence {
				want = append(want, j)
			}
		}
		got, err := h.Plain(bodies, licence)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v %v\nwant %v", got, err, want)
		}
	})
}

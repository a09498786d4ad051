package assist

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// keptExample is an application that says something in every field.
func keptExample() Application {
	a := Application{
		Row: Row{
			Place: Place{"HZ-140213-20261123-001", "申请表", 7}, Unit: "平城区", Reported: Day(2026, 11, 20),
			Cells: packCells(maps.All(map[column.Header]Cell{
				column.Licence: {"C7", "140213100001"}, column.Shop: {"D7", "便民商店"}, column.Operator: {"E7", "张 样"},
				column.Story: {"Z7", ""}, column.Approvals[1].Name: {"AH7", "李样"}, "备用列": {"AP7", "甲"},
			})),
			Faults: []sheet.Fault{{Kind: sheet.Folded, Sheet: "申请表", Row: 7, Header: column.Operator, Cell: "E7", Value: "张 样", Read: "张样", Allowed: []string{"甲"}}},
		},
		Licence: "140213100001", Shop: "便民商店", Operator: "张样", Income: -1, Proofs: []string{"低保证", "户口簿"},
	}
	fillEmpty(reflect.ValueOf(&a).Elem())
	return a
}

// fillEmpty puts something into what says nothing.
func fillEmpty(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillEmpty(v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			fillEmpty(v.Index(i))
		}
	case reflect.String:
		if v.String() == "" {
			v.SetString("其他")
		}
	default:
		if v.CanInt() && v.Int() == 0 {
			v.SetInt(70000)
		}
	}
}

// TestWhatIsKeptComesBack proves that applications and judgements are as they were, whether
// they say what was typed or not, and that a row may be judged again.
func TestWhatIsKeptComesBack(t *testing.T) {
	whole := keptExample()
	bare := Application{Row: Row{Place: whole.Place}, Proofs: []string{}}
	judged := Judged{
		Place: whole.Place, Form: ApplicationForm, Unit: whole.Unit, Licence: whole.Licence, Outcome: Held, Clause: "三.1", Grounds: "人均月收入 512.00 元",
		Findings: []Finding{{Code: "Q504", Level: LevelHold, Sheet: "申请表", Row: 7, Cell: "K7", Value: "南街 1 号", Message: "同一地址", Fix: RuleOf("Q504").Fix, Turn: TurnCounty, Licence: whole.Licence, Compared: "ab"}},
		Since:    Day(2026, 11, 23), Codes: []string{}, Unchecked: []Unchecked{{"V104", "没有登记"}},
	}
	if at := KeptApplication("").Place(); at != (Place{}) {
		t.Errorf("an empty one stands at %+v", at)
	}
	moved := judged
	moved.Unit, moved.By = "云州区", Place{"HZ-140215-20261123-002", "申请表", 9}
	for _, a := range []Application{whole, bare, {}} {
		kept := KeptRow{Application: a.Keep()}
		if got := kept.Open(); !reflect.DeepEqual(*got.Application, a) || !reflect.DeepEqual(got.Verdict, Judged{}) {
			t.Errorf("%+v came back as %+v", a, got)
		}
		if at := kept.Application.Place(); at != a.Place {
			t.Errorf("it stands at %+v, want %+v", at, a.Place)
		}
		for _, j := range []Judged{judged, moved, {}} {
			kept = kept.Judged(j)
			if got := kept.Open(); !reflect.DeepEqual(*got.Application, a) || !reflect.DeepEqual(got.Verdict, j) {
				t.Errorf("%+v, judged %+v, came back as %+v", a, j, got)
			}
		}
	}
}

// TestAHeadingIsWhatAJudgementBeginsWith: of a packed judgement it is read without the rest.
func TestAHeadingIsWhatAJudgementBeginsWith(t *testing.T) {
	heading, judged := reflect.TypeFor[Heading](), reflect.TypeFor[Judged]()
	for i := range heading.NumField() {
		if h, j := heading.Field(i), judged.Field(i); h.Name != j.Name || h.Type != j.Type {
			t.Errorf("field %d is %s %s, of a judgement %s %s", i, h.Name, h.Type, j.Name, j.Type)
		}
	}
	j := Judged{
		Place: Place{"HZ-140213-20261123-001", "走访台账", 7}, Form: VisitForm, Unit: "平城区", Licence: "140213100001", Outcome: Returned,
		Findings: []Finding{{Code: "V701", Message: "走访日期晚于今天"}}, Since: Day(2026, 11, 23),
	}
	want := Heading{Place{"HZ-140213-20261123-001", "走访台账", 7}, "走访台账", "平城区", "140213100001", "退回"}
	if got := j.Keep().Heading(); got != want || j.heading() != want {
		t.Errorf("it begins with %+v, packed with %+v", j.heading(), got)
	}
}

// TestAWishComesBack proves the same of wishes.
func TestAWishComesBack(t *testing.T) {
	whole := Wish{
		Row: Row{Place: Place{"HZ-140213-20261123-001", "帮扶申请表", 7}, Unit: "平城区"}, Licence: "140213100001", Each: 10,
		Products: []WishedProduct{{column.Wished(1), "样烟（硬）", "6901028000017"}, {column.Wished(2), "？", ""}}, Services: []string{"定期走访"}, Applied: Day(2026, 11, 20),
	}
	for _, w := range []Wish{whole, {}, {Products: []WishedProduct{}}} {
		if got := w.Keep().Open(); !reflect.DeepEqual(got, w) {
			t.Errorf("%+v came back as %+v", w, got)
		}
	}
}

// TestRowsAreKeptOrNot proves that the rows of facts are those that are kept packed, and
// then the others.
func TestRowsAreKeptOrNot(t *testing.T) {
	rows := make([]JudgedApplication, 3)
	for i, licence := range []string{"140213100001", "140213100002", "140213100001"} {
		a := Application{Row: Row{Place: Place{"HZ-140213-20261123-001", "申请表", 7 + i}, Unit: "平城区"}, Licence: licence}
		rows[i] = JudgedApplication{Application: &a, Verdict: Judged{Place: a.Place, Unit: a.Unit, Licence: a.Licence, Outcome: Filed}}
	}
	var kept KeptRows
	for i := range len(rows) + 1 {
		f := Facts{Rows: Packed(kept).With(rows[i:]...)}.Indexed()
		if got := slices.Collect(f.RowsIn("平城区")); !reflect.DeepEqual(got, rows) {
			t.Errorf("%d kept: %+v", i, got)
		}
		if got := slices.Collect(f.LastRows("")); !reflect.DeepEqual(got, rows[1:]) {
			t.Errorf("%d kept: the last rows are %+v", i, got)
		}
		less := f.Rows.Without(func(row JudgedApplication) bool { return row.Place.Row == 8 })
		if got := less.Opened(); !reflect.DeepEqual(got, []JudgedApplication{rows[0], rows[2]}) {
			t.Errorf("%d kept: without the second %+v", i, got)
		}
		if got := f.Rows.Opened(); !reflect.DeepEqual(got, rows) || len(f.Rows.kept) > 0 {
			t.Errorf("%d kept: opened %+v", i, got)
		}
		if i < len(rows) {
			kept = append(kept, KeptRow{Application: rows[i].Application.Keep()}.Judged(rows[i].Verdict))
		}
	}
	slices.Reverse(rows)
	if got := slices.Collect(kept.Backward()); !reflect.DeepEqual(got, rows) {
		t.Errorf("backward: %+v", got)
	}
}

// TestAPackedApplicationMentionsItsLicence, as it was typed or as it was read.
func TestAPackedApplicationMentionsItsLicence(t *testing.T) {
	for _, typed := range []string{"140213100001", "１４０２１３１００００１", "140213 100001", ""} {
		a := Application{Licence: "140213100001", Row: Row{Cells: packCells(maps.All(map[column.Header]Cell{column.Licence: {"C7", typed}}))}}
		if k := a.Keep(); !k.Mentions("140213100001") || k.Mentions("140213100002") {
			t.Errorf("typed as %q it mentions its own %v, another's %v", typed, k.Mentions("140213100001"), k.Mentions("140213100002"))
		}
	}
}

// TestWhoChangesARowChangesItsOwn: what is opened is shared, so that whoever changes a row
// or the file of a row leaves what others have opened as it was.
func TestWhoChangesARowChangesItsOwn(t *testing.T) {
	a := keptExample()
	row := KeptRow{Application: a.Keep()}.Judged(Judged{Place: a.Place, Unit: a.Unit, Licence: a.Licence})
	opened := row.Open()
	changed := row.Changed(func(a *JudgedApplication) { a.Unit, a.Licence, a.Proofs = "云州区", "140215100002", nil })
	sub := Submission{Applications: KeptApplications{row.Application}}
	sub.SetUnit("新荣区")
	sub.SetReceipt("HZ-140212-20261124-009")
	if got := changed.Open(); got.Unit != "云州区" || got.Licence != "140215100002" || got.Proofs != nil {
		t.Errorf("changed, it is of %s, %s, with %q", got.Unit, got.Licence, got.Proofs)
	}
	if got := sub.Applications[0].Open(); got.Unit != "新荣区" || got.Receipt != "HZ-140212-20261124-009" {
		t.Errorf("of another file, it is of %s, %s", got.Unit, got.Receipt)
	}
	for _, got := range []*Application{opened.Application, row.Open().Application} {
		if !reflect.DeepEqual(*got, a) {
			t.Errorf("it was\n%+v\nand is\n%+v", a, *got)
		}
	}
}

// TestAKeptLineComesBack proves that a line of a plan is as it was, and that one that says
// another thing alone is kept apart from it.
func TestAKeptLineComesBack(t *testing.T) {
	var whole SupplyLine
	fillEmpty(reflect.ValueOf(&whole).Elem())
	lines := []SupplyLine{{}, whole}
	for i := range reflect.TypeFor[SupplyLine]().NumField() {
		other := whole
		reflect.ValueOf(&other).Elem().Field(i).SetZero()
		lines = append(lines, other)
	}
	kept := SupplyLines{}
	for _, l := range lines {
		kept = append(kept, l.Keep())
	}
	if got := slices.Collect(kept.All()); !reflect.DeepEqual(got, lines) {
		t.Errorf("%+v came back as %+v", lines, got)
	}
}

// TestARegisterRowComesBack proves that a row of 许可证状态 is as it was, whether it says
// what was typed or not, under its licence.
func TestARegisterRowComesBack(t *testing.T) {
	typed := keptExample().Row
	typed.Cells = packCells(maps.All(map[column.Header]Cell{column.Licence: {"A7", "140213100001"}, column.Operator: {"B7", "张 样"}, column.Unit: {"E7", ""}}))
	rows := RegisterRows{}
	for _, want := range []RegisterRow{
		{Licence: "140213100002"},
		{Licence: "140213100003", Operator: "李样", Status: column.LicenceValid, End: Day(2030, 1, 1), UnitName: "平城区"},
		{Row: typed, Licence: "140213100001", Operator: "张样", Status: "其他", End: Day(2030, 1, 1)},
		{Row: typed, Licence: "140213100001", Operator: "张 样", Status: column.LicencePaused, UnitName: "云冈区"},
	} {
		rows.Put(want)
		if got, ok := rows.Of(want.Licence); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v came back as %+v", want, got)
		}
	}
	if _, ok := rows.Of("140213100009"); ok || len(rows) != 3 {
		t.Errorf("%d rows are kept", len(rows))
	}
}

package assist

import (
	"fmt"
	"strings"
	"testing"
)

// TestARegisterIsComparedWithTheOneInForce: who is gone, who is no longer valid,
// and from where on it is in doubt.
func TestARegisterIsComparedWithTheOneInForce(t *testing.T) {
	today := Day(2026, 11, 30)
	licence := func(n int) string { return fmt.Sprintf("1402131%05d", n) }
	// build is a register of the licences up to n, statuses by number; "" leaves one out.
	build := func(receipt string, n int, status map[int]string) Register {
		g := Register{Receipt: receipt, Licences: RegisterRows{}}
		for i := range n {
			word, named := status[i]
			if named && word == "" {
				continue
			}
			row := RegisterRow{Licence: licence(i), Status: word, End: Day(2030, 1, 1)}
			row.Receipt = receipt
			switch word {
			case "":
				row.Status = "有效"
			case "过期":
				row.Status, row.End = "有效", Day(2026, 11, 29)
			}
			g.Licences.Put(row)
		}
		return g
	}
	roll := NewRoster()
	for i := range 30 { // of forty licences
		f := Filing{Number: licence(i), Unit: "平城区", Application: &Application{Licence: licence(i)}}
		roll.Filings[licence(i)] = &f
	}
	terms := Terms{Units: []Unit{{Name: "平城区"}}}
	for _, c := range []struct {
		name   string
		before map[int]string
		next   map[int]string
		lines  string
		doubt  string
	}{
		{"the same", nil, nil, "与上次登记比：少 0 户，其中在册 0 户", ""},
		{"two ended", nil, map[int]string{0: "注销", 1: "歇业"}, "与上次登记比：少 0 户，其中在册 0 户|由有效变为不再有效的，在册 2 户|平城区 2 户：140213100000、140213100001", ""},
		{"three ended of thirty", nil, map[int]string{0: "注销", 1: "", 2: "过期"},
			"与上次登记比：少 1 户，其中在册 1 户|平城区 1 户：140213100001|由有效变为不再有效的，在册 2 户|平城区 2 户：140213100000、140213100002", "与上次登记比：少 1 户，其中在册 1 户；在册且原为有效的 30 户中，有 3 户不再列入或不再有效"},
		{"three ended, nobody missing", nil, map[int]string{0: "注销", 1: "歇业", 2: "过期"},
			"与上次登记比：少 0 户，其中在册 0 户|由有效变为不再有效的，在册 3 户|平城区 3 户：140213100000、140213100001、140213100002", "在册且原为有效的 30 户中，有 3 户不再列入或不再有效"},
		{"three who were not valid", map[int]string{0: "停业", 1: "停业", 2: "停业"}, map[int]string{0: "", 1: "", 2: ""},
			"与上次登记比：少 3 户，其中在册 3 户|平城区 3 户：140213100000、140213100001、140213100002", ""},
		{"nobody of the roll", nil, map[int]string{35: "", 36: "", 37: ""}, "与上次登记比：少 3 户，其中在册 0 户", ""},
	} {
		compared := build("乙", 40, c.next).Compare(build("甲", 40, c.before), roll, today)
		if got := strings.Join(compared.Lines(roll, terms), "|"); got != c.lines {
			t.Errorf("%s: %s", c.name, got)
		}
		if got := compared.Doubt(terms, today); got != c.doubt {
			t.Errorf("%s: doubt %q", c.name, got)
		}
	}
	half := build("乙", 19, nil).Compare(build("甲", 40, nil), NewRoster(), today)
	if list := half.Concerned(); list == nil || len(list) > 0 || (WeekPlan{}).Awaiting() == nil {
		t.Error("nobody is an empty list, also in --json")
	}
	if got := half.Doubt(terms, today); got != "与上次登记比：少 21 户，其中在册 0 户；只有 19 行，不到上次 40 行的一半" {
		t.Errorf("fewer than half: %q", got)
	}
	if got := build("乙", 20, nil).Compare(build("甲", 40, nil), NewRoster(), today).Doubt(terms, today); got != "" {
		t.Errorf("half: %q", got)
	}
}

package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
)

// A form to complete says that it is filled in only where it is.
func TestAnEmptyFormSaysSo(t *testing.T) {
	for _, c := range []struct {
		unit             string
		renewal, wishing string
	}{
		{"平城区", "已按在册资料预填；", "本表已按在册资料预填许可证号和经营者。"}, {"开发区", "目前没有 60 日内到期、须复核的客户，本表没有预填，不用报送。", "目前无人在册，本表没有预填。"},
	} {
		book := UnitTodo(someFacts(), c.unit, renewalForm, wishForm)
		for name, want := range map[string]string{assist.RenewalSheet: c.renewal, string(assist.WishForm): c.wishing} {
			for _, p := range book.Pages {
				if notes := strings.Join(p.Notes, ""); p.Name == name && (!strings.Contains(notes, want) || strings.Count(notes, "预填") != 1) {
					t.Errorf("%s %s: no %s\n%s", c.unit, name, want, notes)
				}
			}
		}
	}
}

// A unit's papers name no sheet that only the city has.
func TestAUnitsNotesNameItsOwnSheets(t *testing.T) {
	f := someFacts()
	for i := range f.Plan.Lines {
		f.Plan.Lines[i].Asked = f.Plan.Lines[i].Demand + 3
	}
	const citys = "规格平衡和周报的申请量按"
	if text := paper.Text(SupplyDocument(f, "")); !strings.Contains(text, citys) {
		t.Fatal("the city's list says nothing of the limit:\n" + text)
	}
	texts := map[string]string{"供货明细": paper.Text(SupplyDocument(f, "平城区")), "周报": paper.Text(WeeklyUnit(f, "平城区"))}
	for name, b := range map[string]sheet.Book{"供货表": UnitSupply(f, "平城区"), "在册与待办": UnitTodo(f, "平城区", renewalForm, wishForm), "畅销与规格": Goods(f, "平城区")} {
		texts[name] = sheettest.Dump(b)
	}
	for name, text := range texts {
		for _, other := range []string{string(assist.BalanceSheet), "分配过程", "备案汇总表", "监督清单", "待办_市局"} {
			if strings.Contains(text, other) {
				t.Errorf("%s of a unit names %s\n%s", name, other, text)
			}
		}
	}
	if !strings.Contains(texts["供货明细"], "；周报的申请量按单规格加量上限计") {
		t.Error(texts["供货明细"])
	}
}

package report

import (
	"slices"
	"testing"

	"bangfu/internal/assist"
)

// planned gives the facts a 货源计划: 七匹狼 and 中华 are 畅销, 云烟's row was left out.
func planned(f assist.Facts) assist.Facts {
	base := func(of12, of1 int) (b [31]int) { b[12], b[1] = of12, of1; return b }
	f.Plan.Source = &assist.SupplyPlan{Week: f.Week, Receipt: "HZ-SJ-20261123-001", Products: []assist.PlannedProduct{
		{Barcode: zhonghua, BestSelling: true, Pool: 4, Base: base(2, 0)},
		{Barcode: qipilang, BestSelling: true, Pool: 20, Base: base(3, 1)},
		{Barcode: yunyan, BestSelling: true, Pool: 3, Base: base(9, 9), Fault: "同一规格出现两次"},
	}}
	return f
}

// Each 规格 offers every product, the 畅销 first, and takes what is typed too; a
// name that two products share is offered by barcode.
func TestProductsAreOffered(t *testing.T) {
	f := planned(someFacts())
	f.Terms.Products = assist.NewCatalogue(append(slices.Clone(f.Terms.Products.List),
		assist.Product{Barcode: "6901028000014", Name: "同名", OnSale: true}, assist.Product{Barcode: "6901028000021", Name: "同名", OnSale: true}))
	want := []string{"七匹狼(软灰)", "中华(硬)", "云烟(硬云龙细支)", "6901028000014", "6901028000021"}
	pages := UnitTodo(f, "平城区", renewalForm, wishForm).Pages
	for _, c := range pages[len(pages)-1].Blocks[0].Columns {
		wished := c.Header == "规格1" || c.Header == "规格8"
		if wished != c.Open || wished && !slices.Equal(c.Choices, want) || !wished && c.Choices != nil {
			t.Errorf("%s: %v, open %v", c.Header, c.Choices, c.Open)
		}
	}
}

// A person who was erased is not handed out again.
func TestErasedAreNotPrefilled(t *testing.T) {
	f := someFacts()
	held := func() bool {
		pages := UnitTodo(f, "平城区", renewalForm, wishForm).Pages
		for _, row := range pages[len(pages)-1].Blocks[0].Rows {
			if row[0].Text == liDibao {
				return true
			}
		}
		return false
	}
	if !held() {
		t.Fatal("nobody is prefilled")
	}
	if f.Erased[liDibao] = true; held() {
		t.Error("an erased person is prefilled")
	}
}

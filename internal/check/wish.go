package check

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// wishRules are all rules of one row of 帮扶申请表.
var wishRules = []func(*wish) []assist.Finding{
	func(w *wish) []assist.Finding { return w.licenceNumber() },
	wishedAmount, wishedUnknown, wishValues, wishDate, wishTooMany, wishTwice, wishAboveLimit, wishNotBest, wishStranger, wishAgain, wishEmpty,
}

// wish is one row of 帮扶申请表 under judgement.
type wish struct {
	subject
	assist.Wish
	b     *bench
	twins []int // the rows of the sheet that name its licence, itself too
}

// wishEmpty is N708: a row that asks for no product takes the place of one that
// did (六).
func wishEmpty(w *wish) []assist.Finding {
	if len(w.Products) > 0 {
		return nil
	}
	return w.one("N708", column.Wished(1), "这一行没有填规格："+w.ifSent()+"原来申请的规格从此不算，以后由系统按该客户自己订得多的畅销规格安排")
}

// ifSent says that a row which went back changes nothing yet; it is asked last.
func (w *wish) ifSent() string {
	if slices.ContainsFunc(w.findings, returnsRow) {
		return "重报时还不填的，"
	}
	return ""
}

// wishRows are the rows of each licence, by sheet and licence.
func wishRows(list assist.KeptWishes) map[[2]string][]int {
	rows := map[[2]string][]int{}
	for w := range list.All() {
		k := [2]string{w.Sheet, w.Licence}
		rows[k] = append(rows[k], w.Place.Row)
	}
	return rows
}

// judgeWish judges a row of 帮扶申请表; its V never touch the application.
func (b *bench) judgeWish(row assist.Wish, rows map[[2]string][]int, r refusal) assist.Judged {
	w := &wish{subject: subject{Row: row.Row, licence: row.Licence, dated: &b.terms, on: row.Applied}, Wish: row, b: b}
	if w.on == 0 || w.on > b.Today {
		w.on = b.Today
	}
	w.twins = rows[[2]string{w.subject.Sheet, row.Licence}]
	switch {
	case r.away.has(row.Licence):
		return w.judged(assist.WishForm, r.of(row.Sheet))
	case w.nameless():
		w.add(w.nobody(noCustomer))
		return w.judged(assist.WishForm, r.of(row.Sheet))
	}
	for _, rule := range wishRules {
		w.add(rule(w)...)
	}
	return w.judged(assist.WishForm, r.of(row.Sheet))
}

// wishedAmount is V702: 每规格加量 is not a whole number ≥ 1 (六).
func wishedAmount(w *wish) []assist.Finding {
	f := w.fault(column.Each)
	if f != nil && f.Kind == sheet.NotWhole {
		return []assist.Finding{w.faultFinding("V702", *f)}
	}
	if f == nil && w.Each < 1 && w.subject.Text(column.Each) != "" {
		return w.one("V702", column.Each, "每规格加量“"+w.subject.Text(column.Each)+"”不是大于或等于 1 的整数")
	}
	return nil
}

// wishedUnknown is V703: a product that the catalogue does not know (六).
func wishedUnknown(w *wish) []assist.Finding {
	if w.b.Alone && len(w.b.terms.Products.List) == 0 {
		w.miss("V703", assist.AfterSending(assist.ProductTable))
		return nil
	}
	var list []assist.Finding
	for _, p := range w.Products {
		if p.Barcode == "" && (w.fault(p.Header) == nil || w.fault(p.Header).Kind == sheet.NotProduct) {
			f := w.finding("V703", p.Header, string(p.Header)+"“"+p.Text+"”既不是有效条码，也不是规格目录中的名称")
			list = append(list, maybe(f, w.b.terms.Products.Near(p.Text)))
		}
	}
	return list
}

func wishValues(w *wish) []assist.Finding {
	var list []assist.Finding
	for _, f := range w.subject.Faults {
		if f.Kind == sheet.NotProduct && w.b.Alone && len(w.b.terms.Products.List) == 0 {
			continue
		}
		list = append(list, w.valueFault(f)...)
	}
	return list
}

// wishDate is V208: an application date in the future (填报要求).
func wishDate(w *wish) []assist.Finding {
	if w.Applied <= w.b.Today {
		return nil
	}
	return w.one("V208", column.Applied, afterToday(column.Applied, w.Applied, w.b.Today))
}

// wishTooMany is V701: more distinct products than one order may have (六).
func wishTooMany(w *wish) []assist.Finding {
	most := w.limit(assist.MaxProducts)
	seen := map[string]bool{}
	var at column.Header
	for _, p := range w.Products {
		if p.Barcode == "" || seen[p.Barcode] {
			continue
		}
		seen[p.Barcode] = true
		if len(seen) == most+1 {
			at = p.Header
		}
	}
	if at == "" {
		return nil
	}
	return []assist.Finding{w.advised("V701", at, "申请了 "+itoa(len(seen))+" 个规格，最多 "+itoa(most)+" 个"+w.changed(assist.MaxProducts), "请只保留最需要的 "+itoa(most)+" 个规格")}
}

// wishTwice is N704: a product wanted twice counts once (六).
func wishTwice(w *wish) []assist.Finding {
	var list []assist.Finding
	first := map[string]column.Header{}
	for _, p := range w.Products {
		if p.Barcode == "" {
			continue
		}
		if h, again := first[p.Barcode]; again {
			list = append(list, w.finding("N704", p.Header, string(p.Header)+"与"+string(h)+"是同一规格，只计一次"))
			continue
		}
		first[p.Barcode] = p.Header
	}
	return list
}

// wishAboveLimit is N707: more cartons than the limit, cut to it (六).
func wishAboveLimit(w *wish) []assist.Finding {
	most := w.limit(assist.MaxExtra)
	if w.Each <= most || w.bad[column.Each] {
		return nil
	}
	return []assist.Finding{w.advised("N707", column.Each, "每规格加量 "+itoa(w.Each)+" 条超过上限 "+itoa(most)+" 条"+w.changed(assist.MaxExtra)+"，按 "+itoa(most)+" 条计", "无需处理")}
}

// notBest is the code of a product that does not sell best.
const notBest = "N705"

// wishNotBest is N705: a product that does not sell best this week (六).
func wishNotBest(w *wish) []assist.Finding {
	if w.b.Plan == nil {
		return nil
	}
	var list []assist.Finding
	for _, p := range w.Products {
		if p.Barcode != "" && !w.b.best[p.Barcode] {
			list = append(list, w.finding(notBest, p.Header, w.b.terms.Products.Name(p.Barcode)+"不在 "+w.b.Plan.Week.String()+" 的畅销规格中"))
		}
	}
	return list
}

// wishStranger is V706: a customer neither applying nor on the roll (七.3).
func wishStranger(w *wish) []assist.Finding {
	unit := w.subject.Unit
	if w.b.Alone || w.Licence == "" || w.bad[column.Licence] || w.b.applying[unit+w.Licence] || w.b.onRoll(unit, w.Licence) {
		return nil
	}
	return w.b.stranger(&w.subject, "V706", "该客户在本县区没有收下的申请，也不在册")
}

// wishAgain is V501: a customer has one row on the sheet, or nobody can know
// which is meant (五.2).
func wishAgain(w *wish) []assist.Finding {
	if len(w.twins) < 2 || w.Licence == "" || w.fault(column.Licence) != nil {
		return nil
	}
	var names []string
	for _, row := range w.twins {
		if row != w.subject.Place.Row && len(names) < 3 {
			names = append(names, "本表第 "+itoa(row)+" 行")
		}
	}
	text := "许可证号与" + strings.Join(names, "、")
	if len(w.twins) > 4 {
		text += "等多行"
	}
	return w.one("V501", column.Licence, text+"重复")
}

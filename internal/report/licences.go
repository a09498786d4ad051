package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Licensing is 许可证清单 for 专卖科 as a workbook of its own.
func Licensing(f assist.Facts) sheet.Book {
	return bound("弱势群体客户许可证清单 "+f.Week.String(), f.At, licenceList(f))
}

// licenceList is 许可证关注: customers on the roll whose licence ends soon or has
// ended, is not 有效, is not in the register or left out of it, or has another unit's prefix.
func licenceList(f assist.Facts) sheet.Page {
	r := newRolling(f)
	days := f.Terms.Limit(assist.DueDays, f.Today).Int()
	p := r.page(assist.LicensingSheet, "弱势群体客户许可证关注清单", "户")
	p.Notes = []string{fmt.Sprintf("列出在册客户中 %d 日内到期或已到期、停业等状态异常、不在登记、登记的行没有采用或前缀与县区不符的许可证（五.5）。", days)}
	p.Notes = append(p.Notes, r.registerNote()...)
	b := sheet.Block{Empty: "没有需要关注的许可证", Filter: true,
		Columns: narrow(heads(column.Unit, column.Licence, long(column.Shop), column.Operator, column.Matter, column.LicenceState, column.Until, column.DaysLeft, long(column.Note), long(column.Source)),
			map[column.Header]float64{column.Shop: 22, column.Note: 44, column.Source: 24})}
	for filing := range r.Enrolled("") {
		b.Rows = append(b.Rows, r.licenceRows(filing, days)...)
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// licence is what is known of a customer's licence, and where it stands.
type licence struct {
	status string
	end    assist.Date
	from   assist.Place
	known  bool
}

// licenceFor takes the register, or the form where that is silent.
func (r rolling) licenceFor(a *assist.Application) licence {
	if r.Register.Silent(a.Licence) {
		return licence{"", a.LicenceEnd, a.Place, true}
	}
	row, ok := r.Register.Licences.Of(a.Licence)
	from := assist.Place{Receipt: r.Register.Receipt, Sheet: row.Sheet, Row: row.Place.Row}
	if r.Register.Carried(a.Licence) {
		from.Receipt = row.Receipt
	}
	return licence{row.Status, row.End, from, ok}
}

// licenceRows is a line for each matter of one customer's licence.
func (r rolling) licenceRows(f assist.Filing, days int) [][]sheet.Value {
	a := f.Application
	l := r.licenceFor(a)
	var rows [][]sheet.Value
	add := func(matter, words string) {
		row := append(texts(f.Unit, a.Licence, r.shown(a.Licence, a.Shop), r.shown(a.Licence, a.Operator), matter, l.status), l.end.Cell())
		left := sheet.S("")
		if l.end != 0 {
			left = sheet.I(l.end - r.Today)
		}
		rows = append(rows, append(append(row, left), texts(words, l.from.Words())...))
	}
	if left := r.Register.Left[a.Licence]; left || r.Register.Carried(a.Licence) {
		which, by := "的这一行", "上一次登记"
		if !left {
			which = "像是这个许可证的一行"
		}
		if r.Register.Silent(a.Licence) {
			by = "申报的许可证有效期止"
		}
		add("登记未采用", "许可证状态（回执 "+r.Register.Receipt+"）中"+which+"没有采用（C201），暂按"+by+"认定；请按回执改好后重报。")
	}
	switch left := l.end - r.Today; {
	case !l.known && r.erased[a.Licence]: // his row of the register was erased with him
	case !l.known:
		add("不在登记", "许可证状态中没有这个许可证，不供货；请核实后更新登记。")
	case l.status != "" && l.status != column.LicenceValid:
		add(l.status, "状态不是有效，不供货。")
	case l.end == 0:
		add("有效期不明", "没有有效期止，请核实。")
	case left < 0:
		add("已到期", "许可证已过有效期，不供货；请办理延续。")
	case left == 0:
		add("即将到期", "今天到期，请立即办理延续。")
	case int(left) <= days:
		add("即将到期", fmt.Sprintf("还有 %d 天到期，请优先办理延续。", left))
	}
	if u, ok := r.Terms.Unit(f.Unit); ok && len(u.Prefixes) > 0 && !u.Serves(a.Licence) {
		add("前缀不符", fmt.Sprintf("许可证前六位 %s 不在%s的前缀（%s）之中，请核实所属县区。", a.Licence[:min(6, len(a.Licence))], f.Unit, strings.Join(u.Prefixes, "、")))
	}
	return rows
}

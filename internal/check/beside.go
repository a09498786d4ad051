package check

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// WishBeside is N709 of a row of 帮扶申请表 that has another of its customer beside
// it; used says that it is the one that counts.
func WishBeside(w, other assist.Wish, used bool) assist.Finding {
	l := &subject{Row: w.Row, licence: w.Licence}
	text := fmt.Sprintf("该客户在 %s 第 %d 行另有申请日期 %s 的帮扶申请，", other.Receipt, other.Place.Row, other.Applied)
	if used {
		return l.finding("N709", column.Licence, text+"按这一行供货，那一行不用")
	}
	return l.finding("N709", column.Licence, text+"按那一行供货，这一行不用")
}

// namedMonths is how many customers' months a finding names.
const namedMonths = 3

// MonthsTwice is N810 of a sales history whose customers' months stand in another
// of the run, too; used says that this one counts.
func MonthsTwice(sub *assist.Submission, other string, months []string, used bool) assist.Finding {
	text := strings.Join(months[:min(len(months), namedMonths)], "、")
	if len(months) > namedMonths {
		text += fmt.Sprintf(" 等 %d 个", len(months))
	}
	which := "只按这一份计，那一份里的不计"
	if !used {
		which = "只按那一份计，这一份里的不计"
	}
	name := ""
	for _, t := range sub.Tables {
		if t.Form == assist.SalesForm {
			name = t.Sheet
		}
	}
	return fileFinding("N810", name, "", "", "客户的月份 "+text+" 在 "+other+" 里也有而内容不同，"+which+"，没有相加")
}

package check

import (
	"fmt"
	"slices"
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

// WishOfLeaver is N710 of a row of 帮扶申请表 whose customer leaves by a row of the same run.
func WishOfLeaver(w assist.Wish) assist.Finding {
	l := &subject{Row: w.Row, licence: w.Licence}
	return l.finding("N710", column.Licence, "该客户在这次收到的申请表里报了退出，帮扶申请不起作用")
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
	return fileFinding("N810", saleSheet(sub), "", "", "客户的月份 "+text+" 在 "+other+" 里也有而内容不同，"+which+"，没有相加")
}

// LessSold is a customer's month that a sales history replaces by one with fewer order days.
type LessSold struct {
	Licence string
	Month   string // 2026-06
	Source  string // receipt of the file that had it
	Cartons int    // of the order days that are lost
}

// LostSales is N812 of a sales history that takes away order days which files of earlier
// runs had.
func LostSales(sub *assist.Submission, less []LessSold) assist.Finding {
	cartons := 0
	var named, sources []string
	for i, x := range less {
		cartons += x.Cartons
		if i < namedMonths {
			named = append(named, fmt.Sprintf("%s %s 少 %d 条", x.Licence, x.Month, x.Cartons))
		}
		if !slices.Contains(sources, x.Source) && len(sources) < namedMonths {
			sources = append(sources, x.Source)
		}
	}
	text := strings.Join(named, "、")
	if len(less) > namedMonths {
		text += fmt.Sprintf(" 等 %d 个客户的月份", len(less))
	}
	f := fileFinding("N812", saleSheet(sub), "", "", fmt.Sprintf("以前收到的 %s 里有的订货，这一份里没有了，共少 %d 条：%s；这些月份只按这一份计", strings.Join(sources, "、"), cartons, text))
	f.Count = len(less)
	return f
}

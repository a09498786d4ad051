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

// LessSold is a customer's month that a sales history replaces by one that says less.
type LessSold struct {
	Licence string
	Month   string // 2026-06
	Source  string // receipt of the file that had it
	Less
}

// Less is how much less than the month before it a month of sales says. Of the three the
// first that is above 0 tells most.
type Less struct {
	Lost    int        // cartons (条), net of returns, of order days that are gone
	Fewer   int        // cartons, returns aside, that the later month has fewer, the days that are gone apart
	Cheaper assist.Fen // what other products in place of those before are worth less, at wholesale
}

// LessThan compares a customer's month with the one that replaces it. What a catalogue has
// no price for is not compared by its worth.
func LessThan(was, is []assist.Sale, goods assist.Catalogue) Less {
	left := map[assist.Date]bool{}
	for _, l := range is {
		left[l.Day] = true
	}
	var x Less
	kept := slices.DeleteFunc(slices.Clone(was), func(l assist.Sale) bool { return !left[l.Day] })
	for _, l := range was {
		if !left[l.Day] {
			x.Lost += l.Cartons
		}
	}
	before, worth, priced := ordered(kept, goods)
	now, value, all := ordered(is, goods)
	if x.Fewer = max(0, before-now); x.Lost <= 0 && x.Fewer == 0 && priced && all {
		x.Cheaper = max(0, worth-value)
	}
	return x
}

// ordered are the cartons of some lines, returns aside, and what they are worth at
// wholesale; priced is false when the catalogue has no price for one of them.
func ordered(lines []assist.Sale, goods assist.Catalogue) (cartons int, worth assist.Fen, priced bool) {
	priced = true
	for _, l := range lines {
		if l.Cartons < 0 {
			continue
		}
		p, known := goods.Barcode(l.Barcode)
		cartons += l.Cartons
		worth += assist.Fen(l.Cartons) * p.Wholesale
		priced = priced && known && p.Wholesale > 0
	}
	return cartons, worth, priced
}

// lessWords tell how months say less, the gravest first: what the file before had, how much
// of it one month lacks, and how that is written.
var lessWords = []struct {
	words string
	of    func(Less) int
	in    func(int) string
}{
	{"里有的订货，这一份里没有了，", func(x Less) int { return x.Lost }, inCartons},
	{"里的订货，这一份里数量少了，", func(x Less) int { return x.Fewer }, inCartons},
	{"里的订货，这一份里条数没少、规格改了，按批发价", func(x Less) int { return int(x.Cheaper) }, func(n int) string { return assist.Fen(n).Yuan() + " 元" }},
}

func inCartons(n int) string { return itoa(n) + " 条" }

// LostSales is N812 of a sales history that says less of customers' months than files of
// earlier runs.
func LostSales(sub *assist.Submission, less []LessSold) assist.Finding {
	var told []string
	for _, w := range lessWords {
		sum, count := 0, 0
		var named, sources []string
		for _, x := range less {
			n := w.of(x.Less)
			if n <= 0 {
				continue
			}
			sum += n
			if count++; count <= namedMonths {
				named = append(named, x.Licence+" "+x.Month+" 少 "+w.in(n))
			}
			if !slices.Contains(sources, x.Source) && len(sources) < namedMonths {
				sources = append(sources, x.Source)
			}
		}
		if count == 0 {
			continue
		}
		text := "以前收到的 " + strings.Join(sources, "、") + " " + w.words + "共少 " + w.in(sum) + "：" + strings.Join(named, "、")
		if count > namedMonths {
			text += fmt.Sprintf(" 等 %d 个客户的月份", count)
		}
		told = append(told, text)
	}
	f := fileFinding("N812", saleSheet(sub), "", "", strings.Join(told, "；")+"；这些月份只按这一份计")
	f.Count = len(less)
	return f
}

package sample

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// villager makes the n-th person of the story of his row.
func (s *Story) villager(r record, n int) (*villager, error) {
	v := &villager{
		n: n, step: r["步"], unit: r["单位"], typed: pairs(r["填写"]), tale: r["情节"],
		expected: map[string]string{Monday: r["周一"], Thursday: r["周四"]},
	}
	a := &v.app
	a.Business, a.Licence, a.Operator = assist.NewCustomer, r["许可证号"], r["姓名"]
	a.Shop, a.ID, a.Phone, a.Address = shopOf(a.Operator, n), idOf(n), phoneOf(n), addressOf(v.unit, n)
	a.Market, a.Household = r["户籍"], r["户籍"]
	if a.Household == assist.Rural {
		a.Market = column.Village
	}
	a.Cycle, a.OrderDay = assist.Cycle(r["周期"]), r["订货日"]
	a.LicenceEnd = assist.Day(2028+n%3, time.Month(1+n%12), 1+n%28)
	var err error
	if a.Members, err = strconv.Atoi(r["人口"]); err != nil {
		return nil, err
	}
	if a.Grade, err = strconv.Atoi(r["档位"]); err != nil {
		return nil, err
	}
	income, err := strconv.Atoi(r["年收入"])
	if err != nil {
		return nil, err
	}
	a.Income = assist.Fen(income) * 100
	v.datesOf(n)
	if err := s.buysOf(v, r["销量"], n); err != nil {
		return nil, err
	}
	if err := s.marginOf(v, r["毛利"]); err != nil {
		return nil, err
	}
	return v, v.proof(assist.Hardship(r["类别"]), r["证件"], n)
}

// datesOf lets a person apply on a working day of the first week of November
// and be approved by the 20th.
func (v *villager) datesOf(n int) {
	v.app.Applied = storyMonday - 21 + assist.Date(n%5)
	for i, name := range signersOf(v.unit) {
		v.app.Approvals[i] = assist.Approval{Opinion: column.Agreed, Name: name, Day: v.app.Applied + assist.Date(7*i)}
	}
}

// buysOf reads 组合 and 月数, such as 甲12.
func (s *Story) buysOf(v *villager, text string, n int) error {
	if text == "-" || text == "" {
		return nil
	}
	for name, basket := range s.baskets {
		rest, ok := strings.CutPrefix(text, name)
		months, err := strconv.Atoi(rest)
		if !ok || err != nil {
			continue
		}
		day, _ := assist.WeekdayOf(v.app.OrderDay)
		v.buys = buyer{
			licence: v.app.Licence, shop: v.app.Shop, basket: basket, cycle: v.app.Cycle, weekday: day,
			from: storyMonday.AddMonths(-months), to: storyMonday - 1, seed: uint64(n) + 77,
		}
		return nil
	}
	return fmt.Errorf("销量 %q", text)
}

// marginOf reads the declared margin; 算 is what the sales history shows, in whole 元.
func (s *Story) marginOf(v *villager, text string) error {
	switch text {
	case "-", "":
		v.app.Margin = -1
	case "算":
		v.app.Margin = v.buys.history().MarginOn(v.app.Applied, 12, s.terms.Products).Yearly / 100 * 100
	default:
		yuan, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		v.app.Margin = assist.Fen(yuan) * 100
	}
	return nil
}

// proof gives a person the papers of his hardship.
func (v *villager) proof(h assist.Hardship, paper string, n int) error {
	a := &v.app
	a.Hardship = h
	switch h {
	case assist.Dibao:
		return v.dibaoProof(paper, n)
	case assist.Temporary:
		end, ok := assist.ParseDate(paper)
		if !ok {
			return fmt.Errorf("证件 %q", paper)
		}
		a.End, a.Proofs = end, []string{"村（居）委会证明", "现场照片"}
		return nil
	}
	tail := strings.TrimLeft(paper, "本人配偶父母子女")
	a.Relation = strings.TrimSuffix(paper, tail)
	a.DisabledBy, a.DisabledNo = a.Operator, a.ID+tail
	if a.Relation != column.Self {
		a.DisabledBy, a.DisabledNo = nameOf(n*37+5), relativeOf(n, a.Relation)+tail
	}
	a.Proofs = []string{"残疾人证复印件", "户口簿复印件"}
	return nil
}

func (v *villager) dibaoProof(paper string, n int) error {
	a := &v.app
	switch paper {
	case "低保证":
		a.DibaoNo, a.DibaoEnd = dibaoOf(n), assist.Day(2027, time.Month(3+n%9), 28)
		a.Proofs = []string{"低保证复印件", "户口簿复印件"}
	case "过期":
		a.DibaoNo, a.DibaoEnd = dibaoOf(n), assist.Day(2026, time.June, 30)
		a.Proofs = []string{"户口簿复印件"}
	case "证明":
		a.Proofs = []string{"民政部门低保证明", "户口簿复印件"}
	case "无":
		a.Proofs = []string{"户口簿复印件"}
	default:
		return fmt.Errorf("证件 %q", paper)
	}
	return nil
}

// row is the row as the county typed it.
func (v *villager) row() values {
	list := applicationRow(v.app)
	for header, s := range v.typed {
		if digits, ok := strings.CutPrefix(s, "#"); ok {
			n, _ := strconv.ParseInt(digits, 10, 64)
			list[column.Header(header)] = wholeNumber(int(n))
			continue
		}
		list[column.Header(header)] = text(s)
	}
	return list
}

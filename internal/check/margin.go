package check

import (
	"math/big"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// marginTest compares declared and computed gross margin with the share (三.2).
type marginTest struct {
	computed, declared bool // which of them exist
	computedMeets      bool
	declaredMeets      bool
	apart              bool // they differ by more than the allowed ratio
	turnover           bool // the declared margin looks like turnover
	sales              assist.Margin
	share              assist.Number
}

// conflict reports whether the two margins disagree so that somebody must look.
func (m marginTest) conflict() bool {
	if !m.computed || !m.declared || !m.computedMeets && !m.declaredMeets {
		return false
	}
	return m.computedMeets != m.declaredMeets || m.apart
}

// assessMargin tests the gross margin share: computed from the sales history
// when enough months are on file, else as declared.
func (a *applicant) assessMargin() assessment {
	if a.lacks(column.Income) || a.lacks(column.Margin) || a.Income < 0 {
		return assessment{}
	}
	window := a.b.terms.Limit(assist.MarginWindow, a.day).Int()
	h := a.b.history(a.Licence)
	m := marginTest{share: a.b.terms.Limit(assist.MarginShare, a.day), declared: a.Margin >= 0}
	m.sales = h.MarginOn(a.day, window, a.b.terms.Products)
	enough := m.sales.Months > 0 && m.sales.Months >= a.b.terms.Limit(assist.MarginMonths, a.day).Int()
	facts := []string{a.Income.Yuan(), a.Margin.Yuan(), itoa(m.sales.Months), m.sales.Sum.Yuan()}
	if enough && m.sales.Unpriced {
		what := "规格目录中的 " + listed(a.unpriced(h, window), "个条码")
		return assessment{missing: what, grounds: "销售历史毛利无法计算：缺少" + what, compare: facts, margin: m}
	}
	m.computed = enough
	if m.computed {
		m.computedMeets = a.meetsShare(m.sales.Sum, m.sales.Months, m.share)
	}
	if m.declared {
		m.declaredMeets = a.meetsShare(a.Margin, 12, m.share)
	}
	if m.computed && m.declared {
		m.apart = farApart(m.sales, a.Margin, a.b.terms.Limit(assist.MarginConflict, a.day))
		m.turnover = looksLikeTurnover(h, a.day, window, m.sales.Months, a.Margin, a.b.terms.Products)
	}
	return a.marginAssessment(m, facts)
}

// meetsShare: a margin over some months, taken to a year, ≥ share × income.
func (a *applicant) meetsShare(sum assist.Fen, months int, share assist.Number) bool {
	return product(int64(sum), 12, int64(assist.One)).Cmp(product(int64(share), int64(a.Income), count(months))) >= 0
}

// farApart reports whether declared and computed differ by more than a ratio.
func farApart(m assist.Margin, declared assist.Fen, ratio assist.Number) bool {
	x, y := product(int64(m.Sum), 12), product(int64(declared), count(m.Months))
	if x.Cmp(y) > 0 {
		x, y = y, x
	}
	if x.Sign() <= 0 {
		return y.Sign() > 0
	}
	return y.Mul(y, big.NewInt(int64(assist.One))).Cmp(x.Mul(x, big.NewInt(int64(ratio)))) > 0
}

// looksLikeTurnover reports whether the declared margin lies near the year's
// sales at wholesale or retail prices: between four fifths and six fifths.
func looksLikeTurnover(h assist.History, on assist.Date, window, months int, declared assist.Fen, products assist.Catalogue) bool {
	from, to := assist.Window(on, window)
	var bought, sold assist.Fen
	h.Between(from.First(), to.Last(), func(s assist.Sale) {
		w, r := s.Wholesale, s.Retail
		if p, ok := products.Barcode(s.Barcode); ok {
			w, r = p.Wholesale, p.Retail
		}
		bought += w * assist.Fen(s.Cartons)
		sold += r * assist.Fen(s.Cartons)
	})
	d := product(int64(declared), count(months), 5)
	return declared > 0 && d.Cmp(product(int64(bought), 12, 4)) >= 0 && d.Cmp(product(int64(sold), 12, 6)) <= 0
}

// marginAssessment decides by the computed margin when there is one, by the
// declared one else, or once a conflict has been answered 属实.
func (a *applicant) marginAssessment(m marginTest, facts []string) assessment {
	s := assessment{margin: m, compare: facts, judged: m.computed || m.declared}
	computed := func() string {
		return a.shareText(m.sales.Yearly, m.sales.Sum, m.sales.Months, m.computedMeets, m.share, "按销售历史 "+itoa(m.sales.Months)+" 个月计算")
	}
	declared := func() string { return a.shareText(a.Margin, a.Margin, 12, m.declaredMeets, m.share, "申报") }
	switch {
	case m.conflict() && a.answered("Q306", a.marginDigest(facts)):
		s.meets, s.grounds = m.declaredMeets, declared()+"；"+computed()+"；申报已核实"
	case m.conflict():
		s.meets, s.grounds = m.computedMeets, computed()+"；"+declared()+"；待核实"
	case m.computed:
		s.meets, s.grounds = m.computedMeets, computed()
	case m.declared:
		s.meets, s.grounds = m.declaredMeets, declared()
	}
	return s
}

// shareText is one comparison with the share as a sentence.
func (a *applicant) shareText(yearly, sum assist.Fen, months int, meets bool, share assist.Number, how string) string {
	if since := a.terms().Since(assist.MarginShare, a.on); since != "" {
		how = since + "；" + how
	}
	return "年毛利 " + yearly.Yuan() + " 元 ÷ 家庭年收入 " + a.Income.Yuan() + " 元 = " + a.partOfIncome(sum, months) + " " + sign(!meets) + " " + share.Percent() + "（" + how + "）"
}

// partOfIncome is what a margin over some months, taken to a year, is of the
// income, in percent.
func (a *applicant) partOfIncome(sum assist.Fen, months int) string {
	if a.Income <= 0 {
		return "—"
	}
	return quotient(product(int64(sum), 12, 100), int64(a.Income)*count(months), 1) + "%"
}

// conflictText tells the two margins that do not agree, in words.
func (a *applicant) conflictText(m marginTest) string {
	return "申报毛利与销售历史算出的对不上：申报一年 " + a.Margin.Yuan() + " 元，是家庭年收入的 " + a.partOfIncome(a.Margin, 12) +
		"；按销售历史 " + itoa(m.sales.Months) + " 个月算出一年 " + m.sales.Yearly.Yuan() + " 元，是家庭年收入的 " + a.partOfIncome(m.sales.Sum, m.sales.Months) +
		"（认定要不低于 " + m.share.Percent() + "）" + a.changed(assist.MarginShare)
}

func (a *applicant) marginDigest(facts []string) string {
	return digest(append([]string{"Q306"}, facts...)...)
}

// unpriced lists the barcodes of the window that neither the catalogue nor their own rows price.
func (a *applicant) unpriced(h assist.History, window int) []string {
	var list []string
	from, to := assist.Window(a.day, window)
	h.Between(from.First(), to.Last(), func(s assist.Sale) {
		if _, ok := a.b.terms.Products.Barcode(s.Barcode); !ok && (s.Retail <= 0 || s.Wholesale <= 0) && !slices.Contains(list, s.Barcode) {
			list = append(list, s.Barcode)
		}
	})
	slices.Sort(list)
	return list
}

// marginStated is V201 for 卷烟年毛利: neither declared nor computed (三.2).
func marginStated(a *applicant) []assist.Finding {
	m := a.assess()
	if a.b.Alone || m.judged || m.missing != "" || a.lacks(column.Income) || a.lacks(column.Margin) || a.subject.Text(column.Margin) != "" {
		return nil
	}
	return a.one("V201", column.Margin, "困难类别为残疾，卷烟年毛利未填，销售历史也不足以计算")
}

// marginShare is V305: the share is not reached (三.2).
func marginShare(a *applicant) []assist.Finding {
	m := a.assess()
	if !m.judged || m.meets || m.margin.conflict() && !a.answered("Q306", a.marginDigest(m.compare)) {
		return nil
	}
	return a.one("V305", column.Margin, "卷烟毛利占家庭收入的比例不够："+m.grounds)
}

// marginConflict is Q306: declared and computed margin disagree (三.2).
func marginConflict(a *applicant) []assist.Finding {
	m := a.assess()
	if !m.judged || !m.margin.conflict() {
		return nil
	}
	text := a.conflictText(m.margin)
	if m.margin.turnover {
		text += "；申报数接近销售额，是否把销售额当成了毛利"
	}
	f := a.finding("Q306", column.Margin, text)
	f.Compared = a.marginDigest(m.compare)
	return []assist.Finding{f}
}

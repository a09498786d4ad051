package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Plan judges the city's 货源计划 (C101–C104, 五.3). It gives one plan a week
// that the file names; a product at fault is in it with the reason, so that
// 规格平衡 can name it. A row whose week cannot be used goes with the file's
// only good week, when there is just one. A refused file or sheet gives none.
// Whatever is at fault puts the plan in doubt, and the plan says so.
func Plan(sub *assist.Submission, t assist.Terms, today assist.Date) ([]assist.SupplyPlan, []assist.Judged) {
	no := refused(sub, t)
	rows := make([]*planRow, len(sub.Plan))
	twice := map[string][]int{}
	for i, r := range sub.Plan {
		rows[i] = &planRow{subject: subject{Row: r.Row, city: true}, PlanRow: r, terms: t, today: today}
		if !r.Week.IsZero() && r.Barcode != "" {
			k := r.Week.String() + r.Barcode
			twice[k] = append(twice[k], r.Place.Row)
		}
	}
	var judged []assist.Judged
	blankIsNo, stray := blankIsNo(sub.Plan), strayWeeks(sub.Plan, today)
	for _, p := range rows {
		p.same, p.blankIsNo, p.stray = twice[p.Week.String()+p.Barcode], blankIsNo, stray[p.Week]
		for _, rule := range planRules {
			p.add(rule(p)...)
		}
		judged = append(judged, p.judged(assist.PlanForm, no.of(p.subject.Sheet)))
	}
	return assemble(sub, rows, judged), judged
}

// refused is what an S refuses of a city's file.
func refused(sub *assist.Submission, t assist.Terms) refusal {
	findings, code := admit(sub, t)
	return refusal{code: code, sheets: refusedSheets(sub, findings)}
}

// planRow is one row of a 货源计划 under judgement.
type planRow struct {
	subject
	assist.PlanRow
	terms assist.Terms
	today assist.Date
	same  []int // the rows that name the same product and week

	blankIsNo bool        // 畅销 left blank means 否 on this sheet
	stray     assist.Week // the week that most likely is meant; zero when its own is
}

var planRules = []func(*planRow) []assist.Finding{planWeek, planProduct, planNamed, planBest, planAmounts, planFalling, planValues, planOnSale}

// planAhead is how many weeks ahead a plan is believed: what is for a later one has
// most likely another year in its label.
const planAhead = 26

// planWeek is C104: the week is miswritten, past, or too far ahead. One that has begun
// can still be planned while it is not frozen.
func planWeek(p *planRow) []assist.Finding {
	switch {
	case p.Week.IsZero():
		return p.one("C104", column.Week, "供货周“"+p.subject.Text(column.Week)+"”写法不对，应为 2026-W49 的样子")
	case p.Week.Before(assist.WeekOf(p.today)):
		return p.one("C104", column.Week, "供货周 "+p.Week.String()+" 已过去，不能再编排")
	case assist.WeekOf(p.today).Add(planAhead).Before(p.Week):
		return p.one("C104", column.Week, "供货周 "+p.Week.String()+" 离现在太远，像是写错了年份或周次")
	case !p.stray.IsZero():
		return p.one("C104", column.Week, "本表多数行的供货周是 "+p.stray.String()+"，那一周没有这个规格，这一行像是写错了；确是 "+p.Week.String()+" 的，请把该周另存一份单独投放")
	}
	return nil
}

// strayWeeks are the weeks of a sheet that most likely stand for another, and
// that other: fewer rows name them, and none of a product that the week of most
// rows offers. Two weeks that are both meant offer much the same.
func strayWeeks(rows []assist.PlanRow, today assist.Date) map[assist.Week]assist.Week {
	offers := map[assist.Week]map[string]bool{}
	count := map[assist.Week]int{}
	var most assist.Week
	for _, r := range rows {
		if r.Week.IsZero() || r.Week.Before(assist.WeekOf(today)) {
			continue
		}
		if offers[r.Week] == nil {
			offers[r.Week] = map[string]bool{}
		}
		offers[r.Week][r.Barcode] = true
		if count[r.Week]++; count[r.Week] > count[most] {
			most = r.Week
		}
	}
	stray := map[assist.Week]assist.Week{}
	for w, own := range offers {
		shared := slices.ContainsFunc(slices.Collect(maps.Keys(own)), func(b string) bool { return offers[most][b] })
		if count[w] < count[most] && !shared {
			stray[w] = most
		}
	}
	return stray
}

// planProduct is C101: an unknown barcode, or a product twice.
func planProduct(p *planRow) []assist.Finding {
	if _, ok := p.terms.Products.Barcode(p.Barcode); !ok {
		text := p.subject.Text(column.Barcode)
		f := p.finding("C101", column.Barcode, "条码“"+text+"”不在规格目录中")
		if named, ok := p.terms.Products.Named(p.Name); ok {
			f.Message += "；" + named.Name + "的条码是 " + named.Barcode
			return []assist.Finding{f}
		}
		return []assist.Finding{maybe(f, p.terms.Products.Near(text))}
	}
	if len(p.same) > 1 {
		return p.one("C101", column.Barcode, "同一规格在第 "+rowsOf(p.same)+" 行重复")
	}
	return nil
}

// planNamed is C101: 卷烟名称 is that of another product than the barcode's, so that nobody
// knows which is meant.
func planNamed(p *planRow) []assist.Finding {
	own, known := p.terms.Products.Barcode(p.Barcode)
	other, named := p.terms.Products.Named(p.Name)
	if !known || !named || own.Barcode == other.Barcode {
		return nil
	}
	return p.one("C101", column.Product, "卷烟名称“"+p.Name+"”与条码不符：条码 "+p.Barcode+" 是"+own.Name)
}

// rowsNamed is how many rows a sentence names at most; the others it counts.
const rowsNamed = 8

// rowsOf names rows of one kind: all of them where they are few.
func rowsOf(rows []int) string {
	var list []string
	for _, r := range rows[:min(len(rows), rowsNamed)] {
		list = append(list, itoa(r))
	}
	text := strings.Join(list, "、")
	if len(rows) > rowsNamed {
		text += " 等 " + itoa(len(rows))
	}
	return text
}

// planBest is C101: 畅销 is neither 是 nor 否 nor a sign that cannot be doubted.
// A blank is 否 where the sheet writes 否 that way, or where nothing is offered.
func planBest(p *planRow) []assist.Finding {
	switch {
	case p.fault(column.BestSelling) != nil:
		return p.one("C101", column.BestSelling, "畅销“"+p.subject.Text(column.BestSelling)+"”应为是或否")
	case p.subject.Text(column.BestSelling) != "" || p.Pool == 0 || p.blankIsNo:
		return nil
	}
	return p.one("C101", column.BestSelling, "畅销没有填，而帮扶可用量是“"+p.subject.Text(column.Pool)+"”；请写是或否")
}

// planOnSale is N312: what is to be dealt is no longer sold by the catalogue. One
// of the two is out of date; the plan is the later word, and stands.
func planOnSale(p *planRow) []assist.Finding {
	if known, ok := p.terms.Products.Barcode(p.Barcode); ok && p.BestSelling && !known.OnSale {
		return p.one("N312", column.BestSelling, known.Name+"在规格目录里是停售，计划里是畅销")
	}
	return nil
}

// blankIsNo reports a sheet that leaves 畅销 blank for 否: it does so more than
// once, and says 否 nowhere.
func blankIsNo(rows []assist.PlanRow) bool {
	blank := 0
	for _, r := range rows {
		switch {
		case r.Text(column.BestSelling) == "":
			blank++
		case !r.BestSelling && !r.Faulty(column.BestSelling):
			return false
		}
	}
	return blank > 1
}

// planAmounts is C102: pool or base is not a whole number ≥ 0.
func planAmounts(p *planRow) []assist.Finding {
	var list []assist.Finding
	switch {
	case p.subject.Text(column.Pool) == "":
		list = append(list, p.finding("C102", column.Pool, string(column.Pool)+"没有填；不投放的请写 0"))
	case p.Pool < 0 || p.fault(column.Pool) != nil:
		list = append(list, p.finding("C102", column.Pool, string(column.Pool)+"“"+p.subject.Text(column.Pool)+"”不是大于或等于 0 的整数"))
	}
	gap := p.gap()
	for g := 1; g <= column.Grades; g++ {
		switch h := grade(g); {
		case p.Base[g] < 0 || p.fault(h) != nil:
			list = append(list, p.finding("C102", h, string(h)+"“"+p.subject.Text(h)+"”不是大于或等于 0 的整数"))
		case gap && p.graded(g) && p.subject.Text(h) == "":
			list = append(list, p.finding("C102", h, string(h)+"没有填，同一行的其他档位都填了；没有的请写 0"))
		}
	}
	return list
}

// graded reports whether the sheet has the column of a grade.
func (p *planRow) graded(g int) bool {
	_, there := p.subject.Cells.Of(grade(g))
	return there
}

// gap reports a blank among the grades that does not stand for 0: the row
// writes 0 out elsewhere, or leaves only this one blank.
func (p *planRow) gap() bool {
	blank, zero, filled := 0, false, 0
	for g := 1; g <= column.Grades; g++ {
		switch {
		case !p.graded(g):
		case p.subject.Text(grade(g)) == "":
			blank++
		default:
			filled++
			zero = zero || p.Base[g] == 0
		}
	}
	return filled > 0 && (zero || blank == 1)
}

func grade(g int) column.Header { return column.OfGrade(g) }

// planFalling is C103: a higher grade gets less than a lower one; grades whose
// column the sheet lacks are not asked.
func planFalling(p *planRow) []assist.Finding {
	low := 0
	for g := 1; g <= column.Grades; g++ {
		if !p.graded(g) || p.Base[g] < 0 {
			continue
		}
		if low > 0 && p.Base[g] < p.Base[low] {
			return p.one("C103", grade(g), string(grade(g))+" "+itoa(p.Base[g])+" 条少于 "+string(grade(low))+" "+itoa(p.Base[low])+" 条")
		}
		low = g
	}
	return nil
}

// planValues is what could not be read in the other columns.
func planValues(p *planRow) []assist.Finding {
	var list []assist.Finding
	for _, f := range p.subject.Faults {
		if f.Kind == sheet.Folded || f.Header == column.Product {
			list = append(list, p.valueFault(f)...)
		}
	}
	return list
}

// assemble makes the plans of the good rows, a plan a week.
func assemble(sub *assist.Submission, rows []*planRow, judged []assist.Judged) []assist.SupplyPlan {
	plans := map[assist.Week]*assist.SupplyPlan{}
	for i, p := range rows {
		if judged[i].Refused == "" && !p.Week.IsZero() && !p.has("C104") && plans[p.Week] == nil {
			plans[p.Week] = &assist.SupplyPlan{Week: p.Week, Receipt: sub.Receipt}
		}
	}
	for i, p := range rows {
		if judged[i].Refused != "" {
			continue
		}
		plan := plans[p.Week]
		if p.has("C104") {
			if plan = nil; len(plans) == 1 {
				for _, only := range plans {
					plan = only
				}
			}
		}
		if plan != nil {
			plan.Products = append(plan.Products, p.product())
		}
	}
	list := make([]assist.SupplyPlan, 0, len(plans))
	for _, p := range plans {
		p.Doubts, p.Lacking = doubtsOf(sub, *p, rows), lackingGrades(sub)
		list = append(list, settled(*p))
	}
	slices.SortFunc(list, func(a, b assist.SupplyPlan) int { return strings.Compare(a.Week.String(), b.Week.String()) })
	return list
}

func (p *planRow) product() assist.PlannedProduct {
	q := assist.PlannedProduct{Barcode: p.Barcode, Name: p.Name, BestSelling: p.BestSelling, Pool: p.Pool, Base: p.Base}
	if q.Barcode == "" {
		q.Barcode = p.subject.Text(column.Barcode)
	}
	if known, ok := p.terms.Products.Barcode(p.Barcode); ok {
		q.Barcode, q.Name = known.Barcode, known.Name
	}
	var why []string
	for _, f := range p.findings {
		if returnsRow(f) {
			why = append(why, f.Message)
		}
	}
	q.Fault = strings.Join(why, "；")
	return q
}

// settled orders a plan by barcode and keeps each product once; what stood
// there twice stays with its reason.
func settled(p assist.SupplyPlan) assist.SupplyPlan {
	slices.SortStableFunc(p.Products, func(a, b assist.PlannedProduct) int {
		if c := strings.Compare(a.Barcode, b.Barcode); c != 0 {
			return c
		}
		return len(a.Fault) - len(b.Fault) // a good row before a bad one
	})
	p.Products = slices.CompactFunc(p.Products, func(a, b assist.PlannedProduct) bool { return a.Barcode == b.Barcode })
	return p
}

// doubtsOf says why a plan is in doubt (C101–C105): its own rows at fault, rows
// without a usable week whose product it lacks, so that they may be its, and
// missing columns.
func doubtsOf(sub *assist.Submission, plan assist.SupplyPlan, rows []*planRow) []string {
	have := map[string]bool{}
	for _, p := range rows {
		if p.Week == plan.Week && !p.has("C104") {
			have[p.Barcode] = p.Barcode != ""
		}
	}
	at := map[string][]*planRow{} // the rows at fault, by code
	for _, p := range rows {
		if p.Week != plan.Week && !(p.has("C104") && !have[p.Barcode]) {
			continue
		}
		for _, code := range p.returns() {
			at[code] = append(at[code], p)
		}
	}
	var list []string
	for _, code := range slices.Sorted(maps.Keys(at)) {
		list = append(list, doubtedRows(code, at[code])...)
	}
	if lacking := lackingGrades(sub); len(lacking) > 0 {
		list = append(list, "缺少 "+strings.Join(lacking, "、")+" 这几个档位列")
	}
	return list
}

// doubtedEach is how many rows a doubt tells of one by one; of more it tells the first.
const doubtedEach = 3

// doubtedRows say of the rows at fault by a rule which they are, and what is wrong.
func doubtedRows(code string, rows []*planRow) []string {
	var list []string
	var numbers []int
	for _, p := range rows {
		numbers = append(numbers, p.subject.Place.Row)
		list = append(list, "第 "+itoa(p.subject.Place.Row)+" 行 "+p.wrong(code))
	}
	if words := rows[0].wrong(code); len(rows) > 1 && !slices.ContainsFunc(rows, func(p *planRow) bool { return p.wrong(code) != words }) {
		if named := "第 " + rowsOf(numbers) + " 行"; !strings.Contains(words, named) {
			words = named + " " + words
		}
		return []string{words}
	}
	if len(rows) <= doubtedEach {
		return list
	}
	return []string{"第 " + rowsOf(numbers) + " 行（如" + list[0] + "）"}
}

// longQuote is a long text as a finding quotes it.
var longQuote = regexp.MustCompile("“([^”]{12})[^”]{4,}”")

// wrong is what a rule says of the row, and how often when more than once.
func (p *planRow) wrong(code string) string {
	words, n := "", 0
	for _, f := range p.findings {
		if f.Code != code || !returnsRow(f) {
			continue
		}
		if n++; n == 1 {
			words = longQuote.ReplaceAllString(f.Message, "“$1……”")
		}
	}
	if n > 1 {
		words += " 等 " + itoa(n) + " 处"
	}
	return words
}

// lackingGrades are the grades for which a plan has no column although it has others.
func lackingGrades(sub *assist.Submission) []string {
	for _, f := range sub.Faults {
		if f.Kind == sheet.GradesMissing {
			return f.Allowed
		}
	}
	return nil
}

// returns are the codes that leave a row out, each once.
func (l *subject) returns() []string {
	var codes []string
	for _, f := range l.findings {
		if returnsRow(f) && !slices.Contains(codes, f.Code) {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

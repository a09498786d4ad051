package check

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Plan judges the city's 货源计划 (C101–C104, 五.3). It gives one plan a week
// that the file names; a product at fault is in it with the reason, so that
// 规格平衡 can name it. A row whose week cannot be used goes with the file's
// only good week, when there is just one. A refused file or sheet gives none.
func Plan(sub *assist.Submission, t assist.Terms, today assist.Date) ([]assist.SupplyPlan, []assist.Judged) {
	no := refused(sub, t)
	rows := make([]*planRow, len(sub.Plan))
	twice := map[string][]int{}
	for i, r := range sub.Plan {
		rows[i] = &planRow{line: line{Row: r.Row, city: true}, PlanRow: r, terms: t, today: today}
		if !r.Week.IsZero() && r.Barcode != "" {
			k := r.Week.String() + r.Barcode
			twice[k] = append(twice[k], r.Place.Row)
		}
	}
	var judged []assist.Judged
	for _, p := range rows {
		p.same = twice[p.Week.String()+p.Barcode]
		for _, rule := range planRules {
			p.add(rule(p)...)
		}
		judged = append(judged, p.judged(assist.PlanForm, no.of(p.line.Sheet)))
	}
	return assemble(sub, rows, judged), judged
}

// refused is what an S refuses of a city's file.
func refused(sub *assist.Submission, t assist.Terms) refusal {
	findings, code := admit(sub, t)
	return refusal{code, refusedSheets(sub, findings)}
}

// planRow is one row of a 货源计划 under judgement.
type planRow struct {
	line
	assist.PlanRow
	terms assist.Terms
	today assist.Date
	same  []int // the rows that name the same product and week
}

var planRules = []func(*planRow) []assist.Finding{planWeek, planProduct, planBest, planAmounts, planFalling, planValues}

// planWeek is C104: the week is miswritten, has begun or is past.
func planWeek(p *planRow) []assist.Finding {
	switch {
	case p.Week.IsZero():
		return p.one("C104", "供货周", "供货周“"+p.line.Text("供货周")+"”写法不对，应为 2026-W49 的样子")
	case !assist.WeekOf(p.today).Before(p.Week):
		return p.one("C104", "供货周", "供货周 "+p.Week.String()+" 已开始或已过去，不能再编排")
	}
	return nil
}

// planProduct is C101: an unknown barcode, or a product twice.
func planProduct(p *planRow) []assist.Finding {
	if _, ok := p.terms.Products.Barcode(p.Barcode); !ok {
		return p.one("C101", "卷烟条码", "条码“"+p.line.Text("卷烟条码")+"”不在规格目录中")
	}
	if len(p.same) > 1 {
		return p.one("C101", "卷烟条码", "同一规格在第 "+rowsOf(p.same)+" 行重复")
	}
	return nil
}

func rowsOf(rows []int) string {
	var list []string
	for _, r := range rows {
		list = append(list, itoa(r))
	}
	return strings.Join(list, "、")
}

// planBest is C101: 畅销 is neither 是 nor 否.
func planBest(p *planRow) []assist.Finding {
	text := strings.TrimSpace(p.BestText)
	if f := p.fault("畅销"); f == nil && (text == "是" || text == "否") {
		return nil
	}
	return p.one("C101", "畅销", "畅销“"+p.line.Text("畅销")+"”应为是或否")
}

// planAmounts is C102: pool or base is not a whole number ≥ 0.
func planAmounts(p *planRow) []assist.Finding {
	var list []assist.Finding
	if p.Pool < 0 || p.fault("帮扶可用量") != nil {
		list = append(list, p.finding("C102", "帮扶可用量", "帮扶可用量“"+p.line.Text("帮扶可用量")+"”不是大于或等于 0 的整数"))
	}
	for g := 1; g <= 30; g++ {
		if h := grade(g); p.Base[g] < 0 || p.fault(h) != nil {
			list = append(list, p.finding("C102", h, h+"“"+p.line.Text(h)+"”不是大于或等于 0 的整数"))
		}
	}
	return list
}

func grade(g int) string { return itoa(g) + "档" }

// planFalling is C103: a higher grade gets less than a lower one.
func planFalling(p *planRow) []assist.Finding {
	for g := 2; g <= 30; g++ {
		low, high := p.Base[g-1], p.Base[g]
		if low >= 0 && high >= 0 && high < low {
			return p.one("C103", grade(g), grade(g)+" "+itoa(high)+" 条少于 "+grade(g-1)+" "+itoa(low)+" 条")
		}
	}
	return nil
}

// planValues is what could not be read in the other columns.
func planValues(p *planRow) []assist.Finding {
	var list []assist.Finding
	for _, f := range p.line.Faults {
		if f.Kind == sheet.Folded || f.Header == "卷烟名称" {
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
		list = append(list, settled(*p))
	}
	slices.SortFunc(list, func(a, b assist.SupplyPlan) int { return strings.Compare(a.Week.String(), b.Week.String()) })
	return list
}

func (p *planRow) product() assist.PlannedProduct {
	q := assist.PlannedProduct{Barcode: p.Barcode, Name: p.Name, BestSelling: p.BestSelling, Pool: p.Pool, Base: p.Base}
	if q.Barcode == "" {
		q.Barcode = p.line.Text("卷烟条码")
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

// Register judges the city's 许可证状态 (C201, 四) and gives the register that
// is then in force; its Day is the 填报日期, 0 when the file says none. A licence
// whose row is left out keeps its previous row.
func Register(sub *assist.Submission, previous assist.Register, t assist.Terms) (assist.Register, []assist.Judged) {
	no := refused(sub, t)
	next := assist.Register{Receipt: sub.Receipt, Day: sub.Reported, Licences: map[string]assist.RegisterRow{}, Left: map[string]bool{}}
	times := map[string][]int{}
	for _, r := range sub.Register {
		times[r.Licence] = append(times[r.Licence], r.Place.Row)
	}
	var judged []assist.Judged
	stop := false
	for _, r := range sub.Register {
		l := &line{Row: r.Row, licence: r.Licence, city: true}
		l.add(registerFindings(l, r, times[r.Licence], t)...)
		j := l.judged(assist.RegisterForm, no.of(r.Sheet))
		judged = append(judged, j)
		stop = stop || j.Refused != ""
		if j.Outcome == assist.Filed {
			next.Licences[r.Licence] = r
		} else if r.Licence != "" {
			next.Left[r.Licence] = true
		}
	}
	if stop || no.code != "" {
		return previous, judged
	}
	for l := range next.Left {
		if old, ok := previous.Licences[l]; ok {
			next.Licences[l] = old
		}
	}
	return next, judged
}

// registerFindings is C201 and what could not be read of a row.
func registerFindings(l *line, r assist.RegisterRow, times []int, t assist.Terms) []assist.Finding {
	list := l.licenceNumber()
	if r.Licence != "" && len(times) > 1 {
		list = append(list, l.finding("C201", "许可证号", "许可证号在第 "+rowsOf(times[:min(len(times), 5)])+" 行重复"))
	}
	if l.Text("状态") != "" && r.Status != assist.LicenceValid && r.Status != assist.LicenceSuspended && !assist.LicenceEnded[r.Status] {
		list = append(list, l.finding("C201", "状态", "状态“"+l.Text("状态")+"”不认识，应为有效、停业、歇业、注销、撤销、收回或吊销"))
	}
	_, known := t.UnitCalled(r.UnitName)
	if _, there := l.Cells["县区"]; there && !known {
		text := "县区“" + l.Text("县区") + "”不认识"
		if l.Text("县区") == "" {
			text = "县区未填"
		}
		list = append(list, l.finding("C201", "县区", text))
	}
	for _, f := range l.Faults {
		list = append(list, l.valueFault(f)...)
	}
	return list
}

// Unused is C104 or C201 of a sheet of the city that was read and is not used:
// message says why, fix what is to be done.
func Unused(code, sheetName, message, fix string) assist.Finding {
	f := fileFinding(code, sheetName, "", "", message)
	f.Fix, f.Turn = fix, assist.TurnCity
	return f
}

// Adjust judges the city's 名单调整 (C301, 五.6) and gives the rows that hold.
// known are the licences that have applied or apply in this run; whoever was
// ever on the roll is known too, and for a 确认 whoever the register lists.
func Adjust(sub *assist.Submission, roster *assist.Roster, register assist.Register, known map[string]bool, t assist.Terms, _ assist.Date) ([]assist.Adjustment, []assist.Judged) {
	no := refused(sub, t)
	var kept []assist.Adjustment
	var judged []assist.Judged
	for _, r := range sub.Adjustments {
		l := &line{Row: r.Row, licence: r.Licence, city: true}
		_, filed := roster.Last(r.Licence)
		_, listed := register.Licences[r.Licence]
		l.add(adjustFindings(l, r, filed || known[r.Licence] || listed && r.Action == assist.Confirm)...)
		j := l.judged(assist.AdjustmentForm, no.of(r.Sheet))
		judged = append(judged, j)
		if j.Outcome == assist.Filed {
			kept = append(kept, r)
		}
	}
	return kept, judged
}

// adjustFindings is C301 and what could not be read of a row.
func adjustFindings(l *line, r assist.Adjustment, known bool) []assist.Finding {
	list := l.licenceNumber()
	if len(list) == 0 && r.Licence != "" && !known {
		list = append(list, l.finding("C301", "许可证号", "许可证号不认识：既不在册，也没有待核的申请"))
	}
	switch r.Action {
	case assist.Confirm, assist.Suspend, assist.Resume, assist.Remove:
	default:
		list = append(list, l.finding("C301", "动作", "动作“"+l.Text("动作")+"”不认识，应为确认、暂停、恢复或退出"))
	}
	if r.Until != 0 && r.From != 0 && r.Until < r.From {
		list = append(list, l.finding("C301", "截止日期", "截止日期 "+r.Until.String()+" 早于生效日期 "+r.From.String()))
	}
	for _, f := range l.Faults {
		list = append(list, l.valueFault(f)...)
	}
	return list
}

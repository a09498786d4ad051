package assist

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// OpenRefusals (整份退回) are the files of a unit, or of all (""), of which nothing was
// taken and that are not done with, in the order of taking and from whatever week. A
// file is done with when
//   - its mended receipt came back, or a file of its kind of the same 填报日期 or later;
//   - nobody could read it, and a file of its name came, whatever its ending, or in a later
//     run every form that it may have been (see mayBe);
//   - it lay in the wrong folder, and was taken where it belongs;
//   - the city said 作废 in 待确认.
//
// A paper of our own that was dropped back holds nothing that anybody should send again.
func (f Facts) OpenRefusals(unit string) []Taken {
	var open []Taken
	for _, t := range f.looked().open() {
		if unit == "" || t.Unit == unit {
			open = append(open, t)
		}
	}
	return open
}

// Astray are the open refusals in other folders that say, as 填报单位, that they are a
// unit's.
func (f Facts) Astray(unit string) []Taken {
	var list []Taken
	for _, t := range f.OpenRefusals("") {
		says := func(x Finding) bool {
			named, known := f.Terms.UnitCalled(x.Value)
			return (x.Code == "S009" || x.Code == "S011") && known && named == unit
		}
		if t.Unit != unit && slices.ContainsFunc(t.Findings, says) {
			list = append(list, t)
		}
	}
	return list
}

// RefusedSheet is a sheet that was refused of a file of which other sheets were taken.
type RefusedSheet struct {
	Taken
	Table
}

// RefusedSheets are the names of the sheets that were refused of a file of which others
// may have been taken.
func (t Taken) RefusedSheets() []string {
	var list []string
	for _, x := range t.Tables {
		if x.Refused && !t.Refused {
			list = append(list, "“"+x.Sheet+"”")
		}
	}
	return list
}

// NothingTaken reports whether every sheet of a file that holds rows was refused.
func (t Taken) NothingTaken() bool {
	return t.Refused || len(t.Tables) > 0 && !slices.ContainsFunc(t.Tables, func(x Table) bool { return !x.Refused && x.Rows() > 0 })
}

// RefusedRows is how many rows a file has that was refused as a whole; 0 when nobody could
// read it.
func (t Taken) RefusedRows() int {
	n := 0
	for _, c := range t.Counts {
		n += c.Returned
	}
	return n
}

// Rows is how many rows the sheet has.
func (s RefusedSheet) Rows() int {
	for _, c := range s.Counts {
		if c.Sheet == s.Sheet {
			return c.Returned
		}
	}
	return 0
}

// OpenSheets are the refused sheets of a unit, or of all (""), in whose place nothing has
// come: neither the mended receipt nor a sheet of the form of the same 填报日期 or later,
// nor each row of it in other files. The city's registers and plans are told among its
// faults.
func (f Facts) OpenSheets(unit string) []RefusedSheet {
	var open []RefusedSheet
	for _, x := range f.looked().sheets() {
		if unit == "" || x.Unit == unit {
			open = append(open, x)
		}
	}
	return open
}

func (f Facts) openSheets() []RefusedSheet {
	back, replaced := f.CameBack(), sync.OnceValue(f.replacedSheets)
	var open []RefusedSheet
	for _, t := range f.Files {
		for _, x := range t.Tables {
			citys := x.Form == RegisterForm || x.Form == PlanForm
			if x.Refused && !t.Refused && !citys && !back(t.Receipt) && !sentAgain(f.sentSince(x.Form)(t.Receipt), t.Reported) && !replaced()[Place{Receipt: t.Receipt, Sheet: x.Sheet}] {
				open = append(open, RefusedSheet{t, x})
			}
		}
	}
	return open
}

// replacedSheets are the sheets of 申请表 of which every row stands in a later file.
func (f Facts) replacedSheets() map[Place]bool {
	set := map[Place]bool{}
	for i := range f.Rows.count() {
		at := f.placeOfRow(i)
		set[Place{Receipt: at.Receipt, Sheet: at.Sheet}] = true
	}
	for row := range f.LastRows("") {
		delete(set, Place{Receipt: row.Receipt, Sheet: row.Sheet})
	}
	return set
}

// Lingering are the open refusals as the city may settle them with 作废.
func (f Facts) Lingering() []Doubt {
	var list []Doubt
	for _, t := range f.OpenRefusals("") {
		why := Reasons(t.RefusalFindings(""))
		if why != "" {
			why = "：" + why
		}
		list = append(list, Doubt{Receipt: t.Receipt, Kind: FileDoubt, What: t.Unit + "的文件整份退回，还没有重报" + why, Licences: []string{}, Since: DateOf(t.At)})
	}
	return list
}

// UnusedPlan is the receipt of the last 货源计划 that came, when nothing of it was used: an
// S refused it, or each row went back. "" when there is none, when it was used, and when
// another counts for its week: that one is not to be mended for any other week.
func (f Facts) UnusedPlan() string {
	for _, t := range slices.Backward(f.Files) {
		if t.Unit != City || t.Voided() {
			continue
		}
		if t.RefusedForm(PlanForm) {
			return t.Receipt
		}
		if t.State() == FileUnused {
			return ""
		}
		for _, x := range t.Tables {
			if x.Form != PlanForm {
				continue
			}
			if slices.ContainsFunc(t.Counts, func(c SheetCount) bool { return c.Sheet == x.Sheet && c.Returned > 0 && c.Filed+c.Held == 0 }) {
				return t.Receipt
			}
			return ""
		}
	}
	return ""
}

// AskForPlan asks the marketing centre for a 货源计划 by some time; of one that came and was
// not used it names the receipt.
func (f Facts) AskForPlan(by string) string {
	came, again := "", "把《货源计划》放入"
	if receipt := f.UnusedPlan(); receipt != "" {
		came, again = "报来的（回执 "+receipt+"）没有收下，", "按回执改好《货源计划》，重新放入"
	}
	return came + "请" + f.Terms.Office.MarketingDesk() + by + again + " 收件箱/市局"
}

// openRefusals finds them among all files: what stands for a file may lie in another folder.
func (f Facts) openRefusals() []Taken {
	if f.Refusals != nil {
		return f.Refusals
	}
	taken, used := map[string]bool{}, map[string][]int{} // files of which something was taken: by SHA-256, of any unit, and by unit
	for i, t := range f.Files {
		if !t.Refused {
			taken[t.SHA], used[t.Unit] = true, append(used[t.Unit], i)
		}
	}
	var open []Taken
	for i, t := range f.Files {
		switch {
		case !t.Refused || t.Voided() || t.ownPaper() || taken[t.SHA]:
		case t.Misplaced() && f.foundHome(i), !t.Misplaced() && f.stoodFor(i, used[t.Unit]):
		default:
			open = append(open, t)
		}
	}
	return open
}

// ownPaper reports a paper that the program gives out and that has nothing to be filled in.
func (t Taken) ownPaper() bool {
	return slices.ContainsFunc(t.Findings, func(x Finding) bool { return x.Case == OwnPaper })
}

// stoodFor reports whether files of its unit that came with a refused one or later stand
// for it.
func (f Facts) stoodFor(refused int, used []int) bool {
	t := f.Files[refused]
	due := t.mayBe()
	for _, i := range used {
		later := f.Files[i]
		switch {
		case later.At.Before(t.At):
		case i > refused && t.replacedBy(later), t.Kind == KindUnknown && sameName(t.Name, later.Name):
			return true
		case t.Kind == KindUnknown && later.At.After(t.At):
			if due = slices.DeleteFunc(due, later.brings); len(due) == 0 {
				return true
			}
		}
	}
	return false
}

// replacedBy reports whether another file of the unit stands for a refused one: its
// mended receipt, or in a later run one of its kind and of the same 填报日期 or later. Who
// dropped both together did not know yet what was wrong with the one.
func (t Taken) replacedBy(later Taken) bool {
	return later.Ours == t.Receipt || later.At.After(t.At) && !later.Unfilled() && t.Kind != KindUnknown && later.Kind == t.Kind && later.Reported >= t.Reported
}

// brings reports whether something of a form was taken from the file, be it that there is
// nothing new; a sheet that was handed out filled in and came back as it was brings nothing.
func (t Taken) brings(form Form) bool {
	return slices.ContainsFunc(t.Tables, func(x Table) bool { return x.Form == form && !x.Refused && (!x.unfilled() || t.Nothing) })
}

// mayBe are the forms that a file which nobody could read may have held: that of which
// its name speaks, else all that its folder is for.
func (t Taken) mayBe() []Form {
	forms := []Form{ApplicationForm, SalesForm, VisitForm}
	if t.Unit == City {
		forms = []Form{PlanForm, RegisterForm, AdjustmentForm}
	}
	words := map[Form]string{
		ApplicationForm: "申请", WishForm: "帮扶申请", SalesForm: "销售", VisitForm: "走访",
		PlanForm: "计划", RegisterForm: "许可证状态", AdjustmentForm: "名单调整",
	}
	for _, form := range append([]Form{WishForm}, forms...) {
		if strings.Contains(t.Name, words[form]) {
			return []Form{form}
		}
	}
	return forms
}

// copyMark is what systems and people put behind the name of a file saved once more.
var copyMark = regexp.MustCompile(`([ _-]*(副本|\(\d+\)|（\d+）|改|已改|修改|更新|重报|新|最新))+$`)

// sameName reports whether two files bear one name, whatever their endings, their
// folders and the marks of a copy.
func sameName(a, b string) bool {
	plain := func(name string) string {
		stem := strings.ToLower(path.Base(name))
		return copyMark.ReplaceAllString(strings.TrimSuffix(stem, path.Ext(stem)), "")
	}
	return a != "" && plain(a) == plain(b) && plain(a) != ""
}

// Misplaced reports whether a file was refused because it lies in a folder for which it
// is not (S009, S011): nothing that the folder's unit sends stands for it.
func (t Taken) Misplaced() bool {
	return slices.ContainsFunc(t.Findings, func(x Finding) bool { return x.Code == "S009" || x.Code == "S011" })
}

// foundHome reports whether what a misplaced file holds was taken since, where it belongs
// or corrected: its receipt came back, files with every licence of its 申请表 came, or the
// city's form in the city's folder.
func (f Facts) foundHome(refused int) bool {
	t := f.Files[refused]
	missing := f.licencesOf(t)
	applied := len(missing) > 0
	for _, later := range f.Files[refused+1:] {
		switch {
		case later.Refused:
		case later.Ours == t.Receipt, t.Unit != City && later.Unit == City && !later.Unfilled() && later.Kind == t.Kind && later.Reported >= t.Reported:
			return true
		case applied && later.Kind == t.Kind:
			sent := f.licencesOf(later)
			maps.DeleteFunc(missing, func(licence string, _ bool) bool { return sent[licence] })
		}
	}
	return applied && len(missing) == 0
}

// licencesOf are the licences in the 申请表 of a file.
func (f Facts) licencesOf(t Taken) map[string]bool {
	set := map[string]bool{}
	rows, _ := f.RowsOf(t.Receipt)
	for _, row := range rows {
		set[row.Licence] = true
	}
	delete(set, "")
	return set
}

// strays are the receipts of files in the wrong folder that have been taken where they
// belong: their rows are no errand of the folder's unit.
func (f Facts) strays() map[string]bool {
	set := map[string]bool{}
	for _, t := range f.Files {
		if t.Refused && t.Misplaced() {
			set[t.Receipt] = true
		}
	}
	if len(set) == 0 {
		return nil
	}
	for _, t := range f.OpenRefusals("") {
		delete(set, t.Receipt)
	}
	return set
}

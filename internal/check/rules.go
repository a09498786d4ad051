package check

import (
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// rowRule is one rule of one row of 申请表.
type rowRule struct {
	codes string          // the codes it may give, separated by spaces
	exit  bool            // speaks of 退出 rows too
	class assist.Hardship // of rows of this class only; "" for all
	own   column.Header   // the cell it speaks of; silent when that has a V already
	needs []column.Header // headers whose values it needs; 未核对 when one has a V
	judge func(*applicant) []assist.Finding
}

// rowRules are all rules of one row of 申请表, the more specific ones first.
var rowRules = []rowRule{
	// what could not be read, most specific first
	{codes: "V101", exit: true, judge: licenceNumber},
	{codes: "V114", judge: numberLost},
	{codes: "V401", exit: true, judge: approvalMissing},
	{codes: "V308", class: assist.Temporary, judge: temporaryProof},
	{codes: "V124", class: assist.Disability, judge: relation},
	{codes: "V201 V202 V203 V204 V205 V206 V207 V210 N209", exit: true, judge: values},
	{codes: "V201", exit: true, judge: valuesOfClass},
	// licence
	{codes: "Q103", needs: cells(column.Licence), judge: licencePrefix},
	{codes: "V104", needs: cells(column.Licence), judge: licenceRegistered},
	{codes: "Q104", needs: cells(column.Licence), judge: licenceDoubtful},
	{codes: "V105", needs: cells(column.LicenceEnd), judge: licenceExpired},
	{codes: "Q105", needs: cells(column.LicenceEnd), judge: licenceEnding},
	{codes: "V106", exit: true, own: column.Operator, needs: cells(column.Licence), judge: operatorRegistered},
	{codes: "N107", own: column.LicenceEnd, needs: cells(column.Licence), judge: licenceEndRegistered},
	// person
	{codes: "V111", own: column.ID, judge: idLength},
	{codes: "V113", own: column.ID, judge: idBirth},
	{codes: "V112", own: column.ID, judge: idCheck},
	{codes: "V115", own: column.ID, judge: idAge},
	{codes: "N131", own: column.Phone, judge: phoneNumber},
	{codes: "V121", class: assist.Disability, own: column.DisabledNo, judge: disabilityLength},
	{codes: "V123", class: assist.Disability, own: column.DisabledNo, judge: disabilityKind},
	{codes: "V122", class: assist.Disability, own: column.DisabledNo, judge: disabilityPerson},
	{codes: "V122", class: assist.Disability, own: column.DisabledNo, needs: cells(column.ID, column.Relation), judge: disabilityOperator},
	// dates and approvals
	{codes: "V208", exit: true, judge: datesOrdered},
	{codes: "V402", exit: true, judge: approvalRefused},
	{codes: "V404", exit: true, judge: approvalFuture},
	{codes: "V403", exit: true, judge: approvalOrder},
	{codes: "V308", class: assist.Temporary, own: column.End, judge: temporaryLength},
	// who is eligible
	{codes: "N310", own: column.Income, judge: incomePlausible},
	{codes: "V301", class: assist.Dibao, needs: cells(column.Household, column.Members, column.Income, column.DibaoNo, column.DibaoEnd), judge: urbanIncome},
	{codes: "V302", class: assist.Dibao, needs: cells(column.Household, column.Members, column.Income, column.DibaoNo, column.DibaoEnd), judge: ruralIncome},
	{codes: "Q303", class: assist.Dibao, needs: cells(column.Household, column.Members, column.Income, column.DibaoNo, column.DibaoEnd), judge: certificateAbove},
	{codes: "V304", class: assist.Dibao, needs: cells(column.DibaoNo, column.DibaoEnd, column.Proofs), judge: dibaoProof},
	{codes: "V201", class: assist.Disability, own: column.Margin, needs: cells(column.Income), judge: marginStated},
	{codes: "V305", class: assist.Disability, needs: cells(column.Income, column.Margin), judge: marginShare},
	{codes: "Q306", class: assist.Disability, needs: cells(column.Income, column.Margin), judge: marginConflict},
	{codes: "Q307", class: assist.Temporary, judge: temporaryWaits},
	{codes: "Q309", judge: termsMissing},
	// how it stands to the roll
	{codes: "V601", exit: true, needs: cells(column.Business, column.Licence), judge: onRoll},
	{codes: "Q602", needs: cells(column.Business, column.Licence), judge: joinedTwice},
	{codes: "Q603", needs: cells(column.Business, column.Licence), judge: joinedAgain},
	{codes: "N604", needs: cells(column.Licence), judge: dueSoon},
	{codes: "N605", needs: cells(column.Licence), judge: noSales},
	{codes: "N606", own: column.Applied, judge: appliedLong},
}

// setRule is one rule of all rows of the run.
type setRule struct {
	codes string
	class assist.Hardship // of rows of this class only; "" for all
	needs []column.Header
	judge func(*bench)
}

// setRules are all rules of the rows of a run taken together.
var setRules = []setRule{
	{"V501", "", cells(column.Licence), licenceTwice},
	{"V502", "", cells(column.Licence), licenceElsewhere},
	{"V503", "", cells(column.ID), idElsewhere},
	{"V505", assist.Disability, cells(column.DisabledNo), disabledElsewhere},
	{"Q504", "", cells(column.Phone, column.Address), contactShared},
}

// cells are the headers a rule needs.
func cells(headers ...column.Header) []column.Header { return headers }

// judgeRow lets every rule of one row speak.
func (a *applicant) judgeRow() {
	if a.nobodys {
		a.add(a.nobody("许可证号、经营者姓名、身份证号都没有填，不知道是哪位客户"))
		return
	}
	if f, ok := a.sparse(column.Application, filledBy(a.Business)); ok {
		a.add(f)
		return
	}
	for _, r := range rowRules {
		if a.leaving() && !r.exit || a.b.Alone && r.needsWorkspace() || !a.ofClass(r.codes, r.class) {
			continue
		}
		if h := a.lacking(r.needs); h != "" {
			a.missAll(r.codes, h)
			continue
		}
		if r.own != "" && (a.bad[r.own] || a.fault(r.own) != nil) {
			if len(r.needs) > 0 {
				a.missAll(r.codes, r.own)
			}
			continue
		}
		a.add(r.judge(a)...)
	}
	if a.leaving() && a.has("V601") {
		a.miss(restUnchecked, "按退出只核对退出需要的列；业务类型改正后核对其余各列")
	}
}

// restUnchecked stands for all rules a 退出 row is not asked, where the 退出
// itself is in doubt: with another 业务类型 all of them would speak.
const restUnchecked = "其余"

// needsWorkspace reports a rule that needs the register, the roll or the parameters.
func (r rowRule) needsWorkspace() bool {
	code, _, _ := strings.Cut(r.codes, " ")
	return assist.RuleOf(code).NeedsWorkspace != ""
}

// ofClass reports whether a rule speaks of rows of this class. Where the class
// itself has a V the rule is listed as 未核对.
func (a *applicant) ofClass(codes string, class assist.Hardship) bool {
	if class == "" || a.class == class {
		return true
	}
	if a.class == "" {
		a.missAll(codes, column.Hardship)
	}
	return false
}

// lacking is the first of some headers whose value a rule cannot use; "" for none.
func (a *applicant) lacking(needs []column.Header) column.Header {
	for _, h := range needs {
		if a.lacks(h) {
			return h
		}
	}
	return ""
}

// afterMending says why a rule was not asked: a value it needs is faulty or blank.
func afterMending(h column.Header) string {
	return string(h) + "有问题或没有填，改正后再核对"
}

func (f *found) missAll(codes string, header column.Header) {
	for c := range strings.FieldsSeq(codes) {
		f.miss(c, afterMending(header))
	}
}

// missAll is that of the row, opened or not.
func (a *applicant) missAll(codes string, header column.Header) { a.soFar().missAll(codes, header) }

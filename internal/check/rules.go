package check

import (
	"strings"

	"bangfu/internal/assist"
)

// rowRule is one rule of one row of 申请表.
type rowRule struct {
	codes string          // the codes it may give, separated by spaces
	exit  bool            // speaks of 退出 rows too
	class assist.Hardship // of rows of this class only; "" for all
	own   string          // the cell it speaks of; silent when that has a V already
	needs string          // headers whose values it needs; 未核对 when one has a V
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
	{codes: "Q103", needs: "许可证号", judge: licencePrefix},
	{codes: "V104", needs: "许可证号", judge: licenceRegistered},
	{codes: "Q104", needs: "许可证号", judge: licenceDoubtful},
	{codes: "V105", needs: "许可证有效期止", judge: licenceExpired},
	{codes: "Q105", needs: "许可证有效期止", judge: licenceEnding},
	{codes: "V106", exit: true, own: "经营者姓名", needs: "许可证号", judge: operatorRegistered},
	{codes: "N107", own: "许可证有效期止", needs: "许可证号", judge: licenceEndRegistered},
	// person
	{codes: "V111", own: "身份证号", judge: idLength},
	{codes: "V113", own: "身份证号", judge: idBirth},
	{codes: "V112", own: "身份证号", judge: idCheck},
	{codes: "V115", own: "身份证号", judge: idAge},
	{codes: "N131", own: "联系电话", judge: phoneNumber},
	{codes: "V121", class: assist.Disability, own: "残疾人证号", judge: disabilityLength},
	{codes: "V123", class: assist.Disability, own: "残疾人证号", judge: disabilityKind},
	{codes: "V122", class: assist.Disability, own: "残疾人证号", judge: disabilityPerson},
	{codes: "V122", class: assist.Disability, own: "残疾人证号", needs: "身份证号 与经营者关系", judge: disabilityOperator},
	// dates and approvals
	{codes: "V208", exit: true, judge: datesOrdered},
	{codes: "V402", exit: true, judge: approvalRefused},
	{codes: "V404", exit: true, judge: approvalFuture},
	{codes: "V403", exit: true, judge: approvalOrder},
	{codes: "V308", class: assist.Temporary, own: "帮扶截止日", judge: temporaryLength},
	// who is eligible
	{codes: "N310", own: "家庭年收入", judge: incomePlausible},
	{codes: "V301", class: assist.Dibao, needs: "户籍类别 家庭人口 家庭年收入 低保证号 低保证有效期止", judge: urbanIncome},
	{codes: "V302", class: assist.Dibao, needs: "户籍类别 家庭人口 家庭年收入 低保证号 低保证有效期止", judge: ruralIncome},
	{codes: "Q303", class: assist.Dibao, needs: "户籍类别 家庭人口 家庭年收入 低保证号 低保证有效期止", judge: certificateAbove},
	{codes: "V304", class: assist.Dibao, needs: "低保证号 低保证有效期止 证明材料", judge: dibaoProof},
	{codes: "V201", class: assist.Disability, own: "卷烟年毛利", needs: "家庭年收入", judge: marginStated},
	{codes: "V305", class: assist.Disability, needs: "家庭年收入 卷烟年毛利", judge: marginShare},
	{codes: "Q306", class: assist.Disability, needs: "家庭年收入 卷烟年毛利", judge: marginConflict},
	{codes: "Q307", class: assist.Temporary, judge: temporaryWaits},
	{codes: "Q309", judge: termsMissing},
	// how it stands to the roll
	{codes: "V601", exit: true, needs: "业务类型 许可证号", judge: onRoll},
	{codes: "Q602", needs: "业务类型 许可证号", judge: joinedTwice},
	{codes: "Q603", needs: "业务类型 许可证号", judge: joinedAgain},
	{codes: "N604", needs: "许可证号", judge: dueSoon},
	{codes: "N605", needs: "许可证号", judge: noSales},
	{codes: "N606", own: "申请日期", judge: appliedLong},
}

// setRule is one rule of all rows of the run.
type setRule struct {
	codes string
	class assist.Hardship // of rows of this class only; "" for all
	needs string
	judge func(*bench)
}

// setRules are all rules of the rows of a run taken together.
var setRules = []setRule{
	{"V501", "", "许可证号", licenceTwice},
	{"V502", "", "许可证号", licenceElsewhere},
	{"V503", "", "身份证号", idElsewhere},
	{"V505", assist.Disability, "残疾人证号", disabledElsewhere},
	{"Q504", "", "联系电话 经营地址", contactShared},
}

// The headers a rule needs, in the order of the rules.
var rowNeeds, setNeeds = needsOf(rowRules, func(r rowRule) string { return r.needs }), needsOf(setRules, func(r setRule) string { return r.needs })

func needsOf[R any](rules []R, needs func(R) string) [][]string {
	list := make([][]string, len(rules))
	for i, r := range rules {
		list[i] = strings.Fields(needs(r))
	}
	return list
}

// judgeRow lets every rule of one row speak.
func (a *applicant) judgeRow() {
	for i, r := range rowRules {
		if a.leaving() && !r.exit || a.b.Alone && r.needsWorkspace() || !a.ofClass(r.codes, r.class) {
			continue
		}
		if h := a.lacking(rowNeeds[i]); h != "" {
			a.missAll(r.codes, h)
			continue
		}
		if r.own != "" && (a.bad[r.own] || a.fault(r.own) != nil) {
			if r.needs != "" {
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
	if class == "" || a.Hardship == class {
		return true
	}
	if a.Hardship == "" {
		a.missAll(codes, "困难类别")
	}
	return false
}

// lacking is the first of some headers whose value a rule cannot use; "" for none.
func (a *applicant) lacking(needs []string) string {
	for _, h := range needs {
		if a.lacks(h) {
			return h
		}
	}
	return ""
}

func (l *line) missAll(codes, header string) {
	for c := range strings.FieldsSeq(codes) {
		l.miss(c, header+"填写有误或未填，改正后再核对")
	}
}

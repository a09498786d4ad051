package assist

import (
	"fmt"
	"strings"
	"testing"
)

// TestWordsAreAsWritten: the words that stand in ledgers, sheets and papers, typed
// once more from the contract. An older ledger holds them: none may change.
func TestWordsAreAsWritten(t *testing.T) {
	for _, c := range []struct {
		got  []any
		want string
	}{
		{[]any{NewCustomer, Reverification, Amendment, Withdrawal}, "新增 复核 变更 退出"},
		{[]any{Dibao, Disability, Temporary}, "低保 残疾 临时困难"},
		{[]any{Weekly, Odd, Even, NoOrder}, "每周 单周 双周 不访销"},
		{[]any{Urban, Rural}, "城镇 农村"},
		{[]any{Joined, Reverified, Amended, Suspended, Resumed, Left}, "新增 复核 变更 暂停 恢复 退出"},
		{[]any{Filed, Held, Returned, Ineligible}, "备案 待核 退回 不符合"},
		{[]any{Confirm, Suspend, Resume, Remove, Void}, "确认 暂停 恢复 退出 作废"},
		{[]any{ByCounty, ByConfirm, ByCity, ByCalendar, ByRegister}, "县区审批 县区审批、市局确认 市局 到期 许可证登记"},
		{[]any{ReasonLapsed, ReasonRevived, ReasonTermOver, ReasonValidAgain, ReasonReclassed}, "到期 复核恢复 暂停期满 许可证恢复有效 困难类别变更"},
		{[]any{RegisterDoubt, PlanDoubt}, "register plan"},
		{[]any{PlanMissing, PlanDraft, PlanFinal, PlanUnfrozen}, "missing draft final unfrozen"},
		{[]any{ApplicationForm, WishForm, SalesForm, VisitForm, PlanForm, RegisterForm, AdjustmentForm, ReplyForm, SettlementForm, RenewalSheet}, "申请表 帮扶申请表 销售历史 走访台账 货源计划 许可证状态 名单调整 监督清单 待确认 复核申请表"},
		{[]any{KindApplication, KindWishes, KindSales, KindVisits, KindPlan, KindRegister, KindAdjustment, KindSettlement, KindReplies, KindUnknown}, "application wishes sales visits plan register adjustment confirmation replies unknown"},
		{[]any{Zone}, "Asia/Shanghai"},
	} {
		if got := strings.TrimSuffix(fmt.Sprintln(c.got...), "\n"); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// TestTroubleOfAVisit: a visit that says 无 in either column tells of no problem.
func TestTroubleOfAVisit(t *testing.T) {
	for _, c := range []struct {
		problem, state, text string
		told                 bool
	}{
		{"品种少", "处理中", "品种少", true}, {"品种少", "已解决", "品种少", true}, {"", "处理中", "", true}, {"", "无", "", false}, {"无", "", "", false}, {"", "", "", false},
	} {
		if text, told := (Visit{Problem: c.problem, State: c.state}).Trouble(); told != c.told || told && text != c.text {
			t.Errorf("%q %q: %q %v", c.problem, c.state, text, told)
		}
	}
}

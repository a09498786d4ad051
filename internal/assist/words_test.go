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
		{[]any{Zone}, "Asia/Shanghai"},
	} {
		if got := strings.TrimSuffix(fmt.Sprintln(c.got...), "\n"); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

package assist

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// natures says of every rule, typed by hand from the contract, what it stops
// and whose turn it is; then, where so: the form whose columns it speaks of,
// 答 who answers it, 活 a row returned by it lives on, 读 its value was read well, 撞 it
// clashes with another row, 号 the licence may be mistyped, 望 nobody can know whose row it is, 漏 something is not
// used, 库 it needs a workspace.
const natures = `
S001 整份文件 县区
S002 整份文件 县区
S003 整份文件 县区
S004 整份文件 县区
S005 整份文件 县区
S006 整份文件 县区
S007 整张工作表 县区
S008 整张工作表 县区
S009 整份文件 县区 库
S010 整份文件 县区
S011 整份文件 县区 库
S012 整张工作表 县区
S013 整张工作表 县区
N011 提示 县区
N012 提示 县区
N013 提示 县区
N014 提示 县区 漏
N015 提示 县区
N016 提示 县区
N017 提示 县区 申请表 漏
N018 提示 县区
N019 提示 县区
N020 提示 县区 漏
V101 退回 县区 申请表 号 望
Q103 待核 县区 申请表 答县区 号 库
V104 退回 县区 申请表 活 读 号 库
Q104 待核 市局 申请表 答市局 库
V105 退回 县区 申请表 读
Q105 待核 县区 申请表 答县区
V106 退回 县区 申请表 活 读 号 库
N107 提示 县区 申请表 库
V111 退回 县区 申请表 望
V112 退回 县区 申请表 望
V113 退回 县区 申请表 望
V114 退回 县区 申请表 望
V115 退回 县区 申请表 读
V121 退回 县区 申请表
V122 退回 县区 申请表
V123 退回 县区 申请表
V124 退回 县区 申请表
N131 提示 县区 申请表
V201 退回 县区 申请表
V202 退回 县区 申请表
V203 退回 县区 申请表
V204 退回 县区 申请表
V205 退回 县区 申请表
V206 退回 县区 申请表
V207 退回 县区 申请表
V208 退回 县区 申请表
N209 提示 县区 申请表
V210 退回 县区 申请表
V301 不符合 县区 申请表 读 库
V302 不符合 县区 申请表 读 库
Q303 待核 市局 申请表 答市局 库
V304 退回 县区 申请表 读
V305 不符合 县区 申请表 读 库
Q306 待核 县区 申请表 答县区 库
Q307 待核 市局 申请表 答市局
V308 退回 县区 申请表 读
Q309 待核 市局 申请表 答市局 库
N310 提示 县区 申请表
V401 退回 县区 申请表
V402 退回 县区 申请表 读
V403 退回 县区 申请表
V404 退回 县区 申请表
V501 退回 县区 申请表 读 撞
V502 退回 县区 申请表 活 读 撞
V503 退回 县区 申请表 活 读 撞
Q504 待核 县区 申请表 答县区
V505 退回 县区 申请表 活 读 撞
V601 退回 县区 申请表 读 库
Q602 待核 县区 申请表 答县区 库
Q603 待核 县区 申请表 答县区 库
N604 提示 县区 申请表 库
N605 提示 县区 申请表 库
N606 提示 县区 申请表
V607 退回 县区 申请表 库
V701 退回 县区 帮扶申请表
V702 退回 县区 帮扶申请表
V703 退回 县区 帮扶申请表
N704 提示 县区 帮扶申请表
N705 提示 县区 帮扶申请表 库
V706 退回 县区 帮扶申请表 库
N707 提示 县区 帮扶申请表
N708 提示 县区 帮扶申请表
N709 提示 县区 帮扶申请表 漏 库
V801 退回 县区 销售历史
V802 退回 县区 销售历史
N803 提示 县区 销售历史
N804 提示 县区 销售历史
N805 提示 县区 销售历史
N806 提示 县区 销售历史 库
N807 提示 县区 销售历史
N808 提示 市局 销售历史
N809 提示 县区 销售历史 漏 库
N810 提示 县区 销售历史 漏 库
V901 退回 县区 走访台账 库
V902 退回 县区 走访台账
N903 提示 县区 走访台账
C101 退回 市局 货源计划 漏
C102 退回 市局 货源计划 漏
C103 退回 市局 货源计划 漏
C104 退回 市局 货源计划 漏
C105 退回 市局 货源计划 漏
C201 退回 市局 许可证状态 漏
C301 退回 市局 名单调整 漏 库
N311 提示 市局 名单调整 漏
N312 提示 市局 货源计划
A101 提示 市局
A102 提示 市局
A103 提示 市局
A104 提示 市局
A105 提示 县区
A106 提示 县区
A107 提示 县区
`

// nature is a rule as the list above writes it.
func nature(r Rule) string {
	words := []string{r.Code, string(r.Stops), string(r.Turn)}
	if r.Form != "" {
		words = append(words, string(r.Form))
	}
	if r.Answer != "" {
		words = append(words, "答"+string(r.Answer))
	}
	for _, f := range []struct {
		word string
		is   bool
	}{{"活", r.Lives}, {"读", r.Usable}, {"撞", r.Clash}, {"号", r.LicenceSlip}, {"望", r.Hopeless}, {"漏", r.LeavesOut}, {"库", r.NeedsWorkspace != ""}} {
		if f.is {
			words = append(words, f.word)
		}
	}
	return strings.Join(words, " ")
}

func TestRulesAreAsWritten(t *testing.T) {
	want := strings.Split(strings.TrimSpace(natures), "\n")
	var got []string
	for _, r := range Rules() {
		got = append(got, nature(r))
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("the catalogue says %q", g)
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("the catalogue does not say %q", w)
		}
	}
}

// What a rule answers and what it stops must agree with its level, whatever is
// added: only a Q has somebody's word, and every S says how far it reaches.
func TestRulesAgreeWithTheirLevel(t *testing.T) {
	for _, r := range Rules() {
		var wrong []string
		note := func(bad bool, what string) {
			if bad {
				wrong = append(wrong, what)
			}
		}
		note((r.Level == LevelHold) != (r.Answer != ""), "答复")
		note(r.Answer != "" && r.Answer != r.Turn, "答复人与处理人")
		note((r.Level == LevelFile) != (r.Stops == StopsFile || r.Stops == StopsSheet), "整份")
		note((r.Level == LevelHold) != (r.Stops == StopsWaits), "待核")
		note(r.Lives && r.Stops != StopsRow, "活")
		note(r.Level == LevelFile && r.Form != "", "表")
		note(r.Level == LevelSignal && r.Short == "", "信号名")
		note(len(r.Columns) > 0 && r.Form == "" && r.Level != LevelFile && r.Level != LevelNote, "列")
		if len(wrong) > 0 {
			t.Error(r.Code, fmt.Sprint(wrong))
		}
	}
}

package report

import (
	"fmt"
	"testing"

	"bangfu/internal/assist"
)

// TestWordsOfASlip: what a household reads for each reason of 未供货名单 and of a
// withdrawal, and how a receipt shows each level; typed once more by hand.
func TestWordsOfASlip(t *testing.T) {
	for reason, want := range map[string]string{
		"本周不订货": "您这一周不订货，到您订货的那一周再安排", "未到期": "您的帮扶还没有开始", "已到期": "您的帮扶已经到期，需要的请找营销部办理复核",
		"暂停": "您的帮扶暂停了", "许可证": "您的烟草专卖零售许可证现在不能供货", "所选非畅销且无可推荐": "您选的规格这一周不是畅销规格，近期也没有可参照的订货，请找营销部改选",
		"无申请且无销量": "还没有收到您的选择，近期也没有订货记录，请找营销部填《帮扶申请表》", "规格无货": "您要的规格这一周没有货源", "货源不足": "您要的规格这一周全市不够分，这次没有轮到，下次排在前面",
	} {
		if got := slipReasons[reason]; got != want {
			t.Errorf("%s: %q, want %q", reason, got, want)
		}
	}
	if got := fmt.Sprint(slipLosses); got != "map[已到期:帮扶到期 暂停:帮扶暂停 许可证:许可证现在不能供货]" {
		t.Error(got)
	}
	if len(slipReasons) != 9 || assist.NotYet != "未到期" {
		t.Error(slipReasons)
	}
}

// TestLevelsOfAReceipt: level, word, sign and tone, the heaviest first; how long texts
// of marks may be.
func TestLevelsOfAReceipt(t *testing.T) {
	got := fmt.Sprint(grades, maxProblem, maxNote, maxListed, maxNotes)
	want := "[{S 整张工作表 整张退回 ✗ 1} {S  整份退回 ✗ 1} {V 退回 退回 ✗ 1} {V 不符合 退回（不符合） ✗ 1} {C  未采用 ✗ 1} {Q  待核 ？ 2} {N  提示 · 3} {A  监督 · 3}] 2000 1500 2000 2000"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestWordsOfARowThatChangesNothing: what 问题 says of a row that is no news.
func TestWordsOfARowThatChangesNothing(t *testing.T) {
	for standing, want := range map[assist.Standing]string{
		assist.Unchanged: "与在册内容相同，备案编号和日期不变", assist.Correction: "按更正登记，备案编号和日期不变",
		assist.Replaced: "同一批收到填报日期更晚的同户申请，以那一行为准", assist.Repeated: "与同一批另一份文件中的行相同，只计一次",
		assist.Resent: "以后又报了这一户，以那一行为准",
	} {
		if got := standingWords[standing]; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if len(standingWords) != 5 {
		t.Error(standingWords)
	}
}

// TestWordsOfAFormat: what a file comes back as when it is not as it came.
func TestWordsOfAFormat(t *testing.T) {
	const cells, mend = "单元格位置和内容不变", "；要改的，请在本工作簿上改，改好直接放回。"
	want := map[string]string{
		"xls": "原文件是 .xls，现以 .xlsx 返回，" + cells + mend, "csv": "原文件是 .csv，现以 .xlsx 返回，行列位置和内容不变" + mend,
		"et": "原文件是 WPS 的 .et，现以 .xlsx 返回，" + cells + mend, "ods": "原文件是 .ods，现以 .xlsx 返回，" + cells + mend,
		"locked": "原文件设有编辑保护（文件整体加密），现以不加密的 .xlsx 返回，" + cells + mend, "xlsm": "原文件带宏（.xlsm），现以不带宏的 .xlsx 返回" + mend,
	}
	if got := fmt.Sprint(formatWords); got != fmt.Sprint(want) {
		t.Errorf("%s\nwant %s", got, fmt.Sprint(want))
	}
}

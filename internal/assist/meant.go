package assist

import (
	"slices"
	"strings"
	"unicode/utf8"

	"bangfu/internal/column"
)

// everyday are the words that people use for a choice of a form, by the choice.
// They are never taken for it in silence: the clerk is asked.
var everyday = map[string]string{
	column.Spouse: "妻子 丈夫 妻 夫 爱人 老公 老婆 夫妻 媳妇", column.Parent: "父亲 母亲 父 母 爸爸 妈妈 双亲 爸 妈", column.Child: "儿子 女儿 儿 女 子 孩子 长子 次子 长女 次女", column.Self: "自己 自身 经营者 户主",
	column.Town: "城市 市区 非农 非农业 居民", column.Countryside: "乡村 农业 农民 村民", column.Village: "农村 乡镇",
	column.Disability: "伤残", column.Temporary: "临困 大病 受灾 重病", column.Dibao: "最低生活保障 低收入", column.NewCustomer: "新申请 首次 初次 新报", column.Withdrawal: "注销 取消 停止帮扶", column.Amendment: "更新 修改", column.Reverification: "年审 续期 到期复核 复审",
	column.Weekly: "一周 周 周周 每星期", column.Odd: "单", column.Even: "双", column.NoOrder: "不访 停访",
	"周一": "星期一 礼拜一", "周二": "星期二 礼拜二", "周三": "星期三 礼拜三", "周四": "星期四 礼拜四", "周五": "星期五 礼拜五", "周六": "星期六 礼拜六", "周日": "星期日 星期天 周天 礼拜天",
	column.ProblemSolved: "解决 完成 已完成 已处理", column.ProblemOpen: "未解决 正在处理 跟进中", column.Agreed: "是 √ 可以", column.Refused: "否 × 不可以",
}

// Meant is the choice that somebody probably meant by what he wrote: one clearly
// near by its signs, one that it holds or that holds it, or one it is an everyday
// word for; "" when there is none, or when two may be meant.
func Meant(written string, choices []string) string {
	text := foldName(written)
	if i := slices.IndexFunc(choices, func(c string) bool { return slices.Contains(strings.Fields(everyday[c]), text) }); i >= 0 {
		return choices[i]
	}
	if i := nearest(text, choices, func(i int) int { return i }); i >= 0 {
		return choices[i]
	}
	return only(choices, func(c string) bool {
		return utf8.RuneCountInString(text) >= 2 && (strings.Contains(text, c) || strings.Contains(c, text))
	})
}

// only is the one text of which something holds; of those that hold another, the
// longest alone counts. "" when there are none or several.
func only(list []string, holds func(string) bool) string {
	found := ""
	for _, c := range list {
		switch {
		case !holds(c) || strings.Contains(found, c):
		case strings.Contains(c, found):
			found = c
		default:
			return ""
		}
	}
	return found
}

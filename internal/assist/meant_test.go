package assist

import (
	"strings"
	"testing"
)

func TestMeant(t *testing.T) {
	for _, c := range []struct{ written, choices, want string }{
		{"低报", "低保 残疾 临时困难", "低保"},
		{"低保户", "低保 残疾 临时困难", "低保"},
		{"残疾人", "低保 残疾 临时困难", "残疾"},
		{"一级伤残", "低保 残疾 临时困难", ""},
		{"低保、残疾", "低保 残疾 临时困难", ""},
		{"妻子", "本人 配偶 父母 子女", "配偶"},
		{" 父 ", "本人 配偶 父母 子女", "父母"},
		{"儿子", "本人 配偶 父母 子女", "子女"},
		{"岳父", "本人 配偶 父母 子女", ""},
		{"走访", "经营指导 定期走访 节日慰问 即时服务 网络服务", "定期走访"},
		{"经营指异", "经营指导 定期走访 节日慰问 即时服务 网络服务", "经营指导"},
		{"服务", "经营指导 定期走访 节日慰问 即时服务 网络服务", ""},
		{"送货", "经营指导 定期走访 节日慰问 即时服务 网络服务", ""},
		{"不同意上报", "同意 不同意", "不同意"},
		{"星期三", "周一 周二 周三", "周三"},
		{"", "同意 不同意", ""},
	} {
		if got := Meant(c.written, strings.Fields(c.choices)); got != c.want {
			t.Errorf("%q of %s: %q, want %q", c.written, c.choices, got, c.want)
		}
	}
}

// everydayWords are the words that people use for the choices of a column, each
// choice with its own; typed by hand.
const everydayWords = `
本人 自己 自身 经营者 户主|配偶 妻子 丈夫 妻 夫 爱人 老公 老婆 夫妻 媳妇|父母 父亲 母亲 父 母 爸爸 妈妈 双亲 爸 妈|子女 儿子 女儿 儿 女 子 孩子 长子 次子 长女 次女
城镇 城市 市区 非农 非农业 居民|农村 乡村 农业 农民 村民
城镇|乡村 农村 乡镇
低保 最低生活保障 低收入|残疾 伤残|临时困难 临困 大病 受灾 重病
新增 新申请 首次 初次 新报|复核 年审 续期 到期复核 复审|变更 更新 修改|退出 注销 取消 停止帮扶
每周 一周 周 周周 每星期|单周 单|双周 双|不访销 不访 停访
周一 星期一 礼拜一|周二 星期二 礼拜二|周三 星期三 礼拜三|周四 星期四 礼拜四|周五 星期五 礼拜五|周六 星期六 礼拜六|周日 星期日 星期天 周天 礼拜天
已解决 解决 完成 已完成 已处理|处理中 未解决 正在处理 跟进中
同意 是 √ 可以|不同意 否 × 不可以
`

// TestEverydayWords: every word of the list, and no other, is meant for its choice.
func TestEverydayWords(t *testing.T) {
	count := 0
	for _, line := range strings.Split(strings.TrimSpace(everydayWords), "\n") {
		var choices []string
		for _, group := range strings.Split(line, "|") {
			choices = append(choices, strings.Fields(group)[0])
		}
		for _, group := range strings.Split(line, "|") {
			words := strings.Fields(group)
			for _, w := range words[1:] {
				if count++; !strings.Contains(" "+everyday[words[0]]+" ", " "+w+" ") {
					t.Errorf("%s is no word for %s", w, words[0])
				}
				if got := Meant(w, choices); got != words[0] {
					t.Errorf("%s means %q, want %q", w, got, words[0])
				}
			}
		}
	}
	all := 0
	for _, words := range everyday {
		all += len(strings.Fields(words))
	}
	if all != count {
		t.Errorf("%d words are taken, the list has %d", all, count)
	}
}

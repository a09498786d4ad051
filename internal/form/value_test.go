package form

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// columns of each kind, as the tables below name them.
var kindColumns = map[string]*Column{
	"日期": {Kind: Day}, "金额": {Kind: Amount}, "结余": {Kind: Balance}, "整数": {Kind: Whole}, "非负": {Kind: Count},
	"数量": {Kind: Signed}, "档位": {Kind: Grade}, "许可证": {Kind: Licence}, "证号": {Kind: Code}, "选填证号": {Kind: Code, Dashed: true},
	"电话": {Kind: Phone}, "姓名": {Kind: Name}, "文字": {Kind: Free}, "材料": {Kind: List}, "规格": {Kind: Barcode}, "周": {Kind: WeekMark},
	"市场": {Kind: Choice, Choices: []string{"城镇", "乡村"}, Spelt: map[string]string{"城网": "城镇", "农网": "乡村"}},
	"服务": {Kind: ListOf, Choices: column.Services}, "小数": {Kind: Decimal}, "时间": {Kind: Moment}, "词": {Kind: Words},
}

// said writes a reading as the tables do.
func said(kind string, r reading) string {
	if r.fault != 0 {
		return strings.TrimSpace("✗" + kindNames[r.fault] + " " + r.read)
	}
	if !r.stated {
		return "空"
	}
	s := ""
	switch kindColumns[kind].Kind {
	case Day:
		s = r.day.String()
	case Amount, Balance:
		s = assist.Fen(r.number).Yuan()
	case Whole, Count, Signed, Grade:
		s = fmt.Sprint(r.number)
	case Decimal:
		s = assist.Number(r.number).String()
	case Moment:
		s = fmt.Sprint(r.number)
	case List, ListOf, Words:
		s = strings.Join(r.list, "+")
	default:
		s = r.text
	}
	if r.folded {
		s += " 已整理"
	}
	return s
}

// Every spelling we take, and those we refuse: 列 | 填写 | 读作.
const spellings = `
日期 | 2026-11-2 | 2026-11-02
日期 | 2026/11/2 | 2026-11-02
日期 | 2026.11.2 | 2026-11-02
日期 | 2026.9.3 | 2026-09-03
日期 | 2026年11月2日 | 2026-11-02
日期 | 20261102 | 2026-11-02
日期 | =20261102 | 2026-11-02
日期 | @2026-11-02 | 2026-11-02
日期 | =46328 | 2026-11-02
日期 | 46328 | 2026-11-02
日期 | 46328.0 | 2026-11-02
日期 | =20000 | 1954-10-03
日期 | =80000 | 2119-01-11
日期 | 2026-11-02 00:00:00 | 2026-11-02
日期 | 2026/11/2 0:00 | 2026-11-02
日期 | 2026-11-02T00:00:00 | 2026-11-02
日期 | 2028-02-29 | 2028-02-29
日期 | ２０２６-１１-０２ | 2026-11-02 已整理
日期 | 2026年 11月 2日 | 2026-11-02 已整理
日期 | 2026-11-02␣ | 2026-11-02 已整理
日期 | =19999 | ✗date
日期 | =80001 | ✗date
日期 | 11-02 | ✗date
日期 | 11月2日 | ✗date
日期 | 03/04/05 | ✗date
日期 | 26-11-02 | ✗date
日期 | 2026-11 | ✗date
日期 | 2026-11/02 | ✗date
日期 | 2026-13-01 | ✗date
日期 | 2026-02-29 | ✗date
日期 | 02-11-2026 | ✗date
日期 | 2026-11-02 13:30:00 | ✗date
日期 | @2026-11-02 13:30:00 | ✗date
日期 | @13:30:00 | ✗date
日期 | 长期 | ✗date
日期 | 2026-11-02至2027-11-01 | ✗date
日期 | =46328.5 | ✗date
日期 | #N/A | ✗error
日期 | =? | ✗unsaved

金额 | 28800 | 28800.00
金额 | =28800.5 | 28800.50
金额 | 28,800.50 | 28800.50
金额 | ￥28800 | 28800.00
金额 | ¥28,800元 | 28800.00
金额 | 28800.00 | 28800.00
金额 | 28800.0 | 28800.00
金额 | 28800.500 | 28800.50
金额 | 0 | 0.00
金额 | ２８８００ | 28800.00 已整理
金额 | 28 800 | 28800.00 已整理
金额 | 28800.555 | ✗amount
金额 | -5 | ✗amount 负数
金额 | 2,88,00 | ✗amount
金额 | 2.88万 | ✗wan
金额 | 3万元 | ✗wan
金额 | 约28800 | ✗amount
金额 | 28800- | ✗amount
金额 | 1.2e4 | ✗amount
金额 | 1234567890123 | ✗amount
金额 | @2026-11-02 | ✗amount
结余 | -343.5 | -343.50
结余 | ￥-343.5 | -343.50

整数 | 3 | 3
整数 | =3 | 3
整数 | 3.0 | 3
整数 | 5人 | 5
整数 | 12条 | 12
整数 | 1,200 | 1200
整数 | ３ | 3 已整理
整数 | 0 | ✗whole
整数 | -1 | ✗whole
整数 | 2.5 | ✗whole
整数 | 三 | ✗whole
非负 | 0 | 0
非负 | -1 | ✗whole
数量 | -12条 | -12
数量 | -5.0 | -5
数量 | 2.5 | ✗signed
数量 | 十 | ✗signed

档位 | 9 | 9
档位 | 09 | 9
档位 | 9档 | 9
档位 | 09档 | 9
档位 | D09 | 9
档位 | d30 | 30
档位 | 九档 | 9
档位 | 十三档 | 13
档位 | 二十档 | 20
档位 | 三十档 | 30
档位 | =13 | 13
档位 | 13.0 | 13
档位 | １３ | 13 已整理
档位 | 0 | ✗grade
档位 | 31 | ✗grade
档位 | 三十一档 | ✗grade
档位 | 一类 | ✗grade

许可证 | 140213100001 | 140213100001
许可证 | =140213100001 | 140213100001
许可证 | 140213100001.0 | 140213100001
许可证 | １４０２１３１００００１ | 140213100001 已整理
许可证 | 140213 100001 | 140213100001 已整理
许可证 | 1402131000012 | ✗licence 是 13 位数字
许可证 | 14021310001 | ✗licence 是 11 位数字
许可证 | 1.40221E+11 | ✗licence 按科学计数法保存，后面的数字已丢失
许可证 | 140213100001/140213100002 | ✗licence 一格里有两个号码
许可证 | 140213100001140213100002 | ✗licence 一格里有两个号码
许可证 | 14021310000A | ✗licence 含有数字以外的字符
许可证 | '140213100001 | ✗licence 含有数字以外的字符“'”
许可证 | 许140-213-100001号。 | ✗licence 含有数字以外的字符“-。”
许可证 | 140221197001010012 | ✗licence 是 18 位数字
许可证 | 14022119700101001X | ✗licence 像是身份证号
许可证 | @2026-11-02 | ✗licence 是日期
许可证 | #REF! | ✗error

证号 | 140221197001010012 | 140221197001010012
证号 | 14020219621103123X | 14020219621103123X
证号 | 14020219621103123x | 14020219621103123X 已整理
证号 | １４０２２１１９７００１０１００１２ | 140221197001010012 已整理
证号 | 140221 19700101 0012 | 140221197001010012 已整理
证号 | =~140221197001010000 | ✗lost 按数字保存，只留住前 15 位，后面的已变成 0
证号 | =140221197001010000 | ✗lost 按数字保存，只留住前 15 位，后面的已变成 0
证号 | 1.40221E+17 | ✗lost 按科学计数法保存，后面的数字已丢失
证号 | 140221197001010012.0 | ✗lost 经数字转换，后面的数字已丢失
证号 | 140221700101001 | 140221700101001
证号 | 无 | 无
选填证号 | 无 | 空
选填证号 | / | 空
选填证号 | — | 空
选填证号 | － | 空

电话 | 13800000000 | 13800000000
电话 | =13800000000 | 13800000000
电话 | 138 0000 0000 | 13800000000 已整理
电话 | 0352-1234567 | 0352-1234567
电话 | 0352 1234567 | 03521234567 已整理
电话 | 13800000000/13900000000 | 13800000000/13900000000
电话 | 13800000000、13900000000 | 13800000000、13900000000
电话 | 13800000000 13900000000 | 13800000000/13900000000 已整理

姓名 | 张三 | 张三
姓名 | 张　三 | 张三 已整理
姓名 | 阿依古丽·买买提 | 阿依古丽·买买提
姓名 | 𠮷田䶮 | 𠮷田䶮
文字 | 平城区 南街 | 平城区 南街
文字 | ␣平城区（南街） | 平城区（南街） 已整理
文字 | =101 | 101
材料 | 低保证、户口簿 | 低保证+户口簿
材料 | 低保证，户口簿；照片/申请书 | 低保证+户口簿+照片+申请书
材料 | 低保证⏎户口簿 | 低保证+户口簿
材料 | 低保证、 户口簿 | 低保证+户口簿 已整理
材料 | 、 | 空

市场 | 城镇 | 城镇
市场 | 城网 | 城镇
市场 | 农网 | 乡村
市场 | 城 镇 | 城镇 已整理
市场 | 县城 | ✗choice
服务 | 经营指导、定期走访 | 经营指导+定期走访
服务 | 经营指导、送货 | ✗choice 送货

规格 | 6901028046893 | 6901028046893
规格 | =6901028046893 | 6901028046893
规格 | 6901028046893.0 | 6901028046893
规格 | 6901028046886 | 6901028046893
规格 | 云烟(硬紫) | 6901028046893
规格 | 云烟（硬紫） | 6901028046893
规格 | 紫云 | 6901028046893
规格 | ６９０１０２８０４６８９３ | 6901028046893 已整理
规格 | 6901028046890 | ✗product
规格 | 云烟 | ✗product
规格 | 6.90103E+12 | ✗product

周 | 2026-W49 | 2026-W49
周 | 2026-w49 | 2026-W49
周 | 2026年49周 | ✗choice
周 | 2027-W53 | ✗choice
小数 | 0.6 | 0.6
小数 | 60% | 0.6
小数 | =31 | 31
小数 | 0.12345 | ✗amount
时间 | 2026-09-29 18:00 | 1790676000
时间 | @2026-09-29 18:00:00 | 1790676000
时间 | 2026-09-29 | ✗date 缺少时间，例如 2026-09-29 18:00
词 | 平城 城区、老城 | 平城+城区+老城
`

func TestSpellings(t *testing.T) {
	for line := range strings.SplitSeq(strings.TrimSpace(spellings), "\n") {
		if line == "" {
			continue
		}
		p := strings.SplitN(line, " | ", 3)
		if got := said(p[0], readCell(kindColumns[p[0]], textCell(p[1]), testProducts())); got != p[2] {
			t.Errorf("%s: got %q", line, got)
		}
	}
}

// Signs that a text form cannot show.
func TestInvisibleSigns(t *testing.T) {
	for _, c := range []struct{ kind, text, want string }{
		{"许可证", "140213\u200b100001", "140213100001 已整理"},
		{"许可证", "\u00a0140213100001", "140213100001 已整理"},
		{"许可证", "140213100001\t", "140213100001 已整理"},
		{"日期", "\ufeff2026-11-02", "2026-11-02 已整理"},
		{"姓名", "张\u3000三\u00a0", "张三 已整理"},
		{"文字", "南街\u200b", "南街 已整理"},
		{"文字", " \u3000\u200b\n", "空"},
		{"证号", "\u00a0", "空"},
	} {
		cell := sheet.Cell{Kind: sheet.Text, Text: c.text}
		if got := said(c.kind, readCell(kindColumns[c.kind], cell, assist.Catalogue{})); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.kind, c.text, got, c.want)
		}
	}
}

func TestTextCutAtALimit(t *testing.T) {
	for n, cut := range map[int]bool{254: false, 255: true, 256: false, 32766: false, 32767: true} {
		for _, sign := range []string{"x", "困"} {
			r := readCell(kindColumns["文字"], sheet.Cell{Kind: sheet.Text, Text: strings.Repeat(sign, n)}, assist.Catalogue{})
			if (r.fault == sheet.TextCut) != cut {
				t.Errorf("%d × %s: fault %s", n, sign, kindNames[r.fault])
			}
		}
	}
	if r := readCell(kindColumns["文字"], sheet.Cell{Kind: sheet.Text, Text: strings.Repeat("𠮷", 16383) + "x"}, assist.Catalogue{}); r.fault != sheet.TextCut {
		t.Error("16383 signs above U+FFFF and one below are 32767 units")
	}
}

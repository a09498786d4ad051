package report

import (
	"strings"

	"bangfu/internal/assist"
)

// reasons are the rules of an application in a few words, without any value of
// a row: a printed report names the rule, the receipt names the cell.
var reasons = map[string]string{
	"V101": "许可证号不是12位数字", "Q103": "许可证前缀不属于本县区", "V104": "许可证不在登记或状态不是有效", "Q104": "许可证停业或登记陈旧",
	"V105": "许可证在申请日期已过期", "Q105": "许可证在帮扶期内到期", "V106": "经营者姓名与登记不一致",
	"V111": "身份证号不是18位", "V112": "身份证号校验码不符", "V113": "身份证号出生日期不存在", "V114": "证件号码按数字保存，末位丢失", "V115": "经营者不满最低年龄",
	"V121": "残疾人证号不是20位", "V122": "残疾人证号与身份证号不符", "V123": "残疾类别或等级不存在", "V124": "残疾人姓名或关系缺失、不符",
	"V201": "必填项为空", "V202": "内容不在可选范围", "V203": "日期无法识别", "V204": "金额无法识别或为负", "V205": "不是大于等于1的整数", "V206": "档位不是1至30",
	"V207": "错误值或公式没有结果", "V208": "日期先后不合理", "V210": "内容可能被截断",
	"V301": "城镇低保类收入不低于标准", "V302": "农村低保类收入不低于标准", "Q303": "有低保证但收入不低于标准", "V304": "缺有效低保证和低保证明",
	"V305": "残疾类毛利占比不足", "Q306": "申报毛利与销售历史不一致", "Q307": "临时困难待市局确认", "V308": "临时困难材料不全或超期", "Q309": "缺认定所需的参数",
	"V401": "逐级审批不全", "V402": "审批意见为不同意", "V403": "审批日期先后不合理", "V404": "审批日期晚于今天",
	"V501": "同一许可证号重复", "V502": "另有县区申报或已在册", "V503": "同一身份证号用于两证", "Q504": "电话或地址与他人相同", "V505": "同一残疾人用于两个申请",
	"V601": "退出、复核、变更的客户不在册", "Q602": "新增的客户已在册", "Q603": "退出后短期内又新增", "V607": "待核期满没有答复",
}

// reasonOf is a rule in a few words.
func reasonOf(code string) string {
	if s := reasons[code]; s != "" {
		return s
	}
	return "见回执所列规则"
}

// reasonsOf are the open rules of a row in a few words, each once; the first
// two are told, of the others the code.
func reasonsOf(row assist.JudgedApplication) string {
	seen := map[string]bool{}
	var parts []string
	for _, x := range ordered(row.Verdict.Findings) {
		switch {
		case !openFinding(x) || seen[x.Code]:
			continue
		case len(seen) < 2:
			parts = append(parts, x.Code+" "+reasonOf(x.Code))
		default:
			parts = append(parts, x.Code)
		}
		seen[x.Code] = true
	}
	if len(parts) == 0 {
		return "所在工作表或文件整份退回"
	}
	return strings.Join(parts, "；")
}

// A reasonCount is a rule among rows that are not filed: how many rows of each
// outcome it speaks of, each row once.
type reasonCount struct {
	code                       string
	turn                       assist.Turn
	returned, held, ineligible int
}

func (c reasonCount) rows() int { return c.returned + c.held + c.ineligible }

// who acts on it: nobody, where it only tells that a case does not qualify.
func (c reasonCount) who() string {
	if c.held+c.returned == 0 {
		return dash
	}
	return string(c.turn)
}

// add counts a row of an outcome.
func (c *reasonCount) add(o assist.Outcome) {
	switch o {
	case assist.Held:
		c.held++
	case assist.Ineligible:
		c.ineligible++
	default:
		c.returned++
	}
}

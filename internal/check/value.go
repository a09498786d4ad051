package check

import (
	"cmp"
	"regexp"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// codeOf is the code of a fault of decoding, wherever it stands, unless the
// rules of a form know a more specific one for the column.
var codeOf = codes("")

// codesOfSales are those of a sales row alone.
var codesOfSales = codes(assist.SalesForm)

// codes are the codes of the faults that the rules of a form tell, of any form
// for "": the first rule that names a fault.
func codes(form assist.Form) map[sheet.FaultKind]string {
	m := map[sheet.FaultKind]string{}
	for _, r := range assist.Rules() {
		for _, k := range r.Faults {
			if m[k] == "" && (form == "" || r.Form == form) {
				m[k] = r.Code
			}
		}
	}
	return m
}

// values turns every fault of decoding into its finding: V201–V207, V210 and
// N209 (填报要求). Of a 退出 row only the columns it needs are judged.
func values(a *applicant) []assist.Finding {
	var list []assist.Finding
	for _, f := range a.subject.Faults {
		if !a.leaving() || onExit[f.Header] {
			list = append(list, a.valueFault(f)...)
		}
	}
	for _, col := range column.Application {
		h := col.Header
		if !needed[h] || a.leaving() && !onExit[h] {
			continue
		}
		if c, there := a.subject.Cells.Of(h); there && c.Text == "" && a.fault(h) == nil {
			list = append(list, a.finding("V201", h, string(h)+"未填"))
		}
	}
	return list
}

// valuesOfClass is V201 for what a class of hardship or a 退出 needs besides.
func valuesOfClass(a *applicant) []assist.Finding {
	switch {
	case a.leaving() && a.subject.Text(column.ExitReason) == "" && a.fault(column.ExitReason) == nil:
		return a.one("V201", column.ExitReason, "业务类型为退出，退出原因未填")
	case a.is(assist.Disability) && a.subject.Text(column.DisabledNo) == "" && a.fault(column.DisabledNo) == nil:
		return a.one("V201", column.DisabledNo, "困难类别为残疾，残疾人证号未填")
	}
	return nil
}

// valueFault is the finding of one fault; a fault that has no cell and belongs
// to a missing column gives none, since S007 tells it once.
func (l *subject) valueFault(f sheet.Fault) []assist.Finding {
	code := codeOf[f.Kind]
	if code == "" || f.Kind == sheet.Missing && l.Addr(f.Header) == "" {
		return nil
	}
	return []assist.Finding{l.faultFinding(code, f)}
}

// faultFinding words a fault of decoding under a code.
func (l *subject) faultFinding(code string, f sheet.Fault) assist.Finding {
	g := l.finding(code, f.Header, faultMessage(f))
	if f.Value != "" {
		g.Value = f.Value
	}
	if fix := faultFix[f.Kind]; fix != "" && code != "V101" {
		g.Fix = fix
	}
	switch {
	case f.Kind == sheet.NotDate:
		g.Fix = cmp.Or(dateFix(f), g.Fix)
	case f.Kind == sheet.NotChoice && len(f.Allowed) > 0:
		g.Fix = "请改为下列之一：" + strings.Join(f.Allowed, "、")
		g = maybe(g, assist.Meant(cmp.Or(f.Read, f.Value), f.Allowed))
	}
	return g
}

// Dates as they are often written, and are none.
var (
	forever   = regexp.MustCompile(`长期|永久|终身|无固定|无期限|无限期`)
	monthOnly = regexp.MustCompile(`^\s*\d{4}\s*[-./年]\s*\d{1,2}\s*月?\s*$`)
	shortYear = regexp.MustCompile(`^\s*\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?\s*$`)
)

// dateFix is what to write in place of a date that says another thing than a day;
// "" when the rule's own advice fits.
func dateFix(f sheet.Fault) string {
	switch {
	case forever.MatchString(f.Value) && f.Header == column.End:
		return "临时困难类要写明哪一天，如 2027-03-31；其他类没有定日子的请空着"
	case forever.MatchString(f.Value) && (f.Header == column.Start || f.Header == column.Next):
		return "没有定日子的请空着；有的请写是哪一天，如 2026-11-02"
	case forever.MatchString(f.Value):
		return "请照证件填写截止的那一天，如 2029-03-31；证件上写的就是“" + strings.TrimSpace(f.Value) + "”的，填 2099-12-31"
	case monthOnly.MatchString(f.Value):
		return "请写到哪一天，如 2026-11-02"
	case shortYear.MatchString(f.Value):
		return "年份请写四位，如 2026-11-02"
	}
	return ""
}

// maybe asks in a finding whether a near name is meant: it is never taken for the
// value in silence. "" asks nothing.
func maybe(f assist.Finding, near string) assist.Finding {
	if near != "" {
		f.Message += "；是不是“" + near + "”？"
	}
	return f
}

// faultFix is the advice that fits a fault better than its rule's own.
var faultFix = map[sheet.FaultKind]string{
	sheet.TenThousand:    "请以元为单位写出完整金额，如 2.5万 写作 25000",
	sheet.FormulaUnsaved: "请在 Excel 或 WPS 中打开文件，待公式算出结果后保存，或直接填写数值",
	sheet.FormulaError:   "请改正公式并保存，或直接填写数值",
	sheet.PictureOnly:    "请把图片里的内容用文字填在单元格里；图片可移到表格旁边，或另行存档",
}

// faultMessage says in plain words what could not be read.
func faultMessage(f sheet.Fault) string {
	h := string(f.Header)
	switch f.Kind {
	case sheet.Missing:
		return h + "未填"
	case sheet.NotChoice:
		return h + "“" + cmp.Or(f.Read, f.Value) + "”不在可选范围内"
	case sheet.NotDate:
		if forever.MatchString(f.Value) {
			return h + "写的是“" + f.Value + "”，不是哪一天"
		}
		return h + "“" + f.Value + "”不是可识别的日期"
	case sheet.NotAmount:
		if strings.Trim(f.Value, " -—–") == "" {
			return h + "未填"
		}
		if strings.HasPrefix(strings.TrimSpace(f.Value), "-") {
			return h + "“" + f.Value + "”为负数"
		}
		return h + "“" + f.Value + "”不是可识别的金额"
	case sheet.TenThousand:
		return h + "“" + f.Value + "”以万为单位"
	case sheet.NotWhole:
		return h + "“" + f.Value + "”不是大于或等于 1 的整数"
	case sheet.NotSignedWhole:
		return h + "“" + f.Value + "”不是整数"
	case sheet.NotGrade:
		return h + "“" + f.Value + "”不是 1 至 " + itoa(column.Grades) + " 档"
	case sheet.FormulaError:
		return h + "是错误值 " + f.Value
	case sheet.FormulaUnsaved:
		return h + "是公式，但文件中没有保存计算结果"
	case sheet.PictureOnly:
		return h + "是图片，系统读不到图片里的内容"
	case sheet.Folded:
		return h + "已整理：“" + f.Value + "”→“" + f.Read + "”"
	case sheet.TextCut:
		return h + "达到长度上限，可能已被截断"
	case sheet.DigitsLost:
		return h + "按数字保存，末几位已丢失（现为 " + f.Value + "）"
	case sheet.NotLicence:
		return h + "不是 12 位数字" + because(f.Read)
	case sheet.NotProduct:
		return h + "“" + f.Value + "”既不是有效条码，也不是规格目录中的名称"
	}
	return h + "无法识别"
}

func because(s string) string {
	if s == "" {
		return ""
	}
	return "：" + s
}

// numberLost is V114: a certificate number that was saved as a number and has
// lost its last digits (二). The licence number has its own rule.
func numberLost(a *applicant) []assist.Finding {
	var list []assist.Finding
	for _, f := range a.subject.Faults {
		if f.Kind == sheet.DigitsLost && f.Header != column.Licence {
			list = append(list, a.faultFinding("V114", f))
		}
	}
	return list
}

// afterToday says of a day that it is yet to come.
func afterToday(h column.Header, day, today assist.Date) string {
	return string(h) + " " + day.String() + " 晚于今天 " + today.String()
}

// datesOrdered is V208: a date that lies in the future, or an end before its
// start (填报要求).
func datesOrdered(a *applicant) []assist.Finding {
	var list []assist.Finding
	if a.Applied > a.b.Today {
		list = append(list, a.finding("V208", column.Applied, afterToday(column.Applied, a.Applied, a.b.Today)))
	}
	if a.leaving() {
		return list
	}
	for _, h := range []column.Header{column.Start, column.End, column.Applied} {
		if (a.lacks(h) || a.bad[h]) && (a.End != 0 || h == column.End) {
			a.miss("V208", afterMending(h))
		}
	}
	if a.End == 0 {
		return list
	}
	switch {
	case a.Start != 0 && a.End < a.Start:
		list = append(list, a.finding("V208", column.End, "帮扶截止日 "+a.End.String()+" 早于帮扶起始日 "+a.Start.String()))
	case a.Applied != 0 && a.End < a.Applied:
		list = append(list, a.finding("V208", column.End, "帮扶截止日 "+a.End.String()+" 早于申请日期 "+a.Applied.String()))
	}
	return list
}

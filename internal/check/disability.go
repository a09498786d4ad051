package check

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// relations is the column whose list is the close family (三.2).
var relations, _ = column.Application.Find(column.Relation)

func family(relation string) bool { return slices.Contains(relations.Choices, relation) }

// relation is V124: the disabled person's name or the relation is missing, or
// the relation is outside the close family (三.2).
func relation(a *applicant) []assist.Finding {
	var list []assist.Finding
	kin := strings.Join(relations.Choices, "、")
	if a.subject.Text(column.DisabledBy) == "" && a.fault(column.DisabledBy) == nil {
		list = append(list, a.advised("V124", column.DisabledBy, "困难类别为残疾，残疾人姓名未填", "请填写残疾人证上的姓名；本人残疾的填经营者姓名"))
	}
	text := a.subject.Text(column.Relation)
	f := a.fault(column.Relation)
	switch {
	case text == "" && (f == nil || f.Kind == sheet.Missing):
		list = append(list, a.advised("V124", column.Relation, "困难类别为残疾，与经营者关系未填", "请填残疾人是经营者的什么人："+kin))
	case f != nil && f.Kind == sheet.NotChoice || f == nil && !family(a.Relation):
		g := a.advised("V124", column.Relation, "与经营者关系“"+text+"”不属于"+kin, "是这几种关系之一的，请改写为"+kin+"；其他亲属残疾的，不能按残疾类申报")
		list = append(list, maybe(g, assist.Meant(text, relations.Choices)))
	}
	return list
}

// disabilityNumber is the 20 digits of the certificate; ok is false when it is
// not written like one (B1, B2 … may follow).
func (a *applicant) disabilityNumber() (string, bool) {
	s := a.DisabledNo
	if len(s) < 20 || !assist.IDShaped(s[:18]) || !allDigits(s[18:20]) {
		return "", false
	}
	if tail := s[20:]; tail != "" && !(tail[0] == 'B' && allDigits(tail[1:]) && len(tail) <= 3) {
		return "", false
	}
	return s[:20], true
}

// disabilityLength is V121: the certificate number is not 20 digits (三.2).
func disabilityLength(a *applicant) []assist.Finding {
	if _, ok := a.disabilityNumber(); ok || a.DisabledNo == "" {
		return nil
	}
	if signs := assist.Signs(a.DisabledNo); signs != "" {
		return a.one("V121", column.DisabledNo, "残疾人证号里有“"+signs+"”，应为 20 位数字（第 18 位可为 X；换领的末尾加 B1、B2）")
	}
	return a.one("V121", column.DisabledNo, "残疾人证号是 "+itoa(len([]rune(a.DisabledNo)))+" 位或含有不允许的字符，应为 20 位（换领的末尾加 B1、B2）")
}

// disabilityKind is V123: no such category or level (三.2).
func disabilityKind(a *applicant) []assist.Finding {
	s, ok := a.disabilityNumber()
	switch {
	case !ok:
		return nil
	case !strings.Contains("1234567", s[18:19]):
		return a.one("V123", column.DisabledNo, "残疾类别（第 19 位）为 "+s[18:19]+"，应为 1 至 7")
	case !strings.Contains("1234", s[19:20]):
		return a.one("V123", column.DisabledNo, "残疾等级（第 20 位）为 "+s[19:20]+"，应为 1 至 4")
	}
	return nil
}

// disabilityPerson is V122: the first 18 are not a valid ID (三.2).
func disabilityPerson(a *applicant) []assist.Finding {
	s, ok := a.disabilityNumber()
	if !ok {
		return nil
	}
	if born, real := assist.IDBirthday(s[:18]); real && born <= a.day && assist.IDChecks(s[:18]) {
		return nil
	}
	return a.one("V122", column.DisabledNo, "残疾人证号前 18 位不是有效的身份证号")
}

// disabilityOperator is V122 too: 本人, but not the operator's own ID (三.2).
func disabilityOperator(a *applicant) []assist.Finding {
	s, ok := a.disabilityNumber()
	if !ok || a.Relation != column.Self || a.ID == "" || s[:18] == a.ID {
		return nil
	}
	return a.one("V122", column.DisabledNo, "与经营者关系为本人，但残疾人证号前 18 位与经营者身份证号不同")
}

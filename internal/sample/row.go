package sample

import (
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// values are the cells of a row by canonical header.
type values map[string]sheet.Value

// applicationRow writes an application as a county does: blank where there is nothing.
func applicationRow(a assist.Application) values {
	v := values{
		"业务类型": text(string(a.Business)), "许可证号": text(a.Licence), "客户名称": text(a.Shop), "经营者姓名": text(a.Operator),
		"身份证号": text(a.ID), "联系电话": text(a.Phone), "经营地址": text(a.Address), "市场类型": text(a.Market),
		"客户档位": number(a.Grade), "订货周期": text(string(a.Cycle)), "订货日": text(a.OrderDay), "许可证有效期止": day(a.LicenceEnd),
		"户籍类别": text(a.Household), "家庭人口": number(a.Members), "家庭年收入": amount(a.Income), "卷烟年毛利": amount(a.Margin),
		"困难类别": text(string(a.Hardship)), "低保证号": text(a.DibaoNo), "低保证有效期止": day(a.DibaoEnd),
		"残疾人姓名": text(a.DisabledBy), "与经营者关系": text(a.Relation), "残疾人证号": text(a.DisabledNo), "困难说明": text(a.Story),
		"证明材料": text(strings.Join(a.Proofs, "、")), "帮扶起始日": day(a.Start), "帮扶截止日": day(a.End), "申请日期": day(a.Applied),
		"退出原因": text(a.ExitReason), "核实说明": text(a.Answer), "备注": text(a.Remark),
	}
	for i, h := range [3][3]string{
		{"客户经理意见", "客户经理", "客户经理日期"}, {"营销部意见", "营销部审核人", "营销部日期"}, {"县局意见", "县局审批人", "县局日期"},
	} {
		v[h[0]], v[h[1]], v[h[2]] = text(a.Approvals[i].Opinion), text(a.Approvals[i].Name), day(a.Approvals[i].Day)
	}
	return v
}

// order lays values out in the order of headers.
func (v values) order(headers []string) []sheet.Value {
	row := make([]sheet.Value, len(headers))
	for i, h := range headers {
		row[i] = v[h]
	}
	return row
}

func text(s string) sheet.Value {
	if s == "" {
		return sheet.Value{}
	}
	return sheet.S(s)
}

func number(n int) sheet.Value {
	if n == 0 {
		return sheet.Value{}
	}
	return sheet.I(n)
}

func day(d assist.Date) sheet.Value { return text(d.String()) }

// amount is blank when it is negative: not stated.
func amount(f assist.Fen) sheet.Value {
	switch {
	case f < 0:
		return sheet.Value{}
	case f%100 == 0:
		return sheet.I(int64(f) / 100)
	}
	return sheet.Fen(f)
}

// whole is a number that may be zero or negative.
func whole(n int) sheet.Value { return sheet.I(n) }

// owed is an amount that may be negative.
func owed(f assist.Fen) sheet.Value {
	if f%100 == 0 {
		return sheet.I(int64(f) / 100)
	}
	return sheet.Fen(f)
}

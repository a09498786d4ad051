package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/proof"
)

// What the columns of our workbooks hold by their headers, typed by hand: codes are
// texts, days and instants are shown as such, amounts of money with two decimals.
var (
	codeHeads = heads("许可证号 卷烟条码 身份证号 联系电话 客户编码 商品编码 盒码 低保证号 残疾人证号 代码 许可证前缀 回执号 备案编号 SHA-256 特殊标识")
	dayHeads  = heads("日期 订货日 帮扶起始日 帮扶截止日 备案日期 复核到期日 自何时 生效日期 截止日期 填报日期 收到时间 首次收到 报送截止 首次看到 时间 有效期止 申请日期 许可证有效期止")
	yuanHeads = heads("批发价 零售价 家庭年收入 卷烟年毛利 城市标准(元/月) 农村标准(元/年) 可支配收入(元) 城市低保标准(元/月) 农村低保标准(元/年)")
	freeHeads = heads("填报值 值 卷烟名称 别名 答复 内容 补充") // a text of any shape: what somebody typed, a barcode in place of a name
	sorted    = heads("由谁处理 结果 县区")             // by these a list is filtered
	formNames = heads("复核申请表 帮扶申请表 名单调整 待确认 县区 低保标准 农村收入")
)

func heads(list string) map[string]bool {
	set := map[string]bool{}
	for _, h := range strings.Fields(list) {
		set[h] = true
	}
	return set
}

var (
	likeNumber = regexp.MustCompile(`^-?[\d,]+(\.\d+)?( ?[%元条户天周次行倍])?$`)
	likeDay    = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}( .*)?$`)
)

// cellFaults are what is wrong with the cells of one sheet of ours, below each header
// in bold type: a text that should be a number or a date, a code that is a number.
func cellFaults(w proof.Worksheet, styles proof.Styles) (faults []string) {
	header := map[string]string{} // by column
	for _, row := range w.Rows {
		if isHeader(row.Cells, styles) {
			clear(header)
			for _, c := range row.Cells {
				header[strings.TrimRight(c.R, "0123456789")] = c.I
			}
			continue
		}
		for _, c := range row.Cells {
			h := header[strings.TrimRight(c.R, "0123456789")]
			if fault := cellFault(h, c, styles.Format(c)); h != "" && fault != "" {
				faults = append(faults, fmt.Sprintf("%s under %s: %s", c.R, h, fault))
			}
		}
	}
	return faults
}

// isHeader reports whether all cells of a row are ruled texts in bold type, more than two.
func isHeader(cells []proof.Cell, styles proof.Styles) bool {
	for _, c := range cells {
		xf := styles.Xfs[c.S]
		if c.I == "" || styles.Fonts[xf.Font].Bold == nil || xf.Border == 0 {
			return false
		}
	}
	return len(cells) > 2
}

// cellFault is what is wrong with a cell under a header in its number format.
func cellFault(header string, c proof.Cell, format string) string {
	number := c.I == "" && c.V != ""
	switch {
	case codeHeads[header] && number:
		return "the code " + c.V + " is a number"
	case dayHeads[header] && number && !strings.Contains(format, "yyyy"):
		return "the day " + c.V + " is shown as " + format
	case yuanHeads[header] && number && !strings.HasSuffix(format, "0.00"):
		return "the amount " + c.V + " is shown as " + format
	case codeHeads[header] || freeHeads[header] || number:
	case likeDay.MatchString(c.I):
		return "the day " + c.I + " is a text"
	case likeNumber.MatchString(c.I):
		return "the number " + c.I + " is a text"
	}
	return ""
}

// filterFault is what is wrong with the filter of a sheet: each column by which people
// look for their own stands in it.
func filterFault(w proof.Worksheet, name string) string {
	_, page, _ := strings.Cut(name, " ")
	if formNames[page] {
		return ""
	}
	from, to, _ := strings.Cut(strings.ReplaceAll(w.Filter.Ref, "$", ""), ":")
	first, top, _ := sheet.ParseAddress(from)
	last, _, _ := sheet.ParseAddress(to)
	wanted := 0
	for _, row := range w.Rows {
		for _, c := range row.Cells {
			col, _, _ := sheet.ParseAddress(c.R)
			if !sorted[c.I] {
				continue
			}
			if wanted++; row.R == top && col >= first && col <= last {
				return ""
			}
		}
	}
	if wanted > 0 {
		return fmt.Sprintf("the filter %q is on none of %d columns that are looked through", w.Filter.Ref, wanted)
	}
	return ""
}

// The guards above find what they are for.
func TestCellFaults(t *testing.T) {
	for _, c := range []struct {
		header, text, value, format string
		fault                       bool
	}{
		{"许可证号", "140213100001", "", "@", false}, {"许可证号", "", "140213100001", "0", true},
		{"备案日期", "", "46352", "yyyy-mm-dd", false}, {"备案日期", "", "46352", "0", true}, {"备案日期", "2026-11-26", "", "@", true},
		{"批发价", "", "218.36", "#,##0.00", false}, {"批发价", "", "218.36", "0", true}, {"批发价", "218.36", "", "@", true},
		{"占比", "12.5%", "", "", true}, {"指标", "38 天", "", "", true}, {"问题", "2026-11-26 起停业", "", "", true}, {"问题", "自 2026-11-26 起停业", "", "", false},
	} {
		cell := proof.Cell{I: c.text, V: c.value}
		if got := cellFault(c.header, cell, c.format); (got != "") != c.fault {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bangfu/internal/xlsx/proof"
)

// listHeads is a header of the list on each sheet of a workbook of ours, "" for a
// sheet that is read from top to bottom and is no list. A receipt's other sheets are
// its sender's.
var listHeads = map[string]string{
	"回执 回执": "规则", "收件情况 收件情况": "首次看到",
	"在册与待办 在册": "许可证号", "在册与待办 60日内到期": "许可证号", "在册与待办 待办": "问题", "在册与待办 复核申请表": "许可证号", "在册与待办 帮扶申请表": "规格1",
	"畅销与规格 畅销与规格": "卷烟条码", "畅销与规格 原供应": "卷烟条码",
	"供货表 规格平衡": "可用量", "供货表 供货明细": "卷烟条码", "供货表 县区汇总": "供货户数", "供货表 分配过程": "轮次", "供货表 未供货名单": "原因", "供货表 导入": "客户编码",
	"备案汇总表 汇总": "报送状态", "备案汇总表 备案名单": "备案编号", "备案汇总表 退回与待核": "规则", "备案汇总表 行数核对": "读到", "备案汇总表 来源": "文件名", "备案汇总表 参数": "生效日期",
	"监督清单 监督汇总": "县区", "监督清单 许可证关注": "许可证号", "许可证清单 许可证关注": "许可证号",
	"待办 名单调整": "动作", "待办 待确认": "动作",
	"帮扶工作总结报告 总结报告": "部分", "帮扶工作总结报告 在册变化": "期初在册", "帮扶工作总结报告 货源支持": "帮扶加量(条)", "帮扶工作总结报告 帮扶成效": "可比户数", "帮扶工作总结报告 走访与服务": "走访次数",
	"帮扶工作总结报告 监督信号": "信号", "帮扶工作总结报告 新增与退出原因": "原因", "帮扶工作总结报告 报送情况": "未报的周",
	"政策参数 县区": "许可证前缀", "政策参数 低保标准": "县区", "政策参数 农村收入": "县区", "政策参数 帮扶标准": "参数", "政策参数 截止调整": "供货周", "规格目录 规格目录": "卷烟条码",
	"填报说明": "", "下拉选项": "",
	"变更情况": "", // the sums of the units come first there, as others read it
}

// Every sheet of every workbook has its days as dates, its amounts as numbers, its codes
// as texts, and a filter on what people look through. And a
// person who goes down a list sees what its columns are, on a small screen too and
// on every printed page: of all workbooks of a week, of eleven units and of thirty.
func TestListsKeepTheirHeaderInView(t *testing.T) {
	dir := t.TempDir()
	demo, town := filepath.Join(dir, "演示"), filepath.Join(dir, "三十个县区")
	mustRun(t, "demo", demo)
	mustRun(t, "report", "-w", demo, "--period", "2026")
	mustRun(t, "sample", town, "--units", "30", "--customers", "1", "--months", "3", "--at", "2026-11-23")
	mustRun(t, "run", "-w", town, "--at", "2026-11-24T09:00:00+08:00")
	seen := map[string]int{}
	for _, pattern := range []string{"发件箱/*/*.xlsx", "发件箱/*/*/*.xlsx", "参数/*.xlsx"} {
		for _, root := range []string{demo, town} {
			files, err := filepath.Glob(filepath.Join(root, pattern))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				listsOf(t, f, seen)
			}
		}
	}
	for sheet, head := range listHeads {
		if head != "" && seen[sheet] == 0 {
			t.Errorf("no workbook has %s", sheet)
		}
	}
}

// listsOf looks at the sheets of one workbook.
func listsOf(t *testing.T, path string, seen map[string]int) {
	t.Helper()
	pkg, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	kind, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".xlsx"), "_")
	parts := proof.Unzip(t, pkg)
	book, styles := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"]), proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	for i, s := range book.Sheets {
		if kind == "回执" && s.Name != "回执" {
			continue
		}
		name := kind + " " + s.Name
		head, known := listHeads[name]
		if _, prose := listHeads[s.Name]; !known && prose {
			continue
		}
		if strings.HasPrefix(s.Name, "A1") {
			head, known = "阈值", true // a signal's own sheet
		}
		if !known {
			t.Errorf("%s: the sheet %s is not in the list", filepath.Base(path), s.Name)
			continue
		}
		seen[name]++
		w := proof.Parse[proof.Worksheet](t, partOf(parts, s.ID, kind))
		faults := []string{listFault(w, head, printedRow(book, i)), filterFault(w, name)}
		for _, fault := range append(faults, cellFaults(w, styles)...) {
			if fault != "" {
				t.Errorf("%s %s: %s", filepath.Base(path), s.Name, fault)
			}
		}
	}
}

// listFault is what is wrong with how a sheet keeps its list's header in view.
func listFault(w proof.Worksheet, head string, printed int) string {
	const rows, points = 10, 180.0 // of about 25 rows of a small screen, 15 are the list's
	row, height := 0, 0.0
	for _, r := range w.Rows {
		height += max(r.Height, 15)
		if slices.ContainsFunc(r.Cells, func(c proof.Cell) bool { return c.I == head }) {
			row = r.R
			break
		}
	}
	pane, filter := w.Views[0].Pane.Rows, 0
	if w.Filter.Ref != "" {
		from, _, _ := strings.Cut(strings.ReplaceAll(w.Filter.Ref, "$", ""), ":")
		filter, _ = strconv.Atoi(strings.TrimLeft(from, "ABC"))
	}
	switch {
	case row == 0:
		return "no header " + head
	case pane != row:
		return fmt.Sprintf("the header stands in row %d, the pane holds %d rows", row, pane)
	case row > rows || height > points:
		return fmt.Sprintf("%d rows, %.0f points stay in view: a small screen has no room for the list", row, height)
	case filter != 0 && filter != row:
		return fmt.Sprintf("the header stands in row %d, the filter in row %d", row, filter)
	case printed == 0 && endsEarly(w): // the pages that follow hold other things
	case printed != row && row != 1: // of a sheet for machines nothing is printed
		return fmt.Sprintf("the header stands in row %d, every printed page begins with row %d", row, printed)
	}
	return ""
}

// endsEarly reports whether a sheet's list may end on the first printed page, above
// other things; sheets are set down to half their size.
func endsEarly(w proof.Worksheet) bool {
	const page = 2 * 505.0 // points
	_, to, _ := strings.Cut(strings.ReplaceAll(w.Filter.Ref, "$", ""), ":")
	last, _ := strconv.Atoi(strings.TrimLeft(to, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	height, below := 0.0, false
	for _, r := range w.Rows {
		if r.R <= last {
			height += max(r.Height, 15)
		}
		below = below || r.R > last+2
	}
	return last > 0 && below && height <= page
}

// partOf is the part of a sheet of ours: of a receipt the one that is ours.
func partOf(parts map[string]string, id int, kind string) string {
	for name, text := range parts {
		if kind == "回执" && strings.HasPrefix(name, "xl/worksheets/sheet") && strings.Contains(text, ">收件回执") {
			return text
		}
	}
	return parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", id)]
}

// printedRow is the row that stands on every printed page of a sheet, 0 for none.
func printedRow(book proof.Workbook, sheet int) int {
	for _, n := range book.Names {
		if n.Name == "_xlnm.Print_Titles" && n.Local == strconv.Itoa(sheet) {
			row, _ := strconv.Atoi(n.Text[strings.LastIndex(n.Text, "$")+1:])
			return row
		}
	}
	return 0
}

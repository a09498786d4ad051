package report

import (
	"strings"
	"testing"

	"bangfu/internal/sheet"
)

// The headers as the contract gives them, typed by hand. Columns of ours may
// follow them, never stand between.
var contract = []struct{ book, page, headers string }{
	{"备案汇总表", "汇总", "报送状态 申请 备案 待核 退回 不符合 在册 低保 残疾 临时困难 新增 退出"},
	{"备案汇总表", "备案名单", "序号 备案编号 特殊标识 县区 许可证号 客户名称 经营者姓名 身份证号 联系电话 经营地址 市场类型 客户档位 困难类别 认定条款 认定依据 帮扶起始日 帮扶截止日 备案日期 复核到期日 档案-申请 档案-证明 档案-销量 档案-标识 月均销量(条) 来源"},
	{"备案汇总表", "备案名单", "状态 本周结果"},
	{"备案汇总表", "变更情况", "县区 上期在册 新增 退出 本期在册"},
	{"备案汇总表", "变更情况", "日期 县区 许可证号 客户名称 变更 原因 依据 来源 决定者"},
	{"备案汇总表", "退回与待核", "县区 许可证号 客户名称 经营者姓名 业务类型 困难类别 结果 规则 单元格 问题 处理办法 由谁处理 自何时 来源"},
	{"备案汇总表", "行数核对", "县区 回执号 工作表 读到 备案 待核 退回 不符合 空行 合计行 重复表头"},
	{"备案汇总表", "来源", "回执号 文件名 SHA-256 收到时间 行数"},
	{"供货表", "规格平衡", "卷烟条码 卷烟名称 畅销 可用量 申请量 分配量 未投放 受益户数"},
	{"供货表", "供货明细", "县区 订货日 许可证号 客户名称 经营者姓名 客户档位 卷烟条码 卷烟名称 选择来源 原供应量 申请加量 帮扶加量 合计 限制原因"},
	{"供货表", "县区汇总", "县区 在册 本周订货 供货户数 规格数 原供应量 帮扶加量 合计 未供货户数"},
	{"供货表", "分配过程", "卷烟条码 卷烟名称 类别 轮次 参与户数 本轮分配 剩余 许可证号 已得份额 次序码 得否"},
	{"供货表", "未供货名单", "县区 许可证号 客户名称 订货日 原因"},
	{"供货表", "导入", "客户编码 商品编码 数量"},
	{"供货表_平城区", "供货明细", "县区 订货日 许可证号 客户名称 经营者姓名 客户档位 卷烟条码 卷烟名称 选择来源 原供应量 申请加量 帮扶加量 合计 限制原因"},
	{"供货表_平城区", "未供货名单", "县区 许可证号 客户名称 订货日 原因"},
	{"供货撤销", "供货撤销", "县区 许可证号 卷烟条码 撤销数量 原因 依据 时间 变更 订货日"},
	{"畅销与规格", "畅销与规格", "卷烟条码 卷烟名称 别名 价类 批发价 零售价 状态 畅销"},
	{"畅销与规格", "原供应", "卷烟条码 卷烟名称 畅销 30档 29档 28档"},
	{"监督清单", "A101", "编号 信号 县区 许可证号 客户名称 指标 数值 阈值 期间 依据 答复"},
	{"监督清单", "A107", "编号 信号 县区 许可证号 客户名称 指标 数值 阈值 期间 依据 答复"},
	{"收件情况", "收件情况", "文件名 首次看到 大小 状态 回执号 原因 下一步"},
	{"回执", "回执", "序号 规则 级别 工作表 单元格 填报值 问题 处理办法 由谁处理 依据条款"},
	{"待办_市局", "名单调整", "许可证号 动作 生效日期 截止日期 原因 经办人"},
}

func TestHeadersAreTheContract(t *testing.T) {
	f := someFacts()
	books := map[string]sheet.Book{
		"备案汇总表": Roll(f), "供货表": Supply(f, false), "供货表_平城区": UnitSupply(f, "平城区"), "供货撤销": Removals(f, f.Plan, ""),
		"畅销与规格": Goods(f, "平城区"), "监督清单": Supervision(f), "收件情况": Sightings("平城区", nil, nil, runAt), "待办_市局": CityWaiting(f, adjustment, settlement),
		"回执": {Pages: []sheet.Page{Receipt(ReplyOf(f, f.Files[4])).Front}},
	}
	for _, c := range contract {
		if !hasHeaders(books[c.book], c.page, c.headers) {
			t.Errorf("%s, sheet %s: no table with the headers %s in this order", c.book, c.page, c.headers)
		}
	}
}

func hasHeaders(b sheet.Book, page, headers string) bool {
	for _, p := range b.Pages {
		if p.Name != page {
			continue
		}
		for _, k := range p.Blocks {
			var names []string
			for _, c := range k.Columns {
				names = append(names, string(c.Header))
			}
			if strings.Contains(" "+strings.Join(names, " ")+" ", " "+headers+" ") {
				return true
			}
		}
	}
	return false
}

// The sheets of each workbook in their order.
func TestSheetNames(t *testing.T) {
	f := someFacts()
	for want, b := range map[string]sheet.Book{
		"汇总 备案名单 变更情况 退回与待核 行数核对 来源 参数": Roll(f),
		"规格平衡 供货明细 县区汇总 分配过程 未供货名单 导入":  Supply(f, true),
		"供货明细 未供货名单": UnitSupply(f, "云州区"),
		"供货撤销":       Removals(f, f.Plan, ""),
		"监督汇总 A101 A102 A103 A104 A105 A106 A107 许可证关注": Supervision(f),
		"许可证关注":     Licensing(f),
		"畅销与规格 原供应": Goods(f, "平城区"),
		"在册 60日内到期 待办 复核申请表 帮扶申请表": UnitTodo(f, "平城区", renewalForm, wishForm),
		"名单调整 待确认": CityWaiting(f, adjustment, settlement),
		"收件情况":     Sightings("平城区", nil, nil, runAt),
	} {
		var names []string
		for _, p := range b.Pages {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("sheets %s, want %s", got, want)
		}
		if b.Author != "弱势群体客户帮扶" || b.Created != "2026-11-26T02:00:00Z" {
			t.Errorf("%s: properties %q %q", want, b.Author, b.Created)
		}
	}
}

// Whoever looks for a unit, a turn or an outcome can filter for it: each sheet
// with such a column has a filter, unless only a form to fill in has it.
func TestListsHaveFilters(t *testing.T) {
	f := someFacts()
	for _, b := range []sheet.Book{Roll(f), Supply(f, true), UnitSupply(f, "云州区"), Removals(f, f.Plan, ""), Goods(f, "平城区"), Supervision(f), Licensing(f), UnitTodo(f, "平城区", renewalForm, wishForm)} {
		for _, p := range b.Pages {
			wanted, has := false, p.Bare || p.Name == "复核申请表"
			for _, k := range p.Blocks {
				has = has || k.Filter
				for _, c := range k.Columns {
					wanted = wanted || c.Header == "由谁处理" || c.Header == "结果" || c.Header == "县区"
				}
			}
			if wanted && !has {
				t.Errorf("%s, sheet %s: no filter", b.Title, p.Name)
			}
		}
	}
}

// A product's name stands on one line: 26 half widths for the longest, and what a cell
// keeps free at its sides.
func TestAProductsNameStandsOnOneLine(t *testing.T) {
	f := someFacts()
	seen := 0
	for _, b := range []sheet.Book{Supply(f, true), UnitSupply(f, "云州区"), Removals(f, f.Plan, ""), Goods(f, "平城区")} {
		for _, p := range b.Pages {
			for _, k := range p.Blocks {
				for _, c := range k.Columns {
					if c.Header != "卷烟名称" {
						continue
					}
					if seen++; c.Width < 26.7 {
						t.Errorf("%s, sheet %s: the column is %v wide", b.Title, p.Name, c.Width)
					}
				}
			}
		}
	}
	if seen < 7 {
		t.Errorf("%d columns were seen", seen)
	}
}

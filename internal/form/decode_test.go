package form

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// soundRow is an application without a fault, by header.
var soundRow = map[string]string{
	"业务类型": "新增", "许可证号": "140213100001", "客户名称": "便民商店", "经营者姓名": "张三", "身份证号": "140221197001010012",
	"联系电话": "13800000000", "经营地址": "南街 1 号", "客户档位": "9", "订货周期": "每周", "许可证有效期止": "2028-01-01",
	"户籍类别": "城镇", "家庭人口": "3", "家庭年收入": "12000", "困难类别": "低保", "证明材料": "低保证", "申请日期": "2026-11-02",
	"客户经理意见": "同意", "客户经理": "李四", "客户经理日期": "2026-11-02", "营销部意见": "同意", "营销部审核人": "王五",
	"营销部日期": "2026-11-03", "县局意见": "同意", "县局审批人": "赵六", "县局日期": "2026-11-04",
}

// applicationText is a sheet 申请表 with rows that differ from the sound one.
func applicationText(rows ...map[string]string) string {
	lines := []string{"== 申请表", strings.Join(column.Texts(Headers(assist.ApplicationForm)), "|")}
	for _, change := range rows {
		values := maps.Clone(soundRow)
		maps.Copy(values, change)
		var cells []string
		for _, h := range column.Texts(Headers(assist.ApplicationForm)) {
			cells = append(cells, values[h])
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, "\n")
}

func TestApplicationFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		change map[string]string
		want   string
	}{
		{"sound", nil, ""},
		{"required and blank", map[string]string{"许可证号": "", "证明材料": "、"}, "missing 申请表!C2 许可证号 \nmissing 申请表!Y2 证明材料 、"},
		{"approvals are judged by the rules", map[string]string{"县局意见": "", "县局审批人": "", "县局日期": ""}, ""},
		{"an approval that cannot be read", map[string]string{"县局意见": "同意备案"}, "choice 申请表!AI2 县局意见 同意备案 [同意 不同意]"},
		{"optional and not applying", map[string]string{"低保证号": "无", "低保证有效期止": "/", "残疾人证号": "—", "卷烟年毛利": "-", "帮扶截止日": "无"}, ""},
		{"an optional date that is none", map[string]string{"低保证有效期止": "长期"}, "date 申请表!T2 低保证有效期止 长期"},
		{"folded", map[string]string{"许可证号": "１４０２１３１００００１"}, "folded 申请表!C2 许可证号 １４０２１３１００００１ → 140213100001"},
		{"withdrawal needs little", map[string]string{"业务类型": "退出", "退出原因": "搬迁", "客户名称": "", "身份证号": "=~140221197001010000", "家庭年收入": "2万", "困难类别": "其他", "备注": "#N/A"}, ""},
		{"withdrawal without reason", map[string]string{"业务类型": "退出", "申请日期": "11月2日"}, "date 申请表!AB2 申请日期 11月2日\nmissing 申请表!AL2 退出原因 "},
		{"withdrawal whose kind is blank", map[string]string{"业务类型": "", "退出原因": "搬迁", "困难类别": "", "身份证号": ""}, "missing 申请表!B2 业务类型 "},
		{"kind unknown", map[string]string{"业务类型": "续期", "客户名称": ""}, "choice 申请表!B2 业务类型 续期 [新增 复核 变更 退出]\nmissing 申请表!D2 客户名称 "},
		{"blank for the eye", map[string]string{"县局审批人": "␣", "客户名称": "　", "残疾人证号": "␣", "证明材料": "无", "低保证号": "办理中", "营销部审核人": "/"}, "missing 申请表!D2 客户名称 \nmissing 申请表!Y2 证明材料 "},
		{"a picture", map[string]string{"证明材料": "&图片", "备注": "&图片", "序号": "&图片"}, "picture 申请表!Y2 证明材料 图片"},
		{"formula", map[string]string{"家庭年收入": "#VALUE!", "客户档位": "=?"}, "unsaved 申请表!J2 客户档位 \nerror 申请表!P2 家庭年收入 #VALUE!"},
	} {
		sub, _ := decodeText(t, applicationText(c.change))
		if len(sub.Applications) != 1 {
			t.Fatalf("%s: %d applications", c.name, len(sub.Applications))
		}
		same(t, c.name, told(sub.Applications[0].Open().Faults), c.want)
	}
}

// TestWhatIsReadOfAPersonIsPersonal types a value with a space of no width into each
// personal column: as it was read, wherever it stands in the application, it is told
// among what says who that is, so that it is masked and erased.
func TestWhatIsReadOfAPersonIsPersonal(t *testing.T) {
	change := map[string]string{"困难类别": "残疾", "与经营者关系": "配偶"}
	typed := map[string]bool{}
	for _, c := range column.Application.Where(func(c column.Column) bool { return c.Personal != column.Nothing }) {
		value := map[column.Header]string{column.ID: "140221197001010012", column.DisabledNo: "14022119700101001243", column.Phone: "13935200001", column.DibaoNo: "晋低保0812345"}[c.Header]
		if value == "" {
			value = "甲乙" + string(c.Header)
		}
		typed[value] = true
		change[string(c.Header)] = value[:3] + "\u200b" + value[3:]
	}
	sub, _ := decodeText(t, applicationText(change))
	a := sub.Applications[0].Open()
	told, found := fmt.Sprint(a.Particulars()), 0
	fields := reflect.ValueOf(*a)
	for i := range fields.NumField() {
		if f := fields.Field(i); f.Kind() == reflect.String && typed[f.String()] {
			if found++; !strings.Contains(told, " "+f.String()+"}") {
				t.Errorf("%s is read of a personal column and is not told in %s", fields.Type().Field(i).Name, told)
			}
		}
	}
	if found != len(typed) {
		t.Errorf("%d of %d values were read: %+v", found, len(typed), a)
	}
}

func TestApplicationValues(t *testing.T) {
	sub, _ := decodeText(t, applicationText(map[string]string{
		"市场类型": "农网", "订货日": "周三", "卷烟年毛利": "￥9,600.50", "客户档位": "十三档", "家庭人口": "5人", "低保证号": "D01", "低保证有效期止": "=46752",
		"残疾人姓名": "张　四", "与经营者关系": "配偶", "残疾人证号": "14022119700101001243", "帮扶起始日": "2026.11.9", "证明材料": "低保证，户口簿",
	}))
	a := sub.Applications[0].Open()
	same(t, "values", spaced(a.Business, a.Licence, a.Shop, a.Operator, a.ID, a.Phone, a.Market, a.Grade, a.Cycle, a.OrderDay, a.LicenceEnd,
		a.Household, a.Members, a.Income, a.Margin, a.Hardship, a.DibaoNo, a.DibaoEnd, a.DisabledBy, a.Relation, a.DisabledNo, a.Start, a.End, a.Applied, len(a.Proofs)),
		"新增 140213100001 便民商店 张三 140221197001010012 13800000000 乡村 13 每周 周三 2028-01-01 城镇 5 1200000 960050 低保 D01 2027-12-31 张四 配偶 14022119700101001243 2026-11-09  2026-11-02 2")
	same(t, "approvals", spaced(a.Approvals), "[{同意 李四 2026-11-02} {同意 王五 2026-11-03} {同意 赵六 2026-11-04}]")
	same(t, "place", fmt.Sprintf("%+v %s %s", a.Place, a.Unit, a.Addr("备注")), "{Receipt:HZ-140213-20261102-001 Sheet:申请表 Row:2} 平城区 AN2")
	for _, h := range Headers(assist.ApplicationForm) {
		if _, there := a.Cells.Of(h); !there {
			t.Errorf("no cell of %s", h)
		}
	}
	if b := decodeOne(t, map[string]string{"家庭年收入": "x", "卷烟年毛利": "", "客户档位": "x", "家庭人口": ""}); b.Income != -1 || b.Margin != -1 || b.Grade != 0 || b.Members != 0 {
		t.Errorf("what is not stated: %d %d %d %d", b.Income, b.Margin, b.Grade, b.Members)
	}
}

// spaced writes values with one space between them.
func spaced(v ...any) string { return strings.TrimSpace(fmt.Sprintln(v...)) }

func decodeOne(t *testing.T, change map[string]string) assist.Application {
	t.Helper()
	sub, _ := decodeText(t, applicationText(change))
	return *sub.Applications[0].Open()
}

// TestRowsTakeNoMoreThanTheirRoom proves that a list of rows has no room to spare, and that
// a row, which is held until all files are judged, takes little more than what was typed.
func TestRowsTakeNoMoreThanTheirRoom(t *testing.T) {
	sub, _ := decodeText(t, applicationText(make([]map[string]string, 310)...))
	if n, room := len(sub.Applications), cap(sub.Applications); n != 310 || room > n+n/8 {
		t.Errorf("%d rows take the room of %d", n, room)
	}
	packed, typed := 0, 0
	for _, k := range sub.Applications {
		packed, typed = packed+len(k), typed+len(k.Open().Cells)
	}
	if packed > typed*3/2 {
		t.Errorf("%d bytes of cells are %d bytes of rows", typed, packed)
	}
}

// What each row below the header is: the sheet, then the account.
func TestAccount(t *testing.T) {
	head, row := visitHead, visitRow
	app := applicationText(nil)
	for _, c := range []struct{ name, file, want string }{
		{"rows and gaps", "== 走访台账\n" + head + "\n" + row + "\n\n\n" + row, "读到4 空2 合计0 表头0 数据2"},
		{"the header again", "== 走访台账\n" + head + "\n" + row + "\n" + head + "\n" + row, "读到3 空0 合计0 表头1 数据2"},
		{"two words of the header in a row of data", "== 走访台账\n" + head + "\n" + strings.Replace(row, "平稳|无", "经营情况|存在问题", 1), "读到1 空0 合计0 表头0 数据1"},
		{"a total", "== 走访台账\n" + head + "\n" + row + "\n合　计|=2", "读到2 空0 合计1 表头0 数据1"},
		{"a total with words", "== 走访台账\n" + head + "\n" + row + "\n合计：|2户", "读到2 空0 合计1 表头0 数据1"},
		{"nothing below", "== 走访台账\n" + head + "\n" + row + "\n（以下空白）", "读到2 空1 合计0 表头0 数据1"},
		{"signatures below", "== 走访台账\n" + head + "\n" + row + "\n\n单位负责人：|||审核人：|||制表人：", "读到3 空2 合计0 表头0 数据1"},
		{"only other columns", "== 走访台账\n" + head + "|内部编号\n" + row + "\n|||||||||5", "读到2 空0 合计0 表头0 数据2"},
		{"only an unknown column", "== 走访台账\n" + head + "|内部编号\n" + row + "\n||||||||||5", "读到2 空1 合计0 表头0 数据1"},
		{"blank texts", "== 走访台账\n" + head + "\n" + row + "\n␣|␣␣\n" + row, "读到3 空1 合计0 表头0 数据2"},
		{"a blank far below", "== 走访台账\n" + head + "\n" + row + strings.Repeat("\n", 100) + "␣", "读到1 空0 合计0 表头0 数据1"},
		{"a zero far below", "== 走访台账\n" + head + "\n" + row + "\n\n\n\n||||||||||=0", "读到5 空4 合计0 表头0 数据1"},
		{"only a serial number", app + "\n2\n3", "读到3 空2 合计0 表头0 数据1"},
		{"a name like 合计 is no total", "== 走访台账\n" + head + "\n" + strings.Replace(row, "张三", "合计", 1), "读到1 空0 合计0 表头0 数据1"},
		{"rows of 名单调整 nobody filled in", "== 名单调整\n许可证号|动作|生效日期|原因|经办人\n140213100001||2026-11-02||\n140213100002|确认|2026-11-02|属实|李四", "读到2 空1 合计0 表头0 数据1"},
	} {
		sub, _ := decodeText(t, c.file)
		g := sub.Tables[0]
		same(t, c.name, fmt.Sprintf("读到%d 空%d 合计%d 表头%d 数据%d", g.Read, g.Blank, g.Totals, g.Headers, g.Rows()), c.want)
		if n := len(sub.Visits) + len(sub.Applications) + len(sub.Adjustments); n != g.Rows() {
			t.Errorf("%s: %d rows decoded", c.name, n)
		}
	}
}

func TestNothingNew(t *testing.T) {
	head := strings.Join(column.Texts(Headers(assist.ApplicationForm)), "|")
	for _, c := range []struct {
		name, file string
		nothing    bool
	}{
		{"below the header", "== 申请表\n" + head + "\n本期无新增", true},
		{"above the header", "== 申请表\n本期无新增\n" + head, true},
		{"without a header", "== 申请表\n填报单位：平城区\n本期无新增。", true},
		{"beside a row", applicationText(nil) + "\n本期无新增", false},
		{"on another sheet", "== 申请表\n" + head + "\n== 说明\n本期无新增", false},
		{"in another form", "== 走访台账\n" + visitHead + "\n本期无新增", false},
	} {
		sub, _ := decodeText(t, c.file)
		if sub.Nothing != c.nothing {
			t.Errorf("%s: nothing = %t, faults %s", c.name, sub.Nothing, told(sub.Faults))
		}
		if c.nothing && (len(sub.Faults) > 0 || len(sub.Applications) > 0 || sub.Kind != assist.KindApplication) {
			t.Errorf("%s: %s %s", c.name, sub.Kind, told(sub.Faults))
		}
	}
}

// Which sheet is which form, and what kind that makes the file.
func TestKinds(t *testing.T) {
	app := applicationText(nil)
	wish := "许可证号|规格1|申请日期\n140213100001|紫云|2026-11-02"
	for _, c := range []struct{ name, file, want string }{
		{"申请表 alone", app, "application 申请表"},
		{"帮扶申请表 alone", "== 帮扶申请表\n" + wish, "wishes 帮扶申请表"},
		{"both", "== 帮扶申请表\n" + wish + "\n" + app, "application 申请表 帮扶申请表"},
		{"复核申请表", strings.Replace(app, "申请表", "复核申请表", 1), "application 复核申请表"},
		{"nameless 申请表 is not taken for a wish", strings.Replace(app, "申请表", "Sheet1", 1), "application Sheet1"},
		{"nor is an incomplete one", strings.Replace(strings.Replace(app, "申请表", "Sheet1", 1), "客户名称", "商户", 1), "unknown"},
		{"nameless wish", "== Sheet1\n" + wish, "wishes Sheet1"},
		{"name before content", "== 台账\n" + visitHead + "\n" + visitRow + "\n== 走访台账\n" + visitHead + "\n" + visitRow + "\n" + visitRow, "visits 走访台账"},
		{"走访 and 申请 together", "== 走访台账\n" + visitHead + "\n" + visitRow + "\n" + app, "application 申请表 走访台账"},
		{"register", "== Sheet1\n许可证号|经营者姓名|状态|有效期止\n140213100001|张三|有效|2028-01-01", "register Sheet1"},
		{"a list of licences beside a form of the county", app + "\n== 名册\n许可证号|经营者姓名|状态|有效期止\n140213100001|张三|有效|2028-01-01", "application 申请表"},
		{"a form of the city by name beside it", app + "\n== 许可证状态\n许可证号|经营者姓名|状态|有效期止\n140213100001|张三|有效|2028-01-01", "application 申请表 许可证状态"},
		{"signals with answers", "== 监督清单\n编号|信号|县区|许可证号|客户名称|指标|数值|阈值|期间|依据|答复\nA1|订单异常|平城区|140213100001|便民|x|5|2|w|五.6|已核查\nA2|x|平城区|||||||||", "replies 监督清单"},
	} {
		sub, _ := decodeText(t, c.file)
		got := string(sub.Kind)
		for _, table := range sub.Tables {
			got += " " + table.Sheet
		}
		same(t, c.name, got, c.want)
		if sub.Kind == assist.KindReplies && (len(sub.Replies) != 1 || sub.Replies[0].Text != "已核查") {
			t.Errorf("%+v", sub.Replies)
		}
	}
}

// Our own marks on a receipt that comes back are not the county's columns.
func TestOurOwnMarks(t *testing.T) {
	marked := "== 走访台账\n" + visitHead + "|结果|问题\n" + visitRow + "|✓ 备案|\n||||||||||✗ 退回|x"
	front := "== 回执\n弱势客户帮扶 回执\n回执号|HZ-140213-20261102-001\n"
	sub, _ := decodeText(t, front+marked)
	if sub.Ours != "HZ-140213-20261102-001" || sub.Tables[0].LastCol != 10 || sub.Tables[0].Read != 1 || len(sub.Visits) != 1 {
		t.Errorf("%s %+v", sub.Ours, sub.Tables)
	}
	sub, _ = decodeText(t, "== 回执\n收到\n"+marked)
	if sub.Ours != "" || sub.Tables[0].LastCol != 12 || sub.Tables[0].Read != 2 || sub.Tables[0].Blank != 1 {
		t.Errorf("not ours: %s %+v", sub.Ours, sub.Tables)
	}
}

func TestCityRows(t *testing.T) {
	sub, _ := decodeText(t, `
== 货源计划
供货周|卷烟条码|畅销|帮扶可用量|30档|09档|1档
2026-w49|云烟(硬紫)|是|100|20|5|
2026-W54|6901028046890|对|-3|20.5|x|0`)
	p := sub.Plan[0]
	same(t, "plan", spaced(p.Week, p.Barcode, p.BestSelling, p.Pool, p.Base[30], p.Base[9], p.Base[1], p.Base[2]), "2026-W49 6901028046893 true 100 20 5 0 0")
	q := sub.Plan[1]
	same(t, "bad plan", spaced(q.Week, q.Barcode, q.BestSelling, q.BestText, q.Pool, q.Base[30], q.Base[9]), "false 对 -1 -1 -1")
	same(t, "plan faults", told(append(p.Faults, q.Faults...)), `
choice 货源计划!A3 供货周 2026-W54
product 货源计划!B3 卷烟条码 6901028046890
choice 货源计划!C3 畅销 对 [是 否]
whole 货源计划!D3 帮扶可用量 -3
whole 货源计划!E3 30档 20.5
whole 货源计划!F3 9档 x`)
	sub, _ = decodeText(t, `
== 名单调整
许可证号|动作|生效日期|截止日期|原因|经办人
140213100001|暂停|2026-11-02|2026-12-01|停业装修|李四
140213100002|开除|2026-11-02|||李四`)
	a := sub.Adjustments[0]
	same(t, "adjustment", spaced(a.Licence, a.Action, a.From, a.Until, a.Reason, a.By), "140213100001 暂停 2026-11-02 2026-12-01 停业装修 李四")
	same(t, "adjustment faults", told(sub.Adjustments[1].Faults), "choice 名单调整!B3 动作 开除 [确认 暂停 恢复 退出]\nmissing 名单调整!E3 原因 ")
}

// A row of 名单调整 that was begun and has no 动作 counts as blank, and is told; one
// that nobody touched is not.
func TestADecisionWithoutItsActionIsTold(t *testing.T) {
	sub, _ := decodeText(t, `
== 名单调整
许可证号|动作|生效日期|原因|经办人
140213100001||2026-11-02||
140213100002||2026-11-02|已核实|李四
140213100003||2026-11-02||李四
140213100004|确认|2026-11-02|属实|李四`)
	same(t, "rows", spaced(sub.Tables[0].Read, sub.Tables[0].Blank, len(sub.Adjustments)), "4 3 1")
	same(t, "faults", told(sub.Faults), "undecided 名单调整!   → 第 3 行、第 4 行")
}

// Wishes keep the order and the repetition of what was asked.
func TestWishes(t *testing.T) {
	sub, _ := decodeText(t, `
== 帮扶申请表
许可证号|规格1|规格2|规格3|规格9|每规格加量|服务需求|申请日期
140213100001|紫云|不存在|6901028046893|玉溪(硬)||定期走访|2026-11-02
140213100002|紫云||||0|送货|2026-11-02`)
	w := sub.Wishes[0].Open()
	same(t, "products", spaced(w.Products, w.Each), "[{规格1 紫云 6901028046893} {规格2 不存在 } {规格3 6901028046893 6901028046893} {规格9 玉溪(硬) 6901028316866}] 10")
	same(t, "faults", told(append(w.Faults, sub.Wishes[1].Open().Faults...)), `
product 帮扶申请表!C2 规格2 不存在
whole 帮扶申请表!F3 每规格加量 0
choice 帮扶申请表!G3 服务需求 送货 → 送货 [经营指导 定期走访 节日慰问 即时服务 网络服务]`)
	if sub.Wishes[1].Open().Each != -1 {
		t.Errorf("each = %d", sub.Wishes[1].Open().Each)
	}
}

// Damage and errors of the sink end decoding; nothing passes as a short file.
func TestErrorsEndDecoding(t *testing.T) {
	damage := &sheet.Damage{Kind: sheet.BadData, Detail: "断了"}
	for at := range 4 {
		src := book("== 走访台账\n" + visitHead + "\n" + visitRow + "\n" + visitRow)
		whole := src.Rows
		src.Rows = func(i int) iter.Seq2[sheet.Row, error] {
			return func(yield func(sheet.Row, error) bool) {
				rows := slices.Collect(func(y func(sheet.Row) bool) {
					whole(i)(func(r sheet.Row, _ error) bool { return y(r) })
				})
				for n, r := range rows {
					if n == at {
						break
					}
					if !yield(r, nil) {
						return
					}
				}
				yield(sheet.Row{}, damage)
			}
		}
		var sub assist.Submission
		if err := Decode(src, Context{}, &sub, nil); !errors.Is(err, damage) {
			t.Errorf("cut after %d rows: %v", at, err)
		}
	}
}

// TestTheNearestFormIsOneOfTheFolder: a list of names is like 许可证状态, which has few
// columns; but a county could not send that, nor the city a 走访台账.
func TestTheNearestFormIsOneOfTheFolder(t *testing.T) {
	for unit, want := range map[string]string{"平城区": "走访台账", assist.City: "许可证状态"} {
		var sub assist.Submission
		if err := Decode(book("== 花名册\n姓名|工资\n甲|1"), Context{Unit: unit}, &sub, nil); err != nil {
			t.Fatal(err)
		}
		if len(sub.Faults) != 1 || sub.Faults[0].Kind != sheet.NoForm || sub.Faults[0].Read != want {
			t.Errorf("%s: %+v, want %s", unit, sub.Faults, want)
		}
	}
}

// TestOurOwnPapersAreKnown drops back what the program sends to a unit.
func TestOurOwnPapersAreKnown(t *testing.T) {
	app := strings.Split(applicationText(nil), "\n") // the sheet's name, its header, a row
	renewal := func(row string) string {
		return "== 在册\n备案编号|许可证号\n== 待办\n许可证号|问题\n== 复核申请表\n" + app[1] + "\n" + row
	}
	wish := func(row string) string {
		return "\n== 帮扶申请表\n许可证号|经营者姓名|规格1|规格2|每规格加量|申请日期\n140213100001|张三\n" + row
	}
	prefilled := make([]string, len(Headers(assist.ApplicationForm)))
	for i, h := range column.Texts(Headers(assist.ApplicationForm)) {
		if h == "业务类型" || h == "许可证号" || h == "经营者姓名" {
			prefilled[i] = map[string]string{"业务类型": "复核", "许可证号": "140213100001", "经营者姓名": "张三"}[h]
		}
	}
	for _, c := range []struct {
		name, file, fault string
		rows              int
		kind              assist.FileKind
	}{
		{"收件情况", "== 收件情况\n平城区收件情况\n文件名|首次看到|大小|状态|回执号|原因|下一步\na.xlsx|x|1 KB|已收||||", "NoForm 收件情况", 0, assist.KindUnknown},
		{"回执 of a file that could not be read", "== 回执\n帮扶系统回执\n回执号|HZ-140221-20261123-001\n要做什么|请另存", "NoForm 回执", 0, assist.KindUnknown},
		{"回执 saved as csv under a name of the clerk's", "== 改\n帮扶系统回执\n回执号|HZ-140221-20261123-001\n序号|规则|级别|工作表|单元格", "NoForm 回执", 0, assist.KindUnknown},
		{"回执 with a sheet of the sender's", "== 回执\n回执号|HZ-140221-20261123-001\n== 名单\n甲|乙", "NoForm ", 0, assist.KindUnknown},
		{"a sheet of that name with other columns", "== 收件情况\n文件|数\na|1", "NoForm ", 0, assist.KindUnknown},
		{"供货表", "== 供货明细\n县区|许可证号|卷烟条码|原供应量|帮扶加量\n平城区|1|2|3|4", "NoForm 供货表", 0, assist.KindUnknown},
		{"policy", "== 县区\n县区|代码|许可证前缀\n阳高县|140221|140221\n== 帮扶标准\n参数|生效日期|值|依据\n最多规格数|2013-08-01|8|六", "NoForm 政策参数.xlsx", 0, assist.KindUnknown},
		{"catalogue", "== 规格目录\n卷烟条码|盒码|名称|别名|价类|批发价|零售价|状态\n6901028046893||甲|||1|2|在售", "NoForm 规格目录.xlsx", 0, assist.KindUnknown},
		{"备案汇总表", "== 汇总\n县区|申请\n阳高县|3\n== 备案名单\n序号|备案编号|特殊标识|县区|许可证号|经营者姓名|状态\n1|大烟弱备〔2026〕0001号|弱-1|阳高县|140221100001|甲|在册", "NoForm 备案汇总表", 0, assist.KindUnknown},
		{"供货表 of the city", "== 规格平衡\n卷烟条码|卷烟名称|畅销|可用量|申请量|分配量\n6901028046893|甲|是|1|2|1", "NoForm 供货表", 0, assist.KindUnknown},
		{"畅销与规格", "== 畅销与规格\n卷烟条码|卷烟名称|别名|价类|批发价|零售价|状态|畅销\n6901028046893|甲||一类|1|2|在售|是\n== 原供应\n卷烟条码|卷烟名称|畅销|30档|29档\n6901028046893|甲|是|3|2", "NoForm 畅销与规格", 0, assist.KindUnknown},
		{"在册与待办 that nobody filled in", renewal(strings.Join(prefilled, "|")), "empty 在册与待办", 0, assist.KindApplication},
		{"with the wishes nobody filled in either", renewal(strings.Join(prefilled, "|")) + wish("140213100002|李四"), "empty 在册与待办", 0, assist.KindApplication},
		{"with a wish filled in", renewal(strings.Join(prefilled, "|")) + wish("140213100002|李四|6901028046893||3|2026-11-02"), "", 1, assist.KindWishes},
		{"with half a wish filled in", renewal(strings.Join(prefilled, "|")) + wish("140213100002|李四||||2026-11-02"), "", 1, assist.KindWishes},
		{"with 本期无新增 and a wish", renewal("本期无新增") + wish("140213100002|李四|6901028046893||3|2026-11-02"), "", 1, assist.KindApplication},
		{"a 帮扶申请表 that is not of ours", strings.TrimPrefix(wish("140213100002|李四"), "\n"), "", 2, assist.KindWishes},
		{"with one row filled in", renewal(strings.Join(prefilled, "|") + "\n" + app[2]), "", 1, assist.KindApplication},
	} {
		sub, _ := decodeText(t, c.file)
		got := ""
		for _, f := range sub.Faults {
			if f.Kind == sheet.NoForm {
				got += "NoForm " + f.Value
			}
		}
		if sub.Empty() {
			got += "empty " + sub.Paper
		}
		if got != c.fault || len(sub.Applications)+len(sub.Wishes) != c.rows || sub.Kind != c.kind {
			t.Errorf("%s: %q, %d rows, %s, want %q, %d, %s", c.name, got, len(sub.Applications)+len(sub.Wishes), sub.Kind, c.fault, c.rows, c.kind)
		}
	}
}

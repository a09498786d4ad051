package check

import (
	"iter"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// cityForms are the forms that belong into the city's own folder.
var cityForms = map[assist.Form]bool{assist.PlanForm: true, assist.RegisterForm: true, assist.AdjustmentForm: true, assist.SettlementForm: true, assist.ReplyForm: true}

// File judges a file as a whole: its damage, its folder, its sheets and their
// columns (S and N of files). It marks the tables that are refused alone;
// refused reports that an S refuses the whole file.
func File(sub *assist.Submission, t assist.Terms) (findings []assist.Finding, refused bool) {
	findings, code := admit(sub, t)
	return findings, code != ""
}

func admit(sub *assist.Submission, t assist.Terms) (findings []assist.Finding, refused string) {
	if sub.Damage != nil {
		findings = []assist.Finding{damaged(sub)}
	} else {
		for _, rule := range fileChecks {
			findings = append(findings, rule(t, sub)...)
		}
	}
	for i, f := range findings {
		if sub.Unit == assist.City {
			findings[i].Turn = assist.TurnCity
		}
		if refused == "" && f.Rule().Stops == assist.StopsFile {
			refused = f.Code
		}
	}
	sheets := refusedSheets(sub, findings)
	for i := range sub.Tables {
		sub.Tables[i].Refused = sheets[sub.Tables[i].Sheet] != ""
	}
	return findings, refused
}

// refusedSheets are the S codes that refuse sheets alone, by sheet.
func refusedSheets(sub *assist.Submission, findings []assist.Finding) map[string]string {
	m := map[string]string{}
	for _, f := range findings {
		if f.Rule().Stops == assist.StopsSheet && m[f.Sheet] == "" {
			m[f.Sheet] = f.Code
		}
	}
	return m
}

// fileChecks are the rules of a file that could be read.
var fileChecks = []func(assist.Terms, *assist.Submission) []assist.Finding{
	noForm, sheetFaults, wrongUnit, unitAgain, noRow, wrongFolder, noUnit,
}

// fileFinding makes a finding of a file or a sheet.
func fileFinding(code, sheetName, cell, value, message string) assist.Finding {
	r := assist.RuleOf(code)
	return assist.Finding{Code: code, Level: r.Level, Sheet: sheetName, Cell: cell, Value: value, Message: message, Fix: r.Fix, Turn: r.Turn, Clause: r.Clause}
}

// damaged is S001–S005: the file cannot be read whole.
func damaged(sub *assist.Submission) assist.Finding {
	d := sub.Damage
	code, text := "S001", "文件不是 Excel 工作簿，或已损坏"
	switch d.Kind {
	case sheet.ForeignFormat:
		code, text = "S002", "文件格式不支持"
		if !strings.Contains(d.Detail, d.Format) {
			text += "：" + d.Format
		}
	case sheet.Password:
		code, text = "S003", "文件设有打开密码，无法读取"
	case sheet.BeyondLimit:
		code, text = "S004", "文件超出限额"
	case sheet.BadData:
		code, text = "S005", "工作表数据损坏"
	case sheet.Spoilt:
		text = ""
	}
	switch detail := d.Detail; {
	case detail == "" || detail == d.Format:
	case strings.HasSuffix(text, "："+d.Format): // 图片（文件名以 .jpg 结尾）
		text += "（" + detail + "）"
	default:
		text = joined(text, "：", detail)
	}
	cell := d.Cell
	if _, _, ok := sheet.ParseAddress(cell); !ok {
		cell = ""
	}
	f := fileFinding(code, d.Sheet, cell, "", text)
	switch fix := foreignFixes[d.Format]; {
	case d.Kind == sheet.Spoilt:
		f.Fix = "请把原文件重新复制到收件箱，等复制完再关闭窗口；原文件也打不开的，请用 Excel 或 WPS 修复后另存为 .xlsx"
	case fix != "" && code == "S002":
		f.Fix = fix
	}
	return f
}

// joined puts two texts together, with a sign between them when both say something.
func joined(a, sign, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + sign + b
}

// foreignFixes say what to do with a file that cannot be saved as a workbook
// (S002), by its format.
var foreignFixes = map[string]string{
	"压缩包":     "请先解压，把里面的工作簿一份一份放入收件箱",
	"PDF":     "请找到导出这份 PDF 的原工作簿，放入收件箱；没有原文件的，请把内容填入系统下发的空白表",
	"图片":      "照片和扫描件读不出数据，请把内容填入系统下发的空白表再放入收件箱；证明材料由县区留存，不用报送",
	"Word 文档": "请把文档里的表格填入系统下发的空白表（.xlsx），再放入收件箱",
	"WPS 文字":  "请把文档里的表格填入系统下发的空白表（.xlsx），再放入收件箱",
	"RTF 文档":  "请把文档里的表格填入系统下发的空白表（.xlsx），再放入收件箱",
	"文本（TXT）": "请用 Excel 或 WPS 打开这份文本，核对各列后另存为 Excel 工作簿（*.xlsx），再放入收件箱",
}

// noForm is S006: no sheet is one of our forms. Beside a form, a sheet that
// only bears a form's name lacks its columns (S007).
func noForm(_ assist.Terms, sub *assist.Submission) []assist.Finding {
	formed := len(sub.Tables) > 0 || sub.Nothing
	var list []assist.Finding
	for _, f := range sub.Faults {
		if f.Kind != sheet.NoForm {
			continue
		}
		if !formed {
			return []assist.Finding{unformed(f)}
		}
		for _, h := range f.Allowed {
			list = append(list, missingColumn(sheet.Fault{Sheet: f.Sheet, Header: column.Header(h)}))
		}
	}
	if !formed {
		return []assist.Finding{unformed(sheet.Fault{})}
	}
	return list
}

// unformed is S006 of a file without a form, be it a paper that the program gives out.
func unformed(f sheet.Fault) assist.Finding {
	switch paper := f.Value; paper {
	case "":
	case assist.PolicyFile, assist.CatalogueFile:
		g := fileFinding("S006", "", "", "", "这是参数工作簿 "+paper+"，不从收件箱读取，没有采用")
		g.Fix = "参数由市局维护：要改参数的，请市局把它存为 参数/" + paper + "（替换原来的），下次运行即读取；其他单位从收件箱删除即可"
		return g
	case assist.ReceiptPaper:
		g := fileFinding("S006", "", "", "", "这只是本程序发回的回执，里面没有附上报表，没有可收的内容")
		g.Fix = "请在原来的文件里改好，或在附有报表的回执里改好，存为 Excel 工作簿（*.xlsx，各张工作表都留下），再放入收件箱"
		return g
	default:
		g := fileFinding("S006", "", "", paper, "这是本程序发给各单位的"+paper+"，不是报表，没有要收的内容")
		g.Fix = "不用报送，从收件箱删除即可；要报的内容请填在系统下发的空白表里"
		g.Case = assist.OwnPaper
		return g
	}
	text := "文件中没有任何一张规定的表"
	if f.Read != "" {
		text += "；最接近" + f.Read
		if len(f.Allowed) > 0 {
			text += "，缺少的列：" + strings.Join(f.Allowed, "、")
		}
	}
	return fileFinding("S006", f.Sheet, "", "", text)
}

// sheetFaults is S007, S008, S012, S013, C105, N011, N012, N014–N016, N019, N020, and V203 and V208 of 填报日期: what is wrong with a header,
// and what the reader wants known.
func sheetFaults(_ assist.Terms, sub *assist.Submission) []assist.Finding {
	var list []assist.Finding
	for _, f := range sub.Faults {
		switch f.Kind {
		case sheet.MissingColumn:
			list = append(list, missingColumn(f))
		case sheet.DoubleColumn:
			list = append(list, fileFinding("S008", f.Sheet, f.Cell, f.Value, "列“"+string(f.Header)+"”在表头中出现两次"))
		case sheet.HeaderMoved:
			list = append(list, movedHeader(f))
		case sheet.TenThousand:
			list = append(list, fileFinding("S012", f.Sheet, f.Cell, f.Value, "列“"+string(f.Header)+"”的表头以万元为单位"))
		case sheet.LastLineCut:
			list = append(list, fileFinding("N020", f.Sheet, "", "", "文件可能没有传完：最后一行不完整，这一行没有采用"))
		case sheet.UnlikeForm:
			list = append(list, fileFinding("S013", f.Sheet, f.Cell, "", "这不像"+f.Read+"：从第 "+itoa(f.Row)+" 行起接连 200 行都没有填成这张表，整张工作表没有受理"))
		case sheet.OtherUnit:
			list = append(list, otherUnit(f))
		case sheet.OldTemplate:
			list = append(list, fileFinding("N011", f.Sheet, f.Cell, f.Value, "使用了旧版空白表"+because(f.Read)))
		case sheet.NotDate:
			list = append(list, fileFinding("V203", f.Sheet, f.Cell, f.Value, string(f.Header)+"“"+f.Value+"”不是可识别的日期"))
		case sheet.SheetUnread:
			list = append(list, fileFinding("N014", f.Sheet, "", "", "工作表“"+f.Sheet+"”也是"+f.Value+"，没有读取；只读了工作表“"+f.Read+"”"))
		case sheet.ColumnUnknown:
			list = append(list, unknownColumn(f))
		case sheet.GradesMissing:
			list = append(list, gradesMissing(f))
		case sheet.WordsPassed:
			list = append(list, fileFinding("N019", f.Sheet, f.Cell, "", "这些行是文字，不是哪一户的，没有读取："+f.Read))
		case sheet.AnswerAstray:
			list = append(list, answerAstray(f))
		case sheet.RowUndecided:
			list = append(list, fileFinding("N311", f.Sheet, "", "", f.Read+"没有填动作，没有执行"))
		case sheet.CellsMerged:
			list = append(list, fileFinding("N015", f.Sheet, f.Cell, "", "有上下合并的单元格（"+f.Read+"），只有最上面一格有内容"))
		case sheet.FutureDate:
			list = append(list, fileFinding("V208", f.Sheet, f.Cell, f.Value, string(f.Header)+"“"+f.Value+"”晚于今天，没有采用"))
		case sheet.HiddenRead:
			list = append(list, fileFinding("N012", f.Sheet, f.Cell, f.Value, "读取了隐藏的内容"+because(f.Read)))
		}
	}
	return list
}

func missingColumn(f sheet.Fault) assist.Finding {
	g := fileFinding("S007", f.Sheet, f.Cell, f.Value, assist.Lacking(f.Header))
	if f.Read == "" {
		g.Lacks = f.Header
		return g
	}
	g.Message += "；表头中的“" + f.Read + "”是不是这一列"
	g.Fix = "如是，请把“" + f.Read + "”改名为“" + string(f.Header) + "”；否则请补上该列，再重新报送"
	return g
}

// unknownColumn is N016: a header that may be an optional column, or a plan
// without the column of any grade.
func unknownColumn(f sheet.Fault) assist.Finding {
	if f.Value == "" {
		g := fileFinding("N016", f.Sheet, "", "", "没有认出各档位的列（"+f.Read+"），原供应量都按 0 条计")
		g.Fix = "有原供应量的，请把各档的列名写成 30档、29档 … 1档 后重新放入收件箱"
		return g
	}
	g := fileFinding("N016", f.Sheet, f.Cell, f.Value, "列“"+f.Value+"”没有认出，下面的内容没有读取；是不是“"+f.Read+"”")
	g.Fix = "如是，请改名为“" + f.Read + "”后重新报送；不是就不用管"
	return g
}

// gradesMissing is C105: a plan has the columns of some grades and not of others.
func gradesMissing(f sheet.Fault) assist.Finding {
	g := fileFinding("C105", f.Sheet, f.Cell, f.Value, "缺少 "+itoa(len(f.Allowed))+" 个档位列："+strings.Join(f.Allowed, "、"))
	if f.Value != "" {
		g.Message += "；表头中的“" + f.Value + "”是不是“" + f.Read + "”"
	}
	return g
}

// answerAstray is N017 of an answer on a form that has none, or of a value that
// was put right on the 回执 sheet.
func answerAstray(f sheet.Fault) assist.Finding {
	g := fileFinding("N017", f.Sheet, f.Cell, f.Value, "答复写在别处（"+f.Read+"），不在申请表的核实说明里，没有采用")
	g.Fix = "待核的，请在回执申请表那一行的核实说明中答复；退回的，请改正回执里标红的单元格"
	if f.Value != "" {
		g.Message = "在" + f.Read + " 改写的“" + f.Value + "”不读取，没有采用"
		g.Fix = "请改 " + f.Cell + " 这一格本身；情况属实的，请写在申请表那一行的核实说明"
		g.Row = f.Row
	}
	return g
}

// movedHeader is S008 of a second header that orders the columns otherwise.
func movedHeader(f sheet.Fault) assist.Finding {
	row := "第 " + itoa(f.Row) + " 行"
	g := fileFinding("S008", f.Sheet, f.Cell, f.Value, row+"又是表头，列的次序与"+f.Read+"的表头不同")
	g.Fix = "请把" + row + "以下的内容按" + f.Read + "的列序排好，或另存为一个文件，再重新报送"
	return g
}

// otherUnit is S012 of a header that counts something else than its column.
func otherUnit(f sheet.Fault) assist.Finding {
	g := fileFinding("S012", f.Sheet, f.Cell, f.Value, "列“"+string(f.Header)+"”的表头不是以"+f.Read+"为单位")
	if f.Read == "条" {
		g.Fix = "请把该列逐行换算成条（1 件为 50 条，1 条为 10 盒），表头写“" + string(f.Header) + "”，再重新报送"
	}
	return g
}

// wrongUnit is S009: 填报单位 is not the unit of the folder. An alias of the
// unit is the unit.
func wrongUnit(terms assist.Terms, sub *assist.Submission) []assist.Finding {
	text := strings.TrimSpace(sub.Declared.Text)
	if text == "" || sub.Unit == assist.City || sub.Unit == "" || len(terms.Units) == 0 {
		return nil
	}
	if name, ok := terms.UnitCalled(text); ok && name == sub.Unit {
		return nil
	}
	return []assist.Finding{fileFinding("S009", sub.DeclaredSheet, sub.Declared.Addr, text, "填报单位“"+text+"”与所放收件箱“"+sub.Unit+"”不一致")}
}

// unitAgain is N022: a further sheet names another unit as 填报单位 than the first one does. Where
// the first one refuses the file (S009), nothing is told of the others.
func unitAgain(terms assist.Terms, sub *assist.Submission) []assist.Finding {
	first, known := terms.UnitCalled(strings.TrimSpace(sub.Declared.Text))
	if !known || first != sub.Unit {
		return nil
	}
	var list []assist.Finding
	for _, f := range sub.Faults {
		if f.Kind != sheet.UnitAgain {
			continue
		}
		if name, ok := terms.UnitCalled(f.Value); !ok || name != first {
			list = append(list, fileFinding("N022", f.Sheet, f.Cell, f.Value, "填报单位“"+f.Value+"”与工作表“"+sub.DeclaredSheet+"”的“"+strings.TrimSpace(sub.Declared.Text)+"”不同，各行按所放收件箱“"+sub.Unit+"”核对"))
		}
	}
	return list
}

// noRow is S010: nothing to take, and 本期无新增 is not written either; or N021, where
// the file is what the program hands out to be filled in, and nobody has.
func noRow(_ assist.Terms, sub *assist.Submission) []assist.Finding {
	if !sub.Empty() {
		return nil
	}
	if sub.Paper == assist.TodoPaper {
		f := fileFinding("N021", sub.Tables[0].Sheet, "", "", "这是本程序发给本单位的"+assist.TodoPaper+"，里面的"+sheetsOf(sub.Tables)+"没有填写，没有要收的内容")
		f.Fix = "要复核的客户，请填全申请日期、证明和审批；要帮扶的，请填规格和申请日期；要答复问题的，请写在回执申请表的“核实说明”列，写在“待办”表里的不读取；没有要办的，不用放入"
		return []assist.Finding{f}
	}
	if sub.Unit == assist.City {
		return cityEmpty(sub)
	}
	return []assist.Finding{fileFinding("S010", sub.Tables[0].Sheet, "", "", "表中没有数据行")}
}

// sheetsOf names the sheets of some tables.
func sheetsOf(tables []assist.Table) string {
	var names []string
	for _, t := range tables {
		names = append(names, t.Sheet)
	}
	return strings.Join(names, "和")
}

// cityEmpty says of a file of the city that it holds no row: S010, or N021 where it holds
// decisions alone, of which none was filled in. Rows that were begun are told by N311.
func cityEmpty(sub *assist.Submission) []assist.Finding {
	missing := map[assist.Form]column.Header{assist.AdjustmentForm: column.Action, assist.SettlementForm: column.Action, assist.ReplyForm: column.Answered}
	if slices.ContainsFunc(sub.Tables, func(t assist.Table) bool { return missing[t.Form] == "" }) {
		f := fileFinding("S010", sub.Tables[0].Sheet, "", "", "表中没有数据行")
		f.Fix = "请填入数据后重新放入市局收件箱；没有要报的不用报送"
		return []assist.Finding{f}
	}
	if slices.ContainsFunc(sub.Faults, func(f sheet.Fault) bool { return f.Kind == sheet.RowUndecided }) {
		return nil
	}
	first := sub.Tables[0]
	return []assist.Finding{fileFinding("N021", first.Sheet, "", "", "没有填了"+string(missing[first.Form])+"的行，没有要执行的")}
}

// wrongFolder is S011: the city's form in a county's folder, or the other way round.
func wrongFolder(terms assist.Terms, sub *assist.Submission) []assist.Finding {
	if sub.Unit == "" {
		return nil
	}
	for _, t := range sub.Tables {
		if cityForms[t.Form] != (sub.Unit == assist.City) {
			where, declared := "县区的收件箱", strings.TrimSpace(sub.Declared.Text)
			unit, named := terms.UnitCalled(declared)
			switch {
			case cityForms[t.Form]:
				where, declared = "市局的收件箱", ""
			case named:
				where = "“" + unit + "”的收件箱"
			default:
				declared = ""
			}
			return []assist.Finding{fileFinding("S011", t.Sheet, "", declared, string(t.Form)+"应放入"+where+"，现放在“"+sub.Unit+"”")}
		}
	}
	return nil
}

// noUnit is N013: a 申请表 without 填报单位.
func noUnit(_ assist.Terms, sub *assist.Submission) []assist.Finding {
	if strings.TrimSpace(sub.Declared.Text) != "" || sub.Unit == assist.City {
		return nil
	}
	text := "申请表上方没有写填报单位"
	if sub.Unit != "" {
		text += "，按所放收件箱“" + sub.Unit + "”认定"
	}
	for _, t := range sub.Tables {
		if t.Form == assist.ApplicationForm {
			return []assist.Finding{fileFinding("N013", t.Sheet, "", "", text)}
		}
	}
	return nil
}

// otherRows judges the rows of the other forms of a county's file, and takes
// the answers to signals of the city's.
func (b *bench) otherRows(sub *assist.Submission, r refusal) iter.Seq[assist.Judged] {
	return func(yield func(assist.Judged) bool) {
		rows := wishRows(sub.Wishes)
		for w := range sub.Wishes.All() {
			if !yield(b.judgeWish(w, rows, r)) {
				return
			}
		}
		for v := range sub.Visits.All() {
			if !yield(b.judgeVisit(v, r)) {
				return
			}
		}
		for _, p := range sub.Replies {
			if !yield(b.judgeReply(p, r)) {
				return
			}
		}
	}
}

// judgeReply judges an answer to a signal, which is taken as far as it can be read.
func (b *bench) judgeReply(p assist.Reply, r refusal) assist.Judged {
	l := &subject{Row: p.Row, licence: p.Licence, city: true}
	for _, f := range p.Faults {
		l.add(l.valueFault(f)...)
	}
	return l.judged(assist.ReplyForm, r.of(p.Sheet))
}

package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Receipt is the 回执 sheet and the marks on the file's own sheets. r.Taken.Counts
// gives the rows by outcome; a receipt of the 回执 sheet alone has no marks.
func Receipt(r Reply) sheet.Marking {
	m := sheet.Marking{Receipt: r.Receipt}
	list := r.Unveiled(ordered(r.findings()))
	notes := 0
	if r.FrontOnly == "" {
		m.Tables, notes = r.marks(list)
	}
	m.Front = r.front(list, notes)
	return m
}

// front is the 回执 sheet: what became of the file and what is to be done, in few
// lines, so that the header of the findings stays in view below them; then the
// findings; then everything else that is told.
func (r Reply) front(list []assist.Finding, notes int) sheet.Page {
	p := sheet.Page{Name: sheet.Ours.Sheet, Title: "收件回执", Left: "填报单位：" + r.Taken.Unit, Right: "收件时间：" + clock(r.Taken.At)}
	if r.Update > 0 {
		p.Title += fmt.Sprintf("（第 %d 次更新：%s）", r.Update, r.updateWord())
	}
	if r.Checking {
		p.Title, p.Right = "填报核对结果（未报送）", "核对时间："+clock(r.At)
	}
	var then progress
	if r.Before != nil {
		then = compared(list, r.Before.Findings)
	}
	findings := findingsBlock(list, r.Taken.Totals, then.news)
	if len(r.Doubts) > 0 {
		findings.Empty = "各行没有发现问题；整份文件有疑，原因见“" + wholeTitle + "”"
	}
	var below []sheet.Block
	var titles []string
	for _, part := range []struct {
		title string
		lines [][2]string
	}{
		{updateTitle, r.updatedLines()},
		{"要做什么", r.details(list)},
		{"说明", numberedPairs(r.frontNotes(list, notes))},
		{wholeTitle, r.ofFile()},
		{"各行结果", r.countLines()},
		{"与上次回执相比", r.comparedLines(then)},
		{"问题合计（全部，按规则代码）", codeCounts(list, r.Taken.Totals)},
		{"未核对（缺少所需的数据，这次没有判断）", uncheckedLines(r.unchecked())},
		{"结论", r.longVerdict()},
		{"收到的文件", r.file()},
	} {
		if len(part.lines) > 0 {
			name, _, _ := strings.Cut(part.title, "（")
			below, titles = append(below, prose(part.title, allLabelled(part.lines)...)), append(titles, name)
		}
	}
	findings.Title = "问题清单（清单之后还有：" + strings.Join(titles, "、") + "）"
	p.Blocks = append([]sheet.Block{pairs("", r.headlines(list)...), findings}, below...)
	return p
}

// The most characters of a line above the findings; in full it stands below them.
const (
	oneLine  = 75
	twoLines = 145
)

// headlines are the lines above the findings.
func (r Reply) headlines(list []assist.Finding) [][2]string {
	var short []string
	for _, a := range r.advice(list) {
		if a.short != "" {
			short = append(short, a.short)
		}
	}
	return [][2]string{{sheet.Ours.ReceiptLabel, r.number()}, {"结论", shortened(r.verdict(), oneLine)}, {"要做什么", shortened(strings.Join(short, "；")+"。", twoLines)}}
}

// details are what is to be done in full, where the headline does not say it already.
func (r Reply) details(list []assist.Finding) [][2]string {
	if a := r.advice(list); len(a) == 1 && a[0].full == a[0].short+"。" {
		return nil
	}
	return r.toDo(list)
}

// longVerdict is the verdict where it does not stand whole above the findings.
func (r Reply) longVerdict() [][2]string {
	if v := r.verdict(); shortened(v, oneLine) != v {
		return numberedPairs([]string{v})
	}
	return nil
}

// comparedLines are what has changed since the receipt that came back.
func (r Reply) comparedLines(then progress) [][2]string {
	if r.Before == nil {
		return nil
	}
	return then.lines(r.Before.Receipt)
}

// wholeTitle heads what is said of the whole file.
const wholeTitle = "整份文件"

// ofFile is what is said of the whole file: why it is in doubt, how earlier doubts about
// it ended, and how a register differs from the one before.
func (r Reply) ofFile() [][2]string {
	lines := slices.Clone(r.Doubts)
	for _, s := range r.settled() {
		lines = append(lines, s.Words()+"。")
	}
	return numberedPairs(append(lines, together(r.Taken.Notes)...))
}

// settled are the doubts that ended and are not open again.
func (r Reply) settled() []assist.Settled {
	return slices.DeleteFunc(slices.Clone(r.Taken.Settled), func(s assist.Settled) bool {
		return slices.ContainsFunc(r.Open, func(d assist.Doubt) bool { return d.Kind == s.Kind && d.Week == s.Week })
	})
}

// standingWords say, before the counts, how a file stands that is or was in doubt; "" for
// one that never was, or is again like any other.
func (r Reply) standingWords() string {
	if len(r.Doubts) > 0 {
		return "？ 有疑，核实以前不作准；"
	}
	words := ""
	for _, s := range r.settled() {
		word := map[bool]string{true: "✗ 没有采用"}[s.Unused()]
		switch {
		case s.How == assist.Void:
			word = "✗ 市局已作废，当作没有来过"
		case s.How == assist.Confirm:
			word = "✓ 市局已确认，按原样采用"
		case s.Frozen:
			word = "？ 疑点未了结，已按可用的行定稿"
		}
		if word == "" {
			continue
		}
		if len(r.settled()) > 1 {
			word += "（" + assist.Doubt{Kind: s.Kind, Week: s.Week}.Category() + "）"
		}
		words += word + "；"
	}
	return words
}

// together puts the lines that list customers, unit by unit, behind the line that says
// what they have in common: 由有效变为不再有效的，在册 1 户：天镇县 1 户：140222100030.
func together(notes []string) []string {
	const most = 400 // characters of a point: more licences stand in lines of their own
	var points []string
	for _, s := range notes {
		if last := len(points) - 1; last >= 0 && listsCustomers.MatchString(s) && len([]rune(points[last]+s)) <= most {
			by := "；"
			if !strings.ContainsRune(points[last], '：') || strings.HasSuffix(points[last], "户") {
				by = "："
			}
			points[last] += by + s
			continue
		}
		points = append(points, s)
	}
	return points
}

// listsCustomers knows a line of licences, of a unit or the rest of one: 天镇县 1 户：140222100030.
var listsCustomers = regexp.MustCompile(`^\S+ \d+ 户：\d|（续）：\d`)

const labelSHA = "SHA-256"

// identity says which file this is, and what became of it.
func (r Reply) identity() [][2]string {
	return append([][2]string{{sheet.Ours.ReceiptLabel, r.number()}, {"结论", r.verdict()}}, r.file()...)
}

// number is 回执号, or why there is none.
func (r Reply) number() string {
	if r.Receipt == "" {
		return "无（只是核对，没有报送）"
	}
	return r.Receipt
}

// file says which file this is.
func (r Reply) file() [][2]string {
	t := r.Taken
	lines := [][2]string{{"文件名", t.Name}, {"收件时间", clock(t.At)}}
	if r.Checking {
		lines[1] = [2]string{"核对时间", clock(r.At)}
	}
	if r.Update > 0 {
		lines = append(lines, [2]string{"更新", fmt.Sprintf("第 %d 次更新，%s：%s", r.Update, clock(r.At), r.updateWords())})
	}
	if words := t.ReportedWords(); words != "" {
		lines = append(lines, [2]string{"填报日期", words})
	}
	return append(lines, [2]string{"类别", t.Kind.Word()}, [2]string{labelSHA, t.SHA})
}

// verdict is the whole receipt in one line.
func (r Reply) verdict() string {
	s := r.outcomeWords()
	if len(r.Taken.Unread) > 0 {
		s += "；另有工作表" + r.unread() + "没有读取"
	}
	return joined(s, r.later(), "；")
}

// later says what can be judged only when the file has been sent; "" for nothing.
func (r Reply) later() string {
	var codes []string
	for _, u := range r.Unchecked {
		codes = append(codes, u.Code)
	}
	return assist.Later(codes)
}

// unread names the sheets that hold rows and were not read.
func (r Reply) unread() string { return "“" + strings.Join(r.Taken.Unread, "”、“") + "”" }

// outcomeWords tell what became of the rows that were read.
func (r Reply) outcomeWords() string {
	c := r.summed()
	filed, taken := r.good()
	replaced := c.Replaced()
	var parts []string
	if s := r.refusedNames(); s != "" {
		parts = append(parts, "✗ "+s+"整张没有收下")
	}
	for _, x := range []struct {
		n    int
		word string
	}{{c.Returned, "✗ 退回 %d 行"}, {c.Ineligible, "✗ 不符合 %d 行"}, {c.WithoutReplaced().Held, "？ 待核 %d 行"}, {replaced, replacedWord + " %d 行"}, {filed, "✓ 备案 %d 行"}, {taken, "✓ " + takenIn + " %d 行"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf(x.word, x.n))
		}
	}
	switch {
	case r.Taken.Voided():
		return "✗ 整份退回，没有收下任何一行；市局已作废，不用再报"
	case r.Taken.Refused:
		return "✗ 整份退回，没有收下任何一行"
	case r.Taken.OutOfUse():
		return strings.TrimSuffix(r.standingWords(), "；")
	case r.Taken.PassedOver():
		return "✗ 没有采用"
	case len(parts) > 0:
		return r.standingWords() + strings.Join(parts, "，")
	case r.Taken.Nothing:
		return "✓ 已收：本期无新增"
	case r.Taken.Unfilled() && answersAlone(r.Taken.Findings):
		return "✓ 已收：没有填好的行，答复没有采用，请看问题清单"
	case r.Taken.Unfilled() && leftOut(r.Taken.Findings) > 0:
		return "✓ 已收：没有填好的行，有的内容没有采用"
	case r.Taken.Unfilled():
		return "✓ 已收：没有填好的行，没有要办的"
	}
	return "✓ 已收"
}

// refusedNames names the first sheets that were not taken; "" for none.
func (r Reply) refusedNames() string {
	const shown, long = 2, 12
	var names []string
	for _, t := range r.Taken.Tables {
		if t.Refused {
			names = append(names, shortened(t.Sheet, long))
		}
	}
	switch n := len(names); {
	case n == 0:
		return ""
	case n > shown:
		return fmt.Sprintf("工作表“%s”等 %d 张", strings.Join(names[:shown], "”、“"), n)
	}
	return "工作表“" + strings.Join(names, "”、“") + "”"
}

// good counts the applications that were filed and the rows of other forms
// that were taken.
func (r Reply) good() (filed, taken int) {
	for _, c := range r.counts() {
		if r.formOf(c.Sheet) == assist.ApplicationForm {
			filed += c.WithoutReplaced().Filed
		} else {
			taken += c.WithoutReplaced().Filed
		}
	}
	return filed, taken
}

// replacedWord is the word for rows that another row of the run stands for.
const replacedWord = "已替换"

// takenIn is the word for good rows of other forms than 申请表.
const takenIn = "已收"

// summed are the rows by outcome of the whole file.
func (r Reply) summed() assist.SheetCount {
	var sum assist.SheetCount
	for _, c := range r.counts() {
		sum = sum.Plus(c)
	}
	return sum
}

// counts are the rows by outcome, a line a sheet. An updated receipt shows the
// outcomes of its rows as they are now, not as they were when it was taken.
func (r Reply) counts() []assist.SheetCount {
	if r.Update == 0 {
		return r.Taken.Counts
	}
	now := map[string]*assist.SheetCount{}
	for _, row := range r.Applications {
		if now[row.Sheet] == nil {
			now[row.Sheet] = &assist.SheetCount{}
		}
		now[row.Sheet].AddRow(row.Verdict)
	}
	list := append([]assist.SheetCount(nil), r.Taken.Counts...)
	for i, c := range list {
		n := now[c.Sheet]
		if n == nil || r.refused(c.Sheet) || n.Filed+n.Held+n.Returned+n.Ineligible != c.Filed+c.Held+c.Returned+c.Ineligible {
			continue
		}
		list[i].Filed, list[i].Held, list[i].Returned, list[i].Ineligible = n.Filed, n.Held, n.Returned, n.Ineligible
		list[i].FiledReplaced, list[i].HeldReplaced = n.FiledReplaced, n.HeldReplaced
	}
	return list
}

// countLines tell where the rows of each sheet went, so that a reader can add
// them up: 读到 7 行 = 备案 2 + 退回 4 + 空行 1.
func (r Reply) countLines() [][2]string {
	var lines [][2]string
	for _, all := range r.counts() {
		c := all.WithoutReplaced()
		var parts []string
		for _, x := range []struct {
			word string
			n    int
		}{
			{r.filedWord(c.Sheet), c.Filed}, {"待核", c.Held}, {"退回", c.Returned}, {"不符合", c.Ineligible}, {replacedWord, all.Replaced()},
			{"空行", c.Blank}, {"合计行", c.Totals}, {"重复表头", c.Headers},
		} {
			if x.n > 0 {
				parts = append(parts, fmt.Sprintf("%s %d", x.word, x.n))
			}
		}
		s := fmt.Sprintf("“%s”读到 %d 行", c.Sheet, c.Read)
		if len(parts) > 0 {
			s += " = " + strings.Join(parts, " + ")
		}
		lines = append(lines, [2]string{"工作表", s})
	}
	if len(lines) == 0 {
		lines = [][2]string{{"工作表", "没有读到数据行"}}
	}
	lines = append(lines, r.replacedLines()...)
	for _, name := range r.Taken.Unread {
		lines = append(lines, [2]string{"工作表", fmt.Sprintf("“%s”没有读取，读到 0 行", name)})
	}
	return lines
}

// replacedLines name the first rows that another row stands for, and that row.
func (r Reply) replacedLines() [][2]string {
	const shown = 20
	var lines [][2]string
	n := 0
	for _, a := range r.Applications {
		if w := a.Verdict.ReplacedWords(); w != "" {
			if n++; n <= shown {
				lines = append(lines, [2]string{replacedWord, fmt.Sprintf("“%s”第 %d 行：%s", a.Sheet, a.Place.Row, w)})
			}
		}
	}
	if n > shown {
		lines = append(lines, [2]string{replacedWord, fmt.Sprintf("其余 %d 行见各行“结果”列", n-shown)})
	}
	return lines
}

// filedWord is what a good row of a sheet is: an application is filed, a row of another
// form is taken, one of a register or plan that does not count says so.
func (r Reply) filedWord(name string) string {
	if r.formOf(name) == assist.ApplicationForm {
		return string(assist.Filed)
	}
	if idle, found := r.idle(name); found {
		return idle.word
	}
	return takenIn
}

// idleRows is what is said of the good rows of a register or plan that does not count.
type idleRows struct {
	word string // in 各行结果
	sign string // in the column 结果
	tone sheet.Tone
}

// idles are they by how the file stands.
var idles = map[assist.FileState]idleRows{
	assist.FileWaits:  {"有疑", "？ 有疑", sheet.Wait},
	assist.FileUnused: {"没有采用", "没有采用", sheet.Hint},
	assist.FileVoid:   {"没有采用", "没有采用", sheet.Hint},
}

// idle is what is said of the good rows of a sheet that does not count; not found for one
// that does.
func (r Reply) idle(name string) (idleRows, bool) {
	if form := r.formOf(name); form != assist.PlanForm && form != assist.RegisterForm {
		return idleRows{}, false
	}
	i, found := idles[r.Taken.State()]
	return i, found
}

// formOf is the form that was read on a sheet; "" for none.
func (r Reply) formOf(name string) assist.Form {
	for _, t := range r.Taken.Tables {
		if t.Sheet == name {
			return t.Form
		}
	}
	return ""
}

// formatWords tell what a file comes back as when it is not as it came.
var formatWords = map[string]string{
	"xls":    "原文件是 .xls，现以 .xlsx 返回，单元格位置和内容不变；要改的，请在本工作簿上改，改好直接放回。",
	"csv":    "原文件是 .csv，现以 .xlsx 返回，行列位置和内容不变；要改的，请在本工作簿上改，改好直接放回。",
	"et":     "原文件是 WPS 的 .et，现以 .xlsx 返回，单元格位置和内容不变；要改的，请在本工作簿上改，改好直接放回。",
	"ods":    "原文件是 .ods，现以 .xlsx 返回，单元格位置和内容不变；要改的，请在本工作簿上改，改好直接放回。",
	"locked": "原文件设有编辑保护（文件整体加密），现以不加密的 .xlsx 返回，单元格位置和内容不变；要改的，请在本工作簿上改，改好直接放回。",
	"xlsm":   "原文件带宏（.xlsm），现以不带宏的 .xlsx 返回；要改的，请在本工作簿上改，改好直接放回。",
}

// frontNotes says what the receipt leaves out, and why.
func (r Reply) frontNotes(list []assist.Finding, notes int) []string {
	var lines []string
	if r.FrontOnly != "" {
		lines = append(lines, "本回执只有这一张表，没有附上原工作簿："+strings.TrimRight(r.FrontOnly, "。")+"。")
	}
	if all := max(len(list), total(r.Taken.Totals)); all > maxListed {
		lines = append(lines, fmt.Sprintf("问题共 %d 条，只列出最要紧的 %d 条（先退回，再待核，后提示）；全部数目见“问题合计”。改好后再报，会列出其余的。", all, min(len(list), maxListed)))
	}
	if notes > maxNotes {
		lines = append(lines, fmt.Sprintf("要批注的单元格有 %d 个，只在前 %d 个上写了批注；其余单元格也已涂色，说明见各行“问题”列。", notes, maxNotes))
	}
	if w := formatWords[r.Taken.Format]; w != "" && r.FrontOnly == "" {
		lines = append(lines, w)
	}
	for _, s := range r.Lost {
		lines = append(lines, "原工作簿中没能保留："+s+"。")
	}
	return lines
}

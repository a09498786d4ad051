package report

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// advice is one thing to be done: in a few words for the head of a receipt, and in full;
// one of the two may say nothing.
type advice struct{ short, full string }

// toDo says in plain words what is to be done about a file, who acts first.
func (r Reply) toDo(list []assist.Finding) [][2]string {
	var lines []string
	for _, a := range r.advice(list) {
		if a.full != "" {
			lines = append(lines, a.full)
		}
	}
	return numberedPairs(lines)
}

// advice is what is to be done about a file, who acts first.
func (r Reply) advice(list []assist.Finding) []advice {
	var lines []advice
	if len(r.Doubts) > 0 {
		lines = append(lines, advice{"文件有疑，请核实（见“要做什么”）", "这份文件有疑，原因见“" + wholeTitle + "”。" + assist.SettleAdvice + "。"})
	}
	switch {
	case r.Taken.Voided():
		return append(lines, advice{"市局已作废，不用再报", "市局已把这份文件作废，不再等它重报；要报的，另存后重新放入 " + r.drop() + "。"})
	case r.Taken.OutOfUse():
		return append(lines, advice{"这份没有采用，不用再做什么", "这份文件没有采用，原因见“" + wholeTitle + "”，不用再做什么；确要用它的，请另存一次（改 填报日期）再放入 " + r.drop() + "。"})
	case r.Taken.Closed() != "":
		short := "疑点已了结，不用再做什么"
		if slices.ContainsFunc(r.Taken.Settled, func(s assist.Settled) bool { return s.Frozen }) {
			short = "已定稿，这一份不用再改"
		}
		return append(lines, advice{short, r.Taken.Closed() + "。"})
	case r.Taken.PassedOver():
		return append(lines, r.passedOver(list))
	case r.Taken.Refused:
		lines = append(lines, r.refusal(list)...)
	default:
		lines = append(lines, r.refusedSheets()...)
		lines = append(lines, r.rowAdvice(r.summed().WithoutReplaced(), list)...)
	}
	if n := turnsOf(list, assist.TurnOperator); n > 0 {
		lines = append(lines, advice{fmt.Sprintf("%d 处由运维人员处理", n), fmt.Sprintf("%d 处由系统运维人员处理，不用填报人改。", n)})
	}
	hints := r.hintAdvice(list)
	if n := leftOut(list); n > 0 && len(lines) > 0 && !r.Taken.Refused {
		hints = append(hints, advice{fmt.Sprintf("%d 处没有采用，看清单", n), fmt.Sprintf("有 %d 处没有采用、没有读取，或没有起作用：请按问题清单的“处理办法”办理。", n)})
	}
	if len(lines) == 0 {
		s := r.allWell(list, len(hints) > 0)
		lines = append(lines, advice{strings.TrimSuffix(s, "。"), s})
	}
	for _, h := range hints {
		if len(lines) > 1 { // above the list stands what must be done
			h.short = ""
		}
		lines = append(lines, h)
	}
	if len(r.Taken.Unread) > 0 {
		lines = append(lines, advice{"工作表" + r.unread() + "没有读取，要报的另外报送",
			"工作表" + r.unread() + "没有读取，上面的行一行都没有登记：有要报的，请按规定的表合到已读的工作表里，或另存为一个文件报送；没有的不用管。"})
	}
	if r.Checking {
		lines = append(lines, advice{"只是核对，没有报送", "这只是核对，没有报送：改好后把文件放入收件箱，才算报送。"})
	}
	return lines
}

// passedOver says why nothing of a register or plan is used, and how to have it used.
func (r Reply) passedOver(list []assist.Finding) advice {
	i := slices.IndexFunc(list, assist.Finding.LeavesSheet)
	if i < 0 { // a receipt keeps so many findings and no more
		return advice{"这份没有采用", "这份文件没有采用。"}
	}
	why := list[i]
	full := "这份文件没有采用：" + strings.TrimRight(why.Message, "。") + "。" + strings.TrimRight(why.Fix, "。") + "。"
	if n := r.summed().Returned; n > 0 {
		full += fmt.Sprintf("其中有问题的 %d 行，请一并按清单改好。", n)
	}
	return advice{"这份没有采用：" + strings.TrimRight(why.Fix, "。"), full}
}

// numberedPairs puts a number before each line.
func numberedPairs(lines []string) [][2]string {
	out := make([][2]string, len(lines))
	for i, s := range lines {
		out[i] = [2]string{fmt.Sprint(i + 1), s}
	}
	return out
}

// drop is where a mended file is put.
func (r Reply) drop() string { return "收件箱/" + r.Taken.Unit }

// refusal says why the whole file was refused and how to mend it.
func (r Reply) refusal(list []assist.Finding) []advice {
	lines := []advice{{full: "整份文件没有收下，一行都没有登记。先按下面做："}}
	for _, x := range list {
		if x.Level == assist.LevelFile && len(lines) <= 5 {
			lines = append(lines, advice{full: strings.TrimRight(x.Message, "。") + "。" + strings.TrimRight(x.Fix, "。") + "。"})
		}
	}
	if slices.ContainsFunc(list, func(x assist.Finding) bool { return x.Code == "S011" }) {
		return append(lines, advice{short: "把文件移到应放的收件箱"})
	}
	if r.Taken.Misplaced() {
		return append(lines, advice{"填报单位写错的改好放回 " + r.drop() + "；放错文件夹的移到所属单位的收件箱", "填报单位写错的，改好后重新放入 " + r.drop() + "；放错文件夹的，移到所属单位的收件箱。"})
	}
	return append(lines, advice{"按清单的“处理办法”改好，重新放入 " + r.drop(), "改好后重新放入 " + r.drop() + "。"})
}

// refusedSheets names the sheets that were not filed. Their rows were judged all the
// same, but for a sheet that is not what it is called: nobody looked at its rows.
func (r Reply) refusedSheets() []advice {
	var lines []advice
	for _, t := range r.Taken.Tables {
		if !t.Refused {
			continue
		}
		short, then := "按清单改", "其中各行也已核对，请一次改完。"
		if r.found("S013", t.Sheet) {
			short, then = "换用空白表重填", "其中各行没有核对："+strings.TrimRight(assist.RuleOf("S013").Fix, "。")+"。"
		}
		lines = append(lines, advice{fmt.Sprintf("工作表“%s”整张没有收下，%s", t.Sheet, short), fmt.Sprintf("工作表“%s”：%s。%s", t.Sheet, r.whyRefused(t.Sheet), then)})
	}
	return lines
}

// found reports a finding of the file about one of its sheets.
func (r Reply) found(code, sheet string) bool {
	return slices.ContainsFunc(r.Taken.Findings, func(x assist.Finding) bool { return x.Code == code && x.Sheet == sheet })
}

// rowAdvice is a line for each outcome that wants something.
func (r Reply) rowAdvice(c assist.SheetCount, list []assist.Finding) []advice {
	var lines []advice
	add := func(n int, short, full string) {
		if n > 0 {
			lines = append(lines, advice{strings.Replace(short, "%d", fmt.Sprint(n), 1), strings.Replace(full, "%d", fmt.Sprint(n), 1)})
		}
	}
	early := r.early()
	add(c.Returned-early-r.unjudgedRows(), "退回 %d 行："+r.mendingShort(list), "退回 %d 行："+r.mending(list))
	add(early, "退回 %d 行等申请备案以后再报", "退回 %d 行：不用改；这几户的申请还在待核，备案以后把这几行再报一次。")
	if n := r.returnedAsking(); n > 0 {
		lines = append(lines, advice{full: fmt.Sprintf("退回的行里，%d 行还有待核的问题：请同时改正，或在该行“核实说明”答复（例如“属实：%s”），免得重报后再待核。", n, heldAnswer(list))})
	}
	expired := r.heldExpired()
	add(r.heldBy(assist.TurnCounty)-expired, "待核 %d 行要县区核实，改正或填“属实”后放回", "待核 %d 行要县区核实：数据有误的改正；情况属实的，在该行“核实说明”填“属实：”加规则代码和理由（例如“属实："+heldAnswer(list)+"”），再放回 "+r.drop()+"。")
	add(expired, "待核 %d 行不能再确认，请重新申请", "待核 %d 行过了市局确认的期限，不能再确认：请改好申请日期和审批日期，按新的申请报送。")
	if n, codes := r.heldByBoth(); n > 0 {
		lines = append(lines, advice{fmt.Sprintf("其中 %d 行还要等市局", n), fmt.Sprintf("其中 %d 行除县区答复以外，还有要市局确认或补录的：%s，市局有结果才备案，会有更新的回执。", n, codesInWords(codes))})
	}
	add(r.heldBy(assist.TurnCity), "待核 %d 行等市局", "待核 %d 行等市局确认或补录参数，县区不用做什么；有结果时会有更新的回执。")
	add(c.Ineligible, "不符合 %d 行，填错的改正重报", "不符合 %d 行：没有达到认定标准，不予备案，理由见问题清单。数据填错的，改正后重报；没有填错的，不用再报。")
	add(r.summed().Replaced(), replacedWord+" %d 行不用管", replacedWord+" %d 行：同一户另有填报日期更晚或后来报送的申请，以那一行为准，这几行没有登记，也不用再报。")
	if len(lines) > 0 && c.Filed > 0 {
		lines = append(lines, advice{full: r.goodWords() + "：不用再做什么，重报时可以原样留着，不会重复计算。"})
	}
	return lines
}

// goodWords counts the rows of which nothing more is wanted.
func (r Reply) goodWords() string {
	filed, taken := r.good()
	var parts []string
	if filed > 0 {
		parts = append(parts, fmt.Sprintf("备案 %d 行", filed))
	}
	if taken > 0 {
		parts = append(parts, fmt.Sprintf("%s %d 行", takenIn, taken))
	}
	return strings.Join(parts, "、")
}

// unjudgedRows counts the rows of sheets that are not what they are called: what to do
// about these is said of the sheet.
func (r Reply) unjudgedRows() int {
	n := 0
	for _, c := range r.counts() {
		if r.found("S013", c.Sheet) {
			n += c.Returned
		}
	}
	return n
}

// early counts the returned rows of other forms that only came before their customer
// was filed: there is nothing to mend in them.
func (r Reply) early() int {
	n := 0
	for _, row := range r.Others {
		returns := func(x assist.Finding) bool { return x.Level == assist.LevelReturn }
		if row.Outcome == assist.Returned && row.Refused == "" && slices.ContainsFunc(row.Findings, returns) &&
			!slices.ContainsFunc(row.Findings, func(x assist.Finding) bool { return returns(x) && x.Case != assist.StillHeld }) {
			n++
		}
	}
	return n
}

// mending says how the mended file is sent.
func (r Reply) mending(list []assist.Finding) string {
	if r.FrontOnly != "" {
		return "按问题清单的“处理办法”在原文件上改，改好后放入 " + r.drop() + "。"
	}
	return "按“处理办法”办理，" + redWords(list) + "改好后把本工作簿直接放回 " + r.drop() + " 即可，“回执”表、颜色、批注和“结果”“问题”两列不用删。"
}

// mendingShort says the same in a few words.
func (r Reply) mendingShort(list []assist.Finding) string {
	if r.FrontOnly != "" {
		return "在原文件上改，放入 " + r.drop()
	}
	if redWords(list) == "" {
		return "按清单办理，把本工作簿放回 " + r.drop()
	}
	return "按清单改标红的单元格，把本工作簿放回 " + r.drop()
}

// marking are the levels whose cells are marked red.
var marking = []assist.Level{assist.LevelFile, assist.LevelReturn, assist.LevelCity}

// redWords say where the cells are that are to be changed; "" when none is marked.
func redWords(list []assist.Finding) string {
	marked, bare := 0, 0
	for _, x := range list {
		switch {
		case x.Level == assist.LevelFile && x.Cell == "" || !slices.Contains(marking, x.Level):
		case x.Cell == "":
			bare++
		default:
			marked++
		}
	}
	switch {
	case marked == 0:
		return ""
	case bare > 0:
		return "要改的单元格已标红（没有单元格的，见清单），"
	}
	return "要改的单元格已标红，"
}

// hintAdvice is that of hints which ask something of the sender.
func (r Reply) hintAdvice(list []assist.Finding) []advice {
	n := 0
	for _, x := range list {
		if rule := x.Rule(); x.Level == assist.LevelNote && !rule.Optional && !rule.LeavesOut && r.isSenders(x.Turn) {
			n++
		}
	}
	if n == 0 || r.Taken.Refused {
		return nil
	}
	then := "不影响收下，请按问题清单的“处理办法”办理。"
	if len(r.Taken.RefusedSheets()) > 0 && r.Taken.NothingTaken() {
		then = "请按问题清单的“处理办法”一并办理。"
	}
	return []advice{{fmt.Sprintf("提示 %d 条，看清单", n), fmt.Sprintf("有 %d 条提示要核对或补报：%s", n, then)}}
}

// leftOut counts the hints by which something of the file is not used.
func leftOut(list []assist.Finding) int {
	n := 0
	for _, x := range list {
		if leavesOut(x) {
			n += weight(x)
		}
	}
	return n
}

// leavesOut reports a hint by which something of the file is not used.
func leavesOut(x assist.Finding) bool {
	rule := x.Rule()
	return x.Level == assist.LevelNote && rule.LeavesOut && !rule.Optional
}

// answersAlone reports that answers (N017) are all that is not used of the file.
func answersAlone(list []assist.Finding) bool {
	other := func(x assist.Finding) bool { return leavesOut(x) && x.Code != "N017" }
	return leftOut(list) > 0 && !slices.ContainsFunc(list, other)
}

// isSenders reports whether it is the sender's turn.
func (r Reply) isSenders(turn assist.Turn) bool {
	return turn == assist.TurnCounty && r.Taken.Unit != assist.City || turn == assist.TurnCity && r.Taken.Unit == assist.City
}

// allWell is said of a file of which nothing must be mended; nothing at all is to be
// done when there are no hints either.
func (r Reply) allWell(list []assist.Finding, hints bool) string {
	done := "不用做什么。"
	if hints {
		done = ""
	}
	switch {
	case r.Taken.Nothing:
		return "本期无新增，已记为报送。" + done
	case r.Taken.Unfilled():
		return unfilledWords(list)
	case r.Checking:
		return joined("没有发现要改的问题", r.later(), "；") + "。"
	case len(r.Taken.Unread) > 0:
		return "读到的各行已收下。"
	case slices.ContainsFunc(list, func(f assist.Finding) bool { return f.Rule().LeavesOut }):
		return "读到的各行已收下，但有的没有采用或没有读取：请看问题清单。"
	case slices.ContainsFunc(r.Taken.Notes, listsCustomers.MatchString):
		return "全部收下；在册客户有变化，请核对“" + wholeTitle + "”所列的各户。"
	case hints:
		return "全部收下。"
	}
	return "全部收下，" + done
}

// tellsIdle reports a finding that says why nothing of a file in which nobody filled in a
// row was taken: an answer stands where none is read, or nothing was chosen.
func tellsIdle(x assist.Finding) bool {
	return x.Code == "N017" || x.Code == "N021" || x.Code == "N311"
}

// unfilledWords say of a file in which nobody filled in a row what may be done with it.
func unfilledWords(list []assist.Finding) string {
	words := ""
	for _, x := range list {
		if tellsIdle(x) {
			words += strings.TrimRight(x.Message, "。") + "：" + strings.TrimRight(x.Fix, "。") + "。"
		}
	}
	return cmp.Or(words, "没有填好的行："+assist.RuleOf("N021").Fix+"。")
}

// returnedAsking counts the returned rows that hold a question to the county too.
func (r Reply) returnedAsking() int {
	n := 0
	for _, row := range r.Applications {
		if row.Verdict.Outcome == assist.Returned && !row.Verdict.Yields() && slices.ContainsFunc(row.Verdict.Findings, func(x assist.Finding) bool {
			return x.Asks(assist.TurnCounty)
		}) {
			n++
		}
	}
	return n
}

// heldBy counts the held rows that wait for somebody; one that waits for both
// counts with the county, which acts first.
func (r Reply) heldBy(turn assist.Turn) int {
	n := 0
	for v := range r.held() {
		if v.Turn() == turn {
			n++
		}
	}
	return n
}

// heldExpired counts the held rows that the city can no longer confirm.
func (r Reply) heldExpired() int {
	n := 0
	for v := range r.held() {
		if slices.ContainsFunc(v.Findings, assist.Finding.Expired) {
			n++
		}
	}
	return n
}

// held yields the rows that wait.
func (r Reply) held() iter.Seq[assist.Judged] {
	return func(yield func(assist.Judged) bool) {
		for _, row := range r.Applications {
			if v := row.Verdict; v.Outcome == assist.Held && !v.Yields() && !r.refused(row.Sheet) && !yield(v) {
				return
			}
		}
	}
}

// heldByBoth counts the held rows that wait for the county and the city, and tells
// what they ask the city, in the order of the codes.
func (r Reply) heldByBoth() (n int, codes []string) {
	for v := range r.held() {
		if v.Turn() != assist.TurnCounty {
			continue
		}
		both := false
		for _, x := range v.Findings {
			if x.Waits() && x.Turn == assist.TurnCity {
				both, codes = true, append(codes, x.Code)
			}
		}
		if both {
			n++
		}
	}
	slices.Sort(codes)
	return n, slices.Compact(codes)
}

// heldAnswer shows how the first 待核 of the county may be answered: Q504 同住一户.
func heldAnswer(list []assist.Finding) string {
	for _, x := range list {
		if x.Waits() && x.Turn == assist.TurnCounty && x.Rule().Example != "" {
			return x.Code + " " + x.Rule().Example
		}
	}
	return "规则代码 理由"
}

func turnsOf(list []assist.Finding, turn assist.Turn) int {
	n := 0
	for _, x := range list {
		if openTurn(x) == turn && x.Level != assist.LevelNote {
			n++
		}
	}
	return n
}

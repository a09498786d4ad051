package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Seen is one line of 收件情况: a file in a drop folder and what became of it.
type Seen struct {
	Name    string    // 文件名, with its sub-folder
	First   time.Time // 首次看到
	Size    int64     // bytes
	State   string    // 状态: 已收, 正在传入, 不收, 已收过 …
	Receipt string    // 回执号; "" for none
	Why     string    // 原因
	Next    string    // 下一步
}

// The states of 收件情况.
const (
	StateTaken   = "已收"
	StateKnown   = "已收过"
	StateLeft    = "已收，可删除"
	StateRefused = "已收，无法受理"
	StateDoubt   = "已收，有疑"
	StateVoid    = "已收，已作废"
	StateUnused  = "已收，没有采用"
	StateKept    = "未受理，文件还在收件箱" // judged, and left to who dropped it
	StateHalf    = "已收，可能没有传完"   // the same, of a file whose whole lines were taken
	StateWaiting = "正在传入"
	StateIgnored = "未收"
	StateLocked  = "暂时打不开"
)

// LiesInFolder reports the states of a file that was judged and still lies in its
// drop folder.
func LiesInFolder(state string) bool {
	return state == StateLeft || state == StateKept || state == StateHalf
}

// TellsFate reports the states that tell what has become of what a file holds.
func TellsFate(state string) bool {
	return slices.Contains([]string{StateTaken, StateRefused, StateDoubt, StateVoid, StateUnused}, state)
}

// Fate is what 收件情况 says has become of a file.
type Fate struct{ State, Why, Next string }

// The fates that are the same for every file.
var (
	FateTaken = Fate{StateTaken, "", "请查看回执"}
	FateLeft  = Fate{StateLeft, "", "内容已安全保存，可以删除此文件；删除前不会重复计数"}
	FateKnown = Fate{StateKnown, "内容与以前收到的文件完全相同，没有重复计数", "不用再做什么；如需改正，请改好后另存再投放"}
	FateHalf  = Fate{StateHalf, "文件可能没有传完，最后一行没有采用", "如仍在复制请等它完成，下次运行会再收；如已复制完，请核对最后一行，补全后重新放入"}
	FateGone  = Fate{StateIgnored, "文件在收取前被移走或改名", "不必处理；重新放入后自动收取"}
)

// halfway is in what every reason says of a file that may still be under way.
const halfway = "没有传完"

// FateCut is that of a file that nobody could read, perhaps since it is not all there: for
// the reason of its receipt and with its advice, where that says so.
func FateCut(refused Fate) Fate {
	if strings.Contains(refused.Why, halfway) {
		return Fate{StateKept, refused.Why, refused.Next}
	}
	return Fate{StateKept, "文件" + halfway + "整，可能还在复制", "如仍在复制请等它完成，下次运行会再收；如已复制完，请重新复制一次"}
}

// FateBig is that of a file above the limit, which is not archived either.
func FateBig(why string) Fate {
	return Fate{StateKept, why, "这份文件没有存档，请自行保管后从收件箱移走；请删去图片和无关工作表，或按月份拆成几个文件再投放"}
}

// FateOf is that of a file with a receipt: where each of its sheets was refused, nothing
// of it was taken. chosen says of one of several of one day that nothing is to be chosen any more.
func FateOf(t assist.Taken, chosen bool) Fate {
	passedOver := slices.IndexFunc(t.Findings, func(x assist.Finding) bool { return x.Level == assist.LevelCity && x.Row == 0 })
	switch state := t.State(); {
	case t.Voided():
		return Fate{StateVoid, settledWords(t), "不用再报；要报的，另存后重新放入收件箱"}
	case state == assist.FileRefused:
		return fateRefused(t)
	case state == assist.FileWaits:
		return Fate{StateDoubt, "有疑，核实以前不作准，原因见回执", assist.SettleAdvice}
	case t.OutOfUse():
		return Fate{unusedStates[state], settledWords(t), "不用再做什么；确要用这一份的，请另存一次（改 填报日期）再投放"}
	case t.Closed() != "":
		return Fate{StateTaken, settledWords(t), t.Closed()}
	case state == assist.FileUnused:
		why, _ := t.WhyPassedOver()
		if chosen {
			why.Fix = "不用再处理：以后已另有一份采用，或该周已定稿、已过"
		}
		return Fate{StateUnused, why.Message, why.Fix}
	case passedOver >= 0:
		return Fate{StateTaken, t.Findings[passedOver].Message, t.Findings[passedOver].Fix}
	case t.Unfilled():
		return fateUnfilled(t)
	case len(t.RefusedSheets()) == 0:
		return FateTaken
	}
	state := StateTaken
	if t.NothingTaken() {
		state = StateRefused
	}
	var why []string
	var found []assist.Finding
	for _, x := range t.Tables {
		if list := t.RefusalFindings(x.Sheet); x.Refused && len(list) > 0 {
			why, found = append(why, "工作表“"+x.Sheet+"”整张没有收下："+assist.Reasons(list)), append(found, list...)
		}
	}
	if len(why) > 0 {
		return Fate{state, strings.Join(why, "；"), assist.Advices(found)}
	}
	return Fate{state, "工作表" + strings.Join(t.RefusedSheets(), "、") + "整张没有收下", "请按回执改好后重新放入收件箱"}
}

// unusedStates are the states of a file that is used no more: 作废 where the city said so.
var unusedStates = map[assist.FileState]string{assist.FileVoid: StateVoid, assist.FileUnused: StateUnused}

// settledWords tell how the doubts about a file ended.
func settledWords(t assist.Taken) string {
	var list []string
	for _, s := range t.Settled {
		list = append(list, s.Words())
	}
	return strings.Join(list, "；")
}

// fateUnfilled is that of a file in which nobody has filled in a row.
func fateUnfilled(t assist.Taken) Fate {
	for _, f := range t.Findings {
		if tellsIdle(f) {
			return Fate{StateTaken, f.Message, f.Fix}
		}
	}
	return FateTaken
}

// fateRefused is that of a file that was refused, in its receipt's words.
func fateRefused(t assist.Taken) Fate {
	if list := t.RefusalFindings(""); len(list) > 0 {
		return Fate{StateRefused, assist.Reasons(list), assist.Advices(list)}
	}
	return Fate{StateRefused, "文件没有受理", "请按回执改好后重新放入收件箱"}
}

// Sightings is 收件情况 of a unit's drop folder, the latest first; at is the run
// in which a state last changed, former the names the unit had before.
func Sightings(unit string, former []string, rows []Seen, at time.Time) sheet.Book {
	p := sheet.Page{
		Name: assist.SightingsPaper, Title: unit + assist.SightingsPaper, Left: "收件箱/" + unit, Right: "更新时间：" + clock(at),
		Notes: []string{"一份文件一行。“正在传入”的文件等它不再变化时再收；状态没有变化时，本表不更新。"},
	}
	for _, name := range former {
		p.Notes = append(p.Notes, fmt.Sprintf("%s 现在叫 %s：收件箱/%s 里的文件照收，回执和报表从改名起在 发件箱/%s。", name, unit, name, unit))
	}
	b := sheet.Block{Empty: "还没有在收件箱中看到文件", Filter: true,
		Columns: narrow(heads(long(column.FileName), column.FirstSeen, column.Size, column.Status, column.Receipt, long(column.Reason), long(column.NextStep)),
			map[column.Header]float64{column.FileName: 34, column.FirstSeen: 17, column.Size: 16, column.Status: 14, column.Receipt: 25, column.Reason: 36, column.NextStep: 36})}
	for _, s := range rows {
		row := []sheet.Value{sheet.S(s.Name), moment(s.First), sheet.Counted(s.Size, "字节")}
		b.Rows = append(b.Rows, append(row, texts(s.State, s.Receipt, s.Why, s.Next)...))
	}
	p.Blocks = []sheet.Block{b}
	return bound(unit+" 收件情况", at, p)
}

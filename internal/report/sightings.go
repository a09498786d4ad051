package report

import (
	"fmt"
	"time"

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

// Sightings is 收件情况 of a unit's drop folder, the latest first; at is the run
// in which a state last changed, former the names the unit had before.
func Sightings(unit string, former []string, rows []Seen, at time.Time) sheet.Book {
	p := sheet.Page{
		Name: "收件情况", Title: unit + "收件情况", Left: "收件箱/" + unit, Right: "更新时间：" + clock(at),
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

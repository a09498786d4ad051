package report

import (
	"fmt"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Renamed stands in place of 在册与待办 in the folder of a name that a unit no longer
// bears: it says where the unit's papers are now. day is that of the latest change of 参数.
func Renamed(former, unit string, day assist.Date) sheet.Book {
	folder := "发件箱/" + unit
	p := sheet.Page{
		Name: assist.TodoSheet, Title: former + "已更名为" + unit, Portrait: true,
		Notes: []string{
			fmt.Sprintf("在册与待办、回执、供货表和周报现在都在 %s，本文件夹里的在册与待办不再更新。", folder),
			"更名以前的回执和定稿的供货表仍留在本文件夹，仍然有效。标着“草案”的供货表、供货明细，以及当周的周报、畅销与规格，是更名以前的，不再更新，请不要再用、再签字；以 " + folder + " 里的为准。",
			fmt.Sprintf("要报送的文件请放入 收件箱/%s；放入 收件箱/%s 的也会收取。", unit, former),
		},
	}
	return bound(former+" 在册与待办", day.Time().Add(12*time.Hour), p)
}

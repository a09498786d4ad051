package batch

import (
	"strconv"

	"bangfu/internal/assist"
)

// misfiled are the filings of the roll that stand on a row of a refused sheet:
// an older version judged such rows again and filed them. They stay filed, and
// the city is told of each once.
func (h *history) misfiled() []assist.Application {
	var list []assist.Application
	for _, f := range h.roster.Enrolled() {
		at := f.Application.Place
		if i, ok := h.row[at]; ok && h.rows[i].Verdict.Refused != "" && !h.named[at] {
			list = append(list, f.Application)
		}
	}
	return list
}

// nameMisfiled tells the city of misfiled rows, and returns where they stand.
func (r *pass) nameMisfiled() []assist.Place {
	var places []assist.Place
	for _, a := range r.h.misfiled() {
		r.fault("旧版程序曾把整表退回的一行收进名册：" + a.Unit + " 许可证号 " + a.Licence + "（回执 " + a.Receipt + "，" + a.Sheet + " 第 " + strconv.Itoa(a.Place.Row) +
			" 行）。备案保留；请市局核对原表，不该备案的在《名单调整》中退出")
		places = append(places, a.Place)
	}
	return places
}

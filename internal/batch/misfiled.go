package batch

import (
	"strconv"

	"bangfu/internal/assist"
)

// nameMisfiled tells the city of misfiled rows, and returns where they stand.
func (r *pass) nameMisfiled() []assist.Place {
	var places []assist.Place
	for _, a := range r.h.Misfiled() {
		r.fault("旧版程序曾把整表退回的一行收进名册：" + a.Unit + " 许可证号 " + a.Licence + "（回执 " + a.Receipt + "，" + a.Sheet + " 第 " + strconv.Itoa(a.Place.Row) +
			" 行）。备案保留；请市局核对原表，不该备案的在《名单调整》中退出")
		places = append(places, a.Place)
	}
	return places
}

package sample

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/form"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// Files makes every file of the story of its tables, by the path it has in
// package samples: 周一/平城区/申请表.xlsx.
func (s *Story) Files() (map[string][]byte, error) {
	all := map[string][]byte{}
	for _, f := range s.files {
		b, err := s.file(f)
		if err != nil {
			return nil, fmt.Errorf("sample: %s: %w", dropPath(f), err)
		}
		all[dropPath(f)] = b
	}
	return all, nil
}

func (s *Story) file(f record) ([]byte, error) {
	step, unit := f["步"], f["单位"]
	switch f["内容"] {
	case "申请":
		return s.write(f, s.applicationPages(step, unit)...)
	case "走访":
		return s.write(f, s.page(assist.VisitForm, f, s.visitRows(step, unit)))
	case "登记":
		return s.write(f, s.page(assist.RegisterForm, f, s.registerRows(step)))
	case "货源":
		rows, err := s.planRows()
		if err != nil {
			return nil, err
		}
		return s.write(f, s.page(assist.PlanForm, f, rows))
	case "名单调整":
		return s.write(f, s.page(assist.AdjustmentForm, f, s.adjustRows()))
	case "销售":
		return s.sales(f)
	}
	return nil, fmt.Errorf("no such content: %q", f["内容"])
}

// reported is the 填报日期 of a step's files.
func reported(step string) assist.Date {
	if step == Monday {
		return storyMonday - 3
	}
	return storyMonday + 2
}

// page lays rows out on the form's own sheet.
func (s *Story) page(f assist.Form, file record, rows []values) sheet.Page {
	list := make([]map[column.Header]sheet.Value, len(rows))
	for i, r := range rows {
		list[i] = r
	}
	return form.Filled(f, file["单位"], reported(file["步"]), s.terms, list)
}

func (s *Story) write(f record, pages ...sheet.Page) ([]byte, error) {
	return write.Write(sheet.Book{Title: f["内容"], Author: f["单位"], Created: reported(f["步"]).String() + "T08:00:00Z", Pages: pages})
}

// applicationPages are 申请表, and 帮扶申请表 when there are wishes.
func (s *Story) applicationPages(step, unit string) []sheet.Page {
	file := record{"步": step, "单位": unit}
	var rows, wishes []values
	seen := map[string]bool{}
	for _, v := range s.people {
		if v.step != step || v.unit != unit {
			continue
		}
		row := v.row()
		row[column.Serial] = number(len(rows) + 1)
		rows = append(rows, row)
		seen[v.app.Licence] = true
	}
	for _, r := range s.wishes {
		if r["步"] == step && (seen[r["许可证号"]] || s.first[r["许可证号"]] == nil && strings.HasPrefix(r["许可证号"], rows[0][column.Licence].Text[:6])) {
			wishes = append(wishes, s.wishRow(r))
		}
	}
	pages := []sheet.Page{asTyped(s.page(assist.ApplicationForm, file, rows))}
	if len(wishes) > 0 {
		pages = append(pages, s.page(assist.WishForm, file, wishes))
	}
	return pages
}

// asTyped lets a number stay a number where somebody has lost the text format
// of a column.
func asTyped(p sheet.Page) sheet.Page {
	for _, row := range p.Blocks[0].Rows {
		for i, v := range row {
			if v.Kind == sheet.Int {
				p.Blocks[0].Columns[i].Text = false
			}
		}
	}
	return p
}

func (s *Story) wishRow(r record) values {
	v := values{column.Licence: text(r["许可证号"]), column.Wanted: text(r["服务"]), column.Applied: day(storyMonday - 14), column.Operator: text("贾存明")}
	if p := s.first[r["许可证号"]]; p != nil {
		v[column.Operator], v[column.Applied] = text(p.app.Operator), day(p.app.Applied)
	}
	n, _ := strconv.Atoi(r["每规格"])
	v[column.Each] = number(n)
	for i, p := range strings.Split(r["规格"], "、") {
		v[column.Wished(i+1)] = text(p)
	}
	return v
}

func (s *Story) visitRows(step, unit string) []values {
	var rows []values
	for _, r := range s.visits {
		if r["步"] != step || r["单位"] != unit {
			continue
		}
		on, _ := assist.ParseDate(r["日期"])
		rows = append(rows, values{
			column.Visited: day(on), column.Licence: text(r["许可证号"]), column.Operator: text(s.first[r["许可证号"]].app.Operator), column.Visitor: text(signersOf(unit)[0]),
			column.Service: text(r["服务"]), column.Situation: text(r["情况"]), column.Problem: text(r["问题"]), column.Measure: text(r["措施"]), column.State: text(r["状态"]), column.Next: day(on + 28),
		})
	}
	return rows
}

// registerRows are all licences as they apply, but for what the table of the
// register says otherwise of that step.
func (s *Story) registerRows(step string) []values {
	byLicence := map[string]values{}
	for l, v := range s.first {
		typed := v.row()
		byLicence[l] = values{column.Licence: text(l), column.Operator: typed[column.Operator], column.Status: text(column.LicenceValid), column.Until: typed[column.LicenceEnd], column.Unit: text(v.unit)}
	}
	for n, r := range s.register {
		l := r["许可证号"]
		if byLicence[l] == nil {
			byLicence[l] = values{column.Licence: text(l), column.Operator: text(nameOf(n*53 + 400)), column.Status: text(column.LicenceValid), column.Until: text("2027-06-30"), column.Unit: text(r["县区"])}
		}
		byLicence[l][column.Header(r["列"])] = text(r[step])
	}
	var rows []values
	for _, l := range slices.Sorted(maps.Keys(byLicence)) {
		rows = append(rows, byLicence[l])
	}
	return rows
}

func (s *Story) planRows() ([]values, error) {
	var rows []values
	for _, r := range s.plan {
		p, ok := s.terms.Products.Named(r["规格"])
		pool, err1 := strconv.Atoi(r["可用量"])
		most, err2 := strconv.Atoi(r["基数"])
		if !ok || err1 != nil || err2 != nil {
			return nil, fmt.Errorf("货源: %s", r["规格"])
		}
		v := values{column.Week: text(assist.WeekOf(storyMonday).Next().String()), column.Barcode: text(p.Barcode), column.Product: text(p.Name), column.BestSelling: text(r["畅销"]), column.Pool: wholeNumber(pool)}
		for g := 1; g <= column.Grades; g++ {
			v[column.OfGrade(g)] = wholeNumber(most * g / 30)
		}
		rows = append(rows, v)
	}
	return rows, nil
}

func (s *Story) adjustRows() []values {
	var rows []values
	for _, r := range s.adjusts {
		rows = append(rows, values{
			column.Licence: text(r["许可证号"]), column.Action: text(r["动作"]), column.From: text(r["生效日期"]), column.To: text(r["截止日期"]),
			column.Reason: text(r["原因"]), column.By: text("孙丽萍"),
		})
	}
	return rows
}

// sales makes the sales history of a unit in the look its file has.
func (s *Story) sales(f record) ([]byte, error) {
	switch f["样子"] {
	case "CSV":
		return s.salesCSV(f["单位"])
	case "导出":
		return s.salesExport(f["单位"])
	}
	var out bytes.Buffer
	err := write.Stream(&out, "销售历史", form.Headers(assist.SalesForm), func(yield func([]sheet.Value) bool) {
		for _, v := range s.buyers(f["单位"]) {
			for sale := range v.buys.sales {
				if !yield(saleRow(v.buys, sale, s.terms.Products).order(form.Headers(assist.SalesForm))) {
					return
				}
			}
		}
	})
	if f["样子"] == "截断" {
		out.Truncate(out.Len() * 3 / 5)
	}
	return out.Bytes(), err
}

// buyers are the people of a unit who have a sales history, each once.
func (s *Story) buyers(unit string) []*villager {
	var list []*villager
	for _, v := range s.people {
		if v.unit == unit && v.buys.basket != nil && s.first[v.app.Licence] == v {
			list = append(list, v)
		}
	}
	return list
}

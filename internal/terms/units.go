package terms

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/place"
	"bangfu/internal/sheet"
)

// former are the names a unit had before.
func former(e assist.TermsEntry) []string { return assist.SplitNames(e.Text(assist.FormerNames)) }

// unitRows lays the sheet 县区 over the units that stood.
type unitRows struct {
	*keeper
	table   assist.TermsTable
	old     []assist.TermsEntry
	names   map[string]int // how many rows have the name
	codes   map[string]int
	also    map[string]int // how many rows have the 别名
	claimed map[int]bool   // by index in old
	lost    []sheet.Fault
	now     []assist.TermsEntry
}

// units lays the sheet 县区 over what stood. A unit is known by its name, and
// by its 代码 when that name is on no row: then it has a new name.
func (k *keeper) units(t assist.TermsTable) {
	u := &unitRows{keeper: k, table: t, old: k.book.Tables[assist.UnitTable], names: map[string]int{}, codes: map[string]int{}, also: map[string]int{}, claimed: map[int]bool{}}
	if len(t.Faults) > 0 {
		k.book.Tables[assist.UnitTable] = k.keepTable(t, u.old)
		return
	}
	for _, row := range t.Rows {
		for _, alias := range strings.Fields(row.Cells[column.OtherNames].Text) {
			u.also[alias]++
		}
		u.names[row.Cells[column.Unit].Text]++
		u.codes[row.Cells[column.Code].Text]++
	}
	for _, row := range t.Rows {
		u.aliases(row)
		u.row(row)
	}
	k.lacking(t, u.old)
	u.absent()
	k.book.Tables[assist.UnitTable] = u.now
	u.forget()
}

// row takes one row.
func (u *unitRows) row(row assist.TermsRow) {
	name, code := row.Cells[column.Unit], row.Cells[column.Code]
	known, coded := u.find(column.Unit, name.Text), u.find(column.Code, code.Text)
	switch {
	case code.Text != "" && u.codes[code.Text] > 1:
		u.lose(row, column.Code, sheet.Repeated, "另一行")
	case name.Text != "" && u.names[name.Text] > 1:
		u.lose(row, column.Unit, sheet.Repeated, "另一行")
	case known >= 0 && coded >= 0 && coded != known:
		row.Cells[column.Code] = taken(u.table, code, u.old[coded])
		u.take(known, row)
	case known >= 0:
		u.take(known, row)
	case coded >= 0 && name.Text == "":
		u.take(coded, row)
	case coded >= 0 && u.names[u.old[coded].Text(column.Unit)] > 0:
		u.lose(row, column.Code, sheet.NotChoice, "已是"+u.old[coded].Text(column.Unit)+"的代码")
	case coded >= 0:
		u.rename(coded, row)
	default:
		u.enter(row)
	}
}

// aliases refuses 别名 of which one means another unit as well: files of the one
// would be taken for the other's.
func (u *unitRows) aliases(row assist.TermsRow) {
	cell := row.Cells[column.OtherNames]
	for _, alias := range strings.Fields(cell.Text) {
		own := row.Cells[column.Unit].Text
		why := ""
		switch {
		case alias != own && u.names[alias] > 0:
			why = "里的" + alias + "是另一个单位的名称"
		case u.also[alias] > 1:
			why = "里的" + alias + "在几个单位的别名里都有"
		default:
			continue
		}
		cell.Fault = &sheet.Fault{Kind: sheet.NotChoice, Sheet: u.table.Name, Header: column.OtherNames, Cell: cell.Addr, Value: cell.Raw, Read: why}
		cell.Text = ""
		row.Cells[column.OtherNames] = cell
		return
	}
}

// find is the unit that had a value; -1 for none.
func (u *unitRows) find(header column.Header, text string) int {
	if text == "" {
		return -1
	}
	return slices.IndexFunc(u.old, func(e assist.TermsEntry) bool { return e.Text(header) == text })
}

// taken is a 代码 that is another unit's.
func taken(t assist.TermsTable, cell assist.TermsCell, other assist.TermsEntry) assist.TermsCell {
	cell.Fault = &sheet.Fault{Kind: sheet.NotChoice, Sheet: t.Name, Header: column.Code, Cell: cell.Addr, Value: cell.Raw, Read: "已是" + other.Text(column.Unit) + "的代码"}
	cell.Text = ""
	return cell
}

// lose sets a row aside that cannot be used.
func (u *unitRows) lose(row assist.TermsRow, header column.Header, kind sheet.FaultKind, why string) {
	cell := row.Cells[header]
	u.lost = append(u.lost, sheet.Fault{Kind: kind, Sheet: u.table.Name, Header: header, Cell: cell.Addr, Value: cell.Raw, Read: why})
}

// take lays a row over the unit it speaks of.
func (u *unitRows) take(i int, row assist.TermsRow) {
	u.claimed[i] = true
	old := u.old[i]
	from := len(u.slips)
	e, _ := u.merge(u.table, old, row)
	for j := range u.slips[from:] {
		u.slips[from+j].Units = []string{e.Text(column.Unit)}
	}
	if s, there := old[assist.FormerNames]; there {
		e[assist.FormerNames] = s
	}
	u.now = append(u.now, e)
}

// rename takes a row that gives a known 代码 another name.
func (u *unitRows) rename(i int, row assist.TermsRow) {
	was, name := u.old[i].Text(column.Unit), row.Cells[column.Unit].Text
	if u.shares(name, was) {
		u.lose(row, column.Unit, sheet.NotChoice, "与别的单位的文件夹同名")
		return
	}
	u.take(i, row)
	e := u.now[len(u.now)-1]
	names := append(slices.DeleteFunc(former(u.old[i]), func(s string) bool { return s == name }), was)
	e[assist.FormerNames] = assist.Said{Text: strings.Join(names, "、"), On: u.day}
	u.renamed = append(u.renamed, assist.Rename{Old: was, New: name})
	u.note("县区 改名：" + was + " 现在叫 " + name + "（代码 " + e.Text(column.Code) + " 不变），名单、回执和文件夹随之改名，原文件夹 收件箱/" + was + " 里的文件照收。")
}

// enter takes a row that names a new unit.
func (u *unitRows) enter(row assist.TermsRow) {
	name, code := row.Cells[column.Unit], row.Cells[column.Code]
	for _, header := range []column.Header{column.Unit, column.Code} {
		switch cell := row.Cells[header]; {
		case cell.Fault != nil:
			u.lost = append(u.lost, *cell.Fault)
			return
		case cell.Text == "":
			u.lost = append(u.lost, *missing(u.table, header, cell))
			return
		}
	}
	if u.shares(name.Text, "") {
		u.lose(row, column.Unit, sheet.NotChoice, "与别的单位的文件夹同名")
		return
	}
	e, ok := u.merge(u.table, nil, row)
	if !ok {
		return // told by merge
	}
	u.now = append(u.now, e)
	if len(u.old) > 0 {
		u.note("县区 新增单位：" + name.Text + "（代码 " + code.Text + "），收件箱和发件箱里已建好它的文件夹。")
	}
}

// shares reports that a name has the folder of another unit than the one it
// takes the place of.
func (u *unitRows) shares(name, was string) bool {
	names := []string{name}
	for _, e := range u.old {
		if other := e.Text(column.Unit); other != was && other != name {
			names = append(names, other)
		}
	}
	_, _, clash := place.Clash(names)
	return clash
}

// absent decides about units that no row speaks of: they stay while a row may
// be theirs, or while somebody depends on them.
func (u *unitRows) absent() {
	var stay []assist.TermsEntry
	for i, e := range u.old {
		name := e.Text(column.Unit)
		switch {
		case u.claimed[i]:
		case len(u.lost) > 0:
			stay = append(stay, e)
		case u.occupied(name):
			gone := "没有了“" + name + "”"
			u.now = append(u.now, keepRow(u.table, e, assist.PolicyFile+" “"+assist.UnitTable+"”里"+gone))
			u.slips = append(u.slips, assist.TermsSlip{Table: assist.UnitTable, What: gone + "，但它还有在册客户、待办的行或收件箱里的文件", Stands: said(e[column.Unit]) + " 那一行", Units: []string{name},
				Next: "请在 " + assist.PolicyPath + " 里补回这一行；确要撤销的，先为其客户办完退出或迁移"})
		default:
			u.book.Gone = append(u.book.Gone, name)
			u.note("县区 已撤销：" + name + "，它没有在册客户、待办的行和文件。")
		}
	}
	if len(stay) > 0 {
		u.now = append(u.now, keepAll(u.table, stay, reason(u.table, u.lost[0]))...)
	}
	for _, f := range u.lost {
		u.slip(u.table, f, stands(u.table, stay), unitsOf(stay))
	}
}

// forget drops from the former names, and from the gone, what is a unit now.
func (u *unitRows) forget() {
	present := func(name string) bool {
		return slices.ContainsFunc(u.now, func(e assist.TermsEntry) bool { return e.Text(column.Unit) == name })
	}
	u.book.Gone = slices.DeleteFunc(u.book.Gone, present)
	for i, e := range u.now {
		names := former(e)
		if left := slices.DeleteFunc(slices.Clone(names), present); len(left) < len(names) {
			u.now[i] = with(e, assist.FormerNames, assist.Said{Text: strings.Join(left, "、"), On: e[assist.FormerNames].On})
		}
	}
}

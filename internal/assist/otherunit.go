package assist

import "strings"

// How a finding says in which unit another row or filing stands: a unit that has another
// name is called by that there too.

// RowThere begins the place of a row of a unit.
func RowThere(unit string) string { return unit + " 回执 " }

// FiledThere says that a customer is on the roll of a unit; his number follows.
func FiledThere(unit string) string { return "（" + unit + "在册客户，" }

// LicenceThere says that a licence is a unit's.
func LicenceThere(unit string) string { return "此证属" + unit + "，" }

// NotTheirs says that a licence or a customer is none of a unit's.
func NotTheirs(unit string) string { return "不是" + unit + "的客户" }

// onRollThere says that a customer is on the roll of a unit.
func onRollThere(unit string) string { return "该客户在" + unit + "在册，" }

// leavesThere and joinsHere say who sends what when a customer has moved.
func leavesThere(unit string) string { return "先由" + unit + "报退出" }
func joinsHere(unit string) string   { return "、" + unit + "报新增" }

// ExitThere says that a unit has the customer and sends his 退出.
func ExitThere(unit string) string {
	return "在册单位是" + unit + "，退出由" + unit + "申报"
}

// ExitByThem says whom to tell of it.
func ExitByThem(unit string) string { return "请告知" + unit + "申报退出" }

// sayingUnits are all of them. The sign before the place of a row belongs to it: the name
// of one unit may end another's.
var sayingUnits = []func(unit string) string{
	func(unit string) string { return "（" + RowThere(unit) }, func(unit string) string { return "与" + RowThere(unit) }, func(unit string) string { return "、" + RowThere(unit) },
	FiledThere, LicenceThere, NotTheirs, onRollThere, leavesThere, joinsHere, ExitThere, ExitByThem,
}

// Renaming answers how a finding reads when a unit has another name.
func (r Rename) Renaming() func(Finding) Finding {
	var pairs []string
	for _, say := range sayingUnits {
		pairs = append(pairs, say(r.Old), say(r.New))
	}
	words := strings.NewReplacer(pairs...)
	return func(x Finding) Finding {
		x.Message, x.Fix = words.Replace(x.Message), words.Replace(x.Fix)
		return x
	}
}

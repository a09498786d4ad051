package assist

import (
	"slices"
	"strconv"
	"strings"
)

// DoubtKind is what is in doubt; the words are those of --json.
type DoubtKind string

// What may be in doubt.
const (
	RegisterDoubt DoubtKind = "register"
	PlanDoubt     DoubtKind = "plan"
	FileDoubt     DoubtKind = "file" // whether a file that was refused as a whole will come again; never in --json
)

// Doubt (有疑) is a 许可证状态 or a 货源计划 that may be a slip: until somebody says
// 确认 or 作废, or sends a better one, a register is not used and a plan is not
// frozen.
type Doubt struct {
	Receipt  string    `json:"receipt"`         // of the file
	Kind     DoubtKind `json:"kind"`            // what is in doubt
	Week     Week      `json:"week,omitzero"`   // the supply week of a plan
	What     string    `json:"what"`            // 疑点, in plain Chinese
	Licences []string  `json:"licences"`        // whom it concerns, ascending
	Since    Date      `json:"since"`           // the day of the run that found it
	Holds    bool      `json:"holds,omitempty"` // the plan is the week's draft: the cut-off does not freeze it
}

// Same reports whether another doubt is about the same thing.
func (d Doubt) Same(other Doubt) bool {
	return d.Receipt == other.Receipt && d.Kind == other.Kind && d.Week == other.Week
}

// Category (类别) names what is in doubt: 许可证状态, 货源计划 2026-W50, or 整份退回的文件.
func (d Doubt) Category() string {
	switch d.Kind {
	case PlanDoubt:
		return string(PlanForm) + " " + d.Week.String()
	case FileDoubt:
		return "整份退回的文件"
	}
	return string(RegisterForm)
}

// Sentence is the doubt in a sentence: what, why, and whom it concerns.
func (d Doubt) Sentence(r *Roster, t Terms) string {
	return d.Category() + "（回执 " + d.Receipt + "）有疑：" + d.What + "；涉及在册" + d.Concerned(r, t)
}

// Meanwhile says what holds until the doubt is settled; register is the day of the one
// in force.
func (d Doubt) Meanwhile(register Date) string {
	switch {
	case d.Kind == PlanDoubt && d.Holds:
		return "草案照出，截单时间不定稿"
	case d.Kind == PlanDoubt:
		return "仍用此前收到的计划"
	}
	return StillRegistered(register)
}

// StillRegistered says which register holds while a newer one is not used, by its day; 0 when
// there is none.
func StillRegistered(day Date) string {
	if day == 0 {
		return "仍没有登记"
	}
	return "仍按 " + day.String() + " 的登记"
}

// SettleAdvice is what is to be done about a doubt.
const SettleAdvice = "请核实：无误的在 发件箱/市局/待办_市局.xlsx 的“待确认”里填“确认”，有误的填“作废”，存好后放入 收件箱/市局；或改好后重新放入收件箱"

// Concerned counts whom a doubt concerns, unit by unit in the order of the
// terms: 共 12 户（阳高县 8 户、云州区 4 户）; of one unit 8 户（阳高县）.
func (d Doubt) Concerned(r *Roster, t Terms) string {
	total := strconv.Itoa(len(d.Licences)) + " 户"
	var whole string // the unit of all
	parts := byUnit(d.Licences, r, t, func(unit string, list []string) string {
		if len(list) == len(d.Licences) {
			whole = unit
		}
		return unit + " " + strconv.Itoa(len(list)) + " 户"
	})
	switch {
	case whole != "":
		return " " + total + "（" + whole + "）"
	case len(parts) > 0:
		return "共 " + total + "（" + strings.Join(parts, "、") + "）"
	}
	return " " + total
}

// byUnit tells licences unit by unit in the order of the terms, then those of
// units they lack.
func byUnit(licences []string, r *Roster, t Terms, tell func(unit string, list []string) string) []string {
	of := map[string][]string{}
	var others []string
	for _, l := range licences {
		f, _ := r.Last(l)
		if of[f.Unit] == nil && f.Unit != "" {
			others = append(others, f.Unit)
		}
		of[f.Unit] = append(of[f.Unit], l)
	}
	delete(of, "")
	var parts []string
	for _, u := range t.Units {
		if list := of[u.Name]; list != nil {
			parts = append(parts, tell(u.Name, list))
			delete(of, u.Name)
		}
	}
	slices.Sort(others)
	for _, u := range others {
		if list := of[u]; list != nil {
			parts = append(parts, tell(u, list))
		}
	}
	return parts
}

// Settlement (处置) is what a row of 待确认 decides of a doubt.
type Settlement struct {
	Row
	Doubted  string // 回执号 of the file in doubt
	Category string // 类别 as prefilled; "" for whatever of the file is in doubt
	Action   Action // 确认 or 作废
	Reason   string
	By       string // 经办人
}

// About reports whether the row speaks of a doubt.
func (s Settlement) About(d Doubt) bool {
	c := strings.Join(strings.Fields(s.Category), " ")
	return s.Doubted == d.Receipt && (c == "" || c == d.Category() || c == string(PlanForm) && d.Kind == PlanDoubt)
}

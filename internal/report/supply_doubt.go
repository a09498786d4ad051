package report

import (
	"strings"

	"bangfu/internal/assist"
)

// doubted says of the plan of the week that it is or was in doubt, of what and how that
// ended, which newer ones were left aside, and which grades it has no column for; nothing of a plan without either.
func (s supplying) doubted() []string {
	var notes []string
	switch d := s.Plan.Doubt; {
	case s.Plan.Source == nil:
		return nil
	case s.Plan.State == assist.PlanFinal && d != nil:
		notes = append(notes, "货源计划（回执 "+d.Receipt+"）有疑，到定稿时没有人核实，已按其中可用的行定稿。疑点："+d.What+"。")
	case d != nil && d.Holds:
		notes = append(notes, "疑点："+d.What+"。")
	default:
		notes = s.confirmed()
	}
	if left := s.Plan.Left; len(left) > 0 {
		notes = append(notes, "本周按货源计划（回执 "+s.Plan.Source.Receipt+"）定稿；后来的没有采用："+strings.Join(left, "、")+"。")
	}
	if lacking := s.Plan.Source.Lacking; len(lacking) > 0 {
		notes = append(notes, "货源计划没有 "+strings.Join(lacking, "、")+" 的原供应量这几列，这些档位的原供应量按 0 计。")
	}
	return notes
}

// confirmed tells that the city said 确认 of the plan, who and when.
func (s supplying) confirmed() []string {
	var notes []string
	for _, t := range s.Files {
		if t.Receipt != s.Plan.Source.Receipt {
			continue
		}
		for _, x := range t.Settled {
			if x.Kind == assist.PlanDoubt && x.Week == s.week() && x.How == assist.Confirm {
				notes = append(notes, "货源计划（回执 "+t.Receipt+"）曾有疑，"+whoSaid(x)+"，按原样采用。"+asked(x))
			}
		}
	}
	return notes
}

// whoSaid is who of the city confirmed, when and where that stands.
func whoSaid(x assist.Settled) string {
	who := x.Name
	if who == "" {
		who = assist.City
	}
	return who + " 已于 " + assist.DateOf(x.At).String() + " 确认（待确认回执 " + x.By + "）"
}

// asked is what was in doubt; "" when that is not known any more.
func asked(x assist.Settled) string {
	if x.What == "" {
		return ""
	}
	return "疑点：" + x.What + "。"
}

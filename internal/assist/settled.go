package assist

import (
	"slices"
	"time"
)

// Settled (了结) is how a doubt about a file ended: by what the city said of it in 待确认,
// by another file in its place, by the last hour of its week, or by itself. So ends, too, that it
// stood beside another of one day.
type Settled struct {
	Kind   DoubtKind
	Week   Week `json:",omitzero"` // of a plan
	At     time.Time
	How    Action `json:",omitempty"` // 确认 or 作废; "" when nobody said
	By     string `json:",omitempty"` // 回执号 of the 待确认 that said so, else of the file in its place; "" for none
	Waits  bool   `json:",omitempty"` // the file in its place was itself in doubt
	Frozen bool   `json:",omitempty"` // the plan was frozen as it is
	Over   bool   `json:",omitempty"` // the week of the plan was over, or final, and none of the plans was used
	Name   string `json:",omitempty"` // 经办人 who said so
	What   string `json:",omitempty"` // what of a plan was in doubt, in plain Chinese
}

// Words tell in a sentence how the doubt ended, and what that means for the file.
func (s Settled) Words() string {
	what, on := Doubt{Kind: s.Kind, Week: s.Week}.Category(), DateOf(s.At).String()
	switch {
	case s.How == Void && s.Kind == FileDoubt:
		return "市局已于 " + on + " 作废（待确认回执 " + s.By + "）：不再等这份文件重报"
	case s.How == Void:
		return what + "：市局已于 " + on + " 作废（待确认回执 " + s.By + "），这一份当作没有来过"
	case s.How == Confirm:
		return what + "：市局已于 " + on + " 确认（待确认回执 " + s.By + "），这一份按原样采用"
	case s.Frozen:
		why := "疑点一直没有了结，已于 " + on + " 按其中可用的行定稿"
		if s.What != "" {
			why = s.What + "；" + why
		}
		return what + "：" + why
	case s.Over:
		return what + "：该周已过，这一份没有采用"
	case s.By != "" && s.Waits:
		return what + "：自 " + on + " 起另有更晚的一份（回执 " + s.By + "，当时还待市局核实），这一份没有采用"
	case s.By != "":
		return what + "：自 " + on + " 起以回执 " + s.By + " 的那一份为准，这一份没有采用"
	}
	return what + "：自 " + on + " 起不再有疑点"
}

// Unused reports that nothing of what was in doubt is used.
func (s Settled) Unused() bool { return s.How == Void || s.How == "" && (s.By != "" || s.Over) }

// Settle notes how a doubt about the file ended; what it said of the same doubt before
// is over.
func (t *Taken) Settle(s Settled) {
	kept := slices.DeleteFunc(slices.Clone(t.Settled), func(x Settled) bool { return x.Kind == s.Kind && x.Week == s.Week })
	t.Settled = append(kept, s)
}

// Voided reports that the city said 作废 of a file that was refused as a whole: nobody
// waits for another.
func (t Taken) Voided() bool {
	return slices.ContainsFunc(t.Settled, func(s Settled) bool { return s.Kind == FileDoubt && s.How == Void })
}

// OutOfUse reports a register or plan of which nothing is used any more: each doubt about
// it was settled so, and it brings nothing else.
func (t Taken) OutOfUse() bool { return t.ended(Settled.Unused) }

// Closed says why nothing of a register or plan is to be mended any more, now that the
// doubts about it have ended; "" while something is. The rows that a confirmed register
// leaves out are still wanted.
func (t Taken) Closed() string {
	for _, c := range []struct {
		of  func(Settled) bool
		why string
	}{
		{Settled.Unused, "这份文件没有采用，不用再改"},
		{func(s Settled) bool { return s.Kind == PlanDoubt && s.How == Confirm }, "市局已确认按其余各行采用，不用再改"},
		{func(s Settled) bool { return s.Frozen }, "该周已定稿，改了也不再起作用；下一周的计划请按此改正"},
		{func(s Settled) bool {
			return s.Kind == PlanDoubt && (s.How != "" || s.By != "" || s.Frozen)
		}, "疑点都已了结，不用再改"},
	} {
		if t.ended(c.of) {
			return c.why
		}
	}
	return ""
}

// ended reports a file of registers and plans alone whose doubts have all ended in a way.
func (t Taken) ended(way func(Settled) bool) bool {
	other := func(x Table) bool { return x.Form != RegisterForm && x.Form != PlanForm }
	return len(t.Settled) > 0 && !t.InDoubt && !slices.ContainsFunc(t.Tables, other) &&
		!slices.ContainsFunc(t.Settled, func(s Settled) bool { return !way(s) })
}

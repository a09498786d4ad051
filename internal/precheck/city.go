package precheck

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/check"
)

// city adds the rows of the city's own forms: a register and a plan are judged as
// a run would judge them; a decision, a confirmation and an answer are judged
// against the roll of the day that they take effect, and are only read here.
func (j *Judged) city(sub *assist.Submission, previous assist.Register, r Rules) {
	rows := &j.Verdict.Rows
	if len(sub.Register) > 0 {
		_, judged, _ := check.Register(sub, previous, r.Terms)
		*rows = append(*rows, judged...)
	}
	if len(sub.Plan) > 0 {
		_, judged := check.Plan(sub, r.Terms, r.Today)
		*rows = append(*rows, judged...)
	}
	left := assist.Unchecked{Code: "C301", Why: assist.AfterSending("名单调整和待确认的各行")}
	if len(sub.Adjustments)+len(sub.Settlements) > 0 {
		j.Verdict.Unchecked = append(slices.DeleteFunc(j.Verdict.Unchecked, func(u assist.Unchecked) bool { return u.Code == left.Code }), left)
	}
	read := func(form assist.Form, at assist.Row) {
		*rows = append(*rows, assist.Judged{Place: at.Place, Form: form, Outcome: assist.Filed})
	}
	for _, a := range sub.Adjustments {
		read(assist.AdjustmentForm, a.Row)
	}
	for _, s := range sub.Settlements {
		read(assist.SettlementForm, s.Row)
	}
	for _, p := range sub.Replies {
		read(assist.ReplyForm, p.Row)
	}
}

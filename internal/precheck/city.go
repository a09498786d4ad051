package precheck

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/check"
)

// city adds the rows of the city's own forms: a register and a plan are judged as
// a run would judge them; a decision and a confirmation by what they say themselves,
// for the roll and the doubts that they meet are those of the run that takes them.
// An answer to a signal is only read.
func (j *Judged) city(sub *assist.Submission, previous assist.Register, r Rules) {
	rows := &j.Verdict.Rows
	if len(sub.Register) > 0 {
		_, judged, _ := check.Register(sub, previous, r.Terms)
		*rows = append(*rows, judged...)
	}
	if len(sub.Plan) > 0 {
		_, judged := check.Plan(sub, r.Terms, r.Today)
		*rows = append(*rows, assist.KeepJudged(judged...)...)
	}
	left := assist.Unchecked{Code: "C301", Why: assist.AfterSending("名单调整和待确认的各行")}
	if len(sub.Adjustments)+len(sub.Settlements) > 0 {
		j.Verdict.Unchecked = append(slices.DeleteFunc(j.Verdict.Unchecked, func(u assist.Unchecked) bool { return u.Code == left.Code }), left)
	}
	*rows = append(*rows, assist.KeepJudged(check.Decisions(sub, r.Terms)...)...)
	for _, p := range sub.Replies {
		*rows = append(*rows, assist.Judged{Place: p.Place, Form: assist.ReplyForm, Outcome: assist.Filed}.Keep())
	}
}

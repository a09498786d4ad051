package assist

import (
	"fmt"
	"strings"
	"time"
)

// Claim names what a file of the city speaks of: the register, or the plan of a week.
type Claim struct {
	Form Form
	Week Week `json:",omitzero"` // of a plan
}

// String is the claim in words: 许可证状态, 2026-W49 的货源计划.
func (c Claim) String() string {
	if c.Week.IsZero() {
		return string(c.Form)
	}
	return c.Week.String() + " 的" + string(c.Form)
}

// Undecided (分不出用哪一份) are files of the city that came together and speak of one
// thing on one day: nobody can tell which holds, so none is used.
type Undecided struct {
	Claim
	Reported Date // their 填报日期; 0 when none has one
	At       time.Time
	Receipts []string // in the order of taking
	Meantime string   // what holds until one of them is chosen, in plain Chinese
}

// what tells it in a sentence without its end: how many came, and that none is used.
func (u Undecided) what() string {
	same := "都没有填报日期"
	if u.Reported != 0 {
		same = "填报日期都是 " + u.Reported.String()
	}
	return fmt.Sprintf("%s收到 %d 份，%s，分不出用哪一份，都没有采用（回执 %s）", u.Claim, len(u.Receipts), same, strings.Join(u.Receipts, "、"))
}

// advice is what is to be done about it, and by whom.
func (u Undecided) advice(o Office) string {
	desk := o.MarketingDesk()
	if u.Form == RegisterForm {
		desk = o.LicensingDesk()
	}
	return "请" + desk + "只留一份，改 填报日期 另存后放入 收件箱/市局"
}

// Sentence is all of it: what came, what holds meanwhile, what is to be done.
func (u Undecided) Sentence(o Office) string {
	return u.what() + "；" + u.Meantime + "。" + u.advice(o)
}

// UndecidedOf is what is undecided of a form, of plans for a week; ok is false when
// nothing is.
func (f Facts) UndecidedOf(form Form, week Week) (u Undecided, ok bool) {
	for _, u := range f.Undecided {
		if u.Claim == (Claim{form, week}) {
			return u, true
		}
	}
	return u, false
}

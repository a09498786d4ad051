package check

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// noteUnfiled remembers the last application of a customer that was not filed, for
// what rows of other forms are told.
func (b *bench) noteUnfiled(a assist.JudgedApplication) {
	switch key := a.Unit + a.Licence; {
	case a.Verdict.Superseded():
	case a.Verdict.Outcome == assist.Filed:
		delete(b.unfiled, key)
	default:
		b.unfiled[key] = a.Verdict
	}
}

// unfiledAdvice is what becomes of a customer by his application, and what to do with
// a row of another form.
var unfiledAdvice = map[assist.Outcome]struct{ state, fix string }{
	assist.Held:       {"还在待核，没有备案", "不用改这一行；申请备案以后再报"},
	assist.Returned:   {"已退回，没有备案", "请先按该行的处理办法改好申请；备案以后再报这一行"},
	assist.Ineligible: {"不符合认定标准，没有备案", "这一行删去即可；申请填错的，改正、备案以后再报"},
}

// stranger is the finding of a row of another form whose customer is not on the roll:
// where his application lies with the program, that one is named instead of asked for.
func (b *bench) stranger(l *subject, code, message string) []assist.Finding {
	j, known := b.unfiled[l.Unit+l.licence]
	if !known {
		return l.one(code, column.Licence, message)
	}
	of := j.Place.Words()
	if j.Receipt == l.Place.Receipt {
		of = j.Sheet + "第" + itoa(j.Row) + "行"
	}
	told := unfiledAdvice[j.Outcome]
	return []assist.Finding{l.advised(code, column.Licence, "该客户的申请（"+of+"）"+told.state, told.fix)}
}

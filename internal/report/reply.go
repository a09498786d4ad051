package report

import (
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Reply (回执) is everything a receipt tells. First, updated and check receipts
// are one form: check leaves the number, the earlier receipt and the roll aside.
type Reply struct {
	Receipt      string                     // 回执号; "" while checking
	Update       int                        // 0 for the first receipt, n for 更新<n>
	At           time.Time                  // the run that writes this receipt
	Taken        assist.Taken               // the file: Unit, Name, SHA, At, Tables, Counts and its own findings
	Applications []assist.JudgedApplication // the file's rows of 申请表
	Others       []assist.Judged            // the file's rows of other forms
	Before       *Earlier                   // the receipt this file came back with; nil when it is none of ours
	Open         []assist.Doubt             // what of the file is in doubt
	Doubts       []string                   // the same in words
	Unchecked    []assist.Unchecked         // rules that could not be judged for the whole file
	Lost         []string                   // what of the workbook could not be kept, in plain Chinese
	Unseen       []sheet.Unseen             // marks that are not seen at first
	FrontOnly    string                     // why there is only the 回执 sheet; "" when the own workbook comes back
	Checking     bool                       // made by `bangfu check`: nothing was taken in
	Issuer       string                     // who issues the printed receipt
}

// Earlier is what the receipt that came back with a file said.
type Earlier struct {
	Receipt  string
	Findings []assist.Finding
}

// ReplyOf gathers from the facts what the receipt of a file tells. Lost and
// FrontOnly are the caller's, who has the bytes.
func ReplyOf(f assist.Facts, t assist.Taken) Reply {
	r := Reply{Receipt: t.Receipt, Update: t.Update, At: t.At, Taken: t, Issuer: issuer(f, "")}
	if t.Update > 0 {
		r.At = t.Updated
	}
	r.Applications, r.Others = f.RowsOf(t.Receipt)
	for _, d := range f.Doubts {
		if d.Receipt == t.Receipt {
			r.Open = append(r.Open, d)
			r.Doubts = append(r.Doubts, d.Sentence(f.Roster, f.Terms)+"。核实以前"+d.Meanwhile(f.Register.Day)+"。")
		}
	}
	if t.Ours != "" && t.Ours != t.Receipt {
		r.Before = earlier(f, t.Ours)
	}
	if t.Update > 0 {
		r.tellAnew(f)
	}
	r.close()
	return r
}

// With are a receipt and the plain rows of its file, of which there is no more to say than
// that they were taken.
func (r Reply) With(plain []assist.Judged) Reply {
	r.Others = slices.Concat(plain, r.Others)
	return r
}

// close says of what was found in a file whose doubts have ended that nobody has to mend it.
func (r *Reply) close() {
	why := r.Taken.Closed()
	if why == "" {
		return
	}
	closed := func(list []assist.Finding) []assist.Finding {
		list = slices.Clone(list)
		for i := range list {
			list[i].Fix, list[i].Turn = why, ""
		}
		return list
	}
	for i, row := range r.Others {
		r.Others[i].Findings = closed(row.Findings)
	}
	r.Taken.Findings = closed(r.Taken.Findings)
}

// earlier is what a receipt said last; nil when it is not known.
func earlier(f assist.Facts, receipt string) *Earlier {
	t, known := f.FileOf()(receipt)
	if !known {
		return nil
	}
	old := Reply{Taken: t}
	old.Applications, old.Others = f.RowsOf(receipt)
	for i := range old.Applications {
		v := &old.Applications[i].Verdict
		if by, _ := f.FileOf()(v.By.Receipt); v.Standing == assist.Replaced && by.At.After(t.At) {
			v.Standing = assist.Fresh // as the row stood when the receipt told of it
		}
	}
	return &Earlier{Receipt: receipt, Findings: old.findings()}
}

// findings are all findings of the file: its own first, then row by row.
func (r Reply) findings() []assist.Finding {
	list := append([]assist.Finding(nil), r.Taken.Findings...)
	for _, row := range r.Applications {
		list = append(list, row.Verdict.Told()...)
	}
	for _, row := range r.Others {
		list = append(list, row.Findings...)
	}
	return list
}

// unchecked are all 未核对 of the file: of the whole, then row by row.
func (r Reply) unchecked() []unjudged {
	list := appendUnjudged(nil, assist.Judged{Unchecked: r.Unchecked})
	for _, row := range r.Applications {
		if !row.Verdict.Yields() {
			list = appendUnjudged(list, row.Verdict)
		}
	}
	for _, row := range r.Others {
		list = appendUnjudged(list, row)
	}
	return list
}

// unjudged is one 未核对, of a row or of the whole file (no place), and what was found
// in that row.
type unjudged struct {
	assist.Place
	assist.Unchecked
	found []string
}

func appendUnjudged(list []unjudged, j assist.Judged) []unjudged {
	var found []string
	if len(j.Unchecked) > 0 {
		for _, x := range j.Findings {
			found = append(found, x.Code)
		}
	}
	for _, u := range j.Unchecked {
		list = append(list, unjudged{j.Place, u, found})
	}
	return list
}

// whyRefused says that a sheet, or the whole file, was not taken, and why.
func (r Reply) whyRefused(name string) string {
	if r.Taken.Refused {
		name = ""
	}
	s := assist.Reasons(r.Taken.RefusalFindings(name))
	if r.Taken.Refused {
		return "整份文件没有收下：" + s
	}
	return "这张表整张没有收下：" + s
}

// refused reports whether a sheet, or the whole file, was not taken.
func (r Reply) refused(name string) bool {
	for _, t := range r.Taken.Tables {
		if t.Sheet == name && t.Refused {
			return true
		}
	}
	return r.Taken.Refused
}

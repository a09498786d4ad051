package assist

import "slices"

// Rejudged (更新) is what a later judgement changed of a row of 申请表: what an
// updated receipt tells of it. It holds codes alone, nothing of the person.
type Rejudged struct {
	Sheet    string
	Row      int
	Was      Outcome
	Is       Outcome
	Settled  []string `json:",omitempty"` // codes of 待核 that have been answered
	Gone     []string `json:",omitempty"` // codes that are found no more
	Come     []string `json:",omitempty"` // codes that are found now
	Reworded []string `json:",omitempty"` // codes found as before, with other words or figures

	Resent bool  `json:"-"` // a row of a later run stands for it: By, where that is known
	By     Place `json:"-"`
}

// Rejudge sets a row's judgement beside the one before.
func Rejudge(was, is Judged) Rejudged {
	r := Rejudged{Sheet: is.Sheet, Row: is.Row, Was: was.Outcome, Is: is.Outcome}
	before, now := openByCode(was), openByCode(is)
	for _, code := range codesOf(was, is) {
		old, new := before[code], now[code]
		switch {
		case len(new) > len(old):
			r.Come = append(r.Come, code)
		case len(new) < len(old) && slices.ContainsFunc(is.Findings, func(f Finding) bool { return f.Code == code && f.Confirmed }):
			r.Settled = append(r.Settled, code)
		case len(new) < len(old):
			r.Gone = append(r.Gone, code)
		case !slices.Equal(old, new):
			r.Reworded = append(r.Reworded, code)
		}
	}
	return r
}

// openByCode are the findings of a row that nobody has answered, in their words.
func openByCode(j Judged) map[string][]string {
	open := map[string][]string{}
	for _, f := range j.Findings {
		if !f.Confirmed {
			open[f.Code] = append(open[f.Code], f.Cell+f.Message+f.Fix)
		}
	}
	return open
}

// codesOf are the codes of some judgements, each once, in the order they were found.
func codesOf(list ...Judged) []string {
	var codes []string
	for _, j := range list {
		for _, f := range j.Findings {
			if !slices.Contains(codes, f.Code) {
				codes = append(codes, f.Code)
			}
		}
	}
	return codes
}

package assist

import "strconv"

// Stranger (未备案客户) is somebody whom a row of 帮扶申请表 or 走访台账 names and who
// was not on the roll of the row's unit: what is known of him when it is told.
type Stranger struct {
	Unit   string
	Last   Judged // his last application with the unit, where it was not filed; zero for none
	Filing Filing // his latest one, on a roll or not; zero for none
}

// unfiledAdvice is what becomes of a customer by his application, and what to do with
// a row of another form.
var unfiledAdvice = map[Outcome]struct {
	state, fix string
	of         Case
}{
	Held:       {"还在待核，没有备案", "不用改这一行；申请备案以后再报", StillHeld},
	Returned:   {"已退回，没有备案", "请先按该行的处理办法改好申请；备案以后再报这一行", ""},
	Ineligible: {"不符合认定标准，没有备案", "这一行删去即可；申请填错的，改正、备案以后再报", ""},
}

// Told says how he stands and what to do with a row: the words of a finding and its case;
// known is false when nothing is known of him, so that his application is to be sent first.
func (s Stranger) Told(row Place) (told Finding, known bool) {
	f := s.Filing
	switch {
	case f.Number != "" && f.On() && f.Unit == s.Unit:
		return advice("收到这一行时该客户还没有备案，这一行没有采用；现在已备案（"+f.Number+"，"+f.FiledOn.String()+"）", "请把这一行重新报送"), true
	case s.Last.Outcome != "":
		a := unfiledAdvice[s.Last.Outcome]
		told = advice("该客户的申请（"+s.applied(row)+"）"+a.state, a.fix)
		told.Case = a.of
		return told, true
	case f.Number == "":
		return told, false
	case f.On():
		return advice(onRollThere(f.Unit)+NotTheirs(s.Unit),
			"请核对许可证号；客户已迁来的，"+leavesThere(f.Unit)+joinsHere(s.Unit)+"，备案以后再报这一行"), true
	case f.Unit == s.Unit:
		why := ""
		if f.ExitReason != "" {
			why = "（" + f.ExitReason + "）"
		}
		return advice("该客户 "+f.Exited.String()+" 已退出"+why+"，不在册", "不再帮扶的，这一行删去即可；仍需帮扶的，先报送申请，备案以后再报这一行"), true
	}
	return told, false
}

func advice(message, fix string) Finding { return Finding{Message: message, Fix: fix} }

// applied is where his application stands, seen from a row.
func (s Stranger) applied(row Place) string {
	if s.Last.Receipt == row.Receipt {
		return s.Last.Sheet + "第" + strconv.Itoa(s.Last.Row) + "行"
	}
	return s.Last.Place.Words()
}

// StrangersNow answers how a finding about a stranger of a unit reads by what is
// known now; every other finding is left as it is.
func (f Facts) StrangersNow(unit string) func(Place, Finding) Finding {
	last := map[string]Judged{}
	for row := range f.LastRows(unit) {
		if row.Verdict.Outcome != Filed && row.Business != Withdrawal {
			last[row.Licence] = row.Verdict
		}
	}
	return func(row Place, x Finding) Finding {
		if !x.Rule().OffRoll {
			return x
		}
		s := Stranger{Unit: unit, Last: last[x.Licence], Filing: f.Roster.Of(x.Licence)}
		if told, known := s.Told(row); known {
			x.Message, x.Fix, x.Case = told.Message, told.Fix, told.Case
		}
		return x
	}
}

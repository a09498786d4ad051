package check

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// approvalMissing is V401: a level lacks its opinion, name or date (七.2).
func approvalMissing(a *applicant) []assist.Finding {
	var list []assist.Finding
	for _, level := range column.Approvals {
		for _, h := range level.All() {
			if c, there := a.subject.Cells.Of(h); there && c.Text == "" && a.readable(h) {
				list = append(list, a.finding("V401", h, "审批不全："+string(h)+"未填"))
			}
		}
	}
	return list
}

// readable reports whether nothing but a blank stands against a value.
func (a *applicant) readable(header column.Header) bool {
	f := a.fault(header)
	return f == nil || codeOf[f.Kind] == "V201"
}

// approvalRefused is V402: an opinion is 不同意 (七.2).
func approvalRefused(a *applicant) []assist.Finding {
	var list []assist.Finding
	for i, v := range a.Approvals {
		if v.Opinion == column.Refused {
			h := column.Approvals[i].Opinion
			list = append(list, a.finding("V402", h, string(h)+"为"+column.Refused))
		}
	}
	return list
}

// approvalFuture is V404: an approval is dated after today (七.2).
func approvalFuture(a *applicant) []assist.Finding {
	var list []assist.Finding
	for i, v := range a.Approvals {
		if v.Day > a.b.Today {
			h := column.Approvals[i].Day
			list = append(list, a.finding("V404", h, afterToday(h, v.Day, a.b.Today)))
		}
	}
	return list
}

// approvalOrder is V403: an approval is dated before the application or before
// the level below it (七.2). A date that cannot be read is passed over and the
// comparison listed as 未核对.
func approvalOrder(a *applicant) []assist.Finding {
	var list []assist.Finding
	last, name := a.Applied, column.Applied
	if last == 0 || a.bad[column.Applied] {
		a.miss("V403", afterMending(column.Applied))
		last = 0
	}
	for i, v := range a.Approvals {
		h := column.Approvals[i].Day
		if v.Day == 0 || a.bad[h] {
			a.miss("V403", afterMending(h))
			continue
		}
		if last != 0 && v.Day < last {
			list = append(list, a.finding("V403", h, string(h)+" "+v.Day.String()+" 早于"+string(name)+" "+last.String()))
			continue
		}
		last, name = v.Day, h
	}
	return list
}

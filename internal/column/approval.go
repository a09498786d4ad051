package column

// Approval is the headers of one level of 逐级审核: what it says, who, and when.
type Approval struct{ Opinion, Name, Day Header }

// All are the three headers of a level.
func (a Approval) All() []Header { return []Header{a.Opinion, a.Name, a.Day} }

// Approvals are the levels of 逐级审核 from the lowest on. Whoever reads, judges or
// prints them goes by this list.
var Approvals = [...]Approval{
	{ManagerOpinion, Manager, ManagerDay},
	{SalesOpinion, Reviewer, SalesDay},
	{BureauOpinion, Approver, BureauDay},
}

// OfApprovals are headers of every level, as they are picked from one.
func OfApprovals(pick func(Approval) []Header) []Header {
	var list []Header
	for _, a := range Approvals {
		list = append(list, pick(a)...)
	}
	return list
}

package sample

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// qualify gives a keeper the hardship he applies with, and the figures for it:
// below the line, or just not, when that is his fault.
func (c *city) qualify(k *keeper, u assist.Unit) {
	switch at := k.part(20, 100); {
	case at < 62:
		c.dibao(k, u)
	case at < 90 && c.Months >= 3:
		c.disabled(k)
	case at < 90:
		c.dibao(k, u)
	default:
		k.temporary(c.today)
	}
}

// dibao sets an income of 55 to 95 percent of the line, or somewhat above it.
func (c *city) dibao(k *keeper, u assist.Unit) {
	k.Hardship = assist.Dibao
	line := c.incomeLimit(k, u)
	share := 55 + k.part(21, 40)
	if k.fault == faultIncome {
		share = 105 + k.part(21, 60)
	}
	k.Income = line * assist.Fen(k.Members) * assist.Fen(share) / 100 / 10000 * 10000
	if k.fault == faultIncome || k.fault == faultProof {
		k.Proofs = []string{"户口簿复印件"}
		return
	}
	if k.part(22, 5) > 0 {
		k.DibaoNo, k.DibaoEnd = dibaoOf(k.n), k.Applied.AddMonths(3+k.part(23, 20))
		k.Proofs = []string{"低保证复印件", "户口簿复印件"}
		return
	}
	k.Proofs = []string{"民政部门低保证明", "户口簿复印件"}
}

// incomeLimit is the yearly income per head a household has to stay below.
func (c *city) incomeLimit(k *keeper, u assist.Unit) assist.Fen {
	if k.Household == assist.Urban {
		std, _ := c.terms.UrbanDibao(u.Name, k.Applied)
		return std.Urban * 12
	}
	r, _ := c.terms.RuralOf(u.Name, k.Applied.Year()-1)
	return r.Income * 6 / 10
}

// relations of the disabled person to the operator.
var relations = []string{column.Self, column.Self, column.Spouse, column.Parent, column.Child}

// disabled declares the margin that the sales history shows, and an income of
// which it is 62 to 92 percent, or too little when that is the fault.
func (c *city) disabled(k *keeper) {
	k.Hardship = assist.Disability
	m := k.buys.history().MarginOn(k.Applied, 12, c.terms.Products)
	k.Margin = max(m.Yearly/10000*10000, 600_00)
	share := 64 + k.part(21, 28)
	if k.fault == faultMargin {
		share = 30 + k.part(21, 25)
	}
	k.Income = m.Yearly * 100 / assist.Fen(share) / 100 * 100
	k.Relation = relations[k.part(24, len(relations))]
	k.DisabledBy, k.DisabledNo = k.Operator, k.ID
	if k.Relation != column.Self {
		k.DisabledBy, k.DisabledNo = nameOf(k.n+911), relativeOf(k.n, k.Relation)
	}
	k.DisabledNo += string(rune('1'+k.part(25, 7))) + string(rune('1'+k.part(26, 4)))
	k.Proofs = []string{"残疾人证复印件", "户口簿复印件"}
}

// stories are what strikes a household.
var stories = []string{"家中失火，店内货物受损", "突发重病住院，医疗费用较高", "遭遇交通事故，短期不能经营", "暴雨进水，商品被淹"}

// temporary waits for the city, which confirms every other one.
func (k *keeper) temporary(today assist.Date) {
	k.Hardship = assist.Temporary
	k.Income = assist.Fen(14000+k.part(21, 200)*100) * 100
	k.Story, k.End = stories[k.part(27, len(stories))], today.AddMonths(4)
	k.Proofs = []string{"村（居）委会证明", "照片"}
	k.confirms = k.part(28, 2) == 0
}

// spoil writes the faults that are none of the figures.
func (k *keeper) spoil() {
	switch k.fault {
	case faultID:
		k.ID = k.ID[:17] + otherCheck(k.ID[17])
	case faultApproval:
		k.Approvals[2].Name = ""
	case faultPhone:
		k.Phone = phoneOf(k.n ^ 1)
	case faultClosed:
		k.status = []string{column.LicencePaused, column.LicenceEnds[1]}[k.part(29, 2)]
	}
}

// otherCheck is a check character that is wrong.
func otherCheck(c byte) string {
	if c == '1' {
		return "2"
	}
	return "1"
}

package form

import (
	"strconv"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

func itoa(n int) string { return strconv.Itoa(n) }

var applicationForm = indexed(Form{
	Name: assist.ApplicationForm, Others: []string{assist.RenewalSheet}, Kind: assist.KindApplication,
	Title:   "弱势群体客户申请表",
	Telling: []column.Header{column.Business},
	Columns: column.Application,
})

var wishForm = indexed(Form{
	Name: assist.WishForm, Kind: assist.KindWishes,
	Title:   "弱势群体客户帮扶申请表",
	Telling: []column.Header{column.Wished(1), column.Wished(2), column.Each, column.Wanted},
	Columns: column.Wish,
})

var salesForm = indexed(Form{
	Name: assist.SalesForm, Kind: assist.KindSales,
	Title:   "卷烟销售历史",
	Columns: column.Sales,
})

var visitForm = indexed(Form{
	Name: assist.VisitForm, Kind: assist.KindVisits,
	Title:   "弱势群体客户走访台账",
	Columns: column.Visit,
})

var planForm = indexed(Form{
	Name: assist.PlanForm, Kind: assist.KindPlan,
	Title:   "货源计划",
	Columns: column.Plan,
})

var registerForm = indexed(Form{
	Name: assist.RegisterForm, Kind: assist.KindRegister,
	Title:   "许可证状态",
	Columns: column.Register,
})

var adjustmentForm = indexed(Form{
	Name: assist.AdjustmentForm, Kind: assist.KindAdjustment,
	Title: "名单调整", Alive: []column.Header{column.Action}, Begun: []column.Header{column.Reason, column.By},
	Columns: column.Adjustment,
})

var settlementForm = indexed(Form{
	Name: assist.SettlementForm, Kind: assist.KindSettlement,
	Title: "待确认", Alive: []column.Header{column.Action, column.Reason, column.By},
	Columns: column.Settlement,
})

var replyForm = indexed(Form{
	Name: assist.ReplyForm, Kind: assist.KindReplies,
	Title: "监督清单", Alive: []column.Header{column.Answered}, Many: true,
	Columns: column.Reply,
})

// forms are the forms a drop folder may hold, the more telling ones first:
// a sheet without a form's name goes to the first form whose columns it has.
var forms = []*Form{applicationForm, salesForm, visitForm, planForm, adjustmentForm, settlementForm, registerForm, replyForm, wishForm}

// Find is the table of a form; nil for none of ours.
func Find(f assist.Form) *Form {
	for _, t := range forms {
		if t.Name == f {
			return t
		}
	}
	return nil
}

// Headers lists the canonical headers of a form in the order of its template.
func Headers(f assist.Form) []column.Header {
	t := Find(f)
	if t == nil {
		return nil
	}
	var list []column.Header
	for _, c := range t.Columns {
		if !c.Extra {
			list = append(list, c.Header)
		}
	}
	return list
}

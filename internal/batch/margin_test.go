package batch

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestTheMarginIsOfTheApplicationsDay: whenever a 残疾 application is judged, its
// margin is that of the twelve months before its 申请日期. A telephone number put
// right ten months later, when the good months lie far back, changes nothing.
func TestTheMarginIsOfTheApplicationsDay(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	row := b.customer("平城区", 0, "2026-07-03")
	row = row.with("困难类别", "残疾", "低保证号", "", "低保证有效期止", "", "家庭年收入", "30000", "卷烟年毛利", "20000", "残疾人姓名", row["经营者姓名"],
		"与经营者关系", "本人", "残疾人证号", row["身份证号"]+"43", "证明材料", "残疾人证复印件")
	p := b.terms.Products.List[0]
	good := int(20000*100/int64(p.Retail-p.Wholesale)) / 4 // cartons a month, four months of which make 20,000 元
	var text strings.Builder
	text.WriteString("许可证号,订货日期,卷烟条码,数量\n")
	for m := range 12 {
		cartons := 1
		if m < 4 {
			cartons = good
		}
		fmt.Fprintf(&text, "%s,%d-%02d-15,%s,%d\n", row["许可证号"], 2025+(m+6)/12, (m+6)%12+1, p.Barcode, cartons)
	}
	b.register("2026-07-03", []cells{row}, nil)
	b.drop("平城区", "销售.csv", []byte(text.String()))
	b.send("平城区", "2026-07-03", assist.ApplicationForm, row)
	b.run("2026-07-06 09:00")
	if got := b.outcome(row["许可证号"]); got != "备案" {
		t.Fatalf("at first %s", got)
	}
	b.register("2027-05-10", []cells{row}, nil)
	b.send("平城区", "2027-05-10", assist.ApplicationForm, row.with("联系电话", "13935129999"))
	b.run("2027-05-10 09:00")
	if got := b.outcome(row["许可证号"]); got != "备案" {
		t.Errorf("ten months later %s", got)
	}
}

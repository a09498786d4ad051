package form

import "testing"

// TestMergedDataCellsAreTold: titles above the header, signatures below the
// last row, 序号 and columns that are none of the form's may be merged.
func TestMergedDataCellsAreTold(t *testing.T) {
	const header = 3
	l := &layout{headers: headers{form: applicationForm, last: header}, name: "申请表", byCol: []int{0, 1, 2, 3}} // 序号 业务类型 许可证号
	for _, c := range []struct {
		tall []string
		want string
	}{
		{[]string{"A1:C2", "B2:B4", "A4:A9", "D4:D9", "B8:B11"}, ""},
		{[]string{"B4:B6"}, "merged 申请表!B4   → B4:B6"},
		{[]string{"A4:A6", "C5:C6", "B7:B8", "B9:C10", "C7:C8"}, "merged 申请表!C5   → C5:C6、B7:B8、B9:C10 等 4 处"},
	} {
		same(t, c.want, told(l.merged(c.tall, 10)), c.want)
	}
}

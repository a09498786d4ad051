package form

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
)

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

// TestMisnamedOptionalColumnsAreTold: of 申请表 alone; a column that is nobody's
// neighbour, or has its own name, is left alone.
func TestMisnamedOptionalColumnsAreTold(t *testing.T) {
	text := strings.NewReplacer("|残疾人证号|", "|残疾证号|", "|低保证号|", "|低保证编号|", "|备注", "|照片").Replace(applicationText(nil))
	sub, _ := decodeText(t, text)
	same(t, "misnamed", told(sub.Faults), "unknown 申请表!S1  低保证编号 → 低保证号\nunknown 申请表!W1  残疾证号 → 残疾人证号")
}

// grades are the headers of the grades from one down to another.
func grades(from, to int) string {
	var b strings.Builder
	for g := from; g >= to; g-- {
		b.WriteString("|" + itoa(g) + "档")
	}
	return b.String()
}

// TestAPlanWithoutGradesIsTold: the base supply of everybody, or of those whose
// grade is missing, would be nil.
func TestAPlanWithoutGradesIsTold(t *testing.T) {
	const head, row = "供货周|卷烟条码|畅销|帮扶可用量", "2026-W49|6901028046893|是|30"
	for _, c := range []struct{ text, want string }{
		{head + "\n" + row, "unknown 货源计划!   → 30档 至 1档"},
		{head + grades(30, 1) + "\n" + row, ""},
		{head + strings.Replace(grades(30, 1), "|9档", "|09档", 1) + "\n" + row, ""},
		{head + grades(30, 12) + "\n" + row, "grades 货源计划!   [11档 10档 9档 8档 7档 6档 5档 4档 3档 2档 1档]"},
		{head + strings.Replace(grades(30, 1), "|20档", "|2O档", 1) + "\n" + row, "grades 货源计划!O1  2O档 → 20档 [20档]"},
	} {
		var sub assist.Submission
		if err := Decode(book("== 货源计划\n"+c.text), Context{Unit: assist.City, Terms: assist.Terms{Products: testProducts()}}, &sub, nil); err != nil {
			t.Fatal(err)
		}
		same(t, c.text, told(sub.Faults), c.want)
	}
}

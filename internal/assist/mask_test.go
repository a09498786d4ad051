package assist

import (
	"testing"

	"bangfu/internal/column"
)

func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"身份证号 140221197001010012 重复": "身份证号 140***********0012 重复",
		"14022119700101001x":         "140***********001x",
		"14022119700101001243":       "140***********0012**",
		"电话13812345678有误":            "电话138****5678有误",
		"0352-2043210":               "0352******10",
		"许可证号 140213100004":          "许可证号 140213100004",
		"6901028075015":              "6901028075015",
		"家庭年收入 18000.00 元":           "家庭年收入 18000.00 元",
	} {
		if got := Mask(text); got != want {
			t.Errorf("Mask(%q) = %q, want %q", text, got, want)
		}
	}
}

// What we give as an example in our own advice is to be read, wherever it is told; a
// number of somebody that looks like it is hidden.
func TestExamplesAreRead(t *testing.T) {
	terms := Terms{Office: Office{AreaCode: "0352"}}
	var told []string
	for _, r := range Rules() {
		told = append(told, r.Short, r.When, r.Fix, r.Example)
	}
	for _, list := range [][]column.Column{column.Application, column.Wish, column.Sales, column.Visit, column.Plan, column.Register, column.Adjustment, column.Settlement} {
		for _, c := range list {
			told = append(told, c.Advice)
		}
	}
	for _, text := range told {
		if text = terms.Filled(text, 0); Mask(text) != text {
			t.Errorf("%s is shown as %s", text, Mask(text))
		}
	}
	for text, want := range map[string]string{"如 0352-1234567）": "如 0352-1234567）", "03521234567": "0352*****67", "13901234567": "139****4567", "0352-12345678": "0352*******78"} {
		if got := Mask(text); got != want {
			t.Errorf("Mask(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestMaskerHidesNames(t *testing.T) {
	a := Application{Operator: "张三丰", Address: "平城区一街1号"}
	if got := a.Masker()("登记为张三丰，住平城区一街1号"); got != "登记为张**，住平******" {
		t.Errorf("got %q", got)
	}
}

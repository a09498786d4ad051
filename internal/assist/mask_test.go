package assist

import "testing"

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

func TestMaskerHidesNames(t *testing.T) {
	a := Application{Operator: "张三丰", Address: "平城区一街1号"}
	if got := a.Masker()("登记为张三丰，住平城区一街1号"); got != "登记为张**，住平******" {
		t.Errorf("got %q", got)
	}
}

package assist

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/column"
)

// person is somebody with a value under every personal column, each read
// otherwise than typed.
func someone() Application {
	a := Application{
		Operator: "甄样本", ID: "140221197001010012", Phone: "13935200001", Address: "平城区样板街12号",
		DibaoNo: "晋低保第0812345号", DisabledBy: "甄样友", DisabledNo: "14022119700101001243",
	}
	a.Cells = packCells(maps.All(map[column.Header]Cell{
		"经营者姓名": {Text: "甄 样本"}, "身份证号": {Text: "14022119700101001２"}, "联系电话": {Text: "13935200001/0352-2345678"}, "经营地址": {Text: "平城区样板街 12号"},
		"低保证号": {Text: "晋低保第 0812345号"}, "残疾人姓名": {Text: "甄 样友"}, "残疾人证号": {Text: "1402211970010100124３"}, "客户名称": {Text: "样本商店"},
	}))
	return a
}

func TestToldIsAllThatIsPersonal(t *testing.T) {
	told := fmt.Sprint(someone().Particulars())
	for _, c := range column.Application {
		if c.Personal == column.Nothing {
			continue
		}
		for _, s := range someone().said(c.Header) { // somebody has a value of each
			if s == "" || !strings.Contains(told, fmt.Sprintf("{%d %s}", c.Personal, s)) {
				t.Errorf("%s %q is not told in %s", c.Header, s, told)
			}
		}
	}
	for h := range read {
		if c, _ := column.Application.Find(h); c.Personal == column.Nothing {
			t.Errorf("%s is not personal", h)
		}
	}
	if strings.Contains(told, "样本商店") {
		t.Error("the shop is told as a person's")
	}
}

// What a row says of its person is hidden wherever it is repeated.
func TestMaskerHidesThePerson(t *testing.T) {
	a := someone()
	text := "经营者甄样本（甄 样本）140221197001010012，电话13935200001，住平城区样板街12号，低保证晋低保第0812345号，残疾人甄样友14022119700101001243"
	want := "经营者甄**（甄***）140***********0012，电话139****0001，住平********，低保证*********45号，残疾人甄**140***********0012**"
	if got := a.Masker()(text); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestMaskAs(t *testing.T) {
	for _, c := range []struct {
		as         column.Personal
		text, want string
	}{
		{column.Nothing, "样本商店", "样本商店"},
		{column.Name, "甄样本", "甄**"},
		{column.Identity, "140221197001010012", "140***********0012"},
		{column.DisabledPerson, "14022119700101001243", "140***********0012**"},
		{column.Certificate, "0812345", "****345"},
		{column.Certificate, "12", "**"},
		{column.Telephone, "13935200001/0352-2345678", "139****0001、0352******78"},
		{column.Dwelling, "平城区样板街12号", "平********"},
	} {
		if got := MaskAs(c.as, c.text); got != c.want {
			t.Errorf("MaskAs(%d, %s) = %s, want %s", c.as, c.text, got, c.want)
		}
	}
}

// TestAPersonalColumnThatNoRuleReads: its value is hidden as it was typed.
func TestAPersonalColumnThatNoRuleReads(t *testing.T) {
	before := personal
	defer func() { personal = before }()
	personal = append(slices.Clone(before), column.Column{Header: "微信号", Personal: column.Certificate})
	a := Application{Row: Row{Cells: packCells(maps.All(map[column.Header]Cell{"微信号": {Addr: "AO5", Text: "zhangsan1970"}}))}}
	if got := a.Masker()("微信号 zhangsan1970 重复"); strings.Contains(got, "zhangsan") {
		t.Error(got)
	}
}

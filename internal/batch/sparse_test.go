package batch

import (
	"testing"

	"bangfu/internal/assist"
)

// TestARowWithOneOrTwoCells: a lone name below a list, or a licence alone, is one finding
// that says what the row holds and what to do, in every form whose rows need more; a row
// with three cells is told cell by cell.
func TestARowWithOneOrTwoCells(t *testing.T) {
	t.Parallel()
	const fix = "都没有填｜是客户的，请补填；是多拉出来的行，请整行删除"
	for _, c := range []struct {
		what string
		form assist.Form
		row  cells
		want string // "" where cells are told one by one
	}{
		{"a name", assist.ApplicationForm, cells{"经营者姓名": "赵样本"}, "V201 C4 这一行只填了“经营者姓名”，其余 24 个必填项" + fix},
		{"a number beside it", assist.ApplicationForm, cells{"序号": "7", "经营者姓名": "赵样本"}, "V201 C4 这一行只填了“经营者姓名”，其余 24 个必填项" + fix},
		{"a licence and a shop", assist.ApplicationForm, cells{"许可证号": "140213100077", "客户名称": "示例商店"}, "V201 B4 这一行只填了“许可证号”和“客户名称”，其余 23 个必填项" + fix},
		{"a licence that leaves", assist.ApplicationForm, cells{"业务类型": "退出", "许可证号": "140213100077"}, "V201 E4 这一行只填了“业务类型”和“许可证号”，其余 12 个必填项" + fix},
		{"three cells", assist.ApplicationForm, cells{"许可证号": "140213100077", "客户名称": "示例商店", "经营者姓名": "赵样本"}, ""},
		{"a visit", assist.VisitForm, cells{"许可证号": "140213100077"}, "V201 A4 这一行只填了“许可证号”，其余 3 个必填项" + fix},
		{"a sale", assist.SalesForm, cells{"许可证号": "140213100077"}, "V201 C4 这一行只填了“许可证号”，其余 3 个必填项" + fix + "；补填后再核对这一行的其余各列"},
	} {
		b := newTown(t, 1)
		b.send("平城区", "2026-07-03", c.form, c.row)
		res := b.run("2026-07-06 09:00")
		var got []string
		for _, x := range res.Files[0].Findings {
			if x.Level != assist.LevelNote {
				got = append(got, x.Code+" "+x.Cell+" "+x.Message+"｜"+x.Fix)
			}
		}
		if one := len(got) == 1 && got[0] == c.want; one != (c.want != "") {
			t.Errorf("%s: %d findings %q, want %q", c.what, len(got), got, c.want)
		}
		b.done()
	}
}

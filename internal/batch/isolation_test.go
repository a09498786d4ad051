package batch

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/xlsx/read"
)

// fork is a copy of a town with everything it holds.
func (t *town) fork(tb testing.TB) *town {
	t.Helper()
	other := &town{bench: &bench{TB: tb, root: tb.TempDir()}, terms: t.terms, files: t.files}
	other.must(os.CopyFS(other.root, os.DirFS(t.root)))
	other.open(disk.Real())
	return other
}

// neighbours is a town of two units whose first has six customers: two filed,
// one who waits, one sent back, and two of whom nothing is known yet.
func neighbours(t testing.TB) (*town, []cells) {
	b := newTown(t, 2)
	var all []cells
	for n := range 6 {
		all = append(all, b.customer("平城区", n, "2026-11-16"))
	}
	all[2] = all[2].temporary("2027-01-31")
	all[3]["家庭人口"] = "三"
	b.register("2026-11-16", append(slices.Clone(all), b.customer("云冈区", 0, "2026-11-16")), nil)
	b.offers("2026-11-16", "2026-W49", 40, 40, 40)
	b.sendAll("平城区", "2026-11-16", map[assist.Form][]cells{
		assist.ApplicationForm: all[:4], assist.WishForm: {b.wish(all[0], "2026-11-16", 6, 0, 1)},
	})
	b.drop("平城区", "销售.csv", salesOf(all[1]["许可证号"], b.terms.Products.List[2], 4))
	b.run("2026-11-23 09:00")
	return b, all
}

// salesOf is a sales history of three orders of one product.
func salesOf(licence string, p assist.Product, cartons int) []byte {
	var text strings.Builder
	text.WriteString("许可证号,订货日期,卷烟条码,数量\n")
	for _, day := range []string{"2026-09-02", "2026-10-07", "2026-11-04"} {
		fmt.Fprintf(&text, "%s,%s,%s,%d\n", licence, day, p.Barcode, cartons)
	}
	return []byte(text.String())
}

// intrude drops what the other unit may send of these customers: anything, but
// that the rows of those who are not filed yet are hopeless, since two good new
// rows may clash.
func (t *town) intrude(dice *rand.Rand, all []cells) {
	var rows, wishes, visits []cells
	for n, c := range all {
		row := c.with("核实说明", "属实：Q103 Q105 Q504 迁入", "备注", "迁入")
		if n > 1 || dice.IntN(2) == 0 {
			row[[]string{"经营者姓名", "身份证号"}[dice.IntN(2)]] = ""
		}
		for _, h := range []string{"家庭年收入", "联系电话", "经营地址", "申请日期", "困难类别", "客户档位"} {
			if dice.IntN(3) == 0 {
				row[h] = ""
			}
		}
		if dice.IntN(4) == 0 {
			row["业务类型"] = []string{"退出", "变更", "复核"}[dice.IntN(3)]
		}
		if n < 2 && dice.IntN(2) == 0 { // a filed person under a licence that is nobody's
			row["许可证号"] = t.licence("云冈区", 900+n)
		}
		if dice.IntN(4) > 0 {
			rows = append(rows, row)
		}
		wishes = append(wishes, t.wish(c, "2026-11-24", 1+dice.IntN(9), dice.IntN(3)))
		visits = append(visits, cells{"走访日期": "2026-11-20", "许可证号": c["许可证号"], "经营者姓名": c["经营者姓名"], "走访人": "示例走访", "服务类型": "定期走访", "问题状态": "无"})
		t.drop("云冈区", fmt.Sprintf("销售%d.csv", n), salesOf(c["许可证号"], t.terms.Products.List[dice.IntN(3)], 1+dice.IntN(40)))
	}
	t.drop("云冈区", "邻县.xlsx", t.book("云冈区", "2026-11-24", map[assist.Form][]cells{
		assist.ApplicationForm: rows, assist.WishForm: wishes, assist.VisitForm: visits,
	}))
}

// outboxOf is everything a unit has from the program, line by line in the order of
// the lines, but for 收件情况, what 待办 says of N809 and of files in the unit's name that
// lie elsewhere, and where that moves other
// notes to.
func (t *town) outboxOf(unit string) map[string]string {
	t.Helper()
	said := map[string]string{}
	root := t.Place.Outbox(unit)
	t.must(filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".xlsx") || strings.Contains(path, "收件情况") {
			return err
		}
		data, err := os.ReadFile(path)
		lines := strings.SplitAfter(aboutOthers.ReplaceAllString(t.words(data), ""), "\n")
		slices.Sort(lines)
		said[path[len(root):]] = strings.TrimSpace(strings.Join(lines, ""))
		return err
	}))
	return said
}

var aboutOthers = regexp.MustCompile(`[^\n]*N809：[^\n]*\n|[^\n]*写明是本单位的文件[^\n]*\n|另有 \d+ 条说明，在表的后面。\t\n|其余说明\t\n`)

// words is the text of a workbook, a line a row.
func (t *town) words(data []byte) string {
	t.Helper()
	var text bytes.Buffer
	b, err := read.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", read.Limits{})
	t.must(err)
	for i, info := range b.Sheets() {
		text.WriteString(info.Name + "\n")
		for row, err := range b.Rows(context.Background(), i) {
			t.must(err)
			for _, c := range row.Cells {
				text.WriteString(c.Text + "\t")
			}
			text.WriteString("\n")
		}
	}
	return text.String()
}

// TestUnitsAreKeptApart: whatever another unit drops about a unit's customers,
// what they get, what is said of them and what is left to do is as without it.
func TestUnitsAreKeptApart(t *testing.T) {
	t.Parallel()
	base, all := neighbours(t)
	later := func(b *town) map[string]string {
		b.send("平城区", "2026-11-24", assist.ApplicationForm, all[4], all[5])
		b.run("2026-11-24 09:00")
		b.send("平城区", "2026-11-25", assist.ApplicationForm, all[3].with("家庭人口", "3"), all[2].with("备注", "再报"))
		b.run("2026-11-25 09:00")
		return b.outboxOf("平城区")
	}
	want := later(base.fork(t))
	for _, seed := range shareOf([]uint64{0, 1, 2, 3, 4, 5, 6, 7}) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			b := base.fork(t)
			b.intrude(rand.New(rand.NewPCG(seed, 1)), all)
			got := later(b)
			for path, text := range want {
				if got[path] != text {
					t.Errorf("%s differs:\n%s", path, firstDifference(got[path], text))
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d workbooks, want %d", len(got), len(want))
			}
		})
	}
}

// firstDifference is the first line in which two texts differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + b[i]
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}

// TestAWishIsOfTheUnitThatFiledIt: another unit's row waits (Q103) and with it a
// later 帮扶申请表; the customer's own unit files him, and its wish is supplied.
func TestAWishIsOfTheUnitThatFiledIt(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	row := b.customer("平城区", 0, "2026-11-16")
	b.offers("2026-11-16", "2026-W49", 40, 40)
	b.sendAll("云冈区", "2026-11-20", map[assist.Form][]cells{assist.ApplicationForm: {row}, assist.WishForm: {b.wish(row, "2026-11-20", 9, 1)}})
	b.run("2026-11-23 09:00")
	if got := b.outcome(row["许可证号"]); got != "待核 Q103" {
		t.Fatalf("the other unit's row is %s", got)
	}
	b.sendAll("平城区", "2026-11-18", map[assist.Form][]cells{assist.ApplicationForm: {row}, assist.WishForm: {b.wish(row, "2026-11-18", 4, 0)}})
	b.run("2026-11-24 09:00")
	var got []string
	for _, r := range ofLicence(b.table(b.Place.Supply(weekOf(b.at("2026-11-24 09:00"))), "供货明细", "县区", "许可证号", "卷烟条码", "帮扶加量"), row["许可证号"]) {
		got = append(got, r["县区"]+" "+r["卷烟条码"]+" "+r["帮扶加量"])
	}
	if want := []string{"平城区 " + b.terms.Products.List[0].Barcode + " 4"}; !slices.Equal(got, want) {
		t.Errorf("supplied %v, want %v", got, want)
	}
}

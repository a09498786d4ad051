package batch

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// told lists what the files of a run were told under a code, by the last number of
// each receipt.
func told(res Result, code string) string {
	var list []string
	for _, f := range res.Files {
		for _, g := range f.Findings {
			if g.Code == code {
				list = append(list, (*f.Receipt)[len(*f.Receipt)-3:]+" "+g.Message)
			}
		}
	}
	return strings.Join(list, "\n")
}

// TestTwoWishesOfOneRunAreTold: of two rows of a customer one counts, and each says
// which; where both ask for the same there is nothing to tell.
func TestTwoWishesOfOneRunAreTold(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	var all []cells
	for n := range 3 {
		all = append(all, b.customer("平城区", n, "2026-07-03"))
	}
	b.register("2026-07-03", all, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, all...)
	b.run("2026-07-06 09:00")
	b.send("平城区", "2026-07-05", assist.WishForm, b.wish(all[0], "2026-07-05", 5, 0), b.wish(all[1], "2026-07-06", 5, 0), b.wish(all[2], "2026-07-05", 5, 0))
	b.send("平城区", "2026-07-06", assist.WishForm, b.wish(all[0], "2026-07-05", 5, 1), b.wish(all[1], "2026-07-04", 5, 1), b.wish(all[2], "2026-07-05", 5, 0))
	res := b.run("2026-07-07 09:00")
	first, second := "HZ-140213-20260707-001", "HZ-140213-20260707-002"
	want := strings.Join([]string{
		"001 该客户在 " + second + " 第 4 行另有申请日期 2026-07-05 的帮扶申请，按那一行供货，这一行不用",
		"001 该客户在 " + second + " 第 5 行另有申请日期 2026-07-04 的帮扶申请，按这一行供货，那一行不用",
		"002 该客户在 " + first + " 第 4 行另有申请日期 2026-07-05 的帮扶申请，按这一行供货，那一行不用",
		"002 该客户在 " + first + " 第 5 行另有申请日期 2026-07-06 的帮扶申请，按那一行供货，这一行不用",
	}, "\n")
	if got := told(res, "N709"); got != want {
		t.Errorf("told\n%s\nwant\n%s", got, want)
	}
	b.send("平城区", "2026-07-08", assist.WishForm, b.wish(all[0], "2026-07-01", 5, 2), b.wish(all[1], "2026-07-08", 5, 2))
	want = "001 该客户在 " + second + " 第 4 行另有申请日期 2026-07-05 的帮扶申请，按那一行供货，这一行不用"
	if got := told(b.run("2026-07-08 09:00"), "N709"); got != want {
		t.Errorf("an older one: %s", got)
	}
}

// TestAMonthSplitOverTwoFilesIsTold: a customer's month that stands in two sales
// histories of one run counts as in the later, and both are told.
func TestAMonthSplitOverTwoFilesIsTold(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	c := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{c}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, c)
	sold := func(days ...string) []byte {
		var text strings.Builder
		text.WriteString("许可证号,订货日期,卷烟条码,数量\n")
		for _, d := range days {
			fmt.Fprintf(&text, "%s,%s,%s,3\n", c["许可证号"], d, b.terms.Products.List[0].Barcode)
		}
		return []byte(text.String())
	}
	b.drop("平城区", "上半月.csv", sold("2026-05-06", "2026-06-03", "2026-06-10"))
	b.drop("平城区", "下半月.csv", sold("2026-05-06", "2026-06-17"))
	res := b.run("2026-07-06 09:00")
	got := strings.Split(told(res, "N810"), "\n")
	if len(got) != 2 {
		t.Fatal(got)
	}
	month := "客户的月份 " + c["许可证号"] + " 2026-06 在 HZ-140213-20260706-"
	for _, line := range got {
		if !strings.Contains(line, month) || !strings.HasSuffix(line, "里的不计，没有相加") {
			t.Error(line)
		}
	}
	if strings.Contains(got[0], "只按这一份计") == strings.Contains(got[1], "只按这一份计") {
		t.Errorf("both say the same: %v", got)
	}
	b.drop("平城区", "六月.csv", sold("2026-06-03", "2026-06-10", "2026-06-17"))
	if got := told(b.run("2026-07-07 09:00"), "N810"); got != "" {
		t.Errorf("sent again in a later run: %s", got)
	}
	b.drop("平城区", "六月末.csv", sold("2026-06-17", "2026-06-24"))
	if got, want := told(b.run("2026-07-08 09:00"), "N812"), "001 以前收到的 HZ-140213-20260707-001 里有的订货，这一份里没有了，共少 6 条："+c["许可证号"]+" 2026-06 少 6 条；这些月份只按这一份计"; got != want {
		t.Errorf("order days are taken away: %s", got)
	}
	b.drop("平城区", "六月全.csv", sold("2026-06-03", "2026-06-10", "2026-06-17", "2026-06-24"))
	if got := told(b.run("2026-07-09 09:00"), "N812"); got != "" {
		t.Errorf("nothing is taken away: %s", got)
	}
	b.drop("平城区", "六月改.csv", bytes.Replace(sold("2026-06-03", "2026-06-10", "2026-06-17", "2026-06-24"), []byte(",3\n"), []byte(",1\n"), 2))
	if got, want := told(b.run("2026-07-10 09:00"), "N812"), "001 以前收到的 HZ-140213-20260709-001 里的订货，这一份里数量少了，共少 4 条："+c["许可证号"]+" 2026-06 少 4 条；这些月份只按这一份计"; got != want {
		t.Errorf("quantities are made smaller: %s", got)
	}
}

// TestAWishOfALeaverIsTold: a 帮扶申请表 row of a customer whose 退出 came with it is
// taken, and says that it is of no use.
func TestAWishOfALeaverIsTold(t *testing.T) {
	b := newTown(t, 1)
	c, other := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03")
	b.register("2026-07-03", []cells{c, other}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, c, other)
	b.run("2026-07-06 09:00")
	leaves := c.on("2026-07-07").with("业务类型", "退出", "退出原因", "不再经营")
	b.sendAll("平城区", "2026-07-07", map[assist.Form][]cells{assist.ApplicationForm: {leaves}, assist.WishForm: {b.wish(c, "2026-07-07", 5, 0), b.wish(other, "2026-07-07", 5, 0)}})
	res := b.run("2026-07-07 09:00")
	if got := told(res, "N710"); got != "001 该客户在这次收到的申请表里报了退出，帮扶申请不起作用" {
		t.Errorf("told: %q", got)
	}
}

// TestAFaultSentAgainKeepsItsDay: 自何时 of a row that comes back as it was is the day on
// which it was first sent back; a mended one with another fault begins anew.
func TestAFaultSentAgainKeepsItsDay(t *testing.T) {
	b := newTown(t, 1)
	bad, other := b.customer("平城区", 0, "2026-07-03").with("家庭人口", "三"), b.customer("平城区", 1, "2026-07-03").with("家庭人口", "三")
	b.register("2026-07-03", []cells{bad, other}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, bad, other)
	b.run("2026-07-06 09:00")
	b.send("平城区", "2026-07-07", assist.ApplicationForm, bad, other.with("家庭人口", "3", "联系电话", "139", "家庭年收入", "多"))
	b.run("2026-07-07 09:00")
	b.send("平城区", "2026-07-08", assist.ApplicationForm, bad)
	b.run("2026-07-08 09:00")
	since := map[string]string{}
	for _, row := range b.table(b.Place.Todo("平城区"), assist.TodoSheet, "由谁处理", "结果", "许可证号", "规则", "自何时") {
		since[row["许可证号"]] = row["自何时"]
	}
	if since[bad["许可证号"]] != "2026-07-06" || since[other["许可证号"]] != "2026-07-07" {
		t.Errorf("since %v", since)
	}
}

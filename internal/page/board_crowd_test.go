package page

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// crowded is the board of a city or unit that may list a few lives. 140101100011 of 甲 was
// once 乙's, 140103100044 is of a unit that is no more.
func crowded(unit string, most int) Board {
	b := board(unit)
	b.most = most
	b.Beside = func(unit string) string {
		return map[string]string{"甲": "../甲/看板.html", "乙": "../乙/看板.html"}[unit]
	}
	gone, moved := b.Facts.Visits[0].Open(), b.Facts.Roster.Changes[0]
	gone.Unit, gone.Licence = "旧", "140103100044"
	b.Facts.Visits = append(b.Facts.Visits, gone.Keep())
	moved.Unit, moved.Filing = "乙", nil
	b.Facts.Roster.Changes = slices.Insert(b.Facts.Roster.Changes, 0, moved)
	return b
}

// people is what a board says of its customers.
func people(t *testing.T, text string) string {
	t.Helper()
	_, rest, found := strings.Cut(text, `<section id="people">`)
	part, _, end := strings.Cut(rest, "</section>")
	if !found || !end {
		t.Fatal("the board has no 每户经过")
	}
	return part
}

// TestABoardListsNoMoreThanAPageCanShow: of four customers a page of four lists each; one
// of fewer lists none, and leads to the boards that do.
func TestABoardListsNoMoreThanAPageCanShow(t *testing.T) {
	if part := people(t, html(t, crowded("", 4))); strings.Count(part, "<details>") != 4 || strings.Contains(part, "列不下") || strings.Contains(part, `id="crowd"`) {
		t.Errorf("a page of four does not list four:\n%s", part)
	}
	text := html(t, crowded("", 3))
	part := people(t, text)
	for _, want := range []string{
		"全市共 4 户，一页列不下（最多列 3 户），这里就不列了。每户经过列在各县区自己的看板里，从下表打开。",
		"其中 1 户有两个以上县区报过：每个县区的看板各列本县区的那一部分，户数也各计一次；全部见 bangfu trace。",
		`<tr data-licences="140101100011 140101100022"><th scope="row">甲</th><td class="n">2</td><td><a href="../%e7%94%b2/%e7%9c%8b%e6%9d%bf.html">打开看板</a></td></tr>`,
		`<tr data-licences="140101100011 140102100033"><th scope="row">乙</th><td class="n">2</td><td><a href="../%e4%b9%99/%e7%9c%8b%e6%9d%bf.html">打开看板</a></td></tr>`,
		`<tr data-licences="140103100044"><th scope="row">旧</th><td class="n">1</td><td>没有自己的看板，请运维用 bangfu trace 许可证号 查</td></tr>`,
	} {
		if !strings.Contains(part, want) {
			t.Errorf("lacks %s in\n%s", want, part)
		}
	}
	if strings.Contains(part, "<details>") || strings.Contains(part, "点许可证号看经过") {
		t.Errorf("lists lives, or says so:\n%s", part)
	}
	masked(t, text)
	runs(t, text)
}

// TestAUnitsLivesMayBeTooMany: a unit's board leads to no other, and the city's does not
// lead to one that lists nobody.
func TestAUnitsLivesMayBeTooMany(t *testing.T) {
	text := html(t, crowded("甲", 1))
	if part := people(t, text); !strings.Contains(part, "本县区共 2 户，一页列不下（最多列 1 户），这里就不列了。要看一户的经过，请运维用 bangfu trace 许可证号 查。") || strings.ContainsAny(part, "乙") || strings.Contains(part, "<input") {
		t.Errorf("甲's board of too many says\n%s", part)
	}
	runs(t, text)
	part := people(t, html(t, crowded("", 1)))
	if n := strings.Count(part, "<td>这个县区的也列不下，请运维用 bangfu trace 许可证号 查</td>"); n != 2 || strings.Contains(part, "<a ") {
		t.Errorf("leads to boards that list nobody:\n%s", part)
	}
}

// TestHowManyLivesAPageLists, and none of somebody erased counts.
func TestHowManyLivesAPageLists(t *testing.T) {
	if got := (Board{}).limit(); got != 20000 {
		t.Errorf("%d", got)
	}
	b := crowded("", 3)
	b.Facts.Erased = map[string]bool{"140103100044": true}
	if part := people(t, html(t, b)); strings.Count(part, "<details>") != 3 {
		t.Errorf("three who are left are not listed:\n%s", part)
	}
}

// runs proves that the policy of a page allows its script.
func runs(t *testing.T, text string) {
	t.Helper()
	_, rest, _ := strings.Cut(text, "<script>")
	script, _, _ := strings.Cut(rest, "</script>")
	sum := sha256.Sum256([]byte(script))
	// of the letters of base64 the template writes + as &#43;
	if want := "script-src &#39;sha256-" + strings.ReplaceAll(base64.StdEncoding.EncodeToString(sum[:]), "+", "&#43;"); !strings.Contains(text, want) {
		t.Errorf("the page's script is not allowed: %s", want)
	}
}

var lifeItem = regexp.MustCompile(`<li><time datetime="[0-9-]+">([0-9-]+)</time> <b>([^<]+)</b> ([^<]*)</li>`)

// TestALifeInItsOrder: what happened on one day stands by kind, whatever order it came in.
func TestALifeInItsOrder(t *testing.T) {
	b := board("甲")
	f := &b.Facts
	day, v, line := f.Today, f.Visits[0].Open(), f.Plan.Lines[0].Open()
	v.Day, v.State = day-1, ""
	f.Visits = append(f.Visits, v.Keep())
	line.Base = 3
	f.Plan.Lines = append(f.Plan.Lines, line.Keep())
	f.Plan.Removed = []assist.Removal{{At: f.At, Unit: "甲", Licence: line.Licence, Barcode: line.Barcode, Cartons: 4, Move: "撤销", Reason: "王小样 13800001111 退货"}}
	_, life, _ := strings.Cut(html(t, b), "<details><summary>140101100011 ")
	life, _, _ = strings.Cut(life, "</details>")
	var got []string
	for _, m := range lifeItem.FindAllStringSubmatch(life, -1) {
		got = append(got, strings.Join(m[1:], " "))
	}
	want := []string{
		"2026-11-24 走访 定期走访　问题无",
		"2026-11-25 申请 新增：备案（回执 HZ-1-20261125-001）",
		"2026-11-25 备案 新增 样烟弱备20260001（县区审批）",
		"2026-11-25 供货 2026-W49 撤销 样牌（硬） 4 条：王** 138****1111 退货",
		"2026-11-25 走访 定期走访　问题处理中",
		"2026-11-30 供货 2026-W49 草案 样牌（硬）：原供应 2，申请 10，加量 4（公平分配）",
		"2026-11-30 供货 2026-W49 草案 样牌（硬）：原供应 3，申请 10，加量 4（公平分配）",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the life is\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestEveryLifeStandsOnALongPage lists more customers than the room is measured by.
func TestEveryLifeStandsOnALongPage(t *testing.T) {
	b := board("甲")
	v := b.Facts.Visits[0].Open()
	for n := range 700 {
		v.Licence = fmt.Sprintf("1401022%05d", n)
		for range 1 + n%5 {
			b.Facts.Visits = append(b.Facts.Visits, v.Keep())
		}
	}
	text := html(t, b)
	for n := range 700 {
		_, life, found := strings.Cut(text, fmt.Sprintf("<details><summary>1401022%05d ", n))
		life, _, _ = strings.Cut(life, "</details>")
		if got := strings.Count(life, "<li>"); !found || got != 1+n%5 {
			t.Fatalf("the %d-th has %d events, not %d", n, got, 1+n%5)
		}
	}
	if !strings.HasSuffix(text, "</html>\n") {
		t.Error("the page does not end")
	}
}

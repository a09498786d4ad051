//go:build browser

package page

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// demo is the outbox of the sample city, as the program itself writes it.
func demo(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "bangfu")
	for _, args := range [][]string{{"go", "build", "-o", program, "bangfu/cmd/bangfu"}, {program, "demo", filepath.Join(dir, "演示")}} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", args[0], err, out)
		}
	}
	return filepath.Join(dir, "演示", "发件箱")
}

// TestTheBoardsInABrowser opens the boards of the sample city, and the 核对.html
// beside them: every link leads to a file, nothing is asked of a network, the
// tables sort, a licence is found, and without script all of it is read.
func TestTheBoardsInABrowser(t *testing.T) {
	outbox := demo(t)
	for _, unit := range []string{"市局", "平城区"} {
		path := filepath.Join(outbox, unit, "看板.html")
		s := open(t, path, noon)
		s.until(`document.querySelectorAll('th button').length > 0`)
		for _, link := range value[[]string](s, `[...document.querySelectorAll('a')].map(a => decodeURIComponent(a.getAttribute('href')))`) {
			if _, err := os.Stat(filepath.Join(outbox, unit, filepath.FromSlash(link))); err != nil {
				t.Errorf("%s: %v", unit, err)
			}
		}
		s.sorts()
		s.finds()
		s.do(chromedp.Evaluate(`document.activeElement.blur(); scrollTo(0, 0)`, nil))
		name := map[string]string{"市局": "board-city", "平城区": "board-unit"}[unit]
		s.shoot(name+"-light", 1366, false)
		s.shoot(name+"-dark", 1366, true)
		s.shoot(name+"-narrow", 360, false)
		s.print(name)
		s.quiet()
		s.do(emulation.SetScriptExecutionDisabled(true), chromedp.Navigate("file://"+path))
		var text string
		if s.do(chromedp.Text("main", &text)); !strings.Contains(text, "公平") || !strings.Contains(text, "每户经过") {
			t.Errorf("%s: without script it is not read", unit)
		}
	}
	s := open(t, filepath.Join(outbox, "平城区", "核对.html"), noon)
	s.until("document.body.dataset.ready==='yes'")
	s.choose(sample(t, "周一/平城区/申请表.xlsx"))
	s.until(done + "===1")
	s.shoot("demo-check", 1366, false)
	s.quiet()
}

// sorts clicks the first header of each table twice and looks at the order.
func (s *surf) sorts() {
	s.Helper()
	for i := range value[int](s, `document.querySelectorAll('.sortable').length`) {
		column := fmt.Sprintf(`[...document.querySelectorAll('.sortable')[%d].tBodies[0].rows].map(r => r.cells[0].textContent.trim())`, i)
		press := chromedp.Evaluate(fmt.Sprintf(`document.querySelectorAll('.sortable')[%d].querySelector('th button').click()`, i), nil)
		s.do(press)
		up := value[[]string](s, column)
		s.do(press)
		down := value[[]string](s, column)
		if first, last := up[0], down[0]; len(up) > 1 && up[0] != up[len(up)-1] && first == last {
			s.Errorf("table %d does not sort: %v %v", i, up, down)
		}
	}
}

// finds types a licence and sees its timeline alone.
func (s *surf) finds() {
	s.Helper()
	licence := value[string](s, `document.querySelector('#people summary').textContent.trim().slice(0, 12)`)
	s.do(chromedp.SendKeys("#licence", licence, chromedp.ByID))
	if got := value[int](s, `[...document.querySelectorAll('#people details')].filter(d => !d.hidden && d.open).length`); got != 1 {
		s.Errorf("%d timelines are open for %s", got, licence)
	}
	if got := value[int](s, `document.querySelectorAll('#people details[open] li').length`); got == 0 {
		s.Errorf("nothing happened to %s", licence)
	}
	s.do(chromedp.Evaluate(`document.getElementById('licence').value = ''; document.getElementById('licence').dispatchEvent(new Event('input'))`, nil))
}

// TestACrowdedBoardInABrowser: where a page cannot list all lives, the box says which
// units' boards list a licence, and without script their links stand there.
func TestACrowdedBoardInABrowser(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "看板.html")
	if err := os.WriteFile(path, []byte(html(t, crowded("", 3))), 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, path, noon)
	s.until(`document.querySelectorAll('#crowd th button').length === 3`)
	for _, c := range []struct{ typed, units, said string }{
		{"140101100022", "甲", "找到 1 户：甲"}, {"1401011", "甲 乙", "找到 2 户：甲、乙"}, {"140101100011", "甲 乙", "找到 1 户：甲、乙"},
		{"44", "旧", "找到 1 户：旧"}, {"140199999999", "", "没有这个号码，请核对"}, {"", "甲 乙 旧", ""},
	} {
		s.do(chromedp.Evaluate(fmt.Sprintf(`document.getElementById('licence').value = '%s'; document.getElementById('licence').dispatchEvent(new Event('input'))`, c.typed), nil))
		if got := value[string](s, `[...document.querySelectorAll('#crowd tbody tr')].filter(r => !r.hidden && r.offsetHeight).map(r => r.cells[0].textContent).join(' ')`); got != c.units {
			t.Errorf("%s: the table shows %q, not %q", c.typed, got, c.units)
		}
		if got := value[string](s, `document.getElementById('count').textContent`); got != c.said {
			t.Errorf("%s: the page says %q, not %q", c.typed, got, c.said)
		}
	}
	s.sorts()
	s.shoot("board-crowd-light", 1366, false)
	s.shoot("board-crowd-narrow", 360, false)
	s.print("board-crowd")
	s.quiet()
	s.do(emulation.SetScriptExecutionDisabled(true), chromedp.Navigate("file://"+path))
	var text string
	if s.do(chromedp.Text("#people", &text)); !strings.Contains(text, "打开看板") || strings.Contains(text, "找许可证号") {
		t.Errorf("without script it says %s", text)
	}
}

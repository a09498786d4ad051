//go:build browser

package page

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bangfu/internal/assist"
	"bangfu/internal/form"
	"bangfu/internal/precheck"
	"bangfu/internal/xlsx/read"
	"bangfu/templates"
)

func ms(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, assist.Zone)

// builtin are the rules of the built-in city.
func builtin(t *testing.T) precheck.Rules {
	t.Helper()
	terms, err := form.Standard(templates.Units, templates.Dibao, templates.Products)
	if err != nil {
		t.Fatal(err)
	}
	return precheck.Rules{Terms: terms, Limits: read.Limits{}}
}

// checkPage writes a 核对.html of the built-in city and says where.
func checkPage(t *testing.T, asOf assist.Date) string {
	t.Helper()
	rules, err := builtin(t).Pack()
	if err != nil {
		t.Fatal(err)
	}
	html, err := Check{Office: "示例市局", AsOf: asOf, Rules: rules, Most: 30 << 20}.HTML()
	if err != nil {
		t.Fatal(err)
	}
	if len(html) > 8<<20 {
		t.Errorf("核对.html has %d bytes, more than 8 MB", len(html))
	}
	path := filepath.Join(t.TempDir(), "核对.html")
	if err := os.WriteFile(path, html, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// native is what `bangfu check` finds in a file.
func native(t *testing.T, path string) precheck.Checked {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := precheck.Check(context.Background(), precheck.Ask{Name: filepath.Base(path), Data: data, At: noon, Rules: builtin(t)})
	if err != nil {
		t.Fatal(err)
	}
	c.Result.Unmask()
	return c
}

func sample(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// choose hands files to the page as its button does.
func (s *surf) choose(paths ...string) { s.do(chromedp.SetUploadFiles("#file", paths, chromedp.ByID)) }

const done = `document.querySelectorAll('.card[data-done]').length`

// card is the text of what the page found in a file, finding by finding.
func (s *surf) card(name string) []string {
	s.Helper()
	return value[[]string](s, fmt.Sprintf(`[...[...document.querySelectorAll('.card')].find(c=>c.querySelector('h2').textContent===%q).querySelectorAll('.f')].map(f=>f.innerText.replace(/\s+/g,''))`, name))
}

// TestACheckInTheBrowser drops real files onto the page: what it shows is what
// `bangfu check` finds, the copy it gives is the same file byte for byte, and
// nothing is asked of any network.
func TestACheckInTheBrowser(t *testing.T) {
	s := open(t, checkPage(t, assist.DateOf(noon)), noon)
	began := time.Now()
	s.until("document.body.dataset.ready==='yes'")
	t.Logf("ready %v after opening", time.Since(began).Round(10*time.Millisecond))
	files := []string{sample(t, "周一/平城区/申请表.xlsx"), sample(t, "周一/云冈区/云冈区11月申请.xlsx"), sample(t, "周一/阳高县/阳高销售.csv"), sample(t, "周三/左云县/走访台账.xlsx")}
	s.choose(files...)
	s.until(fmt.Sprintf("%s===%d", done, len(files)))
	for _, path := range files {
		s.sameAs(native(t, path), filepath.Base(path))
	}
	s.drop(sample(t, "周三/左云县/申请表.xlsx"))
	s.until(fmt.Sprintf("%s===%d", done, len(files)+1))
	s.sameAs(native(t, sample(t, "周三/左云县/申请表.xlsx")), "申请表.xlsx")
	s.do(chromedp.Evaluate(`document.querySelectorAll('.card')[4].querySelector('.found').scrollIntoView()`, nil))
	s.shoot("check-found", 1000, false)
	s.shoot("check-found-dark", 1366, true)
	s.shoot("check-found-narrow", 360, false)
	s.do(chromedp.Evaluate(`scrollTo(0, 0)`, nil))
	s.shoot("check-light", 1366, false)
	s.shoot("check-dark", 1366, true)
	s.shoot("check-narrow", 360, false)
	s.print("check")
	s.quiet()
}

// TestThePageCannotAskAnybody tries to reach out from the page and from a worker
// of it: the page's own policy forbids both.
func TestThePageCannotAskAnybody(t *testing.T) {
	s := open(t, checkPage(t, assist.DateOf(noon)), noon)
	s.until("document.body.dataset.ready==='yes'")
	for from, script := range map[string]string{
		"img-src":     `document.addEventListener('securitypolicyviolation', e => said = e.effectiveDirective); new Image().src = 'https://away.invalid/a.png'`,
		"connect-src": `new Worker(URL.createObjectURL(new Blob(["self.addEventListener('securitypolicyviolation', e => postMessage(e.effectiveDirective)); fetch('https://away.invalid/').catch(() => 0)"]))).onmessage = e => said = e.data`,
	} {
		s.do(chromedp.Evaluate("var said = ''; "+script+"; 0", nil))
		s.until("said !== ''")
		if got := value[string](s, "said"); got != from {
			t.Errorf("the policy forbids %s, want %s", got, from)
		}
	}
	if len(s.asked) == 0 {
		t.Error("what the page asks for is not heard")
	}
}

// sameAs compares the newest card of a name with what was found natively.
func (s *surf) sameAs(c precheck.Checked, name string) {
	s.Helper()
	var want []string
	for _, f := range c.Result.Findings {
		want = append(want, strings.Join(strings.Fields(f.Message+f.Fix), ""))
	}
	got := s.card(name)
	if len(got) != len(want) {
		s.Errorf("%s: %d findings on the page, %d natively", name, len(got), len(want))
	}
	for _, w := range want {
		if !slices.ContainsFunc(got, func(g string) bool { return strings.HasSuffix(g, w) }) {
			s.Errorf("%s: the page does not say %s", name, w)
		}
	}
	ending := filepath.Ext(name)
	saved := strings.TrimSuffix(name, ending) + "_核对.xlsx"
	os.Remove(filepath.Join(s.saved, saved))
	s.do(chromedp.Evaluate(fmt.Sprintf(`[...document.querySelectorAll('.card')].find(c=>c.querySelector('h2').textContent===%q).querySelector('a.button').click()`, name), nil))
	if data := s.download(saved); !bytes.Equal(data, c.Copy) {
		s.Errorf("%s: the downloaded copy of %d bytes is not the one of %d that check writes", name, len(data), len(c.Copy))
	}
}

// drop lets a file fall onto the page with the mouse.
func (s *surf) drop(path string) {
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: []string{path}, DragOperationsMask: 1}
	for _, kind := range []input.DispatchDragEventType{input.DragEnter, input.DragOver, input.Drop} {
		s.do(input.DispatchDragEvent(kind, 600, 200, data))
	}
}

// TestACheckByKeyboardAlone chooses a file and saves its copy without a mouse.
func TestACheckByKeyboardAlone(t *testing.T) {
	s := open(t, checkPage(t, assist.DateOf(noon)), noon)
	chooser := make(chan cdp.BackendNodeID, 1)
	chromedp.ListenTarget(s.ctx, func(ev any) {
		if e, ok := ev.(*page.EventFileChooserOpened); ok {
			chooser <- e.BackendNodeID
		}
	})
	s.do(page.SetInterceptFileChooserDialog(true))
	s.until("document.body.dataset.ready==='yes'")
	s.tabTo("选择文件")
	s.do(chromedp.KeyEvent(kb.Enter))
	path := sample(t, "周一/平城区/申请表.xlsx")
	select {
	case node := <-chooser:
		s.do(dom.SetFileInputFiles([]string{path}).WithBackendNodeID(node))
	case <-time.After(10 * time.Second):
		t.Fatal("Enter on the button opens no file chooser")
	}
	s.until(done + "===1")
	s.tabTo("下载标注副本")
	s.do(chromedp.KeyEvent(kb.Enter))
	if data := s.download("申请表_核对.xlsx"); !bytes.Equal(data, native(t, path).Copy) {
		t.Error("the copy saved by keyboard is another file")
	}
	s.tabTo("✗ 退回")
	s.do(chromedp.KeyEvent(" "))
	if other := value[int](s, `document.querySelectorAll('.f:not(.V)').length`); other > 0 {
		t.Errorf("%d findings of other levels are shown under the filter", other)
	}
	s.quiet()
}

// tabTo presses Tab until what has the focus begins with these words.
func (s *surf) tabTo(words string) {
	s.Helper()
	for range 60 {
		s.do(chromedp.KeyEvent(kb.Tab))
		if strings.HasPrefix(value[string](s, "document.activeElement.textContent.trim()"), words) {
			return
		}
	}
	s.Fatalf("Tab does not reach %s", words)
}

// TestAnOldCheckPageSaysSo opens a page whose parameters are 41 days old.
func TestAnOldCheckPageSaysSo(t *testing.T) {
	for days, stale := range map[int]bool{40: false, 41: true} {
		s := open(t, checkPage(t, assist.DateOf(noon.AddDate(0, 0, -days))), noon)
		s.until("document.body.dataset.ready==='yes'")
		if got := value[bool](s, "document.getElementById('terms').classList.contains('stale')"); got != stale {
			t.Errorf("after %d days: stale is %v", days, got)
		}
		if stale {
			s.shoot("check-stale", 1366, false)
		}
		s.quiet()
	}
}

// TestAHostileFileEndsInASentence drops a bomb, a sheet of 500 MB, a broken
// file and one that is too large: each ends in a sentence, and the page still
// judges the next.
func TestAHostileFileEndsInASentence(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	s := open(t, checkPage(t, assist.DateOf(noon)), noon)
	s.until("document.body.dataset.ready==='yes'")
	s.choose(put("大表.xlsx", bomb(t, "xl/worksheets/sheet1.xml", 500<<20)), put("词.xlsx", bomb(t, "xl/sharedStrings.xml", 390<<20)),
		put("坏.xlsx", []byte("PK\x03\x04 broken")), put("大.xlsx", make([]byte, 31<<20)), sample(t, "周一/平城区/申请表.xlsx"))
	s.until(done + "===5")
	for _, name := range []string{"大表.xlsx", "词.xlsx", "坏.xlsx", "大.xlsx"} {
		text := value[string](s, fmt.Sprintf(`[...document.querySelectorAll('.card')].find(c=>c.querySelector('h2').textContent===%q).innerText`, name))
		if !strings.Contains(text, "✗") && !strings.Contains(text, "没有") {
			t.Errorf("%s: no sentence: %s", name, text)
		}
		t.Logf("%s: %.120q", name, text)
	}
	s.sameAs(native(t, sample(t, "周一/平城区/申请表.xlsx")), "申请表.xlsx")
	s.quiet()
}

// bomb is an .xlsx one of whose parts unpacks to so many bytes.
func bomb(t *testing.T, part string, size int) []byte {
	t.Helper()
	good, err := zip.OpenReader(sample(t, "周一/平城区/申请表.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer good.Close()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range good.File {
		if f.Name != part {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	p, err := w.Create(part)
	if err != nil {
		t.Fatal(err)
	}
	head, unit, tail := `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`, `<row r="1"><c r="A1"><v>1</v></c></row>`, `</sheetData></worksheet>`
	if strings.Contains(part, "Strings") {
		head, unit, tail = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`, `<si><t>帮扶</t></si>`, `</sst>`
	}
	block := strings.Repeat(unit, 1<<20/len(unit))
	fmt.Fprint(p, head)
	for n := 0; n < size; n += len(block) {
		fmt.Fprint(p, block)
	}
	fmt.Fprint(p, tail)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

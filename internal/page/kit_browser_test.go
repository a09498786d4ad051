//go:build browser

package page

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// surf is a browser that looks at one page, and what it was heard to do.
type surf struct {
	*testing.T
	ctx   context.Context
	saved string // where downloads go

	mu    sync.Mutex
	asked []string // requests that left the machine's files
	said  []string // errors on the console
}

// open opens a page by file://, with the browser's clock stopped at an instant.
func open(t *testing.T, path string, at time.Time) *surf {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("allow-file-access-from-files", false))
	if chrome := os.Getenv("CHROMIUM"); chrome != "" {
		opts = append(opts, chromedp.ExecPath(chrome))
	}
	run, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	tab, leave := chromedp.NewContext(run)
	t.Cleanup(leave)
	ctx, end := context.WithTimeout(tab, 4*time.Minute)
	t.Cleanup(end)
	s := &surf{T: t, ctx: ctx, saved: t.TempDir()}
	chromedp.ListenTarget(ctx, s.hear)
	clock := "{const at=" + ms(at) + ";Date.now=()=>at}"
	s.do(network.Enable(), runtime.Enable(), log.Enable(), page.Enable(),
		chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := page.AddScriptToEvaluateOnNewDocument(clock).Do(ctx)
			return err
		}),
		browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(s.saved),
		chromedp.EmulateViewport(1366, 768),
		chromedp.Navigate("file://"+path))
	return s
}

// hear notes what must not be: requests, and errors.
func (s *surf) hear(ev any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if u := ev.Request.URL; !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "blob:") && !strings.HasPrefix(u, "data:") {
			s.asked = append(s.asked, u)
		}
	case *runtime.EventExceptionThrown:
		s.said = append(s.said, ev.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.APITypeError || ev.Type == runtime.APITypeWarning {
			s.said = append(s.said, string(ev.Type))
		}
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.LevelError {
			s.said = append(s.said, ev.Entry.Text)
		}
	}
}

// quiet proves that the page asked nobody for anything and had no error.
func (s *surf) quiet() {
	s.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.asked) > 0 {
		s.Errorf("the page asked for %v", s.asked)
	}
	if len(s.said) > 0 {
		s.Errorf("the console says %v", s.said)
	}
}

func (s *surf) do(actions ...chromedp.Action) {
	s.Helper()
	if err := chromedp.Run(s.ctx, actions...); err != nil {
		s.Fatal(err)
	}
}

// value is what an expression of the page gives.
func value[V any](s *surf, expression string) V {
	s.Helper()
	var v V
	s.do(chromedp.Evaluate(expression, &v))
	return v
}

// until waits for an expression to hold.
func (s *surf) until(expression string) {
	s.Helper()
	s.do(chromedp.Poll(expression, nil, chromedp.WithPollingTimeout(3*time.Minute)))
}

// shoot takes a picture of the whole page into the folder that SHOTS names, to
// be looked at.
func (s *surf) shoot(name string, width int64, dark bool) {
	s.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	var png []byte
	s.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}),
		chromedp.EmulateViewport(width, 768), chromedp.CaptureScreenshot(&png))
	if wide := value[int](s, "document.documentElement.scrollWidth"); wide > int(width) {
		s.Errorf("%s: %d pixels wide on a screen of %d", name, wide, width)
	}
	s.keep(name+".png", png)
}

// print is the page as it comes out on A4.
func (s *surf) print(name string) {
	s.Helper()
	var pdf []byte
	s.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		return err
	}))
	s.keep(name+".pdf", pdf)
}

func (s *surf) keep(name string, data []byte) {
	s.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
		s.Fatal(err)
	}
}

// download waits for a file to lie whole among the downloads.
func (s *surf) download(name string) []byte {
	s.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if data, err := os.ReadFile(filepath.Join(s.saved, name)); err == nil && len(data) > 0 {
			return data
		}
	}
	s.Fatalf("%s was not downloaded", name)
	return nil
}

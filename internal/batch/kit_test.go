package batch

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/face"
	"bangfu/internal/form"
	"bangfu/internal/ledger"
	"bangfu/internal/place"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
	"bangfu/templates"
)

// A law is checked a few times with the same luck, under the tag soak often and with
// other luck each time, unless flags say otherwise. Garbage is collected less often and
// not profiled: lives are about laws, not about memory.
func init() {
	debug.SetGCPercent(400)
	runtime.MemProfileRate = 0
	wanted := map[string]string{"rapid.checks": fmt.Sprint(checks), "rapid.shrinktime": "60s", "rapid.nofailfile": "true"}
	if luck != "" {
		wanted["rapid.seed"] = luck
	}
	for name, value := range wanted {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
}

// faces are the embedded fonts, read once for all tests.
var faces = sync.OnceValues(face.Embedded)

// bench is a workspace in a temporary folder, run by the real stages.
type bench struct {
	testing.TB
	*Site
	root  string
	plain int64 // of the Site
}

// newBench makes a workspace with the built-in tables and opens it on a disk.
func newBench(t testing.TB, d disk.FS) *bench {
	t.Helper()
	terms, err := form.Standard(templates.Units, templates.Dibao, templates.Products)
	if err != nil {
		t.Fatal(err)
	}
	return benchOf(t, d, terms)
}

// benchOf makes a workspace with some tables and opens it on a disk.
func benchOf(t testing.TB, d disk.FS, terms assist.Terms) *bench {
	t.Helper()
	b := &bench{TB: t, root: t.TempDir()}
	p := place.New(b.root, place.Folders{})
	for _, u := range append(terms.Units, assist.Unit{Name: assist.City}) {
		b.must(os.MkdirAll(p.Inbox(u.Name), 0o755))
		b.must(os.MkdirAll(p.Outbox(u.Name), 0o755))
	}
	b.must(os.MkdirAll(p.Settings(), 0o755))
	for path, book := range map[string]form.Workbook{p.Terms(): form.PolicyBook, p.Products(): form.CatalogueBook} {
		data, err := write.Write(form.Blank(book, "", terms, assist.Day(2026, 11, 2)))
		b.must(err)
		b.must(os.WriteFile(path, data, 0o644))
	}
	b.open(d)
	return b
}

// open opens the workspace again, as another process would.
func (b *bench) open(d disk.FS) {
	b.Helper()
	if b.Site != nil {
		b.must(b.Ledger.Close())
	}
	p := place.New(b.root, place.Folders{})
	l, err := ledger.Open(context.Background(), p.Ledger(), ledger.Options{Disk: d})
	b.must(err)
	zone, err := time.LoadLocation("Asia/Shanghai")
	b.must(err)
	settings := Settings{Text: []byte("settle = 0\n"), Deadlines: assist.Deadlines{Zone: zone, Cutoff: assist.WeekHour{Day: time.Thursday, Hour: 18}, Latest: assist.WeekHour{Day: time.Sunday, Hour: 12}}, Filing: "大烟弱备", Limits: read.Limits{}.Filled()}
	b.Site = &Site{
		Disk: d, Place: p, Settings: settings, Parse: func([]byte) (Settings, error) { return settings, nil },
		Ledger: l, Archive: archive.New(d, p.Archive()), Faces: faces, Program: "test",
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Wait: func(context.Context, time.Duration) {}, plain: b.plain,
	}
	b.Cleanup(func() { l.Close() })
}

func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// drop puts a file into a unit's drop folder.
func (b *bench) drop(unit, name string, data []byte) {
	b.Helper()
	b.must(os.WriteFile(filepath.Join(b.Place.Inbox(unit), name), data, 0o644))
}

// at is an instant in Asia/Shanghai.
func (b *bench) at(text string) time.Time {
	b.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", text, assist.Zone)
	b.must(err)
	return t
}

// run is one pass that must succeed.
func (b *bench) run(at string) Result {
	b.Helper()
	res, err := b.Run(context.Background(), b.at(at), false)
	b.must(err)
	return res
}

// done closes the workspace and removes it, before the test ends.
func (b *bench) done() {
	b.Helper()
	b.must(b.Ledger.Close())
	b.must(os.RemoveAll(b.root))
}

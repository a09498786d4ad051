package batch

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/form"
	"bangfu/internal/place"
	"bangfu/internal/sample"
	"bangfu/internal/xlsx"
	"bangfu/templates"
)

// smallCity is a city of two units with a few customers each: its parameters,
// and what lies in the drop folders by unit and name.
type smallCity struct {
	terms assist.Terms
	drops map[string]map[string][]byte
}

// thursday is after the cut-off of the week the small city plays in: a run
// then takes everything and freezes the plan of 2026-W49.
const thursday = "2026-11-26 18:30"

// theCity makes the small city once: applications, sales (one history as CSV),
// visits, the city's register and plan, and one workbook cut in the middle.
var theCity = sync.OnceValues(func() (smallCity, error) {
	c := smallCity{drops: map[string]map[string][]byte{}}
	builtin, err := form.Standard(templates.Units, templates.Dibao, templates.Products)
	if err != nil {
		return c, err
	}
	day, _ := assist.ParseDate("2026-11-23")
	o := sample.Options{Units: 2, Customers: 4, Months: 4, Seed: 7, Week: assist.WeekOf(day)}
	c.terms = o.Terms(builtin)
	root, err := os.MkdirTemp("", "city")
	if err != nil {
		return c, err
	}
	defer os.RemoveAll(root)
	p := place.At(root, place.Folders{})
	for _, u := range append(unitNames(c.terms), assist.City) {
		if err := os.MkdirAll(p.Inbox(u), 0o755); err != nil {
			return c, err
		}
	}
	if err := sample.Write(disk.Real(), p, c.terms, o, nil); err != nil {
		return c, err
	}
	return c, c.gather(p)
})

func (c smallCity) gather(p place.Place) error {
	return filepath.WalkDir(p.Inboxes(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		unit := filepath.Base(filepath.Dir(path))
		if c.drops[unit] == nil {
			c.drops[unit] = map[string][]byte{}
		}
		c.drops[unit][d.Name()] = data
		return err
	})
}

func TestZZ(t *testing.T) {
	c, err := theCity()
	if err != nil {
		t.Fatal(err)
	}
	for u, m := range c.drops {
		for n, d := range m {
			t.Log(u, n, len(d))
		}
	}
	f := &disk.Faulty{FS: disk.Real(), At: -1}
	b := newBench(t, f)
	data, _ := xlsx.Write(form.Blank(form.PolicyBook, "", nil, c.terms))
	b.must(os.WriteFile(b.Place.Terms(), data, 0o644))
	for u, m := range c.drops {
		for n, d := range m {
			b.drop(u, n, d)
		}
	}
	b.Progress = func(s string, i, n int) { t.Log(s, i, n) }
	res := b.run(thursday)
	for _, x := range res.Files {
		t.Logf("%+v", x)
	}
	t.Log(res.Outputs, res.Plan, res.Faults)
	t.Log(len(f.Ops()))
	_ = context.Background
	_ = bytes.NewReader
	w, told, err := b.Verify(context.Background())
	t.Log(w, told, err)
}

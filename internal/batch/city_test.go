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
	"bangfu/internal/xlsx/read"
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
// visits, the city's register and plan, one workbook cut in the middle, and a note that
// is none.
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
	p := place.New(root, place.Folders{})
	for _, u := range append(unitNames(c.terms), assist.City) {
		if err := os.MkdirAll(p.Inbox(u), 0o755); err != nil {
			return c, err
		}
	}
	if err := sample.Write(context.Background(), disk.Real(), p, c.terms, o, nil); err != nil {
		return c, err
	}
	if err := c.gather(p); err != nil {
		return c, err
	}
	whole := c.drops["平城区"]["申请表.xlsx"]
	c.drops["平城区"]["截断.xlsx"] = whole[:len(whole)*3/5]
	c.drops["云冈区"]["便条.txt"] = []byte("请查收，表随后报。")
	c.drops["云冈区"]["销售历史.csv"], err = csvOf(c.drops["云冈区"]["销售历史.xlsx"])
	delete(c.drops["云冈区"], "销售历史.xlsx")
	return c, err
})

// csvOf is the first sheet of a workbook as CSV in UTF-8.
func csvOf(book []byte) ([]byte, error) {
	b, err := read.Open(context.Background(), bytes.NewReader(book), int64(len(book)), "a.xlsx", read.Limits{})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for row, err := range b.Rows(context.Background(), 0) {
		if err != nil {
			return nil, err
		}
		for i, c := range row.Cells {
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString(c.Text)
		}
		out.WriteString("\r\n")
	}
	return out.Bytes(), nil
}

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

// newCity is a workspace of the small city with everything dropped.
func newCity(t testing.TB, d disk.FS) *bench {
	t.Helper()
	b := emptyCity(t, d)
	c, _ := theCity()
	for unit, files := range c.drops {
		for name, data := range files {
			b.drop(unit, name, data)
		}
	}
	return b
}

// emptyCity is a workspace of the small city with nothing dropped.
func emptyCity(t testing.TB, d disk.FS) *bench {
	t.Helper()
	c, err := theCity()
	if err != nil {
		t.Fatal(err)
	}
	return benchOf(t, d, c.terms)
}

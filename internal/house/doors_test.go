package house

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is one package: the floor it stands on, what it may import of ours, and
// what it alone may import of others.
type room struct {
	floor  int
	ours   []string // without bangfu/internal/
	theirs []string // third-party modules, by prefix
	why    string
}

// rooms is the whole building. A new package is entered here with its reason.
var rooms = map[string]room{
	"internal/column": {1, []string{"sheet"}, nil, "what our columns are called and what is known of each"},
	"internal/assist": {1, []string{"sheet", "column", "canon"}, []string{"golang.org/x/text"}, "the facts; a row carries the faults it was read with, product names are folded by width, and who is on the roll is kept as canonical bytes"},
	"internal/sheet":  {1, nil, nil, "a workbook as values"},
	"internal/face":   {1, nil, []string{"golang.org/x/image"}, "fonts: outlines come from sfnt"},
	"internal/paper":  {1, []string{"face"}, []string{"golang.org/x/text"}, "typesetting measures with the face"},
	"internal/disk":   {1, nil, []string{"github.com/gofrs/flock", "golang.org/x/sys", "golang.org/x/text"}, "a lock that dies with its process; file systems by name; names are compared in NFC"},
	"internal/place":  {1, []string{"assist"}, []string{"golang.org/x/text"}, "file names carry weeks and are NFC"},

	"internal/inbox":      {2, []string{"disk", "place"}, []string{"golang.org/x/text"}, "names from other systems are normalised"},
	"internal/archive":    {2, []string{"disk"}, nil, "originals by hash"},
	"internal/xlsx/read":  {2, []string{"sheet", "xlsx/ooxml"}, []string{"github.com/klauspost/compress", "github.com/richardlehane/mscfb", "golang.org/x/text"}, "inflate, OLE containers and GB18030"},
	"internal/xlsx/ooxml": {1, nil, nil, "the format alone: the ground under the three of xlsx"},
	"internal/xlsx/write": {2, []string{"sheet", "xlsx/ooxml"}, []string{"github.com/xuri/excelize"}, "the only importer of excelize"},
	"internal/xlsx/mark":  {2, []string{"sheet", "xlsx/ooxml"}, nil, "draws its first sheet with a function it is given, so that it needs no writer"},
	"internal/xlsx/proof": {0, []string{"sheet"}, nil, "for tests alone"},
	"internal/form":       {2, []string{"assist", "column", "sheet"}, []string{"golang.org/x/text"}, "headers and values are folded by NFKC"},
	"internal/check":      {2, []string{"assist", "column", "sheet"}, []string{"golang.org/x/text"}, "rules judge values and faults"},
	"internal/ledger":     {2, []string{"assist", "canon", "disk"}, []string{"modernc.org/sqlite", "github.com/klauspost/compress/zstd"}, "the only importer of the driver; a string of canonical JSON ends where canon says; older backups are compressed"},
	"internal/journal":    {2, []string{"assist", "disk"}, nil, "what is written down outside the ledger; a record names weeks, files and terms"},
	"internal/canon":      {1, nil, nil, "any value as canonical bytes; knows none of ours"},
	"internal/history":    {2, []string{"assist", "canon"}, nil, "pure: the ledger's entries folded into what is in force; a snapshot of it is canonical bytes"},
	"internal/plan":       {2, []string{"assist"}, nil, "pure"},
	"internal/terms":      {2, []string{"assist", "column", "sheet", "place"}, nil, "pure: 参数 laid over what stood before; place tells which names share a folder"},
	"internal/results":    {2, []string{"assist", "column"}, nil, "pure"},
	"internal/audit":      {2, []string{"assist", "column"}, nil, "pure"},
	"internal/report":     {2, []string{"assist", "column", "sheet", "paper"}, nil, "values become sheets and papers"},
	"internal/page":       {2, []string{"assist", "column"}, nil, "pages of one file, from values and in the words of the forms; the engine of 核对.html is embedded as bytes"},
	"internal/pdf":        {2, []string{"paper", "face"}, []string{"github.com/jung-kurt/gofpdf"}, "the only importer of gofpdf"},
	"internal/outbox":     {2, []string{"disk", "place"}, nil, "publishes whole files; place says what one is called beside a file that is open"},

	"internal/fault":    {3, []string{"archive", "disk", "ledger"}, nil, "what an error of disk, archive or ledger means to the operator"},
	"internal/precheck": {3, []string{"assist", "sheet", "xlsx/read", "xlsx/write", "xlsx/mark", "form", "check", "report"}, nil, "what is done to one file, with no disk and no ledger: it is compiled for the browser too"},

	"internal/notice": {4, []string{"archive", "assist", "fault"}, nil, "what the operator is told of a run, a ledger, 存档, backups and the outbox; archive names what is wrong with an original"},

	"internal/overview": {5, []string{"assist", "column", "fault", "history", "ledger", "notice", "precheck"}, nil, "what a ledger alone tells: no folder, no parameter file"},

	"internal/batch":  {6, []string{"assist", "column", "sheet", "paper", "face", "place", "disk", "inbox", "archive", "journal", "xlsx/read", "xlsx/write", "precheck", "form", "check", "ledger", "history", "plan", "results", "audit", "report", "page", "pdf", "outbox", "terms", "fault", "notice", "overview"}, nil, "the order of the stages"},
	"internal/sample": {6, []string{"assist", "column", "sheet", "place", "disk", "form", "xlsx/read", "xlsx/write", "samples"}, []string{"golang.org/x/text"}, "a synthetic workspace is written with the forms' own tables; it stands beside batch, since the program does not need it to run"},

	"internal/peer":            {0, nil, nil, "for tests alone: two ways of doing one thing, measured in turn"},
	"internal/sheet/sheettest": {0, []string{"sheet"}, nil, "for tests alone"},
	"internal/disk/disktest":   {0, []string{"disk"}, nil, "for tests alone"},

	"internal/config":   {0, []string{"assist", "place", "sheet"}, []string{"github.com/BurntSushi/toml"}, "a leaf used by cmd only"},
	"internal/schedule": {0, nil, []string{"github.com/robfig/cron"}, "a leaf used by cmd only; the only importer of cron"},
	"internal/house":    {0, nil, nil, "this test"},
	"templates":         {0, nil, nil, "embedding cannot reach upward"},
	"samples":           {0, nil, nil, "embedding cannot reach upward"},
	"cmd/precheck":      {7, []string{"place", "precheck", "report"}, nil, "the pre-check as a browser calls it: neither disk nor ledger"},
	"cmd/bangfu":        {7, nil, []string{"github.com/alecthomas/kong", "golang.org/x/term", "github.com/kardianos/service"}, "flags, wiring, exit status"},
}

// leaves may be imported by cmd alone.
var leaves = []string{"bangfu/internal/config", "bangfu/internal/schedule"}

func TestDoors(t *testing.T) {
	root := filepath.Join("..", "..")
	for dir, imports := range packages(t, root) {
		r, known := rooms[dir]
		if !known {
			t.Errorf("%s has no room in the house: enter it in rooms with its reason", dir)
			continue
		}
		for _, path := range imports {
			if !r.may(dir, path) {
				t.Errorf("%s may not import %s (%s)", dir, path, r.why)
			}
		}
	}
}

// may reports whether a package may import a path.
func (r room) may(dir, path string) bool {
	if rest, ours := strings.CutPrefix(path, "bangfu/"); ours {
		if dir == "cmd/bangfu" {
			return !slices.Contains(ofTests, path)
		}
		if slices.Contains(leaves, path) {
			return false
		}
		return slices.Contains(r.ours, strings.TrimPrefix(rest, "internal/"))
	}
	first, _, _ := strings.Cut(path, "/")
	if !strings.Contains(first, ".") {
		return true // the standard library
	}
	return slices.ContainsFunc(r.theirs, func(p string) bool { return strings.HasPrefix(path, p) })
}

// packages lists every package's imports, tests left out.
func packages(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, filepath.Dir(path))
		dir := filepath.ToSlash(rel)
		found[dir] = append(found[dir], []string{}...)
		for _, s := range f.Imports {
			p, _ := strconv.Unquote(s.Path.Value)
			found[dir] = append(found[dir], p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestStages proves that the stages of floor 2 stand side by side: none may
// import another, whatever the table says.
func TestStages(t *testing.T) {
	for dir, r := range rooms {
		for _, name := range r.ours {
			if other, ok := rooms["internal/"+name]; ok && r.floor > 0 && other.floor >= r.floor && r.floor != 1 {
				t.Errorf("%s on floor %d has a door to %s on floor %d", dir, r.floor, name, other.floor)
			}
		}
	}
}

// TestTopLevel proves that nothing but the named rooms stands at the top.
func TestTopLevel(t *testing.T) {
	want := []string{"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "README.zh-CN.md", "cmd", "docs", "go.mod", "go.sum", "internal", "samples", "templates"}
	list, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		if !strings.HasPrefix(e.Name(), ".") {
			got = append(got, e.Name())
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("top level is %v, want %v", got, want)
	}
}

// TestFilesAreSmall keeps one noun a file: none of ours is larger than 24 KB.
func TestFilesAreSmall(t *testing.T) {
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Size() > 24<<10 {
			t.Errorf("%s has %d bytes", path, info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

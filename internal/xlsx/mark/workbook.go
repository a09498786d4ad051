package mark

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// tab is one sheet of the workbook being marked.
type tab struct {
	name  string
	part  string
	kind  string // worksheet, chartsheet, xlMacrosheet, dialogsheet
	entry *ooxml.Node
	index int // place in the workbook as it came
}

// workbook is the workbook part: its sheets and what refers to them by place.
type workbook struct {
	pkg         *ooxml.Package
	part        string
	root        *ooxml.Node
	rels        *ooxml.Rels
	sheets      []*tab
	lastCluster int                   // highest shape cluster of any drawing of notes
	reach       int                   // highest style number that a sheet uses
	oldNames    []string              // of the 回执 sheets of earlier receipts
	old         memory                // what the first of them remembers, nil for nothing
	new         memory                // what is to be remembered
	unseen      []sheet.Unseen        // marks that are not seen at first
	frontName   string                // of the 回执 sheet
	lines       map[sheet.Spot]string // its cells by the row they lead to
}

func openWorkbook(pkg *ooxml.Package) (*workbook, error) {
	w := &workbook{pkg: pkg, new: memory{}}
	if err := w.findRoot(); err != nil {
		return nil, err
	}
	if strings.Contains(string(w.root.Open), ooxml.StrictRoot) {
		if err := pkg.MakeTransitional(); err != nil {
			return nil, err
		}
		if err := w.findRoot(); err != nil {
			return nil, err
		}
		w.root.Unset("conformance")
	}
	if p := w.root.Child("workbookPr"); p != nil {
		p.Unset("dateCompatibility")
	}
	var err error
	if w.rels, err = pkg.Relations(w.part, true); err != nil {
		return nil, err
	}
	return w, w.list()
}

// base1904 reports whether the workbook counts its days from 1904.
func (w *workbook) base1904() bool {
	p := w.root.Child("workbookPr")
	return p != nil && ooxml.True(p.Attr("date1904"))
}

// findRoot finds the workbook part by its relationship.
func (w *workbook) findRoot() error {
	top, err := w.pkg.Relations("", false)
	if err != nil {
		return err
	}
	main := top.Find("officeDocument")
	if len(main) == 0 {
		return errors.New("no workbook part")
	}
	w.part = top.Target(main[0])
	tree, err := w.pkg.Tree(w.part)
	if err == nil {
		w.root = tree.Root()
	}
	return err
}

func (w *workbook) list() error {
	sheets := w.root.Child("sheets")
	if sheets == nil {
		return errors.New("the workbook lists no sheets")
	}
	for i, n := range sheets.All("sheet") {
		part, kind := w.rels.ByID(n.AttrIn(ooxml.Transitional, "id"))
		w.sheets = append(w.sheets, &tab{name: n.AttrText("name"), part: part, kind: kind, entry: n, index: i})
	}
	return nil
}

// freeName is a name no sheet has; Excel does not tell upper from lower case.
func (w *workbook) freeName(names ...string) string {
	for i := 2; ; i++ {
		for _, name := range names {
			if !slices.ContainsFunc(w.sheets, func(s *tab) bool { return strings.EqualFold(s.name, name) }) {
				return name
			}
		}
		names = []string{fmt.Sprintf("%s%d", names[len(names)-1], i)}
	}
}

// dropDead drops what the workbook says of parts that are not there.
func (w *workbook) dropDead() {
	dead := w.pkg.Dead(w.part)
	for _, list := range slices.Clone(w.root.Kids) {
		if list.Name == "sheets" || list.Name == "" {
			continue
		}
		before := len(list.Kids)
		list.Kids = slices.DeleteFunc(list.Kids, func(n *ooxml.Node) bool {
			return n.Name != "" && dead[n.AttrIn(ooxml.Transitional, "id")]
		})
		if len(list.Kids) < before && len(list.Kids) == 0 {
			w.root.Remove(list)
		}
	}
}

// dropSheet takes a sheet out of the workbook.
func (w *workbook) dropSheet(s *tab) {
	w.root.Child("sheets").Remove(s.entry)
	w.sheets = slices.DeleteFunc(w.sheets, func(x *tab) bool { return x == s })
	w.rels.Unlink(s.part)
	if rels, err := w.pkg.Relations(s.part, false); err == nil {
		for _, kind := range []string{"comments", "vmlDrawing", "printerSettings", "threadedComment"} {
			for _, n := range rels.Find(kind) {
				w.pkg.Drop(rels.Target(n))
			}
		}
	}
	w.pkg.Drop(s.part)
}

// enterFront enters the 回执 sheet before all others and returns its part.
func (w *workbook) enterFront() string {
	part := w.pkg.Free(path.Join(path.Dir(w.part), "worksheets/sheet%d.xml"))
	w.pkg.Create(part, ooxml.TypePrefix+"worksheet+xml", nil)
	id := w.rels.Link(ooxml.Transitional+"/worksheet", part)
	highest := 0
	for _, s := range w.sheets {
		highest = max(highest, s.entry.Number("sheetId"))
	}
	list := w.root.Child("sheets")
	prefix := w.root.Bind(ooxml.Transitional, "r")
	list.Insert(0, list.Make(fmt.Sprintf(`<sheet name="%s" sheetId="%d" %s:id="%s"/>`, ooxml.AttrValue(w.frontName), highest+1, prefix, id)))
	return part
}

// moveNames gives the names that belong to one sheet that sheet's new place,
// one behind the front sheet, and drops those of sheets that are gone.
func (w *workbook) moveNames() {
	place := map[int]int{}
	for i, s := range w.sheets {
		place[s.index] = i + 1
	}
	list := w.root.Child("definedNames")
	if list == nil {
		return
	}
	for _, n := range list.All("definedName") {
		if n.Attr("localSheetId") == "" {
			continue
		}
		to, ok := place[n.Number("localSheetId")]
		if !ok {
			list.Remove(n)
			continue
		}
		n.Set("localSheetId", fmt.Sprint(to))
	}
	if len(list.All("definedName")) == 0 {
		w.root.Remove(list)
	}
}

// afterNames are the elements that stand behind definedNames.
var afterNames = []string{"calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
	"webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"}

// define adds a defined name.
func (w *workbook) define(n *ooxml.Node) {
	list := w.root.Child("definedNames")
	if list == nil {
		list = w.root.Make("<definedNames></definedNames>")
		w.root.Place(list, afterNames...)
	}
	list.Add(list.Adopt(n))
}

// undefine drops a name of one sheet: a filter that was taken off leaves its
// name behind, and the same name twice brings the repair prompt.
func (w *workbook) undefine(name string, place int) {
	list := w.root.Child("definedNames")
	if list == nil {
		return
	}
	for _, n := range list.All("definedName") {
		if strings.EqualFold(n.Attr("name"), name) && n.Attr("localSheetId") == fmt.Sprint(place) {
			list.Remove(n)
		}
	}
}

// openOnFirst makes the workbook open on its first sheet.
func (w *workbook) openOnFirst() {
	views := w.root.Child("bookViews")
	if views == nil {
		return
	}
	for _, v := range views.All("workbookView") {
		v.Unset("activeTab")
		v.Unset("firstSheet")
	}
}

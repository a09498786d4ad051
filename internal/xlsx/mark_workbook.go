package xlsx

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// markSheet is one sheet of the workbook being marked.
type markSheet struct {
	name  string
	part  string
	kind  string // worksheet, chartsheet, xlMacrosheet, dialogsheet
	entry *markNode
	index int // place in the workbook as it came
}

// markWorkbook is the workbook part: its sheets and what refers to them by place.
type markWorkbook struct {
	pkg         *markPackage
	part        string
	root        *markNode
	rels        *markRels
	sheets      []*markSheet
	lastCluster int // highest shape cluster of any drawing of notes
}

const (
	markTransitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	markMainSpace    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	markTypePrefix   = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

func markOpenWorkbook(pkg *markPackage) (*markWorkbook, error) {
	w := &markWorkbook{pkg: pkg}
	if err := w.findRoot(); err != nil {
		return nil, err
	}
	if strings.Contains(string(w.root.open), markStrictRoot) {
		if err := pkg.makeTransitional(); err != nil {
			return nil, err
		}
		if err := w.findRoot(); err != nil {
			return nil, err
		}
		w.root.unset("conformance")
	}
	var err error
	if w.rels, err = pkg.relations(w.part, true); err != nil {
		return nil, err
	}
	return w, w.list()
}

// findRoot finds the workbook part by its relationship.
func (w *markWorkbook) findRoot() error {
	top, err := w.pkg.relations("", false)
	if err != nil {
		return err
	}
	main := top.find("officeDocument")
	if len(main) == 0 {
		return errors.New("no workbook part")
	}
	w.part = top.target(main[0])
	tree, err := w.pkg.tree(w.part)
	if err == nil {
		w.root = tree.root()
	}
	return err
}

func (w *markWorkbook) list() error {
	sheets := w.root.child("sheets")
	if sheets == nil {
		return errors.New("the workbook lists no sheets")
	}
	for i, n := range sheets.all("sheet") {
		part, kind := w.rels.byID(n.attrText(":id"))
		w.sheets = append(w.sheets, &markSheet{name: n.attrText("name"), part: part, kind: kind, entry: n, index: i})
	}
	return nil
}

// freeName is a name no sheet has; Excel does not tell upper from lower case.
func (w *markWorkbook) freeName(names ...string) string {
	for i := 2; ; i++ {
		for _, name := range names {
			if !slices.ContainsFunc(w.sheets, func(s *markSheet) bool { return strings.EqualFold(s.name, name) }) {
				return name
			}
		}
		names = []string{fmt.Sprintf("%s%d", names[len(names)-1], i)}
	}
}

// dropSheet takes a sheet out of the workbook.
func (w *markWorkbook) dropSheet(s *markSheet) {
	w.root.child("sheets").remove(s.entry)
	w.sheets = slices.DeleteFunc(w.sheets, func(x *markSheet) bool { return x == s })
	w.rels.unlink(s.part)
	if rels, err := w.pkg.relations(s.part, false); err == nil {
		for _, kind := range []string{"comments", "vmlDrawing"} {
			for _, n := range rels.find(kind) {
				w.pkg.drop(rels.target(n))
			}
		}
	}
	w.pkg.drop(s.part)
}

// addFront puts a worksheet before all others and moves everything that
// refers to a sheet by its place.
func (w *markWorkbook) addFront(name string, content []byte, names []*markNode) {
	part := w.pkg.free(path.Join(path.Dir(w.part), "worksheets/sheet%d.xml"))
	w.pkg.create(part, markTypePrefix+"worksheet+xml", content)
	id := w.rels.link(markTransitional+"/worksheet", part)
	highest := 0
	for _, s := range w.sheets {
		highest = max(highest, s.entry.number("sheetId"))
	}
	list := w.root.child("sheets")
	list.insert(0, markNew(fmt.Sprintf(`<%ssheet name="%s" sheetId="%d" %s="%s"/>`,
		list.prefix(), writeAttr(name), highest+1, w.idAttr(), id)))
	w.moveNames()
	for _, n := range names {
		w.define(n)
	}
	w.openOnFirst()
}

// idAttr is how the workbook spells r:id.
func (w *markWorkbook) idAttr() string { return w.relPrefix(w.root) + "id" }

// relPrefix is the prefix a tag declares for relationships; it is declared
// when it was not.
func (w *markWorkbook) relPrefix(root *markNode) string {
	if p := markPrefixOf(root.open, markTransitional); p != "" {
		return p + ":"
	}
	root.set("xmlns:r", markTransitional)
	return "r:"
}

// markPrefixOf is the prefix a tag binds to a namespace.
func markPrefixOf(tag []byte, space string) string {
	for _, quote := range []string{`"`, `'`} {
		before, _, ok := strings.Cut(string(tag), "="+quote+space+quote)
		if i := strings.LastIndex(before, "xmlns:"); ok && i >= 0 && !strings.ContainsAny(before[i:], " \t\r\n=") {
			return before[i+len("xmlns:"):]
		}
	}
	return ""
}

// moveNames gives the names that belong to one sheet that sheet's new place,
// one behind the front sheet, and drops those of sheets that are gone.
func (w *markWorkbook) moveNames() {
	place := map[int]int{}
	for i, s := range w.sheets {
		place[s.index] = i + 1
	}
	list := w.root.child("definedNames")
	if list == nil {
		return
	}
	for _, n := range list.all("definedName") {
		if n.attr("localSheetId") == "" {
			continue
		}
		to, ok := place[n.number("localSheetId")]
		if !ok {
			list.remove(n)
			continue
		}
		n.set("localSheetId", fmt.Sprint(to))
	}
	if len(list.all("definedName")) == 0 {
		w.root.remove(list)
	}
}

// markAfterNames are the elements that stand behind definedNames.
var markAfterNames = []string{"calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
	"webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"}

// define adds a defined name.
func (w *markWorkbook) define(n *markNode) {
	list := w.root.child("definedNames")
	if list == nil {
		tag := w.root.prefix() + "definedNames"
		list = markNew("<" + tag + "></" + tag + ">")
		w.root.place(list, markAfterNames...)
	}
	list.add(n.in(w.root))
}

// undefine drops a name of one sheet: a filter that was taken off leaves its
// name behind, and the same name twice brings the repair prompt.
func (w *markWorkbook) undefine(name string, place int) {
	list := w.root.child("definedNames")
	if list == nil {
		return
	}
	for _, n := range list.all("definedName") {
		if strings.EqualFold(n.attr("name"), name) && n.attr("localSheetId") == fmt.Sprint(place) {
			list.remove(n)
		}
	}
}

// openOnFirst makes the workbook open on its first sheet.
func (w *markWorkbook) openOnFirst() {
	views := w.root.child("bookViews")
	if views == nil {
		return
	}
	for _, v := range views.all("workbookView") {
		v.unset("activeTab")
		v.unset("firstSheet")
	}
}

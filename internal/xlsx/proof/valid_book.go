package proof

import (
	"strconv"
	"strings"
)

const workbookOrder = `fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences
	definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst`

// workbook checks the workbook part and whatever it leads to.
func (v *validator) workbook() {
	part := ""
	for _, r := range v.rels[""] {
		if r.kind == "officeDocument" {
			part = r.target
		}
	}
	root := v.trees[part]
	if root == nil || root.name.Local != "workbook" || root.name.Space != mainSpace {
		v.fault(part, "is no workbook part")
		return
	}
	v.ordered(part, root, workbookOrder)
	if root.get("conformance") != "" || root.one("workbookPr").get("dateCompatibility") != "" {
		v.fault(part, "has an attribute of strict workbooks")
	}
	for _, r := range v.rels[part] {
		if r.kind == "styles" {
			v.styles(r.target)
		}
	}
	sheets := root.one("sheets").all("sheet")
	v.sheetList(part, sheets)
	v.definedNames(part, root, len(sheets))
	for _, list := range []string{"externalReferences", "pivotCaches"} {
		for _, k := range root.one(list).kids {
			v.relationOf(part, k)
		}
	}
}

// sheetList checks the list of sheets, and each sheet.
func (v *validator) sheetList(part string, sheets []*element) {
	names, ids, selected := map[string]bool{}, map[string]bool{}, 0
	for _, s := range sheets {
		name, id := strings.ToLower(s.get("name")), s.get("sheetId")
		if names[name] || ids[id] || name == "" || id == "" {
			v.fault(part, "the sheet %s or its number %s stands twice", s.get("name"), id)
		}
		names[name], ids[id] = true, true
		r := v.relationOf(part, s)
		if r.kind == "worksheet" {
			v.worksheet(r.target)
			for _, view := range v.trees[r.target].one("sheetViews").all("sheetView") {
				if s := view.get("tabSelected"); s == "1" || s == "true" {
					selected++
				}
			}
		}
	}
	if selected > 1 {
		v.fault(part, "several sheets are selected together")
	}
}

// definedNames wants each name once in its place, and no place past the sheets.
func (v *validator) definedNames(part string, root *element, sheets int) {
	seen := map[string]bool{}
	for _, n := range root.one("definedNames").all("definedName") {
		key := strings.ToLower(n.get("name")) + "/" + n.get("localSheetId")
		if seen[key] {
			v.fault(part, "the name %s stands twice", key)
		}
		seen[key] = true
		if at, err := strconv.Atoi(n.get("localSheetId")); err == nil && at >= sheets {
			v.fault(part, "the name %s belongs to sheet %d of %d", n.get("name"), at, sheets)
		}
	}
	for _, view := range root.one("bookViews").all("workbookView") {
		if at, _ := strconv.Atoi(view.get("activeTab")); at >= sheets {
			v.fault(part, "opens on sheet %d of %d", at, sheets)
		}
	}
}

const stylesOrder = `numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst`

// styles checks the lists of a style sheet and the numbers that formats name.
func (v *validator) styles(part string) {
	root := v.trees[part]
	if root == nil {
		return // said already of the relationship
	}
	v.ordered(part, root, stylesOrder)
	size := map[string]int{}
	for _, list := range root.kids {
		if list.name.Space == mainSpace && !strings.Contains("extLst colors tableStyles", list.name.Local) {
			v.counted(part, list, len(list.kids))
			size[list.name.Local] = len(list.kids)
		}
	}
	v.formats, v.dxfs = size["cellXfs"], size["dxfs"]
	if size["fills"] < 2 || v.formats == 0 {
		v.fault(part, "has %d fills and %d cell formats", size["fills"], v.formats)
	}
	for _, list := range []string{"cellStyleXfs", "cellXfs"} {
		for i, xf := range root.one(list).all("xf") {
			v.ordered(part, xf, "alignment protection extLst")
			for attr, of := range map[string]string{"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"} {
				if n, err := strconv.Atoi(xf.get(attr)); err == nil && n >= size[of] {
					v.fault(part, "%s %d names %s %d of %d", list, i, of, n, size[of])
				}
			}
		}
	}
}

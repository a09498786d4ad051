package xlsx

import (
	"path"
	"slices"
	"strings"
)

// The words for what a receipt cannot keep.
const (
	markLostMacros    = "宏（VBA 代码）"
	markLostXLM       = "宏表（Excel 4.0 宏）"
	markLostSignature = "数字签名"
	markLostRibbon    = "自定义功能区"
	markLostRevisions = "共享工作簿的修订记录"
)

// markPlainType is the content type of a workbook without macros.
const markPlainType = markTypePrefix + "sheet.main+xml"

// strip makes the workbook a plain one: no code, no signature, no person in
// its properties. It names what that costs.
func (w *markWorkbook) strip() (lost []string, err error) {
	w.plainType()
	lost = append(lost, w.dropLinked(w.rels, markLostMacros, "vbaProject", "wordVbaData", "attachedToolbars")...)
	lost = append(lost, w.dropStray()...)
	lost = append(lost, w.dropLinked(w.rels, markLostRevisions, "revisionHeaders", "usernames")...)
	for _, s := range slices.Clone(w.sheets) {
		if s.kind == "xlMacrosheet" || s.kind == "xlIntlMacrosheet" {
			w.dropSheet(s)
			lost = append(lost, markLostXLM)
		}
	}
	w.dropMacroNames()
	top, err := w.pkg.relations("", false)
	if err != nil {
		return nil, err
	}
	lost = append(lost, w.dropLinked(top, markLostSignature, "origin")...)
	lost = append(lost, w.dropLinked(top, markLostRibbon, "extensibility")...)
	w.dropLinked(top, "", "custom-properties")
	w.dropLinked(w.rels, "", "calcChain") // a list Excel makes again; it must not name a cell that lost its formula
	for _, part := range w.pkg.under("_xmlsignatures/") {
		w.pkg.drop(part)
	}
	if err := w.stripAuthor(top); err != nil {
		return nil, err
	}
	w.dropLooseProperties(top)
	return slices.Compact(lost), nil
}

// plainType declares the workbook part as a workbook without macros.
func (w *markWorkbook) plainType() {
	for _, d := range w.pkg.types.root().all("Default") {
		if strings.Contains(d.attr("ContentType"), "vbaProject") {
			d.set("ContentType", markTypePrefix+"printerSettings")
		}
	}
	for _, o := range w.pkg.types.root().all("Override") {
		if strings.EqualFold(strings.TrimPrefix(o.attrText("PartName"), "/"), w.part) {
			o.set("ContentType", markPlainType)
			return
		}
	}
	root := w.pkg.types.root()
	root.add(markNew(`<Override PartName="/` + writeAttr(w.part) + `" ContentType="` + markPlainType + `"/>`).in(root))
}

// dropLinked drops the parts of some kinds of relationship, with what lies
// below them, and says so when there was one.
func (w *markWorkbook) dropLinked(rels *markRels, words string, kinds ...string) (lost []string) {
	for _, kind := range kinds {
		for _, r := range rels.find(kind) {
			part := rels.target(r)
			w.dropDeep(part)
			rels.root.remove(r)
			if words != "" {
				lost = []string{words}
			}
		}
	}
	return lost
}

// dropStray drops code that no relationship leads to.
func (w *markWorkbook) dropStray() (lost []string) {
	for _, part := range w.pkg.under("") {
		if strings.HasPrefix(strings.ToLower(path.Base(part)), "vbaproject") {
			w.pkg.drop(part)
			lost = []string{markLostMacros}
		}
	}
	return lost
}

// dropDeep drops a part and the parts it alone leads to: of macros, of
// revisions, of signatures, which all lie in one folder or below the part.
func (w *markWorkbook) dropDeep(part string) {
	if rels, err := w.pkg.relations(part, false); err == nil {
		for _, r := range rels.root.all("Relationship") {
			if to := rels.target(r); to != "" && w.pkg.part(to) != nil && path.Dir(to) != path.Dir(w.part)+"/worksheets" {
				w.pkg.drop(to)
			}
		}
	}
	w.pkg.drop(part)
}

// dropMacroNames takes out the names that stand for macros.
func (w *markWorkbook) dropMacroNames() {
	list := w.root.child("definedNames")
	if list == nil {
		return
	}
	for _, n := range list.all("definedName") {
		if markTrue(n.attr("vbProcedure")) || markTrue(n.attr("xlm")) {
			list.remove(n)
		}
	}
	if len(list.all("definedName")) == 0 {
		w.root.remove(list)
	}
}

// stripAuthor keeps title and times of the document properties, nothing of
// persons, companies or machines.
func (w *markWorkbook) stripAuthor(top *markRels) error {
	for _, r := range top.find("core-properties") {
		part := top.target(r)
		if w.pkg.part(part) == nil {
			continue
		}
		b, err := w.pkg.read(part)
		if err != nil {
			return err
		}
		tree, err := markParse(b)
		if err != nil {
			tree = &markNode{} // broken properties are no reason to give no receipt
		}
		text := func(name string) string {
			if n := tree.root().child(name); n != nil {
				return strings.TrimSpace(n.inner())
			}
			return ""
		}
		w.replace(part, writeCoreProps(text("title"), "", text("created"), text("modified")))
	}
	for _, r := range top.find("extended-properties") {
		if part := top.target(r); w.pkg.part(part) != nil {
			w.replace(part, writeAppProps())
		}
	}
	return nil
}

// dropLooseProperties drops document properties that no relationship leads to:
// some programs open them by name all the same.
func (w *markWorkbook) dropLooseProperties(top *markRels) {
	linked := map[string]bool{}
	for _, r := range top.root.all("Relationship") {
		linked[strings.ToLower(top.target(r))] = true
	}
	for _, part := range w.pkg.under("docprops/") {
		if !linked[strings.ToLower(part)] {
			w.pkg.drop(part)
		}
	}
}

func (w *markWorkbook) replace(part string, content []byte) {
	p := w.pkg.part(part)
	p.bytes, p.file = content, nil
}

package mark

import (
	"path"
	"slices"
	"strings"

	"bangfu/internal/xlsx/ooxml"
)

// The words for what a receipt cannot keep.
const (
	lostMacros    = "宏（VBA 代码）"
	lostXLM       = "宏表（Excel 4.0 宏）"
	lostSignature = "数字签名"
	lostRibbon    = "自定义功能区"
	lostRevisions = "共享工作簿的修订记录"
)

// strip makes the workbook a plain one: no code, no signature, no person in
// its properties. It names what that costs.
func (w *workbook) strip() (lost []string, err error) {
	w.plainType()
	lost = append(lost, w.dropLinked(w.rels, lostMacros, "vbaProject", "wordVbaData", "attachedToolbars")...)
	lost = append(lost, w.dropStray()...)
	lost = append(lost, w.dropLinked(w.rels, lostRevisions, "revisionHeaders", "usernames")...)
	for _, s := range slices.Clone(w.sheets) {
		if s.kind == "xlMacrosheet" || s.kind == "xlIntlMacrosheet" {
			w.dropSheet(s)
			lost = append(lost, lostXLM)
		}
	}
	w.dropMacroNames()
	top, err := w.pkg.Relations("", false)
	if err != nil {
		return nil, err
	}
	lost = append(lost, w.dropLinked(top, lostSignature, "origin")...)
	lost = append(lost, w.dropLinked(top, lostRibbon, "extensibility")...)
	w.dropLinked(w.rels, "", "calcChain") // a list Excel makes again; it must not name a cell that lost its formula
	for _, part := range w.pkg.Under("_xmlsignatures/") {
		w.pkg.Drop(part)
	}
	if err := w.stripAuthor(top); err != nil {
		return nil, err
	}
	if err := w.stripCustom(top); err != nil {
		return nil, err
	}
	w.dropLooseProperties(top)
	return slices.Compact(lost), nil
}

// plainType declares the workbook part as a workbook without macros.
func (w *workbook) plainType() {
	for _, d := range w.pkg.ContentTypes().All("Default") {
		if strings.Contains(d.Attr("ContentType"), "vbaProject") {
			d.Set("ContentType", ooxml.TypePrefix+"printerSettings")
		}
	}
	for _, o := range w.pkg.ContentTypes().All("Override") {
		if strings.EqualFold(strings.TrimPrefix(o.AttrText("PartName"), "/"), w.part) {
			o.Set("ContentType", ooxml.PlainType)
			return
		}
	}
	root := w.pkg.ContentTypes()
	root.Add(root.Make(`<Override PartName="/` + ooxml.AttrValue(w.part) + `" ContentType="` + ooxml.PlainType + `"/>`))
}

// dropLinked drops the parts of some kinds of relationship, with what lies
// below them, and says so when there was one.
func (w *workbook) dropLinked(rels *ooxml.Rels, words string, kinds ...string) (lost []string) {
	for _, kind := range kinds {
		for _, r := range rels.Find(kind) {
			part := rels.Target(r)
			w.dropDeep(part)
			rels.Root.Remove(r)
			if words != "" {
				lost = []string{words}
			}
		}
	}
	return lost
}

// dropStray drops code that no relationship leads to.
func (w *workbook) dropStray() (lost []string) {
	for _, part := range w.pkg.Under("") {
		if strings.HasPrefix(strings.ToLower(path.Base(part)), "vbaproject") {
			w.pkg.Drop(part)
			lost = []string{lostMacros}
		}
	}
	return lost
}

// dropDeep drops a part and the parts it alone leads to: of macros, of
// revisions, of signatures, which all lie in one folder or below the part.
func (w *workbook) dropDeep(part string) {
	if rels, err := w.pkg.Relations(part, false); err == nil {
		for _, r := range rels.Root.All("Relationship") {
			if to := rels.Target(r); to != "" && w.pkg.Part(to) != nil && path.Dir(to) != path.Dir(w.part)+"/worksheets" {
				w.pkg.Drop(to)
			}
		}
	}
	w.pkg.Drop(part)
}

// dropMacroNames takes out the names that stand for macros.
func (w *workbook) dropMacroNames() {
	list := w.root.Child("definedNames")
	if list == nil {
		return
	}
	for _, n := range list.All("definedName") {
		if ooxml.True(n.Attr("vbProcedure")) || ooxml.True(n.Attr("xlm")) {
			list.Remove(n)
		}
	}
	if len(list.All("definedName")) == 0 {
		w.root.Remove(list)
	}
}

// stripAuthor keeps title and times of the document properties, nothing of
// persons, companies or machines.
func (w *workbook) stripAuthor(top *ooxml.Rels) error {
	for _, r := range top.Find("core-properties") {
		part := top.Target(r)
		if w.pkg.Part(part) == nil {
			continue
		}
		b, err := w.pkg.Read(part)
		if err != nil {
			return err
		}
		tree, err := ooxml.Parse(b)
		if err != nil {
			tree = &ooxml.Node{} // broken properties are no reason to give no receipt
		}
		text := func(space, name string) string {
			if n := tree.Root().ChildIn(space, name); n != nil {
				return strings.TrimSpace(n.Inner())
			}
			return ""
		}
		w.pkg.Replace(part, ooxml.CoreProps(text(ooxml.DublinCore, "title"), "", text(ooxml.DublinTerms, "created"), text(ooxml.DublinTerms, "modified")))
	}
	for _, r := range top.Find("extended-properties") {
		if part := top.Target(r); w.pkg.Part(part) != nil {
			w.pkg.Replace(part, ooxml.AppProps())
		}
	}
	return nil
}

// personal are the names, in small letters, of custom document properties that
// tell of a person.
var personal = map[string]bool{
	"作者": true, "最后修改者": true, "最后保存者": true, "修改者": true, "编辑者": true, "编辑": true, "经理": true, "所有者": true, "签发人": true, "打字员": true, "记录者": true, "审核者": true, "检查者": true,
	"author": true, "lastauthor": true, "last saved by": true, "lastmodifiedby": true, "creator": true, "manager": true, "editor": true,
	"owner": true, "checked by": true, "recorded by": true, "typist": true, "forward to": true,
}

// stripCustom keeps the custom properties of a document but for those that
// tell of a person. A list that cannot be read goes whole.
func (w *workbook) stripCustom(top *ooxml.Rels) error {
	for _, r := range top.Find("custom-properties") {
		part := top.Target(r)
		if w.pkg.Part(part) == nil {
			continue
		}
		tree, err := w.pkg.Tree(part)
		if err != nil {
			w.dropLinked(top, "", "custom-properties")
			return nil
		}
		root := tree.Root()
		for _, p := range root.All("property") {
			if personal[strings.ToLower(strings.TrimSpace(p.AttrText("name")))] {
				root.Remove(p)
			}
		}
	}
	return nil
}

// dropLooseProperties drops document properties that no relationship leads to:
// some programs open them by name all the same.
func (w *workbook) dropLooseProperties(top *ooxml.Rels) {
	linked := map[string]bool{}
	for _, r := range top.Root.All("Relationship") {
		linked[strings.ToLower(top.Target(r))] = true
	}
	for _, part := range w.pkg.Under("docprops/") {
		if !linked[strings.ToLower(part)] {
			w.pkg.Drop(part)
		}
	}
}

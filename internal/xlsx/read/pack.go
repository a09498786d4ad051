package read

import (
	"context"
	"path"
	"strings"
	"time"

	"bangfu/internal/sheet"
)

// pack is an opened .xlsx or .xlsm: its parts, and what its sheets share.
type pack struct {
	*container
	sheets   []string // part of each sheet
	base1904 bool
	texts    string // part of the shared strings; "" for none
	classes  classes

	shared *shared // read with the first sheet
}

// mainTypes gives the format of a workbook by the content type of its main
// part.
var mainTypes = map[string]string{
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml":    "xlsx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "xlsx",
	"application/vnd.ms-excel.sheet.macroenabled.main+xml":                          "xlsm",
	"application/vnd.ms-excel.template.macroenabled.main+xml":                       "xlsm",
}

// foreignTypes names other documents of the same container.
var foreignTypes = []struct{ has, name string }{
	{"ms-excel.sheet.binary", ".xlsb"},
	{"wordprocessingml", "Word 文档"}, {"ms-word", "Word 文档"},
	{"presentationml", "PowerPoint 演示文稿"}, {"ms-powerpoint", "PowerPoint 演示文稿"},
}

// openPack reads what stands before the sheets.
func openPack(ctx context.Context, c *container) (*Book, error) {
	if err := c.otherZip(ctx); err != nil {
		return nil, err
	}
	root, err := c.relations(ctx, "")
	if err != nil {
		return nil, err
	}
	main, ok := root.ofType("/officeDocument")
	if !ok {
		return nil, notWorkbook("文件里没有工作簿")
	}
	format, err := c.format(ctx, main)
	if err != nil {
		return nil, err
	}
	p := &pack{container: c}
	b := &Book{format: format, scan: p.scan, notes: p.notes}
	if err := p.workbook(ctx, main, b); err != nil {
		return nil, err
	}
	if core, ok := root.ofType("/core-properties"); ok && c.has(core) {
		b.modified, err = c.modified(ctx, core)
	}
	return b, err
}

func (c *container) has(name string) bool {
	_, ok := c.parts[name]
	return ok
}

// otherZip names the zip files that are something else.
func (c *container) otherZip(ctx context.Context) error {
	switch {
	case c.has("[content_types].xml"):
		return nil
	case c.has("mimetype"), c.has(odsManifest) && c.has(odsContent):
		return foreign("OpenDocument 文件", "内容是 OpenDocument 文件，不是工作簿")
	case c.has("index/document.iwa"), c.has("index.zip"):
		return foreign(".numbers", "内容是 Numbers 文件")
	}
	for name := range c.parts {
		if strings.HasPrefix(name, "xl/") {
			return notWorkbook("文件里缺少 [Content_Types].xml")
		}
	}
	return foreign("压缩包", "是普通的压缩包，不是工作簿")
}

// xml opens a part that describes the workbook.
func (c *container) xml(ctx context.Context, name string) (*xmlScan, error) {
	p, err := c.open(ctx, name)
	if err != nil {
		return nil, err
	}
	return newXML(p, sheet.NotWorkbook), nil
}

// each calls f for every element of a part and reads it to its end.
func (c *container) each(ctx context.Context, name string, f func(x *xmlScan) error) error {
	x, err := c.xml(ctx, name)
	if err != nil {
		return err
	}
	for t := x.next(); t != tokEOF; t = x.next() {
		if t == tokFail {
			return x.err
		}
		if t == tokStart {
			if err := f(x); err != nil {
				return err
			}
		}
	}
	return nil
}

// format finds the content type of the main part.
func (c *container) format(ctx context.Context, main string) (string, error) {
	byName, byEnding := "", ""
	ending := strings.TrimPrefix(path.Ext(main), ".")
	err := c.each(ctx, "[content_types].xml", func(x *xmlScan) error {
		typ := strings.ToLower(strings.TrimSpace(string(x.attr("ContentType"))))
		switch {
		case x.child(1, nsTypes, "Override") && partKey(string(x.attr("PartName"))) == main:
			byName = typ
		case x.child(1, nsTypes, "Default") && strings.EqualFold(string(x.attr("Extension")), ending):
			byEnding = typ
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	if byName == "" {
		byName = byEnding
	}
	if f := mainTypes[byName]; f != "" {
		return f, nil
	}
	for _, f := range foreignTypes {
		if strings.Contains(byName, f.has) {
			return "", foreign(f.name, "内容是"+f.name)
		}
	}
	return "", notWorkbook("文件的主要内容不是工作簿")
}

// relation points from one part to another.
type relation struct{ id, typ, target string }

type relations []relation

// ofType finds the first relation of a type, named by its last step, so that
// transitional and strict are alike.
func (r relations) ofType(last string) (string, bool) {
	for _, rel := range r {
		if strings.HasSuffix(rel.typ, last) {
			return rel.target, true
		}
	}
	return "", false
}

// relations reads the relations of a part ("" is the container itself).
func (c *container) relations(ctx context.Context, of string) (relations, error) {
	dir, file := path.Split(of)
	var out relations
	err := c.each(ctx, dir+"_rels/"+file+".rels", func(x *xmlScan) error {
		if !x.child(1, nsLinks, "Relationship") || string(x.attr("TargetMode")) == "External" {
			return nil
		}
		target := strings.ReplaceAll(string(x.attr("Target")), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = "/" + dir + target
		}
		if len(out) > maxParts {
			return pastLimit("文件各部分之间的关系超过上限 %d 个", maxParts)
		}
		out = append(out, relation{string(x.attr("Id")), string(x.attr("Type")), partKey(path.Clean(target))})
		return nil
	})
	return out, err
}

// modified reads the time of the last change from the core properties.
func (c *container) modified(ctx context.Context, name string) (t time.Time, err error) {
	var text []byte
	err = c.each(ctx, name, func(x *xmlScan) error {
		if !x.child(1, nsTerms, "modified") {
			return nil
		}
		var ok bool
		if text, ok = x.content(text[:0]); !ok {
			return x.err
		}
		return nil
	})
	if err != nil {
		return t, err
	}
	t, _ = time.Parse(time.RFC3339, string(trimSpace(text))) // none, or not a time: zero
	return t, nil
}

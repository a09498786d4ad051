package read

import (
	"context"
	"errors"
	"strings"

	"bangfu/internal/sheet"
)

// maxSheets bounds the sheets of a workbook.
const maxSheets = 2000

// workbook reads the main part, its relations and the styles.
func (p *pack) workbook(ctx context.Context, main string, b *Book) error {
	ids, err := p.sheetList(ctx, main, b)
	if err != nil {
		return err
	}
	rels, err := p.relations(ctx, main)
	if err != nil {
		return err
	}
	byID := map[string]relation{}
	for _, r := range rels {
		byID[r.id] = r
	}
	for i, id := range ids {
		r, ok := byID[id]
		if !ok || !p.has(r.target) {
			return notWorkbook("文件里缺少工作表“%s”的内容", b.sheets[i].Name)
		}
		p.sheets = append(p.sheets, r.target)
	}
	// A part that is not there is missed by the cell that refers to it, if any does.
	if t, ok := rels.ofType("/sharedStrings"); ok && p.has(t) {
		p.texts = t
	}
	if t, ok := rels.ofType("/styles"); ok && p.has(t) {
		return p.styles(ctx, t)
	}
	return nil
}

func (p *pack) styles(ctx context.Context, name string) error {
	x, err := p.xml(ctx, name)
	if err != nil {
		return err
	}
	p.classes, err = readFormats(x)
	return err
}

// sheetList reads the sheets, in order, and the date base.
func (p *pack) sheetList(ctx context.Context, main string, b *Book) (ids []string, err error) {
	names := map[string]bool{}
	err = p.each(ctx, main, func(x *xmlScan) error {
		switch {
		case len(x.frames) == 1 && !x.is("workbook"):
			return x.wrongRoot()
		case x.child(1, nsMain, "workbookPr"):
			p.base1904 = attrTrue(x.attr("date1904"))
		case x.child(2, nsMain, "sheet"):
			name := string(resolveX(append([]byte{}, x.attr("name")...), 0))
			if name == "" || names[strings.ToLower(name)] {
				return notWorkbook("工作表名称为空或重复")
			}
			names[strings.ToLower(name)] = true
			state := string(x.attr("state"))
			b.sheets = append(b.sheets, sheet.Info{Name: name, Hidden: state == "hidden" || state == "veryHidden"})
			ids = append(ids, string(x.attrNS(nsRel, "id")))
			if len(ids) > maxSheets {
				return pastLimit("工作表超过上限 %d 张", maxSheets)
			}
		}
		return nil
	})
	if err == nil && len(ids) == 0 {
		err = notWorkbook("工作簿里没有工作表")
	}
	return ids, err
}

// scan streams one sheet. The shared strings are read with the first one.
func (p *pack) scan(ctx context.Context, i int, ext *sheet.Extent, emit func(sheet.Row) bool) error {
	if p.shared == nil && p.texts != "" {
		s, err := readShared(ctx, p.container, p.texts)
		if err != nil {
			return err
		}
		p.shared = s
	}
	part, err := p.open(ctx, p.sheets[i])
	if err != nil {
		return err
	}
	x, closing := aheadXML(part, sheet.BadData)
	defer closing()
	return p.rows(x, ext, emit)
}

// rows streams the sheet that is being scanned.
func (p *pack) rows(x *xmlScan, ext *sheet.Extent, emit func(sheet.Row) bool) error {
	s := &rowScan{x: x, emit: emit, strings: p.shared, classes: p.classes, base1904: p.base1904}
	err := s.readSheet(ext)
	if d := (*sheet.Damage)(nil); errors.As(err, &d) && d.Kind == sheet.BadData {
		// A broken container explains all that is wrong inside of it.
		if broken := x.drain(); broken != nil {
			return broken
		}
	}
	return err
}

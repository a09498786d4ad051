package mark

import (
	"errors"
	"fmt"
	"path"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// Mark puts a Marking onto somebody's own workbook and returns a true .xlsx,
// never one with macros. src is the file as it came, format "xlsx" or "xlsm";
// for "xls" and "csv" there is MarkValues. told says what
// of the workbook could not be kept, and which marks are not seen at first.
//
// The workbook is not read into a model and written again: its parts are
// copied as they are, and only the pieces that carry a mark are changed, so
// that what this program does not know of stays what it was. The same bytes
// and the same Marking give the same bytes.
//
// Old marks of ours go first: the 回执 sheet that carries one of our numbers,
// and then, since the workbook was marked before, every fill of
// sheet.Fills and the words in 结果 and 问题. Notes of ours go in any case.
//
// An error means that the workbook cannot be marked; FrontOnly still can be
// given.
func Mark(src []byte, format string, m sheet.Marking, draw Draw) (out []byte, told sheet.Marked, err error) {
	if format != "xlsx" && format != "xlsm" {
		return nil, told, errors.New("mark: " + format + " cannot be marked in place")
	}
	pkg, err := ooxml.OpenPackage(src)
	if err != nil {
		return nil, sheet.Marked{}, fmt.Errorf("mark: %w", err)
	}
	if told, err = markAll(pkg, m, draw); err != nil {
		return nil, sheet.Marked{}, fmt.Errorf("mark: %w", err)
	}
	if out, err = pkg.Pack(); err != nil {
		return nil, sheet.Marked{}, fmt.Errorf("mark: %w", err)
	}
	return out, told, nil
}

// Draw turns a book of ours into the bytes of a workbook, as package write does.
type Draw func(sheet.Book) ([]byte, error)

// markAll does everything to the package but write it.
func markAll(p *ooxml.Package, m sheet.Marking, draw Draw) (told sheet.Marked, err error) {
	w, err := openWorkbook(p)
	if err != nil {
		return told, err
	}
	w.dropDead()
	if err := w.dropOld(); err != nil {
		return told, err
	}
	if told.Lost, err = w.strip(); err != nil {
		return told, err
	}
	styles, err := w.styles()
	if err != nil {
		return told, err
	}
	front, err := w.drawFront(m.Front, styles.size(), draw)
	if err != nil {
		return told, err
	}
	w.reach = len(styles.entries("cellXfs")) - 1
	for _, s := range w.sheets {
		if err := w.markSheet(s, m, styles); err != nil {
			return told, fmt.Errorf("sheet %d: %w", s.index+1, err)
		}
	}
	styles.reach(w.reach)
	w.addFront(front, styles)
	told.Unseen = w.unseen
	return told, nil
}

// dropOld takes out the 回执 sheets of earlier receipts.
func (w *workbook) dropOld() error {
	old, remembered, err := w.oldFronts()
	if err != nil {
		return err
	}
	w.old = remembered
	for _, s := range old {
		w.oldNames = append(w.oldNames, s.name)
		w.dropSheet(s)
	}
	return nil
}

// styles opens the style sheet, made when the workbook has none. One that is
// declared but not led to is led to: two would leave other programs the choice.
func (w *workbook) styles() (*styleSheet, error) {
	const contentType = ooxml.TypePrefix + "styles+xml"
	part := ""
	if found := w.rels.Find("styles"); len(found) > 0 {
		part = w.rels.Target(found[0])
	}
	if w.pkg.Part(part) == nil {
		if part = w.pkg.Declared(contentType); part == "" {
			part = w.pkg.Free(path.Join(path.Dir(w.part), "styles%s.xml"))
			w.pkg.Create(part, contentType, []byte(ooxml.XMLHead+`<styleSheet xmlns="`+ooxml.Main+`"></styleSheet>`))
		}
		w.rels.Link(ooxml.Transitional+"/styles", part)
	}
	top, err := w.pkg.Tree(part)
	if err != nil {
		return nil, err
	}
	w.pkg.WriteLast(part)
	return newStyles(top.Root()), nil
}

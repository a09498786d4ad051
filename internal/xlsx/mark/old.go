package mark

import (
	"io"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// oldFronts finds the 回执 sheets of ours in a workbook: those whose name
// begins like ours and that carry one of our numbers beside its label. With
// them comes what the first of them remembers.
func (w *workbook) oldFronts() (fronts []*tab, remembered memory, err error) {
	for _, s := range w.sheets {
		if s.kind != "worksheet" || !strings.HasPrefix(s.name, sheet.Ours.Sheet) {
			continue
		}
		texts, err := w.texts(s.part, func(_, col int) bool { return col <= 2 || col == memoryColumn })
		if err != nil {
			return nil, nil, err
		}
		if !isFront(texts) {
			continue
		}
		if fronts = append(fronts, s); remembered == nil {
			remembered = recall(texts)
		}
	}
	return fronts, remembered, nil
}

// isFront reports whether texts of a sheet hold one of our numbers beside its
// label.
func isFront(texts map[[2]int]string) bool {
	for at, label := range texts {
		if at[1] == 1 && isLabel(label) && sheet.IsReceiptNumber(strings.TrimSpace(texts[[2]int{at[0], 2}])) {
			return true
		}
	}
	return false
}

func isLabel(s string) bool {
	return strings.TrimRight(strings.TrimSpace(s), "：:") == sheet.Ours.ReceiptLabel
}

// texts are the wanted texts of a sheet by row and column.
func (w *workbook) texts(part string, wanted textFilter) (map[[2]int]string, error) {
	r, err := w.pkg.Open(part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	survey, err := surveySheet(r, wanted, 0, func(int) bool { return false })
	if err != nil {
		return nil, err
	}
	return w.resolve(survey)
}

// resolve looks the texts up that a survey found by number.
func (w *workbook) resolve(survey *survey) (map[[2]int]string, error) {
	shared := map[int]string{}
	for _, ref := range survey.texts {
		if ref.shared >= 0 {
			shared[ref.shared] = ""
		}
	}
	if err := w.lookUp(shared); err != nil {
		return nil, err
	}
	out := map[[2]int]string{}
	for at, ref := range survey.texts {
		out[at] = ref.text
		if ref.shared >= 0 {
			out[at] = shared[ref.shared]
		}
	}
	return out, nil
}

// lookUp fills in shared texts by their numbers, reading the list once.
func (w *workbook) lookUp(wanted map[int]string) error {
	found := w.rels.Find("sharedStrings")
	if len(wanted) == 0 || len(found) == 0 {
		return nil
	}
	r, err := w.pkg.Open(w.rels.Target(found[0]))
	if err != nil {
		return err
	}
	defer r.Close()
	scan := ooxml.Scan(r)
	for i := 0; ; {
		p, err := scan.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if p.Kind != ooxml.OpenTag && p.Kind != ooxml.EmptyTag || scan.Depth() != 2 || scan.Name(p, ooxml.Main) != "si" {
			continue
		}
		if _, ok := wanted[i]; ok && p.Kind == ooxml.OpenTag {
			si, err := ooxml.Element(scan, p.Raw)
			if err != nil {
				return err
			}
			wanted[i] = joined(si)
		}
		i++
	}
}

// joined is the text of a shared string without its phonetic guide.
func joined(si *ooxml.Node) string {
	var b strings.Builder
	for _, t := range runTexts(si) {
		b.WriteString(t.Inner())
	}
	return b.String()
}

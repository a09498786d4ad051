package xlsx

import (
	"io"
	"strings"

	"bangfu/internal/sheet"
)

// markOldFronts finds the 回执 sheets of ours in a workbook: those whose name
// begins like ours and that carry one of our numbers beside its label.
func (w *markWorkbook) markOldFronts() ([]*markSheet, error) {
	var out []*markSheet
	for _, s := range w.sheets {
		if s.kind != "worksheet" || !strings.HasPrefix(s.name, sheet.Ours.Sheet) {
			continue
		}
		texts, err := w.texts(s.part, func(_, col int) bool { return col <= 2 })
		if err != nil {
			return nil, err
		}
		for at, label := range texts {
			if at[1] == 1 && markIsLabel(label) && sheet.IsReceiptNumber(strings.TrimSpace(texts[[2]int{at[0], 2}])) {
				out = append(out, s)
				break
			}
		}
	}
	return out, nil
}

func markIsLabel(s string) bool {
	return strings.TrimRight(strings.TrimSpace(s), "：:") == sheet.Ours.ReceiptLabel
}

// texts are the wanted texts of a sheet by row and column.
func (w *markWorkbook) texts(part string, wanted markWanted) (map[[2]int]string, error) {
	r, err := w.pkg.open(part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	survey, err := markSurveySheet(r, wanted)
	if err != nil {
		return nil, err
	}
	return w.resolve(survey)
}

// resolve looks the texts up that a survey found by number.
func (w *markWorkbook) resolve(survey *markSurvey) (map[[2]int]string, error) {
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
func (w *markWorkbook) lookUp(wanted map[int]string) error {
	found := w.rels.find("sharedStrings")
	if len(wanted) == 0 || len(found) == 0 {
		return nil
	}
	r, err := w.pkg.open(w.rels.target(found[0]))
	if err != nil {
		return err
	}
	defer r.Close()
	scan := newMarkScanner(r)
	for i := 0; ; {
		p, err := scan.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if p.kind != markOpen && p.kind != markEmpty || string(p.name()) != "si" {
			continue
		}
		if _, ok := wanted[i]; ok && p.kind == markOpen {
			si, err := markElement(scan, p.raw)
			if err != nil {
				return err
			}
			wanted[i] = markJoined(si)
		}
		i++
	}
}

// markJoined is the text of a shared string without its phonetic guide.
func markJoined(si *markNode) string {
	var b strings.Builder
	for _, t := range markTexts(si) {
		b.WriteString(t.inner())
	}
	return b.String()
}

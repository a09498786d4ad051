package batch

import (
	"bangfu/internal/assist"
	"bangfu/internal/notice"
	"bangfu/internal/paper"
	"bangfu/internal/pdf"
	"bangfu/internal/precheck"
	"bangfu/internal/report"
)

// document is a recipe of a printed document.
func (s *Site) document(path string, make func() paper.Doc) recipe {
	return recipe{path, func() ([]byte, error) { return s.print(make()) }}
}

// print lays a document out and draws it.
func (s *Site) print(d paper.Doc) ([]byte, error) {
	faces, err := s.Faces()
	if err != nil {
		return nil, err
	}
	pages, err := paper.Lay(d, faces)
	if err != nil {
		return nil, err
	}
	if len(pages.Missing) > 0 {
		s.Log.Info(notice.LogNoGlyph, "document", d.Title, "count", len(pages.Missing))
	}
	return pdf.Draw(pages, faces)
}

// documents are the printed reports that follow the facts.
func (s *Site) documents(f assist.Facts) []recipe {
	p, w := s.Place, f.Week
	list := []recipe{
		s.document(p.Report(w), func() paper.Doc { return report.WeeklyCity(f) }),
		s.document(p.RollPDF(w), func() paper.Doc { return report.RollDocument(f) }),
	}
	for _, u := range f.Terms.Units {
		list = append(list, s.document(p.UnitReport(u.Name, w), func() paper.Doc { return report.WeeklyUnit(f, u.Name) }))
	}
	return list
}

// supplyDocuments are the printed supply lists, frozen with the plan.
func (s *Site) supplyDocuments(f assist.Facts) []recipe {
	p, w := s.Place, f.Week
	list := []recipe{s.document(p.SupplyPDF(w), func() paper.Doc { return report.SupplyDocument(f, "") })}
	for _, u := range f.Terms.Units {
		list = append(list, s.document(p.UnitSupplyPDF(u.Name, w), func() paper.Doc { return report.SupplyDocument(f, u.Name) }))
	}
	return list
}

// receiptDocument is the printed receipt. Its advice is that of the workbook
// beside it, which may be the 回执 sheet alone.
func (s *Site) receiptDocument(t assist.Taken, reply func() (report.Reply, error)) recipe {
	return recipe{s.Place.ReceiptPDF(t.Unit, t.Receipt, t.Update), func() ([]byte, error) {
		r, err := reply()
		if err != nil {
			return nil, err
		}
		r.FrontOnly = precheck.FrontOnly(t)
		return s.print(report.ReceiptDocument(r))
	}}
}

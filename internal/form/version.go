package form

import (
	"strings"

	"bangfu/internal/sheet"
)

// Version is the version of our templates; an older one is noted.
const Version = "2026-1"

const labelVersion = "模板版本"

// template notes an older version of our template, read from 填报说明.
func (d *decoder) template(list []*tab) {
	for _, t := range list {
		if t.folded != manualSheet {
			continue
		}
		for _, r := range t.rows {
			for _, c := range r.Cells {
				_, rest, ok := strings.Cut(compact(c.Text), labelVersion+":")
				if v := strings.TrimRight(rest, "。;"); ok && older(v, Version) {
					d.sub.Faults = append(d.sub.Faults, sheet.Fault{Kind: sheet.OldTemplate, Sheet: t.name, Cell: sheet.Address(c.Col, r.Number), Value: v, Read: "这份是 " + v + " 版，现用 " + Version + " 版"})
					return
				}
			}
		}
	}
}

// older compares versions such as 2025-3 by year, then number.
func older(v, than string) bool {
	y1, n1, _ := strings.Cut(v, "-")
	y2, n2, _ := strings.Cut(than, "-")
	if !digitsOnly(y1) || !digitsOnly(n1) {
		return false
	}
	return number(y1) < number(y2) || y1 == y2 && number(n1) < number(n2)
}

package precheck

import (
	"maps"
	"path"
	"sort"
	"strings"

	"bangfu/internal/assist"
)

// FileResult is one file of the run.
type FileResult struct {
	Unit     string          `json:"unit"`           // of the drop folder; 市局 for the city
	Name     string          `json:"name"`           // as it was dropped; masked without --full
	Kind     assist.FileKind `json:"kind"`           // which form it holds
	Receipt  *string         `json:"receipt"`        // its 回执号; null when it has none yet
	SHA      string          `json:"sha256"`         // of its bytes, in hex; "" while it waits
	State    string          `json:"state"`          // taken known unreadable settling ignored
	Rows     RowCounts       `json:"rows"`           // its rows by outcome
	Findings []FoundJSON     `json:"findings"`       // the heaviest first, 2,000 at the most
	Totals   map[string]int  `json:"findings_total"` // all findings, counted by code
	// Unchecked are the rules a pre-check without a workspace cannot judge by (未核对).
	Unchecked []UncheckedJSON `json:"unchecked,omitempty"`

	plain []assist.Finding
}

// RowKey is a row of a file.
type RowKey struct {
	Sheet string
	Row   int
}

// Unmask shows personal values again, for --full.
func (f *FileResult) Unmask() {
	for i, x := range f.plain {
		f.Findings[i].Value, f.Findings[i].Message = x.Value, x.Message
	}
}

// Veil hides the file's own name, which may be a person's, and the sheet of a
// CSV that is called after it; the ending stays.
func (f *FileResult) Veil() {
	base := path.Base(f.Name)
	ending := path.Ext(base)
	stem := strings.TrimSuffix(base, ending)
	f.Name = veil + ending
	for i := range f.Findings {
		if f.Findings[i].Sheet == stem {
			f.Findings[i].Sheet = veil
		}
	}
}

// veil stands for a file name that is not shown.
const veil = "＊＊＊"

// RowCounts are the rows of a file by outcome.
type RowCounts struct {
	Read       int `json:"read"`               // 备案 + 待核 + 退回 + 不符合 + the three below
	Filed      int `json:"filed"`              // 备案, or taken over of the other forms
	Held       int `json:"held"`               // 待核
	Returned   int `json:"returned"`           // 退回
	Ineligible int `json:"ineligible"`         // 不符合
	Blank      int `json:"blank"`              // 空行
	Totals     int `json:"totals"`             // 合计行
	Headers    int `json:"headers"`            // 重复表头
	Replaced   int `json:"replaced,omitempty"` // of filed and held: another row of the run stands for it
}

// Add adds the rows of a sheet.
func (c *RowCounts) Add(s assist.SheetCount) {
	c.Read += s.Read
	c.Filed += s.Filed
	c.Held += s.Held
	c.Returned += s.Returned
	c.Ineligible += s.Ineligible
	c.Blank += s.Blank
	c.Totals += s.Totals
	c.Headers += s.Headers
	c.Replaced += s.Replaced()
}

// FoundJSON is one finding.
type FoundJSON struct {
	Code    string       `json:"code"`    // of the rule
	Level   assist.Level `json:"level"`   // its first letter
	Sheet   string       `json:"sheet"`   // where it is; "" for the whole file
	Cell    string       `json:"cell"`    // its address; "" for none
	Value   string       `json:"value"`   // as typed
	Message string       `json:"message"` // what is wrong
	Fix     string       `json:"fix"`     // what to do
	Turn    assist.Turn  `json:"turn"`    // who does it
}

// FoundOf is a finding whose personal words are masked.
func FoundOf(f assist.Finding, mask func(string) string) FoundJSON {
	return FoundJSON{f.Code, f.Level, f.Sheet, f.Cell, mask(f.Value), mask(f.Message), f.Fix, f.Turn}
}

// UncheckedJSON is one rule that was not judged, and why.
type UncheckedJSON struct {
	Code string `json:"code"` // of the rule
	Why  string `json:"why"`  // what it would need
}

// List fills a file's findings, the heaviest first, and counts them by code.
// What they say of a person is masked; the plain words stay in plain.
func (f *FileResult) List(all []assist.Finding, masks map[RowKey]func(string) string) {
	codes := map[string]int{}
	for _, x := range all {
		codes[x.Code]++
	}
	f.Tally(codes)
	sort.SliceStable(all, func(i, j int) bool { return all[i].Level.Rank() < all[j].Level.Rank() })
	for i, x := range all {
		if i < MostKept {
			mask := masks[RowKey{x.Sheet, x.Row}]
			if mask == nil {
				mask = assist.Mask
			}
			f.Findings = append(f.Findings, FoundOf(x, mask))
			f.plain = append(f.plain, x)
		}
	}
}

// Tally says how many findings of each code a file has, and lists none.
func (f *FileResult) Tally(codes map[string]int) {
	f.Findings, f.Totals = []FoundJSON{}, map[string]int{}
	maps.Copy(f.Totals, codes)
}

// Count puts the full counts of a file of which not every finding was kept.
func (f *FileResult) Count(totals map[string]int) {
	for code, n := range totals {
		f.Totals[code] = n
	}
}

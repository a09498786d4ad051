package history

import (
	"fmt"
	"strings"
)

// receiptNumbered remembers the highest receipt number of a code and day.
func (h *History) receiptNumbered(receipt string) {
	i := strings.LastIndexByte(receipt, '-')
	var n int
	if _, err := fmt.Sscanf(receipt[i+1:], "%d", &n); err == nil {
		h.receiptNumber[receipt[:i]] = max(h.receiptNumber[receipt[:i]], n)
	}
}

// NextReceipt gives out the next receipt number under a code and day:
// HZ-<代码>-<yyyymmdd> becomes HZ-<代码>-<yyyymmdd>-<nnn>.
func (h *History) NextReceipt(head string) string {
	h.receiptNumber[head]++
	return fmt.Sprintf("%s-%03d", head, h.receiptNumber[head])
}

// filingNumbered remembers the highest 备案编号 of its year: …〔2026〕0001号.
func (h *History) filingNumbered(number string) {
	_, rest, ok := strings.Cut(number, "〔")
	var year, n int
	if _, err := fmt.Sscanf(rest, "%d〕%d号", &year, &n); ok && err == nil {
		h.filingNumber[year] = max(h.filingNumber[year], n)
	}
}

// NextFiling is the next 备案编号 of a year: continuous, never reused.
func (h *History) NextFiling(prefix string, year int) string {
	return fmt.Sprintf("%s〔%d〕%04d号", prefix, year, h.filingNumber[year]+1)
}

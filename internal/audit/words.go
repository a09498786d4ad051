package audit

import (
	"fmt"
	"math/big"
	"strings"

	"bangfu/internal/assist"
)

// sales names the sales history that some figures come from.
func sales(receipts []string) string { return firstOf(receipts, 5) + " 销售历史" }

// days is a span of days, both included.
func days(from, to assist.Date) string { return from.String() + " 至 " + to.String() }

// weeks is a span of weeks, both included.
func weeks(from, to assist.Week) string {
	if from == to {
		return from.String()
	}
	return from.String() + " 至 " + to.String()
}

// firstOf joins the first of a list and says how many there are.
func firstOf(list []string, most int) string {
	s := strings.Join(list[:min(len(list), most)], "、")
	if len(list) > most {
		s += fmt.Sprintf(" 等 %d 个", len(list))
	}
	return s
}

// quotient is a ÷ b with two decimals, rounded half away from zero.
func quotient(a, b int) string { return big.NewRat(int64(a), int64(b)).FloatString(2) }

package sample

import (
	"fmt"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// residentID makes an ID number with the right check character (GB 11643) of
// a region of six digits, a birth date and an order number from 0 to 999.
func residentID(region string, born assist.Date, order int) string {
	y, m, d := born.Parts()
	s := fmt.Sprintf("%s%04d%02d%02d%03d", region, y, int(m), d, order)
	sum := 0
	for i, w := range [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(s[i]-'0') * w
	}
	return s + "10X98765432"[sum%11:sum%11+1]
}

// regions are where people of Datong were first registered; the older ones
// are from before 1993.
var regions = []string{"140202", "140203", "140211", "140221", "140222", "140224", "140225", "142121", "142122", "142129"}

var birthBase = assist.Day(1952, time.March, 1)

// birthSpan and orderSpan bound how many people there can be: each has a
// birth date and an order number of its own.
const (
	birthSpan = 15000 // days
	orderSpan = 1000
)

// idOf is the ID number of the n-th person; no two are alike below 15 million.
func idOf(n int) string {
	born := birthBase + assist.Date(n*7349%birthSpan)
	return residentID(regions[n%len(regions)], born, (n/birthSpan*37+11)%orderSpan)
}

// apart is how many days before the operator a relative was born.
var apart = map[string]assist.Date{column.Self: 0, column.Spouse: 500, column.Parent: 9500, column.Child: -9500}

// relativeOf is the ID number of a relative of the n-th person.
func relativeOf(n int, relation string) string {
	born := birthBase + assist.Date(n*7349%birthSpan) - apart[relation]
	return residentID(regions[(n+3)%len(regions)], born, (n/birthSpan*37+12)%orderSpan)
}

// phoneOf is the mobile number of the n-th person; no two are alike below 100 million.
func phoneOf(n int) string {
	heads := [...]string{"139", "135", "150", "186", "133", "158"}
	return heads[n%len(heads)] + fmt.Sprintf("%08d", (n*7919+41356207)%100_000_000)
}

// dibaoOf is the number of the n-th dibao certificate.
func dibaoOf(n int) string { return fmt.Sprintf("大低字第%08d号", 20260000+n) }

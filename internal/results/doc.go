// Package results (成效) follows customers up: who came and went, who was
// visited, what they sold before and after assistance began, and what became of
// the cartons they were given. It is pure and counts only; it judges nobody,
// knows no workbook and asks no clock. A figure without a base is told as such,
// never as zero.
package results

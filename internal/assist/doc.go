// Package assist (帮扶) holds the facts of assisting vulnerable retail
// customers and what follows from those facts alone: customers, applications,
// sales, visits, findings, the roster as a fold of changes, dated terms, and
// weeks. It opens no file, reads no clock and knows no workbook; money is
// int64 in 分 (fen), cartons are int in 条, dates are calendar dates in
// Asia/Shanghai. No decision uses a float.
package assist

// Package audit (监督) makes the supervision signals A101–A107 for 内管科
// (五.6): indicators with the figures and the rows they come from, against
// thresholds that are dated terms. It never gives a verdict, names other
// customers by licence and unit alone, and knows no workbook, clock or ledger.
package audit

// Package form knows our forms: one table a form says which sheet, which
// columns, which spellings and which advice. The same table finds the header,
// decodes the rows, writes the blank workbook and its 填报说明.
//
// It refuses to judge. What it cannot read, or had to fold, it reports as
// sheet.Fault values without codes; package check turns those into findings.
// It opens no file and knows nothing of how bytes become cells.
package form

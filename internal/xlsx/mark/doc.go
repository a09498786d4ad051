// Package mark puts our marks onto the sender's own workbook, part by part:
// fills, notes, two columns and the 回执 sheet. Everything else of the workbook
// comes back byte for byte. It refuses to know what a column means.
package mark

// Package ooxml holds what every program that changes a workbook must know of
// its format: a package of parts with their content types and relations, the
// pieces and nodes of their XML, the names of the format, and texts in the
// form and the size they have there.
//
// Whatever is not changed is written back byte for byte. The package refuses
// to know a mark or a row.
package ooxml

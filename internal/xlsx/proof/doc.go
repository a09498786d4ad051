// Package proof holds what the tests of workbooks share: a county's workbook
// made by hand, and eyes of its own, encoding/xml and nothing else, to look at
// what was written. The program itself never imports it.
package proof

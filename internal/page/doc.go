// Package page draws pages of one file that need no server: 核对.html, in which
// a clerk's browser judges a workbook by the program's own rules, and 看板.html,
// the state at one look. A page asks nothing of any network and says the same
// bytes of the same values.
package page

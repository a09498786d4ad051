package read

import (
	"strings"

	"bangfu/internal/sheet"
)

// pictureText stands for a picture that fills its cell, where a person reads it.
const pictureText = "图片"

// pictureName is enough of a formula to tell what it shows.
const pictureName = len("=_xlfn.DISPIMG(")

// pictured reports the formula that shows a picture as the value of its cell:
// DISPIMG of WPS and IMAGE of Excel, as a formula, or as the text which other
// programs store in its place.
func pictured[T ~string | ~[]byte](formula T) bool {
	if len(formula) == 0 {
		return false
	}
	switch formula[0] { // most texts are told apart by this
	case '=', '_', 'D', 'I':
	default:
		return false
	}
	name := strings.TrimPrefix(strings.TrimPrefix(string(formula[:min(len(formula), pictureName)]), "="), "_xlfn.")
	return strings.HasPrefix(name, "DISPIMG(") || strings.HasPrefix(name, "IMAGE(")
}

// pictureCell is a cell that a picture fills; formula says that one shows it.
func pictureCell(col int, formula bool) sheet.Cell {
	return sheet.Cell{Col: col, Kind: sheet.Picture, Text: pictureText, Formula: formula}
}

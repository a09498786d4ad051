package mark

import (
	"strconv"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// shade are the fills on which the type of a cell format can be read.
func (s *styleSheet) shade(xf *ooxml.Node) map[sheet.Tone]string {
	fonts, id := s.entries("fonts"), xf.Number("fontId")
	if id >= 0 && id < len(fonts) && light(fonts[id].Child("color")) {
		return sheet.DarkFills
	}
	return sheet.Fills
}

// The colours of type that are white in every workbook: of the theme the paper's, and
// two of the palette.
const (
	paperColour = "0"
	whiteFirst  = "1"
	whiteAgain  = "9"
)

// light reports a colour of type that cannot be read on a light fill; nil is black.
func light(c *ooxml.Node) bool {
	if c == nil {
		return false
	}
	if rgb := c.Attr("rgb"); rgb != "" {
		return bright(rgb)
	}
	darkest := -0.2 // how much darker than white is still light
	white := c.Attr("theme") == paperColour || c.Attr("indexed") == whiteFirst || c.Attr("indexed") == whiteAgain
	return white && ooxml.AttrFloat(c.Open, "tint", 0) > darkest
}

// bright reports an RGB colour, with its opacity before it, of nearly the light of white.
func bright(argb string) bool {
	const least = 200 // of 255
	n, err := strconv.ParseUint(argb[max(0, len(argb)-6):], 16, 32)
	if err != nil {
		return false
	}
	red, green, blue := n>>16&0xFF, n>>8&0xFF, n&0xFF
	return (299*red+587*green+114*blue)/1000 > least
}

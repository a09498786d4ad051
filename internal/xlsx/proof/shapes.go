package proof

import (
	"encoding/xml"
	"strconv"
	"strings"
	"testing"
)

// Cell is a cell as it stands in a worksheet.
type Cell struct {
	R string `xml:"r,attr"`
	S int    `xml:"s,attr"`
	T string `xml:"t,attr"`
	F string `xml:"f"`
	V string `xml:"v"`
	I string `xml:"is>t"`
}

// Worksheet is a worksheet read with nothing but encoding/xml.
type Worksheet struct {
	Dimension struct {
		Ref string `xml:"ref,attr"`
	} `xml:"dimension"`
	Views []struct {
		Selected string `xml:"tabSelected,attr"`
		Pane     struct {
			Rows int `xml:"ySplit,attr"`
		} `xml:"pane"`
	} `xml:"sheetViews>sheetView"`
	Cols []struct {
		Min    int     `xml:"min,attr"`
		Max    int     `xml:"max,attr"`
		Width  float64 `xml:"width,attr"`
		Hidden string  `xml:"hidden,attr"`
	} `xml:"cols>col"`
	Rows []struct {
		R      int     `xml:"r,attr"`
		Height float64 `xml:"ht,attr"`
		Cells  []Cell  `xml:"c"`
	} `xml:"sheetData>row"`
	Filter struct {
		Ref string `xml:"ref,attr"`
	} `xml:"autoFilter"`
	Merges []struct {
		Ref string `xml:"ref,attr"`
	} `xml:"mergeCells>mergeCell"`
	Legacy []struct {
		ID string `xml:"id,attr"`
	} `xml:"legacyDrawing"`
	Footer string `xml:"headerFooter>oddFooter"`
	Lists  []struct {
		Type   string `xml:"type,attr"`
		Where  string `xml:"sqref,attr"`
		Prompt string `xml:"prompt,attr"`
		Strict bool   `xml:"showErrorMessage,attr"`
		What   string `xml:"formula1"`
	} `xml:"dataValidations>dataValidation"`
	Setup struct {
		Paper       int    `xml:"paperSize,attr"`
		Orientation string `xml:"orientation,attr"`
		Wide        int    `xml:"fitToWidth,attr"`
		Tall        string `xml:"fitToHeight,attr"`
	} `xml:"pageSetup"`
	Children []struct {
		XMLName xml.Name
	} `xml:",any"`
}

// Parse reads XML into a shape.
func Parse[T any](t testing.TB, text string) T {
	t.Helper()
	var out T
	if err := xml.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Cell is the cell at an address; an empty one when it does not stand there.
func (w Worksheet) Cell(at string) Cell {
	for _, r := range w.Rows {
		for _, c := range r.Cells {
			if c.R == at {
				return c
			}
		}
	}
	return Cell{}
}

// Xf is a cell format.
type Xf struct {
	NumFmt    int `xml:"numFmtId,attr"`
	Font      int `xml:"fontId,attr"`
	Fill      int `xml:"fillId,attr"`
	Border    int `xml:"borderId,attr"`
	Alignment struct {
		Horizontal string `xml:"horizontal,attr"`
		Wrap       string `xml:"wrapText,attr"`
	} `xml:"alignment"`
	Protection struct {
		Locked string `xml:"locked,attr"`
	} `xml:"protection"`
}

// Styles is a style sheet.
type Styles struct {
	NumFmts []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Fonts []struct {
		Bold *struct{} `xml:"b"`
		Size struct {
			Val float64 `xml:"val,attr"`
		} `xml:"sz"`
	} `xml:"fonts>font"`
	Fills []struct {
		Kind struct {
			Pattern string `xml:"patternType,attr"`
			Colour  struct {
				RGB   string `xml:"rgb,attr"`
				Theme string `xml:"theme,attr"`
			} `xml:"fgColor"`
		} `xml:"patternFill"`
	} `xml:"fills>fill"`
	Xfs []Xf `xml:"cellXfs>xf"`
}

// Colour is the fill of a cell, "" for none.
func (s Styles) Colour(c Cell) string {
	return strings.TrimPrefix(s.Fills[s.Xfs[c.S].Fill].Kind.Colour.RGB, "FF")
}

// Format is the number format of a cell: its text, or the number of a built-in one.
func (s Styles) Format(c Cell) string {
	id := s.Xfs[c.S].NumFmt
	for _, n := range s.NumFmts {
		if n.ID == id {
			return n.Code
		}
	}
	return strconv.Itoa(id)
}

// Comments is a part of notes.
type Comments struct {
	Notes []struct {
		Ref  string `xml:"ref,attr"`
		Runs []struct {
			Text string `xml:"t"`
		} `xml:"text>r"`
	} `xml:"commentList>comment"`
}

// Notes shows notes as A1=text|B2=text.
func Notes(t testing.TB, text string) string {
	var out []string
	for _, n := range Parse[Comments](t, text).Notes {
		s := n.Ref + "="
		for _, r := range n.Runs {
			s += r.Text
		}
		out = append(out, s)
	}
	return strings.Join(out, "|")
}

// Workbook is the part that lists the sheets.
type Workbook struct {
	View struct {
		Active string `xml:"activeTab,attr"`
	} `xml:"bookViews>workbookView"`
	Sheets []struct {
		Name string `xml:"name,attr"`
		ID   int    `xml:"sheetId,attr"`
	} `xml:"sheets>sheet"`
	Names []struct {
		Name  string `xml:"name,attr"`
		Local string `xml:"localSheetId,attr"`
		Text  string `xml:",chardata"`
	} `xml:"definedNames>definedName"`
}

// List is the sheets in words.
func (w Workbook) List() string {
	var s []string
	for _, x := range w.Sheets {
		s = append(s, x.Name)
	}
	return strings.Join(s, " ")
}

// Links shows the links of a worksheet as A1=place|B2=place.
func Links(t testing.TB, text string) string {
	var out []string
	for _, l := range Parse[struct {
		Links []struct {
			Ref string `xml:"ref,attr"`
			To  string `xml:"location,attr"`
		} `xml:"hyperlinks>hyperlink"`
	}](t, text).Links {
		out = append(out, l.Ref+"="+l.To)
	}
	return strings.Join(out, "|")
}

package ooxml

// The names of the format.
const (
	Transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	Main         = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	TypePrefix   = "application/vnd.openxmlformats-officedocument.spreadsheetml."

	// PlainType is the content type of a workbook without macros.
	PlainType = TypePrefix + "sheet.main+xml"

	DublinCore  = "http://purl.org/dc/elements/1.1/"
	DublinTerms = "http://purl.org/dc/terms/"

	VML    = "urn:schemas-microsoft-com:vml"
	Office = "urn:schemas-microsoft-com:office:office"
	Excel  = "urn:schemas-microsoft-com:office:excel"

	XMLHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	// PictureFormula stands for a picture that fills its cell in a workbook of
	// values alone, where package read knows it again.
	PictureFormula = "=DISPIMG()"
)

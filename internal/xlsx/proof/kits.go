package proof

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// Kits are workbooks as different programs write them, by what is odd in them.
// Each has the sheet 申请表 of the county's kit.
func Kits() map[string][]Part {
	return map[string][]Part{
		"plain":            County(),
		"form control":     withControl(),
		"embedded object":  withObject(),
		"no styles":        withoutStyles(),
		"no list":          withoutList(),
		"number past list": Edit(County(), "xl/worksheets/sheet2.xml", `<c r="A1">`, `<c r="A1" s="7">`),
		"openpyxl notes":   openpyxlNotes(),
		"strict":           Strict(County()),
		"dated":            Dated(County()),
		"strict dated":     Strict(Edit(Dated(County()), "xl/workbook.xml", `<workbookPr date1904="false"/>`, `<workbookPr dateCompatibility="0"/>`)),
		"utf-16":           Wide(County(), "xl/worksheets/sheet1.xml", "xl/workbook.xml"),
		"types by part":    typesByPart(),
		"absent parts":     absentParts(),
		"prefixes":         Prefixed(County()),
		"open line break":  Edit(County(), "xl/drawings/vmlDrawing1.vml", "<x:Anchor>", "<x:FmlaMacro>a<br>b&nbsp;</x:FmlaMacro><x:Anchor>"),
	}
}

// withControl has a checkbox, whose place is told by columns of another
// namespace.
func withControl() []Part {
	kit := Edit(County(), "xl/worksheets/sheet1.xml", `<legacyDrawing r:id="rId1"/>`, `<legacyDrawing r:id="rId1"/>`+
		`<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14"><controls>`+
		`<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1030" r:id="rId9" name="选框 1"><controlPr defaultSize="0"><anchor>`+anchorOf("xdr", "2")+
		`</anchor></controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>`)
	kit = Edit(kit, "xl/worksheets/_rels/sheet1.xml.rels", `</Relationships>`,
		`<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/ctrlProp" Target="../ctrlProps/ctrlProp1.xml"/></Relationships>`)
	kit = Edit(kit, "[Content_Types].xml", `<Override`, `<Override PartName="/xl/ctrlProps/ctrlProp1.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/><Override`)
	kit = Edit(kit, "xl/drawings/vmlDrawing1.vml", `</xml>`, `<v:shape id="_x0000_s1030" type="#_x0000_t201" style="position:absolute"><x:ClientData ObjectType="Checkbox"><x:Anchor>2, 0, 5, 0, 4, 0, 6, 0</x:Anchor></x:ClientData></v:shape></xml>`)
	return Replace(kit, Put("xl/ctrlProps/ctrlProp1.xml", `<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox"/>`))
}

// withObject has an embedded document.
func withObject() []Part {
	kit := Edit(County(), "xl/worksheets/sheet1.xml", `<legacyDrawing r:id="rId1"/>`, `<legacyDrawing r:id="rId1"/>`+
		`<oleObjects><oleObject progId="Word.Document.12" shapeId="1040" r:id="rId9"><objectPr defaultSize="0"><anchor>`+anchorOf("xdr", "1")+`</anchor></objectPr></oleObject></oleObjects>`)
	kit = Edit(kit, "xl/worksheets/_rels/sheet1.xml.rels", `</Relationships>`,
		`<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="../embeddings/a.docx"/></Relationships>`)
	kit = Edit(kit, "[Content_Types].xml", `<Override`, `<Override PartName="/xl/embeddings/a.docx" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document"/><Override`)
	return Replace(kit, Put("xl/embeddings/a.docx", "PK made up"))
}

// anchorOf is the place of a thing between cells.
func anchorOf(prefix, col string) string {
	const drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
	p := prefix + ":"
	return `<from xmlns:` + prefix + `="` + drawing + `"><` + p + `col>` + col + `</` + p + `col><` + p + `row>5</` + p + `row></from>` +
		`<to xmlns:` + prefix + `="` + drawing + `"><` + p + `col>9</` + p + `col><` + p + `row>6</` + p + `row></to>`
}

// withoutStyles has no style sheet, but cells that name styles.
func withoutStyles() []Part {
	kit := Without(County(), "xl/styles.xml")
	kit = Edit(kit, "xl/_rels/workbook.xml.rels", `<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>`, "")
	return Edit(kit, "[Content_Types].xml", `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`, "")
}

// openpyxlNotes has a note as openpyxl writes it: prefixes by number, a box
// that begins to count at 1.
func openpyxlNotes() []Part {
	return Replace(County(), Put("xl/drawings/vmlDrawing1.vml", `<xml xmlns:ns0="urn:schemas-microsoft-com:office:office" xmlns:ns1="urn:schemas-microsoft-com:vml" xmlns:ns2="urn:schemas-microsoft-com:office:excel">`+
		`<ns0:shapelayout ns1:ext="edit"><ns0:idmap ns1:ext="edit" data="1"/></ns0:shapelayout><ns1:shapetype id="_x0000_t202" coordsize="21600,21600" ns0:spt="202" path="m,l,21600r21600,l21600,xe"/>`+
		`<ns1:shape id="_x0000_s0001" type="#_x0000_t202" style="position:absolute"><ns2:ClientData ObjectType="Note"><ns2:MoveWithCells/><ns2:Row>3</ns2:Row><ns2:Column>1</ns2:Column></ns2:ClientData></ns1:shape>`+
		`<ns1:shape id="_x0000_s2049" type="#_x0000_t202" style="position:absolute"><ns2:ClientData ObjectType="Note"><ns2:Row>7</ns2:Row><ns2:Column>7</ns2:Column></ns2:ClientData></ns1:shape></xml>`))
}

// withoutList has a style sheet without a list of cell formats.
func withoutList() []Part {
	return Replace(County(), Put("xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="等线"/></font></fonts></styleSheet>`))
}

// tag is a tag without a prefix.
var tag = regexp.MustCompile(`<(/?)([A-Za-z0-9]+)([\s/>])`)

// Prefixed spells the prefix of the format out everywhere, as some programs do.
func Prefixed(parts []Part) []Part {
	for i, p := range parts {
		if strings.Contains(p.Text, `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`) {
			parts[i].Text = strings.ReplaceAll(tag.ReplaceAllString(p.Text, `<${1}x:$2$3`), "xmlns=", "xmlns:x=")
		}
	}
	return parts
}

// Dated has cells of type d: days, a time of day, a duration, and no date, on
// both sheets.
func Dated(parts []Part) []Part {
	kit := Edit(parts, "xl/worksheets/sheet1.xml", `<c r="B4" s="1"><v>46328</v></c>`, `<c r="B4" s="1" t="d"><v>2026-11-02</v></c>`)
	return Edit(kit, "xl/worksheets/sheet2.xml", `</row>`, `</row><row r="2"><c r="A2" t="d"><v>2026-11-02T06:00:00Z</v></c><c r="B2" t="d"><v>PT0H11M0S</v></c>`+
		`<c r="C2" t="d"><v>T18:00:00</v></c><c r="D2" t="d"><v>1900-01-01</v></c><c r="E2" t="d"><v>何时</v></c></row>`)
}

// Wide writes parts in UTF-16, little end first.
func Wide(parts []Part, names ...string) []Part {
	for i, p := range parts {
		if !slices.Contains(names, p.Name) {
			continue
		}
		_, body, found := strings.Cut(p.Text, "?>")
		if !found {
			body = p.Text
		}
		wide := []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(`<?xml version="1.0" encoding="UTF-16"?>` + body)) {
			wide = append(wide, byte(u), byte(u>>8))
		}
		parts[i].Text = string(wide)
	}
	return parts
}

// typesByPart types each part by itself, the relationships too.
func typesByPart() []Part {
	kit := Edit(County(), "[Content_Types].xml", `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
		`<Override PartName="/_rels/.rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
			`<Override PartName="/xl/_rels/workbook.xml.rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`)
	kit = Without(kit, "xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/drawings/drawing1.xml")
	kit = Edit(kit, "[Content_Types].xml", `<Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`, "")
	kit = Edit(kit, "[Content_Types].xml", `<Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>`, "")
	return Edit(kit, "xl/worksheets/sheet1.xml", `<drawing r:id="rId3"/><legacyDrawing r:id="rId1"/>`, "")
}

// absentParts declares, twice, and leads to parts that are not there.
func absentParts() []Part {
	const sheet3 = `<Override PartName="/xl/worksheets/sheet3.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`
	kit := Edit(County(), "[Content_Types].xml", `</Types>`, sheet3+sheet3+`</Types>`)
	kit = Edit(kit, "xl/_rels/workbook.xml.rels", `</Relationships>`,
		`<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`)
	kit = Edit(kit, "xl/workbook.xml", `<definedNames>`, `<externalReferences><externalReference r:id="rId7"/></externalReferences><definedNames>`)
	kit = Edit(kit, "xl/worksheets/sheet1.xml", `footer="0.3"/>`, `footer="0.3"/><pageSetup paperSize="9" r:id="rId8"/>`)
	kit = Edit(kit, "xl/worksheets/sheet1.xml", `<legacyDrawing r:id="rId1"/>`, `<legacyDrawing r:id="rId1"/><picture r:id="rId11"/>`)
	return Edit(kit, "xl/worksheets/_rels/sheet1.xml.rels", `</Relationships>`,
		`<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/printerSettings" Target="../printerSettings/printerSettings1.bin"/>`+
			`<Relationship Id="rId11" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../media/image9.png"/></Relationships>`)
}

// Without is a kit without some parts.
func Without(parts []Part, names ...string) []Part {
	var out []Part
	for _, p := range parts {
		if !strings.Contains(" "+strings.Join(names, " ")+" ", " "+p.Name+" ") {
			out = append(out, p)
		}
	}
	return out
}

// Strict writes a workbook as Excel does under "Strict Open XML".
func Strict(parts []Part) []Part {
	to := strings.NewReplacer(
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties", "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties",
		"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
		"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", "http://purl.oclc.org/ooxml/officeDocument/customProperties",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
		"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
		"http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/",
		`<workbook xmlns=`, `<workbook conformance="strict" xmlns=`,
	)
	for i := range parts {
		parts[i].Text = to.Replace(parts[i].Text)
	}
	return parts
}

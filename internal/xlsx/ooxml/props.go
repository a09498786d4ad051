package ooxml

import "strings"

// CoreProps are the document properties: a unit, never a person. Times
// that are empty are left out.
func CoreProps(title, author, created, modified string) []byte {
	var b strings.Builder
	b.WriteString(XMLHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="` + DublinCore + `" xmlns:dcterms="` + DublinTerms + `"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	put := func(tag, attr, value string) {
		if value != "" {
			b.WriteString("<" + tag + attr + ">" + XMLText(value) + "</" + tag + ">")
		}
	}
	const w3c = ` xsi:type="dcterms:W3CDTF"`
	put("dc:title", "", title)
	put("dc:creator", "", author)
	put("dcterms:created", w3c, created)
	put("dcterms:modified", w3c, modified)
	b.WriteString(`</cp:coreProperties>`)
	return []byte(b.String())
}

// AppProps name the program and nothing else.
func AppProps() []byte {
	return []byte(XMLHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
		`<Application>bangfu</Application></Properties>`)
}

package read

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// TestNotes: the notes of a sheet come with the text of all their runs, each under its
// cell; a list that is damaged or not there is none, and the values are read all the same.
func TestNotes(t *testing.T) {
	const list = `<authors><author>样</author></authors><commentList>` +
		`<comment ref="B2" authorId="0"><text><r><rPr><b/></rPr><t>样：</t></r><r><t xml:space="preserve"> 属实</t></r></text></comment>` +
		`<comment ref="C3" authorId="0"><text><t>夫妻 &amp; 同住</t></text></comment></commentList>`
	whole := xmlHead + `<comments ` + mainNS + `>` + list + `</comments>`
	linked := rawPart{"xl/worksheets/_rels/sheet1.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + docRels + `/comments" Target="../comments1.xml"/></Relationships>`}
	for _, c := range []struct {
		name  string
		parts []rawPart
		want  string
	}{
		{"none", nil, ""},
		{"two", []rawPart{linked, {"xl/comments1.xml", whole}}, "B2 样： 属实\nC3 夫妻 & 同住\n"},
		{"of another sheet", []rawPart{{"xl/comments1.xml", whole}}, ""},
		{"the list is missing", []rawPart{linked}, ""},
		{"the list is cut", []rawPart{linked, {"xl/comments1.xml", whole[:len(whole)-40]}}, "B2 样： 属实\n"},
	} {
		b := zipOf(t, plainBook(dataSheet(`<row r="1"><c r="A1"><v>1</v></c></row>`), c.parts...))
		book, err := Open(context.Background(), bytes.NewReader(b), int64(len(b)), "a.xlsx", Limits{})
		if err != nil {
			t.Fatal(c.name, err)
		}
		var got strings.Builder
		for cell, text := range book.Notes(context.Background(), 0) {
			got.WriteString(cell + " " + text + "\n")
		}
		if got.String() != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.String(), c.want)
		}
		if text, _, err := readAll(b, "a.xlsx", Limits{}); err != nil || !strings.Contains(text, "1") {
			t.Errorf("%s: the sheet reads %q, %v", c.name, text, err)
		}
	}
	b := []byte("许可证号,数量\n140213100001,3\n")
	book, err := Open(context.Background(), bytes.NewReader(b), int64(len(b)), "a.csv", Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for cell := range book.Notes(context.Background(), 0) {
		t.Errorf("a text has a note at %s", cell)
	}
}

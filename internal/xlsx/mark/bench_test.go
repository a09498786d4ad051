package mark

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/peer"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
	"bangfu/internal/xlsx/proof"
	"bangfu/internal/xlsx/write"
)

// benchWide is a workbook of 5,000 rows of 20 texts, and marks for every
// cell of it: a colour each, and a note on the first 2,000.
func benchWide(b *testing.B) ([]byte, sheet.Marking) {
	const rows, columns, notes = 5000, 20, 2000
	var text strings.Builder
	marks := sheet.TableMarks{Sheet: "申请表", HeaderRow: 1, LastCol: columns, LastRow: rows + 1}
	for r := 1; r <= rows+1; r++ {
		fmt.Fprintf(&text, `<row r="%d">`, r)
		for c := 1; c <= columns; c++ {
			cell := sheet.Address(c, r)
			fmt.Fprintf(&text, `<c r="%s" t="inlineStr"><is><t>阳高县某某便民商店%d</t></is></c>`, cell, r*c)
			if r == 1 {
				continue
			}
			mark := sheet.CellMark{Cell: cell, Tone: sheet.Bad}
			if len(marks.Cells) < notes {
				mark.Note = "申请日期晚于今天，请改正。"
			}
			marks.Cells = append(marks.Cells, mark)
		}
		text.WriteString("</row>")
		if r > 1 {
			marks.Rows = append(marks.Rows, sheet.RowMark{Row: r, Result: "✗ 退回", Problem: "申请日期晚于今天", Tone: sheet.Bad})
		}
	}
	return benchBook(b, text.String()), benchMarking(marks)
}

// benchLong is a workbook of 20 rows above a million that are formatted
// and empty, as a clerk makes it who colours whole columns.
func benchLong(b *testing.B) ([]byte, sheet.Marking) {
	const rows = 20
	var text strings.Builder
	marks := sheet.TableMarks{Sheet: "申请表", HeaderRow: 1, LastCol: 1, LastRow: rows}
	for r := 1; r <= 1_000_000; r++ {
		if r > rows {
			fmt.Fprintf(&text, `<row r="%d"><c r="A%d" s="1"/></row>`, r, r)
			continue
		}
		fmt.Fprintf(&text, `<row r="%d"><c r="A%d"><v>%d</v></c></row>`, r, r, r)
		if r > 1 {
			marks.Rows = append(marks.Rows, sheet.RowMark{Row: r, Result: "✓ 备案", Tone: sheet.Good})
			marks.Cells = append(marks.Cells, sheet.CellMark{Cell: sheet.Address(1, r), Tone: sheet.Hint})
		}
	}
	return benchBook(b, text.String()), benchMarking(marks)
}

func benchBook(b *testing.B, rows string) []byte {
	styles := `<styleSheet xmlns="` + ooxml.Main + `"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border/></borders><cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/>` + plainFormat + `</cellXfs></styleSheet>`
	sheet := `<worksheet xmlns="` + ooxml.Main + `"><sheetData>` + rows + `</sheetData></worksheet>`
	return proof.Zip(b, proof.County(proof.Put("xl/styles.xml", ooxml.XMLHead+styles), proof.Put("xl/worksheets/sheet1.xml", sheet)))
}

func benchMarking(t sheet.TableMarks) sheet.Marking {
	const number = "HZ-PCQ-20261127-001"
	return sheet.Marking{Receipt: number, Front: kitFront(number), Tables: []sheet.TableMarks{t}}
}

// BenchmarkMark puts marks onto somebody's workbook with our writer and with
// excelize, which here colours and annotates the same cells and no more.
func BenchmarkMark(b *testing.B) {
	for _, c := range []struct {
		name string
		make func(*testing.B) ([]byte, sheet.Marking)
	}{{"wide", benchWide}, {"long", benchLong}} {
		b.Run(c.name, func(b *testing.B) {
			src, marking := c.make(b)
			stop := proof.WatchHeap()
			benchOurs(b, src, marking)
			peak := float64(stop()) / (1 << 20)
			peer.Faster(b, "Excelize", func() { benchOurs(b, src, marking) }, func() { benchExcelize(b, src, marking) })
			b.ReportMetric(peak, "peakMB")
		})
	}
}

func benchOurs(b *testing.B, src []byte, m sheet.Marking) {
	out, _, err := Mark(src, "xlsx", m, write.Write)
	if err != nil {
		b.Fatal(err)
	}
	if len(out) < 10_000 {
		b.Fatalf("%d bytes", len(out))
	}
}

func benchExcelize(b *testing.B, src []byte, m sheet.Marking) {
	f, err := excelize.OpenReader(bytes.NewReader(src), excelize.Options{UnzipSizeLimit: 1 << 32})
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for _, t := range m.Tables {
		for _, c := range t.Cells {
			fill, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{sheet.Fills[c.Tone]}}})
			if err == nil {
				err = f.SetCellStyle(t.Sheet, c.Cell, c.Cell, fill)
			}
			if err == nil && c.Note != "" {
				err = f.AddComment(t.Sheet, excelize.Comment{Cell: c.Cell, Author: "帮扶系统", Text: c.Note})
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	if n, err := f.WriteTo(io.Discard); err != nil || n < 10_000 {
		b.Fatal(n, err)
	}
}

package write

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// printedPage is the rows of one printed page, by the text of their first cell.
type printedPage []string

var (
	rowOf    = regexp.MustCompile(`(?s)<row [^>]*>.*?</row>`)
	numberOf = regexp.MustCompile(`<row [^>]*\br="(\d+)"`)
	heightOf = regexp.MustCompile(`<row [^>]*\bht="([\d.]+)"`)
	textOf   = regexp.MustCompile(`(?s)<c r="A\d+"[^>]*>.*?<t[^>]*>([^<]*)</t>`)
	breakOf  = regexp.MustCompile(`<brk id="(\d+)"`)
)

// printedPages reads a sheet as a program prints it: rows one below the other, a
// page ended where it is full or where the sheet says so.
func printedPages(t *testing.T, page sheet.Page, room float64) []printedPage {
	t.Helper()
	part := kitParts(t, sheet.Book{Pages: []sheet.Page{page}})["xl/worksheets/sheet1.xml"]
	ends := map[string]bool{}
	for _, m := range breakOf.FindAllStringSubmatch(part, -1) {
		ends[m[1]] = true
	}
	if !strings.Contains(part, `fitToHeight="0"`) { // set smaller to be one page
		room *= 2
	}
	pages, y, before := []printedPage{nil}, 0.0, ""
	for _, row := range rowOf.FindAllString(part, -1) {
		height, err := strconv.ParseFloat(heightOf.FindStringSubmatch(row)[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		if y > 0 && (ends[before] || y+height > room) {
			pages, y = append(pages, nil), 0
		}
		y += height
		before = numberOf.FindStringSubmatch(row)[1]
		text := ""
		if m := textOf.FindStringSubmatch(row); m != nil {
			text = m[1]
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], text)
	}
	return pages
}

// longPage is a list of some rows with two captions below it and signatures; its columns
// have a width, 0 for what they hold.
func longPage(rows int, width float64) sheet.Page {
	list := sheet.Block{Title: "清单", Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "许可证号"}, {Header: "问题"}, {Header: "户数"}}}
	for i := range list.Columns {
		list.Columns[i].Width = width
	}
	for i := range rows {
		list.Rows = append(list.Rows, []sheet.Value{sheet.S(fmt.Sprint("行", i)), sheet.S("140213100001"), sheet.S("号码错"), sheet.I(1)})
	}
	prose := sheet.Block{Title: "题：收到的文件", Columns: make([]sheet.ColumnSpec, 2), Rows: [][]sheet.Value{{sheet.S("文件名"), sheet.S("申请表.xlsx")}, {sheet.S("类别"), sheet.S("申请表")}, {sheet.S("时间"), sheet.S("上午")}}}
	table := sheet.Block{Title: "题：参数文件", Columns: []sheet.ColumnSpec{{Header: "题：文件"}, {Header: "值"}}, Rows: [][]sheet.Value{{sheet.S("甲"), sheet.S("乙")}, {sheet.S("丙"), sheet.S("丁")}}}
	return sheet.Page{Name: "表", Title: "题：总题", Blocks: []sheet.Block{list, prose, table}, Sign: []string{"单位负责人：", "审核人：", "制表人："}}
}

// A caption never stands alone at a page's foot, and no page holds the signatures
// alone, however long the list above them is and however wide a program draws: a sheet
// of 200 characters is set to 73, 64 or 54 percent.
func TestNoPageEndsWithACaption(t *testing.T) {
	for _, c := range []struct {
		width float64
		rooms []float64 // of a page, in points before the sheet is set smaller
	}{{0, []float64{505, 514}}, {50, []float64{505 / 0.73, 505 / 0.64, 505 / 0.54}}} {
		for rows := 1; rows < 120; rows++ {
			for _, room := range c.rooms {
				checkEnds(t, rows, room, printedPages(t, longPage(rows, c.width), room))
			}
		}
	}
}

func checkEnds(t *testing.T, rows int, room float64, pages []printedPage) {
	t.Helper()
	for i, p := range pages[:len(pages)-1] {
		for len(p) > 0 && p[len(p)-1] == "" { // the empty row between two tables
			p = p[:len(p)-1]
		}
		if len(p) == 0 {
			t.Errorf("%d rows on pages of %v: page %d is empty", rows, room, i+1)
		} else if last := p[len(p)-1]; strings.HasPrefix(last, "题：") {
			t.Errorf("%d rows on pages of %v: page %d ends with %s", rows, room, i+1, last)
		}
	}
	const far = 50 // rows from which on nobody knows where the pages end
	if last := pages[len(pages)-1]; len(pages) > 1 && len(last) < 5 && rows < far {
		t.Errorf("%d rows on pages of %v: the last page is %q", rows, room, last)
	}
}

// What stands side by side above a table and below it has room, on the narrowest
// sheet too, or stands in one cell: no text is cut by the one beside it.
func TestNothingIsCutByWhatStandsBesideIt(t *testing.T) {
	texts := []string{"填报单位：云冈区营销部", "期间：2026年度", "单位负责人：", "审核人：", "制表人："}
	for _, widths := range [][]float64{{6, 24, 6, 8, 8}, {8, 16, 8}, {40, 6, 6, 6}, {6, 6}, {60}, {6, 6, 6, 6, 6, 60}} {
		b := sheet.Block{}
		for range widths {
			b.Columns = append(b.Columns, sheet.ColumnSpec{Header: "值"})
		}
		for i, w := range widths {
			b.Columns[i].Width = w
		}
		l := lay(sheet.Page{Name: "表", Title: "题", Left: texts[0], Right: texts[1], Blocks: []sheet.Block{b}, Sign: texts[2:]})
		told := ""
		for _, row := range l.rows {
			for i, c := range row.laid().cells {
				room := 0.0
				for _, m := range append(row.merges, [2]int{i + 1, i + 1}) {
					if m[0] == i+1 && room == 0 {
						room = l.span(m[0], m[1])
					}
				}
				whole := i == 0 && len(row.merges) == 1 && row.merges[0] == [2]int{1, len(widths)} || len(widths) == 1
				if c.look.role == roleSign || c.look.role == roleSide {
					told += c.value.Text
					if want := ooxml.TextWidth(c.value.Text); room < want*1.1 && !whole {
						t.Errorf("%v: %q needs %.0f characters and has %.0f", widths, c.value.Text, want, room)
					}
				}
			}
		}
		for _, text := range texts {
			if !strings.Contains(told, text) {
				t.Errorf("%v: no %s in %q", widths, text, told)
			}
		}
	}
}

// The notes behind a list, which end its sheet, are not printed on a page without
// one of its rows.
func TestNotesBehindAListHaveSomeOfIt(t *testing.T) {
	long := strings.Repeat("供货明细按县区和订货日排列。", 8)
	for rows := 12; rows < 60; rows++ {
		page := longPage(rows, 0)
		page.Blocks, page.Notes = page.Blocks[:1], []string{long, long, long}
		for _, room := range []float64{505, 514} {
			pages := printedPages(t, page, room)
			last := pages[len(pages)-1]
			if text := strings.Join(last, "|"); len(pages) > 1 && strings.Contains(text, laterTitle) && !strings.Contains(text, "行") {
				t.Errorf("%d rows on pages of %v: the last page is %.80s", rows, room, text)
			}
		}
	}
}

// The header of a list is printed on each page: what stands below the list does not
// begin one, or its figures would be read under a foreign header.
func TestATableBelowAListKeepsRowsOfIt(t *testing.T) {
	for rows := 5; rows < 35; rows++ {
		p := longPage(rows, 0)
		table := p.Blocks[2]
		for range 4 {
			table.Rows = append(table.Rows, table.Rows[0])
		}
		p.Blocks = []sheet.Block{p.Blocks[0], table}
		p.Blocks[0].Filter = true
		for i, page := range printedPages(t, p, 505) {
			if len(page) > 0 && i > 0 && !strings.HasPrefix(page[0], "行") {
				t.Errorf("%d rows: page %d begins with %q", rows, i+1, page[0])
			}
		}
	}
}

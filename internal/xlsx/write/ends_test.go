package write

import (
	"fmt"
	"regexp"
	"slices"
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
	if strings.Contains(part, `fitToHeight="1"`) { // set smaller to be one page
		room *= 2
	} else if m := scaleOf.FindStringSubmatch(part); m != nil {
		percent, _ := strconv.ParseFloat(m[1], 64)
		room *= 100 / percent
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
// alone, however long the list above them is and however wide it is.
func TestNoPageEndsWithACaption(t *testing.T) {
	const room = 508
	for i, width := range []float64{0, 50} {
		for rows := 1; rows < 100; rows += pace(1 + i) {
			checkEnds(t, rows, room, printedPages(t, longPage(rows, width), room))
		}
	}
}

// pace is by how many rows a law goes on that is proved of pages of every length: by five
// times as many under the race detector, which slows each page tenfold.
func pace(rows int) int {
	if testing.Short() {
		return 5 * rows
	}
	return rows
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
	if last := pages[len(pages)-1]; len(pages) > 1 && len(last) < 5 {
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
		l := lay(sheet.Page{Name: "表", Title: "题", Left: texts[0], Right: texts[1], Blocks: []sheet.Block{b}, Sign: texts[2:]}, 0)
		told := ""
		for _, row := range l.rows {
			row := row.laid()
			for i, c := range row.cells {
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

// Three signatures on a narrow sheet stand in one line over its whole width, apart
// from each other, on sheets of any columns.
func TestSignaturesSpreadOverANarrowSheet(t *testing.T) {
	for _, widths := range [][]float64{{60}, {6, 24, 6, 8, 8}, {40, 6, 6}, {9, 9, 9, 9, 9, 9}, {6, 6, 90, 6}} {
		b := sheet.Block{}
		for _, w := range widths {
			b.Columns = append(b.Columns, sheet.ColumnSpec{Header: "值", Width: w})
		}
		l := lay(sheet.Page{Name: "表", Title: "题", Blocks: []sheet.Block{b}, Sign: []string{"单位负责人：", "审核人：", "制表人："}}, 0)
		line, end := "", 0.0
		for i, c := range l.rows[len(l.rows)-1].laid().cells {
			for ; c.value.Text != "" && ooxml.TextWidth(line) < l.span(1, i+1)-l.widths[i]; line += " " {
			}
			line += c.value.Text
			end = ooxml.TextWidth(line)
		}
		if wide := l.span(1, l.cols); end < wide*0.55 || end > wide {
			t.Errorf("%v: the signatures take %.0f of %.0f characters: %q", widths, end, wide, line)
		}
		for _, gap := range []string{"单位负责人：   ", "审核人：   "} {
			if !strings.Contains(strings.ReplaceAll(line, "　", "  "), gap) {
				t.Errorf("%v: no room to sign in %q", widths, line)
			}
		}
	}
}

// A code, a number and a date stand on one line, however narrow their column was
// wished, and in a column of long texts no word of letters and digits is parted.
func TestCodesDoNotWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		wrap bool
		want float64 // characters of the column
	}{
		{"大烟弱备〔2026〕0001号", false, 23.4}, {"140213100001", false, 13.4}, {"HZ-140213-20261126-002", false, 23.4}, {"帮扶申请表", false, 11.4},
		{"HZ-140213-20261126-002 申请表 第7行", true, 23.4}, {"平城区新建路1号院新建小区", true, 6}, {"三.2", false, 6}, {"在册客户的许可证号与登记不同", false, 6},
	} {
		b := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "户", Width: 6}, {Header: "码", Width: 6, Wrap: c.wrap}}}
		for range 2 {
			b.Rows = append(b.Rows, []sheet.Value{sheet.S("甲"), sheet.S(c.text)})
		}
		if got := lay(sheet.Page{Blocks: []sheet.Block{b}}, 0).widths[1]; got != c.want {
			t.Errorf("%s: a column of %.1f characters, want %.1f", c.text, got, c.want)
		}
		b.Rows[0][0] = sheet.I(7) // after a column of numbers it is set in
		if got := lay(sheet.Page{Blocks: []sheet.Block{b}}, 0).widths[1]; c.want > 6 && got != c.want+1.5 {
			t.Errorf("%s after a number: a column of %.1f characters, want %.1f", c.text, got, c.want+1.5)
		}
	}
}

// The notes behind a list that goes on after the first page, which end its sheet, are not
// printed on a page without one of its rows, under its header.
func TestNotesBehindAListHaveSomeOfIt(t *testing.T) {
	long := strings.Repeat("供货明细按县区和订货日排列。", 8)
	for rows := 12; rows < 60; rows += pace(1) {
		page := longPage(rows, 0)
		page.Blocks, page.Notes = page.Blocks[:1], []string{long, long, long}
		for _, room := range []float64{505, 508} {
			pages := printedPages(t, page, room)
			last := pages[len(pages)-1]
			if slices.Contains(pages[0], fmt.Sprint("行", rows-1)) {
				continue
			}
			if text := strings.Join(last, "|"); len(pages) > 1 && strings.Contains(text, laterTitle) && !strings.Contains(text, "行") {
				t.Errorf("%d rows on pages of %v: the last page is %.80s", rows, room, text)
			}
		}
	}
}

// The header of a list of several pages is printed on each: what stands below the list
// does not begin one, or its figures would be read under a foreign header.
func TestATableBelowAListKeepsRowsOfIt(t *testing.T) {
	for rows := 5; rows < 35; rows++ {
		p := longPage(rows, 0)
		table := p.Blocks[2]
		for range 4 {
			table.Rows = append(table.Rows, table.Rows[0])
		}
		p.Blocks = []sheet.Block{p.Blocks[0], table}
		p.Blocks[0].Filter = true
		pages := printedPages(t, p, 505)
		for i, page := range pages {
			if len(page) > 0 && i > 0 && !slices.Contains(pages[0], fmt.Sprint("行", rows-1)) && !strings.HasPrefix(page[0], "行") {
				t.Errorf("%d rows: page %d begins with %q", rows, i+1, page[0])
			}
		}
	}
}

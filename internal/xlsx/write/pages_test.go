package write

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bangfu/internal/sheet"
)

var (
	widthOf = regexp.MustCompile(`<col [^>]*\bwidth="([\d.]+)"`)
	scaleOf = regexp.MustCompile(`<pageSetup[^>]*\bscale="(\d+)"`)
	colEnds = regexp.MustCompile(`(?s)<colBreaks.*</colBreaks>`)
	known   = regexp.MustCompile(`Print_Titles"[^>]*>[^<]*\$A:\$([A-Z]),`)
)

// widest is how wide a program may draw one character of a column's width, in points:
// where DejaVu Sans stands in for 宋体.
const widest = 7.05

// sheetPages are the printed pages of a sheet as its XML ends them: the numbers of
// their rows, and how much of its height each fills with a header repeated on it.
func sheetPages(t *testing.T, part string, header int) (rows [][]int, fill []float64) {
	t.Helper()
	m := scaleOf.FindStringSubmatch(part)
	if m == nil || strings.Contains(part, "fitToPage") {
		t.Fatalf("the sheet is not set to a scale: %s", part[len(part)-800:])
	}
	scale, _ := strconv.ParseFloat(m[1], 64)
	scale /= 100
	ends := map[string]bool{}
	for _, m := range breakOf.FindAllStringSubmatch(part, -1) {
		ends[m[1]] = true
	}
	heights := map[int]float64{}
	rows, fill = [][]int{nil}, []float64{0}
	for _, row := range rowOf.FindAllString(part, -1) {
		number := numberOf.FindStringSubmatch(row)[1]
		n, _ := strconv.Atoi(number)
		heights[n], _ = strconv.ParseFloat(heightOf.FindStringSubmatch(row)[1], 64)
		i := len(rows) - 1
		rows[i] = append(rows[i], n)
		fill[i] += heights[n] * scale / 508.8
		if ends[number] {
			rows, fill = append(rows, nil), append(fill, 0)
			if header > 0 && n >= header {
				fill[i+1] = heights[header] * scale / 508.8
			}
		}
	}
	return rows, fill
}

// unevenPage is a list of some rows whose texts take one to five lines, with a total
// and signatures; wide is the width of its text column.
func unevenPage(rows int, wide float64, under ...sheet.Block) sheet.Page {
	list := sheet.Block{Filter: true, Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "许可证号"}, {Header: "问题", Width: wide, Wrap: true}, {Header: "户数"}}}
	for i := range rows {
		text := strings.Repeat("号码位数不对。", 1+int(wide)/14*(i*i%5))
		list.Rows = append(list.Rows, []sheet.Value{sheet.S(fmt.Sprint("行", i)), sheet.S("140213100001"), sheet.S(text), sheet.I(1)})
	}
	list.Total = []sheet.Value{sheet.S("合计"), {}, {}, sheet.I(rows)}
	return sheet.Page{Name: "表", Title: "题", Left: "填报单位：平城区", Right: "填报日期：2026-11-26", Blocks: append([]sheet.Block{list}, under...), Sign: []string{"单位负责人：", "审核人：", "制表人："}}
}

// drawnWidth is how wide the columns of a sheet are printed where they are drawn widest.
func drawnWidth(part string) float64 {
	sum := 0.0
	for _, m := range widthOf.FindAllStringSubmatch(part, -1) {
		w, _ := strconv.ParseFloat(m[1], 64)
		sum += w
	}
	scale, _ := strconv.ParseFloat(scaleOf.FindStringSubmatch(part)[1], 64)
	return sum * widest * scale / 100
}

// Each page of a list is ended by us, in every program: none is fuller than its paper,
// so no program ends one for itself, none but the last is left half white, and the
// signatures stand under rows of the list or on a page that is filled.
func TestAListsPagesAreEndedByUs(t *testing.T) {
	const header = 3
	for _, wide := range []float64{30, 100, 170} {
		for rows := 1; rows < 150; rows += pace(5) {
			part := kitParts(t, sheet.Book{Pages: []sheet.Page{unevenPage(rows, wide)}})["xl/worksheets/sheet1.xml"]
			if strings.Contains(part, `fitToHeight="1"`) {
				continue // one page
			}
			pages, fill := sheetPages(t, part, header)
			for n, f := range fill {
				if f > 1 || n < len(fill)-2 && f < 0.8 {
					t.Errorf("%d rows, %v wide: page %d of %d is filled %.2f", rows, wide, n+1, len(fill), f)
				}
			}
			last := len(pages) - 1
			if fill[last] < 0.25 || last > 0 && len(pages[last]) < 5 { // the total, a gap, the signatures and rows
				t.Errorf("%d rows, %v wide: the last page is filled %.2f, with the rows %v", rows, wide, fill[last], pages[last])
			}
			if w := drawnWidth(part); w > 770 {
				t.Errorf("%d rows, %v wide: the columns take %.0f points of 770", rows, wide, w)
			}
		}
	}
}

// A small table below a list is not torn by a page's edge, and begins no page, unless the
// list is whole on the first: its header would stand above the table's figures.
func TestASmallTableIsNotTorn(t *testing.T) {
	small := sheet.Block{Title: "按信号", Columns: []sheet.ColumnSpec{{Header: "信号"}, {Header: "条数"}}}
	for i := range 7 {
		small.Rows = append(small.Rows, []sheet.Value{sheet.S(fmt.Sprint("A10", i)), sheet.I(i)})
	}
	for rows := 10; rows < 70; rows++ {
		page := unevenPage(rows, 40, small)
		part := kitParts(t, sheet.Book{Pages: []sheet.Page{page}})["xl/worksheets/sheet1.xml"]
		if strings.Contains(part, `fitToHeight="1"`) {
			continue // one page
		}
		pages, _ := sheetPages(t, part, 3)
		caption := 3 + rows + 1 + 2 // header, rows, total, gap
		for _, p := range pages[1:] {
			whole := len(pages[0]) >= 3+rows+1 && p[0] <= caption // the list, on the first page
			if p[0] > 3+rows-1 && !whole {
				t.Errorf("%d rows: a page begins with row %d, the list ends with %d, the table stands in %d to %d", rows, p[0], 3+rows, caption, caption+8)
			}
		}
	}
}

// Below a list of several pages stand tables and notes: while they have room on one page
// they stand with the last rows of the list, under whose header alone those rows stand.
// Where the list ends on the first page its header is not repeated.
func TestWhatStandsBelowAListIsNotUnderItsHeader(t *testing.T) {
	below := sheet.Block{Title: "按信号", Columns: []sheet.ColumnSpec{{}}}
	for i := range 12 {
		below.Rows = append(below.Rows, []sheet.Value{sheet.S(fmt.Sprint("说明", i))})
	}
	for rows := 8; rows < 80; rows += 2 {
		page := unevenPage(rows, 40, below)
		page.Sign = nil
		parts := kitParts(t, sheet.Book{Pages: []sheet.Page{page}})
		part := parts["xl/worksheets/sheet1.xml"]
		repeated := strings.Contains(parts["xl/workbook.xml"], "Print_Titles")
		if strings.Contains(part, `fitToHeight="1"`) {
			continue // one page
		}
		pages, _ := sheetPages(t, part, 3)
		end := 3 + rows + 1
		for _, p := range pages[1:] {
			if under := p[0] > end; under && repeated {
				t.Errorf("%d rows: the header stands on a page that begins with row %d, the list ends with %d", rows, p[0], end)
			}
		}
		if several := pages[1][0] <= end; several != repeated {
			t.Errorf("%d rows: the list goes on after its first page: %v, its header is repeated: %v", rows, several, repeated)
		}
	}
}

// A list that has room on the first page is not torn for the notes, the signatures and
// the chart below it.
func TestAListThatFitsIsNotTorn(t *testing.T) {
	note := strings.Repeat("低保标准生效超过 18 个月仍在使用。", 30)
	for rows := 8; rows < 24; rows++ {
		page := unevenPage(rows, 170)
		for i := range page.Blocks[0].Rows {
			page.Blocks[0].Rows[i][2] = sheet.S("号码错")
		}
		page.Notes, page.Chart = []string{note, note, note}, &sheet.Chart{Title: "图", Series: []int{3}}
		part := kitParts(t, sheet.Book{Pages: []sheet.Page{page}})["xl/worksheets/sheet1.xml"]
		if strings.Contains(part, `fitToHeight="1"`) {
			continue
		}
		if pages, _ := sheetPages(t, part, 0); len(pages[0]) < rows+2 {
			t.Errorf("%d rows: the first page has %d rows", rows, len(pages[0]))
		}
	}
}

// Where the chart has no room on the first page, the signers stay under what they sign as
// long as they have room there; else what stands below the list goes with them. They do
// not stand with the chart alone.
func TestSignersAreNotAloneWithTheChart(t *testing.T) {
	note := strings.Repeat("低保标准生效超过 18 个月仍在使用。", 12)
	seen := map[bool]int{} // by whether they stand on the first page
	for rows := 8; rows < 34; rows += pace(1) {
		for notes := range 5 {
			page := unevenPage(rows, 120)
			for i := range page.Blocks[0].Rows {
				page.Blocks[0].Rows[i][2] = sheet.S("号码错")
			}
			for range notes {
				page.Notes = append(page.Notes, note)
			}
			page.Chart = &sheet.Chart{Title: "图", Series: []int{3}}
			part := kitParts(t, sheet.Book{Pages: []sheet.Page{page}})["xl/worksheets/sheet1.xml"]
			if strings.Contains(part, "fitToPage") {
				continue // one page
			}
			pages, fill := sheetPages(t, part, 0)
			signers := len(rowOf.FindAllString(part, -1)) // the last row, after an empty one
			for i, p := range pages {
				if fill[i] > 1 {
					t.Errorf("%d rows, %d notes: page %d is filled %.2f", rows, notes, i+1, fill[i])
				}
				if !slices.Contains(p, signers) {
					continue
				}
				seen[i == 0]++
				if i > 0 && p[0] >= signers-1 {
					t.Errorf("%d rows, %d notes: page %d of %d begins with row %d, the signers are row %d", rows, notes, i+1, len(pages), p[0], signers)
				}
			}
		}
	}
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("the signers stand on the first page (true) or not: %v", seen)
	}
}

// Nor is the table above a list torn, as long as it has room on a page: no header of its
// own would be printed above its other half.
func TestTheTableAboveAListIsNotTorn(t *testing.T) {
	for rows := 3; rows < 40; rows++ {
		sums := sheet.Block{Title: "各县区增减", Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "新增"}}}
		for i := range 20 {
			sums.Rows = append(sums.Rows, []sheet.Value{sheet.S(fmt.Sprint("县", i)), sheet.I(i)})
		}
		page := unevenPage(rows, 60)
		page.Blocks = append([]sheet.Block{sums}, page.Blocks...)
		part := kitParts(t, sheet.Book{Pages: []sheet.Page{page}})["xl/worksheets/sheet1.xml"]
		if strings.Contains(part, `fitToHeight="1"`) {
			continue
		}
		if pages, _ := sheetPages(t, part, 0); len(pages[0]) < 24 { // heads, caption, header, 20 rows
			t.Errorf("%d rows of the list: the first page has %d rows", rows, len(pages[0]))
		}
	}
}

// Of a wide list without a row the first page alone is printed.
func TestAnEmptyWideListIsOnePage(t *testing.T) {
	b := sheet.Block{Filter: true, Empty: "目前无人在册"}
	for i := range 10 {
		b.Columns = append(b.Columns, sheet.ColumnSpec{Header: sheet.Header(fmt.Sprint("列", i)), Width: 40})
	}
	parts := kitParts(t, sheet.Book{Pages: []sheet.Page{{Name: "表", Title: "题", Blocks: []sheet.Block{b}}}})
	if book := parts["xl/workbook.xml"]; !strings.Contains(strings.ReplaceAll(book, "&#39;", "'"), `>'表'!$A$1:$E$3<`) {
		t.Errorf("no print area: %.900s", book[strings.Index(book, "<sheets"):])
	}
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], `fitToHeight="1" fitToWidth="1"`) {
		t.Error("the list is not one page")
	}
}

// Of pages side by side each holds its columns where they are drawn widest, with those
// that are repeated on it; both halves of the rows are printed one after the other.
func TestPagesSideBySideFit(t *testing.T) {
	for cols := 12; cols < 30; cols++ {
		b := sheet.Block{Filter: true}
		for i := range cols {
			b.Columns = append(b.Columns, sheet.ColumnSpec{Header: sheet.Header(fmt.Sprint("列", i)), Width: float64(12 + 9*(i*i%4))})
		}
		for range 90 {
			b.Rows = append(b.Rows, make([]sheet.Value, cols))
		}
		parts := kitParts(t, sheet.Book{Pages: []sheet.Page{{Name: "表", Title: "题", Blocks: []sheet.Block{b}}}})
		part := parts["xl/worksheets/sheet1.xml"]
		ends := breakOf.FindAllStringSubmatch(colEnds.FindString(part), -1)
		if len(ends) == 0 {
			continue // one page wide
		}
		if !strings.Contains(part, `pageOrder="overThenDown"`) {
			t.Errorf("%d columns: one half is printed after the other", cols)
		}
		scale, _ := strconv.ParseFloat(scaleOf.FindStringSubmatch(part)[1], 64)
		repeated := int(known.FindStringSubmatch(parts["xl/workbook.xml"])[1][0] - 'A' + 1)
		edge := append([][]string{{"", "0"}}, append(ends, []string{"", fmt.Sprint(cols)})...)
		for i := range edge[1:] {
			from, _ := strconv.Atoi(edge[i][1])
			to, _ := strconv.Atoi(edge[i+1][1])
			wide := 0.0
			for col, m := range widthOf.FindAllStringSubmatch(part, -1) {
				if col >= from && col < to || i > 0 && col < repeated {
					w, _ := strconv.ParseFloat(m[1], 64)
					wide += w * widest * scale / 100
				}
			}
			if wide > 770 || to <= from {
				t.Errorf("%d columns: the page of %d to %d takes %.0f points of 770", cols, from+1, to, wide)
			}
		}
	}
}

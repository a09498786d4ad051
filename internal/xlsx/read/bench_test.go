package read

import (
	"archive/zip"
	"bufio"
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"

	"bangfu/internal/peer"
	"bangfu/internal/xlsx/proof"
)

// benchRows is the size of the sales workbooks of the benchmarks.
const benchRows = 1_000_000

// salesHeader are nine columns of a sales export.
var salesHeader = []string{"许可证号", "客户名称", "订货日期", "卷烟条码", "卷烟名称", "数量", "批发价", "零售价", "金额"}

// salesFile writes a workbook of invented sales, with inline or shared texts.
func salesFile(b *testing.B, rows int, sharedTexts bool) string {
	b.Helper()
	name := filepath.Join(b.TempDir(), "sales.xlsx")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	z := zip.NewWriter(f)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 6) })
	texts := newTexts(sharedTexts)
	for _, p := range plainBook("-", rawPart{sheetOne, "-"}, rawPart{"xl/sharedStrings.xml", "-"}) {
		w, _ := z.Create(p.name)
		_, _ = io.WriteString(w, p.body)
	}
	w, _ := z.Create(sheetOne)
	out := bufio.NewWriterSize(w, 1<<20)
	_, _ = io.WriteString(out, xmlHead+`<worksheet `+mainNS+`><sheetData>`)
	for r := 1; r <= rows; r++ {
		salesRow(out, r, texts)
	}
	_, _ = io.WriteString(out, `</sheetData></worksheet>`)
	_ = out.Flush()
	w, _ = z.Create("xl/sharedStrings.xml")
	_, _ = io.WriteString(w, texts.part())
	if z.Close() != nil || f.Close() != nil {
		b.Fatal("write")
	}
	return name
}

// texts writes text cells inline or into a table.
type texts struct {
	shared bool
	index  map[string]int
	list   []string
}

func newTexts(shared bool) *texts { return &texts{shared, map[string]int{}, nil} }

func (t *texts) cell(w *bufio.Writer, ref, s string) {
	if !t.shared {
		fmt.Fprintf(w, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, s)
		return
	}
	i, ok := t.index[s]
	if !ok {
		i = len(t.list)
		t.index[s], t.list = i, append(t.list, s)
	}
	fmt.Fprintf(w, `<c r="%s" t="s"><v>%d</v></c>`, ref, i)
}

func (t *texts) part() string {
	s := xmlHead + `<sst ` + mainNS + `>`
	b := []byte(s)
	for _, v := range t.list {
		b = fmt.Appendf(b, "<si><t>%s</t></si>", v)
	}
	return string(append(b, "</sst>"...))
}

func salesRow(w *bufio.Writer, r int, t *texts) {
	fmt.Fprintf(w, `<row r="%d">`, r)
	if r == 1 {
		for i, h := range salesHeader {
			t.cell(w, string(rune('A'+i))+"1", h)
		}
	} else {
		shop, product, n := r%4000, r*7%56, r%30+1
		price := 8500 + product*311
		n9 := strconv.Itoa(r)
		fmt.Fprintf(w, `<c r="A%s"><v>%d</v></c>`, n9, 140221100000+shop)
		t.cell(w, "B"+n9, fmt.Sprintf("阳高县某某便民商店%d", shop))
		fmt.Fprintf(w, `<c r="C%s" s="1"><v>%d</v></c>`, n9, 46000+r%365)
		fmt.Fprintf(w, `<c r="D%s"><v>%d</v></c>`, n9, 6901028000000+product*1117)
		t.cell(w, "E"+n9, fmt.Sprintf("某牌（硬%d）", product))
		fmt.Fprintf(w, `<c r="F%s"><v>%d</v></c><c r="G%s"><v>%v</v></c><c r="H%s"><v>%d</v></c><c r="I%s"><v>%v</v></c>`,
			n9, n, n9, float64(price)/100, n9, price/90, n9, float64(price*n)/100)
	}
	_, _ = w.WriteString("</row>")
}

// BenchmarkSales reads a million sales rows beside inflating the sheet's part
// alone, by the same inflater: less cannot be done. And a tenth of them beside
// excelize.
func BenchmarkSales(b *testing.B) {
	for _, kind := range []string{"inline", "shared"} {
		b.Run(kind+"/inflate", func(b *testing.B) {
			name := salesFile(b, benchRows, kind == "shared")
			peer.Beside(b, "inflate", func() { sumOurs(b, name) }, func() { inflateAlone(b, name) })
			stop := proof.WatchHeap()
			sumOurs(b, name)
			b.ReportMetric(float64(stop())/(1<<20), "peakMB")
		})
		b.Run(kind+"/excelize", func(b *testing.B) {
			name := salesFile(b, benchRows/10, kind == "shared")
			var ours, theirs [2]uint64
			peer.Faster(b, "Excelize", func() { ours = sumOurs(b, name) }, func() { theirs = sumExcelize(b, name) })
			if ours != theirs {
				b.Errorf("cells and check sum: ours %x, excelize %x", ours, theirs)
			}
		})
	}
}

func openBench(b *testing.B, name string) (*os.File, int64) {
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	st, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	return f, st.Size()
}

func inflateAlone(b *testing.B, name string) {
	f, size := openBench(b, name)
	defer f.Close()
	c, err := openContainer(f, size, 1<<40)
	if err != nil {
		b.Fatal(err)
	}
	p, err := c.open(context.Background(), sheetOne)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, p, make([]byte, 128<<10)); err != nil {
		b.Fatal(err)
	}
}

var wideLimits = Limits{FileBytes: 1 << 30, UnpackedBytes: 1 << 40}

// sumOurs reads all cells: how many, and the sum of every hundredth row.
func sumOurs(b *testing.B, name string) (sum [2]uint64) {
	f, size := openBench(b, name)
	defer f.Close()
	book, err := Open(context.Background(), f, size, name, wideLimits)
	if err != nil {
		b.Fatal(err)
	}
	h := fnv.New64a()
	for r, err := range book.Rows(context.Background(), 0) {
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range r.Cells {
			sum[0]++
			if r.Number%100 == 0 {
				_, _ = io.WriteString(h, c.Text)
			}
		}
	}
	sum[1] = h.Sum64()
	return sum
}

func sumExcelize(b *testing.B, name string) (sum [2]uint64) {
	f, err := excelize.OpenFile(name, excelize.Options{RawCellValue: true, UnzipSizeLimit: 1 << 33, UnzipXMLSizeLimit: 1 << 24})
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows("表一")
	if err != nil {
		b.Fatal(err)
	}
	h := fnv.New64a()
	for n := 1; rows.Next(); n++ {
		cols, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		for i, v := range cols {
			sum[0]++
			if n%100 == 0 {
				if i == 2 {
					v = isoOf(v)
				}
				_, _ = io.WriteString(h, v)
			}
		}
	}
	sum[1] = h.Sum64()
	return sum
}

// isoOf turns a serial into a date with the standard library.
func isoOf(serial string) string {
	n, _ := strconv.Atoi(serial)
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format("2006-01-02")
}

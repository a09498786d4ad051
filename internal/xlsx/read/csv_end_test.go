package read

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// TestEndOf cuts an export of sales at every byte, in each encoding: only a cut
// behind a line end is whole, and one behind all fields is open.
func TestEndOf(t *testing.T) {
	const head = "许可证号,客户名称,订货日期,卷烟名称,数量\r\n"
	row := func(n string) string { return "140221100001,样店,2026-10-09,云烟(硬紫)," + n + "\r\n" }
	text := head + row("12") + row("129") + row("7") + row("129")
	for _, enc := range []struct {
		name   string
		encode func(string) []byte
	}{
		{"UTF-8", func(s string) []byte { return []byte("\xEF\xBB\xBF" + s) }},
		{"GB18030", func(s string) []byte { b, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s)); return b }},
	} {
		all := enc.encode(text)
		lastLine := bytes.LastIndex(all[:len(all)-2], []byte("\n")) + 1
		full := bytes.LastIndex(all, []byte(",")) + 2 // one digit of the quantity is there
		for n := lastLine - 2; n <= len(all); n++ {
			want, lines := EndCut, int64(lastLine)
			switch {
			case n == len(all):
				want, lines = EndWhole, int64(n)
			case n == len(all)-1:
				want, lines = EndWhole, int64(n)
			case n >= full:
				want = EndOpen
			case n == lastLine || n == lastLine-1:
				want, lines = EndWhole, int64(n)
			case n < lastLine:
				want, lines = EndOpen, int64(bytes.LastIndex(all[:lastLine-2], []byte("\n"))+1)
			}
			if got, l := EndOf(bytes.NewReader(all[:n]), int64(n), "销售.csv"); got != want || l != lines {
				t.Errorf("%s cut at %d of %d (%q): %d, %d whole; want %d, %d", enc.name, n, len(all), all[max(0, n-6):n], got, l, want, lines)
			}
		}
	}
}

func TestEndOfOddFiles(t *testing.T) {
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("许可证号,数量\r\n140221100001,12\r\n")
	row := "a,b,1\n"
	for _, c := range []struct {
		what, name, text string
		want             End
	}{
		{"an empty last column in every line", "a.csv", strings.Repeat("a,b,\n", 3) + "a,b,", EndOpen},
		{"an empty last column, cut before it", "a.csv", strings.Repeat("a,b,\n", 3) + "a,b", EndCut},
		{"a total with fewer fields", "a.csv", strings.Repeat(row, 3) + "合计,3", EndOpen},
		{"a comma inside quotes", "a.csv", strings.Repeat(row, 3) + `a,"b,c"`, EndCut},
		{"an open quote", "a.csv", strings.Repeat(row, 3) + `a,b,"1`, EndCut},
		{"zeros at the end", "a.csv", strings.Repeat(row, 3) + "\x00\x00\x00", EndZeros},
		{"a single zero", "a.csv", strings.Repeat(row, 3) + "\x00", EndZeros},
		{"old line ends", "a.csv", "a,b\ra,b\r", EndWhole},
		{"only a header", "a.csv", "a,b,c", EndOpen},
		{"UTF-16", "a.CSV", wide, EndWhole},
		{"UTF-16 cut in a line", "a.csv", wide[:len(wide)-8], EndCut},
		{"UTF-16 cut in a letter", "a.csv", wide[:len(wide)-1], EndCut},
		{"UTF-16 and zeros", "a.csv", wide + strings.Repeat("\x00", 8), EndZeros},
		{"no CSV", "a.xlsx", strings.Repeat(row, 3) + "a", EndWhole},
		{"a workbook called so", "a.csv", magicZip + "abc", EndWhole},
		{"nothing", "a.csv", "", EndWhole},
	} {
		if got, _ := EndOf(strings.NewReader(c.text), int64(len(c.text)), c.name); got != c.want {
			t.Errorf("%s: %d, want %d", c.what, got, c.want)
		}
	}
}

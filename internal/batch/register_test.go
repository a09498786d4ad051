package batch

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
)

// TestARegisterAsCSV: a 许可证状态 may come as the CSV that another system writes,
// and every later run reads it again from the archive, which knows no names.
func TestARegisterAsCSV(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file string
		write      func(string) string
		force      string
	}{
		{"in UTF-8", "许可证状态.csv", func(text string) string { return "\ufeff" + text }, "0706-001 在册4"},
		{"in GB18030, under another name", "导出（7月）.CSV", gb18030, "0706-001 在册4"},
		{"cut in its last line", "许可证状态.csv", func(text string) string { return strings.TrimRight(text, "\r\n")[:len(text)-20] }, "0706-001 在册4"},
		{"a workbook all the same", "许可证状态.xls", func(text string) string { return text }, "0629-001 在册5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, all := served(t)
			text := "许可证号,经营者姓名,状态,有效期止,县区\r\n"
			for i, r := range all {
				text += r["许可证号"] + "," + r["经营者姓名"] + "," + map[bool]string{true: "注销", false: "有效"}[i == 0] + "," + r["许可证有效期止"] + "," + r["县区"] + "\r\n"
			}
			b.drop(assist.City, c.file, []byte(c.write(text)))
			for _, at := range []string{"2026-07-06 09:00", "2026-07-06 11:30", "2026-07-07 09:00"} {
				b.open(disk.Real()) // another process: nothing is remembered
				b.run(at)
			}
			if got := b.inForce(); got != c.force {
				t.Errorf("in force %s, want %s", got, c.force)
			}
		})
	}
}

func gb18030(text string) string {
	out, _ := simplifiedchinese.GB18030.NewEncoder().String(text) // every sign has a code there
	return out
}

package read

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"bangfu/internal/sheet"
)

func gb(s string) string {
	b, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return b
}

func TestCSV(t *testing.T) {
	plain := "许可证号,客户名称,数量\r\n140221100001,便民店,12条\r\n"
	want := "1: A=\"许可证号\" B=\"客户名称\" C=\"数量\"\n2: A=\"140221100001\" B=\"便民店\" C=\"12条\"\n"
	for _, c := range []struct{ name, body, want string }{
		{"UTF-8", plain, want},
		{"UTF-8 with mark", "\uFEFF" + plain, want},
		{"GB18030", gb(plain), want},
		{"UTF-16 little", utf16Text(plain, false, true), want},
		{"UTF-16 big", utf16Text(plain, true, true), want},
		{"UTF-16 without mark", utf16Text("a,b,1234567890\n许,1,2\n", false, false), "1: A=\"a\" B=\"b\" C=\"1234567890\"\n2: A=\"许\" B=\"1\" C=\"2\"\n"},
		{"GB18030 beyond GBK", gb("𠮷野,㐀\n"), "1: A=\"𠮷野\" B=\"㐀\"\n"},
		{"tab", strings.ReplaceAll(plain, ",", "\t"), want},
		{"semicolon", strings.ReplaceAll(plain, ",", ";"), want},
		{"tab beside commas", "甲,乙,丁\t丙\n一\t二\n", "1: A=\"甲,乙,丁\" B=\"丙\"\n2: A=\"一\" B=\"二\"\n"},
		{"sep line", "sep=;\na;b,c\n", "1: A=\"a\" B=\"b,c\"\n"},
		{"quotes", "\"a,\"\"b\"\"\",\"两\n行\" ,c\"d\n", "1: A=\"a,\\\"b\\\"\" B=\"两\\n行\" C=\"c\\\"d\"\n"},
		{"Excel text", "=\"0123\",\"=\"\"0456\"\"\",=A1,=\"a,b\"\n", "1: A=\"0123\" B=\"0456\" C=\"=A1\" D=\"a,b\"\n"},
		{"a picture", "a,\"=DISPIMG(\"\"ID_1\"\",1)\",c\n", "1: A=\"a\" B=picture 图片 C=\"c\"\n"},
		{"no last line end", "a,b\n1,2", "1: A=\"a\" B=\"b\"\n2: A=\"1\" B=\"2\"\n"},
		{"line ends of old Macs", "a,b\r1,2\r", "1: A=\"a\" B=\"b\"\n2: A=\"1\" B=\"2\"\n"},
		{"blank lines count", "a\n\n,,\n b \n", "1: A=\"a\"\n4: A=\" b \"\n"},
		{"empty quoted", "\"\",a\n", "1: B=\"a\"\n"},
		{"mark alone", "\uFEFF", ""},
		{"one column", "a\nb\n", "1: A=\"a\"\n2: A=\"b\"\n"},
	} {
		got, b, err := readAll([]byte(c.body), "下载/销量 1.2.csv", Limits{})
		if err != nil || got != c.want {
			t.Errorf("%s: read\n%s%v\nwant\n%s", c.name, got, err, c.want)
			continue
		}
		if b.Format() != "csv" || b.Sheets()[0].Name != "销量 1.2" {
			t.Errorf("%s: %s %v", c.name, b.Format(), b.Sheets())
		}
	}
}

func TestCSVRefused(t *testing.T) {
	for _, c := range []struct {
		name, body, cell, detail string
		kind                     sheet.DamageKind
	}{
		{"quote not closed", "a\n\"b\nc\n", "2", "没有闭合", sheet.BadData},
		{"text behind a quote", "a\n1,\"b\"c\n", "2", "引号不配对", sheet.BadData},
		{"zero byte", "a,b\n" + strings.Repeat("c,d\n", 3000) + "\x00e\n", "", "空字符", sheet.NotWorkbook},
		{"zero bytes at the end", "a,b\n" + strings.Repeat("\x00", 500), "", "可能没有传完", sheet.Spoilt},
		{"zero bytes at the end, in GB18030", "\xB0\xA1,b\n" + strings.Repeat("\x00", 501), "", "可能没有传完", sheet.Spoilt},
		{"cut inside a character", "许可证号,客户名称,数量\n便民\xE5\xBA", "", "编码", sheet.BadData},
		{"not GB18030 either", "\xB0\xA1,\x81\x20\xFF\n", "", "编码", sheet.BadData},
		{"half UTF-16", "\xFF\xFEa\x00\x00\xD8b\x00", "", "编码", sheet.BadData},
		{"endless field", "\"" + strings.Repeat("a", maxField+csvChunk), "1", "一格内容", sheet.BadData},
	} {
		got, _, err := readAll([]byte(c.body), "a.csv", Limits{})
		t.Log(c.name, len(got))
		wantDamage(t, err, c.kind, c.detail)
		var d *sheet.Damage
		if errors.As(err, &d); d.Cell != c.cell {
			t.Errorf("%s: cell %q, want %q", c.name, d.Cell, c.cell)
		}
	}
	_, _, err := readAll([]byte("a\nb\nc\n"), "a.csv", Limits{Rows: 2})
	wantDamage(t, err, sheet.BeyondLimit, "2 行")
}

func TestCSVOverManyChunks(t *testing.T) {
	var in, want strings.Builder
	for i := 1; i <= 30000; i++ {
		fmt.Fprintf(&in, "便民店%d,\"引\"\"号%d\"\r\n", i, i)
		fmt.Fprintf(&want, "%d: A=\"便民店%d\" B=\"引\\\"号%d\"\n", i, i, i)
	}
	for _, body := range []string{in.String(), gb(in.String()), utf16Text(in.String(), true, true)} {
		if got, _, err := readAll([]byte(body), "a.csv", Limits{}); err != nil || got != want.String() {
			t.Errorf("%v, %d bytes of %d", err, len(got), want.Len())
		}
	}
}

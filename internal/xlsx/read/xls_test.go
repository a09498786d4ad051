package read

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/sheet"
)

func xlsOf(stream []byte) []byte { return compound(rawPart{"Workbook", string(stream)}) }

// kindsXLS holds every kind of record a cell can be.
func kindsXLS() []byte {
	return workbookStream(func(w *biff) {
		w.rec(recFormat, u16(176), u16(units(`yyyy"年"m"月"d"日"`)), wide(`yyyy"年"m"月"d"日"`))
		xfs(w, 0, 14, 176, 31, 20)
		writeSST(w, 4, 3, slices.Concat(u16(2), wide("张三"), u16(3), narrow("abc"), u16(20), wide(`=DISPIMG("ID_0A1",1)`)))
	}, xlsSheet{"表一", false, func(w *biff) {
		w.rec(recRow, u16(3, 0, 4, 255, 0, 0, 0x0120, 0))
		w.rec(recColInfo, u16(2, 2, 100, 0, 1, 0))
		w.rec(recLabelSST, u16(0, 0, 0), u32(0))
		w.rec(recNumber, u16(0, 1, 0), f64(185.49999999999999))
		w.rec(recRK, u16(0, 2, 0), u32(18550<<2|3))
		w.rec(recMulRK, u16(0, 3, 0), u32(7<<2|2), u16(1), u32(46328<<2|2), u16(4))
		w.rec(0x0201, u16(0, 5, 0)) // BLANK
		w.rec(recBoolErr, u16(0, 6, 0), []byte{1, 0})
		w.rec(recBoolErr, u16(0, 7, 0), []byte{0x2A, 1})
		w.rec(recLabel, u16(0, 8, 0, 2), wide("标签"))
		w.rec(recNumber, u16(0, 9, 0), f64(140221197001010000))
		w.rec(recFormula, u16(1, 0, 0), f64(3), u16(0), u32(0), u16(0))
		w.rec(recFormula, u16(1, 1, 0), []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, u16(0), u32(0), u16(0))
		w.rec(recSharedFormula, make([]byte, 10))
		w.rec(recString, u16(3), wide("公式好"))
		w.rec(recFormula, u16(1, 2, 0), []byte{1, 0, 1, 0, 0, 0, 0xFF, 0xFF}, u16(0), u32(0), u16(0))
		w.rec(recFormula, u16(1, 3, 0), []byte{3, 0, 0, 0, 0, 0, 0xFF, 0xFF}, u16(0), u32(0), u16(0))
		w.rec(recNumber, u16(1, 4, 2), f64(46328.5625))
		w.rec(recNumber, u16(1, 5, 3), f64(60))
		w.rec(recNumber, u16(1, 6, 4), f64(0.5625))
		w.rec(recRK, u16(1, 7, 0), u32(-5<<2|2))
		w.rec(recRK, u16(1, 8, 0), u32(0x3FF80000)) // the upper half of 1.5
		w.rec(recFormula, u16(1, 9, 0), []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, u16(0), u32(0), u16(0))
		w.rec(recString, u16(20), wide(`=DISPIMG("ID_0A1",1)`))
		w.rec(recLabelSST, u16(1, 10, 0), u32(2))
		w.rec(recBOF, bof(0x0020)) // a chart in the sheet
		w.rec(recNumber, u16(0, 0, 0), f64(9))
		w.rec(recEOF)
		w.rec(recLabelSST, u16(3, 1, 0), u32(1))
	}}, xlsSheet{"藏", true, func(w *biff) {}})
}

func TestXLS(t *testing.T) {
	got, b := mustRead(t, xlsOf(kindsXLS()), "表.XLS")
	wantText(t, got, `== 表一
1: A="张三" B=185.5 C=185.5 D=7 E=date 2026-11-02 G=bool TRUE H=error #N/A I="标签" J=140221197001010000~
2: A=3= B="公式好"= C=bool TRUE= E=date 2026-11-02 13:30:00 F=date 1900-02-29 G=date 13:30:00 H=-5 I=1.5 J=picture 图片= K=picture 图片
4: (hidden) B="abc"
== 藏
`)
	if b.Format() != "xls" || b.Sheets()[0].Hidden || !b.Sheets()[1].Hidden {
		t.Errorf("%s %v", b.Format(), b.Sheets())
	}
	if e := b.Extent(0); e.LastRow != 4 || fmt.Sprint(e.HiddenRows, e.HiddenCols) != "{[[4 4]] 1} {[[3 3]] 1}" {
		t.Errorf("extent %+v", e)
	}
}

func TestXLSBase1904(t *testing.T) {
	s := workbookStream(func(w *biff) { w.rec(recDateMode, u16(1)); xfs(w, 14) },
		xlsSheet{"a", false, func(w *biff) { w.rec(recNumber, u16(0, 0, 0), f64(44866)) }})
	got, _ := mustRead(t, xlsOf(s), "a.xls")
	wantText(t, got, "1: A=date 2026-11-02\n")
}

func TestXLSTellsWhenItWasSaved(t *testing.T) {
	set := append(make([]byte, 44), u32(48)...)
	set = append(set, u32(28)...)                            // its size
	set = append(set, u32(1)...)                             // one property
	set = append(set, append(u32(propSaved), u32(16)...)...) // where it stands
	set = append(set, u32(typeFileTime)...)
	set = binary.LittleEndian.AppendUint64(set, 134376282000000000) // 2026-10-28 02:30 UTC
	b := compound(rawPart{"\x05SummaryInformation", string(set)}, rawPart{"Workbook", string(kindsXLS())})
	_, book := mustRead(t, b, "a.xls")
	if got := book.Modified().Format(time.RFC3339); got != "2026-10-28T02:30:00Z" {
		t.Errorf("saved %s", got)
	}
}

func TestXLSCellsInAnyOrder(t *testing.T) {
	s := workbookStream(nil, xlsSheet{"a", false, func(w *biff) {
		w.rec(recNumber, u16(4, 1, 0), f64(3))
		w.rec(recNumber, u16(0, 2, 0), f64(2))
		w.rec(recNumber, u16(0, 1, 0), f64(1))
	}})
	got, _ := mustRead(t, xlsOf(s), "a.xls")
	wantText(t, got, "1: B=1 C=2\n5: B=3\n")
}

// TestXLSTextsOverContinue cuts the table of texts at every place, each time
// with the other width behind the cut where it stands between characters.
func TestXLSTextsOverContinue(t *testing.T) {
	words := []string{"阳高县便民商店", "ABC", "𠮷野家", "许可证号", ""}
	type unit struct {
		b         []byte
		character bool
		flags     byte
	}
	var table []unit
	add := func(b []byte) {
		for _, c := range b {
			table = append(table, unit{b: []byte{c}})
		}
	}
	for i, s := range words {
		rich, phonetic := i%2*2, i%3*5
		flags := byte(1)
		head := u16(units(s))
		extra := []byte{}
		if rich > 0 {
			flags |= 8
			extra = append(extra, u16(rich)...)
		}
		if phonetic > 0 {
			flags |= 4
			extra = append(extra, u32(phonetic)...)
		}
		// head, flags and counts never part in real files
		table = append(table, unit{b: append(append(head, flags), extra...)})
		for j, w := 0, wide(s)[1:]; j < len(w); j += 2 {
			table = append(table, unit{w[j : j+2], true, 1})
		}
		add(make([]byte, 4*rich+phonetic))
	}
	for cut := 1; cut < len(table); cut++ {
		for second := cut; second < len(table); second += 7 {
			pieces := [][]byte{nil}
			for i, u := range table {
				if i == cut || i == second && second > cut {
					piece := []byte{}
					if u.character {
						piece = append(piece, u.flags)
					}
					pieces = append(pieces, piece)
				}
				pieces[len(pieces)-1] = append(pieces[len(pieces)-1], u.b...)
			}
			s := workbookStream(func(w *biff) { writeSST(w, len(words), len(words), pieces...) },
				xlsSheet{"a", false, func(w *biff) {
					for i := range words {
						w.rec(recLabelSST, u16(0, i, 0), u32(i))
					}
				}})
			x := &xls{b: s}
			b := &Book{}
			if err := x.globals(context.Background(), b); err != nil {
				t.Fatalf("cut %d %d: %v", cut, second, err)
			}
			for i, want := range words {
				if got, ok := x.shared.text(i); got != want || !ok {
					t.Fatalf("cut %d %d: text %d is %q, want %q", cut, second, i, got, want)
				}
			}
		}
	}
}

func TestXLSTextChangesWidthAtContinue(t *testing.T) {
	s := workbookStream(func(w *biff) {
		writeSST(w, 1, 1, append(u16(6), wide("许可")...), narrow("NO"), wide("证号"))
	}, xlsSheet{"a", false, func(w *biff) { w.rec(recLabelSST, u16(0, 0, 0), u32(0)) }})
	got, _ := mustRead(t, xlsOf(s), "a.xls")
	wantText(t, got, `1: A="许可NO证号"`+"\n")
}

// Formulas in the records of Excel 3 and 4 are read; what is no number is an
// error, as Excel shows it, and never a blank.
func TestXLSOldFormulas(t *testing.T) {
	f := func(typ uint16, row int, v float64) func(w *biff) {
		return func(w *biff) { w.rec(typ, u16(row, 0, 0), f64(v), u16(0), u32(0), u16(0)) }
	}
	got, _ := mustRead(t, xlsOf(workbookStream(nil, xlsSheet{"表", false, func(w *biff) {
		f(0x0006, 0, 1)(w)
		f(0x0206, 1, 2)(w)
		f(0x0406, 2, 3)(w)
		w.rec(0x0203, u16(3, 0, 0), f64(math.Inf(1)))
	}})), "a.xls")
	wantText(t, got, "1: A=1=\n2: A=2=\n3: A=3=\n4: A=error #NUM!\n")
}

func TestXLSRefused(t *testing.T) {
	one := func(f func(w *biff)) []byte { return xlsOf(workbookStream(nil, xlsSheet{"表", false, f})) }
	num := func(row, col int) func(w *biff) {
		return func(w *biff) { w.rec(recNumber, u16(row, col, 0), f64(1)) }
	}
	for _, c := range []struct {
		name   string
		b      []byte
		kind   sheet.DamageKind
		detail string
	}{
		{"password to open", xlsOf(workbookStream(func(w *biff) { w.rec(recFilePass, u16(1, 1, 1)) }, xlsSheet{"a", false, num(0, 0)})), sheet.Password, "密码"},
		{"encrypted package", compound(rawPart{"EncryptionInfo", "x"}, rawPart{"EncryptedPackage", "y"}), sheet.Password, "密码"},
		{"BIFF5", compound(rawPart{"Book", "x"}), sheet.ForeignFormat, "5.0/95"},
		{"word", compound(rawPart{"WordDocument", "x"}), sheet.ForeignFormat, "Word"},
		{"no workbook", compound(rawPart{"Contents", "x"}), sheet.NotWorkbook, "没有工作簿"},
		{"garbage stream", compound(rawPart{"Workbook", "garbage"}), sheet.NotWorkbook, "开头"},
		{"cell twice", one(func(w *biff) { num(0, 0)(w); num(0, 0)(w) }), sheet.BadData, "A1 重复"},
		{"text past the table", one(func(w *biff) { w.rec(recLabelSST, u16(1, 1, 0), u32(0)) }), sheet.BadData, "共享文字不存在"},
		{"short number", one(func(w *biff) { w.rec(recNumber, u16(1, 1, 0), u16(1)) }), sheet.BadData, "不完整"},
		{"short row of numbers", one(func(w *biff) { w.rec(recMulRK, u16(1, 1, 0), u32(0), u16(2)) }), sheet.BadData, "不完整"},
		{"column past the last", one(num(0, 256)), sheet.BadData, "不完整"},
		{"formula without its text", one(func(w *biff) {
			w.rec(recFormula, u16(1, 1, 0), []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, u16(0), u32(0), u16(0))
		}), sheet.BadData, "公式"},
		{"table of texts cut", xlsOf(workbookStream(func(w *biff) { writeSST(w, 9, 9, append(u16(2), wide("张三")...)) }, xlsSheet{"a", false, num(0, 0)})), sheet.BadData, "共享文字表"},
		{"number of Excel 2", one(func(w *biff) { w.rec(0x0003, u16(1, 1), make([]byte, 11)) }), sheet.BadData, "Excel 2.x"},
		{"no sheets", xlsOf(workbookStream(nil)), sheet.NotWorkbook, "没有工作表"},
	} {
		got, _, err := readAll(c.b, "a.xls", Limits{})
		t.Log(c.name, got)
		wantDamage(t, err, c.kind, c.detail)
	}
}

func TestXLSCutIsDamage(t *testing.T) {
	b := xlsOf(kindsXLS())
	want, _ := mustRead(t, b, "a.xls")
	for n := 0; n < len(b); n += 7 {
		got, _, err := readAll(b[:n], "a.xls", Limits{})
		var d *sheet.Damage
		if !errors.As(err, &d) {
			t.Fatalf("cut to %d of %d: %q %v", n, len(b), got, err)
		}
		if Whole(bytes.NewReader(b[:n]), int64(n), "a.xls") {
			t.Fatalf("cut to %d of %d is said to be whole", n, len(b))
		}
	}
	if !Whole(bytes.NewReader(b), int64(len(b)), "a.xls") {
		t.Error("the whole file is not")
	}
	stream := kindsXLS()
	for n := range stream {
		got, _, err := readAll(xlsOf(stream[:n]), "a.xls", Limits{})
		if err == nil && got != want {
			t.Fatalf("stream cut to %d of %d: %q", n, len(stream), got)
		}
	}
}

func TestXLSManyRows(t *testing.T) {
	s := workbookStream(nil, xlsSheet{"a", false, func(w *biff) {
		for r := range 65536 {
			w.rec(recRK, u16(r, 0, 0), u32(r<<2|2))
		}
	}})
	got, _ := mustRead(t, xlsOf(s), "a.xls")
	if n := strings.Count(got, "\n"); n != 65536 || !strings.HasSuffix(got, "65536: A=65535\n") {
		t.Errorf("%d rows", n)
	}
}

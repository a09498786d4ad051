package read

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"bangfu/internal/sheet"
)

func smallBook(t testing.TB) []byte {
	return zipOf(t, plainBook(dataSheet(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>丙</t></is></c></row>`)))
}

const smallText = "1: A=\"张三\" B=2\n2: A=\"丙\"\n"

func TestEveryCutIsDamage(t *testing.T) {
	b := smallBook(t)
	for n := range b {
		got, _, err := readAll(b[:n], "a.xlsx", Limits{})
		var d *sheet.Damage
		if !errors.As(err, &d) {
			t.Fatalf("cut to %d of %d: %q %v", n, len(b), got, err)
		}
		if Whole(bytes.NewReader(b[:n]), int64(n), "a.xlsx") {
			t.Fatalf("cut to %d of %d is said to be whole", n, len(b))
		}
	}
	if !Whole(bytes.NewReader(b), int64(len(b)), "a.xlsx") {
		t.Error("the whole file is not")
	}
}

func TestEveryFlippedByteIsDamageOrHarmless(t *testing.T) {
	b := smallBook(t)
	refused := 0
	for i := range b {
		for _, flip := range []byte{0x01, 0xFF} {
			c := bytes.Clone(b)
			c[i] ^= flip
			got, _, err := readAll(c, "a.xlsx", Limits{})
			var d *sheet.Damage
			switch {
			case errors.As(err, &d):
				refused++
			case err != nil:
				t.Fatalf("byte %d: operator's error %v", i, err)
			case got != smallText:
				t.Fatalf("byte %d flipped by %x: read as %q", i, flip, got)
			}
		}
	}
	if refused < len(b) {
		t.Errorf("only %d of %d flips refused", refused, 2*len(b))
	}
}

func TestWrongChecksumIsNamed(t *testing.T) {
	b := smallBook(t)
	at := bytes.LastIndex(b, []byte(sigDirectory)) // the directory entry of the sheet, the last part
	b[at+16] ^= 1
	_, _, err := readAll(b, "a.xlsx", Limits{})
	wantDamage(t, err, sheet.Spoilt, "sheet1.xml），请重新复制一次")
}

func TestBrokenContainerExplainsBrokenContent(t *testing.T) {
	b := zipOf(t, plainBook(dataSheet(`<row r="2"/><row r="1"/>`)))
	b[bytes.LastIndex(b, []byte(sigDirectory))+16] ^= 1
	_, _, err := readAll(b, "a.xlsx", Limits{})
	wantDamage(t, err, sheet.Spoilt, "sheet1.xml），请重新复制一次")
}

// patch changes the directory entry of the last part.
func patch(t *testing.T, b []byte, at int, v uint32) []byte {
	b = bytes.Clone(b)
	binary.LittleEndian.PutUint32(b[bytes.LastIndex(b, []byte(sigDirectory))+at:], v)
	return b
}

func TestSizesThatLie(t *testing.T) {
	b := smallBook(t)
	for _, c := range []struct {
		name     string
		b        []byte
		kind     sheet.DamageKind
		detail   string
		unpacked int64
	}{
		{"smaller than said", patch(t, b, 24, 5000), sheet.Spoilt, "损坏（xl/", 0},
		{"bigger than said", patch(t, b, 24, 50), sheet.Spoilt, "损坏（xl/", 0},
		{"past the limit", patch(t, b, 24, 500<<20), sheet.BeyondLimit, "解压后", 0},
		{"packed past the end", patch(t, b, 20, 1<<30), sheet.Spoilt, "没有传完整", 0},
		{"offset past the end", patch(t, b, 42, 1<<30), sheet.Spoilt, "没有传完整", 0},
		{"unknown method", patch(t, b, 10, 9), sheet.NotWorkbook, "压缩方法", 0},
		{"encrypted", patch(t, b, 8, 0x80001), sheet.Password, "密码", 0},
	} {
		_, _, err := readAll(c.b, "a.xlsx", Limits{})
		t.Log(c.name)
		wantDamage(t, err, c.kind, c.detail)
	}
}

func TestManyPartsAreBounded(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range maxParts + 1 {
		if _, err := w.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	_ = w.Close()
	_, _, err := readAll(b.Bytes(), "a.xlsx", Limits{})
	wantDamage(t, err, sheet.BeyondLimit, "部分太多")
}

func TestBombStopsAtItsLimit(t *testing.T) {
	parts := plainBook(dataSheet(`<row r="1"><c r="A1"><v>1</v></c></row>` + strings.Repeat(" ", 3<<20)))
	b := zipOf(t, parts)
	_, _, err := readAll(b, "a.xlsx", Limits{UnpackedBytes: 2 << 20})
	wantDamage(t, err, sheet.BeyondLimit, "解压后")
	if got, _, err := readAll(b, "a.xlsx", Limits{}); err != nil {
		t.Errorf("%q %v", got, err)
	}
}

// zip64Of writes a container whose directory uses the 64-bit fields, and whose
// parts are stored.
func zip64Of(parts []rawPart) []byte {
	var b, dir bytes.Buffer
	le := binary.LittleEndian
	for _, p := range parts {
		h := zip.FileHeader{Name: p.name}
		crc := crcOf(p.body)
		at := b.Len()
		loc := le.AppendUint32([]byte(sigLocal), 45)
		loc = append(loc, make([]byte, 6)...)
		loc = le.AppendUint32(loc, crc)
		loc = le.AppendUint32(le.AppendUint32(loc, uint32(len(p.body))), uint32(len(p.body)))
		loc = le.AppendUint16(le.AppendUint16(loc, uint16(len(h.Name))), 0)
		b.WriteString(string(loc) + h.Name + p.body)

		ent := append([]byte(sigDirectory), make([]byte, 12)...)
		ent = le.AppendUint32(ent, crc)
		ent = le.AppendUint32(le.AppendUint32(ent, 0xFFFFFFFF), 0xFFFFFFFF)
		ent = le.AppendUint16(le.AppendUint16(ent, uint16(len(h.Name))), 28)
		ent = append(ent, make([]byte, 10)...)
		ent = le.AppendUint32(ent, 0xFFFFFFFF)
		ent = append(ent, h.Name...)
		ent = le.AppendUint16(le.AppendUint16(ent, 1), 24)
		ent = le.AppendUint64(le.AppendUint64(ent, uint64(len(p.body))), uint64(len(p.body)))
		dir.Write(le.AppendUint64(ent, uint64(at)))
	}
	start := b.Len()
	b.Write(dir.Bytes())
	end := b.Len()
	rec := le.AppendUint64([]byte(sigEnd64), 44)
	rec = append(rec, make([]byte, 12)...)
	rec = le.AppendUint64(le.AppendUint64(rec, uint64(len(parts))), uint64(len(parts)))
	rec = le.AppendUint64(le.AppendUint64(rec, uint64(dir.Len())), uint64(start))
	b.Write(rec)
	loc := le.AppendUint64(le.AppendUint32([]byte(sigLocator), 0), uint64(end))
	b.Write(le.AppendUint32(loc, 1))
	b.WriteString(sigEnd + "\x00\x00\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x00\x00")
	return b.Bytes()
}

func TestZip64(t *testing.T) {
	b := zip64Of(plainBook(dataSheet(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`)))
	if _, err := zip.NewReader(bytes.NewReader(b), int64(len(b))); err != nil {
		t.Fatalf("the test's own container: %v", err)
	}
	got, _ := mustRead(t, b, "a.xlsx")
	wantText(t, got, `1: A="李四"`+"\n")
	for n := range b {
		if got, _, err := readAll(b[:n], "a.xlsx", Limits{}); err == nil {
			t.Fatalf("cut to %d: %q", n, got)
		}
	}
}

// failingDisk fails every read behind a place.
type failingDisk struct {
	io.ReaderAt
	from int64
}

var errDisk = errors.New("input/output error")

func (f failingDisk) ReadAt(b []byte, off int64) (int, error) {
	if off+int64(len(b)) > f.from {
		return 0, errDisk
	}
	return f.ReaderAt.ReadAt(b, off)
}

func TestFailingDiskIsNoDamage(t *testing.T) {
	b := smallBook(t)
	for from := range int64(len(b)) {
		disk := failingDisk{bytes.NewReader(b), from}
		book, err := Open(t.Context(), disk, int64(len(b)), "a.xlsx", Limits{})
		if err == nil {
			for _, err = range book.Rows(t.Context(), 0) {
			}
		}
		var d *sheet.Damage
		if !errors.Is(err, errDisk) || errors.As(err, &d) {
			t.Fatalf("disk fails behind %d: %v", from, err)
		}
	}
}

func TestSharedStringsAreBounded(t *testing.T) {
	s := &shared{}
	ok := true
	n := 0
	for ; ok && n < maxShared; n++ {
		s.open = append(s.open, "文字文字"...)
		ok = s.add(len(s.open) - 12)
	}
	if n != maxShared/24+1 {
		t.Errorf("stopped after %d", n)
	}
	s.seal()
	if got, _ := s.text(n - 1); got != "文字文字" {
		t.Errorf("last is %q", got)
	}
	if _, ok := s.text(n); ok {
		t.Error("one more than there are")
	}
}

func TestWhole(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       bool
	}{
		{"a.csv", "", true}, {"a.csv", "a,b", true}, {"a.xlsx", "", false}, {"a.xlsx", "PK", false},
		{"a.xlsx", "\x00\x00\x00\x00\x00\x00\x00\x00\x00", false}, {"a.xls", "<html></html>", true}, {"a.xls", "a,b", true},
		{"a.xls", magicOLE, false}, {"a.xlsx", sigEnd + strings.Repeat("\x00", 18), true},
	} {
		if got := Whole(strings.NewReader(c.body), int64(len(c.body)), c.name); got != c.want {
			t.Errorf("%s %q: %v", c.name, c.body, got)
		}
	}
}

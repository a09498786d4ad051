package read

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"bangfu/internal/sheet"
)

const (
	magicZip = "PK\x03\x04"
	emptyZip = sigEnd
	magicOLE = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
)

// accepted are the endings of the names we read.
var accepted = map[string]bool{".xlsx": true, ".xlsm": true, ".xls": true, ".csv": true, ".et": true, ".ods": true}

// foreignEndings names formats a clerk may drop, by the ending of the name.
var foreignEndings = map[string]string{
	".ett": ".et", ".fods": ".ods", ".xlsb": ".xlsb",
	".numbers": ".numbers", ".xltx": ".xltx", ".xltm": ".xltm", ".xlt": ".xlt",
	".html": "网页（HTML）", ".htm": "网页（HTML）", ".mht": "网页（MHTML）", ".txt": "文本（TXT）",
	".pdf": "PDF", ".doc": "Word 文档", ".docx": "Word 文档", ".wps": "WPS 文字", ".xml": "XML",
	".zip": "压缩包", ".rar": "压缩包", ".7z": "压缩包", ".jpg": "图片", ".jpeg": "图片", ".png": "图片",
}

// foreignMagic names formats by their first bytes.
var foreignMagic = []struct{ magic, name string }{
	{"%PDF", "PDF"}, {"{\\rtf", "RTF 文档"}, {"Rar!", "压缩包"}, {"7z\xBC\xAF", "压缩包"}, {"\x1F\x8B", "压缩包"},
	{"\x89PNG", "图片"}, {"\xFF\xD8\xFF", "图片"}, {"GIF8", "图片"},
	{"\x09\x00\x04\x00", "早期 Excel（4.0 及以前）"}, {"\x09\x02\x06\x00", "早期 Excel（4.0 及以前）"},
	{"\x09\x04\x06\x00", "早期 Excel（4.0 及以前）"}, {"\x09\x08", "早期 Excel（无复合文档结构）"},
}

// open recognises the format and opens it.
func open(ctx context.Context, r io.ReaderAt, size int64, name string, lim Limits) (*Book, error) {
	ending := strings.ToLower(path.Ext(name))
	if f := foreignEndings[ending]; f != "" {
		return nil, foreign(f, "文件名以 "+ending+" 结尾")
	}
	if size == 0 {
		return nil, &sheet.Damage{Kind: sheet.Spoilt, Detail: "文件是空的（0 字节），请重新复制一次"}
	}
	head := make([]byte, min(size, 4096))
	if err := readFull(r, head, 0); err != nil {
		return nil, err
	}
	switch {
	case isZip(head):
		c, err := openContainer(r, size, lim.UnpackedBytes)
		if err != nil {
			return nil, err
		}
		if c.spreadsheet(ctx) {
			return openODS(ctx, c, lim)
		}
		return openPack(ctx, c)
	case bytes.HasPrefix(head, []byte(magicOLE)):
		b, err := openXLS(ctx, r, size, lim)
		return fromWPS(b, err, ending)
	}
	if err := foreignText(head, ending); err != nil {
		return nil, err
	}
	return openCSV(ctx, r, size, name, lim)
}

// fromWPS tells of a .et: nearly all are workbooks of Excel 97 under another name.
func fromWPS(b *Book, err error, ending string) (*Book, error) {
	if ending != ".et" {
		return b, err
	}
	var d *sheet.Damage
	if errors.As(err, &d) && (d.Kind == sheet.NotWorkbook || d.Kind == sheet.ForeignFormat) {
		return nil, foreign(".et", "是 WPS 自己的格式")
	}
	if err == nil && b.format == "xls" {
		b.format = "et"
	}
	return b, err
}

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte(magicZip)) || bytes.HasPrefix(head, []byte(emptyZip))
}

// foreignText judges what is neither zip nor OLE: nil only for a .csv that is
// not recognisably something else.
func foreignText(head []byte, ending string) error {
	for _, f := range foreignMagic {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return foreign(f.name, "内容是"+f.name+"，不是工作簿")
		}
	}
	text := strings.ToLower(plainText(head))
	if f := markup(text); f != "" {
		return foreign(f, "内容是"+f+"，只是文件名像工作簿")
	}
	if ending == ".csv" {
		return nil
	}
	if text != "" && accepted[ending] {
		return foreign("文本（CSV）", "内容是文本，只是文件名像工作簿")
	}
	return notWorkbook("内容不是工作簿，可能已损坏，或被加密软件加密")
}

// markup names pages and XML saved under the name of a workbook.
func markup(text string) string {
	text = strings.TrimLeft(text, " \t\r\n")
	switch {
	case strings.HasPrefix(text, "mime-version:"), strings.Contains(text, "content-type: multipart/related"):
		return "网页（MHTML）"
	case strings.HasPrefix(text, "<?xml") && strings.Contains(text, "urn:schemas-microsoft-com:office:spreadsheet"),
		strings.HasPrefix(text, "<?xml") && strings.Contains(text, "excel.sheet"):
		return "XML 表格（2003）"
	case strings.HasPrefix(text, "<?xml") && strings.Contains(text, "opendocument"):
		return ".ods"
	}
	for _, tag := range []string{"<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<!--", "<style", "<script", "<div"} {
		if strings.HasPrefix(text, tag) {
			return "网页（HTML）"
		}
	}
	if strings.HasPrefix(text, "<") && strings.Contains(text, "<html") {
		return "网页（HTML）"
	}
	if strings.HasPrefix(text, "<?xml") {
		return "XML"
	}
	return ""
}

// plainText gives the head as text when it is some: UTF-16 is thinned to what
// can be recognised, control characters mean it is none.
func plainText(head []byte) string {
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		return string(bytes.ReplaceAll(head[2:], []byte{0}, nil))
	}
	head = bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	for _, c := range head {
		if c < 0x20 && class[c]&isSpace == 0 && c != 0x0C && c != 0x1A {
			return ""
		}
	}
	return string(head)
}

// Whole reports whether the container is complete, without judging what it
// holds: a zip has its directory, an OLE file its streams. Text always is; an
// empty workbook, or one that begins with zeros, is still being copied.
func Whole(r io.ReaderAt, size int64, name string) bool {
	if strings.EqualFold(path.Ext(name), ".csv") {
		return true
	}
	head := make([]byte, min(size, 8))
	if size == 0 || readFull(r, head, 0) != nil {
		return false
	}
	switch {
	case isZip(head):
		end, err := findEnd(r, size)
		if err != nil {
			return false
		}
		sig := make([]byte, min(end.size, 4))
		return readFull(r, sig, end.offset) == nil && strings.HasPrefix(sigDirectory, string(sig))
	case bytes.HasPrefix(head, []byte(magicOLE)):
		return wholeOLE(r, size)
	}
	begun := strings.HasPrefix(magicOLE, string(head)) || strings.HasPrefix(magicZip, string(head))
	return !begun && strings.Trim(string(head), "\x00") != ""
}

// BlankTail reports whether a file ends in nothing but zero bytes: room that a
// copy under way has set aside.
func BlankTail(r io.ReaderAt, size int64) bool {
	tail := make([]byte, min(size, 64)) // no packed file that is merely cut ends in so many
	n, err := r.ReadAt(tail, size-int64(len(tail)))
	return n == len(tail) && (err == nil || err == io.EOF) && len(bytes.Trim(tail, "\x00")) == 0
}

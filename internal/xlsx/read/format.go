package read

import (
	"strconv"
	"strings"
)

// builtin gives the class of a built-in number format. 27–36 and 50–58 are
// dates in East Asian versions, which is where our workbooks come from.
func builtin(id int) dateClass {
	switch id {
	case 14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58:
		return dayDate
	case 18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56:
		return dayTime
	}
	return noDate
}

// formatClass gives the class of a format code, by its first section: a date
// letter outside of quotes, escapes and brackets makes it one, unless a digit
// place (0 # ?) shows that it prints a number (0.0kg). [h] and its like count
// time.
func formatClass(code string) dateClass {
	s := strings.ToLower(code)
	var day, month, clock bool
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\', '_', '*':
			i++
		case '"':
			i += closing(s[i+1:], '"')
		case '[':
			n := closing(s[i+1:], ']')
			clock = clock || elapsed(strings.TrimSuffix(s[i+1:i+1+n], "]"))
			i += n
		case ';':
			return classFrom(day, month, clock)
		case '0', '#', '?':
			return noDate
		case 'g', 'a':
			if n := wordLen(s[i:]); n > 0 {
				i += n - 1
			} else {
				day = true // an era or the day of the week
			}
		case 'y', 'd', 'e', 'b':
			day = true
		case 'm':
			month = true
		case 'h':
			clock = true
		case 's':
			clock = true
			if strings.HasPrefix(s[i+1:], ".0") {
				i += 1 + len(s[i+2:]) - len(strings.TrimLeft(s[i+2:], "0")) // parts of a second
			}
		}
	}
	return classFrom(day, month, clock)
}

func classFrom(day, month, clock bool) dateClass {
	switch {
	case day || month && !clock:
		return dayDate
	case clock:
		return dayTime
	}
	return noDate
}

// closing counts the bytes up to and with the closing mark, or all of them.
func closing(s string, mark byte) int {
	if i := strings.IndexByte(s, mark); i >= 0 {
		return i + 1
	}
	return len(s)
}

func elapsed(in string) bool {
	return in != "" && (strings.Trim(in, "h") == "" || strings.Trim(in, "m") == "" || strings.Trim(in, "s") == "")
}

// wordLen measures the words of a format code that are not dates.
func wordLen(s string) int {
	for _, w := range []string{"general", "g/通用格式", "am/pm", "a/p"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// classes gives the class of each cell style, by the index a cell bears. An
// index past the table has no format of its own.
type classes []dateClass

func (c classes) of(i int) dateClass {
	if i < 0 || i >= len(c) {
		return noDate
	}
	return c[i]
}

// maxStyles bounds the cell styles and number formats; Excel stops at 65,490.
const maxStyles = 1 << 17

// readFormats reads what of the styles part makes a number a date.
func readFormats(x *xmlScan) (classes, error) {
	custom := map[int]dateClass{}
	var out classes
	for t := x.next(); t != tokEOF; t = x.next() {
		switch {
		case t == tokFail:
			return nil, x.err
		case t != tokStart:
		case x.child(2, nsMain, "numFmt"): // those of conditions lie deeper and are nobody's style
			if len(custom) > maxStyles {
				return nil, pastLimit("数字格式超过上限 %d 个", maxStyles)
			}
			custom[attrInt(x.attr("numFmtId"), -1)] = formatClass(string(x.attr("formatCode")))
		case x.child(1, nsMain, "cellXfs"):
			if err := readXfs(x, custom, &out); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func readXfs(x *xmlScan, custom map[int]dateClass, out *classes) error {
	for {
		switch x.next() {
		case tokFail, tokEOF:
			return x.err
		case tokEnd:
			return nil
		case tokStart:
			if x.is("xf") {
				*out = append(*out, classOf(attrInt(x.attr("numFmtId"), 0), custom))
			}
			if len(*out) > maxStyles {
				return pastLimit("单元格样式超过上限 %d 个", maxStyles)
			}
			if !x.skip() {
				return x.err
			}
		}
	}
}

func classOf(id int, custom map[int]dateClass) dateClass {
	if c, ok := custom[id]; ok {
		return c
	}
	return builtin(id)
}

// attrInt reads a whole number; none and nonsense give the fallback.
func attrInt(v []byte, fallback int) int {
	n, err := strconv.Atoi(string(v))
	if err != nil {
		return fallback
	}
	return n
}

// attrTrue reads a boolean attribute.
func attrTrue(v []byte) bool {
	s := string(v)
	return s == "1" || s == "true" || s == "on"
}

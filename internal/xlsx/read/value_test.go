package read

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestNumbersAgainstTheStandardLibrary(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		v := math.Float64frombits(rnd.Uint64())
		if rnd.IntN(2) == 0 {
			v = math.Round(rnd.NormFloat64()*1e7) / math.Pow10(rnd.IntN(6))
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		for _, raw := range []string{strconv.FormatFloat(v, 'g', 17, 64), strconv.FormatFloat(v, 'f', -1, 64)} {
			got, wide, ok := appendNumber(nil, []byte(raw))
			// second computation: round to 15 digits, then print all digits
			r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64)
			want := strconv.FormatFloat(r, 'f', -1, 64)
			if r == 0 {
				want = "0"
			}
			if !ok || string(got) != want && !tail(want) || wide != (math.Abs(v) >= 1e15) {
				t.Fatalf("%s: %s %v %v, want %s", raw, got, wide, ok, want)
			}
			back, err := strconv.ParseFloat(string(got), 64)
			if err != nil || back != r || strings.ContainsAny(string(got), "eE") || significant(string(got)) > 15 {
				t.Fatalf("%s: %s is not %g", raw, got, r)
			}
		}
	}
}

// tail: the shortest spelling of a rounded float may still need more digits
// than 15 where floats are denormal.
func tail(want string) bool { return significant(want) > 15 || strings.HasPrefix(want, "0.0000") }

func significant(s string) int {
	s = strings.TrimLeft(strings.ReplaceAll(strings.TrimLeft(s, "-"), ".", ""), "0")
	return len(strings.TrimRight(s, "0"))
}

func TestDaysAgainstTheCalendar(t *testing.T) {
	for day := 61; day <= lastSerial; day += 5 + day%3 {
		want := time.Date(1899, 12, 30+day, 0, 0, 0, 0, time.UTC).Format("2006-01-02")
		if got := string(appendDay(nil, day, false)); got != want {
			t.Fatalf("serial %d: %s, want %s", day, got, want)
		}
		if got := string(appendDay(nil, day-1462, true)); day > 1462 && got != want {
			t.Fatalf("serial %d of 1904: %s, want %s", day-1462, got, want)
		}
	}
}

func TestFormatClasses(t *testing.T) {
	for _, c := range []struct {
		code string
		want dateClass
	}{
		{"General", noDate}, {"G/通用格式", noDate}, {"0.00", noDate}, {"#,##0.00_);[Red](#,##0.00)", noDate},
		{"@", noDate}, {`0"条"`, noDate}, {"0.00E+00", noDate}, {`"年"0`, noDate}, {"0.0kg", noDate}, {`_ ¥* #,##0.00_ `, noDate},
		{"[DBNum1][$-804]General", noDate}, {`[$-804]0`, noDate}, {`\d0`, noDate}, {`[Red]"d"`, noDate}, {"", noDate}, {`"unclosed d`, noDate},
		{"yyyy-mm-dd", dayDate}, {"yyyy/m/d;@", dayDate}, {`yyyy"年"m"月"d"日"`, dayDate}, {"yyyy年m月d日", dayDate},
		{`[$-804]yyyy"年"m"月"d"日"\ dddd;@`, dayDate}, {"[DBNum1][$-804]yyyy\"年\"m\"月\"", dayDate}, {"m/d", dayDate}, {"mmm-yy", dayDate},
		{"aaaa;@", dayDate}, {"e/m/d", dayDate}, {"[$-411]ggge", dayDate}, {"yyyy-mm-dd hh:mm:ss", dayDate}, {"[$-F800]dddd, mmmm dd, yyyy", dayDate},
		{"h:mm", dayTime}, {"hh:mm:ss.000", dayTime}, {"[h]:mm:ss", dayTime}, {"[mm]:ss", dayTime}, {"mm:ss.0", dayTime},
		{`上午/下午h"时"mm"分";@`, dayTime}, {"h:mm AM/PM", dayTime}, {"[$-409]h:mm A/P;@", dayTime},
		{`0;yyyy`, noDate}, {`d;0`, dayDate},
	} {
		if got := formatClass(c.code); got != c.want {
			t.Errorf("%q: %d, want %d", c.code, got, c.want)
		}
	}
	for _, id := range []int{14, 17, 22, 27, 31, 36, 50, 58} {
		if builtin(id) != dayDate {
			t.Errorf("built-in %d is no date", id)
		}
	}
	for _, id := range []int{0, 1, 4, 9, 11, 13, 23, 26, 37, 44, 48, 49, 59} {
		if builtin(id) != noDate {
			t.Errorf("built-in %d is a date", id)
		}
	}
	for _, id := range []int{18, 21, 32, 35, 45, 47, 55, 56} {
		if builtin(id) != dayTime {
			t.Errorf("built-in %d is no time", id)
		}
	}
}

func TestISODates(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-02": "2026-11-02", "2026-11-02T00:00:00Z": "2026-11-02", "2026-11-02T13:30:00.000": "2026-11-02 13:30:00",
		"2026-11-02T13:30": "2026-11-02 13:30:00", "13:30:00": "13:30:00", "T18:00:00": "18:00:00", "PT0H11M0S": "00:11:00", "2026-02-30": "", "2026-11": "", "x": "",
	} {
		if got, ok := isoDate(in); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v", in, got, ok)
		}
	}
}

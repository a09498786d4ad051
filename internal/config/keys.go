package config

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bangfu/internal/assist"
)

// A key is one key of bangfu.toml: what it wants, in words, and how it is put
// into the configuration; set reports whether the value will do.
type key struct {
	name string
	want string
	set  func(c *Config, v any) bool
}

// keys are all keys bangfu.toml may have.
var keys = []key{
	{"schedule", "文字，五段定时写法", text(func(c *Config) *string { return &c.Schedule }, filled)},
	{"zone", "时区名称，例如 \"Asia/Shanghai\"", setZone},
	{"cutoff", "星期和时间，例如 \"周四 18:00\"", hour(func(c *Config) *assist.WeekHour { return &c.Cutoff })},
	{"latest", "星期和时间，例如 \"周日 12:00\"", hour(func(c *Config) *assist.WeekHour { return &c.Latest })},
	{"settle", "秒数 0 至 600，例如 3 或 \"3s\"", setSettle},

	{"jump", "整数 1 至 3650（天）", wholeNumber(1, 3650, func(c *Config, n int64) { c.Jump = int(n) })},
	{"folders.inbox", "文件夹路径", text(func(c *Config) *string { return &c.Folders.Inbox }, path)},
	{"folders.outbox", "文件夹路径", text(func(c *Config) *string { return &c.Folders.Outbox }, path)},
	{"folders.archive", "文件夹路径", text(func(c *Config) *string { return &c.Folders.Archive }, path)},

	{"limits.file_mb", "整数 1 至 1024（MB）", wholeNumber(1, 1024, func(c *Config, n int64) { c.Limits.File = n << 20 })},
	{"limits.unpacked_mb", "整数 1 至 8192（MB）", wholeNumber(1, 8192, func(c *Config, n int64) { c.Limits.Unpacked = n << 20 })},
	{"limits.rows", "整数 1 至 1048576（行）", wholeNumber(1, 1<<20, func(c *Config, n int64) { c.Limits.Rows = int(n) })},
	{"limits.applications", "整数 1 至 100000（行）", wholeNumber(1, 100_000, func(c *Config, n int64) { c.Limits.Applications = int(n) })},
	{"limits.others", "整数 1 至 200000（行）", wholeNumber(1, 200_000, func(c *Config, n int64) { c.Limits.Others = int(n) })},
	{"limits.seconds", "整数 1 至 3600（秒）", wholeNumber(1, 3600, func(c *Config, n int64) { c.Limits.Time = time.Duration(n) * time.Second })},

	{"import.quantity", "\"extra\"（只含帮扶加量）或 \"total\"（含原供应量）", setQuantity},

	{"fonts.body", "TTF 字体文件路径（不能是 ttc、otf），空为内置宋体", text(func(c *Config) *string { return &c.Fonts.Body }, ttf)},
	{"fonts.heading", "TTF 字体文件路径（不能是 ttc、otf），空为内置黑体", text(func(c *Config) *string { return &c.Fonts.Heading }, ttf)},

	{"office.name", "1 至 40 个字", text(func(c *Config) *string { return &c.Office.Name }, named)},
	{"office.city", "1 至 40 个字", text(func(c *Config) *string { return &c.Office.City }, named)},
	{"office.province", "至多 40 个字，可为空", text(func(c *Config) *string { return &c.Office.Province }, blankOrNamed)},
	{"office.area_code", "3 或 4 位数字，例如 \"010\"，可为空", text(func(c *Config) *string { return &c.Office.AreaCode }, areaCode)},
	{"office.marketing", "1 至 40 个字", text(func(c *Config) *string { return &c.Office.Marketing }, named)},
	{"office.supervision", "1 至 40 个字", text(func(c *Config) *string { return &c.Office.Supervision }, named)},
	{"office.licensing", "1 至 40 个字", text(func(c *Config) *string { return &c.Office.Licensing }, named)},
	{"office.noise", "至多 40 个字，词之间用空格隔开，可为空", text(func(c *Config) *string { return &c.Office.Noise }, blankOrNamed)},
	{"office.document", "至多 40 个字，可为空", text(func(c *Config) *string { return &c.Office.Document }, blankOrNamed)},
	{"filing.prefix", "1 至 12 个字，不含括号、空格和标点", text(func(c *Config) *string { return &c.Filing }, plain)},
	{"backup.dir", "文件夹路径", text(func(c *Config) *string { return &c.Folders.Backup }, path)},
	{"retention.years", "整数 0 至 100（年），0 为不提示", wholeNumber(0, 100, func(c *Config, n int64) { c.Retention = int(n) })},
}

// tables are the sections of the file; one may stand empty.
var tables = map[string]bool{
	"folders": true, "limits": true, "import": true, "fonts": true, "office": true, "filing": true, "backup": true, "retention": true,
}

// text makes the setter of a text that must pass a test.
func text(field func(*Config) *string, ok func(string) bool) func(*Config, any) bool {
	return func(c *Config, v any) bool {
		s, is := v.(string)
		if !is || !ok(s) {
			return false
		}
		*field(c) = s
		return true
	}
}

// wholeNumber makes the setter of a whole number between two bounds.
func wholeNumber(low, high int64, put func(*Config, int64)) func(*Config, any) bool {
	return func(c *Config, v any) bool {
		n, is := v.(int64)
		if !is || n < low || n > high {
			return false
		}
		put(c, n)
		return true
	}
}

func filled(s string) bool { return strings.TrimSpace(s) != "" }

func path(s string) bool { return !strings.ContainsAny(s, "\x00\r\n") }

func ttf(s string) bool {
	return s == "" || path(s) && strings.EqualFold(filepath.Ext(s), ".ttf")
}

var plainText = regexp.MustCompile(`^[\p{Han}A-Za-z0-9]+$`)

func plain(s string) bool { return plainText.MatchString(s) && utf8.RuneCountInString(s) <= 12 }

// named is a name that fits one printed line.
func named(s string) bool {
	return filled(s) && utf8.RuneCountInString(s) <= 40 && !strings.ContainsFunc(s, unicode.IsControl)
}

func blankOrNamed(s string) bool { return s == "" || named(s) }

var areaCodeForm = regexp.MustCompile(`^(0[0-9]{2,3})?$`)

func areaCode(s string) bool { return areaCodeForm.MatchString(s) }

func setZone(c *Config, v any) bool {
	name, is := v.(string)
	if !is || name == "" || name == "Local" {
		return false
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return false
	}
	c.Zone = zone
	return true
}

func setSettle(c *Config, v any) bool {
	var d time.Duration
	switch v := v.(type) {
	case int64:
		if v < 0 || v > 600 {
			return false
		}
		d = time.Duration(v) * time.Second
	case string:
		var err error
		if d, err = time.ParseDuration(v); err != nil {
			return false
		}
	default:
		return false
	}
	if d < 0 || d > 600*time.Second {
		return false
	}
	c.Settle = d
	return true
}

func setQuantity(c *Config, v any) bool {
	s, is := v.(string)
	if !is || Quantity(s) != Extra && Quantity(s) != Total {
		return false
	}
	c.Quantity = Quantity(s)
	return true
}

var cutoffForm = regexp.MustCompile(`^(\S+?)\s*(\d{1,2})[:：](\d{2})$`)

// hour makes the setter of a weekday with a time of day.
func hour(field func(*Config) *assist.WeekHour) func(*Config, any) bool {
	return func(c *Config, v any) bool {
		s, is := v.(string)
		if !is {
			return false
		}
		m := cutoffForm.FindStringSubmatch(strings.TrimSpace(s))
		if m == nil {
			return false
		}
		day, ok := weekday(m[1])
		hour, _ := strconv.Atoi(m[2])
		minute, _ := strconv.Atoi(m[3])
		if !ok || hour > 23 || minute > 59 {
			return false
		}
		*field(c) = assist.WeekHour{Day: day, Hour: hour, Minute: minute}
		return true
	}
}

// weekday reads a day of the week as people write it: 周四, 星期四, 礼拜四,
// Thu, Thursday; Sunday is also 周天.
func weekday(s string) (time.Weekday, bool) {
	for _, prefix := range []string{"周", "星期", "礼拜"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			if rest == "天" {
				rest = "日"
			}
			return assist.WeekdayOf("周" + rest)
		}
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(s, d.String()) || strings.EqualFold(s, d.String()[:3]) {
			return d, true
		}
	}
	return 0, false
}

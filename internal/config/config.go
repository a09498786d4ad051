// Package config reads bangfu.toml: how the program is operated on this
// machine. It refuses to know the business parameters (those are dated and
// stand in 参数), and it opens no file.
package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone files
	"unicode/utf8"

	"bangfu/internal/assist"
	"bangfu/internal/place"
	"bangfu/internal/sheet"

	"github.com/BurntSushi/toml"
)

// Config is bangfu.toml with its defaults filled in.
type Config struct {
	Schedule  string          // cron, five fields
	Zone      *time.Location  // of the schedule and the cut-off
	Cutoff    assist.WeekHour // 截单时间: when the week's plan freezes
	Latest    assist.WeekHour // when a plan in doubt is frozen as it is
	Settle    time.Duration   // between the two looks at the drop folders
	Jump      int             // days since the last run after which a run asks whether the clock is right
	Folders   place.Folders   // empty: the usual place
	Limits    Limits
	Quantity  Quantity // what 数量 of the import holds
	Fonts     Fonts
	Office    assist.Office
	Filing    string // what 备案编号 begins with
	Retention int    // years after the exit until a person's fields are due for erasing; 0: not reported
}

// Limits bound the work on one file.
type Limits struct {
	File         int64 // bytes
	Unpacked     int64 // bytes
	Rows         int   // of one sheet
	Applications int   // data rows of 申请表
	Others       int   // data rows of 帮扶申请表 and 走访台账
	Time         time.Duration
}

// Fonts are the office's own TTF files; "" means the built-in face.
type Fonts struct{ Body, Heading string }

// Quantity says what 数量 of the import file holds.
type Quantity string

// The two meanings of 数量.
const (
	Extra Quantity = "extra" // 帮扶加量 alone
	Total Quantity = "total" // base and extra together
)

// defaults is the configuration of an empty bangfu.toml in no city.
func defaults() Config {
	zone, err := time.LoadLocation(assist.Zone.String())
	if err != nil {
		zone = assist.Zone
	}
	file, rows := sheet.Limits{}.Filled(), assist.Bounds{}.Filled()
	return Config{
		Schedule: "*/30 8-19 * * 1-5",
		Zone:     zone,
		Cutoff:   assist.WeekHour{Day: time.Thursday, Hour: 18},
		Latest:   assist.WeekHour{Day: time.Sunday, Hour: 12},
		Settle:   3 * time.Second,
		Jump:     21,
		Limits:   Limits{File: file.FileBytes, Unpacked: file.UnpackedBytes, Rows: file.Rows, Applications: rows.Applications, Others: rows.Others, Time: file.Time},
		Quantity: Extra,
		Office:   assist.Office{Marketing: "营销中心", Supervision: "内管科", Licensing: "专卖科"},
		Filing:   "弱备",
	}
}

// Parse reads bangfu.toml over what holds in the home city, which has the same
// form. cron judges a schedule in a zone. The error names every fault at once,
// each with its key, the value and what is allowed.
func Parse(text, home []byte, cron func(spec, zone string) error) (Config, error) {
	c := defaults()
	err := lay(&c, home)
	if err == nil {
		err = lay(&c, text)
	}
	if cronErr := cron(c.Schedule, c.Zone.String()); cronErr != nil {
		err = errors.Join(err, fmt.Errorf("config: bangfu.toml 的 schedule = %q 不是有效的定时写法。%s: %w", c.Schedule, cronHelp, cronErr))
	}
	return c, err
}

// lay puts the values of a text over a configuration.
func lay(c *Config, text []byte) error {
	if !utf8.Valid(text) {
		return errors.New("config: bangfu.toml 不是 UTF-8 编码。请用 UTF-8 编码另存后再运行")
	}
	var tree map[string]any
	if _, err := toml.Decode(strings.TrimPrefix(string(text), "\ufeff"), &tree); err != nil {
		return syntax(err)
	}
	values := map[string]any{}
	flatten(values, "", tree)
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(values)) {
		faults = append(faults, set(c, name, values[name]))
	}
	return errors.Join(faults...)
}

const cronHelp = "应为五段：分 时 日 月 星期（星期日写 0），例如 \"*/30 8-19 * * 1-5\" 是工作日 8 至 19 点每半小时一次"

// syntax says in words that the file is no TOML.
func syntax(err error) error {
	var at toml.ParseError
	if errors.As(err, &at) {
		return fmt.Errorf("config: bangfu.toml 第 %d 行写法有误。请对照默认文件检查引号、等号和方括号: %w", at.Position.Line, err)
	}
	return fmt.Errorf("config: bangfu.toml 无法读懂: %w", err)
}

// flatten names each value by its full key: limits.file_mb.
func flatten(into map[string]any, prefix string, tree map[string]any) {
	for name, v := range tree {
		if sub, ok := v.(map[string]any); ok && len(sub) > 0 {
			flatten(into, prefix+name+".", sub)
			continue
		}
		if sub, ok := v.(map[string]any); ok && tables[prefix+name] && len(sub) == 0 {
			continue
		}
		into[prefix+name] = v
	}
}

// set puts one value into its field.
func set(c *Config, name string, value any) error {
	for _, k := range keys {
		if k.name != name {
			continue
		}
		if !k.set(c, value) {
			return fmt.Errorf("config: bangfu.toml 的 %s = %s 不对，应为%s", name, show(value), k.want)
		}
		return nil
	}
	return fmt.Errorf("config: bangfu.toml 里有不认识的键 %s。请删去或改正；可用的键是 %s", name, strings.Join(names(), "、"))
}

// show is a value as it stands in the file, cut when long.
func show(value any) string {
	s := fmt.Sprint(value)
	if _, ok := value.(string); ok {
		s = fmt.Sprintf("%q", value)
	}
	if r := []rune(s); len(r) > 60 {
		s = string(r[:60]) + "…"
	}
	return s
}

func names() []string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = k.name
	}
	return all
}

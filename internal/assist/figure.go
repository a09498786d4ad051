package assist

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// figure is a place in a text that a value of 帮扶标准 fills: {最多规格数}, or
// {农村收入比例%} as a share in percent; or a word of the office, as {内管部门}.
var figure = regexp.MustCompile(`\{([^{}%]+)(%?)\}`)

// sentence is a part of a text with the sign that ends it.
var sentence = regexp.MustCompile(`[^。；]*[。；]?`)

// Filled is a text with the values of 帮扶标准 in force on a day in place of its
// figures; where one of them was changed, its sentence ends with the day (自…起),
// told once.
func (t Terms) Filled(text string, on Date) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var told []string
	return sentence.ReplaceAllStringFunc(text, func(s string) string {
		filled, since := t.fill(s, on)
		since = slices.DeleteFunc(since, func(s string) bool { return slices.Contains(told, s) })
		if len(since) == 0 {
			return filled
		}
		told = append(told, since...)
		bare := strings.TrimRight(filled, "。；")
		return bare + "（" + strings.Join(since, "、") + "）" + filled[len(bare):]
	})
}

// fill fills the figures of a sentence, and tells from which days on they hold.
func (t Terms) fill(text string, on Date) (filled string, since []string) {
	filled = figure.ReplaceAllStringFunc(text, func(s string) string {
		m := figure.FindStringSubmatch(s)
		if word, ok := t.Office.figure(m[1]); ok {
			return word
		}
		if s := t.Since(m[1], on); s != "" && !slices.Contains(since, s) {
			since = append(since, s)
		}
		if m[2] == "%" {
			return t.Limit(m[1], on).Percent()
		}
		return t.Limit(m[1], on).String()
	})
	return filled, since
}

// Since says from which day on the value of 帮扶标准 in force on a day holds, as
// 自 2026-01-01 起; "" when it was never another.
func (t Terms) Since(name string, on Date) string {
	var rows []Limit
	for _, l := range t.Limits {
		if l.Name == name && l.From <= on {
			rows = append(rows, l)
		}
	}
	slices.SortStableFunc(rows, func(a, b Limit) int { return int(a.From - b.From) })
	value, since := defaultOf(name).Value, Date(0)
	for _, l := range rows {
		if l.Value != value {
			value, since = l.Value, l.From
		}
	}
	if since == 0 {
		return ""
	}
	return "自 " + since.String() + " 起"
}

// Percent shows a share without trailing zeros: 6000 is 60%.
func (n Number) Percent() string {
	s := big.NewRat(int64(n), 100).FloatString(2)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + "%"
}

// On is the rule with its figures as they stand on a day.
func (r Rule) On(t Terms, on Date) Rule {
	r.When, r.Fix = t.Filled(r.When, on), t.Filled(r.Fix, on)
	return r
}

// RulesOn is the catalogue with its figures as they stand on a day.
func RulesOn(t Terms, on Date) []Rule {
	list := Rules()
	for i := range list {
		list[i] = list[i].On(t, on)
	}
	return list
}

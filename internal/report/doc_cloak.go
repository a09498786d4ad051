package report

import (
	"regexp"
	"strings"

	"bangfu/internal/assist"
)

// A cloak hides what a row says of its person's numbers before it is printed:
// identity, certificate and telephone numbers, misspelt ones too, wherever the
// row's texts repeat them.
type cloak func(text string) string

// apart finds numbers written in groups: 140221 19700101 0012, 139-3520-0001.
var apart = regexp.MustCompile(`\b[1-9][0-9]{5}[ \-](?:19|20)[0-9]{6}[ \-][0-9]{3}[0-9Xx]\b|\b1[3-9][0-9][ \-][0-9]{4}[ \-][0-9]{4}\b`)

// byForm hides the numbers that a text shows by their form alone.
func byForm(text string) string {
	return assist.Mask(apart.ReplaceAllStringFunc(text, func(s string) string {
		return assist.Mask(strings.NewReplacer(" ", "", "-", "").Replace(s))
	}))
}

// personalColumns are the columns that hold a person's number, the longest
// first, since one may begin another.
var personalColumns = []struct {
	header string
	own    func(assist.Application) string
	mask   func(string) string
}{
	{"残疾人证号", func(a assist.Application) string { return a.DisabledNo }, assist.MaskDisabled},
	{"身份证号", func(a assist.Application) string { return a.ID }, assist.MaskID},
	{"联系电话", func(a assist.Application) string { return a.Phone }, maskPhones},
}

// leastNumber is how long a misspelt number must be to be looked for in other
// texts: a shorter one may be anything.
const leastNumber = 6

// cloakOf hides the numbers of one application.
func cloakOf(a assist.Application) cloak {
	var pairs []string
	for _, c := range personalColumns {
		for _, s := range []string{c.own(a), a.Text(c.header)} {
			if len([]rune(s)) >= leastNumber {
				pairs = append(pairs, s, c.mask(s))
			}
		}
	}
	if len(pairs) == 0 {
		return byForm
	}
	own := strings.NewReplacer(pairs...)
	return func(text string) string { return byForm(own.Replace(text)) }
}

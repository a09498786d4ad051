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

// leastNumber is how long a misspelt number must be to be looked for in other
// texts: a shorter one may be anything.
const leastNumber = 6

// cloakOf hides the numbers of one application.
func cloakOf(a *assist.Application) cloak {
	var pairs []string
	for _, t := range a.Particulars() {
		if t.What.Number() && len([]rune(t.Value)) >= leastNumber {
			pairs = append(pairs, t.Value, t.Hidden())
		}
	}
	if len(pairs) == 0 {
		return byForm
	}
	own := strings.NewReplacer(pairs...)
	return func(text string) string { return byForm(own.Replace(text)) }
}

package report

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

var (
	zero      = regexp.MustCompile(`[^0-9.]0[户次条件个份]`)
	bracketed = regexp.MustCompile(`\d+[户次条个]（[^（）]*）`)               // beside last week's figure
	balance   = regexp.MustCompile(`期初在册\d+户，新增\d+户，退出\d+户，期末在册\d+户`) // an equation
	twoDots   = regexp.MustCompile(`(?m)^\d+\. \d`)
	sentence  = func(line string) bool { return line != "" && !strings.ContainsAny(line[:1], "|=#>") }
)

// No sentence tells of nothing: what is zero is left out, or said in a word. A
// table has its zeros. No numbered line begins with a number: 2. 1份 reads 2.1.
func TestZeroIsNotTold(t *testing.T) {
	quiet := town(1, 0)
	quiet.Signals, quiet.Visits, quiet.FollowUp = nil, nil, nil
	for name, f := range map[string]assist.Facts{"nothing at all": noFacts(), "fixture": someFacts(), "one customer a unit": town(1, 0), "quiet": quiet, "of every kind": town(3, 7)} {
		for title, d := range signedDocuments(f) {
			text := paper.Text(d)
			if m := twoDots.FindString(text); m != "" {
				t.Errorf("%s, %s: a numbered line begins %q", name, title, m)
			}
			for line := range strings.Lines(text) {
				said := balance.ReplaceAllString(bracketed.ReplaceAllString(line, ""), "")
				if m := zero.FindString(said); m != "" && sentence(line) {
					t.Errorf("%s, %s: %s tells %s", name, title, strings.TrimSpace(line), m)
				}
			}
		}
	}
}

// The roll of a unit that has nobody is told in words.
func TestAnEmptyRollInWords(t *testing.T) {
	f := noFacts()
	f.Terms.Units = someTerms().Units
	for _, u := range f.Terms.Units {
		want := fmt.Sprintf("%s没有在册的弱势群体客户。本周名单没有增减。", u.Name)
		if text := paper.Text(WeeklyUnit(f, u.Name)); !strings.Contains(text, want) {
			t.Errorf("%s does not say %s:\n%s", u.Name, want, text)
		}
	}
}

// The head of a unit in 供货明细 tells no zero.
func TestAUnitThatIsGivenNothingSaysSo(t *testing.T) {
	for want, p := range map[string]*unitLines{"供货2户，帮扶加量9条": {served: 2, extra: 9}, "没有客户得到帮扶加量": {base: 3}} {
		if got := p.givenWords(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

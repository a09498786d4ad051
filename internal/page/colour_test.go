package page

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestTheColoursCanBeRead computes the contrast of what stands on what, by day
// and by night: at least 4.5 (WCAG AA).
func TestTheColoursCanBeRead(t *testing.T) {
	on := map[string][]string{
		"ink": {"paper", "card"}, "soft": {"paper", "card"}, "deep": {"paper", "card"}, "card": {"deep"},
		"bad": {"card", "badbg"}, "ask": {"card", "askbg"}, "good": {"goodbg"}, "note": {"card", "notebg"},
	}
	for page, css := range map[string]string{"核对": checkCSS, "看板": boardCSS} {
		day, night := coloursOf(css, ":root{"), coloursOf(css, "prefers-color-scheme:dark){:root{")
		for scheme, colours := range map[string]map[string]float64{"day": day, "night": night} {
			pairs := 0
			for ink, grounds := range on {
				for _, ground := range grounds {
					a, known := colours[ink]
					b, also := colours[ground]
					if !known || !also {
						continue
					}
					pairs++
					if c := (math.Max(a, b) + .05) / (math.Min(a, b) + .05); c < 4.5 {
						t.Errorf("%s by %s: %s on %s has a contrast of %.2f", page, scheme, ink, ground, c)
					}
				}
			}
			if pairs < 10 {
				t.Errorf("%s by %s: only %d pairs", page, scheme, pairs)
			}
		}
	}
}

var named = regexp.MustCompile(`--([a-z]+):#([0-9a-f]{3,6})`)

// coloursOf are the luminances of the colours that a rule of the style names.
func coloursOf(css, rule string) map[string]float64 {
	_, rest, _ := strings.Cut(css, rule)
	body, _, _ := strings.Cut(rest, "}")
	list := map[string]float64{}
	for _, m := range named.FindAllStringSubmatch(body, -1) {
		hex := m[2]
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		var light float64
		for i, weight := range []float64{.2126, .7152, .0722} {
			n, _ := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
			c := float64(n) / 255
			if c <= .04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+.055)/1.055, 2.4)
			}
			light += weight * c
		}
		list[m[1]] = light
	}
	return list
}

package history

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
)

// TestRowsOfALicenceArePicked: those that are picked out of an entry are those that
// decoding all of it finds, whatever people have typed.
func TestRowsOfALicenceArePicked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var plain PlainRows
		words := rapid.SampledFrom([]string{"140213100001", "140213100002", `a"b`, `\`, ",", `"Rows":[`, `"Licences":["x"`, "", "中"})
		sheet := words.Draw(t, "sheet")
		for n := range rapid.IntRange(1, 30).Draw(t, "rows") {
			plain.Add(assist.Judged{Place: assist.Place{Receipt: "R", Sheet: sheet, Row: n + 4}, Form: assist.RegisterForm, Unit: words.Draw(t, "unit"), Licence: words.Draw(t, "licence")})
		}
		sheets, err := plain.Sheets()
		if err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(sheets[0])
		if err != nil {
			t.Fatal(err)
		}
		h := &History{taken: []takenAt{{seq: 1, receipt: "R", sheet: sheet}}}
		bodies := func(int64) (json.RawMessage, error) { return body, nil }
		licence := rapid.SampledFrom([]string{"140213100001", `a"b`, `\`, ",", `"Rows":[`, "中", "none"}).Draw(t, "wanted")
		all, err := h.Plain(bodies, "")
		if err != nil {
			t.Fatal(err)
		}
		var want []assist.Judged
		for _, j := range all {
			if j.Licence == licence {
				want = append(want, j)
			}
		}
		got, err := h.Plain(bodies, licence)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v %v\nwant %v", got, err, want)
		}
	})
}

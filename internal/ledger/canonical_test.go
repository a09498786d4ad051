package ledger

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plainly is canonical by way of a tree of values.
func plainly(raw []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(tree)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func sameSpelling(t interface {
	Fatalf(string, ...any)
}, raw []byte) {
	want, err := plainly(raw)
	if err != nil {
		return
	}
	got, err := canonical(json.RawMessage(raw))
	if err != nil || !bytes.Equal(got, want) {
		t.Fatalf("%q\nis   %q, %v\nwant %q", raw, got, err, want)
	}
}

// One value has one spelling, however it came: keys in order, the last of two
// alike, escapes and broken characters as the encoder writes them.
func TestOneSpellingAValue(t *testing.T) {
	for _, raw := range []string{
		`{"b":[1e3,1.0,0.10],"a":"\u003c\u4e00"}`, `{"":1,"a":{},"A":[],"甲":null}`, `{"a":1,"a":2}`, `{"\u0061":1,"a":2,"b":3}`,
		`{"a\"b":1,"a!":2,"a\\":3,"a\n":4}`, "{\"\u2028\":\"\u2029\",\"z\":\"\x7f\"}", "{\"a\xff\":\"\xff\",\"a\":1}", `[{"z":[{"y":1,"x":{"b":2,"a":1}}],"a":true}]`,
		`"\ud800"`, `-0`, `[[],[[]],{"a":[]}]`, `{"ab":1,"a":2,"a\u0000":3}`, ` { "b" : 1 , "a" : [ 1 , 2 ] } `,
	} {
		sameSpelling(t, []byte(raw))
	}
}

// The same of any value, with its keys in any order and as often as they come.
func TestOneSpellingOfAnyValue(t *testing.T) {
	texts := rapid.Map(rapid.OneOf(rapid.String(), rapid.StringMatching(`[ab"\\<&一\x{2028}]{0,3}`)), func(s string) string {
		b, _ := json.Marshal(s)
		return string(b)
	})
	var value func(depth int) *rapid.Generator[string]
	value = func(depth int) *rapid.Generator[string] {
		list := []*rapid.Generator[string]{texts, rapid.SampledFrom([]string{"null", "true", "-0", "1e5", "12345678901234567890"})}
		if depth > 0 {
			some := rapid.SliceOfN(value(depth-1), 0, 5)
			list = append(list, rapid.Map(some, func(l []string) string { return "[" + strings.Join(l, ",") + "]" }),
				rapid.Custom(func(t *rapid.T) string {
					list := some.Draw(t, "values")
					for i := range list {
						list[i] = texts.Draw(t, "key") + ":" + list[i]
					}
					return "{" + strings.Join(list, ",") + "}"
				}))
		}
		return rapid.OneOf(list...)
	}
	rapid.Check(t, func(t *rapid.T) { sameSpelling(t, []byte(value(4).Draw(t, "value"))) })
}

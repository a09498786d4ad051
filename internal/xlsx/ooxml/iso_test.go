package ooxml

import "testing"

func TestParseMoment(t *testing.T) {
	for _, c := range []struct{ text, serial, from1904 string }{
		{"2026-11-02", "46328", "44866"}, {"2026-11-02T12:00:00", "46328.5", "44866.5"}, {"2026-11-02T00:00:00Z", "46328", "44866"},
		{"2026-11-02T00:00:00.000", "46328", "44866"}, {"1900-03-01", "61", ""}, {"1900-02-28", "59", ""}, {"1900-01-01", "1", ""},
		{"T18:00:00", "0.75", "0.75"}, {"18:00:00", "0.75", "0.75"}, {"PT18H", "0.75", "0.75"}, {"P1DT12H0M0S", "1.5", "1.5"}, {"PT90M", "0.0625", "0.0625"},
		{"P", "", ""}, {"PT", "", ""}, {"2026/11/2", "", ""}, {"", "", ""}, {"何时", "", ""},
	} {
		m, ok := ParseMoment(c.text)
		if ok != (c.serial != "") || ok && m.serial(false) != c.serial || c.from1904 != "" && m.serial(true) != c.from1904 {
			t.Errorf("%q: %v %s %s, want %q %q", c.text, ok, m.serial(false), m.serial(true), c.serial, c.from1904)
		}
	}
}

package schedule

import (
	"strings"
	"testing"
	"time"
)

const (
	zone  = "Asia/Shanghai"
	usual = "*/30 8-19 * * 1-5"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	x, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestBadSpecIsAnErrorNeverAPanic(t *testing.T) {
	for _, spec := range []string{
		"", " ", "TZ=Asia/Shanghai", "CRON_TZ=Asia/Shanghai", "TZ=Asia/Shanghai */30 8-19 * * 1-5", "TZ=", "=",
		"*/30", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 7",
		"*/0 * * * *", "5-1 * * * *", "a b c d e", "@every 1h", "@daily", "0 0 30 2 *", "一 二 三 四 五", "\x00",
	} {
		if err := Parse(spec, zone); err == nil {
			t.Errorf("%q was taken", spec)
		}
	}
	if err := Parse(usual, "Asia/Datong"); err == nil || !strings.Contains(err.Error(), "Asia/Datong") {
		t.Errorf("an unknown zone: %v", err)
	}
	if err := Parse("TZ=Asia/Tokyo "+usual, zone); !strings.Contains(err.Error(), "时区请写在 zone 键里") {
		t.Errorf("a zone in the spec: %v", err)
	}
	for _, spec := range []string{usual, "0 9 * * MON", "0 0 29 2 *", "15,45 8-19/2 1 jan 0"} {
		if err := Parse(spec, zone); err != nil {
			t.Errorf("%q: %v", spec, err)
		}
	}
}

func TestNextInTheZone(t *testing.T) {
	for _, c := range []struct{ after, want string }{
		{"2026-11-26T08:00:00+08:00", "2026-11-26T08:30:00+08:00"},
		{"2026-11-26T08:00:01+08:00", "2026-11-26T08:30:00+08:00"},
		{"2026-11-26T19:30:00+08:00", "2026-11-27T08:00:00+08:00"},
		{"2026-11-27T20:00:00+08:00", "2026-11-30T08:00:00+08:00"}, // over the weekend
		{"2026-11-27T00:10:00Z", "2026-11-27T08:30:00+08:00"},
	} {
		got, err := Next(usual, zone, at(t, c.after))
		if err != nil || !got.Equal(at(t, c.want)) {
			t.Errorf("after %s: %v %v, want %s", c.after, got, err, c.want)
		}
	}
	if _, err := Next("bad", zone, time.Time{}); err == nil {
		t.Error("a bad spec has a next time")
	}
}

func TestMissed(t *testing.T) {
	for _, c := range []struct {
		last, now string
		want      bool
	}{
		{"2026-11-26T08:30:00+08:00", "2026-11-26T08:59:59+08:00", false},
		{"2026-11-26T08:30:00+08:00", "2026-11-26T09:00:00+08:00", true},
		{"2026-11-26T08:30:00+08:00", "2026-11-28T12:00:00+08:00", true},
		{"2026-11-27T19:30:00+08:00", "2026-11-29T12:00:00+08:00", false}, // nothing at the weekend
		{"2026-11-27T19:30:00+08:00", "2026-11-27T19:00:00+08:00", false}, // the clock went back
	} {
		got, err := Missed(usual, zone, at(t, c.last), at(t, c.now))
		if err != nil || got != c.want {
			t.Errorf("%s to %s: %v %v", c.last, c.now, got, err)
		}
	}
	if got, err := Missed(usual, zone, time.Time{}, at(t, "2026-11-26T09:00:00+08:00")); got || err != nil {
		t.Errorf("without a last run: %v %v", got, err)
	}
	if _, err := Missed("bad", zone, time.Time{}, time.Time{}); err == nil {
		t.Error("a bad spec was taken")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{usual, "TZ=Asia/Shanghai", "@every 1s", "*/5 * ? * sun"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, spec string) {
		if Parse(spec, zone) != nil {
			return
		}
		if next, err := Next(spec, zone, time.Unix(0, 0)); err != nil || next.IsZero() {
			t.Errorf("%q is taken but has no next time: %v", spec, err)
		}
	})
}

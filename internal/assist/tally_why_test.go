package assist

import "testing"

// What an erasure left of a change still says why somebody came or went.
func TestWhyOfSomebodyErased(t *testing.T) {
	for _, c := range []struct {
		step Movement
		want string
	}{
		{Movement{In: true, Change: Change{Kind: Joined, Reason: "低保"}}, "低保"},
		{Movement{In: true, Change: Change{Kind: Joined}}, "已清除"},
		{Movement{Change: Change{Kind: Left, By: ByRegister, Reason: "许可证注销"}}, "许可证注销"},
		{Movement{Change: Change{Kind: Left, By: ByRegister}}, "许可证失效"},
		{Movement{Change: Change{Kind: Left, By: ByCalendar}}, "到期未复核"},
		{Movement{Change: Change{Kind: Left, By: ByCity}}, "市局名单调整"},
		{Movement{Change: Change{Kind: Left, By: ByCounty}}, "县区申报退出"},
	} {
		if got := c.step.Why(); got != c.want {
			t.Errorf("%+v: %s, want %s", c.step, got, c.want)
		}
	}
}

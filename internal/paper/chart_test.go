package paper

import (
	"fmt"
	"strings"
	"testing"
)

// Every value of a chart is printed, wherever there is room for it.
func TestChartsLoseNoValue(t *testing.T) {
	tests := []struct {
		name  string
		block Block
		want  []string
	}{
		{"parts in the bars", StackedBars{Figure{Unit: "户"}, []string{"低保", "残疾"}, []Bar{{"平城区", []int64{41, 52}}, {"云冈区", []int64{63, 34}}}},
			[]string{"低保", "残疾", "平城区", "云冈区", "41", "52", "93", "63", "34", "97", "单位：户"}},
		{"parts behind the bars", StackedBars{Figure{}, []string{"低保", "残疾"}, []Bar{{"平城区", []int64{4100, 2}}, {"云冈区", []int64{0, 0}}}},
			[]string{"4102（4100＋2）", "0（0＋0）"}},
		{"pairs", PairBars{Figure{Decimals: 2}, [2]string{"投放", "可用"}, []Bar{{"云烟", []int64{12345, 5}}, {"利群", []int64{Absent, -700}}}},
			[]string{"投放", "可用", "123.45", "0.05", "—", "-7.00"}},
		{"trend", LineChart{Figure{}, []string{"2026-W01", "2026-W02"}, []Series{{"备案", []int64{310, 317}}, {"待核", []int64{Absent, 9}}}},
			[]string{"2026-W01", "2026-W02", "备案", "310", "317", "待核", "—", "9"}},
		{"shares", Shares{Figure{Unit: "户"}, []Part{{"低保", 2}, {"残疾", 1}}}, []string{"低保  2 户，66.7%", "残疾  1 户，33.3%"}},
	}
	for _, tt := range tests {
		for name := range styles {
			dump := dump(laid(t, Doc{Style: name, Blocks: []Block{tt.block}}))
			for _, want := range tt.want {
				if !strings.Contains(dump, want) {
					t.Errorf("%s: no %q in\n%s", tt.name, want, dump)
				}
			}
		}
	}
}

// A chart with more bars or points than a page takes goes on, whole.
func TestLongChartsGoOn(t *testing.T) {
	var bars []Bar
	var points []string
	values := []int64{}
	for i := range 130 {
		bars = append(bars, Bar{fmt.Sprintf("标%03d", i), []int64{int64(i), 1}})
		points = append(points, fmt.Sprintf("点%03d", i))
		values = append(values, int64(i))
	}
	dump := dump(laid(t, Doc{Blocks: []Block{StackedBars{Figure{}, []string{"甲", "乙"}, bars}, LineChart{Figure{}, points, []Series{{"丙", values}}}}}))
	for i := range 130 {
		for _, want := range []string{fmt.Sprintf("标%03d", i), fmt.Sprintf("点%03d", i)} {
			if strings.Count(dump, want) != 1 {
				t.Errorf("%s stands %d times", want, strings.Count(dump, want))
			}
		}
	}
}

func TestAxis(t *testing.T) {
	tests := []struct {
		values []int64
		most   int
		want   string
	}{
		{[]int64{0}, 6, "0 1"},
		{[]int64{1}, 6, "0 1"},
		{[]int64{46}, 6, "0 10 20 30 40 50"},
		{[]int64{347, Absent}, 5, "0 100 200 300 400"},
		{[]int64{-30, 90}, 6, "-40 -20 0 20 40 60 80 100"},
		{[]int64{60}, 6, "0 10 20 30 40 50 60"},
		{[]int64{Absent}, 6, "0 1"},
	}
	for _, tt := range tests {
		a := axisOf(tt.values, 0, tt.most)
		if got := strings.Trim(fmt.Sprint(a.ticks()), "[]"); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.values, got, tt.want)
		}
	}
}

// Equal parts have equal shares, each rounded half up.
func TestTenths(t *testing.T) {
	tests := []struct {
		values []int64
		want   string
	}{
		{[]int64{1, 1, 1}, "[333 333 333]"},
		{[]int64{2, 1}, "[667 333]"},
		{[]int64{0, 0}, "[0 0]"},
		{[]int64{1, -5, 1}, "[500 0 500]"},
		{[]int64{1, 1, 1, 1, 1, 1, 1}, "[143 143 143 143 143 143 143]"},
		{[]int64{1, 999_999}, "[0 1000]"},
	}
	for _, tt := range tests {
		parts := make([]Part, len(tt.values))
		for i, v := range tt.values {
			parts[i].Value = v
		}
		if got := fmt.Sprint(tenths(parts)); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.values, got, tt.want)
		}
	}
}

func TestValueText(t *testing.T) {
	for want, in := range map[string][2]int64{"12345": {12345, 0}, "123.45": {12345, 2}, "0.05": {5, 2}, "-0.05": {-5, 2}, "0.00": {0, 2}, "—": {Absent, 2}, "-7": {-7, 0}} {
		if got := valueText(in[0], int(in[1])); got != want {
			t.Errorf("%v: %s, want %s", in, got, want)
		}
	}
}

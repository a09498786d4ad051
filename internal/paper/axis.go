package paper

import (
	"strconv"
	"strings"
)

// An axis maps values to a length.
type axis struct {
	low, high, step int64
	decimals        int
}

// valueMost is the greatest value an axis reaches; far beyond any figure, and
// far from overflow.
const valueMost = 1_000_000_000_000_000_000

// axisOf is an axis from 0, or below it, over some values, with no more
// divisions than most.
func axisOf(values []int64, decimals, most int) axis {
	low, high := int64(0), int64(0)
	for _, v := range values {
		if v != Absent {
			low, high = min(low, max(v, -valueMost)), max(high, min(v, valueMost))
		}
	}
	if low == 0 && high == 0 {
		high = 1
	}
	step := stepFor(float64(high)-float64(low), most)
	a := axis{step: step, decimals: decimals}
	a.low = floorTo(low, step)
	a.high = -floorTo(-high, step)
	return a
}

// floorTo is the greatest multiple of a step that is not above a value.
func floorTo(v, step int64) int64 {
	q := v / step
	if v%step != 0 && v < 0 {
		q--
	}
	return q * step
}

// stepFor is the round step (1, 2, 5 × 10ⁿ) that divides a span into no more
// parts than most.
func stepFor(span float64, most int) int64 {
	for base := int64(1); base < valueMost; base *= 10 {
		for _, factor := range []int64{1, 2, 5} {
			if span <= float64(base*factor)*float64(most) {
				return base * factor
			}
		}
	}
	return valueMost
}

// position is the place of a value on a length.
func (a axis) position(v int64, length float64) float64 {
	v = min(max(v, a.low), a.high)
	return length * (float64(v) - float64(a.low)) / (float64(a.high) - float64(a.low))
}

// ticks are the values that get a line.
func (a axis) ticks() []int64 {
	var list []int64
	for v := a.low; v <= a.high; v += a.step {
		list = append(list, v)
	}
	return list
}

// name is the label of a tick: the value without idle zeros.
func (a axis) name(v int64) string {
	text := valueText(v, a.decimals)
	if a.decimals > 0 {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// valueText is a value as it is printed; — when there is none.
func valueText(v int64, decimals int) string {
	if v == Absent {
		return "—"
	}
	text := strconv.FormatInt(v, 10)
	if decimals <= 0 {
		return text
	}
	sign := ""
	if v < 0 {
		sign, text = "-", text[1:]
	}
	if short := decimals + 1 - len(text); short > 0 {
		text = strings.Repeat("0", short) + text
	}
	return sign + text[:len(text)-decimals] + "." + text[len(text)-decimals:]
}

// sum adds values, those that are absent left out; absent when all are.
func sum(values []int64) int64 {
	total, any := int64(0), false
	for _, v := range values {
		if v != Absent {
			total, any = total+v, true
		}
	}
	if !any {
		return Absent
	}
	return total
}

// tenths is the shares of a whole in tenths of a percent, each rounded half up: equal
// parts have equal shares. All are 0 when there is no whole.
func tenths(parts []Part) []int64 {
	out := make([]int64, len(parts))
	whole := int64(0)
	for _, p := range parts {
		whole += max(p.Value, 0)
	}
	if whole == 0 {
		return out
	}
	for i, p := range parts {
		out[i] = (2000*max(p.Value, 0) + whole) / (2 * whole)
	}
	return out
}

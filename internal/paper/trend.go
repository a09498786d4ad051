package paper

// The measures of a trend chart, in points.
const (
	trendHeight = 90.0
	slotLeast   = 9.0 // narrowest room for a point
	nameChar    = 8   // widest series name, in characters
)

// A trendChart is a part of a LineChart that fits the width of a page.
type trendChart struct {
	LineChart
	from, to int // its points
	axis     axis
	left     float64 // width of the name column
	slot     float64 // width for a point
	names    letter
	values   letter
	turned   bool // points' names read upwards
	upright  bool // values too
}

// trend is the pieces of a line chart: the lines over their points, and below
// each point its name and its values, so that no label meets another.
func (s *setter) trend(c LineChart) []piece {
	if len(c.Points) == 0 {
		return s.captioned(s.nothing(), c.Figure)
	}
	l := lettered(chartType)
	var all []int64
	left := 0.0
	for _, series := range c.Series {
		all = append(all, series.Values...)
		left = max(left, min(s.measure(series.Name, l), nameChar*l.size)+20)
	}
	scale := axisOf(all, c.Decimals, 5)
	for _, v := range scale.ticks() {
		left = max(left, s.measure(scale.name(v), l)+6)
	}
	room := s.style.frameWidth() - left
	most := max(1, int(room/slotLeast))
	var pieces []piece
	for from := 0; from < len(c.Points); from += most {
		t := trendChart{LineChart: c, from: from, to: min(from+most, len(c.Points)), axis: scale, left: left}
		t.slot = room / float64(max(t.to-t.from, 1))
		s.fitTrend(&t, l)
		pieces = append(pieces, s.drawTrend(t, l))
	}
	return s.captioned(pieces, c.Figure)
}

// fitTrend chooses the type of names and values: as large as their slots
// allow, turned when even small type is too wide.
func (s *setter) fitTrend(t *trendChart, l letter) {
	var values []string
	for _, series := range t.Series {
		for i := t.from; i < t.to; i++ {
			values = append(values, valueText(valueAt(series, i), t.Decimals))
		}
	}
	t.names, t.turned = s.fitted(t.Points[t.from:t.to], l, t.slot-2)
	t.values, t.upright = s.fitted(values, l, t.slot-2)
}

// fitted is the largest type, from 9 down to 6.5 points, in which all texts
// fit a width; else they are turned.
func (s *setter) fitted(texts []string, l letter, width float64) (letter, bool) {
	for size := l.size; size >= 6.5; size -= 0.5 {
		if s.widest(texts, l.sized(size)) <= width {
			return l.sized(size), false
		}
	}
	return l.sized(min(7, width/1.1)), true
}

func (s *setter) widest(texts []string, l letter) float64 {
	widest := 0.0
	for _, text := range texts {
		widest = max(widest, s.measure(text, l))
	}
	return widest
}

// valueAt is a value of a series, absent where it has none.
func valueAt(series Series, i int) int64 {
	if i < len(series.Values) {
		return series.Values[i]
	}
	return Absent
}

// drawTrend draws one part of a line chart.
func (s *setter) drawTrend(t trendChart, l letter) piece {
	p := piece{gap: s.style.gap}
	x := s.style.frame.Left + t.left
	right, top := s.style.frame.Right, l.lead+6
	if t.Unit != "" {
		text := "单位：" + t.Unit
		p.say(s, text, l, right-s.measure(text, l), l.base())
	}
	bottom := top + trendHeight
	for _, v := range t.axis.ticks() {
		y := bottom - t.axis.position(v, trendHeight)
		if v == t.axis.low {
			p.ruled(x, y, right, y, thin, 0, 0)
		} else {
			p.gridline(x, y, right-0.2, y)
		}
		name := t.axis.name(v)
		p.say(s, name, l, x-4-s.measure(name, l), y-l.lead/2+l.base())
	}
	p.ruled(x, top, x, bottom, thin, 0, 0)
	for i, series := range t.Series {
		t.course(&p, i, series, x, bottom)
	}
	p.height = s.trendTable(&p, t, l, x, bottom)
	return p
}

// course draws the line of a series; where a value is absent it is broken.
func (t trendChart) course(p *piece, number int, series Series, x, bottom float64) {
	px, py, drawn := 0.0, 0.0, false
	for i := t.from; i < t.to; i++ {
		v := valueAt(series, i)
		if v == Absent {
			drawn = false
			continue
		}
		cx := x + (float64(i-t.from)+0.5)*t.slot
		cy := bottom - t.axis.position(v, trendHeight)
		if drawn {
			p.ruled(px, py, cx, cy, 1, markerOf(number).grey, markerOf(number).dash)
		}
		p.marked(number, cx, cy, 2.4)
		px, py, drawn = cx, cy, true
	}
}

// trendTable writes the points' names and the values below the plot, and is
// the height down to its end.
func (s *setter) trendTable(p *piece, t trendChart, l letter, x, y float64) float64 {
	y = s.trendRow(p, t, t.names, t.turned, x, y, func(i int) string { return t.Points[i] })
	for n, series := range t.Series {
		p.ruled(s.style.frame.Left, y, s.style.frame.Right, y, 0.35, 0.6, 0)
		next := s.trendRow(p, t, t.values, t.upright, x, y, func(i int) string { return valueText(valueAt(series, i), t.Decimals) })
		middle, left := (y+next)/2, s.style.frame.Left
		p.ruled(left, middle, left+14, middle, 1, markerOf(n).grey, markerOf(n).dash)
		p.marked(n, left+7, middle, 2.4)
		name := s.shorten(series.Name, l, t.left-20)
		p.say(s, name, l, left+17, middle-l.lead/2+l.base())
		y = next
	}
	p.ruled(s.style.frame.Left, y, s.style.frame.Right, y, 0.35, 0.6, 0)
	return y + 2
}

// trendRow writes one text below each point, and is where the row ends.
func (s *setter) trendRow(p *piece, t trendChart, l letter, turned bool, x, y float64, text func(int) string) float64 {
	height := max(l.lead, lettered(chartType).lead) + 3
	if turned {
		for i := t.from; i < t.to; i++ {
			height = max(height, s.measure(text(i), l)+5)
		}
	}
	for i := t.from; i < t.to; i++ {
		middle := x + (float64(i-t.from)+0.5)*t.slot
		width := s.measure(text(i), l)
		if turned {
			p.sayTurned(s, text(i), l, middle+(rise-0.5)*l.size, y+(height+width)/2)
		} else {
			p.say(s, text(i), l, middle-width/2, y+(height-l.lead)/2+l.base())
		}
	}
	return y + height
}

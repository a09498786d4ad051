package paper

import "strings"

// The measures of bar charts, in points.
const (
	chartType = 9.0
	tickType  = 8.0
	rowPitch  = 18.0 // from a bar to the next, of few
	rowLeast  = 12.5 // and of many
	barShare  = 0.75 // of that is the bar itself
	barMost   = 11.0
	pairPitch = 23.5 // from a pair of bars to the next, of few
	pairLeast = 17.0 // and of many
	pairGap   = 5.0  // between pairs
	plotRoom  = 0.22 // of a page's height: bars that would take more stand closer
	labelChar = 10   // widest label, in characters
	labelWide = 16   // and of one that would else be cut
	labelLead = 1.15 // from a line of a label to the next, of its type
	axisRoom  = 16.0
	swatch    = 8.0
	ticksMost = 6
)

// A barChart is what both bar charts are drawn from.
type barChart struct {
	figure  Figure
	names   []string
	bars    []Bar
	stacked bool
	pitch   float64 // from one label to the next
	end     []string
	inside  bool // the values stand inside their parts
	axis    axis
	label   float64    // width of the label column
	labels  [][]string // what stands in it, by line
	x, run  float64    // of the plot
}

func (s *setter) stackedBars(c StackedBars) []piece {
	return s.bars(barChart{figure: c.Figure, names: c.Classes, bars: c.Bars, stacked: true, pitch: s.pitch(len(c.Bars), rowLeast, rowPitch)})
}

func (s *setter) pairBars(c PairBars) []piece {
	return s.bars(barChart{figure: c.Figure, names: c.Names[:], bars: c.Bars, pitch: s.pitch(len(c.Bars), pairLeast, pairPitch)})
}

// pitch is how far the bars of a chart stand from each other, so that many do not take a
// page.
func (s *setter) pitch(bars int, least, most float64) float64 {
	return max(least, min(most, plotRoom*s.style.frameHeight()/float64(max(bars, 1))))
}

// thick is how thick a bar is.
func (c *barChart) thick() float64 {
	if c.stacked {
		return min(barMost, barShare*c.pitch)
	}
	return (c.pitch - pairGap) / 2
}

// bars is the pieces of a bar chart: as many bars on each as a page takes, all
// on one scale, then the caption.
func (s *setter) bars(c barChart) []piece {
	l := lettered(chartType)
	if len(c.bars) == 0 {
		return s.captioned(s.nothing(), c.figure)
	}
	s.scale(&c, l)
	legend := s.legend(c.names, c.figure.Unit, l)
	most := max(1, int((s.style.frameHeight()-legend.height-axisRoom-60)/c.pitch))
	var pieces []piece
	for start := 0; start < len(c.bars); start += most {
		end := min(start+most, len(c.bars))
		p := piece{gap: s.style.gap}
		p.add(legend, 0)
		s.plot(&p, c, start, end, legend.height, l)
		pieces = append(pieces, p)
	}
	return s.captioned(pieces, c.figure)
}

// nothing is what stands in the place of a chart without values.
func (s *setter) nothing() []piece {
	l := lettered(chartType)
	p := piece{gap: s.style.gap, height: 2 * l.lead}
	p.framed(s.style.frame.Left, 0, s.style.frameWidth(), p.height)
	p.say(s, none, l, s.aligned(Center, s.measure(none, l)), l.lead/2+l.base())
	return []piece{p}
}

// captioned sets the caption below the last piece of a chart.
func (s *setter) captioned(pieces []piece, f Figure) []piece {
	if f.Caption != "" {
		pieces[len(pieces)-1].stick = true
		caption := s.prose(f.Caption, s.style.table, Center)
		caption[0].gap = 2
		pieces = append(pieces, stuck(caption, false)...)
	}
	pieces[len(pieces)-1].height += s.style.gap
	return pieces
}

// scale chooses the axis, the room for labels, and where values are written:
// in the parts when each has room, else after the bar.
func (s *setter) scale(c *barChart, l letter) {
	var values []int64
	for _, b := range c.bars {
		if c.stacked {
			values = append(values, sum(clipped(b.Values)))
		} else {
			values = append(values, clipped(b.Values)...)
		}
	}
	s.labelled(c, l)
	c.x = s.style.frame.Left + c.label + 6
	for _, c.inside = range []bool{c.stacked, false} {
		room := 0.0
		c.end = c.end[:0]
		for _, b := range c.bars {
			text := c.after(b)
			c.end = append(c.end, text)
			room = max(room, s.measure(text, l)+4)
		}
		s.ruler(c, values, room, l)
		if !c.inside || s.hasRoom(*c, l) {
			return
		}
	}
}

// labelled breaks the labels of a chart and gives them room: what the longest line asks for,
// up to a width at which all stand whole. Bars far apart have labels of two lines.
func (s *setter) labelled(c *barChart, l letter) {
	rows := max(1, int((c.pitch+slack)/(labelLead*l.size)))
	for _, most := range []float64{labelChar * l.size, labelWide * l.size} {
		c.label, c.labels = 0, nil
		whole := true
		for _, b := range c.bars {
			text := s.wrapped(b.Label, l, most, rows)
			whole = whole && strings.Join(text, "") == tidy(b.Label)
			c.labels = append(c.labels, text)
			for _, line := range text {
				c.label = max(c.label, s.measure(line, l))
			}
		}
		if whole {
			return
		}
	}
}

// wrapped breaks a text into a few lines of a width. One that is too long is cut in its
// middle, since names differ at their ends.
func (s *setter) wrapped(text string, l letter, width float64, rows int) []string {
	runes := []rune(tidy(text))
	for keep := len(runes); ; keep-- {
		short := string(runes)
		if keep < len(runes) {
			short = string(runes[:(keep+1)/2]) + "…" + string(runes[len(runes)-keep/2:])
		}
		list := s.atoms(short, l)
		broken := balanced(list, width, 0)
		if len(broken) > rows && keep > 0 {
			continue
		}
		out := make([]string, len(broken))
		for i, ln := range broken {
			for _, a := range list[ln.first:ln.last] {
				out[i] += string(a.source)
			}
		}
		return out
	}
}

// ruler gives a chart the axis with the most ticks whose labels stand apart.
func (s *setter) ruler(c *barChart, values []int64, room float64, l letter) {
	for most := ticksMost; most > 0; most-- {
		c.axis = axisOf(values, c.figure.Decimals, most)
		widest := s.measure(c.axis.name(c.axis.high), l.sized(tickType))
		c.run = s.style.frame.Right - c.x - min(max(room, widest/2), s.style.frameWidth()*0.45)
		if widest+tickType/2 <= c.axis.position(c.axis.low+c.axis.step, c.run) {
			return
		}
	}
}

// clipped is values as lengths: none below nothing.
func clipped(values []int64) []int64 {
	out := make([]int64, len(values))
	for i, v := range values {
		if out[i] = v; v != Absent {
			out[i] = max(v, 0)
		}
	}
	return out
}

// after is what is written behind a bar.
func (c *barChart) after(b Bar) string {
	if !c.stacked {
		return c.longest(b)
	}
	total := valueText(sum(b.Values), c.figure.Decimals)
	if c.inside || len(b.Values) < 2 {
		return total
	}
	parts := make([]string, len(b.Values))
	for i, v := range b.Values {
		parts[i] = valueText(v, c.figure.Decimals)
	}
	return total + "（" + strings.Join(parts, "＋") + "）"
}

// longest is the longest value of a bar, as it is written.
func (c *barChart) longest(b Bar) string {
	text := ""
	for _, v := range b.Values {
		if t := valueText(v, c.figure.Decimals); len(t) > len(text) {
			text = t
		}
	}
	return text
}

// hasRoom reports whether every part that is not nothing has room for its
// value, and none is negative.
func (s *setter) hasRoom(c barChart, l letter) bool {
	for _, b := range c.bars {
		for _, v := range b.Values {
			if v == Absent || v == 0 {
				continue
			}
			if v < 0 || s.measure(valueText(v, c.figure.Decimals), l)+4 > c.axis.position(v, c.run) {
				return false
			}
		}
	}
	return true
}

// legend is the row of classes above a chart, with the unit at the right.
func (s *setter) legend(names []string, unit string, l letter) piece {
	p := piece{height: l.lead + 4}
	x, y := s.style.frame.Left, 0.0
	right := s.style.frame.Right
	if unit != "" {
		text := "单位：" + unit
		width := s.measure(text, l)
		p.say(s, text, l, right-width, l.base())
		right -= width + 10
	}
	for i, name := range names {
		name = s.shorten(name, l, right-s.style.frame.Left-swatch-4)
		width := swatch + 4 + s.measure(name, l)
		if x+width > right && x > s.style.frame.Left {
			x, y = s.style.frame.Left, y+l.lead
			p.height += l.lead
		}
		p.painted(i, x, y+(l.lead-swatch)/2, swatch, swatch, 0)
		p.say(s, name, l, x+swatch+4, y+l.base())
		x += width + 14
	}
	return p
}

// plot draws some bars with their axis, from y down.
func (s *setter) plot(p *piece, c barChart, start, end int, y float64, l letter) {
	height := float64(end-start) * c.pitch
	for _, v := range c.axis.ticks() {
		x := c.x + c.axis.position(v, c.run)
		if v != 0 {
			p.gridline(x, y, x, y+height)
		}
		p.ruled(x, y+height, x, y+height+2.5, thin, 0, 0)
		name := c.axis.name(v)
		p.say(s, name, l.sized(tickType), x-s.measure(name, l.sized(tickType))/2, y+height+3+l.sized(tickType).base())
	}
	p.ruled(c.x, y, c.x, y+height, thin, 0, 0)
	p.ruled(c.x, y+height, c.x+c.run, y+height, thin, 0, 0)
	for i := start; i < end; i++ {
		top := y + float64(i-start)*c.pitch
		s.beside(p, c.labels[i], l, c.x-6, top+c.pitch/2)
		if c.stacked {
			s.stack(p, c, i, top+(c.pitch-c.thick())/2, l)
		} else {
			s.pair(p, c, i, top, l)
		}
	}
	p.height = y + height + axisRoom
}

// beside writes the lines of a label up to x, its middle at y.
func (s *setter) beside(p *piece, text []string, l letter, x, y float64) {
	lead := labelLead * l.size
	y -= float64(len(text)-1) * lead / 2
	for i, line := range text {
		p.say(s, line, l, x-s.measure(line, l), y+float64(i)*lead-l.lead/2+l.base())
	}
}

// stack draws one bar in parts.
func (s *setter) stack(p *piece, c barChart, i int, y float64, l letter) {
	x := c.x
	for class, v := range c.bars[i].Values {
		if v == Absent || v <= 0 {
			continue
		}
		width := c.axis.position(v, c.run)
		text, room := valueText(v, c.figure.Decimals), 0.0
		if c.inside {
			room = s.measure(text, l) + 3
		}
		p.painted(class, x, y, width, c.thick(), room)
		if c.inside {
			p.say(s, text, l, x+(width-room+3)/2, y+(c.thick()-l.lead)/2+l.base())
		}
		x += width
	}
	s.behind(p, c.end[i], l, x, s.style.frame.Right, y+(c.thick()-l.lead)/2)
}

// pair draws the bars of one label below each other, each with its value.
func (s *setter) pair(p *piece, c barChart, i int, y float64, l letter) {
	small := l.sized(min(tickType, c.thick()))
	for class, v := range c.bars[i].Values[:min(len(c.bars[i].Values), 2)] {
		top, width := y+pairGap/2+float64(class)*c.thick(), 0.0
		if v != Absent {
			width = c.axis.position(max(v, 0), c.run)
		}
		p.painted(class, c.x, top, width, c.thick(), 0)
		s.behind(p, valueText(v, c.figure.Decimals), small, c.x+width, s.style.frame.Right, top+(c.thick()-small.lead)/2)
	}
}

// behind writes a value after its bar, in smaller type if it must.
func (s *setter) behind(p *piece, text string, l letter, x, right, y float64) {
	middle := y + l.lead/2
	for l.size > 4 && s.measure(text, l) > right-x-3 {
		l = l.sized(l.size - 0.5)
	}
	width := s.measure(text, l)
	p.say(s, text, l, min(x+3, right-width), middle-l.lead/2+l.base())
}

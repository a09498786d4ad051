package paper

// shareHeight is that of the bar of Shares, in points.
const shareHeight = 20.0

// shares is a bar in parts, and below it each part by name, value and percent.
func (s *setter) shares(c Shares) []piece {
	if len(c.Parts) == 0 {
		return s.captioned(s.nothing(), c.Figure)
	}
	l := lettered(chartType)
	percents := tenths(c.Parts)
	bar := piece{gap: s.style.gap, height: shareHeight + 6, stick: true}
	x := s.style.frame.Left
	for i := range c.Parts {
		width := s.style.frameWidth() * float64(percents[i]) / 1000
		text := valueText(percents[i], 1) + "%"
		room := s.measure(text, l) + 4
		if room > width {
			room = 0
		}
		bar.painted(i, x, 0, width, shareHeight, room)
		if room > 0 {
			bar.say(s, text, l, x+(width-room+4)/2, (shareHeight-l.lead)/2+l.base())
		}
		x += width
	}
	bar.framed(s.style.frame.Left, 0, s.style.frameWidth(), shareHeight)
	return s.captioned(append([]piece{bar}, s.parted(c, percents, l)...), c.Figure)
}

// parted lists the parts, two in a line when there are many.
func (s *setter) parted(c Shares, percents []int64, l letter) []piece {
	columns := 1
	if len(c.Parts) > 3 {
		columns = 2
	}
	width := s.style.frameWidth() / float64(columns)
	var pieces []piece
	for start := 0; start < len(c.Parts); start += columns {
		p := piece{height: l.lead + 3, stick: start == 0}
		for i := start; i < min(start+columns, len(c.Parts)); i++ {
			x := s.style.frame.Left + float64(i-start)*width
			text := valueText(c.Parts[i].Value, c.Decimals) + " " + c.Unit + "，" + valueText(percents[i], 1) + "%"
			p.painted(i, x, (p.height-swatch)/2, swatch, swatch, 0)
			name := s.shorten(c.Parts[i].Label, l, width-swatch-24-s.measure(text, l))
			y := (p.height-l.lead)/2 + l.base()
			p.say(s, name+"  "+text, l, x+swatch+5, y)
		}
		pieces = append(pieces, p)
	}
	return pieces
}

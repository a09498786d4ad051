package paper

import "bangfu/internal/face"

// mm is a millimetre in points.
const mm = 72 / 25.4

// A style is the measures of a page and of what stands on it.
type style struct {
	width, height float64
	frame         Frame
	title, sub    letter
	headings      [3]letter
	body          letter
	indent        float64 // of a paragraph's first line, in characters
	table         letter
	note          letter
	gap           float64 // around tables, forms and charts
	closer        bool    // the rows of tables stand closer
	wholes        bool    // a table that fits on a page is not parted where the page ends
	together      int     // rows at the head and at the foot of a table that stay on one page
	number        func(page, pages int) (text string, align Align)
	foot          letter
	drop          float64 // from the frame's bottom to the top of the foot line
}

// The official page: A4 with margins 37, 28, 26, 35 mm, which leaves 22 lines
// of 28 characters of 16 points.
const (
	officialWidth = 156 * mm
	officialLead  = 225 * mm / 22
	officialTrack = officialWidth/28 - 16
)

// styles are the page styles by name.
var styles = map[Style]*style{
	Official: {
		width: 210 * mm, height: 297 * mm,
		frame:    Frame{28 * mm, 37 * mm, 184 * mm, 262 * mm},
		title:    letter{face: face.Body, size: 22, bold: true, lead: 32},
		sub:      letter{face: face.Body, size: 16, track: officialTrack, lead: officialLead},
		headings: [3]letter{{face: face.Heading, size: 16, lead: officialLead}, {face: face.Body, size: 16, bold: true, lead: officialLead}, {face: face.Body, size: 16, lead: officialLead}},
		body:     letter{face: face.Body, size: 16, track: officialTrack, lead: officialLead},
		indent:   2,
		table:    lettered(10.5),
		note:     lettered(9),
		gap:      6,
		wholes:   true,
		together: 5,
		number:   dashed,
		foot:     letter{face: face.Body, size: 14, lead: 14},
		drop:     7 * mm,
	},
	List: {
		width: 297 * mm, height: 210 * mm,
		frame:    Frame{15 * mm, 16 * mm, 282 * mm, 193 * mm},
		title:    letter{face: face.Body, size: 18, bold: true, lead: 26},
		sub:      lettered(11),
		headings: [3]letter{{face: face.Heading, size: 12, lead: 20}, {face: face.Body, size: 11, bold: true, lead: 18}, {face: face.Body, size: 11, lead: 18}},
		body:     letter{face: face.Body, size: 10.5, lead: 17},
		indent:   2,
		table:    lettered(9),
		note:     lettered(9),
		gap:      4,
		together: 3,
		number:   counted,
		foot:     lettered(9),
		drop:     3 * mm,
	},
	Card: {
		width: 210 * mm, height: 297 * mm,
		frame:    Frame{20 * mm, 20 * mm, 190 * mm, 275 * mm},
		title:    letter{face: face.Body, size: 18, bold: true, lead: 28},
		sub:      lettered(11),
		headings: [3]letter{{face: face.Heading, size: 12, lead: 21}, {face: face.Body, size: 11, bold: true, lead: 19}, {face: face.Body, size: 11, lead: 19}},
		body:     letter{face: face.Body, size: 11, lead: 19},
		indent:   2,
		table:    lettered(10),
		note:     lettered(9),
		gap:      5,
		number:   counted,
		foot:     lettered(9),
		drop:     4 * mm,
	},
}

// lettered is small type of the body face.
func lettered(size float64) letter {
	return letter{face: face.Body, size: size, lead: size * 1.35}
}

// in is a letter in another face.
func (l letter) in(f face.Face) letter {
	l.face = f
	return l
}

// sized is a letter in another size, its lines in proportion.
func (l letter) sized(size float64) letter {
	l.lead, l.track, l.size = l.lead*size/l.size, l.track*size/l.size, size
	return l
}

// frameWidth is the width of the frame.
func (s *style) frameWidth() float64 { return s.frame.Right - s.frame.Left }

// frameHeight is the height of the frame.
func (s *style) frameHeight() float64 { return s.frame.Bottom - s.frame.Top }

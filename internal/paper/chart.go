package paper

import "math"

// Absent is the value of a chart that has none, such as the week before the
// first: a gap in a line, no bar, — in the text form.
const Absent = math.MinInt64

// A Figure is what all charts share. Values are whole numbers of the last
// decimal place: fen with Decimals 2 are printed as yuan.
type Figure struct {
	Caption  string // 图1 …, centred below
	Unit     string // at the axis: 户, 条, 元
	Decimals int
}

// A Bar is one label of a bar chart with its values.
type Bar struct {
	Label  string
	Values []int64 // one a class
}

// StackedBars compares units, each bar stacked by class. Totals stand at the
// bar ends, and parts wide enough carry their value.
type StackedBars struct {
	Figure
	Classes []string
	Bars    []Bar
}

// PairBars sets two bars beside each other for each label, such as supply and
// pool of a product. Of each bar the first two values are drawn.
type PairBars struct {
	Figure
	Names [2]string
	Bars  []Bar
}

// A Series is one line of a LineChart.
type Series struct {
	Name   string
	Values []int64 // one a point
}

// LineChart is a trend over points of time, such as twelve weeks.
type LineChart struct {
	Figure
	Points []string
	Series []Series
}

// Shares divides a whole: one bar in parts, each with its value and percent.
type Shares struct {
	Figure
	Parts []Part
}

// A Part is one share of Shares.
type Part struct {
	Label string
	Value int64
}

func (StackedBars) block() {}
func (PairBars) block()    {}
func (LineChart) block()   {}
func (Shares) block()      {}

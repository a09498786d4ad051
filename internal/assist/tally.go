package assist

// Tally is one line of 汇总: what a unit sent in the run's ISO week and who is
// on its roll at the run.
type Tally struct {
	Unit         string // Sum for the 合计 line
	Report       UnitReport
	Applications int // 申请 = Filed + Held + Returned + Ineligible, each licence once
	Filed        int // accepted 退出, 复核 and 变更 too
	Held         int
	Returned     int
	Ineligible   int
	Enrolled     int    // 在册 at the run
	Classes      [3]int // of these 低保, 残疾, 临时困难
	Joined       int    // 新增 dated in the week
	Left         int    // 退出 dated in the week
}

// Sum is the unit of the 合计 line.
const Sum = "合计"

// Tallies counts the run's week, a line a unit in their order, and the sum.
func Tallies(f Facts) (units []Tally, sum Tally) { return nil, Tally{Unit: Sum} }

// WeekRows are the rows 汇总 counts: of each licence its last row of the run's
// ISO week, in order of taking.
func WeekRows(f Facts) []JudgedApplication { return nil }

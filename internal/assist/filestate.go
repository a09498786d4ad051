package assist

import "slices"

// FileState (文件现状) says whether what could be taken of a file is used: one answer for its
// receipt, 收件情况, 来源 and 看板.
type FileState int

// How a file stands.
const (
	FileUsed    FileState = iota // what could be taken of it counts
	FileRefused                  // an S refused all of it
	FileWaits                    // 有疑: it counts only when somebody has looked
	FileUnused                   // a register or plans of which none is used: another counts, or one of several is to be chosen
	FileVoid                     // the city said 作废 of what it brings
)

// State is how the file stands now.
func (t Taken) State() FileState {
	void := func(s Settled) bool { return s.How == Void }
	switch {
	case t.Refused:
		return FileRefused
	case t.InDoubt:
		return FileWaits
	case t.OutOfUse() && slices.ContainsFunc(t.Settled, void):
		return FileVoid
	case t.OutOfUse(), t.PassedOver():
		return FileUnused
	}
	return FileUsed
}

// Unfilled reports a file that was read and in which nobody has filled in a row: it brings
// nothing, is no report, and stands for no other file.
func (t Taken) Unfilled() bool {
	bare := func(c SheetCount) bool { return c.Read == c.Blank+c.Totals+c.Headers }
	return !t.Refused && !t.Nothing && len(t.Counts) > 0 && !slices.ContainsFunc(t.Counts, func(c SheetCount) bool { return !bare(c) })
}

// ReportedWords are 填报日期 as it is shown: where the form has none, by which day the file
// counts instead; "" for no day at all.
func (t Taken) ReportedWords() string {
	switch {
	case t.Reported == 0:
		return ""
	case !t.Saved:
		return t.Reported.String()
	case t.Reported < DateOf(t.At):
		return "表上没有写（文件存盘日期 " + t.Reported.String() + "）"
	}
	return "表上没有写（按收件日期 " + t.Reported.String() + "）"
}

// PassedOver reports whether a file of the city brings nothing but a register or plans
// of which none was used when it came.
func (t Taken) PassedOver() bool {
	_, left := t.WhyPassedOver()
	return len(t.Tables) == 1 && !t.Refused && (len(t.Undecided) > 0 || t.Left || t.Kind == KindRegister && left)
}

// WhyPassedOver is the finding that says why a register, or a plan of a week, was not used
// when it came.
func (t Taken) WhyPassedOver() (f Finding, ok bool) {
	i := slices.IndexFunc(t.Findings, Finding.LeavesSheet)
	if i < 0 {
		return f, false
	}
	return t.Findings[i], true
}

// LeavesSheet reports a finding by which nothing of a sheet of the city is used; grade
// columns that are missing (C105) leave the rest in use.
func (f Finding) LeavesSheet() bool {
	return f.Level == LevelCity && f.Row == 0 && f.Code != "C105"
}

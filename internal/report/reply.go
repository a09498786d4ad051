package report

import (
	"time"

	"bangfu/internal/assist"
)

// Reply (回执) is everything a receipt tells. First, updated and check receipts
// are one form; check leaves Receipt, the register and the roll aside.
type Reply struct {
	Receipt      string                     // 回执号; "" while checking
	Update       int                        // 0 for the first receipt, n for 更新<n>
	At           time.Time                  // the run that writes this receipt
	Taken        assist.Taken               // the file and its own findings; Unit, Name, SHA, At stand here
	Applications []assist.JudgedApplication // the file's rows of 申请表
	Others       []assist.Judged            // the file's rows of other forms
	Before       *Earlier                   // the receipt this file came back with; nil when it is none of ours
	Lost         []string                   // what of the workbook could not be kept, in plain Chinese
	FrontOnly    string                     // why there is only the 回执 sheet; "" when the own workbook comes back
	Checking     bool                       // made by `bangfu check`: nothing was taken in
}

// Earlier is what the receipt that came back with a file said.
type Earlier struct {
	Receipt  string
	At       time.Time
	Findings []assist.Finding
}

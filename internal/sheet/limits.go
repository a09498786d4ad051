package sheet

import "time"

// Limits bound what one file may cost. A zero field means the usual.
type Limits struct {
	FileBytes     int64         // size of the file
	UnpackedBytes int64         // sum of the unpacked sizes of its parts
	Rows          int           // rows with a value in one sheet
	Time          time.Duration // to open it, and for one pass over a sheet; of a run: from reading to the receipt
}

// usual are the limits that hold when nothing else is configured.
var usual = Limits{FileBytes: 30 << 20, UnpackedBytes: 400 << 20, Rows: 1 << 20, Time: 120 * time.Second}

// Filled are the limits with the usual ones in place of zeros.
func (l Limits) Filled() Limits {
	if l.FileBytes <= 0 {
		l.FileBytes = usual.FileBytes
	}
	if l.UnpackedBytes <= 0 {
		l.UnpackedBytes = usual.UnpackedBytes
	}
	if l.Rows <= 0 {
		l.Rows = usual.Rows
	}
	if l.Time <= 0 {
		l.Time = usual.Time
	}
	return l
}

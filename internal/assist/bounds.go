package assist

// Bounds are how many data rows a sheet may have, by form. A zero field means the
// usual.
type Bounds struct {
	Applications int // of 申请表
	Others       int // of 帮扶申请表 and 走访台账
}

// usualBounds are the bounds that hold when nothing else is configured.
var usualBounds = Bounds{Applications: 5_000, Others: 20_000}

// Filled are the bounds with the usual ones in place of zeros.
func (b Bounds) Filled() Bounds {
	if b.Applications <= 0 {
		b.Applications = usualBounds.Applications
	}
	if b.Others <= 0 {
		b.Others = usualBounds.Others
	}
	return b
}

package assist

// SentSince is the later date of a form for the tests that stand outside.
func (f Facts) SentSince(form Form) func(receipt string) Date { return f.sentSince(form) }

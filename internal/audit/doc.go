// Package audit (监督) makes the supervision signals A101–A107 for 内管科:
// indicators with the figures and the rows they come from, against thresholds
// that are dated terms. It never gives a verdict, and knows no workbook.
package audit

import "bangfu/internal/assist"

// Signals are the signals of a run's facts, by code, unit and licence.
func Signals(f assist.Facts) []assist.Signal { return nil }

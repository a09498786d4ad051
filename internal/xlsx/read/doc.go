// Package read turns the bytes of a workbook into cells.
//
// It is a strict stream of its own: a file that cannot be read whole is
// refused with a sheet.Damage and never passed on as a shorter one. It reads
// .xlsx and .xlsm part by part while they are inflated, .xls (BIFF8), .ods and .csv.
//
// The package refuses to know what a column means, gives every text exactly
// as it is stored, and never writes a byte.
package read

// Package xlsx turns the bytes of a workbook into cells and back.
//
// Reading is a strict stream of its own: a file that cannot be read whole is
// refused with a sheet.Damage and never passed on as a shorter one. It reads
// .xlsx and .xlsm part by part while they are inflated, .xls (BIFF8) and .csv.
// Writing and marking use excelize, whose only importer this package is.
//
// The package refuses to know what a column means, and gives every text
// exactly as it is stored.
package xlsx

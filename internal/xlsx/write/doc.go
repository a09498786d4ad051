// Package write makes new workbooks of a sheet.Book or of streamed rows. It is
// the only importer of excelize. It refuses to touch somebody else's file; Edit
// is for the samples and the tests, where it stands for a clerk.
package write

// Package sample makes cities that do not exist: a large one of any size for
// trials, and the small one of the demonstration, whose story stands as tables
// in samples/story. People, licences and phone numbers are invented, but
// valid in form; products and dibao standards are the real ones; rural incomes
// are figures for show and say so (依据 示例).
//
// The same options give the same bytes. The package refuses to know the rules:
// it writes what a county might write, and never looks whether that is right.
package sample

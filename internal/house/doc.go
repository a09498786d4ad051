// Package house keeps the doors of the building (which package may import which,
// with the reason) and its habits: the size of functions and files, words above
// what is exported, headers, figures and names of a city in one place, errors that
// nobody drops. It holds no code of the program.
package house

// Package house keeps the doors of the building: which package may import
// which, with the reason. It holds no code of the program.
package house

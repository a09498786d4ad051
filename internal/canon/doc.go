// Package canon writes any value of plain types as bytes, and reads it back: the
// same value gives the same bytes, whatever the order of its maps. Equal texts
// are kept once, and what two pointers share stays shared. It keeps every field,
// also those that only their own package sees, so that none can be forgotten; but for
// those that say (canon:"made") that their package makes them of the others. Fields
// that say (canon:"apart") that they share no pointer with others are written each for
// itself, and read side by side. It refuses what has no plain value: channels,
// functions, interfaces and floats.
package canon

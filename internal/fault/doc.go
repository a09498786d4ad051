// Package fault says in plain Chinese what a machine's error means to whoever
// runs the program: what is wrong, and what to do next. What is wrong with
// somebody's data is a finding and no fault.
package fault

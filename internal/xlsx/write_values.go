package xlsx

// Values makes a workbook of values only, every cell at the address it had:
// what remains of an original from which a person's rows were taken.
func Values(tables []ValueTable) ([]byte, error) { return markWriteValues(tables) }

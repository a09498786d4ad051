package canon

// QuotedLen is the length of the JSON string at the front of b, its quotes with
// it; all of b when it does not end.
func QuotedLen(b []byte) int {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(b)
}

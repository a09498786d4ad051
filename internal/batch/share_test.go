package batch

// shareOf is every share-th of the instances of a law, the first among them.
func shareOf[T any](all []T) []T {
	var some []T
	for i := 0; i < len(all); i += share {
		some = append(some, all[i])
	}
	return some
}

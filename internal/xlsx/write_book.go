package xlsx

import (
	"errors"

	"bangfu/internal/sheet"
)

func writeBook(b sheet.Book) ([]byte, error) { return nil, errors.New("xlsx: write: being built") }

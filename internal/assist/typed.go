package assist

import "bangfu/internal/column"

// asTyped are the texts of an application that are mostly as they were typed.
var asTyped = map[column.Header]func(*Application) *string{
	column.Shop:       func(a *Application) *string { return &a.Shop },
	column.Operator:   func(a *Application) *string { return &a.Operator },
	column.ID:         func(a *Application) *string { return &a.ID },
	column.Phone:      func(a *Application) *string { return &a.Phone },
	column.Address:    func(a *Application) *string { return &a.Address },
	column.DibaoNo:    func(a *Application) *string { return &a.DibaoNo },
	column.DisabledBy: func(a *Application) *string { return &a.DisabledBy },
	column.DisabledNo: func(a *Application) *string { return &a.DisabledNo },
	column.Story:      func(a *Application) *string { return &a.Story },
	column.ExitReason: func(a *Application) *string { return &a.ExitReason },
	column.Answer:     func(a *Application) *string { return &a.Answer },
	column.Remark:     func(a *Application) *string { return &a.Remark },
}

// ShareTyped makes the texts of an application parts of its cells, where they say the same:
// of everybody on the roll each is then held once.
func (a *Application) ShareTyped() {
	for header, text := range a.Cells.Texts() {
		if field := asTyped[header]; field != nil && *field(a) == text {
			*field(a) = text
		}
	}
}

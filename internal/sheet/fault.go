package sheet

// FaultKind says what is wrong with a cell, a row or a sheet as it was read,
// before anybody judges it. Package check turns each into its finding.
type FaultKind uint8

// The kinds of fault a decoder reports. Ledgers hold their numbers: a new one
// comes last.
const (
	Missing        FaultKind = iota + 1 // a required value is empty
	NotChoice                           // not one of the allowed values; Allowed lists them
	NotDate                             // not a date in a spelling we take
	NotAmount                           // not an amount, or negative
	TenThousand                         // an amount in 万 (cell), or a header in 万元 (whole sheet, Row 0)
	NotWhole                            // not a whole number ≥ 1
	NotGrade                            // not a grade 1–30
	FormulaError                        // #N/A and the like
	FormulaUnsaved                      // a formula without a stored value
	Folded                              // width, spaces or zero-width signs were folded; Read says what was read
	TextCut                             // text cut at a length limit
	DigitsLost                          // typed as a number, last digits lost
	NotLicence                          // not 12 digits; Read says what it is
	MissingColumn                       // a required column is missing; Read is a near header, if any
	DoubleColumn                        // a column occurs twice; Cell is the second
	HiddenRead                          // hidden rows, columns or sheets were read
	OldTemplate                         // an older version of our template
	NoForm                              // no sheet is one of our forms; Read is the nearest form, Allowed the headers missing, Value a paper of ours
	_                                   // none of the forms has a data row: a file says so itself
	NotProduct                          // neither an EAN-13 nor a catalogue name
	NotSignedWhole                      // not a whole number (quantities of sales, which may be negative)
	BadControl                          // a control total (合计) that is not a number
	Repeated                            // a key of a parameter table occurs twice; Read is where it stands first
	PictureOnly                         // a picture in place of words
	OtherUnit                           // a header whose unit is not its column's; Read is the column's
	HeaderMoved                         // a second header whose columns stand in another order; Read is where the first stands
	SheetUnread                         // a second sheet of a form that was found; Read is the sheet that was read
	CellsMerged                         // data cells merged over several rows; Read is where
	ColumnUnknown                       // a header that looks like a missing optional column; Read is that column
	FutureDate                          // a 填报日期 after the day of the run
	GradesMissing                       // some columns of grades are missing and others are there; Allowed lists them; Value is a near header, Read the one it may be
	UnlikeForm                          // so many hopeless rows one after another that the sheet is not the form; Read is the form
	LastLineCut                         // the last line of a CSV was not copied whole, and is left out
	WordsPassed                         // lines of text below the header that are nobody's row; Read says which
	AnswerAstray                        // an answer, or a value put right, where it is not read; Read says where
	RowUndecided                        // prefilled rows with a reason or a name and no choice, which count as blank; Read says which
	CodeByName                          // a barcode that is none, beside the name of a product, which was taken; Read is the product's barcode
	NameDiffers                         // the name of another product than the barcode's; Read is the barcode's product
	UnitAgain                           // a 填报单位 on a further sheet of a form; Value is what it says
)

// Fault is one fault of decoding, with its place and the value as written.
type Fault struct {
	Kind    FaultKind
	Sheet   string   `json:",omitempty"`
	Row     int      `json:",omitempty"` // 0 for a fault of the sheet or file
	Header  Header   `json:",omitempty"` // canonical header of the column
	Cell    string   `json:",omitempty"` // address; "" when there is no such cell
	Value   string   `json:",omitempty"` // as written
	Read    string   `json:",omitempty"` // as read, or a suggestion
	Allowed []string `json:",omitempty"`
}

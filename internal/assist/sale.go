package assist

// Sale (销售) is one line of a sales history: what a customer ordered of one product
// on one day. A negative quantity is a return (退货).
type Sale struct {
	Day       Date
	Barcode   string // carton barcode, EAN-13
	Cartons   int    // 条
	Wholesale Fen    // per carton as the row states it; 0 when it does not
	Retail    Fen    // per carton as the row states it; 0 when it does not
}

// SalesMonth is everything a customer ordered in one calendar month; a
// re-sent file replaces whole months.
type SalesMonth struct {
	Licence string
	Month   Month
	Source  string // receipt number of the file
	Lines   []Sale // by day, then barcode
}

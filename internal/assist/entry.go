package assist

import "time"

// Entry is one fact of the ledger as it is kept: what it says stands in Body,
// a person's fields apart in Person, so that they can be erased.
type Entry struct {
	Seq     int64     // position in the chain, from 1
	At      time.Time // the time of the run that entered it
	Kind    string    // what Body is: of the ledger's own kinds, or one of package history
	Licence string    // the customer it is about; "" when about none
	Body    []byte    // canonical JSON without personal values
	Person  []byte    // JSON of the person's fields; nil when none or erased
	Erased  bool      // the person's fields were erased
}

// The kinds of entry that the ledger makes itself.
const (
	EntrySales  = "sales"  // a customer's month of sales got a new version
	EntrySupply = "supply" // a week's plan was frozen
	EntryErase  = "erase"  // persons' fields were erased
)

// SupplyLine (供货明细) is one line of a weekly supply plan: a customer and one
// of its wanted products, also with Extra 0.
type SupplyLine struct {
	Week    Week
	Unit    string
	Day     Date // the order day in the week
	Licence string
	Grade   int
	Barcode string
	Origin  Origin
	Base    int    // 原供应量, cartons
	Asked   int    // 申请加量 as written; for 推荐 the computed demand
	Demand  int    // what the caps leave of Asked; what the pool was asked for
	Extra   int    // 帮扶加量, cartons
	Reason  string // 限制原因; "" when in full
}

// Origin says where a wanted product comes from (选择来源).
type Origin string

// The origins of a wanted product.
const (
	Requested   Origin = "申请"
	Recommended Origin = "推荐"
)

package notice

// The stages of a run and of other long work, for whoever watches; reading and
// judging are those of package precheck.
const (
	Collecting = "收件"   // the drop folders are looked at
	Planning   = "计划"   // the week's supply is dealt
	Entering   = "入账"   // the transaction is committed
	Making     = "成文"   // outputs are made
	Publishing = "发布"   // outputs are put into the outbox
	Emptying   = "清收件箱" // what was taken leaves the drop folders
	Telling    = "收件情况" // what was seen is told
	BackingUp  = "备份"   // the ledger is copied
	Checking   = "核对存档" // originals are compared with their hashes
	Rewriting  = "改写存档" // originals lose a person
	Searching  = "查找"   // originals are searched for a person
	Restoring  = "恢复"   // runs are done again
)

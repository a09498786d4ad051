package notice

import (
	"fmt"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
)

// ErrBefore says that a run was asked for at a time before the ledger's last
// entry: either the clock is wrong now, or it was at an earlier run.
type ErrBefore struct {
	At    time.Time
	Wrong time.Time // the first run that is later than At
	Last  time.Time // the last entry
}

// Error names the times, and the way back for either case.
func (e ErrBefore) Error() string {
	wrong := e.Wrong.In(assist.Zone)
	return fmt.Sprintf("现在（%s）早于台账最后一条记录的时间 %s，没有运行。现在的时钟走错了就校准后再运行（用了 --at 的请用更晚的时间）；"+
		"现在的时钟没错，就是 %s 那次运行时的时钟走错了：请运行 bangfu restore --before %s 查看，加 --yes 退回到它之前，再运行 bangfu run",
		e.At.In(assist.Zone).Format(time.DateTime), e.Last.In(assist.Zone).Format(time.DateTime),
		assist.Clock(wrong), wrong.Format(time.RFC3339))
}

// Jumped says that a run comes more than so many days after the last one.
func Jumped(at, last time.Time, days int) error {
	return fault.Mend(fmt.Sprintf("现在是 %s，离上一次运行（%s）已有 %d 天，超过了 bangfu.toml 的 jump（%d 天），没有入账",
		assist.Clock(at), assist.Clock(last), int(at.Sub(last).Hours()/24), days),
		"请看一下本机的时钟：走错了就校准后再运行；没有错就运行 bangfu run --clock-ok", nil)
}

package precheck

import (
	"fmt"
	"time"

	"bangfu/internal/sheet"
)

// Oversize is the damage of a file that is larger, in bytes, than one may be.
func Oversize(size, limit int64) *sheet.Damage {
	return &sheet.Damage{Kind: sheet.BeyondLimit, Detail: fmt.Sprintf("文件有 %s，上限 %s；没有存档，也没有读取", megabytes(size), megabytes(limit))}
}

// megabytes is a size as clerks read it, rounded up: 31 MB.
func megabytes(n int64) string { return fmt.Sprintf("%d MB", (n+1<<20-1)>>20) }

// Overtime is the damage of a file whose judging takes longer than it may.
func Overtime(limit time.Duration) *sheet.Damage {
	return &sheet.Damage{Kind: sheet.BeyondLimit, Detail: fmt.Sprintf("审核用时超过上限 %d 秒，请拆成几个文件再报", int(limit.Seconds()))}
}

// Broken is the damage of a file over which the program itself trips.
func Broken() *sheet.Damage {
	return &sheet.Damage{Kind: sheet.NotWorkbook, Detail: "程序读取此文件时出错，请另存为新的 .xlsx 后重新放入收件箱，并把原文件交给维护人员"}
}

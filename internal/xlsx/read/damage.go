package read

import (
	"context"
	"errors"
	"fmt"
	"time"

	"bangfu/internal/sheet"
)

// errTime is the cause of a context that ended because a file took too long.
var errTime = errors.New("read: time limit passed")

func limitTime(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, d, errTime)
}

// errCut is a file that ends early, or whose directory is not there.
var errCut = &sheet.Damage{Kind: sheet.Spoilt, Detail: "文件没有传完整，请重新复制一次"}

// errUnfilled is a CSV that ends in zero bytes: room that a copy has set aside and not
// filled, whatever its letters would be taken for.
var errUnfilled = &sheet.Damage{Kind: sheet.Spoilt, Detail: "文件可能没有传完：末尾是没有写入的空字节，请重新复制一次"}

// fault makes the error a caller sees: a damage stays one, our own time limit
// becomes one, everything else is the operator's.
func fault(ctx context.Context, err error, lim Limits) error {
	var d *sheet.Damage
	switch {
	case errors.As(err, &d):
		return d
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), errTime):
		return pastLimit("读取用时超过上限 %v", lim.Time)
	case ctx.Err() != nil:
		return fmt.Errorf("read: %w", context.Cause(ctx))
	}
	return fmt.Errorf("read: %w", err)
}

func damage(k sheet.DamageKind, format string, args ...any) *sheet.Damage {
	return &sheet.Damage{Kind: k, Detail: fmt.Sprintf(format, args...)}
}

func notWorkbook(format string, args ...any) *sheet.Damage {
	return damage(sheet.NotWorkbook, format, args...)
}

// corrupt is a part that is not what its directory says: shorter, longer, or of
// another check sum.
func corrupt(part string) *sheet.Damage {
	return damage(sheet.Spoilt, "文件在复制或传输中损坏（%s），请重新复制一次", part)
}

func badData(format string, args ...any) *sheet.Damage {
	return damage(sheet.BadData, format, args...)
}

func pastLimit(format string, args ...any) *sheet.Damage {
	return damage(sheet.BeyondLimit, format, args...)
}

// foreign names a format that is not read; what says how it was recognised.
func foreign(format, what string) *sheet.Damage {
	return &sheet.Damage{Kind: sheet.ForeignFormat, Format: format, Detail: what}
}

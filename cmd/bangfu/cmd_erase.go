package main

import (
	"context"
	"errors"
	"fmt"
)

type eraseCmd struct {
	workspace
	Licence string `arg:"" help:"12 位许可证号"`
	Why     string `required:"" help:"清除的原因，记入台账"`
	Yes     bool   `help:"确认清除；此操作不可撤销"`
	At      string `help:"把时钟拨到这个时间（RFC 3339）"`
}

// Run blanks a person's fields after exit: ledger, originals, outputs and backups.
func (c eraseCmd) Run(ctx context.Context, w world) error {
	if !c.Yes {
		return usage("清除不可撤销。确认要清除许可证号 %s 的个人信息，请加 --yes 再运行一次", c.Licence)
	}
	at, err := w.instant(c.At)
	if err != nil {
		return err
	}
	site, err := c.open(ctx, w, alone)
	if err != nil {
		return err
	}
	done, err := site.Erase(ctx, c.Licence, c.Why, w.user, at)
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "许可证号 %s 的个人信息已清除：台账 %d 条，原件 %d 份已改写，输出 %d 个、备份 %d 个已删除\n",
		c.Licence, done.Entries, done.Originals, done.Outputs, done.Backups)
	fmt.Fprintln(w.out, "发件箱已重建；可用 bangfu verify 核对")
	return w.warn(done.Faults)
}

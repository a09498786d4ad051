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

// Run blanks a person's fields after exit: ledger, originals, outputs and
// backups. Without --yes it says what it would do.
func (c eraseCmd) Run(ctx context.Context, w world) error {
	at, err := w.instant(c.At)
	if err != nil {
		return err
	}
	site, err := c.open(ctx, w, alone)
	if err != nil {
		return err
	}
	if !c.Yes {
		lines, err := site.WouldErase(ctx, c.Licence)
		if err = errors.Join(err, site.Close()); err != nil {
			return err
		}
		c.tell(w, lines)
		fmt.Fprintln(w.out, "还没有做任何改动。清除不可撤销，确认请加 --yes 再运行一次")
		return nil
	}
	over, faults, err := site.FinishErasing(ctx, c.Licence)
	if err != nil || over {
		return c.again(w, faults, errors.Join(err, site.Close()))
	}
	lines, err := site.WouldErase(ctx, c.Licence)
	if err != nil {
		return errors.Join(err, site.Close())
	}
	c.tell(w, lines)
	done, err := site.Erase(ctx, c.Licence, c.Why, w.user, at)
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "许可证号 %s 的个人信息已清除：台账 %d 条（他人记录 %d 条），原件 %d 份已改写、%d 份已删除，输出 %d 个已重写或删除，备份 %d 个已删除\n",
		c.Licence, done.Entries, done.Redacted, done.Originals, done.Orphans, done.Outputs, done.Backups)
	if done.Aside > 0 {
		fmt.Fprintf(w.out, "撤下的台账里有本人内容的文件 %d 个已删除\n", done.Aside)
	}
	fmt.Fprintln(w.out, "发件箱已重建，并另存了备份；可用 bangfu verify --erased 核对")
	if len(done.Remains) > 0 {
		fmt.Fprintln(w.out, "下列文件不是程序写的，没有改动；请文件的主人删去其中本人的内容，或删去文件：")
	}
	for _, line := range done.Remains {
		fmt.Fprintln(w.out, "  "+line)
	}
	return w.warn(done.Faults)
}

// again says that whoever is erased once more had been erased before; what an
// interrupted erasure had left is gone now.
func (c eraseCmd) again(w world, faults []string, err error) error {
	if err != nil {
		return err
	}
	fmt.Fprintf(w.out, "许可证号 %s 的个人信息已经清除过，没有新的内容；上次没有做完的已接着做完。可用 bangfu verify --erased 核对\n", c.Licence)
	return w.warn(faults)
}

// tell says what an erasure will do.
func (c eraseCmd) tell(w world, lines []string) {
	fmt.Fprintf(w.out, "清除许可证号 %s 的个人信息，将：\n", c.Licence)
	for _, l := range lines {
		fmt.Fprintln(w.out, "  "+l)
	}
}

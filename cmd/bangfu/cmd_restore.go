package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/batch"
	"bangfu/internal/ledger"
)

type restoreCmd struct {
	workspace
	File   string `arg:"" optional:"" help:"要恢复的备份文件" type:"path"`
	Latest bool   `help:"恢复最近的一份备份"`
	Before string `help:"恢复到这个时间之前（日期或 RFC 3339）：那以后的运行不重做，它们收的文件放回收件箱"`
	List   bool   `help:"只列出备份（不写其他参数时也只列出）"`
	Yes    bool   `help:"确认恢复；现有台账完好时不加它只列出"`
	At     string `help:"把时钟拨到这个时间（RFC 3339）"`
}

// Run lists the backups, or puts one back and brings back what came after it.
func (c restoreCmd) Run(ctx context.Context, w world) error {
	at, err := w.instant(c.At)
	if err != nil {
		return err
	}
	before, err := c.before()
	if err != nil {
		return err
	}
	site, err := c.enter(w, alone)
	if err != nil {
		return err
	}
	return errors.Join(c.restore(ctx, w, site, at, before), site.Close())
}

func (c restoreCmd) restore(ctx context.Context, w world, site *opened, at, before time.Time) error {
	plans, err := site.Restorable(ctx, before, c.File)
	if err != nil {
		return err
	}
	showRestorable(w.out, plans)
	wrong := c.ledgerFault(ctx, w, site)
	if wrong != nil {
		fmt.Fprintf(w.out, "现有台账：%v\n", wrong)
	}
	chosen := c.File != "" || c.Latest || c.Before != ""
	if c.List || !chosen || !c.Yes && wrong == nil {
		if chosen && !c.List {
			fmt.Fprintln(w.out, "现有台账完好，没有改动。确认要恢复，请加 --yes 再运行一次")
		} else {
			fmt.Fprintln(w.out, "没有改动。要恢复，请运行 bangfu restore --latest --yes（或 --before 时间 --yes，或写明备份文件）")
		}
		return nil
	}
	done, err := site.RestoreBest(ctx, plans, batch.Restoring{Before: before, At: at, Open: func(ctx context.Context) (*ledger.Ledger, error) {
		return openLedger(ctx, site.Place, alone)
	}})
	if err != nil {
		return err
	}
	showRestored(w.out, site, done)
	if len(done.Lost) > 0 {
		return statusError{status: statusMend}
	}
	return nil
}

// ledgerFault is what is wrong with the present ledger; nil when nothing is.
func (c restoreCmd) ledgerFault(ctx context.Context, w world, site *opened) error {
	there, err := site.Disk.Lstat(site.Place.Ledger())
	if err != nil || there.Size() == 0 {
		return errors.New("不见了或是空的")
	}
	return c.workspace.refuseLedger(ctx, w, site)
}

// before reads --before: a date, which begins at midnight, or an instant.
func (c restoreCmd) before() (time.Time, error) {
	if c.Before == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, c.Before); err == nil {
		return t, nil
	}
	d, ok := assist.ParseDate(c.Before)
	if !ok {
		return time.Time{}, usage("--before %q 不是日期或 RFC 3339 时间，应写成 2026-11-26 或 2026-11-26T18:30:00+08:00", c.Before)
	}
	y, m, day := d.Parts()
	return time.Date(y, m, day, 0, 0, 0, 0, assist.Zone), nil
}

func showRestorable(out io.Writer, plans []batch.Restorable) {
	if len(plans) == 0 {
		fmt.Fprintln(out, "没有可用的备份，存档 里也没有从头开始的记录")
	}
	for _, p := range plans {
		if p.Copy == nil {
			fmt.Fprintf(out, "（不用备份，只凭 存档 从头重做）：%s\n", following(p))
			continue
		}
		if p.Copy.Fault != nil {
			fmt.Fprintf(out, "备份 %s：不能用（%v）\n", p.Copy.Name, p.Copy.Fault)
			continue
		}
		fmt.Fprintf(out, "备份 %s：到 %s，第 %d 条；%s\n", p.Copy.Name, assist.Clock(p.Copy.Head.At), p.Copy.Head.Seq, following(p))
	}
}

// following tells what came after a copy, and what of it would not come back.
func following(p batch.Restorable) string {
	if p.Runs+p.Others == 0 {
		return "以后没有入账的内容"
	}
	text := fmt.Sprintf("以后的 %d 次运行、%d 份文件、%d 周定稿由 存档 补回", p.Runs, p.Files, p.Frozen)
	if p.Back > 0 {
		text += fmt.Sprintf("，%d 份文件放回收件箱", p.Back)
	}
	if p.Missing > 0 {
		text += fmt.Sprintf("，%d 份原件已不在 存档，补不回", p.Missing)
	}
	return text
}

// showRestored is the report of what came back.
func showRestored(out io.Writer, site *opened, r batch.Restored) {
	fmt.Fprintf(out, "已恢复到第 %d 条（%s）", r.Head.Seq, assist.Clock(r.Head.At))
	fmt.Fprintf(out, "：备份到第 %d 条，由 存档 重做 %d 次运行，取回 %d 份文件\n", r.From.Seq, r.Runs, r.Files)
	for _, w := range r.Frozen {
		fmt.Fprintf(out, "%s 按当时发布的定稿恢复，没有重新分配\n", w)
	}
	for _, l := range r.Erased {
		fmt.Fprintf(out, "许可证号 %s 的个人信息已再次清除\n", l)
	}
	if len(r.Inbox) > 0 {
		fmt.Fprintf(out, "放回收件箱 %d 份文件，下次运行按新的时间收取（原回执 %s）\n", len(r.Inbox), strings.Join(r.Inbox, "、"))
	}
	if r.Drawn > 0 {
		fmt.Fprintf(out, "没有重做的运行发布过的 %d 个文件或文件夹移到了同一处，不再有效\n", r.Drawn)
	}
	if r.Aside != "" {
		fmt.Fprintf(out, "原来的台账移到 %s，没有删除\n", site.Place.Rel(filepath.Clean(r.Aside)))
	}
	for _, l := range r.Lost {
		fmt.Fprintf(out, "补不回：%s\n", l)
	}
	fmt.Fprintln(out, "下一步：运行 bangfu run，再运行 bangfu verify 核对")
}

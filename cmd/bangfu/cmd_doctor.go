package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/fault"
	"bangfu/internal/ledger"
	"bangfu/internal/place"
	"bangfu/internal/schedule"
)

type doctorCmd struct {
	workspace
	At string `help:"把时钟拨到这个时间（RFC 3339）"`
}

// A trouble of the machine: what is so, and what to do; nothing to do is well.
type ailment struct {
	what, found, cure string
}

// Run looks at everything the workspace stands on, a line each.
func (c doctorCmd) Run(ctx context.Context, w world) error {
	at, err := w.instant(c.At)
	if err != nil {
		return err
	}
	var list []ailment
	cfg, _, err := c.config(w)
	if err != nil {
		list = append(list, ailment{"bangfu.toml", err.Error(), "改好 bangfu.toml 再运行 bangfu doctor"})
	} else {
		site, err := c.enter(w, trying)
		if err != nil {
			return err
		}
		list = append(list, ailment{"bangfu.toml", fmt.Sprintf("时区 %s，定时 %s，文件夹互不重叠", cfg.Zone, cfg.Schedule), ""})
		for _, look := range []func(context.Context, world, *opened, time.Time) []ailment{
			c.account, c.room, c.folders, c.network, c.ledgerHead, c.copies, c.clock, c.fonts, c.terms,
		} {
			list = append(list, look(ctx, w, site, at)...)
		}
	}
	return tellAilments(w, list)
}

func tellAilments(w world, list []ailment) error {
	due := 0
	for _, a := range list {
		mark := "正常"
		if a.cure != "" {
			mark, due = "要处理", due+1
		}
		fmt.Fprintf(w.out, "%s %s：%s", pad(mark, 6), a.what, strings.ReplaceAll(a.found, "\n", "；"))
		if a.cure != "" {
			fmt.Fprintf(w.out, "。%s", a.cure)
		}
		fmt.Fprintln(w.out)
	}
	if due == 0 {
		return nil
	}
	fmt.Fprintf(w.out, "共 %d 项要处理\n", due)
	return statusError{status: statusMend}
}

// account looks at who runs the workspace, and whether a run is at work.
func (c doctorCmd) account(_ context.Context, w world, o *opened, _ time.Time) []ailment {
	me := disk.Current()
	a := ailment{"运行账户", me.Name, ""}
	if err := disk.Owned(w.disk, o.Place.Account(), me); err != nil && !errors.Is(err, fs.ErrNotExist) {
		a.found, a.cure = err.Error(), "换用运行本程序的账户"
		return []ailment{a}
	}
	if there, err := disk.Exists(w.disk, o.Place.Lock()); err != nil || !there {
		return []ailment{a}
	}
	l := ailment{"运行锁", "没有别的运行", ""}
	held, err := disk.Lock(o.Place.Lock(), w.now())
	var other *disk.HeldError
	switch {
	case errors.As(err, &other):
		l.found = other.Error() // a run at work is no trouble
	case err != nil:
		l.found, l.cure = err.Error(), "检查工作区的权限"
	default:
		if err := held.Release(); err != nil {
			l.found, l.cure = err.Error(), "检查工作区的权限"
		}
	}
	return []ailment{a, l}
}

// enough is the room a disk should have: a gigabyte, and ten times the ledger.
const enough = 1 << 30

func (c doctorCmd) room(_ context.Context, w world, o *opened, _ time.Time) []ailment {
	want := int64(enough)
	if info, err := w.disk.Lstat(o.Place.Ledger()); err == nil {
		want = max(want, 10*info.Size())
	}
	var list []ailment
	for _, dir := range append([]place.Named{{Name: "工作区", Path: o.Place.Root()}}, o.Place.Movable()...) {
		free, ok := disk.Free(dir.Path)
		if !ok {
			continue
		}
		a := ailment{"磁盘空间 " + dir.Name, fmt.Sprintf("剩余 %d MB", free>>20), ""}
		if free < want {
			a.cure = fmt.Sprintf("清出空间，至少留 %d MB", want>>20)
		}
		list = append(list, a)
	}
	return list
}

// folders looks whether the account may list and write where it must.
func (c doctorCmd) folders(_ context.Context, w world, o *opened, _ time.Time) []ailment {
	var list []ailment
	for _, dir := range append([]place.Named{{Name: "工作区", Path: o.Place.Root()}}, o.Place.Movable()...) {
		a := ailment{"权限 " + dir.Name, "可读写", ""}
		_, err := w.disk.ReadDir(dir.Path)
		if errors.Is(err, fs.ErrNotExist) {
			a.found = "还没有，第一次运行时建立"
		} else if err == nil {
			probe := filepath.Join(dir.Path, ".bangfu-doctor.tmp")
			if err = disk.Replace(w.disk, probe, nil, 0o600); err == nil {
				err = w.disk.Remove(probe)
			}
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			a.found, a.cure = fault.WithoutNames(err), fault.Explain(err).Next
		}
		list = append(list, a)
	}
	return list
}

func (c doctorCmd) network(_ context.Context, _ world, o *opened, _ time.Time) []ailment {
	a := ailment{"台账所在磁盘", "本机磁盘", ""}
	if kind, yes := disk.NetworkFS(o.Place.Root()); yes {
		a.found, a.cure = "网络磁盘（"+kind+"）", "把工作区移到本机磁盘，只让收件箱和发件箱在共享文件夹（bangfu.toml 的 [folders]）"
	}
	return []ailment{a}
}

// ledgerHead compares the ledger with what is written down outside it.
func (c doctorCmd) ledgerHead(ctx context.Context, w world, o *opened, _ time.Time) []ailment {
	a := ailment{"台账", "与 存档、发件箱、备份 里记下的一致", ""}
	if err := c.refuseLedger(ctx, w, o); err != nil {
		told := fault.Explain(err)
		a.found, a.cure = told.What, told.Next
	}
	return []ailment{a}
}

// copies looks whether what was entered more than a day ago is in a backup.
func (c doctorCmd) copies(ctx context.Context, _ world, o *opened, at time.Time) []ailment {
	copies, err := o.Copies(ctx)
	if err != nil {
		return []ailment{{"备份", fault.WithoutNames(err), "检查备份文件夹（bangfu.toml 的 [backup] dir）"}}
	}
	end, err := ledger.EndOf(ctx, o.Place.Ledger())
	if err != nil || end.Seq == 0 {
		return []ailment{{"备份", fmt.Sprintf("%d 份", len(copies)), ""}}
	}
	a := ailment{"备份", fmt.Sprintf("%d 份", len(copies)), ""}
	switch {
	case len(copies) == 0:
		a.cure = "还没有一份：运行 bangfu run，并检查备份文件夹（bangfu.toml 的 [backup] dir）"
	default:
		a.found += "，最近一份到 " + assist.Clock(copies[0].Head.At)
		if copies[0].Head.Seq < end.Seq && at.Sub(end.At) > 24*time.Hour {
			a.cure = "台账以后又有入账，一天多没有备份：检查备份文件夹的空间和权限，再运行 bangfu run"
		}
	}
	return []ailment{a}
}

// clock compares the machine's time with the last entry.
func (c doctorCmd) clock(ctx context.Context, _ world, o *opened, at time.Time) []ailment {
	a := ailment{"时钟", assist.ClockIn(at, o.config.Zone), ""}
	if next, err := schedule.Next(o.config.Schedule, o.config.Zone.String(), at); err == nil {
		a.found += "，下次定时 " + assist.ClockIn(next, o.config.Zone)
	}
	end, err := ledger.EndOf(ctx, o.Place.Ledger())
	if err != nil || end.Seq == 0 {
		return []ailment{a}
	}
	last := assist.Clock(end.At)
	switch {
	case at.Before(end.At):
		a.cure = "早于台账最后一条（" + last + "）：校准时钟；时钟没错就运行 bangfu restore --before " + end.At.In(assist.Zone).Format(time.RFC3339) + " 查看怎样退回"
	case at.Sub(end.At) > time.Duration(o.config.Jump)*24*time.Hour:
		a.cure = "离台账最后一条（" + last + "）很久：看时钟是否走错；没错就运行 bangfu run --clock-ok"
	}
	return []ailment{a}
}

func (c doctorCmd) fonts(_ context.Context, _ world, o *opened, _ time.Time) []ailment {
	a := ailment{"字体", "可用", ""}
	if _, err := o.Faces(); err != nil {
		a.found, a.cure = err.Error(), "改 bangfu.toml 的 [fonts]，或留空用内置字体"
	}
	return []ailment{a}
}

// terms looks for parameters that are due: dibao standards that may have been
// raised, and last year's rural income.
func (c doctorCmd) terms(ctx context.Context, w world, o *opened, at time.Time) []ailment {
	book, err := openLedger(ctx, o.Place, trying)
	if err != nil {
		return nil // the line of the ledger says it
	}
	defer book.Close()
	o.Ledger = book
	defer func() { o.Ledger = nil }()
	today := assist.DateOf(at)
	t, err := o.Terms(ctx, at)
	if err != nil {
		told := fault.Explain(err)
		return []ailment{{"参数", told.What, told.Next}}
	}
	return []ailment{oldStandards(t, today), missingIncomes(t, today)}
}

func oldStandards(t assist.Terms, today assist.Date) ailment {
	a := ailment{"低保标准", "都在期内", ""}
	months := t.Limit(assist.StandardMonths, today).Int()
	var old []string
	for _, u := range t.Units {
		if from, ok := t.OldestDibao(u.Name, today); ok && from.AddMonths(months) < today {
			old = append(old, u.Name)
		}
	}
	if len(old) > 0 {
		a.found, a.cure = fmt.Sprintf("生效超过 %d 个月：%s", months, strings.Join(old, "、")), "核对是否已有新标准，填入 "+assist.PolicyPath+" 的“低保标准”"
	}
	return a
}

func missingIncomes(t assist.Terms, today assist.Date) ailment {
	year := today.Year() - 1
	a := ailment{"农村收入", fmt.Sprintf("%d 年的都有", year), ""}
	var missing []string
	for _, u := range t.Units {
		if _, ok := t.RuralOf(u.Name, year); !ok {
			missing = append(missing, u.Name)
		}
	}
	if len(missing) > 0 {
		a.found, a.cure = fmt.Sprintf("缺 %d 年：%s", year, strings.Join(missing, "、")), "填入 "+assist.PolicyPath+" 的“农村收入”，否则农村低保户只能待核"
	}
	return a
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"bangfu/internal/batch"
	"bangfu/internal/disk"
	"bangfu/internal/place"
	"bangfu/internal/precheck"
	"bangfu/internal/schedule"
)

type runCmd struct {
	workspace
	At      string `help:"把时钟拨到这个时间（RFC 3339）"`
	JSON    bool   `name:"json" help:"结果以 JSON 写到标准输出"`
	Full    bool   `help:"JSON 中不遮蔽个人信息"`
	DryRun  bool   `help:"只审核，不入账、不写文件"`
	Retry   string `placeholder:"SHA256" help:"再试一次两次处理时程序中断而搁置的文件"`
	ClockOK bool   `name:"clock-ok" help:"已看过本机时钟：离上次运行很久也照常入账"`
}

// Run is one batch pass.
func (c runCmd) Run(ctx context.Context, w world) error {
	at, err := w.instant(c.At)
	if err != nil {
		return err
	}
	res, err := c.once(ctx, w, at)
	if err != nil {
		if c.DryRun {
			return err
		}
		return errors.Join(err, c.failed(w, at, err))
	}
	if err := c.show(w.out, res); err != nil {
		return err
	}
	if res.Urgent {
		return statusError{status: statusMend}
	}
	return nil
}

// once opens the workspace, passes once and closes it.
func (c runCmd) once(ctx context.Context, w world, at time.Time) (batch.Result, error) {
	how := alone
	if c.DryRun {
		how = trying
	}
	site, err := c.open(ctx, w, how)
	if err != nil {
		return batch.Result{}, err
	}
	site.ClockOK, site.Retry, site.Brief = c.ClockOK, c.Retry, !c.JSON
	res, err := site.pass(ctx, w, at, c.DryRun)
	site.failed = err != nil
	if err != nil && ctx.Err() == nil {
		err = errors.Join(err, site.log.failed(ctx, w.now(), err))
	}
	return res, errors.Join(err, site.Close())
}

// failed tells of a run that failed in status.json. Another run at work,
// another account and a stop asked for are no failures; where there is no
// workspace, nothing is written.
func (f workspace) failed(w world, at time.Time, failure error) error {
	var held *disk.HeldError
	var account *disk.AccountError
	if errors.As(failure, &held) || errors.As(failure, &account) || errors.Is(failure, context.Canceled) {
		return nil
	}
	p := place.New(f.Workspace, place.Folders{})
	if there, err := disk.Exists(w.disk, p.Config()); err != nil || !there {
		return nil
	}
	return batch.NoteFailure(w.disk, p, at, failure)
}

// pass runs once and leaves status.json behind.
func (o *opened) pass(ctx context.Context, w world, at time.Time, dry bool) (batch.Result, error) {
	res, err := o.Site.Run(ctx, at, dry)
	if err != nil || dry {
		return res, err
	}
	return res, o.publishStatus(ctx, at)
}

// publishStatus leaves status.json behind, as things stand at an instant.
func (o *opened) publishStatus(ctx context.Context, at time.Time) error {
	st, err := o.Status(ctx, at, o.next)
	if err != nil {
		return err
	}
	return o.WriteStatus(st)
}

// next is the next scheduled run after an instant.
func (o *opened) next(after time.Time) (time.Time, error) {
	return schedule.Next(o.config.Schedule, o.config.Zone.String(), after)
}

func (c runCmd) show(out io.Writer, res batch.Result) error {
	if c.JSON {
		for i := range res.Files {
			if c.Full {
				res.Files[i].Unmask()
			} else {
				res.Files[i].Veil()
			}
		}
		return writeJSON(out, res)
	}
	showRun(out, res)
	return nil
}

func writeJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// showRun tells a run in plain words.
func showRun(out io.Writer, res batch.Result) {
	fmt.Fprintf(out, "供货周 %s（%s）\n", res.Week, res.Plan.Title())
	for _, f := range res.Files {
		fmt.Fprintln(out, fileLine(f))
	}
	if len(res.Files) == 0 {
		fmt.Fprintln(out, "收件箱里没有新文件")
	}
	if len(res.Units) > 0 {
		fmt.Fprintln(out, "县区        报送  申请  备案  待核  退回  不符合  在册")
		for _, t := range res.Units {
			fmt.Fprintf(out, "%s %s %5d %5d %5d %5d %6d %6d\n", pad(t.Unit, 10), pad(string(t.Report.State), 4),
				t.Applications, t.Filed, t.Held, t.Returned, t.Ineligible, t.Enrolled)
		}
	}
	for _, p := range res.Outputs {
		fmt.Fprintf(out, "写出 %s\n", p)
	}
	for _, d := range res.Doubts {
		fmt.Fprintln(out, doubtLine(d))
	}
	for _, f := range res.Faults {
		fmt.Fprintf(out, "注意 %s\n", f)
	}
}

var fileStates = map[string]string{"taken": "已收", "known": "已收过", "unreadable": "无法读取", "settling": "正在传入，下次再收", "ignored": "未收"}

func fileLine(f precheck.FileResult) string {
	line := pad(f.Unit, 8) + " " + pad(fileStates[f.State], 8) + " " + pad(f.Kind.Word(), 10)
	if f.Receipt != nil {
		line += " 回执 " + *f.Receipt
	}
	if f.Rows.Read > 0 {
		line += fmt.Sprintf("  读到 %d 行：备案 %d 待核 %d 退回 %d 不符合 %d", f.Rows.Read, f.Rows.Filed, f.Rows.Held, f.Rows.Returned, f.Rows.Ineligible)
	}
	return line
}

// pad fills a text to a width in columns; a Chinese character takes two.
func pad(s string, width int) string {
	n := 0
	for _, r := range s {
		n++
		if r > 0x2000 {
			n++
		}
	}
	for ; n < width; n++ {
		s += " "
	}
	return s
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"bangfu/internal/assist"
	"bangfu/internal/batch"
)

type statusCmd struct {
	workspace
	At   string `help:"把时钟拨到这个时间（RFC 3339）"`
	JSON bool   `name:"json" help:"以 JSON 写到标准输出"`
}

// Run shows who has reported, what waits, and the last and next run.
func (c statusCmd) Run(ctx context.Context, w world) error {
	at, err := w.instant(c.At)
	if err != nil {
		return err
	}
	site, err := c.open(ctx, w, reading)
	if err != nil {
		return err
	}
	st, err := site.Status(ctx, at, site.next)
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	st = site.WithFailed(st)
	if c.JSON {
		return writeJSON(w.out, st)
	}
	showStatus(w.out, st)
	return nil
}

func showStatus(out io.Writer, st batch.Status) {
	const layout = "2006-01-02 15:04"
	fmt.Fprintf(out, "供货周 %s（%s），截单 %s\n", st.Week, st.Plan.Title(), st.Cutoff.In(assist.Zone).Format(layout))
	for _, u := range st.Units {
		line := pad(u.Unit, 10) + " " + string(u.State)
		switch {
		case u.FirstSeen != nil:
			line += " " + u.FirstSeen.In(assist.Zone).Format(layout)
		case u.Past:
			line += " 已过截止 " + u.Deadline.In(assist.Zone).Format(layout)
		default:
			line += " 截止 " + u.Deadline.In(assist.Zone).Format(layout)
		}
		fmt.Fprintf(out, "%s  备案 %d 待核 %d 退回 %d\n", line, u.Filed, u.Held, u.Returned)
	}
	fmt.Fprintf(out, "等待处理 %d 项\n", len(st.Waiting))
	for _, x := range st.Waiting {
		fmt.Fprintf(out, "  %s %s %s %s 自 %s\n", x.Turn, x.Unit, x.Licence, x.Code, x.Since)
	}
	for _, d := range st.Doubts {
		fmt.Fprintln(out, doubtLine(d))
	}
	for _, licence := range st.Due {
		fmt.Fprintf(out, "  退出已满保存年限，可清除：bangfu erase %s --why 保存期满 --yes\n", licence)
	}
	if st.LastRun != nil {
		fmt.Fprintf(out, "上次执行 %s\n", st.LastRun.In(assist.Zone).Format(layout))
	}
	if st.NextRun != nil {
		fmt.Fprintf(out, "下次执行 %s\n", st.NextRun.In(assist.Zone).Format(layout))
	}
	for _, f := range st.Faults {
		fmt.Fprintf(out, "注意 %s\n", f)
	}
}

// doubtLine tells a doubt in a line; what is to be done stands among the faults.
func doubtLine(d assist.Doubt) string {
	return fmt.Sprintf("有疑 %s 回执 %s 自 %s 涉及 %d 户", d.Category(), d.Receipt, d.Since, len(d.Licences))
}

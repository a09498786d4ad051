package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
	"bangfu/internal/overview"
)

type statusCmd struct {
	workspace
	All  string `placeholder:"文件夹" help:"这个文件夹下的每一个工作区，一个一行" type:"path"`
	At   string `help:"把时钟拨到这个时间（RFC 3339）"`
	JSON bool   `name:"json" help:"以 JSON 写到标准输出"`
}

// Run shows who has reported, what waits, and the last and next run.
func (c statusCmd) Run(ctx context.Context, w world) error {
	at, err := w.instant(c.At)
	if err != nil {
		return err
	}
	if c.All != "" {
		return c.everyone(ctx, w, at)
	}
	st, err := c.status(ctx, w, at)
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(w.out, st)
	}
	showStatus(w.out, st)
	return nil
}

// status is how things stand in a workspace at an instant.
func (f workspace) status(ctx context.Context, w world, at time.Time) (overview.Status, error) {
	site, err := f.open(ctx, w, reading)
	if err != nil {
		return overview.Status{}, err
	}
	st, err := site.Status(ctx, at, site.next)
	if err = errors.Join(err, site.Close()); err != nil {
		return st, err
	}
	return site.WithFailed(st), nil
}

func showStatus(out io.Writer, st overview.Status) {
	fmt.Fprintf(out, "供货周 %s（%s），截单 %s\n", st.Week, st.Plan.Title(), assist.Clock(st.Cutoff))
	for _, u := range st.Units {
		line := pad(u.Unit, 10) + " " + string(u.State)
		switch {
		case u.FirstSeen != nil:
			line += " " + assist.Clock(*u.FirstSeen)
		case u.Past:
			line += " 已过截止 " + assist.Clock(u.Deadline)
		default:
			line += " 截止 " + assist.Clock(u.Deadline)
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
		fmt.Fprintf(out, "上次执行 %s\n", assist.Clock(*st.LastRun))
	}
	if st.NextRun != nil {
		fmt.Fprintf(out, "下次执行 %s\n", assist.Clock(*st.NextRun))
	}
	for _, f := range st.Faults {
		fmt.Fprintf(out, "注意 %s\n", f)
	}
}

// doubtLine tells a doubt in a line; what is to be done stands among the faults.
func doubtLine(d assist.Doubt) string {
	return fmt.Sprintf("有疑 %s 回执 %s 自 %s 涉及 %d 户", d.Category(), d.Receipt, d.Since, len(d.Licences))
}

// workspaceStatus is how one workspace of several stands; Fault says why that is not known.
type workspaceStatus struct {
	Workspace string           `json:"workspace"`        // its folder below the one given
	Status    *overview.Status `json:"status,omitempty"` // as `status --json` tells it
	Fault     string           `json:"fault,omitempty"`  // why it cannot be read
}

// everyone tells of every workspace under the folder; one that cannot be read is
// told among the others, and the exit status is 1.
func (c statusCmd) everyone(ctx context.Context, w world, at time.Time) error {
	var list []workspaceStatus
	faults := 0
	for _, dir := range workspaces(w.disk, c.All, func(folder string, err error) {
		list = append(list, workspaceStatus{Workspace: below(c.All, folder), Fault: "文件夹读不出来：" + fault.WithoutNames(err)})
	}) {
		one := workspaceStatus{Workspace: below(c.All, dir)}
		if st, err := (workspace{dir}).status(ctx, w, at); err != nil {
			one.Fault = oneLine(err)
		} else {
			one.Status = &st
		}
		list = append(list, one)
	}
	if len(list) == 0 {
		return usage("%s 下没有工作区（含 bangfu.toml 的文件夹）", c.All)
	}
	for _, one := range list {
		if one.Fault != "" {
			faults++
		}
	}
	if c.JSON {
		if err := writeJSON(w.out, list); err != nil {
			return err
		}
	} else {
		for _, one := range list {
			showWorkspace(w.out, one)
		}
	}
	if faults > 0 {
		return statusError{status: statusMend}
	}
	return nil
}

// oneLine is an error as complain tells it.
func oneLine(err error) string {
	var s statusError
	if !errors.As(err, &s) || s.err == nil {
		err = fault.Explain(err)
	}
	return strings.ReplaceAll(err.Error(), "\n", "；")
}

// showWorkspace tells of a workspace in a line, and what is to be mended below it.
func showWorkspace(out io.Writer, one workspaceStatus) {
	if one.Status == nil {
		fmt.Fprintf(out, "%s 看不到：%s\n", pad(one.Workspace, 16), one.Fault)
		return
	}
	st := one.Status
	reported := 0
	for _, u := range st.Units {
		if u.State != assist.Silent {
			reported++
		}
	}
	last := "还没有执行过"
	if st.LastRun != nil {
		last = "上次执行 " + assist.Clock(*st.LastRun)
	}
	fmt.Fprintf(out, "%s %s（%s） 已报 %d/%d 等待处理 %d 项 %s\n", pad(one.Workspace, 16), st.Week, st.Plan.Title(), reported, len(st.Units), len(st.Waiting), last)
	for _, f := range st.Faults {
		fmt.Fprintf(out, "    注意 %s\n", f)
	}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/overview"
	"bangfu/internal/place"
)

type traceCmd struct {
	workspace
	Licence string `arg:"" help:"12 位许可证号"`
	JSON    bool   `name:"json" help:"以 JSON 写到标准输出"`
	PDF     bool   `name:"pdf" help:"打印该客户的申请表（默认遮蔽个人信息）"`
	Slip    bool   `help:"与 --pdf 同用：打印给这一户的半页告知单（这周供什么、为什么、到什么时候、问谁）"`
	Full    bool   `help:"不遮蔽个人信息；与 --pdf 同用时在台账记下何人何时打印"`
	Out     string `help:"PDF 写到哪个文件夹" default:"." type:"path"`
}

// Run tells everything about one customer, or prints its form.
func (c traceCmd) Run(ctx context.Context, w world) error {
	how := reading
	if c.PDF && !c.Slip {
		how = alone
	}
	site, err := c.open(ctx, w, how)
	if err != nil {
		return err
	}
	err = c.tell(ctx, w, site)
	return errors.Join(err, site.Close())
}

// slip prints the household's half page.
func (c traceCmd) slip(ctx context.Context, w world, site *opened) error {
	data, err := site.PrintSlip(ctx, c.Licence)
	if err != nil {
		return err
	}
	return w.printed(place.SlipPDF(c.Out, c.Licence), data)
}

// printed writes a document for one person where it was asked for.
func (w world) printed(path string, data []byte) error {
	if err := disk.Replace(w.disk, path, data, 0o600); err != nil {
		return usage("写不出 %s：%v", path, err)
	}
	fmt.Fprintln(w.out, path)
	return nil
}

func (c traceCmd) tell(ctx context.Context, w world, site *opened) error {
	switch {
	case c.Slip:
		return c.slip(ctx, w, site)
	case c.PDF:
		return c.print(ctx, w, site)
	}
	t, err := site.Reader().Trace(ctx, c.Licence, c.Full)
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(w.out, t)
	}
	showTrace(w.out, t)
	return nil
}

func (c traceCmd) print(ctx context.Context, w world, site *opened) error {
	data, err := site.PrintForm(ctx, c.Licence, c.Full, w.user, w.now())
	if err != nil {
		return err
	}
	return w.printed(place.CustomerPDF(c.Out, c.Licence), data)
}

// outcomeOf is the outcome of a row in words: of one that another row replaced,
// that alone, unless it went back or is not eligible.
func outcomeOf(r overview.TraceRow) string {
	switch {
	case r.Replaced == "":
		return string(r.Outcome)
	case r.Outcome == assist.Filed || r.Outcome == assist.Held:
		return r.Replaced
	}
	return string(r.Outcome) + "，" + r.Replaced
}

func showTrace(out io.Writer, t overview.Trace) {
	fmt.Fprintf(out, "许可证号 %s\n", t.Licence)
	if t.Erased {
		fmt.Fprintln(out, "个人信息已清除")
	}
	for _, r := range t.Rows {
		fmt.Fprintf(out, "申报 %s %s 第 %d 行：%s %s\n", r.Receipt, r.Sheet, r.Row, outcomeOf(r), r.Grounds)
		for _, f := range r.Findings {
			fmt.Fprintf(out, "  %s %s %s\n", f.Code, f.Cell, f.Message)
		}
	}
	for _, c := range t.Roll {
		fmt.Fprintf(out, "名单 %s %s %s 原因 %s 来源 %s 决定者 %s\n", c.Date, c.Change, c.Number, c.Reason, c.Source, c.By)
	}
	for _, l := range t.Supply {
		fmt.Fprintf(out, "供货 %s %s 原供应 %d 申请 %d 帮扶加量 %d %s\n", l.Week, l.Barcode, l.Base, l.Asked, l.Extra, l.Reason)
	}
	for _, x := range t.Withdrawn {
		fmt.Fprintf(out, "供货%s %s %s %d 条 订货日 %s 原因 %s\n", x.Change, x.Week, x.Barcode, x.Cartons, x.Day, x.Reason)
	}
	for _, v := range t.Visits {
		fmt.Fprintf(out, "走访 %s %v %s %s\n", v.Date, v.Services, v.Problem, v.State)
	}
}

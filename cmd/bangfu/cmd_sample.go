package main

import (
	"context"
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/place"
	"bangfu/internal/sample"
)

type sampleCmd struct {
	Dir       string `arg:"" help:"新工作区的文件夹" type:"path"`
	Units     int    `default:"11" help:"县区数，超过 11 个的为虚构"`
	Customers int    `default:"300" help:"每个县区的弱势群体客户数"`
	Months    int    `default:"12" help:"销售历史的月数"`
	Seed      uint64 `default:"1" help:"随机种子；相同的参数得到完全相同的文件"`
	At        string `default:"2026-11-23" help:"哪一周（其中任何一天）；货源计划是下一周的"`
}

// Run makes a workspace and fills its drop folders with an invented city.
func (c sampleCmd) Run(ctx context.Context, w world) error {
	on, ok := assist.ParseDate(c.At)
	if !ok {
		return usage("--at %q 不是日期，应写成 2026-11-23", c.At)
	}
	o := sample.Options{Units: c.Units, Customers: c.Customers, Months: c.Months, Seed: c.Seed, Week: assist.WeekOf(on)}
	if err := o.Check(); err != nil {
		return usage("%v", err)
	}
	standard, err := builtin()
	if err != nil {
		return err
	}
	terms := o.Terms(standard)
	if err := mustBeEmpty(w.disk, c.Dir); err != nil {
		return err
	}
	own, err := home()
	if err != nil {
		return err
	}
	if _, err := makeWorkspace(w.disk, c.Dir, terms, own.Filing, assist.DateOf(w.now())); err != nil {
		return err
	}
	if err := sample.Write(ctx, w.disk, place.New(c.Dir, place.Folders{}), terms, o, w.progress()); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "示例工作区已生成：%s（%d 个县区，每县区 %d 户，销售历史 %d 个月，种子 %d）\n", c.Dir, c.Units, c.Customers, c.Months, c.Seed)
	fmt.Fprintf(w.out, "人名、证号、电话都是虚构的；农村收入是示例数。\n下一步：bangfu run -w %s --at %sT09:00:00+08:00\n", c.Dir, o.Week.Monday())
	return nil
}

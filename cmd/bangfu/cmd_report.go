package main

import (
	"context"
	"errors"
	"fmt"
)

type reportCmd struct {
	workspace
	Period string `required:"" help:"年度或季度：2026 或 2026Q4"`
	At     string `help:"把时钟拨到这个时间（RFC 3339）"`
}

// Run writes the 帮扶工作总结报告 of a year or a quarter: city and each unit, PDF and workbook.
func (c reportCmd) Run(ctx context.Context, w world) error {
	at, err := w.instant(c.At)
	if err != nil {
		return err
	}
	site, err := c.open(ctx, w, alone)
	if err != nil {
		return err
	}
	paths, faults, err := site.Summary(ctx, c.Period, at)
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	for _, p := range paths {
		fmt.Fprintf(w.out, "写出 %s\n", p)
	}
	return w.warn(faults)
}

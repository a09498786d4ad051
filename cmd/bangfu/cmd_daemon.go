package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"bangfu/internal/batch"
	"bangfu/internal/disk"
	"bangfu/internal/schedule"
)

type daemonCmd struct {
	workspace
}

// Run runs the same pass by the clock until it is told to stop.
func (c daemonCmd) Run(ctx context.Context, w world) error {
	cfg, _, err := c.config(w)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(w.err, nil))
	zone := cfg.Zone.String()
	next, err := schedule.Next(cfg.Schedule, zone, w.now())
	if err != nil {
		return usage("%v", err)
	}
	log.Info("按时间表执行", "schedule", cfg.Schedule, "zone", zone, "next", next)
	missed, err := c.missed(ctx, w)
	if err != nil {
		return err
	}
	if missed {
		log.Info("补做停机期间错过的一次执行")
		c.once(ctx, w, log)
	}
	err = schedule.Run(ctx, cfg.Schedule, zone, schedule.Wall(), func(ctx context.Context) { c.once(ctx, w, log) }, func(p *schedule.Panic) {
		log.Error("本次执行出现程序错误，下次照常执行", "cause", p.Error(), "stack", string(p.Stack))
	})
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	log.Info("已停止")
	return err
}

// missed reports whether a scheduled run was missed while the machine was off.
func (c daemonCmd) missed(ctx context.Context, w world) (bool, error) {
	site, err := c.open(ctx, w, false)
	if err != nil {
		return false, err
	}
	st, err := site.Status(ctx, w.now(), site.next)
	if err = errors.Join(err, site.Close()); err != nil || st.LastRun == nil {
		return false, err
	}
	return schedule.Missed(site.config.Schedule, site.config.Zone.String(), *st.LastRun, w.now())
}

// once is one pass with its outcome in the log; counts only, nobody's values.
func (c daemonCmd) once(ctx context.Context, w world, log *slog.Logger) {
	site, err := c.open(ctx, w, true)
	var held *disk.HeldError
	if errors.As(err, &held) {
		log.Warn("另一次执行正在进行，本次跳过", "pid", held.PID, "host", held.Host)
		return
	}
	if err != nil {
		log.Error("不能开始", "cause", err)
		return
	}
	site.Log = log
	defer func() {
		if err := site.Close(); err != nil {
			log.Error("台账没有正常关闭", "cause", err)
		}
	}()
	res, err := site.pass(ctx, w, w.now(), false)
	var fault *batch.Fault
	switch {
	case errors.As(err, &fault):
		log.Error(fault.What, "next", fault.Next, "cause", fmt.Sprint(fault.Err))
	case err != nil:
		log.Error("执行没有完成，下次继续", "cause", err)
	default:
		log.Info("执行完成", "files", len(res.Files), "outputs", len(res.Outputs), "week", res.Week.String(), "plan", string(res.Plan), "faults", len(res.Faults))
	}
}

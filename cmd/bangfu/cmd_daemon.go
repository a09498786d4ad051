package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"bangfu/internal/disk"
	"bangfu/internal/fault"
	"bangfu/internal/schedule"
)

type daemonCmd struct {
	workspace
	All     string `placeholder:"文件夹" help:"执行这个文件夹下的每一个工作区，各按各的时间表" type:"path"`
	Abreast int    `default:"1" help:"与 --all 同用：同时执行几个工作区"`
}

// Run runs the same pass by the clock until it is told to stop.
func (c daemonCmd) Run(ctx context.Context, w world) error {
	log := slog.New(slog.NewTextHandler(w.err, nil))
	if c.All != "" {
		return c.everyone(ctx, w, log)
	}
	return c.serve(ctx, w, log, func(context.Context) func() { return func() {} })
}

// serve runs one workspace by its clock; a pass begins when turn lets it, and
// gives the turn back.
func (c daemonCmd) serve(ctx context.Context, w world, log *slog.Logger, turn func(context.Context) func()) error {
	cfg, _, err := c.config(w)
	if err != nil {
		return err
	}
	zone := cfg.Zone.String()
	next, err := schedule.Next(cfg.Schedule, zone, w.now())
	if err != nil {
		return usage("%v", err)
	}
	log.Info("按时间表执行", "schedule", cfg.Schedule, "zone", zone, "next", next)
	last, err := c.last(ctx, w)
	if err != nil { // the passes to come say so too, in status.json
		log.Error("看不到上次执行的时间", "cause", fault.WithoutNames(err))
		last = w.now()
	}
	if missed, err := schedule.Missed(cfg.Schedule, zone, last, w.now()); err == nil && missed {
		log.Info("补做停机期间错过的一次执行")
	}
	err = schedule.Run(ctx, cfg.Schedule, zone, schedule.Wall(), last, func(ctx context.Context) {
		defer turn(ctx)()
		c.once(ctx, w, log)
	}, func(p *schedule.Panic) {
		log.Error("本次执行出现程序错误，下次照常执行", "cause", p.Error(), "stack", string(p.Stack))
	})
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	log.Info("已停止")
	return err
}

// last is when a run last came to its end; zero when none has.
func (c daemonCmd) last(ctx context.Context, w world) (time.Time, error) {
	site, err := c.open(ctx, w, reading)
	if err != nil {
		return time.Time{}, err
	}
	last, err := site.Reader().LastRun(ctx)
	return last, errors.Join(err, site.Close())
}

// once is one pass with its outcome in the log; counts only, nobody's values.
func (c daemonCmd) once(ctx context.Context, w world, log *slog.Logger) {
	site, err := c.open(ctx, w, alone)
	var held *disk.HeldError
	if errors.As(err, &held) {
		log.Warn("另一次执行正在进行，本次跳过", "pid", held.PID, "host", held.Host)
		return
	}
	if err != nil {
		c.broke(w, log, err)
		return
	}
	site.Log = slog.New(both{log.Handler(), site.log})
	site.log.err = io.Discard // the daemon's own log says it
	defer func() {
		if err := site.Close(); err != nil {
			log.Error("台账没有正常关闭", "cause", err)
		}
	}()
	res, err := site.pass(ctx, w, w.now(), false)
	site.failed = err != nil
	if err != nil {
		c.broke(w, log, err)
		return
	}
	site.compareWeekly(ctx, w.now(), log)
	log.Info("执行完成", "files", len(res.Files), "outputs", len(res.Outputs), "week", res.Week.String(), "plan", string(res.Plan), "faults", len(res.Faults))
}

// compareWeekly looks once a week whether the frozen files in the outbox are as
// they were published. Log and status.json say what is not.
func (o *opened) compareWeekly(ctx context.Context, at time.Time, log *slog.Logger) {
	differ, err := o.CompareWeekly(ctx, at)
	for _, line := range differ {
		log.Warn("每周核对发件箱", "found", line)
	}
	if err == nil && len(differ) > 0 {
		err = o.publishStatus(ctx, at)
	}
	if err != nil {
		log.Error("每周核对发件箱没有做完", "cause", fault.WithoutNames(err))
	}
}

// broke tells of a pass that failed, in the log and in status.json.
func (c daemonCmd) broke(w world, log *slog.Logger, err error) {
	told := fault.Explain(err)
	log.Error("执行没有完成："+told.What, "next", told.Next, "cause", fault.WithoutNames(told.Err))
	if err := c.failed(w, w.now(), err); err != nil {
		log.Error("status.json 写不出", "cause", fault.WithoutNames(err))
	}
}

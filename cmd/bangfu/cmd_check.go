package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/fault"
	"bangfu/internal/outbox"
	"bangfu/internal/place"
	"bangfu/internal/precheck"
)

type checkCmd struct {
	Files     []string `arg:"" name:"file" help:"要检查的工作簿"`
	Workspace string   `short:"w" help:"工作区；不给时，户籍与收入、许可证登记、重复申报等要在报送后才能核对" type:"path"`
	Unit      string   `help:"按哪个县区检查；不给时看填报单位"`
	At        string   `help:"把时钟拨到这个时间（RFC 3339）"`
	JSON      bool     `name:"json" help:"以 JSON 写到标准输出"`
	Full      bool     `help:"JSON 中不遮蔽个人信息"`
}

// Run gives a county the same findings as a run would, and an annotated copy
// beside each file. The status is 0 also with findings.
func (c checkCmd) Run(ctx context.Context, w world) error {
	at, err := w.instant(c.At)
	if err != nil {
		return err
	}
	check, done, err := c.judge(ctx, w, at)
	if err != nil {
		return err
	}
	results := []precheck.FileResult{}
	for _, path := range c.Files {
		var r precheck.Checked
		if r, err = c.one(w, path, check); err != nil {
			break
		}
		results = append(results, r.Result)
	}
	if err = errors.Join(err, done()); err != nil {
		return err
	}
	return c.show(w.out, results)
}

// judge judges one file.
type judge func(name string, data []byte) (precheck.Checked, error)

// judge is that of the workspace, or a stand-alone one with the built-in tables.
func (c checkCmd) judge(ctx context.Context, w world, at time.Time) (judge, func() error, error) {
	if c.Workspace != "" {
		o, err := workspace{c.Workspace}.open(ctx, w, reading)
		if err != nil {
			return nil, nil, err
		}
		unit, err := c.unit(func() (assist.Terms, error) { return o.Terms(ctx, at) })
		if err != nil {
			return nil, nil, errors.Join(err, o.Close())
		}
		return func(name string, data []byte) (precheck.Checked, error) {
			return o.Check(ctx, name, data, unit, at)
		}, o.Close, nil
	}
	rules, err := builtinRules()
	if err != nil {
		return nil, nil, err
	}
	unit, err := c.unit(func() (assist.Terms, error) { return rules.Terms, nil })
	if err != nil {
		return nil, nil, err
	}
	log := newLogbook("", w.err)
	tell := func(err error) {
		slog.New(log).Warn("标注副本里没有原工作簿，只有回执一张表", "cause", fault.WithoutNames(err))
	}
	return func(name string, data []byte) (precheck.Checked, error) {
		return precheck.Check(ctx, precheck.Ask{Name: name, Data: data, Unit: unit, At: at, Rules: rules, Tell: tell})
	}, log.Close, nil
}

// unit is the unit that --unit names, by any of its names; "" leaves it to the file.
func (c checkCmd) unit(terms func() (assist.Terms, error)) (string, error) {
	if c.Unit == "" || c.Unit == assist.City {
		return c.Unit, nil
	}
	t, err := terms()
	if err != nil {
		return "", err
	}
	unit, ok := t.UnitCalled(c.Unit)
	if !ok {
		var names []string
		for _, u := range t.Units {
			names = append(names, u.Name)
		}
		return "", usage("--unit：没有县区“%s”；可以写：%s、%s", c.Unit, strings.Join(names, "、"), assist.City)
	}
	return unit, nil
}

// builtinRules are the embedded tables and the limits of the built-in city.
func builtinRules() (precheck.Rules, error) {
	terms, err := builtin()
	if err != nil {
		return precheck.Rules{}, err
	}
	cfg, err := home()
	s := settings(cfg, nil)
	return precheck.Rules{Terms: terms, Limits: s.Limits, Bounds: s.Bounds}, err
}

// one checks a file and writes the annotated copy beside it.
func (c checkCmd) one(w world, path string, check judge) (precheck.Checked, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return precheck.Checked{}, usage("读不到文件 %s：%v", path, err)
	}
	r, err := check(filepath.Base(path), data)
	if err != nil {
		return r, err
	}
	out := place.Checked(path)
	if err := disk.Replace(w.disk, out, r.Copy, outbox.FilePerm); err != nil {
		return r, usage("写不出标注副本 %s：%v。请检查文件夹权限，或先关闭已打开的副本", out, err)
	}
	return r, nil
}

func (c checkCmd) show(out io.Writer, results []precheck.FileResult) error {
	for i := range results {
		switch {
		case c.Full:
			results[i].Unmask()
		case c.JSON:
			results[i].Veil()
		}
	}
	if c.JSON {
		return writeJSON(out, map[string]any{"files": results})
	}
	for _, f := range results {
		fmt.Fprintf(out, "%s\n", f.Name)
		for _, x := range f.Findings {
			fmt.Fprintf(out, "  %s %s %s %s\n      %s\n", x.Code, x.Sheet, x.Cell, x.Message, x.Fix)
		}
		fmt.Fprintf(out, "  读到 %d 行：备案 %d 待核 %d 退回 %d 不符合 %d；标注副本在 %s\n", f.Rows.Read, f.Rows.Filed, f.Rows.Held,
			f.Rows.Returned, f.Rows.Ineligible, filepath.Base(place.Checked(f.Name)))
		if later := assist.Later(uncheckedCodes(f.Unchecked)); later != "" {
			fmt.Fprintf(out, "  %s\n", later)
		}
	}
	return nil
}

// uncheckedCodes are the rules that were not judged.
func uncheckedCodes(list []precheck.UncheckedJSON) []string {
	codes := make([]string, len(list))
	for i, u := range list {
		codes[i] = u.Code
	}
	return codes
}

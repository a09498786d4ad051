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

	"bangfu/internal/batch"
	"bangfu/internal/disk"
	"bangfu/internal/outbox"
	"bangfu/internal/place"
)

type checkCmd struct {
	Files     []string `arg:"" name:"file" help:"要检查的工作簿"`
	Workspace string   `short:"w" help:"工作区；不给时，需要登记、名册或参数的规则列为未核对" type:"path"`
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
	site, done, err := c.site(ctx, w)
	if err != nil {
		return err
	}
	results := []batch.FileResult{}
	for _, path := range c.Files {
		var r batch.Checked
		if r, err = c.one(ctx, w, site, path, at); err != nil {
			break
		}
		results = append(results, r.Result)
	}
	if err = errors.Join(err, done()); err != nil {
		return err
	}
	return c.show(w.out, results)
}

// site is the workspace, or a stand-alone judge with the built-in tables.
func (c checkCmd) site(ctx context.Context, w world) (*batch.Site, func() error, error) {
	if c.Workspace != "" {
		o, err := workspace{c.Workspace}.open(ctx, w, reading)
		if err != nil {
			return nil, nil, err
		}
		return o.Site, o.Close, nil
	}
	terms, err := builtin()
	if err != nil {
		return nil, nil, err
	}
	cfg, err := home()
	if err != nil {
		return nil, nil, err
	}
	log := newLogbook("", w.err)
	site := &batch.Site{
		Disk: w.disk, Settings: settings(cfg, nil), Builtin: terms, Faces: faces(cfg.Fonts), Program: version,
		Log: slog.New(log), Progress: w.progress(), Wait: w.wait,
	}
	return site, log.Close, nil
}

// one checks a file and writes the annotated copy beside it.
func (c checkCmd) one(ctx context.Context, w world, site *batch.Site, path string, at time.Time) (batch.Checked, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return batch.Checked{}, usage("读不到文件 %s：%v", path, err)
	}
	r, err := site.Check(ctx, filepath.Base(path), data, c.Unit, at, c.Workspace == "")
	if err != nil {
		return r, err
	}
	out := place.Checked(path)
	if err := disk.Replace(w.disk, out, r.Copy, outbox.FilePerm); err != nil {
		return r, usage("写不出标注副本 %s：%v。请检查文件夹权限，或先关闭已打开的副本", out, err)
	}
	return r, nil
}

func (c checkCmd) show(out io.Writer, results []batch.FileResult) error {
	if c.Full {
		for i := range results {
			results[i].Unmask()
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
		if codes := uncheckedCodes(f.Unchecked); codes != "" {
			fmt.Fprintf(out, "  未核对（没有工作区，报送后才核对）：%s\n", codes)
		}
	}
	return nil
}

// uncheckedCodes are the rules that were not judged, in one line.
func uncheckedCodes(list []batch.UncheckedJSON) string {
	codes := make([]string, len(list))
	for i, u := range list {
		codes[i] = u.Code
	}
	return strings.Join(codes, " ")
}

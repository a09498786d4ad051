package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	list, failed := c.each(ctx, w, check)
	return errors.Join(c.show(w.out, list), failed, done())
}

// checkedFile is a file that was checked, and where its annotated copy lies; "" for nowhere.
type checkedFile struct {
	precheck.FileResult
	copy string
}

// each checks the files one by one. What is wrong with one of them, or with its copy,
// is told after all of them; only an error of the machine ends the rest.
func (c checkCmd) each(ctx context.Context, w world, check judge) ([]checkedFile, error) {
	var list []checkedFile
	var failed statusError
	written := map[string]bool{}
	for _, path := range c.Files {
		r, err := c.one(path, check)
		out := ""
		if err == nil {
			out, err = writeCopy(ctx, w.disk, path, r.Copy, written)
			list = append(list, checkedFile{r.Result, out})
		}
		var s statusError
		switch {
		case err == nil:
			written[out] = true
		case errors.As(err, &s):
			failed = statusError{max(failed.status, s.status), errors.Join(failed.err, s.err)}
		default:
			return list, err
		}
	}
	if failed.err == nil {
		return list, nil
	}
	return list, failed
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

// one checks a file.
func (c checkCmd) one(path string, check judge) (precheck.Checked, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return precheck.Checked{}, usage("读不到文件 %s：%v", path, err)
	}
	return check(filepath.Base(path), data)
}

// besideCopies is how many names beside the wanted one are tried.
const besideCopies = 20

// writeCopy writes the annotated copy beside a workbook and gives its name:
// <name>_核对.xlsx, or one beside it where another program holds that open, where a
// copy of this call lies, or a file that is not ours.
func writeCopy(ctx context.Context, d disk.FS, path string, data []byte, written map[string]bool) (string, error) {
	wanted := place.Checked(path)
	out, err := wanted, error(disk.ErrBusy)
	for n := 1; errors.Is(err, disk.ErrBusy) && n <= besideCopies; n++ {
		if !written[out] && ourCopy(ctx, d, out) {
			if err = disk.Replace(d, out, data, outbox.FilePerm); err == nil {
				return out, nil
			}
		}
		out = place.Beside(wanted, n)
	}
	return "", statusError{statusMend, fmt.Errorf("写不出标注副本 %s：%w。请检查文件夹权限，或先关闭已打开的副本", wanted, err)}
}

// ourCopy reports whether a copy may be written to a name: nothing lies there, or an
// earlier copy of ours.
func ourCopy(ctx context.Context, d disk.FS, path string) bool {
	old, err := disk.ReadFile(d, path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	var sub assist.Submission
	err = precheck.Decode(ctx, old, &sub, precheck.Rules{})
	return err == nil && sub.Ours != ""
}

func (c checkCmd) show(out io.Writer, list []checkedFile) error {
	results := []precheck.FileResult{}
	for i := range list {
		switch {
		case c.Full:
			list[i].Unmask()
		case c.JSON:
			list[i].Veil()
		}
		results = append(results, list[i].FileResult)
	}
	if c.JSON {
		return writeJSON(out, map[string]any{"files": results})
	}
	for _, f := range list {
		fmt.Fprintf(out, "%s\n", f.Name)
		for _, x := range f.Findings {
			fmt.Fprintf(out, "  %s %s %s %s\n      %s\n", x.Code, x.Sheet, x.Cell, x.Message, x.Fix)
		}
		fmt.Fprintf(out, "  读到 %d 行：备案 %d 待核 %d 退回 %d 不符合 %d；%s\n", f.Rows.Read, f.Rows.Filed, f.Rows.Held,
			f.Rows.Returned, f.Rows.Ineligible, f.where())
		if later := assist.Later(uncheckedCodes(f.Unchecked)); later != "" {
			fmt.Fprintf(out, "  %s\n", later)
		}
	}
	return nil
}

// where says where the annotated copy lies.
func (f checkedFile) where() string {
	if f.copy == "" {
		return "标注副本没有写出"
	}
	return "标注副本在 " + filepath.Base(f.copy)
}

// uncheckedCodes are the rules that were not judged.
func uncheckedCodes(list []precheck.UncheckedJSON) []string {
	codes := make([]string, len(list))
	for i, u := range list {
		codes[i] = u.Code
	}
	return codes
}

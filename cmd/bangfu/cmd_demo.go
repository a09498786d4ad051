package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/outbox"
	"bangfu/internal/precheck"
	"bangfu/internal/sample"
)

type demoCmd struct {
	Dir string `arg:"" optional:"" default:"./帮扶演示" help:"演示工作区放在哪个文件夹（要么不存在，要么是空的）" type:"path"`
}

// Run plays one week in the built-in sample city.
func (c demoCmd) Run(ctx context.Context, w world) error {
	standard, err := builtin()
	if err != nil {
		return err
	}
	story, err := sample.ReadStory(standard)
	if err != nil {
		return err
	}
	steps, err := story.Steps()
	if err != nil {
		return err
	}
	if err := c.prepare(w, story); err != nil {
		return err
	}
	site, err := workspace{c.Dir}.open(ctx, w, alone)
	if err != nil {
		return err
	}
	d := &demo{world: w, story: story, site: site, outputs: map[string]bool{}}
	fmt.Fprintf(w.out, "演示工作区：%s\n示例城市有 11 个县区，人名、证号、电话都是虚构的，农村收入是示例数。\n", c.Dir)
	noPage(w.out)
	for _, step := range steps {
		if err := d.play(ctx, step); err != nil {
			return errors.Join(err, site.Close())
		}
	}
	d.tellUnits()
	d.tellPlaces()
	d.tellNext(c.Dir)
	return site.Close()
}

// prepare makes the workspace; the demonstration does not wait for files to settle.
func (c demoCmd) prepare(w world, story *sample.Story) error {
	if err := mustBeEmpty(w.disk, c.Dir); err != nil {
		return err
	}
	own, err := home()
	if err != nil {
		return err
	}
	if _, err := makeWorkspace(w.disk, c.Dir, story.Terms(), own.Filing, assist.DateOf(w.now())); err != nil {
		return err
	}
	name := filepath.Join(c.Dir, "bangfu.toml")
	text, err := disk.ReadFile(w.disk, name)
	if err != nil {
		return err
	}
	return disk.Replace(w.disk, name, bytes.Replace(text, []byte("\nsettle = 3\n"), []byte("\nsettle = 0\n"), 1), outbox.FilePerm)
}

// mustBeEmpty refuses a folder that holds anything.
func mustBeEmpty(d disk.FS, dir string) error {
	at, err := d.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return usage("看不到 %s：%v", dir, err)
	}
	if !at.IsDir() {
		return usage("%s 不是文件夹。请换一个名字", dir)
	}
	inside, err := d.ReadDir(dir)
	if err != nil {
		return usage("读不到 %s：%v", dir, err)
	}
	if len(inside) > 0 {
		return usage("%s 里已经有文件，没有改动。请换一个不存在或空的文件夹", dir)
	}
	return nil
}

// demo is the demonstration while it plays.
type demo struct {
	world
	story    *sample.Story
	site     *opened
	receipts []precheck.FileResult // of all passes
	units    []assist.Tally        // after the last pass
	outputs  map[string]bool       // written so far, relative to the workspace
}

// play drops the files of one step and runs the pass.
func (d *demo) play(ctx context.Context, step sample.Step) error {
	fmt.Fprintf(d.out, "\n━━ %s %s　%s ━━\n", step.Name, assist.Clock(step.At), step.Title)
	for _, f := range step.Drops {
		if err := d.drop(f); err != nil {
			return err
		}
	}
	if step.Name == sample.Wednesday {
		if err := d.mend(ctx); err != nil {
			return err
		}
	}
	res, err := d.site.pass(ctx, d.world, step.At, false)
	if err != nil {
		return err
	}
	for _, p := range res.Outputs {
		d.outputs[p] = true
	}
	d.receipts = append(d.receipts, res.Files...)
	if len(res.Units) > 0 {
		d.units = res.Units
	}
	res.Outputs = nil
	showRun(d.out, res)
	return nil
}

// looks tell what is special about a file.
var looks = map[string]string{"导出": "（系统导出，有标题、重复表头和合计行）", "CSV": "（GB18030 编码的 CSV）", "截断": "（传到一半，文件已损坏）"}

func (d *demo) drop(f sample.Drop) error {
	fmt.Fprintf(d.out, "放入 收件箱/%s/%s%s\n", f.Unit, f.Name, looks[f.Look])
	return disk.Replace(d.disk, filepath.Join(d.site.Place.Inbox(f.Unit), f.Name), f.Bytes, outbox.FilePerm)
}

// mend takes the receipts of 申请表 out of the outboxes, mends the cells the
// story names, and drops the very same workbooks back.
func (d *demo) mend(ctx context.Context) error {
	for _, f := range slices.Clone(d.receipts) {
		if f.Kind != assist.KindApplication || f.Receipt == nil || !d.story.Mends(f.Unit) {
			continue
		}
		name := d.site.Place.Receipt(f.Unit, *f.Receipt, 0)
		receipt, err := disk.ReadFile(d.disk, name)
		if err != nil {
			return err
		}
		mended, err := d.story.Mended(ctx, f.Unit, receipt)
		if err != nil {
			return err
		}
		if err := d.drop(sample.Drop{Unit: f.Unit, Name: filepath.Base(name), Bytes: mended}); err != nil {
			return err
		}
		fmt.Fprintln(d.out, "　　（县区在自己的回执上改好后原样放回）")
	}
	return nil
}

// tellUnits tells, unit by unit, what was taken and what became of it.
func (d *demo) tellUnits() {
	fmt.Fprintln(d.out, "\n━━ 这一周各县区 ━━")
	for _, t := range d.units {
		if t.Unit == assist.Sum {
			continue
		}
		files, refused := 0, 0
		for _, f := range d.receipts {
			if f.Unit != t.Unit {
				continue
			}
			files++
			if f.State == "unreadable" {
				refused++
			}
		}
		line := fmt.Sprintf("%s %s　收文件 %d 个", pad(t.Unit, 7), t.Report.State, files)
		if refused > 0 {
			line += fmt.Sprintf("（%d 个无法读取）", refused)
		}
		if t.Applications > 0 {
			line += fmt.Sprintf("，申请 %d：备案 %d 待核 %d 退回 %d 不符合 %d，在册 %d", t.Applications, t.Filed, t.Held, t.Returned, t.Ineligible, t.Enrolled)
		}
		fmt.Fprintln(d.out, line)
	}
}

// tellPlaces tells where each output lies, a line a folder: the city's first,
// then unit by unit.
func (d *demo) tellPlaces() {
	fmt.Fprintln(d.out, "\n━━ 结果在哪里 ━━")
	folders := map[string][]string{}
	for _, p := range slices.Sorted(maps.Keys(d.outputs)) {
		folders[path.Dir(p)] = append(folders[path.Dir(p)], path.Base(p))
	}
	units := []string{assist.City}
	for _, u := range d.story.Terms().Units {
		units = append(units, u.Name)
	}
	week := d.story.Week().Next()
	for _, u := range units {
		for _, dir := range []string{d.site.Place.Outbox(u), d.site.Place.Week(u, week)} {
			if dir = d.site.Place.Rel(dir); len(folders[dir]) > 0 {
				fmt.Fprintf(d.out, "%s/　%s\n", dir, brief(folders[dir]))
			}
		}
	}
}

// brief lists the names of a folder, its receipts counted.
func brief(names []string) string {
	receipts := 0
	rest := slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		if strings.HasPrefix(n, "回执_") && path.Ext(n) == ".xlsx" {
			receipts++
			return true
		}
		return strings.HasPrefix(n, "回执_")
	})
	if receipts > 0 {
		rest = append([]string{fmt.Sprintf("回执 %d 份", receipts)}, rest...)
	}
	return strings.Join(rest, "、")
}

func (d *demo) tellNext(dir string) {
	fmt.Fprintf(d.out, `
先看这几样：
  发件箱/平城区 的回执：县区自己的表，问题标在格子上
  发件箱/市局/2026-W49/备案汇总表_2026-W49.xlsx：各县区一行，谁没报、多少待核
  发件箱/市局/2026-W49/供货表_2026-W49.xlsx：下周给谁多少，为什么
接着可以：
  bangfu status -w %[1]s --at 2026-11-26T19:00:00+08:00
  bangfu trace 140213100074 -w %[1]s
`, dir)
}

package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"bangfu/internal/assist"
	"bangfu/internal/batch"
	"bangfu/internal/config"
	"bangfu/internal/disk"
	"bangfu/internal/form"
	"bangfu/internal/outbox"
	"bangfu/internal/page"
	"bangfu/internal/place"
	"bangfu/internal/precheck"
	"bangfu/internal/schedule"
	"bangfu/internal/xlsx/write"
	"bangfu/templates"
)

type initCmd struct {
	Dir       string `arg:"" help:"新工作区的文件夹" type:"path"`
	City      string `help:"别的市：市名，例如 示例市；不给时为内置的市"`
	Province  string `help:"所在省，与 --city 同用"`
	Office    string `help:"本单位全称，默认 <市名>烟草专卖局（公司），与 --city 同用"`
	AreaCode  string `help:"固定电话区号，与 --city 同用"`
	Prefix    string `help:"备案编号的开头，默认取市名首字，例如 示烟弱备，与 --city 同用"`
	Units     string `help:"县区表 CSV：unit,code,licence_prefixes,aliases；不给时在 政策参数.xlsx 里填写，与 --city 同用" type:"path"`
	Standards string `help:"低保标准 CSV：unit,from,urban_yuan_per_month,rural_yuan_per_year,basis；不给时在 政策参数.xlsx 里填写，与 --city 同用" type:"path"`
}

// Run makes an empty workspace.
func (c initCmd) Run(w world) error {
	terms, filing, err := c.city(w)
	if err != nil {
		return err
	}
	kept, err := makeWorkspace(w.disk, c.Dir, terms, filing, assist.DateOf(w.now()))
	if err != nil {
		return err
	}
	fmt.Fprintf(w.out, "工作区已建好：%s\n", c.Dir)
	for _, path := range kept {
		fmt.Fprintf(w.out, "注意 %s\n", keptAsItIs(path))
	}
	fmt.Fprintln(w.out, "下一步：")
	fmt.Fprintln(w.out, "  1. 打开 "+assist.PolicyPath+"，核对县区和低保标准，补上各县区上一年的农村可支配收入")
	fmt.Fprintf(w.out, "  2. 空白表在 模板 文件夹，发给各县区；填好后放入 收件箱/<县区>。改过帮扶标准的，先运行 bangfu templates %s -w %s 重写空白表\n", place.New(c.Dir, place.Folders{}).Templates(), c.Dir)
	fmt.Fprintf(w.out, "  3. 运行 bangfu run -w %s\n", c.Dir)
	noPage(w.out)
	return nil
}

// city is the built-in city, or the one that the flags name: its units and
// standards from tables, or left to be filled in.
func (c initCmd) city(w world) (assist.Terms, string, error) {
	terms, err := builtin()
	if err != nil {
		return terms, "", err
	}
	own, err := home()
	if c.City == "" {
		if c != (initCmd{Dir: c.Dir}) {
			return terms, "", usage("--province、--office、--area-code、--prefix、--units、--standards 要和 --city 一起用")
		}
		return terms, own.Filing, err
	}
	var tables [2][]byte
	for i, path := range []string{c.Units, c.Standards} {
		if path == "" {
			continue
		}
		if tables[i], err = disk.ReadFile(w.disk, path); err != nil {
			return terms, "", usage("读不到 %s：%v", path, err)
		}
	}
	other, err := form.Standard(tables[0], tables[1], templates.Products)
	if err != nil {
		return terms, "", usage("%v。请改正后再运行；列的次序见 bangfu init --help", err)
	}
	other.Office = assist.Office{
		Name: cmp.Or(c.Office, c.City+"烟草专卖局（公司）"), City: c.City, Province: c.Province, AreaCode: c.AreaCode,
		Marketing: own.Office.Marketing, Supervision: own.Office.Supervision, Licensing: own.Office.Licensing,
	}
	filing := cmp.Or(c.Prefix, string([]rune(c.City)[:1])+"烟弱备")
	_, err = config.Parse(config.Default(other.Office, filing), nil, schedule.Parse)
	if err != nil {
		return terms, "", usage("%v", err)
	}
	if a, b, clash := place.Clash(unitNames(other)); clash {
		return terms, "", usage("县区表里的“%s”与“%s”的文件夹会同名，请改名后再运行", a, b)
	}
	return other, filing, nil
}

func unitNames(t assist.Terms) []string {
	var names []string
	for _, u := range t.Units {
		names = append(names, u.Name)
	}
	return names
}

// makeWorkspace makes folders, configuration, parameter workbooks with these
// terms and blank templates as of a day; nothing that is there already is touched.
// kept are the workbooks that were there.
func makeWorkspace(d disk.FS, dir string, terms assist.Terms, filing string, on assist.Date) (kept []string, err error) {
	if there, err := disk.Exists(d, filepath.Join(dir, "bangfu.toml")); err != nil || there {
		return nil, usageOr(err, "%s 已经是工作区，没有改动。要执行一次请运行 bangfu run -w %s", dir, dir)
	}
	p := place.New(dir, place.Folders{})
	folders := []string{p.Settings(), p.Archive(), p.Templates(), p.Inbox(assist.City), p.Outbox(assist.City)}
	for _, u := range terms.Units {
		folders = append(folders, p.Inbox(u.Name), p.Outbox(u.Name))
	}
	for _, f := range folders {
		if err := disk.Make(d, f, 0o750); err != nil {
			return nil, usage("建不了文件夹 %s：%v。请检查权限和磁盘空间", f, err)
		}
	}
	files, err := blankFiles(p, terms, on)
	if err != nil {
		return nil, err
	}
	fresh, err := checkPages(p, terms, filing, on)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		old, err := disk.ReadFile(d, f.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			fresh = append(fresh, f)
		case err != nil || !bytes.Equal(old, f.data):
			kept = append(kept, f.path)
		}
	}
	for _, f := range fresh {
		if err := disk.Replace(d, f.path, f.data, outbox.FilePerm); err != nil {
			return nil, usage("写不出 %s：%v。请检查权限和磁盘空间", f.path, err)
		}
	}
	return kept, disk.Replace(d, p.Config(), config.Default(terms.Office, filing), outbox.FilePerm)
}

// checkPages are 核对.html of the units and of the blank workbooks; none when
// the program was built without them.
func checkPages(p place.Place, terms assist.Terms, filing string, on assist.Date) ([]file, error) {
	if !page.HasEngine() {
		return nil, nil
	}
	cfg, err := config.Parse(config.Default(terms.Office, filing), nil, schedule.Parse)
	if err != nil {
		return nil, err
	}
	s := settings(cfg, nil)
	rules := precheck.Rules{Terms: terms, Limits: s.Limits, Bounds: s.Bounds}
	list := []file{{path: p.CheckTemplate()}}
	for _, u := range terms.Units {
		list = append(list, file{path: p.CheckPage(u.Name)})
	}
	for i := range list {
		unit := ""
		if i > 0 {
			unit = terms.Units[i-1].Name
		}
		if list[i].data, err = batch.CheckPage(unit, rules, on); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// noPage is what a program says that was built without 核对.html.
func noPage(out io.Writer) {
	if !page.HasEngine() {
		fmt.Fprintln(out, "没有写 核对.html：这个程序编译时没有带上浏览器核对。要它，先运行 go generate ./...，再编译；其余照常。")
	}
}

type file struct {
	path string
	data []byte
}

// blankFiles are the parameter workbooks, and the blank templates with them.
func blankFiles(p place.Place, terms assist.Terms, on assist.Date) ([]file, error) {
	var list []file
	for _, b := range form.Workbooks {
		path := filepath.Join(p.Templates(), string(b)+".xlsx")
		switch b {
		case form.PolicyBook:
			path = p.Terms()
		case form.CatalogueBook:
			path = p.Products()
		}
		data, err := write.Write(form.Blank(b, "", terms, on))
		if err != nil {
			return nil, err
		}
		list = append(list, file{path, data})
	}
	return list, nil
}

func usageOr(err error, format string, args ...any) error {
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usage("%v", err)
	}
	return usage(format, args...)
}

type templatesCmd struct {
	Dir string `arg:"" help:"写到哪个文件夹" type:"path"`
	figures
}

// keptAsItIs says that a workbook was there and is not written over.
func keptAsItIs(path string) string {
	return "已有 " + path + "，没有改动；要换成新写的，请先把它移走再运行"
}

// Run writes the blank workbooks: the built-in ones, or those with the
// parameters of a workspace. One that somebody has filled in stays, and so do
// the parameter workbooks of a workspace; that is told, status 1.
func (c templatesCmd) Run(ctx context.Context, w world) error {
	terms, err := c.terms(ctx, w)
	if err != nil {
		return err
	}
	if err := disk.Make(w.disk, c.Dir, 0o750); err != nil {
		return usage("建不了文件夹 %s：%v", c.Dir, err)
	}
	var kept []string
	for _, b := range form.Workbooks {
		data, err := write.Write(form.Blank(b, "", terms, assist.DateOf(w.now())))
		if err != nil {
			return err
		}
		path := filepath.Join(c.Dir, string(b)+".xlsx")
		used, err := inForce(w.disk, path)
		if err != nil {
			return usage("读不到 %s：%v", path, err)
		}
		if used || filledIn(ctx, w.disk, path) {
			kept = append(kept, keptAsItIs(path))
			continue
		}
		if err := disk.Replace(w.disk, path, data, outbox.FilePerm); err != nil {
			return usage("写不出 %s：%v", path, err)
		}
		fmt.Fprintln(w.out, path)
	}
	return w.warn(kept)
}

// inForce reports a parameter workbook that a workspace reads.
func inForce(d disk.FS, path string) (bool, error) {
	p := place.New(filepath.Dir(filepath.Dir(path)), place.Folders{})
	if path != p.Terms() && path != p.Products() {
		return false, nil
	}
	workspace, err := disk.Exists(d, p.Config())
	if err != nil || !workspace {
		return false, err
	}
	return disk.Exists(d, path)
}

// filledIn reports whether a workbook holds a row that somebody has written, or
// is none that can be read.
func filledIn(ctx context.Context, d disk.FS, path string) bool {
	old, err := disk.ReadFile(d, path)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	return precheck.FilledIn(ctx, old)
}

package main

import (
	"context"
	"errors"
	"fmt"

	"bangfu/internal/batch"
	"bangfu/internal/disk"
)

type verifyCmd struct {
	workspace
	Erased bool     `help:"查找已清除的客户还有没有留下个人信息"`
	Name   []string `help:"与 --erased 同用：再按这个姓名查找（台账里已经没有），可写多次"`
	Number []string `help:"与 --erased 同用：再按这个身份证号、残疾人证号或电话查找，可写多次"`
	Outbox bool     `help:"只核对发件箱里的定稿文件是否仍是发布时的"`
	Mend   bool     `help:"与 --outbox 同用：把不是发布时的定稿文件放回"`
}

// Run proves that nothing was lost or altered.
func (c verifyCmd) Run(ctx context.Context, w world) error {
	if c.Mend && !c.Outbox {
		return usage("--mend 要与 --outbox 同用：bangfu verify --outbox --mend")
	}
	if (len(c.Name) > 0 || len(c.Number) > 0) && !c.Erased {
		return usage("--name、--number 要与 --erased 同用：bangfu verify --erased --name 姓名")
	}
	site, err := c.open(ctx, w, alone)
	if disk.Denied(err) { // a copy for reading only has no other run
		site, err = c.open(ctx, w, reading)
	}
	if err != nil {
		return err
	}
	if c.Erased {
		return c.erased(ctx, w, site)
	}
	verify := site.Verify
	if c.Outbox {
		verify = func(ctx context.Context) ([]string, []string, error) { return site.VerifyOutbox(ctx, c.Mend) }
	}
	wrong, told, err := verify(ctx)
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	if w.show(told, "不一致 ", wrong) {
		fmt.Fprintf(w.out, "共 %d 处不一致，怎么办见上面\n", len(wrong))
		return statusError{status: statusMend}
	}
	if c.Outbox {
		fmt.Fprintln(w.out, "发件箱里的定稿文件都是发布时的")
		return nil
	}
	fmt.Fprintln(w.out, "台账链条完整，存档齐全，定稿"+uncompared(told)+"均可逐字节重建")
	return nil
}

// show writes what is to be told, and what is wrong, a line each; it reports
// whether anything is.
func (w world) show(told []string, head string, wrong []string) bool {
	for _, t := range told {
		fmt.Fprintln(w.out, t)
	}
	for _, x := range wrong {
		fmt.Fprintln(w.out, head+x)
	}
	return len(wrong) > 0
}

// uncompared points to the lines that name what could not be compared.
func uncompared(told []string) string {
	if len(told) == 0 {
		return ""
	}
	return "除上面说明的以外"
}

// erased searches for what erasures should have taken away.
func (c verifyCmd) erased(ctx context.Context, w world, site *opened) error {
	wrong, told, err := site.VerifyErased(ctx, batch.Sought{Names: c.Name, Numbers: c.Number})
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	if w.show(told, "仍有残留 ", wrong) {
		fmt.Fprintf(w.out, "共 %d 处。台账里没有的原件请查明来历后删除；别人的文件请主人改；其余照各行\n", len(wrong))
		return statusError{status: statusMend}
	}
	fmt.Fprintf(w.out, "已清除的 %d 位客户没有留下个人信息\n", len(told))
	return nil
}

type rebuildCmd struct{ workspace }

// Run makes the outbox again.
func (c rebuildCmd) Run(ctx context.Context, w world) error {
	site, err := c.open(ctx, w, alone)
	if err != nil {
		return err
	}
	faults, err := site.Rebuild(ctx)
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	fmt.Fprintln(w.out, "发件箱已由台账和存档重建")
	return w.warn(faults)
}

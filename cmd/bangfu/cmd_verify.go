package main

import (
	"context"
	"errors"
	"fmt"

	"bangfu/internal/disk"
)

type verifyCmd struct{ workspace }

// Run proves that nothing was lost or altered.
func (c verifyCmd) Run(ctx context.Context, w world) error {
	site, err := c.open(ctx, w, alone)
	if disk.Denied(err) { // a copy for reading only has no other run
		site, err = c.open(ctx, w, reading)
	}
	if err != nil {
		return err
	}
	wrong, told, err := site.Verify(ctx)
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	for _, t := range told {
		fmt.Fprintln(w.out, t)
	}
	for _, x := range wrong {
		fmt.Fprintln(w.out, "不一致 "+x)
	}
	if len(wrong) > 0 {
		fmt.Fprintf(w.out, "共 %d 处不一致，怎么办写在各行里\n", len(wrong))
		return statusError{status: statusMend}
	}
	fmt.Fprintln(w.out, "台账链条完整，存档齐全，定稿均可逐字节重建")
	return nil
}

type rebuildCmd struct{ workspace }

// Run makes the outbox afresh.
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

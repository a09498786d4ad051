//go:build unix

package main

import (
	"strings"
	"syscall"
	"testing"

	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
)

// TestAFullDiskIsToldInPlainWords fails what the machine does where nothing of
// ours has a word for it: the operator is told what is wrong and what to do.
func TestAFullDiskIsToldInPlainWords(t *testing.T) {
	template := sampleSite(t)
	for _, c := range []struct {
		cause      error
		what, next string
	}{
		{syscall.ENOSPC, "磁盘已满", "清出"},
		{syscall.EDQUOT, "磁盘已满", "清出"},
		{syscall.EROFS, "磁盘是只读的", "改成可写"},
		{syscall.EACCES, "没有写入的权限", "权限"},
		{syscall.EIO, "没有做完", "再运行一次"},
	} {
		t.Run(c.cause.Error(), func(t *testing.T) {
			w := system()
			w.disk = &disktest.Faulty{FS: disk.Real(), At: -1, Fault: c.cause, When: func(op disktest.Op) bool {
				return op.Verb == "write" && strings.Contains(op.Path, "存档")
			}}
			status, told := said(w, runAt(copied(t, template))...)
			if status != statusMend || !strings.HasPrefix(told, "bangfu: "+c.what) || !strings.Contains(told, c.next) || strings.Count(told, "\n") != 2 {
				t.Errorf("status %d:\n%s", status, told)
			}
		})
	}
}

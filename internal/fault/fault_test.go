package fault_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"bangfu/internal/archive"
	"bangfu/internal/disk"
	"bangfu/internal/fault"
)

// What the machine says becomes what is wrong and what to do next; what somebody
// has put into words already stays as it is, however deep it lies.
func TestExplain(t *testing.T) {
	told := fault.Mend("表写不出", "请关闭 Excel", disk.ErrBusy)
	for _, c := range []struct {
		err          error
		what, output string
	}{
		{errors.New("no idea"), "没有做完", "没有做完"},
		{fmt.Errorf("archive: %w", archive.ErrMissing), "存档 里有一份在用的原件缺失或损坏，没有做完", "存档里的原件缺失或损坏"},
		{fmt.Errorf("archive: %w", archive.ErrAltered), "存档 里有一份在用的原件缺失或损坏，没有做完", "存档里的原件缺失或损坏"},
		{disk.ErrBusy, "有文件正被别的程序打开，没有做完", "有文件正被别的程序打开，没有做完"},
		{disk.ErrInTheWay, "没有做完", "那里有同名的文件夹或文件挡着"},
		{fmt.Errorf("run: %w", told), "表写不出", "表写不出"},
	} {
		if got := fault.Explain(c.err); got.What != c.what || got.Next == "" {
			t.Errorf("%v: %q, next %q; want %q", c.err, got.What, got.Next, c.what)
		}
		if got := fault.ExplainOutput(c.err); got.What != c.output {
			t.Errorf("an output that meets %v: %q, want %q", c.err, got.What, c.output)
		}
	}
	if got := fault.ExplainLedger(disk.ErrBusy); !strings.HasPrefix(got, "请关闭正打开它的程序") {
		t.Errorf("a busy ledger: %q", got)
	}
}

// The log names no file: a county may have called it after a customer.
func TestNameless(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{errors.New("plain"), "plain"},
		{fmt.Errorf("inbox: %w", &fs.PathError{Op: "open", Path: "收件箱/云州区/张三.xlsx", Err: fs.ErrPermission}), "open: permission denied"},
		{fmt.Errorf("outbox: %w", &os.LinkError{Op: "rename", Old: "张三.xlsx", New: "李四.xlsx", Err: fs.ErrExist}), "rename: file already exists"},
	} {
		if got := fault.WithoutNames(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

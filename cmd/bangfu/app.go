package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"bangfu/internal/disk"
	"bangfu/internal/fault"
	"bangfu/internal/notice"
)

// The exit statuses (workbooks.md, Commands).
const (
	statusDone   = 0 // returned rows are normal
	statusMend   = 1 // something must be run again or mended by the operator
	statusUsage  = 2 // usage or configuration
	statusLocked = 3 // another run holds the lock
)

// world is what the commands see of the machine.
type world struct {
	out, err io.Writer
	tty      bool // err is a terminal: long work shows progress
	disk     disk.FS
	now      func() time.Time
	wait     func(ctx context.Context, d time.Duration)
	user     string
	tell     func(stage string, done, of int) // is told of every step in place of the terminal; nil: the terminal is
}

func system() world {
	return world{
		out: os.Stdout, err: os.Stderr, tty: term.IsTerminal(int(os.Stderr.Fd())),
		disk: disk.Real(), now: time.Now, wait: pause, user: disk.Current().Name,
	}
}

// pause waits, or returns when the context ends.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// commands is the command line as a value: one field a subcommand.
type commands struct {
	Demo      demoCmd      `cmd:"" help:"用内置示例城市演示一周：周一草案、周三改正、周四定稿"`
	Init      initCmd      `cmd:"" help:"新建一个空工作区：各县区文件夹、配置、空白表、参数表"`
	Run       runCmd       `cmd:"" help:"执行一次：收件、审核、回执、备案、供货、报告"`
	Daemon    daemonCmd    `cmd:"" help:"按 bangfu.toml 的时间表自动执行"`
	Check     checkCmd     `cmd:"" help:"县区预检：列出文件的全部问题，并在旁边写一份标注副本"`
	Status    statusCmd    `cmd:"" help:"谁已报、谁迟报、什么在等、上次和下次执行"`
	Trace     traceCmd     `cmd:"" help:"一个许可证号的全部经过"`
	Rules     rulesCmd     `cmd:"" help:"规则目录：代码、级别、条款、何时出现、怎么办"`
	Templates templatesCmd `cmd:"" help:"写出空白表"`
	Sample    sampleCmd    `cmd:"" help:"生成任意规模的示例工作区"`
	Report    reportCmd    `cmd:"" help:"帮扶工作总结报告（年度或季度）"`
	Verify    verifyCmd    `cmd:"" help:"核对：台账链条完整、存档齐全、定稿可逐字节重建"`
	Rebuild   rebuildCmd   `cmd:"" help:"由台账和存档重建发件箱"`
	Erase     eraseCmd     `cmd:"" help:"清除一位已退出客户的个人信息"`
	Doctor    doctorCmd    `cmd:"" help:"检查磁盘、权限、时钟、台账、备份、字体和到期的参数，一行一项"`
	Restore   restoreCmd   `cmd:"" help:"列出台账备份；恢复一份，并由存档补回其后的内容"`
	Version   versionCmd   `cmd:"" help:"版本"`
}

// run is the program: arguments and a world in, an exit status out.
func run(ctx context.Context, args []string, w world) (status int) {
	var c commands
	exited := -1
	parser, err := kong.New(&c, kong.Name("bangfu"), kong.Description("帮扶：弱势群体客户帮扶管理"),
		kong.Writers(w.out, w.err), kong.Exit(func(code int) { exited = code }), kong.UsageOnError())
	if err != nil {
		return complain(w, err)
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 {
		return exited // --help
	}
	if err != nil {
		fmt.Fprintf(w.err, "bangfu: 命令写法不对：%v\n用 bangfu --help 查看全部命令\n", err)
		return statusUsage
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	parsed.Bind(w)
	return complain(w, parsed.Run())
}

// complain turns an error into one clear line and an exit status.
func complain(w world, err error) int {
	if err == nil {
		return statusDone
	}
	var s statusError
	if errors.As(err, &s) {
		if s.err != nil {
			fmt.Fprintf(w.err, "bangfu: %v\n", s.err)
		}
		return s.status
	}
	var held *disk.HeldError
	var before notice.ErrBefore
	var account *disk.AccountError
	var period notice.ErrPeriod
	switch {
	case errors.As(err, &held):
		fmt.Fprintf(w.err, "bangfu: %v\n", held)
		return statusLocked
	case errors.As(err, &before), errors.As(err, &account), errors.As(err, &period):
		fmt.Fprintf(w.err, "bangfu: %v\n", err)
		return statusUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(w.err, "bangfu: 已停止，未完成的部分下次执行会继续")
		return statusMend
	}
	told := fault.Explain(err)
	fmt.Fprintf(w.err, "bangfu: %v\n", told)
	if told.Err != nil {
		fmt.Fprintf(w.err, "  原因：%s\n", strings.ReplaceAll(told.Err.Error(), "\n", "；"))
	}
	return statusMend
}

// statusError is an error that asks for an exit status of its own.
type statusError struct {
	status int
	err    error // nil: everything has been said
}

func (e statusError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("status %d", e.status)
	}
	return e.err.Error()
}

// warn tells the faults beside work that was done; status 1 when there are any.
func (w world) warn(faults []string) error {
	for _, f := range faults {
		fmt.Fprintf(w.out, "注意 %s\n", f)
	}
	if len(faults) > 0 {
		return statusError{status: statusMend}
	}
	return nil
}

// usage is an error of usage or configuration.
func usage(format string, args ...any) error {
	return statusError{statusUsage, fmt.Errorf(format, args...)}
}

// instant reads --at, or the world's clock.
func (w world) instant(at string) (time.Time, error) {
	if at == "" {
		return w.now(), nil
	}
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return t, usage("--at %q 不是 RFC 3339 时间，应写成 2026-11-26T18:30:00+08:00", at)
	}
	return t, nil
}

package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestTheLogIsMadeWhenThereIsSomethingToSay writes to a log: what is a warning
// is told on stderr with where the log lies; without a word there is no file.
func TestTheLogIsMadeWhenThereIsSomethingToSay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "日志", "bangfu.log")
	var told bytes.Buffer
	j := newLogbook(path, &told)
	if err := j.Close(); err != nil || told.Len() > 0 {
		t.Errorf("%v %q", err, told.String())
	}
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("a log without a word")
	}
	log := slog.New(j)
	log.Info("补做", "from", 3)
	log.Warn("回执没有附上原工作簿", "receipt", "HZ-140213-20261123-001", "stack", "goroutine 1")
	if err := j.failed(context.Background(), time.Now(), &os.PathError{Op: "open", Path: "/收件箱/任国平.xlsx", Err: os.ErrPermission}); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if want := "bangfu: 回执没有附上原工作簿 HZ-140213-20261123-001\n共 1 条提醒，详见 日志/bangfu.log\n"; told.String() != want {
		t.Errorf("stderr %q\nwant   %q", told.String(), want)
	}
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), "\n") != 2 || !strings.Contains(string(text), "open: permission denied") || strings.Contains(string(text), "任国平") {
		t.Errorf("%v\n%s", err, text)
	}
}

// TestALogThatCannotBeWrittenIsTold: a file lies where its folder should be; all
// warnings are told, for they stand nowhere else. So are those of a trial.
func TestALogThatCannotBeWrittenIsTold(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "日志"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, end := range map[string]string{
		filepath.Join(dir, "日志", "bangfu.log"): "日志/bangfu.log 写不进去，以上 25 条提醒没有记下；请检查 日志 文件夹的权限和磁盘空间（mkdir: not a directory）\n",
		"": "bangfu: 输出没有写成 24\n",
	} {
		var told bytes.Buffer
		j := newLogbook(path, &told)
		for n := range 25 {
			slog.New(j).Warn("输出没有写成", "n", n)
		}
		if err := j.Close(); err != nil || strings.Count(told.String(), "bangfu: 输出没有写成") != 25 || !strings.HasSuffix(told.String(), end) {
			t.Errorf("%v\n%s", err, told.String())
		}
	}
}

// TestTheLogIsTurnedOver lets the log grow past its bound, again and again.
func TestTheLogIsTurnedOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bangfu.log")
	for range logKept + 3 {
		if err := os.WriteFile(path, make([]byte, logBytes), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := openLog(path)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	list, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(list) != logKept+1 {
		t.Errorf("%d logs, %v", len(list), err)
	}
}

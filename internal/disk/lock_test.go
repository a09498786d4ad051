package disk_test

import (
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var since = time.Date(2026, 11, 26, 18, 30, 0, 0, time.FixedZone("", 8*3600))

// TestMain lets the test binary be the other process that holds the lock.
func TestMain(m *testing.M) {
	if path := os.Getenv("DISK_TEST_HOLD"); path != "" {
		if _, err := disk.Lock(path, since); err != nil {
			os.Exit(1)
		}
		os.Stdout.WriteString("held\n")
		bufio.NewReader(os.Stdin).ReadString('\n') // until killed
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// hold starts another process that holds the lock.
func hold(t *testing.T, path string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "DISK_TEST_HOLD="+path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "held\n" {
		t.Fatalf("the other process said %q", line)
	}
	return cmd
}

func TestLockNamesItsHolderAndDiesWithIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".bangfu.lock")
	other := hold(t, path)
	_, err := disk.Lock(path, since)
	var held *disk.HeldError
	if !errors.As(err, &held) {
		t.Fatalf("second lock: %v", err)
	}
	if held.PID != other.Process.Pid || !held.Since.Equal(since) || held.Host == "" {
		t.Errorf("holder: %+v", held)
	}
	if !strings.Contains(err.Error(), "2026-11-26 18:30:00") || !strings.Contains(err.Error(), "请等它结束") {
		t.Errorf("message: %v", err)
	}
	other.Process.Kill()
	other.Wait()
	mine, err := disk.Lock(path, since)
	if err != nil {
		t.Fatalf("after the holder was killed: %v", err)
	}
	if !mine.Died() {
		t.Error("nothing says that the holder before has died")
	}
	if err := mine.Release(); err != nil {
		t.Fatal(err)
	}
	again, err := disk.Lock(path, since)
	if err != nil {
		t.Fatalf("after a release: %v", err)
	}
	if again.Died() {
		t.Error("a lock that was given back looks as if its holder had died")
	}
	if err := again.Abandon(); err != nil {
		t.Fatal(err)
	}
	if again, err = disk.Lock(path, since); err != nil || !again.Died() {
		t.Errorf("after a failed run: %v, %+v", err, again)
	}
	again.Release()
	if there, _ := disk.Exists(disk.Real(), path+".who"); there {
		t.Error("the note on the holder stayed")
	}
}

func TestHolderWithoutANoteHasJustBegun(t *testing.T) {
	if e := disk.Holder(filepath.Join(t.TempDir(), "none")); e.PID != 0 || !strings.Contains(e.Error(), "刚刚开始") {
		t.Errorf("%+v", e)
	}
}

func TestOneAccountOwnsAWorkspace(t *testing.T) {
	twin := disktest.NewTwin()
	zhang, li := disk.Account{Name: "zhang", ID: "1001"}, disk.Account{Name: "li", ID: "1002"}
	for _, step := range []struct {
		me   disk.Account
		want string // of the error; "" none
	}{
		{zhang, ""}, {zhang, ""}, {li, "由账户 zhang 运行，当前账户是 li"},
		{disk.Account{Name: "zhang renamed", ID: "1001"}, ""}, {zhang, ""},
	} {
		err := disk.Own(twin, "/.bangfu.account", step.me)
		var foreign *disk.AccountError
		if step.want == "" && err != nil || step.want != "" && !(errors.As(err, &foreign) && strings.Contains(err.Error(), step.want)) {
			t.Errorf("%s: %v", step.me.Name, err)
		}
	}
	put(t, twin, "/.broken", "{")
	if err := disk.Own(twin, "/.broken", zhang); err == nil || strings.Contains(content(t, twin, "/.broken"), "zhang") {
		t.Errorf("an unreadable record was overwritten: %v", err)
	}
	if me := disk.Current(); me.Name == "" || me.ID == "" {
		t.Errorf("current: %+v", me)
	}
}

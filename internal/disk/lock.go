package disk

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// Held is a lock this process holds. It dies with the process.
type Held struct {
	lock *flock.Flock
	who  string
	died bool
}

// Died reports whether who held the lock before has died with it.
func (h *Held) Died() bool { return h.died }

// HeldError says that another run holds the lock, and who that is. PID is 0
// when the holder has not yet written who it is.
type HeldError struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// Error names the holder in words for the operator.
func (e *HeldError) Error() string {
	if e.PID == 0 {
		return "disk: lock: 另一次运行正在进行（刚刚开始）。请等它结束后再运行"
	}
	return fmt.Sprintf("disk: lock: 另一次运行正在进行：进程 %d，主机 %s，始于 %s。请等它结束后再运行",
		e.PID, e.Host, e.Since.Format("2006-01-02 15:04:05"))
}

// Lock takes the lock file at path or fails at once: with *HeldError when
// another process has it. since is told to whoever is refused. The file itself
// stays; a note beside it (path + ".who") names the holder.
func Lock(path string, since time.Time) (*Held, error) {
	lock := flock.New(path, flock.SetPermissions(0o600))
	got, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("disk: lock: %w", err)
	}
	who := path + ".who"
	if !got {
		return nil, holder(who)
	}
	_, gone := os.Stat(who)  // whoever gives the lock back takes the note away
	host, _ := os.Hostname() // without a name the note says no machine
	note, err := json.Marshal(HeldError{PID: os.Getpid(), Host: host, Since: since})
	if err == nil {
		err = os.WriteFile(who, note, 0o600)
	}
	if err != nil {
		lock.Close() // the first fault is told
		return nil, fmt.Errorf("disk: lock: %w", err)
	}
	return &Held{lock, who, gone == nil}, nil
}

func holder(who string) *HeldError {
	var e HeldError
	note, err := os.ReadFile(who)
	if err != nil || json.Unmarshal(note, &e) != nil {
		return &HeldError{}
	}
	return &e
}

// Abandon gives the lock back as one does who died: who takes it next finds that what
// was done has not come to its end.
func (h *Held) Abandon() error {
	if err := h.lock.Close(); err != nil {
		return fmt.Errorf("disk: unlock: %w", err)
	}
	return nil
}

// Release gives the lock back.
func (h *Held) Release() error {
	os.Remove(h.who) // a note that stays says who held the lock last
	return h.Abandon()
}

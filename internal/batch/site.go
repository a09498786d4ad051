package batch

import (
	"context"
	"log/slog"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/face"
	"bangfu/internal/form"
	"bangfu/internal/ledger"
	"bangfu/internal/overview"
	"bangfu/internal/place"
	"bangfu/internal/xlsx/read"
)

// Site is an opened workspace with everything a run needs of the outside
// world: disk, ledger, archive, configuration, fonts, and ways to wait and to tell.
type Site struct {
	Disk     disk.FS
	Place    place.Place
	Settings Settings
	Parse    func(text []byte) (Settings, error) // reads a bangfu.toml, also one of the past
	Ledger   *ledger.Ledger
	Archive  *archive.Archive
	Faces    func() (face.Set, error)
	Program  string // version, for the run's entry
	Log      *slog.Logger
	Progress func(stage string, done, of int)           // nil tells nobody
	Wait     func(ctx context.Context, d time.Duration) // between the two looks

	Next    func(after time.Time) (time.Time, error) // the next run by schedule; nil when there is none
	Brief   bool                                     // a result counts what was found in a file, and does not list it
	Retry   string                                   // SHA-256 of a file that was set aside and is to be tried once more
	saw     func(path string, wrote bool)            // is told of every output that lies in the outbox; nil tells nobody
	bare    bool                                     // receipts are written without the workbook: marking made the program die
	plain   int64                                    // bytes up to which a ledger is copied as it is; 0: the usual
	held    int                                      // of how many customers the sales are held at a time; 0: of the usual number
	ClockOK bool                                     // somebody looked at the clock: a long pause is no doubt

	recalled  map[string][]byte           // the parameter files of the run that a restore does again
	lostThen  map[string]assist.TermsSlip // of them, those that the run could not read, and what it told
	restoring bool                        // nothing is written down outside before a restore has come to its end
	rewritten map[string]string           // while a restore repeats runs: originals that later erasures rewrote, old hash → new
	registers map[string]assist.Register  // the register last decoded, by receipt
	stood     stood                       // at the end of the last pass; zero before one
}

func (s *Site) progress(stage string, done, of int) {
	if s.Progress != nil {
		s.Progress(stage, done, of)
	}
}

// Settings are what bangfu.toml says, as far as a run needs it.
type Settings struct {
	Text []byte // the file as it stands
	assist.Deadlines
	Settle    time.Duration // between the two looks at the drop folders
	Jump      int           // days since the last run after which a run asks whether the clock is right; 0: never
	Limits    read.Limits   // of one file
	Bounds    form.Bounds   // of the sheets of one file
	Total     bool          // 导入 holds base and extra together
	Office    assist.Office // who issues the papers
	Filing    string        // what 备案编号 begins with
	Retention int           // years after the exit until a person's fields are due for erasing; 0: not told
}

// Reader reads the ledger as it stands.
func (s *Site) Reader() overview.Reader {
	return overview.Reader{Ledger: s.Ledger, Program: s.Program}
}

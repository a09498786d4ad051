package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
)

// Folder is the name of the journal's folder in 存档 and in the outbox.
const Folder = ".bangfu"

// Permissions: the account that runs the program alone.
const (
	filePerm fs.FileMode = 0o600
	dirPerm  fs.FileMode = 0o700
)

// Head (首部) tells where a ledger ended.
type Head struct {
	Workspace string    `json:"workspace"` // the hash of the ledger's first entry, by which it is known
	Seq       int64     `json:"seq"`
	Hash      string    `json:"hash"`
	At        time.Time `json:"at"`             // of the last entry
	Left      []string  `json:"left,omitempty"` // hashes of heads that a restore left behind: no ledger ends there any more
}

// Record (记录) is one commit: where the ledger ended after it, and what is
// needed to do it again.
type Record struct {
	Head
	From    int64              `json:"from"` // the first entry of the commit
	Kind    string             `json:"kind"`
	Program string             `json:"program,omitempty"`
	Terms   []assist.TermsFile `json:"terms,omitempty"`
	Slips   []assist.TermsSlip `json:"slips,omitempty"` // what of 参数 the run could not use: a file that nobody could read then may be read now
	Files   []File             `json:"files,omitempty"`
	Numbers map[string]string  `json:"numbers,omitempty"` // 备案编号 given, by licence
	Frozen  []assist.Week      `json:"frozen,omitempty"`
	Licence string             `json:"licence,omitempty"` // of a commit that is no run
	Body    json.RawMessage    `json:"body,omitempty"`    // likewise
}

// File is an original that came in by a run.
type File struct {
	SHA     string    `json:"sha256"`
	Unit    string    `json:"unit"`
	Name    string    `json:"name"`
	Size    int64     `json:"size"`
	Seen    time.Time `json:"seen"`
	Receipt string    `json:"receipt"`
}

// ReadHead is the head noted in a folder; a zero Head when none is.
func ReadHead(d disk.FS, dir string) (Head, error) {
	var h Head
	err := read(d, filepath.Join(dir, Folder, "head.json"), &h)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return h, err
}

// WriteHead notes a head in a folder.
func WriteHead(d disk.FS, dir string, h Head) error {
	return write(d, filepath.Join(dir, Folder, "head.json"), h)
}

// Copied is where a copy of a ledger ends, and what it stands on.
type Copied struct {
	Head
	Base string `json:"base,omitempty"`   // of one that holds only what came after another copy: the hash with which that ends
	Sum  string `json:"sha256,omitempty"` // of one that others go on from: of its file
}

// WriteNote notes in a folder of copies where one of them ends.
func WriteNote(d disk.FS, dir, copied string, c Copied) error {
	return write(d, noteOf(dir, copied), c)
}

// noteOf is the path of the note of a copy, which is the same once it is compressed.
func noteOf(dir, copied string) string {
	return filepath.Join(dir, Folder, strings.TrimSuffix(copied, ".zst")+".json")
}

// NoteOf is what was noted of a copy; ok is false when nothing was.
func NoteOf(d disk.FS, dir, copied string) (c Copied, ok bool, err error) {
	err = read(d, noteOf(dir, copied), &c)
	if errors.Is(err, fs.ErrNotExist) {
		return c, false, nil
	}
	return c, err == nil, err
}

// DropNote removes the note of a copy that is gone.
func DropNote(d disk.FS, dir, copied string) error {
	err := d.Remove(noteOf(dir, copied))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

// WriteRecord puts a record into the journal of a folder, in place of one that
// ended with the same entry. One that says the same already is left alone.
func WriteRecord(d disk.FS, dir string, r Record) error {
	return write(d, filepath.Join(dir, Folder, recordName(r.Seq)), r)
}

func recordName(seq int64) string { return fmt.Sprintf("%012d.json", seq) }

// Records are the records of a folder, by entry; none when there is no journal.
func Records(d disk.FS, dir string) ([]Record, error) {
	list, err := d.ReadDir(filepath.Join(dir, Folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	var all []Record
	for _, e := range list {
		var seq int64
		if n, _ := fmt.Sscanf(e.Name(), "%d.json", &seq); n != 1 || recordName(seq) != e.Name() { // n says how much was read
			continue
		}
		var r Record
		if err := read(d, filepath.Join(dir, Folder, e.Name()), &r); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// Plan is a frozen week as it was entered, with its lines.
type Plan struct {
	Freeze json.RawMessage     `json:"freeze"`
	Lines  []assist.SupplyLine `json:"lines"`
}

// WritePlan keeps a frozen week in a folder's journal.
func WritePlan(d disk.FS, dir string, w assist.Week, p Plan) error {
	return write(d, filepath.Join(dir, Folder, planName(w)), p)
}

// ReadPlan is a frozen week of a folder's journal; ok is false when it has none.
func ReadPlan(d disk.FS, dir string, w assist.Week) (p Plan, ok bool, err error) {
	err = read(d, filepath.Join(dir, Folder, planName(w)), &p)
	if errors.Is(err, fs.ErrNotExist) {
		return p, false, nil
	}
	return p, err == nil, err
}

func planName(w assist.Week) string { return "plan-" + w.String() + ".json" }

// Planned are the weeks of which a folder's journal keeps the plan, ascending.
func Planned(d disk.FS, dir string) ([]assist.Week, error) {
	list, err := d.ReadDir(filepath.Join(dir, Folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("journal: %w", err)
	}
	var weeks []assist.Week
	for _, e := range list {
		name, ok := strings.CutPrefix(strings.TrimSuffix(e.Name(), ".json"), "plan-")
		var w assist.Week
		if ok && w.UnmarshalText([]byte(name)) == nil {
			weeks = append(weeks, w)
		}
	}
	return weeks, nil
}

// SetAside moves the records that do not belong to a ledger any more into a
// folder of their own beside the others; nothing is deleted. Heads and plans stay.
func SetAside(d disk.FS, dir, name string, after int64) error {
	records, err := Records(d, dir)
	if err != nil {
		return err
	}
	to := filepath.Join(dir, Folder, name)
	for _, r := range records {
		if r.Seq <= after {
			continue
		}
		if err := disk.Make(d, to, dirPerm); err != nil {
			return fmt.Errorf("journal: %w", err)
		}
		if err := disk.Move(d, filepath.Join(dir, Folder, recordName(r.Seq)), filepath.Join(to, recordName(r.Seq))); err != nil {
			return fmt.Errorf("journal: %w", err)
		}
	}
	return nil
}

// Unname takes the names of files out of the records that were set aside: they
// are of no more use, and people call files after people.
func Unname(d disk.FS, dir string) error {
	list, err := d.ReadDir(filepath.Join(dir, Folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("journal: %w", err)
	}
	for _, e := range list {
		if !e.IsDir() {
			continue
		}
		if err := dropNames(d, filepath.Join(dir, Folder, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func dropNames(d disk.FS, dir string) error {
	list, err := d.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	for _, e := range list {
		var r Record
		path := filepath.Join(dir, e.Name())
		err := read(d, path, &r)
		if Damaged(err) { // what nobody can make out, nobody can clear
			err = d.Remove(path)
			r = Record{}
		}
		if err != nil {
			return err
		}
		for i := range r.Files {
			r.Files[i].Name = filepath.Ext(r.Files[i].Name)
		}
		if len(r.Files) == 0 {
			continue
		}
		if err := write(d, path, r); err != nil {
			return err
		}
	}
	return nil
}

func read(d disk.FS, path string, v any) error {
	data, err := disk.ReadFile(d, path)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return fmt.Errorf("journal: %s: %w", filepath.Base(path), err)
	}
	return nil
}

// Damaged reports that what was noted is there and cannot be made out, while the
// disk gave it.
func Damaged(err error) bool {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &kind)
}

func write(d disk.FS, path string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	data = append(data, '\n')
	if old, err := disk.ReadFile(d, path); err == nil && string(old) == string(data) {
		return nil
	}
	if err := disk.Make(d, filepath.Dir(path), dirPerm); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if err := disk.Replace(d, path, data, filePerm); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

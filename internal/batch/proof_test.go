package batch

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/journal"
)

// ending is all that a workspace holds when its runs are over, a line a thing:
// facts, originals, outputs, and what still lies in the drop folders. Salts and
// the hashes made with them are left out, for they are chance.
func (b *bench) ending() []string {
	b.Helper()
	var lines []string
	for e, err := range b.Ledger.Entries(context.Background(), 0) {
		b.must(err)
		lines = append(lines, fmt.Sprintf("entry %d %s %s %s %s %s", e.Seq, e.At.Format("2006-01-02T15:04:05"), e.Kind, e.Licence, e.Body, e.Person))
	}
	for x, err := range b.Ledger.Sightings(context.Background(), "") {
		b.must(err)
		lines = append(lines, fmt.Sprintf("sighting %+v", x))
	}
	for _, dir := range []string{b.Place.Archive(), b.Place.Outboxes(), b.Place.Inboxes()} {
		lines = append(lines, b.files(dir)...)
	}
	backups := b.files(b.Place.Backups())
	for i, l := range backups {
		backups[i], _, _ = strings.Cut(l, " =") // a copy of chance is chance
	}
	return append(lines, backups...)
}

// files are the files below a folder with their permissions and hashes.
func (b *bench) files(dir string) []string {
	b.Helper()
	var lines []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		at, err := d.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if filepath.Base(filepath.Dir(path)) == journal.Folder {
			data = nil // it tells hashes, which are salted by chance
		}
		lines = append(lines, fmt.Sprintf("file %s %v = %x", b.Place.Rel(path), at.Mode(), sha256.Sum256(data)))
		return err
	})
	b.must(err)
	return lines
}

// differ is the first difference between two endings, "" when there is none.
func differ(got, want []string) string {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return "missing: " + want[i]
		case i >= len(want):
			return "too much: " + got[i]
		case got[i] != want[i]:
			return "got " + got[i] + "\nwant " + want[i]
		}
	}
	return ""
}

// halfWritten names a visible file whose bytes are none of those that a file of
// its name ever held whole; "" when all are whole. 收件情况 tells what each run
// saw, so of it only the container must be whole.
func (b *bench) halfWritten(whole map[string]map[string]bool) string {
	b.Helper()
	for _, dir := range []string{b.Place.Outboxes(), b.Place.Archive(), b.Place.Backups()} {
		for _, line := range b.files(dir) {
			name, sum, _ := strings.Cut(line, " = ")
			name = strings.Fields(name)[1]
			if disk.IsTemp(filepath.Base(name)) || dir == b.Place.Backups() {
				continue
			}
			if !whole[name][sum] && !(strings.HasSuffix(name, "收件情况.xlsx") && b.opens(name)) {
				return name
			}
		}
	}
	return ""
}

// opens reports whether every row of a workbook can be read.
func (b *bench) opens(rel string) bool {
	data, err := os.ReadFile(b.Place.Abs(rel))
	b.must(err)
	_, err = csvOf(data)
	return err == nil
}

// wholes are the hashes of the files of an ending, by name.
func wholes(endings ...[]string) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, lines := range endings {
		for _, line := range lines {
			if rest, ok := strings.CutPrefix(line, "file "); ok {
				name, sum, _ := strings.Cut(rest, " = ")
				name = strings.Fields(name)[0]
				if m[name] == nil {
					m[name] = map[string]bool{}
				}
				m[name][sum] = true
			}
		}
	}
	return m
}

// sound checks what holds after any history of faults once a run has come to
// its end: the proof is clean, every receipt and filing number was given once
// and none skipped, and the outbox is what ledger and archive make of it.
func (b *bench) sound() error {
	b.Helper()
	wrong, _, err := b.Verify(context.Background())
	if err != nil || len(wrong) > 0 {
		return fmt.Errorf("verify: %v %w", wrong, err)
	}
	h, err := history.Fold(b.Ledger.Entries(context.Background(), 0))
	if err != nil {
		return err
	}
	if err := b.numbersWhole(h); err != nil {
		return err
	}
	before := b.files(b.Place.Outboxes())
	b.must(os.RemoveAll(b.Place.Outboxes()))
	if _, err := b.Rebuild(context.Background()); err != nil {
		return err
	}
	if d := differ(b.files(b.Place.Outboxes()), before); d != "" {
		return fmt.Errorf("the outbox is not what is rebuilt: %s", d)
	}
	return nil
}

// numbersWhole recounts receipt and filing numbers from the entries.
func (b *bench) numbersWhole(h *history.History) error {
	receipts := map[string][]int{}
	for _, t := range h.Files() {
		i := strings.LastIndexByte(t.Receipt, '-')
		var n int
		fmt.Sscanf(t.Receipt[i+1:], "%d", &n)
		receipts[t.Receipt[:i]] = append(receipts[t.Receipt[:i]], n)
	}
	for head, list := range receipts {
		slices.Sort(list)
		for i, n := range list {
			if n != i+1 {
				return fmt.Errorf("receipts %s: %v", head, list)
			}
		}
	}
	numbers, err := filingNumbers(b)
	if err != nil {
		return err
	}
	for i, n := range slices.Sorted(maps.Keys(numbers)) {
		if want := fmt.Sprintf("%04d号", i+1); !strings.HasSuffix(n, want) {
			return fmt.Errorf("filing numbers %v", slices.Sorted(maps.Keys(numbers)))
		}
	}
	return nil
}

// filingNumbers are all filing numbers ever given, with whom they were given to.
func filingNumbers(b *bench) (map[string]string, error) {
	numbers := map[string]string{}
	for e, err := range b.Ledger.Entries(context.Background(), 0, history.KindChange) {
		if err != nil {
			return nil, err
		}
		var c history.Change
		if err := history.Decode(e, &c, nil); err != nil {
			return nil, err
		}
		if c.Filing == nil {
			continue
		}
		if other, given := numbers[c.Filing.Number]; given && other != e.Licence {
			return nil, fmt.Errorf("%s was given to %s and %s", c.Filing.Number, e.Licence, other)
		}
		numbers[c.Filing.Number] = e.Licence
	}
	return numbers, nil
}

package overview

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"bangfu/internal/ledger"
)

// What runs leave behind in the ledger beside the chain, for a status to tell.
const (
	noteRun     = "last run"       // when the last run came to its end
	noteFaults  = "faults"         // what it left to mend
	noteDiffers = "outbox differs" // what of the outbox is not as it was published
)

// LastRun is when a run last came to its end; zero when none has.
func (r Reader) LastRun(ctx context.Context) (time.Time, error) {
	text, err := r.Ledger.Note(ctx, noteRun)
	if err != nil || text == "" {
		return time.Time{}, err
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, nil // told nothing: the entries alone count
	}
	return at, nil
}

// NoteRun notes that a run came to its end.
func (r Reader) NoteRun(ctx context.Context, at time.Time) error {
	return r.Ledger.SetNote(ctx, noteRun, at.Format(time.RFC3339))
}

// NoteFaults notes what a run left to mend.
func (r Reader) NoteFaults(ctx context.Context, faults []string) error {
	text, err := json.Marshal(faults)
	if err != nil {
		return fmt.Errorf("overview: note faults: %w", err)
	}
	return r.Ledger.SetNote(ctx, noteFaults, string(text))
}

// NoteDiffering notes what differs in the outbox, until a comparison finds nothing.
// A ledger for reading only keeps what it has.
func (r Reader) NoteDiffering(ctx context.Context, wrong []string) error {
	text := ""
	if len(wrong) > 0 {
		data, err := json.Marshal(wrong)
		if err != nil {
			return fmt.Errorf("overview: note what differs: %w", err)
		}
		text = string(data)
	}
	was, err := r.Ledger.Note(ctx, noteDiffers)
	if err != nil || was == text {
		return err
	}
	if err := r.Ledger.SetNote(ctx, noteDiffers, text); err != nil && !ledger.Denied(err) {
		return err
	}
	return nil
}

// lines is a note that holds a list of lines.
func (r Reader) lines(ctx context.Context, key string) (lines []string, err error) {
	text, err := r.Ledger.Note(ctx, key)
	if err != nil || text == "" || json.Unmarshal([]byte(text), &lines) != nil {
		return nil, err
	}
	return lines, nil
}

// TellRun adds to a status when the last run ended, what it left to mend, and
// what differs in the outbox.
func (r Reader) TellRun(ctx context.Context, st *Status) error {
	at, err := r.LastRun(ctx)
	if err != nil {
		return err
	}
	if !at.IsZero() {
		st.LastRun = &at
	}
	for _, key := range []string{noteFaults, noteDiffers} {
		lines, err := r.lines(ctx, key)
		if err != nil {
			return err
		}
		for _, f := range lines {
			if !slices.Contains(st.Faults, f) {
				st.Faults = append(st.Faults, f)
			}
		}
	}
	return nil
}

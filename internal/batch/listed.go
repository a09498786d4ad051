package batch

import (
	"context"
	"encoding/json"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// noteListed is the ledger's note of what the register says of the roll.
const noteListed = "listed"

// listed (登记所列) is all that a status asks of the register in force: whom of the
// roll it lists. A run leaves it behind, so that a status need not read the tens of
// thousands of rows. It proves nothing: where it does not fit, the register is read.
type listed struct {
	Program string
	Hash    string // of the ledger's last entry
	Terms   []assist.TermsFile
	Receipt string
	Day     assist.Date
	Known   []string // licences of the roll that it lists
	Left    []string // and those whose rows were left out
}

// noteRegister leaves behind what the register says of the roll, after a pass.
func (s *Site) noteRegister(ctx context.Context, h *history.History, hash string, present inForce) error {
	reg, err := s.readRegister(ctx, h, present)
	if err != nil {
		return err
	}
	l := listed{Program: s.Program, Hash: hash, Terms: present.files, Receipt: reg.Receipt, Day: reg.Day}
	for f := range h.Roster().Enrolled() {
		licence := f.Application.Licence
		if _, known := reg.Licences[licence]; known {
			l.Known = append(l.Known, licence)
		}
		if reg.Left[licence] {
			l.Left = append(l.Left, licence)
		}
	}
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	return s.Ledger.SetNote(ctx, noteListed, string(text))
}

// readRegister is the register as it is read.
func (s *Site) readRegister(ctx context.Context, h *history.History, present inForce) (assist.Register, error) {
	return s.register(ctx, h, s.termsOf(present.Book))
}

// ofRoll is the register as far as a status asks for it: as a run has noted it, else
// as it is read.
func (s *Site) ofRoll(ctx context.Context, h *history.History, present inForce) (assist.Register, error) {
	text, err := s.Ledger.Note(ctx, noteListed)
	if err != nil {
		return assist.Register{}, err
	}
	_, hash, err := s.Ledger.Head(ctx)
	if err != nil {
		return assist.Register{}, err
	}
	var l listed
	if json.Unmarshal([]byte(text), &l) != nil || l.Program != s.Program || l.Hash != hash || len(present.Slips) > 0 || !slices.Equal(l.Terms, present.files) {
		return s.readRegister(ctx, h, present)
	}
	reg := assist.Register{Receipt: l.Receipt, Day: l.Day, Licences: assist.RegisterRows{}, Left: map[string]bool{}}
	for _, licence := range l.Known {
		reg.Licences[licence] = assist.RegisterRow{Licence: licence}.Keep()
	}
	for _, licence := range l.Left {
		reg.Left[licence] = true
	}
	return reg, nil
}

package batch

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// VerifyErased searches for what is left of everybody who was erased: fields in
// the ledger, and originals in the archive that bear the licence, those that no
// entry knows among them. wrong is where something was found; told names whom
// it looked for. Of who came back since, the new papers are rightly there.
func (s *Site) VerifyErased(ctx context.Context) (wrong, told []string, err error) {
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return nil, nil, err
	}
	erased := map[string]assist.Entry{} // by licence: its last erasure
	for e, err := range s.Ledger.Entries(ctx, 0, assist.EntryErase) {
		if err != nil {
			return nil, nil, err
		}
		erased[e.Licence] = e
	}
	for _, licence := range slices.Sorted(maps.Keys(erased)) {
		if !h.Erased()[licence] {
			told = append(told, "许可证号 "+licence+"：清除之后又报送过，新的资料照常保存，不再核对")
			delete(erased, licence)
			continue
		}
		told = append(told, "许可证号 "+licence+"：已于 "+erased[licence].At.In(assist.Zone).Format("2006-01-02")+" 清除")
	}
	left, err := s.leftInLedger(ctx, erased)
	if err != nil {
		return nil, told, err
	}
	more, err := s.leftInArchive(ctx, h, erased)
	return append(left, more...), told, err
}

// leftInLedger are entries that still hold fields of somebody erased after them.
func (s *Site) leftInLedger(ctx context.Context, erased map[string]assist.Entry) (wrong []string, err error) {
	for e, err := range s.Ledger.Entries(ctx, 0) {
		if err != nil {
			return wrong, err
		}
		if by, gone := erased[e.Licence]; gone && e.Seq < by.Seq && e.Person != nil {
			wrong = append(wrong, fmt.Sprintf("台账第 %d 条仍有许可证号 %s 的个人信息", e.Seq, e.Licence))
		}
	}
	return wrong, nil
}

// leftInArchive are originals that bear the licence of somebody erased after
// they were taken in, or of which no entry knows when that was.
func (s *Site) leftInArchive(ctx context.Context, h *history.History, erased map[string]assist.Entry) (wrong []string, err error) {
	taken := map[string]assist.Taken{} // the last file of these bytes
	for _, t := range h.Files() {
		taken[h.Original(t.SHA)] = t
	}
	known, err := s.knownOriginals(ctx, h)
	if err != nil {
		return nil, err
	}
	all, err := s.Archive.List()
	if err != nil {
		return nil, err
	}
	for i, sha := range all {
		s.progress("查找", i+1, len(all))
		t, file := taken[sha]
		if known[sha] && !file {
			continue // parameters
		}
		data, err := s.Archive.Open(sha)
		if err != nil {
			wrong = append(wrong, fmt.Sprintf("存档 %s… 读不出来，无法查找", sha[:12]))
			continue
		}
		for _, licence := range slices.Sorted(maps.Keys(erased)) {
			if file && laterThan(t, erased[licence].At) || !(person{licence: licence}).speaksOf(data) {
				continue
			}
			where := "台账里没有这份原件"
			if file {
				where = "回执 " + t.Receipt
			}
			wrong = append(wrong, fmt.Sprintf("存档 %s…（%s）仍有许可证号 %s 的内容", sha[:12], where, licence))
		}
	}
	return wrong, nil
}

// laterThan reports a file that came after an erasure: what it says is new.
func laterThan(t assist.Taken, erased time.Time) bool { return t.At.After(erased) }

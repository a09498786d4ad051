package batch

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/fault"
	"bangfu/internal/history"
)

// damaged tells of an original that 存档 does not hold as it came, and what
// brings it back: the same file from its sender, never an older ledger. Where
// the sender's copy still lies in the drop folder, it is put right at once.
func (s *Site) damaged(t assist.Taken, sha string, cause error) string {
	which := fmt.Sprintf("回执 %s（%s 报送的 %s）的原件", t.Receipt, orCity(t.Unit), t.Name)
	switch {
	case s.refetch(t, sha):
		return which + "在 存档 里损坏，已由收件箱里的同一个文件补好；请再运行一次 bangfu verify 核对"
	case errors.Is(cause, archive.ErrMissing):
		which += "在 存档 里找不到了"
	case errors.Is(cause, archive.ErrAltered):
		which += "在 存档 里损坏了"
	default:
		return which + "读不出：" + fault.Explain(cause).Error()
	}
	return fmt.Sprintf("%s：请 %s 把当时的同一个文件再放进收件箱，运行 bangfu run 会自动补好；或从别处的 存档 副本取回 %s。找不到就保留现状，备案和供货不受影响",
		which, orCity(t.Unit), s.Place.Rel(s.Archive.Path(sha)))
}

// refetch puts an original right from the same bytes in its unit's drop folder.
func (s *Site) refetch(t assist.Taken, sha string) bool {
	dir := s.Place.Inbox(orCity(t.Unit))
	for _, path := range s.filesBelow(dir, 1) {
		info, err := s.Disk.Lstat(path)
		if err != nil || info.Size() != t.Size {
			continue
		}
		data, err := disk.ReadFile(s.Disk, path)
		if err == nil && archive.Sum(data) == sha {
			_, err = s.Archive.Put(data)
			return err == nil
		}
	}
	return false
}

// filesBelow are the files of a folder, and of those so many levels below it.
func (s *Site) filesBelow(dir string, levels int) []string {
	list, err := s.Disk.ReadDir(dir)
	if err != nil {
		return nil
	}
	var paths []string
	for _, e := range list {
		path := filepath.Join(dir, e.Name())
		switch {
		case e.Type().IsRegular():
			paths = append(paths, path)
		case e.IsDir() && levels > 0:
			paths = append(paths, s.filesBelow(path, levels-1)...)
		}
	}
	return paths
}

// verifyTerms checks every parameter file that a run used.
func (s *Site) verifyTerms(h *history.History) []string {
	var wrong []string
	told := map[string]bool{}
	for _, v := range h.TermsVersions() {
		for _, f := range v.Files {
			if told[f.SHA] || f.SHA == "" || s.Archive.Check(f.SHA) == nil {
				continue
			}
			told[f.SHA] = true
			wrong = append(wrong, fmt.Sprintf("%s 起用的 %s 在 存档 里缺失或损坏：有当时那一份的副本就放到 %s；没有就保留现状，只影响当时的定稿能否重建",
				assist.DateOf(v.At), f.Name, s.Place.Rel(s.Archive.Path(f.SHA))))
		}
	}
	return wrong
}

// verifyKept checks the files of weeks that a restore put back: they lie in 存档
// as they were published.
func (s *Site) verifyKept(weeks []history.Freeze) []string {
	var wrong []string
	for _, f := range weeks {
		for _, out := range f.Outputs {
			if err := s.Archive.Check(out.SHA); err != nil {
				wrong = append(wrong, fmt.Sprintf("%s 的定稿在 存档 里的副本缺失或损坏：%s；发件箱里的还是当时的就不用处理", f.Plan.Week, out.Path))
			}
		}
	}
	return wrong
}

// keptRecipes are the files of weeks that a restore put back, as they lie in 存档.
func (s *Site) keptRecipes(weeks []history.Freeze) []recipe {
	var list []recipe
	for _, f := range weeks {
		for _, out := range f.Outputs {
			list = append(list, recipe{s.Place.Abs(out.Path), func() ([]byte, error) { return s.Archive.Open(out.SHA) }})
		}
	}
	return list
}

// unlessPublished leaves out what lies in the outbox as it was frozen: a newer
// program might make other bytes of it. What may name somebody erased since is
// made anew.
func (s *Site) unlessPublished(b history.Freeze, f assist.Facts, erased map[string]bool, list []recipe) []recipe {
	want := map[string]string{}
	for _, o := range b.Outputs {
		if !namesErased(f, o.Path, s.Place, erased) {
			want[o.Path] = o.SHA
		}
	}
	return slices.DeleteFunc(list, func(r recipe) bool {
		sum, frozen := want[s.Place.Rel(r.path)]
		if !frozen {
			return false
		}
		data, err := disk.ReadFile(s.Disk, r.path)
		lies := err == nil && archive.Sum(data) == sum
		if lies && s.saw != nil {
			s.saw(r.path, false)
		}
		return lies
	})
}

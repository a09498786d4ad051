package batch

import (
	"path/filepath"
	"slices"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/notice"
)

// damaged tells of an original that 存档 does not hold as it came, and what
// brings it back: the same file from its sender, never an older ledger. Where
// the sender's copy still lies in the drop folder, it is put right at once.
func (s *Site) damaged(t assist.Taken, sha string, cause error) string {
	told := notice.Original{Receipt: t.Receipt, Unit: orCity(t.Unit), Name: t.Name, Path: s.Place.Rel(s.Archive.Path(sha))}
	if s.refetch(t, sha) {
		return told.Refetched()
	}
	return told.Lost(cause)
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
			wrong = append(wrong, notice.LostTerms(assist.DateOf(v.At), f.Name, s.Place.Rel(s.Archive.Path(f.SHA))))
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
				wrong = append(wrong, notice.LostKept(f.Plan.Week, out.Path))
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
// made again.
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

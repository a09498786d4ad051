package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/face"
	"bangfu/internal/form"
	"bangfu/internal/ledger"
	"bangfu/internal/place"
	"bangfu/internal/sheet"
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
	Retry   string                                   // SHA-256 of a file that was set aside and is to be tried once more
	bare    bool                                     // receipts are written without the workbook: marking made the program die
	ClockOK bool                                     // somebody looked at the clock: a long pause is no doubt

	Builtin   assist.Terms               // the embedded tables, for a pre-check without a workspace
	registers map[string]assist.Register // the register last decoded, by receipt
}

func (s *Site) progress(stage string, done, of int) {
	if s.Progress != nil {
		s.Progress(stage, done, of)
	}
}

// source makes an opened workbook readable for form.
func source(ctx context.Context, b *read.Book) form.Source {
	src := form.Source{
		Sheets: b.Sheets(),
		Rows:   func(i int) rowSeq { return ahead(b.Rows(ctx, i)) },
		Extent: b.Extent,
	}
	if m := b.Modified(); !m.IsZero() {
		src.Modified = assist.DateOf(m)
	}
	return src
}

// Settings are what bangfu.toml says, as far as a run needs it.
type Settings struct {
	Text         []byte // the file as it stands
	Zone         *time.Location
	CutoffDay    time.Weekday // 截单时间 in the week before the supply week
	CutoffHour   int
	CutoffMinute int
	LatestDay    time.Weekday // when a plan in doubt is frozen as it is, in the week before the supply week
	LatestHour   int
	LatestMinute int
	Settle       time.Duration // between the two looks at the drop folders
	Jump         int           // days since the last run after which a run asks whether the clock is right; 0: never
	Limits       read.Limits   // of one file
	Bounds       form.Bounds   // of the sheets of one file
	Total        bool          // 导入 holds base and extra together
	Office       assist.Office // who issues the papers
	Filing       string        // what 备案编号 begins with
	Retention    int           // years after the exit until a person's fields are due for erasing; 0: not told
}

// at is a weekday's cut-off hour in an ISO week.
func (c Settings) at(day time.Weekday, w assist.Week) time.Time {
	y, m, d := w.On(day).Parts()
	return time.Date(y, m, d, c.CutoffHour, c.CutoffMinute, 0, 0, c.Zone)
}

// termsNames are the parameter files of a run, in the order they are archived.
const (
	policyFile    = assist.PolicyFile
	catalogueFile = assist.CatalogueFile
	settingsFile  = "bangfu.toml"
)

// terms reads the parameter workbooks as they stand, and keeps them in the archive.
func (s *Site) terms(ctx context.Context) (assist.Terms, []assist.TermsFile, []string, error) {
	content, err := s.termsContent()
	if err != nil {
		return assist.Terms{}, nil, nil, err
	}
	var files []assist.TermsFile
	for _, name := range []string{policyFile, catalogueFile, settingsFile} {
		sha, err := s.Archive.Put(content[name])
		if err != nil {
			return assist.Terms{}, nil, nil, fmt.Errorf("batch: archive %s: %w", name, err)
		}
		files = append(files, assist.TermsFile{Name: name, SHA: sha})
	}
	t, faults, err := s.parseTerms(ctx, content[policyFile], content[catalogueFile])
	return t, files, faults, err
}

// presentTerms are the terms as they stand now; nothing is kept.
func (s *Site) presentTerms(ctx context.Context) (assist.Terms, error) {
	content, err := s.termsContent()
	if err != nil {
		return assist.Terms{}, err
	}
	t, _, err := s.parseTerms(ctx, content[policyFile], content[catalogueFile])
	return t, err
}

// termsContent reads the parameter files.
func (s *Site) termsContent() (map[string][]byte, error) {
	content := map[string][]byte{settingsFile: s.Settings.Text}
	for _, f := range []struct{ name, path string }{{policyFile, s.Place.Terms()}, {catalogueFile, s.Place.Products()}} {
		data, err := disk.ReadFile(s.Disk, f.path)
		if err != nil {
			return nil, Mend(fmt.Sprintf("读不到参数文件 %s", s.Place.Rel(f.path)), "请放回该文件（可用 bangfu templates 重新生成空白表），再运行 bangfu run", err)
		}
		content[f.name] = data
	}
	return content, nil
}

// archivedTerms are the terms that held in an earlier run.
func (s *Site) archivedTerms(ctx context.Context, files []assist.TermsFile) (assist.Terms, error) {
	content := map[string][]byte{}
	for _, f := range files {
		data, err := s.Archive.Open(f.SHA)
		if err != nil {
			return assist.Terms{}, fmt.Errorf("batch: terms of an earlier run: %s: %w", f.Name, err)
		}
		content[f.Name] = data
	}
	t, _, err := s.parseTerms(ctx, content[policyFile], content[catalogueFile])
	return t, err
}

func (s *Site) parseTerms(ctx context.Context, policy, catalogue []byte) (assist.Terms, []string, error) {
	p, err := s.openTerms(ctx, policy, policyFile)
	if err != nil {
		return assist.Terms{}, nil, err
	}
	c, err := s.openTerms(ctx, catalogue, catalogueFile)
	if err != nil {
		return assist.Terms{}, nil, err
	}
	t, faults, err := form.Terms(p, c)
	t.Office = s.Settings.Office
	if err != nil {
		return assist.Terms{}, nil, Mend("参数工作簿无法读取", "请按模板修正 参数/政策参数.xlsx 和 参数/规格目录.xlsx 后再运行 bangfu run", err)
	}
	var told []string
	for _, f := range faults {
		told = append(told, termsFault(f))
	}
	return t, told, nil
}

// termsFault tells a value of the parameter workbooks that is not used, and
// what to do about it.
func termsFault(f sheet.Fault) string {
	why := "“" + f.Value + "”无法采用"
	switch {
	case f.Kind == sheet.NoForm:
		return "参数工作簿没有工作表“" + f.Sheet + "”，或它的表头不对；请在 参数 文件夹的工作簿里补上"
	case f.Kind == sheet.MissingColumn:
		return "参数工作簿的“" + f.Sheet + "”缺少列“" + f.Header + "”，整张表没有采用；请补上该列"
	case f.Kind == sheet.Missing || f.Value == "":
		why = "没有填"
	case f.Kind == sheet.Repeated:
		why = "“" + f.Value + "”与 " + f.Read + " 重复"
	case f.Read != "":
		why = "“" + f.Value + "”" + f.Read
	}
	return fmt.Sprintf("参数表有一行未采用：%s %s %s %s；请在 参数 文件夹的工作簿里改正", f.Sheet, f.Cell, f.Header, why)
}

func (s *Site) openTerms(ctx context.Context, data []byte, name string) (form.Source, error) {
	b, err := read.Open(ctx, bytes.NewReader(data), int64(len(data)), name, s.Settings.Limits)
	var damage *sheet.Damage
	if errors.As(err, &damage) {
		return form.Source{}, Mend("参数文件 "+name+" 无法读取："+damage.Detail, "请用 Excel 或 WPS 打开另存为 .xlsx 后放回 参数 文件夹，再运行 bangfu run", err)
	}
	if err != nil {
		return form.Source{}, fmt.Errorf("batch: open %s: %w", name, err)
	}
	return source(ctx, b), nil
}

package batch

import (
	"context"
	"strings"
	"testing"

	"bangfu/internal/face"
)

// TestAnotherVersionsWeekIsNoFault: what another version of the program laid out
// otherwise is told, never called altered; what this version makes otherwise is.
func TestAnotherVersionsWeekIsNoFault(t *testing.T) {
	t.Parallel()
	b := sleeper(t)
	b.Program = "1.0"
	b.run("2026-07-09 18:00")
	other := func() (face.Set, error) { return face.Load("../face/fonts/NotoSansSC_500Medium.ttf", "") }
	for _, c := range []struct {
		program     string
		faces       func() (face.Set, error)
		wrong, told string
	}{
		{"1.0", faces, "", ""},
		{"1.0", other, "2026-W29 的定稿重建后与当时不一致：发件箱/平城区/2026-W29/供货明细_平城区_2026-W29.pdf", ""},
		{"2.0", faces, "", ""},
		{"2.0", other, "", "2026-W29 的定稿由程序版本 1.0 写出，现在的版本是 2.0，版式不同的 3 个文件不作逐字节比对"},
	} {
		b.Program, b.Faces = c.program, c.faces
		wrong, told, err := b.Verify(context.Background())
		b.must(err)
		if got := strings.Join(wrong, "\n"); (got == "") != (c.wrong == "") || !strings.Contains(got, c.wrong) {
			t.Errorf("%s: wrong %q", c.program, got)
		}
		if got := strings.Join(told, "\n"); (got == "") != (c.told == "") || !strings.Contains(got, c.told) {
			t.Errorf("%s: told %q", c.program, got)
		}
	}
	b.Faces = faces
}

//go:build browser

package precheck

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
)

// TestTheBrowsersEngineFindsTheSame judges every workbook that lies in the
// sources, natively and by the engine compiled for a browser, under Node: the
// findings are the same and the marked copies are the same bytes.
func TestTheBrowsersEngineFindsTheSame(t *testing.T) {
	by, at := standard(t), time.Date(2026, 11, 23, 12, 0, 0, 0, assist.Zone)
	files := workbooks(t)
	if len(files) < 30 {
		t.Fatalf("only %d workbooks", len(files))
	}
	lines := underNode(t, files, by, at)
	for i, path := range files {
		var theirs struct {
			Result *FileResult
			Copy   string
		}
		if !lines.Scan() {
			t.Fatalf("the engine died over %s", path)
		}
		if err := json.Unmarshal(lines.Bytes(), &theirs); err != nil {
			t.Fatalf("%s: %v: %.200s", path, err, lines.Bytes())
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		ours, err := Check(context.Background(), Ask{Name: filepath.Base(path), Data: data, At: at, Rules: by})
		if err != nil {
			t.Fatal(err)
		}
		ours.Result.Unmask()
		ours.Result.plain = nil
		want, _ := json.Marshal(ours.Result)
		got, _ := json.Marshal(theirs.Result)
		if !bytes.Equal(got, want) {
			t.Errorf("%d %s:\n%s\nnatively\n%s", i, path, got, want)
		}
		if theirs.Copy != sum(ours.Copy) {
			t.Errorf("%s: the copy is another file: %s", path, theirs.Copy)
		}
	}
}

// TestPackedRulesAreTheSame writes rules down and reads them again.
func TestPackedRulesAreTheSame(t *testing.T) {
	by := standard(t)
	text, err := by.Pack()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Unpack(text)
	if err != nil || !reflect.DeepEqual(by, again) {
		t.Errorf("%v: not the same rules again", err)
	}
}

// workbooks are all files a county could send that lie in the sources.
func workbooks(t *testing.T) []string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		switch filepath.Ext(path) {
		case ".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv":
			list = append(list, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// underNode is what the engine says, a line a file.
func underNode(t *testing.T, files []string, by Rules, at time.Time) *bufio.Scanner {
	t.Helper()
	rules, err := by.Pack()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rules.json")
	if err := os.WriteFile(path, rules, 0o644); err != nil {
		t.Fatal(err)
	}
	asked, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command("node", "testdata/run.js", filepath.Join("..", "page", "engine"), path, strconv.FormatInt(at.UnixMilli(), 10))
	run.Dir, _ = os.Getwd()
	run.Args[2], _ = filepath.Abs(run.Args[2])
	run.Stdin, run.Stderr = bytes.NewReader(asked), os.Stderr
	out, err := run.Output()
	if err != nil {
		t.Fatalf("node: %v: %.400s", err, out)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 64<<20)
	return lines
}

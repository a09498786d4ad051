package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/page"
)

// TestInitBringsTheCheckPage: with its engine a new workspace has 核对.html in
// every outbox and among the blank workbooks; without, it has none and says so.
func TestInitBringsTheCheckPage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "区")
	status, told := said(quiet(), "init", dir)
	if status != statusDone {
		t.Fatal(told)
	}
	pages := []string{"模板/核对.html"}
	outboxes, err := filepath.Glob(filepath.Join(dir, "发件箱", "*"))
	if err != nil || len(outboxes) != 12 {
		t.Fatalf("%v, %d outboxes", err, len(outboxes))
	}
	for _, o := range outboxes {
		if unit := filepath.Base(o); unit != "市局" {
			pages = append(pages, "发件箱/"+unit+"/核对.html")
		}
	}
	for _, p := range pages {
		html, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
		switch {
		case !page.HasEngine() && err == nil:
			t.Errorf("%s is there, though nothing can run in it", p)
		case page.HasEngine() && (err != nil || len(html) > 8<<20):
			t.Errorf("%s: %v, %d bytes", p, err, len(html))
		case page.HasEngine() && strings.HasPrefix(p, "发") && !bytes.Contains(html, []byte(`data-unit="`+filepath.Base(filepath.Dir(p))+`"`)):
			t.Errorf("%s is not the unit's own", p)
		}
	}
	if lacks := strings.Contains(told, "没有写 核对.html"); lacks == page.HasEngine() {
		t.Errorf("init says that pages are lacking: %v; it has an engine: %v", lacks, page.HasEngine())
	}
}

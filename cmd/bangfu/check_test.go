package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCheckNamesNobody checks files that are called after a customer: the masked
// JSON says neither name nor number, the full one and the plain words do.
func TestCheckNamesNobody(t *testing.T) {
	const name = "任国平_140202195203010119"
	for ending, text := range map[string]string{
		".csv":  "许可证号,订货日期,卷烟条码,数量\r\n140213100001,x,y,z\r\n",
		".xlsx": "这不是工作簿",
	} {
		path := filepath.Join(t.TempDir(), name+ending)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			flags []string
			names bool
		}{{[]string{"--json"}, false}, {[]string{"--json", "--full"}, true}, {nil, true}} {
			status, out := said(quiet(), append([]string{"check", path}, c.flags...)...)
			if status != statusDone || strings.Contains(out, "任国平") != c.names || strings.Contains(out, "195203010119") != c.names {
				t.Errorf("%s %v: status %d: %s", ending, c.flags, status, out)
			}
		}
	}
}

package assist

import (
	"fmt"
	"strings"
	"testing"
)

// One folding serves N131, Q504 and A104: what is no telephone to one of them
// is none to the others.
func TestPhones(t *testing.T) {
	for _, c := range []struct{ cell, single, shared string }{
		{"13935200001", "13935200001", "13935200001"},
		{"139-3520-0001", "13935200001", "13935200001"},
		{"+86 139 3520 0001", "13935200001", "13935200001"},
		{"+86-13935200001", "13935200001", "13935200001"},
		{"１３９３５２００００１", "13935200001", "13935200001"},
		{"0352-2345678", "03522345678", "03522345678"},
		{"（0352）2345678", "03522345678", "03522345678"},
		{"[0352]2345678", "03522345678", "03522345678"},
		{"0352—2345678", "03522345678", "03522345678"},
		{"2345678", "2345678", "2345678"}, // a landline without its area code
		{"234567", "234567", ""},
		{"13935200001/0352-2345678", "13935200001 03522345678", "13935200001 03522345678"},
		{"13935200001、13935200001", "13935200001 13935200001", "13935200001"},
		{"13935200001；13935200002|13935200003", "13935200001 13935200002 13935200003", "13935200001 13935200002 13935200003"},
		{"13800138000", "13800138000", ""}, // all of these only stand for a number
		{"13800000000", "13800000000", ""},
		{"12345678901", "12345678901", ""},
		{"13888888888", "13888888888", ""},
		{"11111111111", "11111111111", ""},
		{"0352-0000000", "03520000000", ""},
		{"无", "无", ""},
		{"110", "110", ""},
		{"", "", ""},
	} {
		if got := strings.Join(Phones(c.cell), " "); got != c.single {
			t.Errorf("Phones(%q) = %q, want %q", c.cell, got, c.single)
		}
		if got := strings.Join(SharedPhones(c.cell), " "); got != c.shared {
			t.Errorf("SharedPhones(%q) = %q, want %q", c.cell, got, c.shared)
		}
	}
}

func TestIsPhone(t *testing.T) {
	for s, want := range map[string]bool{
		"13935200001": true, "19935200001": true, "12935200001": false, "1393520001": false, "139352000011": false,
		"03522345678": true, "01012345678": true, "00352234567": false, "2345678": false, "": false, "1393520000a": false, "0": false,
	} {
		if got := IsPhone(s); got != want {
			t.Errorf("IsPhone(%q) = %v", s, got)
		}
	}
}

func TestSharedAddresses(t *testing.T) {
	same := []string{
		"平城区样板街12号（东侧）", "平城区样板街 12 号(东侧)", "平城区样板街１２号【东侧】", "平城区样板街12号，东侧", "平城区-样板街-12号/东侧", "平城区样板街12号〔东侧〕", "平城区·样板街12号[东侧]",
	}
	for _, s := range same {
		if got := fmt.Sprint(SharedAddresses(s)); got != "[平城区样板街12号东侧]" {
			t.Errorf("SharedAddresses(%q) = %s", s, got)
		}
	}
	if got := SharedAddresses("a座"); got != nil {
		t.Errorf("too short an address is %q", got)
	}
	if got := SharedAddresses("样板小区a座"); got[0] != "样板小区A座" {
		t.Errorf("the case counts: %q", got)
	}
}

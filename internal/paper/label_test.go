package paper

import (
	"strings"
	"testing"
)

func TestRowWithoutALabelColumnIsNamedByItsNumber(t *testing.T) {
	for label, want := range map[int]string{-1: "第 3 行", 0: "甲", 1: "第 3 行", 9: "第 3 行"} {
		if got := rowLabel(Table{Label: label}, []string{"甲", " "}, 2); got != want {
			t.Errorf("label %d: %q, want %q", label, got, want)
		}
	}
}

// A column stands as what it holds asks: codes of one length in the middle,
// amounts to the right even when they are of one length, a column of nothing but
// — in the middle.
func TestColumnsStandByWhatTheyHold(t *testing.T) {
	for text, want := range map[string]Align{
		"140213100001 140213100002": Center, "116409.30 116409.31": Right, "5 12": Right, "47.9% —": Right, "— —": Center, "平城区 云州区": Center,
	} {
		seen := noTexts
		for _, s := range strings.Fields(text) {
			seen.add(s)
		}
		if got := seen.fitting(); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

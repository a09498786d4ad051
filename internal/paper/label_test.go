package paper

import "testing"

func TestRowWithoutALabelColumnIsNamedByItsNumber(t *testing.T) {
	for label, want := range map[int]string{-1: "第 3 行", 0: "甲", 1: "第 3 行", 9: "第 3 行"} {
		if got := rowLabel(Table{Label: label}, []string{"甲", " "}, 2); got != want {
			t.Errorf("label %d: %q, want %q", label, got, want)
		}
	}
}

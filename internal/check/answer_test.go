package check

import "testing"

// TestAffirms: 属实 counts wherever it stands, but not where it is negated or asked.
func TestAffirms(t *testing.T) {
	for text, want := range map[string]bool{
		"属实": true, "属实：Q504 同住一户": true, "已核实，属实，系夫妻": true, "Q504 属实 同住": true, "情况属实": true, "经查全部属实。": true,
		"不属实": false, "情况不属实": false, "不完全属实": false, "并非属实": false, "未属实": false, "是否属实待查": false, "属实吗？": false,
		"已上门核实": false, "": false, "Q103 不属实；Q504 属实": true,
	} {
		if got := affirms(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestAnAnswerSpeaksOfItsOwnCodes: a code whose part of the answer is denied is
// not answered.
func TestAnAnswerSpeaksOfItsOwnCodes(t *testing.T) {
	a := &applicant{b: &bench{}}
	for text, want := range map[string][2]bool{ // Q103, Q504
		"属实：Q103 Q504 迁入":   {true, true},
		"属实：Q103，Q504":      {true, true},
		"Q103 不属实；Q504 属实":  {false, true},
		"Q504，情况属实":         {false, true},
		"q504属实，q103不属实，待改": {false, true},
	} {
		if got := [2]bool{a.names(text, "Q103", ""), a.names(text, "Q504", "")}; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

package history

import (
	"strings"
	"testing"
)

// TestKindsAreAsStored: the kinds of entry, typed once more by hand. Ledgers of every
// age hold them: none may change.
func TestKindsAreAsStored(t *testing.T) {
	got := strings.Join([]string{
		KindRun, KindFile, KindApplication, KindJudged, KindTaken, KindWish, KindVisit, KindAnswer, KindShown, KindAside, KindRegister, KindPlan,
		KindAdjustment, KindReply, KindChange, KindUpdate, KindFreeze, KindUnfrozen, KindWithdrawal, KindSettlement, KindDoubts, KindChosen, KindPrint, KindReport, KindTerms,
	}, " ")
	want := "run file application judged taken wish visit answer shown aside register plan " +
		"adjustment reply change update freeze unfrozen withdrawal confirmation doubts chosen print report terms"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

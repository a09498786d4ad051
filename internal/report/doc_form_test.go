package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// An applicant signs what he asks for, and who leaves signs that he leaves.
func TestAnApplicantSignsWhatHeAsksFor(t *testing.T) {
	f := someFacts()
	filing := f.Roster.Of(wangBlind)
	for business, want := range map[assist.Business]string{
		assist.NewCustomer: "以上情况属实，申请帮扶。", assist.Reverification: "以上情况属实，申请继续帮扶。",
		assist.Amendment: "以上情况属实，申请变更登记内容。", assist.Withdrawal: "以上情况属实，申请退出帮扶。", "": "以上情况属实。",
	} {
		a := *filing.Application
		a.Business = business
		if text := paper.Text(FormDocument(f, assist.JudgedApplication{Application: &a}, false)); !strings.Contains(text, "申请人："+want) {
			t.Errorf("%s: no %s in\n%s", business, want, text)
		}
	}
}

// A filing that rests says by whom and until when.
func TestAFormTellsHowLongItRests(t *testing.T) {
	for until, want := range map[assist.Date]string{0: "暂停（市局，恢复前不供货）", day("2026-12-31"): "暂停（市局，至 2026-12-31）", day("2030-01-01"): "暂停（市局，到期满为止）"} {
		f := someFacts()
		f.Roster.Fold(assist.Change{Day: f.Today, Kind: assist.Suspended, Licence: wangBlind, Unit: "平城区", By: assist.ByCity, Until: until})
		if text := paper.Text(FormDocument(f, assist.JudgedApplication{Application: f.Roster.Of(wangBlind).Application}, false)); !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

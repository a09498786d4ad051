package assist

import (
	"slices"
	"strings"

	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Rule (规则) is one rule of the catalogue, and all that is known of it but the
// function that speaks: whoever asks what a code stops, who answers it or what
// it says finds it here. A rule is added by its value in rules_….go, its
// function in package check (a signal: audit), and its case file.
type Rule struct {
	Code   string `json:"code"`   // a letter, the level, and three digits
	Level  Level  `json:"level"`  // the letter of the code
	Clause string `json:"clause"` // of the regulation, or 填报要求
	When   string `json:"when"`   // when it speaks
	Fix    string `json:"fix"`    // what to do
	Turn   Turn   `json:"turn"`   // who mends or answers it; left out: the county

	Short          string            `json:"-"` // the rule in a few words, without a value of a row; of a signal its name
	Stops          Stops             `json:"-"` // what is not filed because of it; left out: as its level says
	Answer         Turn              `json:"-"` // whose word settles a Q: 核实说明 of the county, 名单调整 确认 of the city
	Otherwise      string            `json:"-"` // of a Q that the city answers: what settles it too; without it the county applies anew when no 确认 can come in time
	Example        string            `json:"-"` // of a Q that the county answers: a reason, as 核实说明 may give it
	Optional       bool              `json:"-"` // of a hint: it may be left as it is
	Form           Form              `json:"-"` // the form whose columns it speaks of
	Columns        []column.Header   `json:"-"` // the columns whose 填报说明 names it
	Besides        []column.Header   `json:"-"` // columns of the counties' other forms whose 填报说明 names it, too
	Faults         []sheet.FaultKind `json:"-"` // the faults of reading a cell that it tells
	Lives          bool              `json:"-"` // a row returned only by such rules is judged again by every run
	Usable         bool              `json:"-"` // its value was read well: other rules judge by it, and tell what else is wrong
	Clash          bool              `json:"-"` // the value clashes with another row's: usable, and told beside a V of the same cell
	Hopeless       bool              `json:"-"` // nobody can know whose row it is: it clashes with no other
	LicenceSlip    bool              `json:"-"` // the licence number may be mistyped: the same person under another number stands for the row
	OffRoll        bool              `json:"-"` // of a row of another form: its customer is not on the roll, and it is told how he stands
	LeavesOut      bool              `json:"-"` // something of the file is not read or not used because of it; always so for the city's own files
	NeedsWorkspace string            `json:"-"` // what it speaks of, in a word, when it can be judged only in a workspace; "" when anywhere
}

// Stops (后果) says what is not filed because a rule speaks.
type Stops string

// What a rule stops, the widest first.
const (
	StopsFile       Stops = "整份文件"
	StopsSheet      Stops = "整张工作表" // whose rows are judged all the same
	StopsRow        Stops = "退回"
	StopsIneligible Stops = "不符合"
	StopsWaits      Stops = "待核"
	StopsNothing    Stops = "提示"
)

// stopsOf is what a rule stops that does not say so itself.
var stopsOf = map[Level]Stops{
	LevelReturn: StopsRow, LevelCity: StopsRow, LevelHold: StopsWaits, LevelNote: StopsNothing, LevelSignal: StopsNothing,
}

// filling is the clause of a rule that stands on the filling instructions and
// not on the regulation.
const filling = "填报要求"

// What a rule speaks of that needs a workspace: the folder, the parameters and
// the sales, the register, the roll, the plan.
const (
	theBox      = "收件箱是否放对"
	theIncome   = "户籍与收入"
	theRegister = "许可证登记"
	theRoll     = "重复申报"
	onTheRoll   = "客户是否在册"
	thePlan     = "畅销规格"
)

// topics are these in the order in which they are told; who checks a file by
// himself need not be told of the folder.
var topics = []string{theIncome, theRegister, theRoll, onTheRoll, thePlan}

// Later says what of some rules can be judged only when a file has been sent; ""
// for nothing.
func Later(codes []string) string {
	spoken := map[string]bool{}
	for _, c := range codes {
		spoken[byCode[c].NeedsWorkspace] = true
	}
	told := slices.DeleteFunc(slices.Clone(topics), func(t string) bool { return !spoken[t] })
	if len(told) == 0 {
		return ""
	}
	return AfterSending(strings.Join(told, "、"))
}

// AfterSending says that something can be judged only when a file has been sent.
func AfterSending(what string) string { return what + " 要在报送后才能核对" }

// faults lists the faults of reading that a rule tells.
func faults(kinds ...sheet.FaultKind) []sheet.FaultKind { return kinds }

// ofForm says which form some rules speak of.
func ofForm(f Form, rules []Rule) []Rule {
	for i := range rules {
		if rules[i].Form == "" {
			rules[i].Form = f
		}
	}
	return rules
}

var (
	rules = complete(slices.Concat(fileRules, ofForm(ApplicationForm, slices.Concat(licenceRules, personRules, valueRules,
		eligibilityRules, processRules)), supplyRules, cityRules, signalRules))
	byCode = index(rules)
)

// complete fills in what follows from the code and from the other facts of each rule.
func complete(list []Rule) []Rule {
	for i := range list {
		r := &list[i]
		r.Level = Level(r.Code[:1])
		r.Usable = r.Usable || r.Clash
		r.LeavesOut = r.LeavesOut || r.Level == LevelCity
		if r.Stops == "" {
			r.Stops = stopsOf[r.Level]
		}
		switch {
		case r.Turn != "":
		case r.Level == LevelCity:
			r.Turn = TurnCity
		case r.Answer != "":
			r.Turn = r.Answer
		default:
			r.Turn = TurnCounty
		}
	}
	return list
}

func index(list []Rule) map[string]Rule {
	m := make(map[string]Rule, len(list))
	for _, r := range list {
		m[r.Code] = r
	}
	return m
}

// Rules lists every rule in its order: files, licences, persons, values,
// eligibility, approval, the set of rows, supply, the city's own files, and
// the signals of supervision.
func Rules() []Rule { return slices.Clone(rules) }

// RuleOf is the rule of a code. It panics on a code that is not in the
// catalogue: codes are written in programs.
func RuleOf(code string) Rule {
	r, ok := byCode[code]
	if !ok {
		panic("assist: no rule " + code)
	}
	return r
}

// Rule is the rule of a finding; a code that this version does not know stops
// what its level stops.
func (f Finding) Rule() Rule {
	if r, ok := byCode[f.Code]; ok {
		return r
	}
	return Rule{Code: f.Code, Level: f.Level, Stops: stopsOf[f.Level], Turn: f.Turn}
}

package page

import (
	"bytes"
	_ "embed" // the parts of the page
	"fmt"
	"html/template"
	"iter"
	"strings"
	"time"

	"bangfu/internal/assist"
)

// Board is what a 看板.html shows: a run's facts, for the city or for one unit.
// It names customers by licence alone.
type Board struct {
	Facts assist.Facts
	Unit  string // "" for the city
	Links []Link // the workbooks and papers beside it
	// Receipt leads from the page to the receipt of a file.
	Receipt func(assist.Taken) string
	// Deadline is a unit's next 报送截止.
	Deadline func(unit string) time.Time
	Decide   string // where the city answers: the path of 待办_市局
	// Beside leads to the board of a unit, "" for one that has none.
	Beside func(unit string) string

	most int // customers whose lives are listed at most; 0 for livesListed
}

// Link leads to a file beside the page.
type Link struct{ Name, Path string }

// The parts of 看板.html.
var (
	//go:embed board/page.html
	boardHTML string
	//go:embed board/page.css
	boardCSS string
	//go:embed board/page.js
	boardJS string
	//go:embed board/crowd.js
	crowdJS string
)

var boardShell = template.Must(template.New("看板").Parse(boardHTML))

// boardView is what the shell of the page is filled with.
type boardView struct {
	Policy, Title, Lead string
	Style               template.CSS
	Script              template.JS
	Links               []Link
	Decide              []item
	Units               []unitLine
	Products            []productLine
	Fair                fairness
	Receipts            []receiptLine
	Waits               []waitLine
	Due                 []dueLine
	Supply              []supplyLine
	Customers           iter.Seq[customer]
	Crowd               *crowd // where they are too many to be listed
	City                bool
	Days                int
}

// boardTitle begins the title of every 看板.html.
const boardTitle = "帮扶看板"

// IsBoard reports the text of a 看板.html.
func IsBoard(text []byte) bool { return bytes.Contains(text, []byte("<title>"+boardTitle)) }

// CheckName is what a link to 核对.html is called.
const CheckName = "报送前核对"

// HTML is the page. What is listed of a customer is made as the page comes to it: of
// many customers it holds one text and the page.
func (b Board) HTML() ([]byte, error) {
	v := boardView{
		Title: boardTitle + " · " + b.owner(), Lead: b.lead(), Links: b.Links, City: b.Unit == "",
		Decide: b.decide(), Products: b.products(), Fair: b.fairness(),
		Days:  b.Facts.Terms.Limit(assist.DueDays, b.Facts.Today).Int(),
		Style: template.CSS(boardCSS), Script: template.JS(boardJS),
	}
	if v.City {
		v.Units = b.units()
	} else {
		v.Receipts, v.Waits, v.Due, v.Supply = b.receipts(), b.waits(), b.due(), b.supply()
	}
	var out bytes.Buffer
	l := b.lives() // last: what the others need for a while is let go of
	v.Customers, v.Crowd = l.listed(&out), l.crowd()
	if v.Crowd != nil && v.City {
		v.Script += template.JS(crowdJS)
	}
	v.Policy = strings.ReplaceAll(policy(string(v.Style), string(v.Script)), " 'unsafe-eval' 'wasm-unsafe-eval'; worker-src blob:", "")
	if err := boardShell.Execute(&out, v); err != nil {
		return nil, fmt.Errorf("page: 看板.html: %w", err)
	}
	return out.Bytes(), nil
}

// owner is whose board it is.
func (b Board) owner() string {
	if b.Unit == "" {
		return assist.City
	}
	return b.Unit
}

// mine reports whether something of a unit is shown.
func (b Board) mine(unit string) bool { return b.Unit == "" || b.Unit == unit }

func (b Board) lead() string {
	f := b.Facts
	s := fmt.Sprintf("%s 供货周 · %s · 截至 %s 的一次运行", f.Week, f.Plan.State.Title(), assist.Clock(f.At))
	if f.Plan.State == assist.PlanDraft {
		s += " · 截单 " + assist.Clock(f.Plan.Cutoff)
	}
	return s
}

// item is one thing somebody must decide or do.
type item struct {
	Text, Path string
	Calm       bool // nobody has to do anything
}

// decide is what waits for a decision, the most urgent first.
func (b Board) decide() []item {
	if b.Unit != "" {
		return b.deadline()
	}
	var list []item
	f := b.Facts
	for _, d := range f.Doubts {
		list = append(list, item{Text: "有疑 " + d.Category() + "：" + d.Sentence(f.Roster, f.Terms), Path: b.Decide})
	}
	if _, several := f.UndecidedOf(assist.PlanForm, f.Week); f.Plan.State == assist.PlanMissing && !several {
		list = append(list, item{Text: fmt.Sprintf("%s 还没有货源计划，截单 %s", f.Week, assist.Clock(f.Plan.Cutoff))})
	}
	for _, u := range f.Terms.Units {
		if n := b.waiting(u.Name).city; n > 0 {
			list = append(list, item{Text: fmt.Sprintf("待确认 %s：%d 户等市局确认", u.Name, n), Path: b.Decide})
		}
	}
	for _, r := range f.Reports {
		if r.State == assist.Silent && r.Past {
			list = append(list, item{Text: fmt.Sprintf("未报 %s：报送截止 %s 已过", r.Unit, assist.Clock(r.Deadline))})
		}
	}
	for _, x := range f.Faults {
		list = append(list, item{Text: x.Text})
	}
	return list
}

// deadline says when a unit reports next, and whether it has.
func (b Board) deadline() []item {
	for _, r := range b.Facts.Reports {
		if r.Unit == b.Unit {
			return []item{{Text: fmt.Sprintf("本周%s；下次报送截止 %s", r.State, assist.Clock(b.Deadline(b.Unit))), Calm: r.State == assist.Reported}}
		}
	}
	return nil
}

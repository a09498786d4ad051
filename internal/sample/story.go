package sample

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/samples"
)

// The steps of the story, as its tables name them.
const (
	Monday    = "周一"
	Wednesday = "周三"
	Thursday  = "周四"
)

// storyMonday begins the week that the story plays in, 2026-W48.
var storyMonday = assist.Day(2026, time.November, 23)

// Story is the small city of the demonstration as its tables tell it.
type Story struct {
	terms    assist.Terms
	people   []*villager               // in the order of the table, a row each
	baskets  map[string][]usualProduct // 常购组合
	first    map[string]*villager      // by licence: the first row
	wishes   []record
	visits   []record
	plan     []record
	register []record
	adjusts  []record
	files    []record
	mends    []record
}

// villager is one row of the table of applicants.
type villager struct {
	n          int // over all persons of the story
	step, unit string
	app        assist.Application
	typed      map[string]string // what else is written into the row; #… is a number
	buys       buyer             // without a basket: no sales history
	expected   map[string]string // outcome by step
	tale       string
}

// ReadStory reads the tables of the built-in sample city. The builtin terms
// are those of form.Standard.
func ReadStory(builtin assist.Terms) (*Story, error) {
	s := &Story{first: map[string]*villager{}, baskets: map[string][]usualProduct{}}
	tables := map[string]*[]record{
		"帮扶申请": &s.wishes, "走访": &s.visits, "货源": &s.plan, "登记": &s.register,
		"名单调整": &s.adjusts, "文件": &s.files, "改正": &s.mends,
	}
	var people, baskets, incomes []record
	tables["申请"], tables["销量"], tables["参数"] = &people, &baskets, &incomes
	for name, into := range tables {
		list, err := readTable(samples.Story, "story/"+name+".txt")
		if err != nil {
			return nil, err
		}
		*into = list
	}
	if err := s.setTerms(builtin, incomes); err != nil {
		return nil, err
	}
	for _, r := range baskets {
		basket, err := s.basket(r["规格"])
		if err != nil {
			return nil, err
		}
		s.baskets[r["组合"]] = basket
	}
	return s, s.makeApplicants(people)
}

// Week is the week the story plays in; it plans the supply of the next.
func (s *Story) Week() assist.Week { return assist.WeekOf(storyMonday) }

// Terms are the parameters of the story: the built-in ones, rural incomes for
// show, and Tuesday as the day by which every unit reports.
func (s *Story) Terms() assist.Terms { return s.terms }

func (s *Story) setTerms(builtin assist.Terms, incomes []record) error {
	s.terms = builtin
	s.terms.Units = append([]assist.Unit(nil), builtin.Units...)
	for i := range s.terms.Units {
		s.terms.Units[i].Deadline = time.Tuesday
	}
	for _, r := range incomes {
		year, err1 := strconv.Atoi(r["年度"])
		yuan, err2 := strconv.Atoi(r["收入"])
		if err1 != nil || err2 != nil {
			return fmt.Errorf("sample: 参数: %s: not a number", r["县区"])
		}
		s.terms.Rural = append(s.terms.Rural, assist.RuralIncome{Unit: r["县区"], Year: year, Income: assist.Fen(yuan) * 100, Basis: show})
	}
	return nil
}

// basket reads 规格×条、规格×条.
func (s *Story) basket(text string) ([]usualProduct, error) {
	var list []usualProduct
	for _, item := range strings.Split(text, "、") {
		name, n, _ := strings.Cut(item, "×")
		p, ok := s.terms.Products.Named(name)
		cartons, err := strconv.Atoi(n)
		if !ok || err != nil {
			return nil, fmt.Errorf("sample: 销量: %q", item)
		}
		list = append(list, usualProduct{p, cartons})
	}
	return list, nil
}

// makeApplicants makes the applicants of their rows; a licence that stands in several
// rows is one person.
func (s *Story) makeApplicants(rows []record) error {
	for _, r := range rows {
		known := s.first[r["许可证号"]]
		n := len(s.first)
		if known != nil {
			n = known.n
		}
		v, err := s.villager(r, n)
		if err != nil {
			return fmt.Errorf("sample: 申请: %s: %w", r["许可证号"], err)
		}
		if known == nil {
			s.first[v.app.Licence] = v
		}
		s.people = append(s.people, v)
	}
	return nil
}

// Step is one step of the week: when its pass runs, what it is called, and the
// Files that are dropped before it.
type Step struct {
	Name  string
	At    time.Time
	Title string
	Drops []Drop
}

// Drop is one file for a drop folder.
type Drop struct {
	Unit, Name string
	Content    string // what is in it, such as 申请
	Look       string // how it looks: 导出, CSV, 截断, or ""
	Bytes      []byte
}

// Steps are the three passes of the week with the committed files.
func (s *Story) Steps() ([]Step, error) {
	at := func(days, hour, minute int) time.Time {
		y, m, d := (storyMonday + assist.Date(days)).Parts()
		return time.Date(y, m, d, hour, minute, 0, 0, assist.Zone)
	}
	list := []Step{
		{Name: Monday, At: at(0, 9, 0), Title: "各县区报送，出草案"},
		{Name: Wednesday, At: at(2, 10, 0), Title: "改正的回执、迟报的文件和市局的决定"},
		{Name: Thursday, At: at(3, 18, 30), Title: "截单以后，货源定稿"},
	}
	for i := range list {
		for _, f := range s.files {
			if f["步"] != list[i].Name {
				continue
			}
			b, err := fs.ReadFile(samples.Drops, dropPath(f))
			if err != nil {
				return nil, fmt.Errorf("sample: %w", err)
			}
			list[i].Drops = append(list[i].Drops, Drop{f["单位"], f["文件名"], f["内容"], f["样子"], b})
		}
	}
	return list, nil
}

func dropPath(f record) string { return f["步"] + "/" + f["单位"] + "/" + f["文件名"] }

// Expected is what the story says of one row: the outcome it must have after a step.
type Expected struct {
	Step, Unit, Licence string
	Outcome             map[string]string // by step: Monday, Thursday
	Tale                string
}

// Expected lists the rows of the story with their outcomes, in order.
func (s *Story) Expected() []Expected {
	var list []Expected
	for _, v := range s.people {
		list = append(list, Expected{v.step, v.unit, v.app.Licence, v.expected, v.tale})
	}
	return list
}

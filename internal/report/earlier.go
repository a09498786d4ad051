package report

import (
	"strings"

	"bangfu/internal/assist"
)

// How a finding stands to the receipt that came back.
const (
	mendedWord = "已改好"
	byCity     = "市局已确认"
	byCounty   = "县区已核实"
	stillThere = "仍未改"
	withCity   = "仍等市局"
	newcomer   = "新出现"
)

// progress is what became of the findings of the receipt that came back.
type progress struct {
	mended map[string]int // by code
	city   map[string]int // answered by the city
	county map[string]int // answered by the county
	left   map[string]int
	waits  map[string]int // left, and the city's to answer
	fresh  map[string]int
	news   map[int]string // of each present finding, by its index
}

// compared matches the present findings with the earlier ones: first by
// customer, since rows may have moved, then by place. Facts that nobody can
// mend (提示) and answered 待核 are left out.
func compared(now, before []assist.Finding) progress {
	p := progress{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[int]string{}}
	open := map[string][]int{}
	used := make([]bool, len(before))
	taken := make([]bool, len(now))
	for _, key := range []func(assist.Finding) string{customerKey, placeKey} {
		clear(open)
		for i, x := range before {
			if k := key(x); !used[i] && pressing(x) && k != "" {
				open[k] = append(open[k], i)
			}
		}
		for i, x := range now {
			k := key(x)
			if taken[i] || !pressing(x) || k == "" || len(open[k]) == 0 {
				continue
			}
			used[open[k][0]], taken[i] = true, true
			open[k] = open[k][1:]
			if x.Waits() && x.Turn == assist.TurnCity {
				p.news[i] = withCity
				p.waits[x.Code]++
				continue
			}
			p.news[i] = stillThere
			p.left[x.Code]++
		}
	}
	said := answeredKeys(now)
	for i, x := range before {
		if !used[i] && pressing(x) {
			p.done(x, said)[x.Code]++
		}
	}
	for i, x := range now {
		if !taken[i] && pressing(x) {
			p.news[i] = newcomer
			p.fresh[x.Code]++
		}
	}
	return p
}

// answeredKeys are the findings that were answered, by customer and by place.
func answeredKeys(now []assist.Finding) map[string]bool {
	said := map[string]bool{}
	for _, x := range now {
		if x.Confirmed {
			said[customerKey(x)], said[placeKey(x)] = true, true
		}
	}
	delete(said, "")
	return said
}

// done is where an earlier finding counts that is open no more: answered by whom it asked,
// or mended.
func (p progress) done(x assist.Finding, said map[string]bool) map[string]int {
	switch {
	case !said[customerKey(x)] && !said[placeKey(x)]:
		return p.mended
	case x.Rule().Answer == assist.TurnCity:
		return p.city
	}
	return p.county
}

// pressing reports whether somebody is to act on a finding.
func pressing(x assist.Finding) bool { return x.Level != assist.LevelNote && !x.Confirmed }

// customerKey knows a finding by its customer and column.
func customerKey(x assist.Finding) string {
	if x.Licence == "" {
		return ""
	}
	return x.Code + "|" + x.Sheet + "|" + x.Licence + "|" + strings.TrimRight(x.Cell, "0123456789")
}

// placeKey knows a finding by its cell; one of the whole file or sheet by its words.
func placeKey(x assist.Finding) string {
	if x.Cell == "" && x.Row == 0 {
		return x.Code + "|" + x.Sheet + "|" + x.Message
	}
	return x.Code + "|" + x.Sheet + "|" + cellOrRow(x)
}

// lines tell the comparison, with the counts by code.
func (p progress) lines(receipt string) [][2]string {
	tell := func(label string, counts map[string]int) [2]string {
		if len(counts) == 0 {
			return [2]string{label, "0 处"}
		}
		return [2]string{label, codeLine(counts)}
	}
	lines := [][2]string{{"上次回执", receipt}, tell(mendedWord, p.mended), tell(stillThere, p.left)}
	for _, x := range []struct {
		label  string
		counts map[string]int
	}{{byCounty, p.county}, {byCity, p.city}, {withCity, p.waits}} {
		if len(x.counts) > 0 {
			lines = append(lines, tell(x.label, x.counts))
		}
	}
	return append(lines, tell(newcomer, p.fresh))
}

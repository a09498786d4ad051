package plan

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"sort"

	"bangfu/internal/assist"
)

// hand is one customer's wish for one product, as somebody would write it on a
// slip of paper to deal cartons by hand.
type hand struct {
	licence, code string
	recommended   bool
	wants, has    int
	share         *big.Rat
	ticket        string
}

// byHand is the supply rule by its words, without any shortcut: slips are
// written customer by customer, then each product's cartons are dealt one at a
// time. It answers the cartons of every slip, also 0.
func byHand(in Input) map[assist.Wanting]int {
	var slips []*hand
	for licence, f := range in.Roster.Filings {
		if f.On() {
			slips = append(slips, slipsOf(in, *f, licence)...)
		}
	}
	got := map[assist.Wanting]int{}
	for _, p := range in.Source.Products {
		if p.Fault != "" {
			continue
		}
		pool := p.Pool
		for _, recommended := range []bool{false, true} {
			var queue []*hand
			for _, s := range slips {
				if s.code == p.Barcode && s.recommended == recommended {
					queue = append(queue, s)
				}
			}
			dealOneByOne(queue, &pool)
		}
	}
	for _, s := range slips {
		got[assist.Wanting{Licence: s.licence, Barcode: s.code}] = s.has
	}
	return got
}

// dealOneByOne goes round and round, a carton a customer, until the pool is
// empty or nobody wants more.
func dealOneByOne(queue []*hand, pool *int) {
	sort.Slice(queue, func(i, j int) bool {
		if c := queue[i].share.Cmp(queue[j].share); c != 0 {
			return c < 0
		}
		return queue[i].ticket < queue[j].ticket
	})
	for again := true; again; {
		again = false
		for _, s := range queue {
			if *pool > 0 && s.has < s.wants {
				s.has++
				*pool--
				again = true
			}
		}
	}
}

func slipsOf(in Input, f assist.Filing, licence string) []*hand {
	when := in.Week.Monday() + 4 // Friday
	for i, name := range []string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"} {
		if f.Application.OrderDay == name {
			when = in.Week.Monday() + assist.Date(i)
		}
	}
	odd := (int(in.Week.Monday()-assist.Day(2024, 1, 1))/7+1)%2 == 1
	orders := f.Application.Cycle == assist.Weekly || f.Application.Cycle == assist.Odd && odd || f.Application.Cycle == assist.Even && !odd
	end := f.Application.LicenceEnd
	if in.Register.Receipt != "" {
		r, _ := in.Register.Licences.Of(licence)
		if end = r.End; r.Status != "有效" {
			end = 0
		}
	}
	if !orders || when < f.Start || when > f.End || when > end || f.Suspended {
		return nil
	}
	limit := func(name string) int { return in.Terms.Limit(name, in.Week.Monday()).Int() }
	offer := map[string]assist.PlannedProduct{}
	for _, p := range in.Source.Products {
		if p.Fault == "" && p.BestSelling {
			offer[p.Barcode] = p
		}
	}
	var slips []*hand
	write := func(code string, recommended bool, wants int) {
		for _, s := range slips {
			if s.code == code {
				return
			}
		}
		if offer[code].Pool <= 0 || len(slips) == limit(assist.MaxProducts) {
			return
		}
		share := new(big.Rat)
		if s := in.Served[assist.Wanting{Licence: licence, Barcode: code}]; s.Demand > 0 {
			share.SetFrac64(s.Extra, s.Demand)
		}
		ticket := fmt.Sprintf("%x", sha256.Sum256([]byte(in.Week.String()+"|"+code+"|"+licence)))
		slips = append(slips, &hand{licence: licence, code: code, recommended: recommended, wants: min(wants, limit(assist.MaxExtra)), share: share, ticket: ticket})
	}
	any := false
	if w, ok := in.Wishes.Of(licence); ok && w.Applied.AddMonths(limit(assist.CycleMonths)) >= when {
		for _, p := range w.Products {
			if _, sells := offer[p.Barcode]; sells {
				any = true
				write(p.Barcode, false, w.Each)
			}
		}
	}
	if any {
		return slips
	}
	recent := in.Recent(licence)
	for _, s := range recent.Sellers {
		if _, sells := offer[s.Barcode]; sells {
			wants := 0
			for wants*recent.Orders < s.Cartons { // ⌈cartons ÷ order dates⌉
				wants++
			}
			write(s.Barcode, true, wants)
		}
	}
	return slips
}

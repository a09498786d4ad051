package plan

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"math/bits"
	"runtime"
	"slices"
	"sync"

	"bangfu/internal/assist"
)

// share deals the pools out to the lines, one carton at a time and round by
// round (六): first among 申请, then what is left among 推荐. It fills Extra
// and tells how each round went. Whole rounds are dealt at once; only the round
// that runs short needs an order among its customers.
//
// No product knows of another and no line has two, so that the products are
// dealt side by side; their rounds are put together in the order of barcodes.
func share(lines assist.SupplyLines, pools map[string]int, served map[assist.Wanting]assist.Share, week assist.Week) []assist.Round {
	requested, recommended := takers(lines, assist.Requested), takers(lines, assist.Recommended)
	codes := slices.Sorted(maps.Keys(pools))
	rounds := make([][]assist.Round, len(codes))
	var all sync.WaitGroup
	hands := runtime.GOMAXPROCS(0)
	for hand := range hands {
		all.Go(func() {
			for k := hand; k < len(codes); k += hands {
				code := codes[k]
				d := dealer{lines: lines, served: served, text: week.String(), code: code, left: max(pools[code], 0)}
				rounds[k] = append(d.deal(assist.Requested, requested[code]), d.deal(assist.Recommended, recommended[code])...)
			}
		})
	}
	all.Wait()
	return slices.Concat(rounds...)
}

// takers lists the lines of one origin by product.
func takers(lines assist.SupplyLines, from assist.Origin) map[string][]int32 {
	list := map[string][]int32{}
	for i, k := range lines {
		if l := k.Open(); l.Origin == from {
			list[l.Barcode] = append(list[l.Barcode], int32(i))
		}
	}
	return list
}

// dealer deals the pool of one product.
type dealer struct {
	lines  assist.SupplyLines
	served map[assist.Wanting]assist.Share
	text   string // the week, as it stands in the order codes
	code   string // the product
	left   int    // cartons not yet dealt
}

// deal serves one class of wishes: whole rounds while the pool lasts, then the
// cut. Those who still wanted more when a pool was already empty are told as a
// round in which nothing was dealt.
func (d *dealer) deal(from assist.Origin, takers []int32) []assist.Round {
	var rounds []assist.Round
	takers = d.wanting(takers, 0)
	for n := 1; len(takers) > 0; {
		if d.left == 0 {
			return append(rounds, assist.Round{Barcode: d.code, Origin: from, Round: n, Upto: n, Takers: len(takers)})
		}
		upto := d.wholeRounds(n, takers)
		if upto < n {
			return append(rounds, d.cut(from, n, takers))
		}
		given := len(takers) * (upto - n + 1)
		for _, i := range takers {
			d.lines[i].Extra = upto
		}
		d.left -= given
		rounds = append(rounds, assist.Round{Barcode: d.code, Origin: from, Round: n, Upto: upto, Takers: len(takers), Given: given, Left: d.left})
		takers = d.wanting(takers, upto)
		n = upto + 1
	}
	return rounds
}

// wholeRounds is the last round, from n on, in which all takers can be served:
// bounded by the smallest demand and by the pool. Less than n when the pool is short.
func (d *dealer) wholeRounds(n int, takers []int32) int {
	least := d.lines[takers[0]].Demand
	for _, i := range takers {
		least = min(least, d.lines[i].Demand)
	}
	return min(least, n-1+d.left/len(takers))
}

func (d *dealer) wanting(takers []int32, have int) []int32 {
	var more []int32
	for _, i := range takers {
		if d.lines[i].Demand > have {
			more = append(more, i)
		}
	}
	return more
}

// cut deals the last cartons of a pool: least served over the fair window
// first, then by the order code.
func (d *dealer) cut(from assist.Origin, n int, takers []int32) assist.Round {
	queue := make([]position, len(takers))
	for k, i := range takers {
		queue[k] = d.positionOf(i)
	}
	slices.SortFunc(queue, position.compare)
	r := assist.Round{Barcode: d.code, Origin: from, Round: n, Upto: n, Takers: len(takers), Given: d.left, Cut: make([]assist.Turnout, len(takers))}
	orders := orders(queue)
	for k, q := range queue {
		got := k < d.left
		if got {
			d.lines[q.line].Extra = n
		}
		r.Cut[k] = assist.Turnout{Licence: d.lines[q.line].Licence, Received: q.share.Extra, Demanded: q.share.Demand, Order: orders[k*orderLen : (k+1)*orderLen], Got: got}
	}
	d.left = 0
	return r
}

// orderLen is the length of an order code in hex.
const orderLen = 2 * sha256.Size

// orders is the order codes of a queue in hex, one after the other, in one
// string: a large cut has a hundred thousand of them.
func orders(queue []position) string {
	all := make([]byte, 0, len(queue)*orderLen)
	for k := range queue {
		all = hex.AppendEncode(all, queue[k].code[:])
	}
	return string(all)
}

// position is a customer's place in the order of a cut round.
type position struct {
	line  int32
	share assist.Share
	code  [sha256.Size]byte
}

func (d *dealer) positionOf(i int32) position {
	licence := d.lines[i].Licence
	ticket := make([]byte, 0, 64)
	for _, part := range []string{d.text, "|", d.code, "|", licence} {
		ticket = append(ticket, part...)
	}
	return position{i, d.served[assist.Wanting{Licence: licence, Barcode: d.code}], sha256.Sum256(ticket)}
}

// compare is ascending share received so far, then ascending order code.
func (a position) compare(b position) int {
	if c := compareShares(a.share, b.share); c != 0 {
		return c
	}
	return bytes.Compare(a.code[:], b.code[:])
}

// compareShares compares Σ extra ÷ Σ demand exactly; no demand counts as 0.
func compareShares(a, b assist.Share) int {
	ahi, alo := crossed(a, b)
	bhi, blo := crossed(b, a)
	if c := cmp.Compare(ahi, bhi); c != 0 {
		return c
	}
	return cmp.Compare(alo, blo)
}

// crossed is a's numerator times b's denominator, in 128 bits. Where nothing
// was demanded nothing was received: 0 ÷ 1.
func crossed(a, b assist.Share) (hi, lo uint64) {
	return bits.Mul64(uint64(a.Extra), uint64(max(b.Demand, 1)))
}

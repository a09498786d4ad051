package assist

import (
	"fmt"
	"slices"
	"strings"
)

// Comparison is what a new 许可证状态 says otherwise than the one in force
// (与上次登记比).
type Comparison struct {
	Missing int      // licences it lists no more
	Gone    []string // of these, the customers on the roll
	Turned  []string // customers on the roll who were valid and are listed as not valid any more
	Valid   int      // customers on the roll who were valid
	Lost    int      // of these: gone or turned
	Rows    int      // licences it lists itself
	Before  int      // licences of the register in force
}

// Compare compares a register with the one in force. Rows of it that were
// carried over from an earlier one are no rows of its own.
func (g Register) Compare(old Register, roll *Roster, today Date) Comparison {
	c := Comparison{Before: len(old.Licences)}
	for l, row := range g.Licences {
		if row.Open().Receipt == g.Receipt {
			c.Rows++
		}
		if _, known := old.Licences[l]; known {
			c.Missing--
		}
	}
	c.Missing += len(old.Licences)
	for f := range roll.Enrolled() {
		l := f.Application.Licence
		was, known := old.Licences.Of(l)
		is, listed := g.Licences.Of(l)
		valid := known && was.validOn(today)
		switch {
		case known && !listed:
			c.Gone = append(c.Gone, l)
		case valid && !is.validOn(today):
			c.Turned = append(c.Turned, l)
		}
		if valid {
			c.Valid++
			if !listed || !is.validOn(today) {
				c.Lost++
			}
		}
	}
	slices.Sort(c.Gone)
	slices.Sort(c.Turned)
	return c
}

// validOn reports a licence that is 有效 on a day.
func (r RegisterRow) validOn(day Date) bool { return r.Valid() && day <= r.End }

// fewestLost is how many customers a register must lose at least to be in doubt.
const fewestLost = 3

// Alarming reports so many of some customers that a slip is more likely than the
// truth: at least 登记缩减警戒 of them, and fewestLost.
func (t Terms) Alarming(n, of int, today Date) bool {
	return n >= fewestLost && int64(n)*int64(One) >= int64(t.Limit(ShrinkAlarm, today))*int64(of)
}

// missing is what every register's receipt says, also of nobody.
func (c Comparison) missing() string {
	return fmt.Sprintf("与上次登记比：少 %d 户，其中在册 %d 户", c.Missing, len(c.Gone))
}

// Doubt says why the register is in doubt; "" when it is not: it loses at least
// 登记缩减警戒 of the valid customers on the roll, and fewestLost, or has fewer
// than half the rows. How many are missing is told when anybody is.
func (c Comparison) Doubt(t Terms, today Date) string {
	var why []string
	if t.Alarming(c.Lost, c.Valid, today) {
		why = append(why, fmt.Sprintf("在册且原为有效的 %d 户中，有 %d 户不再列入或不再有效", c.Valid, c.Lost))
	}
	if 2*c.Rows < c.Before {
		why = append(why, fmt.Sprintf("只有 %d 行，不到上次 %d 行的一半", c.Rows, c.Before))
	}
	if len(why) > 0 && c.Missing > 0 {
		why = append([]string{c.missing()}, why...)
	}
	return strings.Join(why, "；")
}

// Concerned are the customers on the roll whom the register treats otherwise.
func (c Comparison) Concerned() []string {
	list := append(append([]string{}, c.Gone...), c.Turned...)
	slices.Sort(list)
	return list
}

// Lines tell the comparison, with the licences of those on the roll, unit by unit.
func (c Comparison) Lines(roll *Roster, t Terms) []string {
	lines := append([]string{c.missing()}, named(c.Gone, roll, t)...)
	if len(c.Turned) > 0 {
		lines = append(lines, fmt.Sprintf("由有效变为不再有效的，在册 %d 户", len(c.Turned)))
		lines = append(lines, named(c.Turned, roll, t)...)
	}
	return lines
}

// namedAtOnce is how many licences stand in one line.
const namedAtOnce = 100

// named lists licences unit by unit: 阳高县 2 户：140221100001、140221100002.
func named(licences []string, roll *Roster, t Terms) []string {
	var lines []string
	byUnit(licences, roll, t, func(unit string, list []string) string {
		head := fmt.Sprintf("%s %d 户：", unit, len(list))
		for part := range slices.Chunk(list, namedAtOnce) {
			lines = append(lines, head+strings.Join(part, "、"))
			head = unit + "（续）："
		}
		return ""
	})
	return lines
}

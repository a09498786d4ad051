package paper

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// sources is every text of some blocks, tidied, in no order; the charts' own
// labels are left out, since they may be shortened.
func sources(blocks []Block) []string {
	var list []string
	add := func(texts ...string) {
		for _, t := range texts {
			if t = tidy(t); t != "" {
				list = append(list, t)
			}
		}
	}
	for _, block := range blocks {
		switch b := block.(type) {
		case Title:
			add(b.Text, b.Sub)
		case Heading:
			add(b.Text)
		case Paragraph:
			add(b.Text)
		case Note:
			add(b.Text, b.Right)
		case Table:
			add(b.Caption)
			if b.Unit != "" {
				add("单位：" + b.Unit)
			}
			group := ""
			for _, c := range b.Columns {
				add(c.Header)
				if c.Group != group {
					add(c.Group)
				}
				group = c.Group
			}
			for _, row := range b.Rows {
				add(row...)
			}
			if len(b.Rows) == 0 && len(b.Columns) > 0 {
				add("无")
			}
			add(b.Total...)
			add(b.Notes...)
		case Form:
			add(b.Caption)
			for _, row := range b.Rows {
				for _, c := range row {
					add(c.Label, c.Value, c.Sign)
				}
			}
		case Signature:
			add(b.Fields...)
			add(b.Unit, b.Date)
		case KeepTogether:
			list = append(list, sources(b.Blocks)...)
		case StackedBars:
			add(b.Caption)
		case PairBars:
			add(b.Caption)
		case LineChart:
			add(b.Caption)
		case Shares:
			add(b.Caption)
		}
	}
	return list
}

// readBack is every text of the document as it stands on the pages.
func readBack(pages Pages) []string {
	texts := map[int]*strings.Builder{}
	for _, page := range pages.Pages {
		for _, run := range page.Ink().Runs {
			if run.Part == 0 {
				continue
			}
			if texts[run.Part] == nil {
				texts[run.Part] = &strings.Builder{}
			}
			if run.Source != 0 {
				texts[run.Part].WriteRune(run.Source)
			} else {
				texts[run.Part].WriteString(run.Text)
			}
			if strings.TrimSpace(run.Tail) != "" {
				texts[run.Part].WriteString("（未印：" + run.Tail + "）")
			}
			texts[run.Part].WriteString(run.Tail)
		}
	}
	var list []string
	for _, b := range texts {
		list = append(list, b.String())
	}
	return list
}

func TestNoCharacterIsLostAtThirtyWidths(t *testing.T) {
	for name := range styles {
		doc := everything(name)
		want := sources(doc.Blocks)
		slices.Sort(want)
		widths := 10
		if testing.Short() { // under the race detector, which slows it tenfold
			widths = 3
		}
		for i := range widths {
			st := *styles[name]
			st.frame.Right -= float64(i) * (st.frameWidth() - 120) / float64(widths-1)
			got := readBack(layOn(doc, faces(t), &st))
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Fatalf("style %d, width %.0f: %s", name, st.frameWidth(), difference(got, want))
			}
		}
	}
}

// difference is the first text that is not the same.
func difference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			return "got " + strings.Join(got[i:min(i+1, len(got))], "") + "\nwant " + strings.Join(want[i:min(i+1, len(want))], "")
		}
	}
	return "the same"
}

// The same of texts made at random, broken at random widths.
func TestNoCharacterOfRandomTextIsLost(t *testing.T) {
	s := &setter{faces: faces(t), style: styles[Official]}
	random := rand.New(rand.NewPCG(7, 7))
	pool := []rune("客户货源许可证０12 3，。（）“”《》%元万条abcXYZ.-/\n\u3000𠮷𬭊😀…—\t")
	for range 3000 {
		text := make([]rune, random.IntN(90))
		for i := range text {
			text[i] = pool[random.IntN(len(pool))]
		}
		width := 5 + random.Float64()*300
		f := s.fragment(string(text), s.style.body, width, 0)
		got, next := "", 0
		for _, ln := range f.lines {
			if ln.first != next || ln.width > width+slack && ln.last-ln.first > 1 {
				t.Fatalf("%q at %.1f: line from %d to %d, %.1f wide", string(text), width, ln.first, ln.next, ln.width)
			}
			for _, a := range f.atoms[ln.first:ln.next] {
				got += string(a.source)
			}
			next = ln.next
		}
		if want := tidy(string(text)); got != want {
			t.Fatalf("%q at %.1f reads %q", want, width, got)
		}
	}
}

func TestEveryLineFitsItsWidth(t *testing.T) {
	s := &setter{faces: faces(t), style: styles[Official]}
	for _, text := range awkward {
		for width := 30.0; width < 460; width += 15 {
			f := s.fragment(text, s.style.body, width, 0)
			for _, ln := range f.lines {
				if ln.width > width+0.01 && ln.last-ln.first > 1 {
					t.Errorf("%q at %.0f: a line is %.1f wide", text, width, ln.width)
				}
			}
		}
	}
}

func TestLineEnds(t *testing.T) {
	s := &setter{faces: faces(t), style: styles[Official]}
	text := awkward[0] + awkward[1] + "“引（括）号”、《书〈名〉号》！问？是：否；价￥1,234.56元，同比+3.5%，12万元、3亿元，编号〔2026〕0001号……完——毕。"
	for width := 96.0; width < 460; width += 12 {
		f := s.fragment(text, s.style.body, width, 32)
		for i, ln := range f.lines {
			first, last := f.atoms[ln.first].source, f.atoms[ln.last-1].source
			if strings.ContainsRune("，。、；：？！）】》」』〉〕”’…—%％元万亿", first) {
				if first != '元' || number(last) {
					t.Errorf("width %.0f: line %d begins with %c", width, i, first)
				}
			}
			if strings.ContainsRune("（【《「『〈〔“‘￥", last) {
				t.Errorf("width %.0f: line %d ends with %c", width, i, last)
			}
			if ln.next < len(f.atoms) && number(last) && (number(f.atoms[ln.next].source) || f.atoms[ln.next].source == '.') {
				t.Errorf("width %.0f: line %d breaks a number", width, i)
			}
		}
	}
}

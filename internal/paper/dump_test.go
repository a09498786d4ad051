package paper

import (
	"fmt"
	"sort"
	"strings"
)

// dump is the text form of set pages, for golden tests: the lines of each page
// from top to bottom, the texts of one line from left to right.
func dump(pages Pages) string {
	var b strings.Builder
	for i, page := range pages.Pages {
		fmt.Fprintf(&b, "=== 第 %d 页 ===\n", i+1)
		for _, text := range visible(page.Body.Runs) {
			fmt.Fprintln(&b, text)
		}
		for _, text := range visible(page.Foot.Runs) {
			fmt.Fprintf(&b, "--- %s\n", text)
		}
	}
	return b.String()
}

// visible is runs as the eye reads them: line by line, with a gap where texts
// stand apart.
func visible(runs []Run) []string {
	sorted := levelledRuns(runs)
	sort.SliceStable(sorted, func(i, j int) bool {
		if a, b := sorted[i], sorted[j]; int(a.Y*4) != int(b.Y*4) {
			return a.Y < b.Y
		}
		return sorted[i].X < sorted[j].X
	})
	var out []string
	var line strings.Builder
	for i, r := range sorted {
		if i > 0 && int(r.Y*4) != int(sorted[i-1].Y*4) {
			out = append(out, line.String())
			line.Reset()
		} else if i > 0 && r.X > sorted[i-1].X+sorted[i-1].Width+r.Size/2 {
			line.WriteString("  ")
		}
		line.WriteString(r.Text)
	}
	if line.Len() > 0 {
		out = append(out, line.String())
	}
	return out
}

// levelledRuns is runs with each turned text made one run, at the height of
// its middle.
func levelledRuns(runs []Run) []Run {
	var out []Run
	last := -1 // of out: the turned text that goes on
	var end float64
	for _, r := range runs {
		if !r.Turned {
			out, last = append(out, r), -1
			continue
		}
		if last >= 0 && out[last].X == r.X && end-r.Y < r.Size/2 && r.Y <= end+slack {
			out[last].Text += r.Text
			out[last].Y -= r.Width / 2
		} else {
			last = len(out)
			out = append(out, r)
			out[last].Y -= r.Width / 2
			out[last].Width = r.Size
		}
		end = r.Y - r.Width
	}
	return out
}

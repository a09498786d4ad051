package assist

import (
	"fmt"
	"slices"
	"strings"
)

// RefusalFindings are the S that refuse a sheet of the file, alone or with all of it; with
// "" those that refuse the whole file.
func (t Taken) RefusalFindings(sheet string) []Finding {
	return slices.DeleteFunc(slices.Clone(t.Findings), func(x Finding) bool {
		stops := x.Rule().Stops
		return stops != StopsFile && (stops != StopsSheet || sheet == "" || x.Sheet != sheet)
	})
}

// reasonsAtMost is how many reasons of a refusal a sentence names.
const reasonsAtMost = 5

// missingColumn is how S007 begins, before the name of the column.
const missingColumn = "缺少必需的列"

// Reasons put what refuses a file or a sheet into one sentence; columns that are missing
// are named together.
func Reasons(list []Finding) string {
	var why, columns []string
	at := 0
	for _, x := range list {
		name, missing := strings.CutPrefix(strings.TrimRight(x.Message, "。"), missingColumn)
		switch {
		case !missing || strings.Contains(name, "；"):
			why = append(why, strings.TrimRight(x.Message, "。"))
		case len(columns) == 0:
			at, columns, why = len(why), []string{name}, append(why, "")
		default:
			columns = append(columns, name)
		}
	}
	if len(columns) > 0 {
		why[at] = missingColumn + strings.Join(columns, "、")
	}
	if n := len(why); n > reasonsAtMost {
		return strings.Join(why[:reasonsAtMost], "；") + fmt.Sprintf(" 等 %d 处", n)
	}
	return strings.Join(why, "；")
}

// Advices are what is to be done about some findings, each once.
func Advices(list []Finding) string {
	var fixes []string
	for _, x := range list {
		if fix := strings.TrimRight(x.Fix, "。"); !slices.Contains(fixes, fix) && len(fixes) < reasonsAtMost {
			fixes = append(fixes, fix)
		}
	}
	return strings.Join(fixes, "；")
}

package assist

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/column"
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

// Lacking says which columns are missing that a sheet must have.
func Lacking(columns ...column.Header) string {
	names := make([]string, len(columns))
	for i, h := range columns {
		names[i] = "“" + string(h) + "”"
	}
	return "缺少必需的列" + strings.Join(names, "、")
}

// Reasons put what refuses a file or a sheet into one sentence; columns that are missing
// are named together.
func Reasons(list []Finding) string {
	var why []string
	var columns []column.Header
	at := 0
	for _, x := range list {
		if x.Lacks == "" {
			why = append(why, strings.TrimRight(x.Message, "。"))
			continue
		}
		if columns = append(columns, x.Lacks); len(columns) == 1 {
			at, why = len(why), append(why, "")
		}
		why[at] = Lacking(columns...)
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

package overview

import "bangfu/internal/assist"

// misplacedFaults tell the files that lie in the wrong folder (S009, S011) until what
// they hold was taken where it belongs: their receipt goes to that folder's unit, and
// whose file it is would wait for nothing.
func misplacedFaults(f assist.Facts) []string {
	var list []string
	for _, t := range f.OpenRefusals("") {
		if why := misplaced(t); why != "" {
			list = append(list, "放错文件夹的文件（回执 "+t.Receipt+"，收件箱/"+t.Unit+"）没有收下："+why+"。请核对是谁的，放错的改放到该单位的收件箱")
		}
	}
	return list
}

// misplaced says why a file lies in the wrong folder; "" when it does not. What form
// it is (S011) says more than who filled it in (S009).
func misplaced(t assist.Taken) string {
	why := ""
	for _, f := range t.Findings {
		switch {
		case f.Code == "S011":
			return f.Message
		case f.Code == "S009":
			why = f.Message
		}
	}
	return why
}

package notice

import (
	"errors"
	"io/fs"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
)

// Parameters is a parameter workbook that cannot be used: its name, and why.
type Parameters struct{ Name, Why string }

// LostParameters is a workbook that is not there, or cannot be opened.
func LostParameters(name string, err error) Parameters {
	if errors.Is(err, fs.ErrNotExist) {
		return Parameters{name, "不见了"}
	}
	return Parameters{name, "读不出来"}
}

// DamagedParameters is a workbook that can be opened and not be read.
func DamagedParameters(name, detail string) Parameters {
	return Parameters{name, "无法读取（" + detail + "）"}
}

// Needed says that there is no earlier copy either.
func (p Parameters) Needed(cause error) error {
	return fault.Mend("参数文件 "+assist.TermsFolder+"/"+p.Name+" "+p.Why, "请放回该文件（可用 bangfu templates 重新生成空白表；打不开的请用 Excel 或 WPS 另存为 .xlsx），再运行 bangfu run", cause)
}

// Replaced tells which earlier copy is in force, since when, and where it lies.
func (p Parameters) Replaced(since assist.Date, path string) assist.TermsSlip {
	return assist.TermsSlip{
		Where: p.Name, What: p.Why, Stands: "存档中 " + since.String() + " 的那一份", Everybody: true,
		Next: "请从备份放回该文件，或把 " + path + " 复制为 " + assist.TermsFolder + "/" + p.Name + " 并去掉只读属性，再运行 bangfu run",
	}
}

// Package templates carries the blank workbooks that counties and the city
// fill in, and the built-in tables of units, dibao standards and products. It
// knows nothing of what they mean: package form writes and reads them.
package templates

import (
	"embed"
	"fmt"
)

//go:embed *.xlsx
var workbooks embed.FS

// Units, Dibao and Products are the built-in tables, CSV with a header row.
var (
	//go:embed data/units.csv
	Units []byte
	//go:embed data/dibao-2025.csv
	Dibao []byte
	//go:embed data/products.csv
	Products []byte
)

// Office is the built-in city's part of bangfu.toml.
//
//go:embed data/office.toml
var Office []byte

// Open is the blank workbook of a name, such as 申请表, as .xlsx bytes.
func Open(name string) ([]byte, error) {
	b, err := workbooks.ReadFile(name + ".xlsx")
	if err != nil {
		return nil, fmt.Errorf("templates: no blank workbook %s: %w", name, err)
	}
	return b, nil
}

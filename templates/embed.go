// Package templates carries the built-in tables of units, dibao standards and
// products, and beside them the blank workbooks as package form writes them
// with these tables, to look at. It knows nothing of what they mean.
package templates

import _ "embed" // the tables below

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

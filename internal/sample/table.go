package sample

import (
	"fmt"
	"io/fs"
	"strings"
)

// record is one row of a table of the story, by header; "" where nothing stands.
type record map[string]string

// readTable reads a table: lines of cells between |, the first of them the
// header; # begins a comment. A row with more cells than headers is an error.
func readTable(files fs.FS, name string) ([]record, error) {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	var headers []string
	var list []record
	for i, l := range strings.Split(string(content), "\n") {
		if l = strings.TrimSpace(l); l == "" || l[0] == '#' {
			continue
		}
		cells := strings.Split(l, "|")
		for k := range cells {
			cells[k] = strings.TrimSpace(cells[k])
		}
		if headers == nil {
			headers = cells
			continue
		}
		if len(cells) > len(headers) {
			return nil, fmt.Errorf("sample: %s:%d: %d cells under %d headers", name, i+1, len(cells), len(headers))
		}
		r := record{}
		for k, c := range cells {
			r[headers[k]] = c
		}
		list = append(list, r)
	}
	return list, nil
}

// pairs reads 列=值；列=值.
func pairs(s string) map[string]string {
	m := map[string]string{}
	for _, p := range strings.Split(s, "；") {
		if header, value, ok := strings.Cut(p, "="); ok {
			m[strings.TrimSpace(header)] = value
		}
	}
	return m
}

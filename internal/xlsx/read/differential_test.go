package read

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
)

// explained are the cells that excelize reads otherwise, and why ours is
// right. A case that is named alone differs as a whole.
var explained = map[string]string{
	"formulas B2":                       "no stored value: told as such, not as an empty text",
	"formulas C2":                       "no stored value: told as such, not as an empty text",
	"escapes C1":                        "excelize leaves escaped surrogates alone",
	"any prefix":                        "excelize takes the rows of another namespace for the sheet's",
	"UTF-16":                            "excelize cannot read UTF-16",
	"UTF-16 big end first without mark": "excelize cannot read UTF-16",
	"part names in any case and with backslash": "excelize does not find the part",
	"white space alone is a value when kept B1": "white space at the ends is kept only where xml:space says so, as Excel does",
	"escapes D1":                     "white space at the ends is kept only where xml:space says so, as Excel does",
	"pictures that fill their cells": "excelize gives the formula's text, or the error that stands for a picture",
	"kinds G1":                       "an ISO date is told as its day",
}

// TestAgainstExcelize reads every workbook of the corpus with both readers,
// cell by cell. Each difference is explained by its kind or in the table, and
// each explanation of the table is needed.
func TestAgainstExcelize(t *testing.T) {
	needed := map[string]bool{}
	for _, c := range understood {
		compareBoth(t, c.name, zipOf(t, plainBook(c.sheet, c.with...)), needed)
	}
	compareBoth(t, "written", writtenBook(t), needed)
	for k := range explained {
		if !needed[k] {
			t.Errorf("nothing to explain: %s", k)
		}
	}
}

func compareBoth(t *testing.T, name string, b []byte, needed map[string]bool) {
	t.Helper()
	_, book, err := readAll(b, "a.xlsx", Limits{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	differ := func(key, what string) {
		if _, ok := explained[name]; ok {
			needed[name] = true
		} else if _, ok := explained[key]; ok {
			needed[key] = true
		} else {
			t.Errorf("%s: %s", key, what)
		}
	}
	other, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		differ(name, "excelize: "+err.Error())
		return
	}
	for i, s := range book.Sheets() {
		theirs, err := other.GetRows(s.Name, excelize.Options{RawCellValue: true})
		if err != nil {
			differ(name, "excelize: "+err.Error())
			continue
		}
		left := map[string]string{}
		for r, row := range theirs {
			for c, v := range row {
				if v != "" {
					left[sheet.Address(c+1, r+1)] = v
				}
			}
		}
		for r, err := range book.Rows(t.Context(), i) {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, c := range r.Cells {
				at := sheet.Address(c.Col, r.Number)
				if !same(c, left[at]) {
					differ(name+" "+at, fmt.Sprintf("ours %q, excelize %q", c.Text, left[at]))
				}
				delete(left, at)
			}
		}
		for at, v := range left {
			differ(name+" "+at, fmt.Sprintf("ours nothing, excelize %q", v))
		}
	}
}

// same explains the differences of kind: excelize gives a number as its bytes
// stand, a date as its serial and a boolean as 0 or 1.
func same(c sheet.Cell, raw string) bool {
	v, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	switch {
	case c.Text == raw && c.Kind != sheet.Formula:
		return true
	case c.Kind == sheet.Bool:
		return c.Text == map[string]string{"1": "TRUE", "0": "FALSE"}[raw]
	case err != nil:
		return false
	case c.Kind == sheet.Number:
		w, err := strconv.ParseFloat(c.Text, 64)
		return err == nil && (w == v || math.Abs(w-v) < math.Abs(v)*1e-14)
	case c.Kind == sheet.Date:
		return c.Text == serialText(v) || c.Text == serialText(v+1462)
	}
	return false
}

// serialText is a second way from serials to dates: through the standard
// library, with the day Excel invented put in by hand.
func serialText(v float64) string {
	seconds := int64(math.Round(v * 86400))
	day := seconds / 86400
	at := time.Unix(seconds-25569*86400, 0).UTC()
	if day < 60 {
		at = at.AddDate(0, 0, 1)
	}
	text := at.Format("2006-01-02 15:04:05")
	if day == 60 {
		text = "1900-02-29 " + text[11:]
	}
	text = strings.TrimSuffix(text, " 00:00:00")
	if day == 0 {
		text = text[max(0, len(text)-8):]
	}
	return text
}

// writtenBook is a workbook as excelize writes it.
func writtenBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	styles := map[string]int{}
	for _, code := range []string{`yyyy"年"m"月"d"日"`, "yyyy-mm-dd hh:mm:ss", "0.00", "[h]:mm"} {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			t.Fatal(err)
		}
		styles[code] = id
	}
	set := func(at string, v any) {
		if err := f.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
	}
	for r := 1; r <= 200; r++ {
		set(fmt.Sprintf("A%d", r), 140221100000+r)
		set(fmt.Sprintf("B%d", r), fmt.Sprintf("便民店 %d\n<&>甲", r%7))
		set(fmt.Sprintf("C%d", r), float64(r)/7)
		set(fmt.Sprintf("E%d", r), r%2 == 0)
		set(fmt.Sprintf("F%d", r), 46000+float64(r)/8)
		set(fmt.Sprintf("G%d", r), time.Date(2026, 11, r%28+1, 0, 0, 0, 0, time.UTC))
		set(fmt.Sprintf("H%d", r), 30+r)
		_ = f.SetCellStyle("Sheet1", fmt.Sprintf("F%d", r), fmt.Sprintf("F%d", r), styles["yyyy-mm-dd hh:mm:ss"])
		_ = f.SetCellStyle("Sheet1", fmt.Sprintf("H%d", r), fmt.Sprintf("H%d", r), styles[`yyyy"年"m"月"d"日"`])
	}
	_ = f.MergeCell("Sheet1", "A300", "C301")
	set("A300", "合并")
	_ = f.SetCellRichText("Sheet1", "A302", []excelize.RichTextRun{{Text: "甲 "}, {Text: "乙", Font: &excelize.Font{Bold: true}}})
	_ = f.SetRowVisible("Sheet1", 12, false)
	if _, err := f.NewSheet("第二张"); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDamageThatExcelizeShortens shows what the strict reader is for: excelize
// reads these without an error.
func TestDamageThatExcelizeShortens(t *testing.T) {
	silent := 0
	for _, c := range broken {
		f, err := excelize.OpenReader(bytes.NewReader(zipOf(t, plainBook(c.sheet))))
		if err != nil {
			continue
		}
		if _, err := f.GetRows("表一"); err == nil {
			silent++
		}
	}
	if silent < 20 {
		t.Errorf("excelize is silent about %d of %d only: is our own reader still needed?", silent, len(broken))
	}
}

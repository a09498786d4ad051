//go:build soak && linux

package main

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// What a first run may take: memory of a city of 11 units, and of four times as
// many units how many times the time and the memory. Each has some slack above
// what was measured, for other machines.
const (
	firstRunPeak = 220 << 20
	fourCitys    = 6.0
	fourPeaks    = 3.0
)

// TestFirstRun lets a city begin: 11 units × 300 customers with the sales of 12
// months, and four times as many units (BANGFU_UNITS asks for another number). It
// tells what the first run over them took, and as ratios to the city's.
func TestFirstRun(t *testing.T) {
	l := &longLife{T: t}
	city := l.begins(11)
	t.Logf("%3d units: %s", 11, city)
	if city.peak > firstRunPeak {
		t.Errorf("a city's first run takes %d MB, more than %d", city.peak>>20, firstRunPeak>>20)
	}
	units := number("BANGFU_UNITS", 44)
	many := l.begins(units)
	times := float64(units) / 11
	t.Logf("%3d units: %s (%.2f, %.2f of the city's; %.1f as many units)", units, many, part(many.cpu, city.cpu), part(many.peak, city.peak), times)
	if part(many.cpu, city.cpu) > times*fourCitys/4 || part(many.peak, city.peak) > times*fourPeaks/4 {
		t.Errorf("%.1f as many units take %.2f of the time and %.2f of the memory", times, part(many.cpu, city.cpu), part(many.peak, city.peak))
	}
}

// begins is the first run over a sample of some units.
func (l *longLife) begins(units int) cost {
	l.Helper()
	dir := filepath.Join(l.TempDir(), "工作区")
	defer func() { l.must(os.RemoveAll(dir)) }()
	l.program("sample", dir, "--units", strconv.Itoa(units), "--customers", "300", "--months", "12", "--at", "2026-11-23")
	return l.program("run", "-w", dir, "--at", "2026-11-23T09:00:00+08:00")
}

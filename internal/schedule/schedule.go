// Package schedule runs a job by the clock. It is the only importer of the
// cron library, and refuses to know what the job does.
package schedule

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone files

	"github.com/robfig/cron/v3"
)

// Parse checks a schedule of five fields (minute hour day month weekday) in a
// zone. Whatever the text, it returns an error and never panics.
func Parse(spec, zone string) error {
	_, err := parse(spec, zone)
	return err
}

var parser = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// parse keeps from the library what makes it panic (a zone without fields) or
// what would silently overrule the zone.
func parse(spec, zone string) (s cron.Schedule, err error) {
	location, err := time.LoadLocation(zone)
	if err != nil {
		return nil, fmt.Errorf("schedule: zone %q: %w", zone, err)
	}
	if strings.Contains(spec, "=") {
		return nil, fmt.Errorf("schedule: %q: 时区请写在 zone 键里，定时只写五段", spec)
	}
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, fmt.Errorf("schedule: %q: %v", spec, r)
		}
	}()
	s, err = parser.Parse("CRON_TZ=" + location.String() + " " + spec)
	if err != nil {
		return nil, fmt.Errorf("schedule: %q: %w", spec, err)
	}
	if s.Next(time.Date(2024, 1, 1, 0, 0, 0, 0, location)).IsZero() {
		return nil, fmt.Errorf("schedule: %q: 这个日期永远不会到来", spec)
	}
	return s, nil
}

// Next is the first scheduled time after an instant.
func Next(spec, zone string, after time.Time) (time.Time, error) {
	s, err := parse(spec, zone)
	if err != nil {
		return time.Time{}, err
	}
	return s.Next(after), nil
}

// Missed reports whether a scheduled time lies after the last run and not
// after now: the machine was off or asleep then. Without a last run (zero)
// nothing was missed.
func Missed(spec, zone string, last, now time.Time) (bool, error) {
	if last.IsZero() {
		return false, Parse(spec, zone)
	}
	next, err := Next(spec, zone, last)
	return err == nil && !next.After(now), err
}

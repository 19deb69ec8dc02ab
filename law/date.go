package law

import (
	"fmt"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// A Date is a day of the civil calendar: no hour, no time zone. The zero Date is no day.
// Dates can be compared with ==.
type Date struct {
	year  int
	month time.Month
	day   int
}

// beijing is the time by which the law counts its days, wherever the program runs.
var beijing = time.FixedZone("UTC+8", 8*60*60)

// NewDate returns the day, carrying what exceeds a month: 32 January is 1 February.
func NewDate(year int, month time.Month, day int) Date {
	return dayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day it is in Beijing at moment t.
func DateOf(t time.Time) Date { return dayOf(t.In(beijing)) }

func dayOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Begins returns the moment at which the day begins in Beijing.
func (d Date) Begins() time.Time { return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, beijing) }

// ParseDate reads 2026-01-31.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fault.Invalidf("“%s”不是日期；写成 2026-01-31。", "%q is no date; write 2026-01-31.", s)
	}
	return dayOf(t), nil
}

// Year returns the year of the day.
func (d Date) Year() int { return d.year }

// Month returns the month of the day.
func (d Date) Month() time.Month { return d.month }

// Day returns the day of the month.
func (d Date) Day() int { return d.day }

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// noon is the moment by which days are counted; every day of UTC has 24 hours.
func (d Date) noon() time.Time { return time.Date(d.year, d.month, d.day, 12, 0, 0, 0, time.UTC) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// AddDays returns the day n days later.
func (d Date) AddDays(n int) Date { return NewDate(d.year, d.month, d.day+n) }

// AddMonths returns the same day n months later, or the last day of that month if it has
// no such day: a month after 31 January is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	first := NewDate(d.year, d.month+time.Month(n), 1)
	last := NewDate(first.year, first.month+1, 0)
	return Date{first.year, first.month, min(d.day, last.day)}
}

// Compare returns -1, 0 or 1 as d is before, on or after e.
func (d Date) Compare(e Date) int { return d.noon().Compare(e.noon()) }

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is after e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// DaysSince returns how many days d is after e.
func (d Date) DaysSince(e Date) int { return int(d.noon().Sub(e.noon()) / (24 * time.Hour)) }

// String returns 2026-01-31, and nothing for no day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// MarshalText returns 2026-01-31.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 2026-01-31; no text is no day.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

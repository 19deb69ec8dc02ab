package record

import (
	"math"
	"testing"
)

func TestLPROn(t *testing.T) {
	for _, c := range []struct {
		date string
		want float64
		ok   bool
	}{
		{"2019-08-19", 0, false},
		{"2019-08-20", 4.25, true},
		{"2019-09-19", 4.25, true},
		{"2019-09-20", 4.20, true},
		{"2020-04-19", 4.05, true},
		{"2020-04-20", 3.85, true},
		{"2021-12-19", 3.85, true},
		{"2025-08-19", 3.00, true},
		{"2025-08-20", 0, false}, // not checked yet: no guess
		{"2020-05", 3.85, true},
		{"2020-04", 0, false}, // it changed on the 20th
		{"2019-08", 0, false}, // did not exist on all days
		{"2020", 0, false},
		{"", 0, false},
	} {
		if got, ok := LPROn(c.date); ok != c.ok || ok && got != c.want {
			t.Errorf("LPROn(%q) = %v, %v; want %v, %v", c.date, got, ok, c.want, c.ok)
		}
	}
}

// The table is in order, changes each time and moves by the steps in which the rate is quoted.
func TestLPRChanges(t *testing.T) {
	before := lprChange{}
	for i, c := range lprChanges() {
		if c.on <= before.on || c.percent == before.percent {
			t.Errorf("row %d (%v) does not follow %v", i, c, before)
		}
		if steps := c.percent * 20; math.Abs(steps-math.Round(steps)) > 1e-9 {
			t.Errorf("row %d: %v is no multiple of 0.05", i, c.percent)
		}
		before = c
	}
}

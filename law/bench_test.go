package law

import "testing"

// BenchmarkDeadline: one deadline with two days-not-counted spans, explained.
func BenchmarkDeadline(b *testing.B) {
	l, err := LoadLimits()
	if err != nil {
		b.Fatal(err)
	}
	cal, err := LoadCalendar()
	if err != nil {
		b.Fatal(err)
	}
	f := Facts{From: NewDate(2026, 6, 20), Excluded: []Stay{
		{From: NewDate(2026, 7, 1), To: NewDate(2026, 7, 11), Ground: "audit"}, {From: NewDate(2026, 7, 20), To: NewDate(2026, 7, 25), Ground: "appraisal"},
	}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.Deadline("civil-review", f, cal); err != nil {
			b.Fatal(err)
		}
	}
}

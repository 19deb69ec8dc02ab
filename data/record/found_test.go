package record

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestFindsNamesAndFigures reads names, dates and sums off a text in which they touch.
func TestFindsNamesAndFigures(t *testing.T) {
	r := &reader{text: "原告陈某借给陈某18万元，2016年6月22日到期，同年7月还叁万元整。电话13800000000。陈某1未还12,000.50元。"}
	r.cast.names = []castName{{"陈某1", 1}, {"陈某", 0}}
	r.scan()
	r.findNames()
	r.findFigures()
	all := place{0, len(r.text)}
	var parties []int
	for _, m := range r.namesIn(all) {
		parties = append(parties, m.party)
	}
	if want := []int{0, 1, 1}; !slices.Equal(parties, want) {
		t.Errorf("parties named: %v, want %v", parties, want)
	}
	var days []string
	for _, d := range r.daysIn(all) {
		days = append(days, d.iso+" "+r.of(d.at))
	}
	if want := []string{"2016-06-22 2016年6月22日", "2016-07 同年7月"}; !slices.Equal(days, want) {
		t.Errorf("dates: %q, want %q", days, want)
	}
	var sums []float64
	for _, s := range r.sumsIn(all) {
		sums = append(sums, s.yuan)
	}
	if want := []float64{80000, 30000, 12000.5}; !slices.Equal(sums, want) {
		t.Errorf("sums: %v, want %v", sums, want)
	}
	second := place{r.days[0].at.End, len(r.text)}
	if got := r.daysIn(second); len(got) != 1 || got[0].iso != "2016-07" {
		t.Errorf("dates after the first: %v", got)
	}
}

// Few names are found as many are: at the same places, of the same parties.
func TestFewNamesAreFoundAsMany(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := &reader{text: drawWords(rt, "text", 60)}
		for i := range rapid.IntRange(1, 8).Draw(rt, "n") {
			n := drawWords(rt, "name", 4)
			if runes(n) < 2 || slices.ContainsFunc(r.cast.names, func(c castName) bool { return c.name == n }) {
				continue
			}
			r.cast.names = append(r.cast.names, castName{n, i})
		}
		slices.SortStableFunc(r.cast.names, func(a, b castName) int { return len(b.name) - len(a.name) })
		r.scan()
		r.findNames()
		few := r.named
		for len(r.cast.names) <= fewNames { // names that the text has not
			r.cast.names = append(r.cast.names, castName{"某某", 99})
		}
		if r.findNames(); !slices.Equal(few, r.named) {
			rt.Errorf("%v in %q: %v, but among many %v", r.cast.names, r.text, few, r.named)
		}
	})
}

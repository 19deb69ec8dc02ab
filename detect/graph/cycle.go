package graph

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
)

// A Leg is one transfer.
type Leg struct {
	ID     string
	From   string
	To     string
	Day    int // days from any fixed day
	Amount float64
}

// A Cycling says what counts as money that comes back.
type Cycling struct {
	Days      int     // the whole cycle is within so many days, counting the first
	Tolerance float64 // share by which a leg may be below or above the first
	Longest   int     // legs
	Unordered bool    // the legs may come in any order; the first is the earliest
	Most      int     // legs out of one node within Days that are followed, and ways from one first leg
}

// A Cycle is money that came back.
type Cycle struct {
	Legs []Leg
	Ring string // its nodes from the smallest on
}

// Cycles finds money that comes back, as the operator cycle of package models does: from
// each first leg each ring of nodes is told once, by the earliest legs that fit; a ring of
// one day is told from its smallest node. cut counts for each node what was not followed.
func Cycles(legs []Leg, c Cycling) (cycles []Cycle, cut map[string]int) {
	f := newFollower(legs, c)
	for _, first := range f.first {
		for open := [][]Leg{{first}}; len(open) > 0 && len(open[0]) < c.Longest; {
			var closed [][]Leg
			closed, open = f.longer(open)
			for _, legs := range closed {
				cycles = append(cycles, Cycle{legs, ring(legs)})
			}
			if len(open) > c.Most && len(open[0]) < c.Longest {
				f.cut[first.From] += len(open)
				open = nil
			}
		}
	}
	return once(cycles, c.Unordered), f.cut
}

// once keeps of the cycles of one ring on one day (unordered: from one day on) those that
// begin at the smallest node, and sorts.
func once(cycles []Cycle, unordered bool) []Cycle {
	type place struct {
		ring string
		day  int
	}
	least := map[place]string{}
	sameDay := func(c Cycle) bool { return unordered || c.Legs[0].Day == c.Legs[len(c.Legs)-1].Day }
	for _, c := range cycles {
		p := place{c.Ring, c.Legs[0].Day}
		if old, known := least[p]; sameDay(c) && (!known || c.Legs[0].From < old) {
			least[p] = c.Legs[0].From
		}
	}
	cycles = slices.DeleteFunc(cycles, func(c Cycle) bool { return sameDay(c) && c.Legs[0].From != least[place{c.Ring, c.Legs[0].Day}] })
	slices.SortFunc(cycles, func(a, b Cycle) int {
		return cmp.Or(cmp.Compare(a.Legs[0].Day, b.Legs[0].Day), cmp.Compare(a.Legs[0].ID, b.Legs[0].ID), cmp.Compare(a.Ring, b.Ring))
	})
	return cycles
}

func ring(legs []Leg) string {
	nodes, least := make([]string, len(legs)), 0
	for i, l := range legs {
		nodes[i] = l.From
		if l.From < legs[least].From {
			least = i
		}
	}
	return strings.Join(append(slices.Clone(nodes[least:]), nodes[:least]...), "→")
}

// A follower goes from leg to leg.
type follower struct {
	Cycling
	first []Leg            // every leg that is followed
	out   map[string][]Leg // by node
	nth   map[string]int   // by leg: which of the parallel legs of one day and amount it is
	cut   map[string]int
}

func newFollower(legs []Leg, c Cycling) *follower {
	f := &follower{Cycling: c, out: map[string][]Leg{}, nth: map[string]int{}, cut: map[string]int{}}
	legs = between(between(usable(legs)))
	type parallel struct {
		from, to string
		day      int
		amount   float64
	}
	seen, out := map[parallel]int{}, map[string][]Leg{}
	for _, l := range legs {
		p := parallel{l.From, l.To, l.Day, l.Amount}
		seen[p]++
		f.nth[l.ID] = seen[p]
		out[l.From] = append(out[l.From], l)
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b Leg) int { return cmp.Compare(a.Day, b.Day) })
	}
	upTo := func(node string, day int) int { // legs of node up to a day
		return sort.Search(len(out[node]), func(i int) bool { return out[node][i].Day > day })
	}
	for _, l := range legs {
		if upTo(l.From, l.Day)-upTo(l.From, l.Day-c.Days) > c.Most {
			f.cut[l.From]++
			continue
		}
		f.first = append(f.first, l)
		f.out[l.From] = append(f.out[l.From], l)
	}
	return f
}

// usable keeps one leg of each id, and none without a positive amount or to its own payer.
func usable(legs []Leg) []Leg {
	legs = slices.DeleteFunc(slices.Clone(legs), func(l Leg) bool { return !(l.Amount > 0) || l.From == l.To || l.From == "" || l.To == "" })
	slices.SortFunc(legs, func(a, b Leg) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Day, b.Day), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Amount, b.Amount))
	})
	return slices.CompactFunc(legs, func(a, b Leg) bool { return a.ID == b.ID })
}

// between keeps the legs from nodes that are paid to nodes that pay.
func between(legs []Leg) []Leg {
	pays, paid := map[string]bool{}, map[string]bool{}
	for _, l := range legs {
		pays[l.From], paid[l.To] = true, true
	}
	return slices.DeleteFunc(slices.Clone(legs), func(l Leg) bool { return !pays[l.To] || !paid[l.From] })
}

// slack keeps what is just allowed from being lost to floating point.
const slack = 1e-9

// longer returns the ways that are one leg longer than open, those that are back where
// they began and those that are not.
func (f *follower) longer(open [][]Leg) (closed, longer [][]Leg) {
	for _, way := range open {
		best := map[string]Leg{}
		first, last := way[0], way[len(way)-1]
		since := last.Day
		if f.Unordered {
			since = first.Day
		}
		for _, l := range f.out[last.To] {
			if l.Day < since || l.Day >= first.Day+f.Days || l.Amount < first.Amount*((1-f.Tolerance)*(1-slack)) || l.Amount > first.Amount*((1+f.Tolerance)*(1+slack)) {
				continue
			}
			if slices.ContainsFunc(way[1:], func(m Leg) bool { return m.From == l.To }) {
				continue
			}
			if old, known := best[l.To]; !known || f.earlier(first, l, old) {
				best[l.To] = l
			}
		}
		for to, l := range best {
			extended := append(slices.Clone(way), l)
			if to == first.From {
				closed = append(closed, extended)
			} else {
				longer = append(longer, extended)
			}
		}
	}
	return closed, longer
}

// earlier reports whether leg a is to be followed before b after the first leg.
func (f *follower) earlier(first, a, b Leg) bool {
	far := func(l Leg) (float64, int) {
		n := f.nth[l.ID] - f.nth[first.ID]
		return math.Abs(l.Amount - first.Amount), max(n, -n)
	}
	amountA, nthA := far(a)
	amountB, nthB := far(b)
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(amountA, amountB), cmp.Compare(nthA, nthB), cmp.Compare(a.ID, b.ID)) < 0
}

package graph_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/graph"
	"github.com/mingjian/mingjian/detect/linkage"
)

// TestCyclesAgainstBruteForce: without a bound, exactly the rings are told that some legs
// form, and each by legs that may follow one another, back no later than any others.
func TestCyclesAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		d.cycling.Most = 1000
		cycles, cut := graph.Cycles(d.legs, d.cycling)
		if len(cut) > 0 {
			t.Fatalf("left out %v", cut)
		}
		want, got := map[ringFrom]int{}, map[ringFrom]int{}
		brute(d, nil, func(legs []graph.Leg) { least(want, legs) })
		for _, c := range cycles {
			if !follows(d.cycling, c.Legs) || c.Legs[len(c.Legs)-1].To != c.Legs[0].From {
				t.Errorf("%v is no cycle", c)
			}
			least(got, c.Legs)
		}
		if diff := cmp.Diff(told(want, d.cycling.Unordered), told(got, d.cycling.Unordered)); diff != "" {
			t.Error(diff)
		}
	})
}

// least keeps the day on which a ring is back soonest after a first leg.
func least(soonest map[ringFrom]int, legs []graph.Leg) {
	from, last := ringFrom{legs[0].ID, legs[0].Day, nodesFromLeast(legs)}, legs[len(legs)-1].Day
	for _, l := range legs {
		last = max(last, l.Day)
	}
	if old, known := soonest[from]; !known || last < old {
		soonest[from] = last
	}
}

// A ringFrom is a ring as it is told from a first leg.
type ringFrom struct {
	leg  string
	day  int
	ring string
}

// told is what is to be told: a ring of one day once, whatever leg it is told from.
func told(soonest map[ringFrom]int, unordered bool) map[string]bool {
	all := map[string]bool{}
	for from, last := range soonest {
		if unordered {
			from.leg, last = "", 0
		} else if from.day == last {
			from.leg = ""
		}
		all[fmt.Sprint(from, " back on ", last)] = true
	}
	return all
}

func nodesFromLeast(legs []graph.Leg) string {
	var nodes []string
	for _, l := range legs {
		nodes = append(nodes, l.From)
	}
	i := slices.Index(nodes, slices.Min(nodes))
	return strings.Join(append(slices.Clone(nodes[i:]), nodes[:i]...), "")
}

// brute calls found with every cycle that continues way.
func brute(d drawn, way []graph.Leg, found func([]graph.Leg)) {
	if len(way) > 1 && way[len(way)-1].To == way[0].From {
		found(way)
		return
	}
	if len(way) == d.cycling.Longest {
		return
	}
	for _, l := range d.legs {
		if next := append(slices.Clone(way), l); follows(d.cycling, next) {
			brute(d, next, found)
		}
	}
}

// follows reports whether the legs may follow one another.
func follows(c graph.Cycling, legs []graph.Leg) bool {
	for i, l := range legs {
		first := legs[0]
		if l.From == l.To || l.Day >= first.Day+c.Days || l.Amount < first.Amount*(1-c.Tolerance)-1e-6 || l.Amount > first.Amount*(1+c.Tolerance)+1e-6 {
			return false
		}
		if i > 0 && (l.From != legs[i-1].To || l.Day < first.Day || !c.Unordered && l.Day < legs[i-1].Day) {
			return false
		}
		for _, m := range legs[:i] {
			if m.From == l.From {
				return false
			}
		}
	}
	return true
}

// TestBetweenAgainstBruteForce: without a bound, the distance is the shortest there is.
func TestBetweenAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		g := d.graph()
		for _, a := range d.nodes() {
			steps := map[string]int{a: 0} // found by going round all edges again and again
			for range d.legs {
				for _, l := range d.legs {
					for _, e := range [][2]string{{l.From, l.To}, {l.To, l.From}} {
						if k, ok := steps[e[0]]; ok {
							if old, known := steps[e[1]]; !known || k+1 < old {
								steps[e[1]] = k + 1
							}
						}
					}
				}
			}
			component, _ := g.Components(0)
			for _, b := range d.nodes() {
				w, hubs, ok, err := graph.Between(context.Background(), g, a, b, 4, 100)
				k, known := steps[b]
				if err != nil || len(hubs) > 0 || ok != (known && k <= 4) || ok && len(w.Edges) != k {
					t.Errorf("from %s to %s: %v, %v, %v, want %d steps", a, b, w, ok, err, k)
				}
				if same := component[a] == component[b] && component[a] != "" || a == b; same != known {
					t.Errorf("%s and %s are in components %s and %s", a, b, component[a], component[b])
				}
			}
		}
	})
}

// star has a centre with many neighbours of two kinds, and something behind one of them.
func star() []graph.Edge {
	var edges []graph.Edge
	for i := range 30 {
		edges = append(edges, graph.Edge{From: "c", To: fmt.Sprintf("n%02d", i), Kind: "transfer", Dataset: "bank_transfer", Record: fmt.Sprint("r", i), Records: 1})
	}
	return append(edges, graph.Edge{From: "s", To: "c", Kind: "spouse", Dataset: "marriage", Record: "m", Records: 1},
		graph.Edge{From: "s", To: "x", Kind: "officer", Dataset: "company_officer", Record: "o", Records: 1}, graph.Edge{From: "x", To: "x", Kind: "other"})
}

// TestAround: the largest part of a hub stays out of sight, and how large it is is told.
func TestAround(t *testing.T) {
	ego, err := graph.Around(t.Context(), graph.New(star()), "c", graph.Limits{Steps: 2, PerKind: 3, Nodes: 5})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]graph.Node{{"c", 0}, {"n00", 1}, {"n01", 1}, {"n02", 1}, {"s", 1}}, ego.Nodes); diff != "" {
		t.Error(diff)
	}
	if len(ego.Edges) != 4 || !slices.Contains(ego.Counts, graph.Count{Node: "c", Kind: "transfer", Shown: 3, Of: 30}) ||
		!slices.Contains(ego.Counts, graph.Count{Node: "s", Kind: "officer", Shown: 0, Of: 1}) { // no room for x
		t.Errorf("edges are %+v\ncounts are %+v", ego.Edges, ego.Counts)
	}
	if ego, err = graph.Around(t.Context(), graph.New(nil), "nobody", graph.Limits{Steps: 2, PerKind: 3, Nodes: 5}); err != nil || len(ego.Nodes) != 1 {
		t.Errorf("around nobody: %+v, %v", ego, err)
	}
}

// TestHubs: nothing is connected through a hub, and it is named.
func TestHubs(t *testing.T) {
	g := graph.New(star())
	if _, hubs, ok, err := graph.Between(t.Context(), g, "s", "n07", 3, 10); ok || err != nil || !slices.Equal(hubs, []string{"c"}) {
		t.Errorf("way through the hub: %v, %v, hubs %v", ok, err, hubs)
	}
	if w, _, ok, err := graph.Between(t.Context(), g, "c", "x", 2, 10); !ok || err != nil || !slices.Equal(w.Nodes, []string{"c", "s", "x"}) {
		t.Errorf("way from the hub: %+v, %v, %v", w, ok, err)
	}
	component, hubs := g.Components(10)
	if component["n01"] != "n01" || component["x"] != "s" || !slices.Equal(hubs, []string{"c"}) {
		t.Errorf("components are %v, hubs %v", component, hubs)
	}
}

func TestOrderOfEdgesDoesNotMatter(t *testing.T) {
	edges := star()
	want, err := graph.Around(t.Context(), graph.New(edges), "c", graph.Limits{Steps: 2, PerKind: 5, Nodes: 9})
	slices.Reverse(edges)
	got, err2 := graph.Around(t.Context(), graph.New(edges), "c", graph.Limits{Steps: 2, PerKind: 5, Nodes: 9})
	if diff := cmp.Diff(want, got); diff != "" || errors.Join(err, err2) != nil {
		t.Error(diff, err, err2)
	}
}

// TestSnapshot: what the engine tells of nodes is what a network of the same edges tells.
func TestSnapshot(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2024, 1, d, 0, 0, 0, 0, time.UTC) }
	transfer := func(id, from, to string, on int, amount float64) engine.Row {
		return engine.Row{"record_id": id, "payer": from, "payee": to, "payer_kind": "organisation", "payee_kind": "organisation", "made_on": day(on), "amount": amount}
	}
	e, err := duck.Open(t.Context(), duck.Options{Threads: 1, Rows: map[string][]engine.Row{
		"judgment":      {{"id": "d1"}},
		"party":         {{"judgment": "d1", "n": int64(1), "role": "plaintiff", "name": "甲公司", "kind": "organisation"}, {"judgment": "d1", "n": int64(2), "role": "defendant", "name": "乙公司", "kind": "organisation"}},
		"bank_transfer": {transfer("r1", "甲公司", "乙公司", 1, 10), transfer("r2", "甲公司", "乙公司", 9, 5), transfer("r3", "乙公司", "丙公司", 2, 7), transfer("r4", "丁公司", "戊公司", 2, 7)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := linkage.Link(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	id := map[string]string{}
	for row, err := range e.Query(t.Context(), "SELECT payer, payer_entity, payee, payee_entity FROM bank_transfer") {
		if err != nil {
			t.Fatal(err)
		}
		id[row["payer"].(string)], id[row["payee"].(string)] = row["payer_entity"].(string), row["payee_entity"].(string)
	}
	g := graph.New([]graph.Edge{
		{From: id["甲公司"], To: id["乙公司"], Kind: "transfer", Since: "2024-01-01", Until: "2024-01-09", Amount: 15, Dataset: "bank_transfer", Record: "r1", Records: 2},
		{From: id["乙公司"], To: id["丙公司"], Kind: "transfer", Since: "2024-01-02", Until: "2024-01-02", Amount: 7, Dataset: "bank_transfer", Record: "r3", Records: 1},
		{From: id["丁公司"], To: id["戊公司"], Kind: "transfer", Since: "2024-01-02", Until: "2024-01-02", Amount: 7, Dataset: "bank_transfer", Record: "r4", Records: 1},
		{From: id["甲公司"], To: "d1", Kind: "party", Role: "plaintiff", Dataset: "party", Record: "d1#1", Records: 1},
		{From: id["乙公司"], To: "d1", Kind: "party", Role: "defendant", Dataset: "party", Record: "d1#2", Records: 1},
	})
	for _, l := range []graph.Limits{{1, 10, 10}, {2, 10, 10}, {3, 1, 10}, {3, 10, 3}} {
		for _, center := range []string{id["乙公司"], "d1", "nobody"} {
			want, err := graph.Around(t.Context(), g, center, l)
			got, err2 := graph.Around(t.Context(), graph.Snapshot{Engine: e}, center, l)
			if diff := cmp.Diff(want, got); diff != "" || errors.Join(err, err2) != nil {
				t.Error(l, diff, err, err2)
			}
		}
	}
}

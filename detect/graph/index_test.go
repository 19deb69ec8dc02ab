package graph_test

import (
	"fmt"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/graph"
	"github.com/mingjian/mingjian/detect/linkage"
)

// crowd is a firm with n staff, each with a spouse, as an index.
func crowd(t testing.TB, n int) *graph.Index {
	t.Helper()
	rows := map[string][]engine.Row{"link": {{"dataset": "marriage", "record": "r", "mention": "husband", "entity": "p-0"}}}
	add := func(kind, from, to string) {
		rows["tie"] = append(rows["tie"], engine.Row{"kind": kind, "from_entity": from, "to_entity": to, "dataset": "payroll", "record": from + to, "records": int64(1)})
	}
	entity := func(id, kind string) {
		rows["entity"] = append(rows["entity"], engine.Row{"id": id, "kind": kind, "name": id, "mentions": int64(1), "least": 1.0})
	}
	entity("o-1", "organisation")
	for i := range n {
		a, b := fmt.Sprintf("p-%05d", i), fmt.Sprintf("p-x%05d", i)
		entity(a, "person")
		entity(b, "person")
		add("employer", "o-1", a)
		add("spouse", a, b)
	}
	e, err := duck.Open(t.Context(), duck.Options{Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	if err := linkage.Link(t.Context(), e, "party", "agent", "bank_transfer"); err != nil {
		t.Fatal(err)
	}
	x, err := graph.Prepare(t.Context(), e, "s-1")
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestPictureSaysWhatItLeavesOut: what is drawn and what there is are counted to the node.
func TestPictureSaysWhatItLeavesOut(t *testing.T) {
	x := crowd(t, 200)
	for _, tc := range []struct {
		q            graph.Question
		shown, total int
	}{
		{graph.Question{Start: []string{"o-1"}, Steps: 1, Limit: 50}, 50, 201},
		{graph.Question{Start: []string{"o-1"}, Steps: 2, Limit: 50}, 50, 401},
		{graph.Question{Start: []string{"o-1"}, Steps: 2, Limit: 300}, 241, 401}, // 120 of one kind, and their spouses
		{graph.Question{Start: []string{"p-00003"}, Steps: 1, Limit: 50}, 3, 3},
		{graph.Question{Start: []string{"p-00003"}, Steps: 1, Limit: 50, Kinds: []string{"spouse"}}, 2, 2},
		{graph.Question{Start: []string{"o-1"}, Steps: 1, Limit: 300, Kept: []string{"o-1", "p-00003"}, Opened: []string{"p-00003"}, Open: graph.Opening{Node: "p-00003"}}, 3, 202},
		{graph.Question{Start: []string{"nobody"}, Steps: 2, Limit: 50}, 0, 0},
	} {
		p, err := x.Picture(t.Context(), tc.q)
		if err != nil || len(p.Nodes) != tc.shown || p.Total != tc.total {
			t.Errorf("%v: %d of %d, %v; want %d of %d", tc.q, len(p.Nodes), p.Total, err, tc.shown, tc.total)
		}
		for _, c := range p.Counts {
			if c.Node == "o-1" && c.Of != 200 {
				t.Errorf("%v: the firm has %v", tc.q, c)
			}
		}
	}
}

// BenchmarkPicture draws 120 of the 5,001 nodes around a firm.
func BenchmarkPicture(b *testing.B) {
	x := crowd(b, 2500)
	for b.Loop() {
		p, err := x.Picture(b.Context(), graph.Question{Start: []string{"o-1"}, Steps: 2, Limit: 300})
		if err != nil || p.Total != 5001 {
			b.Fatal(p.Total, err)
		}
		ids := []string{}
		for _, n := range p.Nodes {
			ids = append(ids, n.ID)
		}
		graph.Place(ids, p.Edges, nil)
	}
}

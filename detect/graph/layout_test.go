package graph_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/mingjian/mingjian/detect/graph"
)

// wheel is a hub with spokes, some of which are joined.
func wheel(n int) (nodes []string, edges []graph.Edge) {
	nodes = []string{"hub"}
	for i := range n {
		id := fmt.Sprintf("n%03d", i)
		nodes = append(nodes, id)
		edges = append(edges, graph.Edge{From: "hub", To: id, Kind: "party"})
		if i%3 == 1 {
			edges = append(edges, graph.Edge{From: nodes[i], To: id, Kind: "spouse"})
		}
	}
	return nodes, edges
}

func TestPlacesAreTheSameEveryTime(t *testing.T) {
	nodes, edges := wheel(40)
	first := graph.Place(nodes, edges, nil)
	slices.Reverse(nodes)
	slices.Reverse(edges)
	if again := graph.Place(nodes, edges, nil); !maps.Equal(first, again) {
		t.Error("the order of nodes and edges moves them")
	}
	for i, a := range nodes {
		for _, b := range nodes[:i] {
			if math.Hypot(first[a].X-first[b].X, first[a].Y-first[b].Y) < 1 {
				t.Errorf("%s and %s are drawn over each other", a, b)
			}
		}
	}
}

func TestKeptNodesDoNotMove(t *testing.T) {
	nodes, edges := wheel(40)
	kept := graph.Place(nodes, edges, nil)
	more, moreEdges := wheel(60)
	after := graph.Place(more, moreEdges, kept)
	for id, p := range kept {
		if after[id] != p {
			t.Errorf("%s moved from %v to %v", id, p, after[id])
		}
	}
	if len(after) != 61 {
		t.Errorf("%d places", len(after))
	}
}

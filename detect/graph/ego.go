package graph

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
)

// Limits says how much of a network is shown.
type Limits struct {
	Steps   int // from the centre; 1 is its neighbours
	PerKind int // relations of one kind that one node shows
	Nodes   int // altogether
}

// An Ego is what surrounds one node.
type Ego struct {
	Center string  `json:"center"`
	Nodes  []Node  `json:"nodes"` // by steps, then by id
	Edges  []Edge  `json:"edges"`
	Counts []Count `json:"counts"` // of each node whose neighbours were asked for
}

// A Node is one of a network.
type Node struct {
	ID    string `json:"id"`
	Steps int    `json:"steps"` // from the centre
}

// Around returns what surrounds center in a network.
func Around(ctx context.Context, s Source, center string, l Limits) (Ego, error) {
	ego := Ego{Center: center}
	steps := map[string]int{center: 0}
	frontier, edges := []string{center}, []Edge{}
	for k := 1; k <= l.Steps && len(frontier) > 0; k++ {
		found, counts, err := s.Edges(ctx, frontier, l.PerKind)
		if err != nil {
			return Ego{}, fmt.Errorf("look around %s: %w", center, err)
		}
		ego.Counts = append(ego.Counts, counts...)
		edges = append(edges, found...)
		frontier = nil
		for _, n := range ends(found) {
			if _, known := steps[n]; !known && len(steps) < l.Nodes {
				steps[n] = k
				frontier = append(frontier, n)
			}
		}
	}
	for _, e := range unique(edges) {
		_, from := steps[e.From]
		_, to := steps[e.To]
		if from && to {
			ego.Edges = append(ego.Edges, e)
		}
	}
	ego.count()
	for id, k := range steps {
		ego.Nodes = append(ego.Nodes, Node{id, k})
	}
	slices.SortFunc(ego.Nodes, func(a, b Node) int { return cmp.Or(cmp.Compare(a.Steps, b.Steps), cmp.Compare(a.ID, b.ID)) })
	return ego, nil
}

// count says how many edges of each kind are shown in the end.
func (e *Ego) count() {
	shown := map[[2]string]int{}
	for _, x := range e.Edges {
		shown[[2]string{x.From, x.Kind}]++
		shown[[2]string{x.To, x.Kind}]++
	}
	for i, c := range e.Counts {
		e.Counts[i].Shown = shown[[2]string{c.Node, c.Kind}]
	}
	sorted(e.Counts)
}

// ends lists the nodes of edges, sorted.
func ends(edges []Edge) []string {
	nodes := map[string]bool{}
	for _, e := range edges {
		nodes[e.From], nodes[e.To] = true, true
	}
	return slices.Sorted(maps.Keys(nodes))
}

// A Way is how two nodes are connected.
type Way struct {
	Nodes []string `json:"nodes"` // from the first to the second, both included
	Edges []Edge   `json:"edges"` // one less
}

// Between returns a shortest way from a to b of at most within steps, the one through the
// smallest nodes. A node with more than most neighbours is not gone through, and is listed in
// hubs if it was met. One end may be such a node, and where both are, they are at most a
// single step apart. ok is false if there is no way.
func Between(ctx context.Context, s Source, a, b string, within, most int) (w Way, hubs []string, ok bool, err error) {
	if a == b {
		return Way{Nodes: []string{a}}, nil, true, nil
	}
	x := seeker{s, within, most}
	first, over, err := x.around(ctx, []string{a, b})
	switch {
	case err != nil:
		return w, nil, false, err
	case within >= 1 && first[a][b] != Edge{}:
		return Way{[]string{a, b}, []Edge{first[a][b]}}, nil, true, nil
	case over[a] && over[b]:
		return w, []string{a}, false, nil
	case over[a]: // looked for from the other end
		w, hubs, ok, err = x.seek(ctx, b, a)
		slices.Reverse(w.Nodes)
		slices.Reverse(w.Edges)
		return w, hubs, ok, err
	default:
		return x.seek(ctx, a, b)
	}
}

// A seeker looks for ways.
type seeker struct {
	Source
	within, most int
}

// around returns the neighbours of nodes, and which nodes have too many.
func (x seeker) around(ctx context.Context, nodes []string) (next map[string]map[string]Edge, over map[string]bool, err error) {
	found, counts, err := x.Edges(ctx, nodes, perKind(x.most))
	if err != nil {
		return nil, nil, fmt.Errorf("look for a way: %w", err)
	}
	next, over = neighbours(nodes, found), map[string]bool{}
	for _, c := range counts {
		over[c.Node] = over[c.Node] || c.Of > c.Shown || len(next[c.Node]) > x.most
	}
	return next, over, nil
}

// seek goes from a, step by step, until b is reached.
func (x seeker) seek(ctx context.Context, a, b string) (w Way, hubs []string, ok bool, err error) {
	ways := map[string]Way{a: {Nodes: []string{a}}}
	frontier := []string{a}
	for k := 1; k <= x.within && len(frontier) > 0; k++ {
		next, over, err := x.around(ctx, frontier)
		if err != nil {
			return w, nil, false, err
		}
		frontier = slices.DeleteFunc(frontier, func(n string) bool {
			if over[n] {
				hubs = append(hubs, n)
			}
			return over[n]
		})
		frontier = spread(ways, frontier, next)
		if w, ok = ways[b]; ok {
			return w, hubs, true, nil
		}
	}
	return w, hubs, false, nil
}

// perKind is how many relations of one kind are read to learn whether a node has more than
// most neighbours: two nodes have few relations of one kind, one for each data set.
func perKind(most int) int { return 8 * (most + 1) }

// spread finds a way to each node that is a step farther, and returns those nodes, sorted.
func spread(ways map[string]Way, frontier []string, next map[string]map[string]Edge) []string {
	slices.SortFunc(frontier, func(x, y string) int { return slices.Compare(ways[x].Nodes, ways[y].Nodes) })
	var reached []string
	for _, n := range frontier {
		for _, m := range slices.Sorted(maps.Keys(next[n])) {
			if _, known := ways[m]; known {
				continue
			}
			ways[m] = Way{append(slices.Clone(ways[n].Nodes), m), append(slices.Clone(ways[n].Edges), next[n][m])}
			reached = append(reached, m)
		}
	}
	slices.Sort(reached)
	return reached
}

// neighbours returns, for each of nodes, its neighbours with the first edge to each.
func neighbours(nodes []string, edges []Edge) map[string]map[string]Edge {
	next := map[string]map[string]Edge{}
	for _, n := range nodes {
		next[n] = map[string]Edge{}
	}
	for _, e := range edges {
		for _, n := range []string{e.From, e.To} {
			list, asked := next[n]
			if !asked {
				continue
			}
			m := e.other(n)
			if old, known := list[m]; !known || cmp.Or(cmp.Compare(e.Kind, old.Kind), cmp.Compare(e.Record, old.Record)) < 0 {
				list[m] = e
			}
		}
	}
	return next
}

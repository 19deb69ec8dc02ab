// Package graph is people, firms and cases as a network: what surrounds one of them, how
// two are connected, who belongs together, where money goes round.
//
// The operators reach, connect, community and cycle of package models ask the same of a
// whole snapshot, inside the engine; a test holds both to the same answers. Here the
// network is small: what a person looks at, or what a check needs.
//
// Every function is pure: the same edges give the same answer, in whatever order they come.
// None follows more than it is told to, and each says what it left out.
package graph

import (
	"cmp"
	"context"
	"slices"
)

// An Edge is one relation of two nodes, as one data set tells it.
type Edge struct {
	From    string  `json:"from" doc:"Id of the first node."`
	To      string  `json:"to" doc:"Id of the second."`
	Kind    string  `json:"kind" doc:"The relation, as in the standard tie; party: is a party of a case, agent: acts in a case, acts_for: acts for a party."`
	Role    string  `json:"role,omitempty" doc:"party: as what; agent, acts_for: kind of agent."`
	Since   string  `json:"since,omitempty" doc:"ISO; empty if unknown. What a court document tells is dated by its suit."`
	Until   string  `json:"until,omitempty" doc:"ISO; empty if unknown or still so."`
	Amount  float64 `json:"amount,omitempty" doc:"transfer: yuan altogether."`
	Dataset string  `json:"dataset" doc:"Name of the data set that tells it."`
	Record  string  `json:"record" doc:"Id of the first record that tells it."`
	Records int     `json:"records" doc:"How many records tell it."`
}

// order compares edges so that they can be sorted in one way only.
func order(a, b Edge) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Record, b.Record),
		cmp.Compare(a.Dataset, b.Dataset), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Since, b.Since), cmp.Compare(a.Until, b.Until),
		cmp.Compare(a.Amount, b.Amount), cmp.Compare(a.Records, b.Records))
}

// other returns the end of e that is not node.
func (e Edge) other(node string) string {
	if e.From == node {
		return e.To
	}
	return e.From
}

// A Graph is a network in memory.
type Graph struct {
	edges []Edge
	at    map[string][]int // edges of each node
}

// New makes a network of edges. An edge from a node to itself says nothing and is left out.
func New(edges []Edge) *Graph {
	g := &Graph{at: map[string][]int{}}
	for _, e := range edges {
		if e.From != e.To && e.From != "" && e.To != "" {
			g.edges = append(g.edges, e)
		}
	}
	slices.SortFunc(g.edges, order)
	for i, e := range g.edges {
		g.at[e.From] = append(g.at[e.From], i)
		g.at[e.To] = append(g.at[e.To], i)
	}
	return g
}

// A Source tells the edges of nodes: a Graph, or a snapshot with millions of them.
type Source interface {
	// Edges returns the edges of each of the nodes, at most perKind of each kind, and how
	// many there are of each.
	Edges(ctx context.Context, nodes []string, perKind int) ([]Edge, []Count, error)
}

// A Count says how many relations of one kind a node has, and how many of them are shown:
// 120 of 4,819.
type Count struct {
	Node  string `json:"node"`
	Kind  string `json:"kind"`
	Shown int    `json:"shown"`
	Of    int    `json:"of"`
}

// Edges returns the edges of nodes.
func (g *Graph) Edges(_ context.Context, nodes []string, perKind int) ([]Edge, []Count, error) {
	var edges []Edge
	var counts []Count
	for _, n := range nodes {
		byKind := map[string][]Edge{}
		for _, i := range g.at[n] {
			byKind[g.edges[i].Kind] = append(byKind[g.edges[i].Kind], g.edges[i])
		}
		for kind, list := range byKind {
			slices.SortFunc(list, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.other(n), b.other(n)), order(a, b)) })
			shown := list[:min(perKind, len(list))]
			edges = append(edges, shown...)
			counts = append(counts, Count{n, kind, len(shown), len(list)})
		}
	}
	return unique(edges), sorted(counts), nil
}

// unique sorts edges and drops those that stand there twice: two nodes tell each of theirs.
func unique(edges []Edge) []Edge {
	slices.SortFunc(edges, order)
	return slices.Compact(edges)
}

func sorted(counts []Count) []Count {
	slices.SortFunc(counts, func(a, b Count) int { return cmp.Or(cmp.Compare(a.Node, b.Node), cmp.Compare(a.Kind, b.Kind)) })
	return counts
}

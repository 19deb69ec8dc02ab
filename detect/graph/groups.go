package graph

import (
	"maps"
	"slices"
)

// Components returns for each node the smallest node that it is connected with. Edges of a
// node with more than most neighbours do not connect; most 0 is no limit. hubs lists those.
func (g *Graph) Components(most int) (component map[string]string, hubs []string) {
	next, hubs := g.followed(most)
	component = map[string]string{}
	for _, n := range slices.Sorted(maps.Keys(next)) {
		if _, known := component[n]; known {
			continue
		}
		component[n] = n
		for open := []string{n}; len(open) > 0; {
			last := open[len(open)-1]
			open = open[:len(open)-1]
			for m := range next[last] {
				if _, known := component[m]; !known {
					component[m] = n
					open = append(open, m)
				}
			}
		}
	}
	return component, hubs
}

// followed returns the neighbours of each node, without the edges of hubs.
func (g *Graph) followed(most int) (next map[string]map[string]Edge, hubs []string) {
	next = neighbours(slices.Collect(maps.Keys(g.at)), g.edges)
	for n, list := range next {
		if most > 0 && len(list) > most {
			hubs = append(hubs, n)
		}
	}
	slices.Sort(hubs)
	for _, h := range hubs {
		for m := range next[h] {
			delete(next[m], h)
		}
		next[h] = map[string]Edge{}
	}
	return next, hubs
}

// Communities returns for each node the label of the group within which nodes are connected
// more closely than with others. Round by round each node takes the label that most of its
// neighbours and itself have, of equal ones the smallest. Nodes without edges stand alone.
func (g *Graph) Communities(rounds, most int) (label map[string]string, hubs []string) {
	next, hubs := g.followed(most)
	label = map[string]string{}
	for n := range next {
		label[n] = n
	}
	for range rounds {
		changed := map[string]string{}
		for n, list := range next {
			votes := map[string]int{label[n]: 1}
			for m := range list {
				votes[label[m]]++
			}
			best := label[n]
			for l, v := range votes {
				if v > votes[best] || v == votes[best] && l < best {
					best = l
				}
			}
			changed[n] = best
		}
		label = changed
	}
	return label, hubs
}

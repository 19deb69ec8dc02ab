package graph

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
)

// A Point is where a node is drawn. One is about the diameter of a node.
type Point struct{ X, Y float64 }

const (
	spacing = 6.0 // wanted length of an edge
	rounds  = 120 // of moving
)

// Place says where nodes are drawn: related ones near each other, all apart. Nodes of kept
// stay where they are, so that what is added moves nothing that somebody has found. The same
// input gives the same places: where a node begins depends on its id alone.
func Place(nodes []string, edges []Edge, kept map[string]Point) map[string]Point {
	nodes = slices.Sorted(slices.Values(nodes))
	l := &layout{at: make([]Point, len(nodes)), fixed: make([]bool, len(nodes))}
	index := map[string]int{}
	for i, id := range nodes {
		index[id] = i
	}
	for _, e := range edges {
		a, from := index[e.From]
		b, to := index[e.To]
		if from && to && a != b {
			l.pairs = append(l.pairs, [2]int{min(a, b), max(a, b)})
		}
	}
	slices.SortFunc(l.pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	l.pairs = slices.Compact(l.pairs)
	l.begin(nodes, kept)
	for r := range rounds {
		l.move(spacing * (1 - float64(r)/rounds))
	}
	out := map[string]Point{}
	for i, id := range nodes {
		p := l.at[i]
		if !l.fixed[i] {
			p = Point{math.Round(p.X*100) / 100, math.Round(p.Y*100) / 100}
		}
		out[id] = p
	}
	return out
}

type layout struct {
	at    []Point
	fixed []bool
	pairs [][2]int // related nodes, each pair once
}

// begin puts each node somewhere: a kept one where it is, another around the middle of the
// kept ones it is related to, or of all, in a direction that its id tells.
func (l *layout) begin(nodes []string, kept map[string]Point) {
	for i, id := range nodes {
		if p, ok := kept[id]; ok {
			l.at[i], l.fixed[i] = p, true
		}
	}
	middle, n := make([]Point, len(nodes)), make([]float64, len(nodes))
	for _, p := range l.pairs {
		for _, q := range [][2]int{{p[0], p[1]}, {p[1], p[0]}} {
			if l.fixed[q[1]] {
				middle[q[0]].X += l.at[q[1]].X
				middle[q[0]].Y += l.at[q[1]].Y
				n[q[0]]++
			}
		}
	}
	wide := spacing * math.Sqrt(float64(len(nodes)))
	for i, id := range nodes {
		if l.fixed[i] {
			continue
		}
		h := fnv.New64a()
		h.Write([]byte(id))
		sum := h.Sum64()
		angle, far := float64(sum%3600)/3600*2*math.Pi, float64(sum/3600%1000)/1000
		center, radius := Point{}, wide*(0.2+0.8*far)
		if n[i] > 0 {
			center, radius = Point{middle[i].X / n[i], middle[i].Y / n[i]}, spacing*(1+far)
		}
		l.at[i] = Point{center.X + radius*math.Cos(angle), center.Y + radius*math.Sin(angle)}
	}
}

// move pushes all nodes apart and pulls related ones together, each by at most step.
func (l *layout) move(step float64) {
	force := make([]Point, len(l.at))
	for i := range l.at {
		for j := i + 1; j < len(l.at); j++ {
			if l.fixed[i] && l.fixed[j] {
				continue
			}
			dx, dy := l.at[i].X-l.at[j].X, l.at[i].Y-l.at[j].Y
			d2 := max(dx*dx+dy*dy, 0.01)
			if d2 > 100*spacing*spacing {
				continue
			}
			f := spacing * spacing / d2
			force[i].X += dx * f
			force[i].Y += dy * f
			force[j].X -= dx * f
			force[j].Y -= dy * f
		}
	}
	for _, p := range l.pairs {
		a, b := l.at[p[0]], l.at[p[1]]
		dx, dy := a.X-b.X, a.Y-b.Y
		f := math.Sqrt(dx*dx+dy*dy) / spacing
		force[p[0]].X -= dx * f
		force[p[0]].Y -= dy * f
		force[p[1]].X += dx * f
		force[p[1]].Y += dy * f
	}
	for i := range l.at {
		if l.fixed[i] {
			continue
		}
		f := force[i]
		f.X, f.Y = f.X-0.02*l.at[i].X, f.Y-0.02*l.at[i].Y // parts that nothing connects do not drift away
		size := math.Sqrt(f.X*f.X + f.Y*f.Y)
		if size > 0 {
			by := min(size, step) / size
			l.at[i].X += f.X * by
			l.at[i].Y += f.Y * by
		}
	}
}

package graph

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"
)

// A Question is what somebody wants to see of a network.
type Question struct {
	Start  []string // nodes to begin with
	Steps  int      // from them, 0 to 3
	Kinds  []string // relations that are followed and shown; none is those of Direct
	Limit  int      // nodes that are shown
	Kept   []string // nodes that are shown already and stay
	Opened []string // nodes whose neighbours were asked for
	Open   Opening  // a node whose neighbours are asked for now
}

// An Opening asks for the neighbours of one node.
type Opening struct {
	Node  string
	Kinds []string // none is all
}

// A Picture is what is shown of a network.
type Picture struct {
	Nodes  []Named
	Steps  map[string]int // of each node from the start; those that were opened farther out have no entry
	Edges  []Edge
	Counts []Count // of each node by kind: how many relations are shown, of how many
	Total  int     // nodes there are: what the question reaches and what is shown beyond it
}

// most relations of one kind that one node brings into a picture by itself; whoever wants
// more of them opens the node.
const (
	mostOfStart = 120
	mostOfOther = 16
)

// Picture answers a question. The same question gives the same picture.
func (x *Index) Picture(ctx context.Context, q Question) (Picture, error) {
	if len(q.Kinds) == 0 {
		q.Kinds = Direct()
	}
	known, err := x.Named(ctx, slices.Concat(q.Start, q.Kept))
	if err != nil {
		return Picture{}, err
	}
	s := &selection{steps: map[string]int{}, shown: map[string]bool{}, limit: q.Limit}
	there := map[string]bool{}
	for _, n := range known {
		there[n.ID] = true
	}
	for _, id := range q.Start {
		if there[id] && s.take(id) {
			s.steps[id] = 0
		}
	}
	if len(q.Kept) > 0 {
		for _, id := range q.Kept {
			if there[id] {
				s.take(id)
			}
		}
		err = x.open(ctx, q.Open, s)
	} else {
		err = x.spread(ctx, q, s)
	}
	if err != nil {
		return Picture{}, err
	}
	return x.draw(ctx, q, s)
}

// A selection is which nodes are shown.
type selection struct {
	steps map[string]int
	shown map[string]bool
	limit int
}

// take shows a node if there is room, and reports whether it is shown.
func (s *selection) take(id string) bool {
	if !s.shown[id] && len(s.shown) < s.limit {
		s.shown[id] = true
	}
	return s.shown[id]
}

// spread goes out from the start step by step. Where there is no room for all, those come
// first that have most relations to what is shown, then by id.
func (x *Index) spread(ctx context.Context, q Question, s *selection) error {
	frontier := slices.Sorted(maps.Keys(s.shown))
	for k := 1; k <= q.Steps && len(frontier) > 0 && len(s.shown) < s.limit; k++ {
		per := mostOfOther
		if k == 1 {
			per = mostOfStart
		}
		edges, _, err := x.of(ctx, frontier, q.Kinds, per)
		if err != nil {
			return err
		}
		frontier = nil
		for _, id := range ranked(edges, s.shown) {
			if s.take(id) {
				s.steps[id] = k
				frontier = append(frontier, id)
			}
		}
		slices.Sort(frontier)
	}
	return nil
}

// ranked lists the ends of edges that are not shown yet, those with most relations first.
func ranked(edges []Edge, shown map[string]bool) []string {
	n := map[string]int{}
	for _, e := range edges {
		for _, id := range []string{e.From, e.To} {
			if !shown[id] {
				n[id]++
			}
		}
	}
	return slices.SortedFunc(maps.Keys(n), func(a, b string) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
}

// mostOpened is how many nodes one opening adds at most.
const mostOpened = 40

// open adds neighbours of one node.
func (x *Index) open(ctx context.Context, o Opening, s *selection) error {
	if o.Node == "" || !s.shown[o.Node] {
		return nil
	}
	// As many are passed over as may be shown already.
	edges, _, err := x.of(ctx, []string{o.Node}, o.Kinds, s.limit+mostOpened)
	if err != nil {
		return err
	}
	for i, id := range ranked(edges, s.shown) {
		if i == mostOpened {
			break
		}
		s.take(id)
	}
	return nil
}

// shownKinds are the relations that are shown: what is followed, and what was opened.
func shownKinds(q Question) []string {
	return append(slices.Clone(q.Kinds), q.Open.Kinds...)
}

// draw reads what is to be said of the nodes that are shown.
func (x *Index) draw(ctx context.Context, q Question, s *selection) (p Picture, err error) {
	ids := slices.Sorted(maps.Keys(s.shown))
	if p.Nodes, err = x.Named(ctx, ids); err != nil {
		return p, err
	}
	if p.Edges, err = x.among(ctx, ids, shownKinds(q)); err != nil {
		return p, err
	}
	if p.Counts, err = x.tally(ctx, ids); err != nil {
		return p, err
	}
	if p.Total, err = x.within(ctx, q, ids); err != nil {
		return p, err
	}
	p.Steps = s.steps
	e := Ego{Edges: p.Edges, Counts: p.Counts}
	e.count()
	return p, nil
}

// Path is the question how two nodes are connected, with its answer.
type Path struct {
	Way  Way
	OK   bool
	Hubs []string // met and not gone through, because they have too many neighbours
}

// Limits of a search for a path.
const (
	LongestPath = 8  // steps
	MostOfHub   = 60 // neighbours of a node that a path goes through
)

// Path looks for a shortest way between two nodes.
func (x *Index) Path(ctx context.Context, a, b string) (p Path, err error) {
	p.Way, p.Hubs, p.OK, err = Between(ctx, x, a, b, LongestPath, MostOfHub)
	return p, err
}

// Usual is what counts as money that comes back when people ask: within 90 days, each
// transfer within a tenth of the first, at most six of them.
func Usual() Cycling { return Cycling{Days: 90, Tolerance: 0.1, Longest: 6, Most: 50} }

const (
	mostLegs   = 20_000
	mostCircle = 1_000 // nodes among which rings are looked for
)

// A Ring is money that came back, with the days of its transfers.
type Ring struct {
	Nodes   []string  `json:"nodes" nullable:"false" doc:"Ids of the payers, in the order of payment."`
	Days    []string  `json:"days" nullable:"false" doc:"Day of each transfer, ISO."`
	Amounts []float64 `json:"amounts" nullable:"false" doc:"Yuan of each transfer."`
	Records []string  `json:"records" nullable:"false" doc:"Record of each transfer."`
}

// Rings looks for money that goes round among the nodes that transfers connect with start
// within three steps, rings through start first. whole is false if there was more than
// could be looked at.
func (x *Index) Rings(ctx context.Context, start []string) (rings []Ring, whole bool, err error) {
	reached, frontier, whole := map[string]bool{}, slices.Clone(start), true
	for _, id := range start {
		reached[id] = true
	}
	for range 3 {
		edges, counts, err := x.of(ctx, frontier, []string{"transfer"}, mostCircle)
		if err != nil {
			return nil, false, err
		}
		whole = whole && !slices.ContainsFunc(counts, func(c Count) bool { return c.Shown < c.Of })
		frontier = nil
		for _, id := range ends(edges) {
			if !reached[id] && len(reached) < mostCircle {
				reached[id] = true
				frontier = append(frontier, id)
			}
		}
		if len(frontier) == 0 {
			break
		}
	}
	legs, all, err := x.legs(ctx, slices.Sorted(maps.Keys(reached)), mostLegs)
	if err != nil {
		return nil, false, err
	}
	cycles, cut := Cycles(legs, Usual())
	for _, c := range cycles {
		rings = append(rings, ringOf(c))
	}
	through := func(r Ring) int {
		if slices.ContainsFunc(r.Nodes, func(n string) bool { return slices.Contains(start, n) }) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(rings, func(a, b Ring) int { return cmp.Compare(through(a), through(b)) })
	return rings, whole && all && len(cut) == 0, nil
}

func ringOf(c Cycle) Ring {
	var r Ring
	for _, l := range c.Legs {
		r.Nodes, r.Amounts, r.Records = append(r.Nodes, l.From), append(r.Amounts, l.Amount), append(r.Records, l.ID)
		r.Days = append(r.Days, time.Unix(int64(l.Day)*24*3600, 0).UTC().Format(time.DateOnly))
	}
	return r
}

// daysOf counts the days of a date from the first of 1970.
func daysOf(v any) int {
	t, _ := v.(time.Time)
	return int(t.Unix() / (24 * 3600))
}

package synth

import (
	"cmp"
	"fmt"
	"slices"
)

// A registry is what the agencies of the county know: its residents and companies, and
// the records about them.
type registry struct {
	w     *world
	books []*register
	asOf  day // the day on which the registers were drawn up

	people    []*resident
	companies []*company
	weddings  []*wedding
	homes     int
	agents    []*resident // who file company papers for others

	prosecutors map[string]*company // by place
	projects    []*project

	byPerson map[*person]*resident
	twins    map[twin]*resident
	numbers  map[string]bool // resident IDs given
	byFirm   map[string]*company

	stored  map[string][]*row // records by register
	serials map[string]int
	stories []*story
}

// newRegistry makes the residents, companies and records of a planned county.
func newRegistry(w *world) (*registry, error) {
	books, err := readRegisters()
	if err != nil {
		return nil, err
	}
	g := &registry{w: w, books: books, asOf: date(2024, 12, 31), stored: map[string][]*row{}, serials: map[string]int{},
		numbers: map[string]bool{}, twins: map[twin]*resident{}}
	g.gather()
	g.families()
	g.enterprises()
	g.sites()
	g.lives()
	g.fromPapers()
	g.plant()
	g.background()
	g.safeguards()
	g.order()
	return g, nil
}

// put adds a record to a register.
func (g *registry) put(name string, about *story, who []entity, vals ...cell) {
	r := &row{who: who, vals: vals}
	if about != nil {
		r.about = []*story{about}
	}
	g.stored[name] = append(g.stored[name], r)
}

// serial returns the next number of a series, written with its prefix.
func (g *registry) serial(prefix string) string {
	g.serials[prefix]++
	return fmt.Sprintf("%s%06d", prefix, g.serials[prefix])
}

// caseNo returns the next case number of a court, year and kind after those of the papers.
func (g *registry) caseNo(c *court, at day, kind string) string {
	k := fmt.Sprintf("（%d）%s%s", at.year(), c.code, kind)
	if g.serials[k] == 0 {
		g.serials[k] = g.w.lastNo[k]
	}
	g.serials[k]++
	return k + number(g.serials[k]) + "号"
}

// order puts the records of each register in the order of the day by which they are
// counted.
func (g *registry) order() {
	for _, b := range g.books {
		i := b.value(b.on)
		if i < 0 {
			continue
		}
		slices.SortStableFunc(g.stored[b.Standard], func(x, y *row) int { return cmp.Compare(x.vals[i].N, y.vals[i].N) })
	}
}

// value returns which of the values of a row stands in a column; -1 for none.
func (r *register) value(column int) int {
	if column < 0 || r.from[column].role >= 0 {
		return -1
	}
	n := 0
	for _, s := range r.from[:column] {
		if s.role < 0 {
			n++
		}
	}
	return n
}

// courtOf returns the basic court of a place.
func (g *registry) courtOf(p place) *court {
	for _, c := range g.w.courts {
		if c.place == p.name {
			return c
		}
	}
	return g.w.courts[0]
}

// anyCourt draws a basic court.
func (g *registry) anyCourt(d dice) *court { return g.w.courts[d.weighted(5, 3, 4)] }

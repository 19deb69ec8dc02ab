package synth

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
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
	tickets []ticket
	stories []*story
}

// drawnUpOn is the day on which the agencies drew up what they deliver.
func drawnUpOn() day { return date(2024, 12, 31) }

// newRegistry makes the residents, companies and records of a planned county.
func newRegistry(w *world) (*registry, error) {
	books, err := readRegisters()
	if err != nil {
		return nil, err
	}
	g := &registry{w: w, books: books, asOf: drawnUpOn(), stored: map[string][]*row{},
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
	g.number()
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

// A ticket stands for a number that is given out at the end, in the order of days, so
// that numbers do not tell which records were planned first.
type ticket struct {
	series, suffix string
	at             day
}

// ticketMark begins a value that is a ticket.
const ticketMark = "\x00"

// draw returns the value that stands for a ticket until numbers are given out.
func (g *registry) draw(t ticket) string {
	g.tickets = append(g.tickets, t)
	return ticketMark + strconv.Itoa(len(g.tickets)-1)
}

// serial is the next number of a series, written between prefix and suffix.
func (g *registry) serial(prefix, suffix string) string {
	return g.draw(ticket{series: prefix, suffix: suffix})
}

// caseNo is a case number of a court, year and kind after those of the papers.
func (g *registry) caseNo(c *court, at day, kind string) string {
	return g.draw(ticket{series: fmt.Sprintf("（%d）%s%s", at.year(), c.code, kind), suffix: "号", at: at})
}

// number gives out the numbers: of cases by the day, of other series as the records
// stand in their registers.
func (g *registry) number() {
	cases := []int{}
	for i, t := range g.tickets {
		if t.at != 0 {
			cases = append(cases, i)
		}
	}
	slices.SortStableFunc(cases, func(a, b int) int { return cmp.Compare(g.tickets[a].at, g.tickets[b].at) })
	given, last := make([]string, len(g.tickets)), maps.Clone(g.w.lastNo)
	for _, i := range cases {
		t := g.tickets[i]
		last[t.series]++
		given[i] = t.series + strconv.Itoa(last[t.series]) + t.suffix
	}
	for _, b := range g.books {
		for _, r := range g.stored[b.Standard] {
			for k, v := range r.vals {
				if rest, ok := strings.CutPrefix(v.S, ticketMark); ok {
					r.vals[k].S = g.give(rest, given, last)
				}
			}
		}
	}
}

// give returns the number of a ticket, the next of its series if it has none yet.
func (g *registry) give(n string, given []string, last map[string]int) string {
	i, err := strconv.Atoi(n)
	if err != nil {
		return n
	}
	if given[i] == "" {
		t := g.tickets[i]
		last[t.series]++
		given[i] = fmt.Sprintf("%s%06d%s", t.series, last[t.series], t.suffix)
	}
	return given[i]
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

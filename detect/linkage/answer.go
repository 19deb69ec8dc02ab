package linkage

import (
	"math"
	"strings"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/detect/linkage/match"
)

// answering turns the result about one crowd into rows.
type answering struct {
	*crowd
	result  *match.Result
	decided map[match.Decision]Decision
	entity  []string         // of each figure
	group   map[string][]int // figures of each entity
	best    []match.Pair     // of each figure, the strongest pair within its entity; zero if it is alone
}

// read sorts out what the result says of each figure.
func (x *answering) read() {
	x.entity, x.best = make([]string, len(x.figures)), make([]match.Pair, len(x.figures))
	x.group = map[string][]int{}
	for i, a := range x.result.Assignments {
		e := x.letter + strings.TrimPrefix(a.Entity, plainEntity)
		x.entity[i] = e
		x.group[e] = append(x.group[e], i)
	}
	for _, p := range x.result.Pairs { // the most probable first
		if !p.Merged {
			continue
		}
		for _, id := range []string{p.A, p.B} {
			if i := x.byID[id]; x.best[i].A == "" {
				x.best[i] = p
			}
		}
	}
}

// links adds a row for each mention.
func (x *answering) links(a *Answer) error {
	for i, f := range x.figures {
		row := LinkRow{Entity: x.entity[i], Probability: x.result.Assignments[i].Probability, How: "alone"}
		if p := x.best[i]; p.A != "" {
			if err := x.via(&row, f, p); err != nil {
				return err
			}
		}
		same := "identifier"
		if f.number == "" {
			same = "words"
		}
		for n, m := range f.members {
			row := row
			row.Mention = m
			if first := f.members[0]; n > 0 {
				row.How, row.Via, row.Bits, row.Weights = same, first, 0, ""
			} else if row.How == "alone" && len(f.members) > 1 {
				row.How, row.Via = same, f.members[1]
			}
			a.Links = append(a.Links, row)
		}
	}
	return nil
}

// via tells by which other mention a figure belongs to its entity.
func (x *answering) via(row *LinkRow, f figure, p match.Pair) error {
	other := p.A
	if other == f.id {
		other = p.B
	}
	partner := x.figures[x.byID[other]]
	row.Via, row.Bits = partner.members[0], hundredth(p.Bits)
	switch {
	case x.said(p):
		row.How = "decision"
	case f.number != "" && f.number == partner.number:
		row.How = "identifier"
	default:
		row.How = "weights"
	}
	e, err := x.result.Explain(p.A, p.B)
	if err != nil {
		return err
	}
	row.Weights, err = weightsOf(e)
	return err
}

// said reports whether a person said that a pair is one.
func (x *answering) said(p match.Pair) bool {
	_, one := x.decided[match.Decision{A: p.A, B: p.B, Verdict: match.Same}]
	_, other := x.decided[match.Decision{A: p.B, B: p.A, Verdict: match.Same}]
	return one || other
}

// entities adds a row for each entity.
func (x *answering) entities(a *Answer) {
	for e, figures := range x.group {
		d := newDescription(e, x.kind)
		for _, i := range figures {
			d.add(x.figures[i], x.result.Assignments[i].Probability)
		}
		a.Entities = append(a.Entities, d.row())
	}
}

// A description gathers what the figures of an entity say.
type description struct {
	EntityRow
	names, numbers, born, sex map[string]int
	datasets                  map[string]bool
}

func newDescription(id, kind string) *description {
	return &description{EntityRow{ID: id, Kind: kind, Least: 1}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]bool{}}
}

func (d *description) add(f figure, probability float64) {
	n := len(f.members)
	count(d.names, f.name, n)
	count(d.numbers, f.number, n)
	count(d.born, f.born, n)
	count(d.sex, f.sex, n)
	d.Mentions += int64(n)
	d.Least = min(d.Least, probability)
	for _, m := range f.members {
		d.datasets[m.Dataset] = true
	}
}

// row is the entity written as most of its mentions are.
func (d *description) row() EntityRow {
	d.Name, d.IDNo, d.BornOn, d.Datasets = most(d.names), most(d.numbers), most(d.born), int64(len(d.datasets))
	d.BornOn, d.BornFrom = born(d.BornOn, d.Kind, d.IDNo)
	if d.Kind == person {
		d.Sex = sexOf(most(d.sex), d.IDNo)
	}
	d.Least = hundredth(d.Least*100) / 100
	return d.EntityRow
}

// born returns the birth date of somebody and what tells it: a record, or else the number,
// whose seventh to fourteenth digits are the date (GB 11643; two digits of the year in numbers
// of 15 digits). A number with a wrong check digit tells nothing, since a digit of the date may
// be the wrong one; it is not among those of an entity.
func born(stated, kind, number string) (day, from string) {
	if stated != "" {
		return stated, "stated"
	}
	if h, ok := record.ReadResident(number); ok && kind == person {
		return h.BornOn, "id_no"
	}
	return "", ""
}

// sexOf returns the sex of somebody as records state it, or else as the number tells it (its last digit but
// one is odd for men).
func sexOf(stated, number string) string {
	if stated != "" {
		return stated
	}
	h, _ := record.ReadResident(number)
	return h.Sex
}

// count counts n more of a value that says something.
func count(values map[string]int, v string, n int) {
	if v != "" {
		values[v] += n
	}
}

// candidates adds the pairs that a person should decide.
func (x *answering) candidates(a *Answer) error {
	conflicts := conflicting(x.result.Conflicts)
	for n, p := range x.result.Candidates() {
		if n == mostCandidates {
			break
		}
		e, err := x.result.Explain(p.A, p.B)
		if err != nil {
			return err
		}
		left, right := x.byID[p.A], x.byID[p.B]
		row := CandidateRow{Left: x.figures[left].members[0], Right: x.figures[right].members[0], LeftEntity: x.entity[left],
			RightEntity: x.entity[right], Kind: x.kind, Probability: p.Probability, Bits: hundredth(p.Bits), Why: why(p, e, conflicts)}
		row.order()
		if row.Weights, err = weightsOf(e); err != nil {
			return err
		}
		a.Candidates = append(a.Candidates, row)
	}
	return nil
}

// order puts the two sides in the order of their mentions.
func (c *CandidateRow) order() {
	if c.Left.compare(c.Right) > 0 {
		c.Left, c.Right, c.LeftEntity, c.RightEntity = c.Right, c.Left, c.RightEntity, c.LeftEntity
	}
}

// conflicting are the pairs of rows that contradict each other, each in the order of its ids.
func conflicting(list []match.Conflict) map[[2]string]bool {
	pairs := map[[2]string]bool{}
	for _, c := range list {
		pairs[[2]string{min(c.A, c.B), max(c.A, c.B)}] = true
	}
	return pairs
}

// why tells what kept a probable pair apart.
func why(p match.Pair, e match.Explanation, conflicts map[[2]string]bool) string {
	switch {
	case p.Masked:
		return "masked"
	case e.Opposed || e.Clash || conflicts[[2]string{min(p.A, p.B), max(p.A, p.B)}]:
		return "conflict"
	case p.Probability >= sureEnough && !e.Unanchored:
		return "chain"
	}
	return "weak"
}

// sureEnough is the probability from which only the rest of its group can have kept a pair
// apart: the least from which package match merges.
const sureEnough = 0.95

// report adds what a person is told of this crowd.
func (x *answering) report(a *Answer) {
	r := &a.Report
	for _, f := range x.figures {
		r.Mentions += len(f.members)
	}
	if x.kind == person {
		r.Persons += len(x.group)
	} else {
		r.Firms += len(x.group)
	}
	r.Masked += x.result.Counts.Masked
	r.Compared += x.result.Counts.Compared
	r.Candidates += len(x.result.Candidates())
	r.Conflicts += len(x.result.Conflicts)
	r.Undecidable += len(x.result.Undecidable)
	r.Blocks = append(r.Blocks, x.result.Blocks...)
	for _, c := range x.result.Changes {
		d := Changed{Decision: x.decided[c.Decision]}
		for _, e := range c.Entities {
			d.Entities = append(d.Entities, x.letter+strings.TrimPrefix(e, plainEntity))
		}
		r.Changes = append(r.Changes, d)
	}
}

func hundredth(f float64) float64 { return math.Round(f*100) / 100 }

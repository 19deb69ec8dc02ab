package synth

import (
	"iter"

	"github.com/mingjian/mingjian/data/synth/delivery"
)

// An entity is whom a register means: a resident or a company.
type entity interface {
	key() string // P and number for people, C and number for companies
	called() string
	tell(trait delivery.Kind) cell
}

// A cell is one value of a record.
type cell = delivery.Cell

// A row is one record of a register before it is delivered.
type row struct {
	who   []entity // of each role; nil for nobody
	vals  []cell   // of the columns that tell of nobody, in order
	about []*story
	slip  string // what is wrong in the world itself, such as a borrowed identity
}

func txt(s string) cell { return cell{S: s, Has: s != ""} }

// on is a day, or nothing for day 0.
func on(t day) cell { return cell{N: int64(t), Has: t != 0} }

func sum(m money) cell { return cell{N: int64(m), Has: true} }

func num(n int) cell { return cell{N: int64(n), Has: true} }

// maybe is a sum, or nothing for 0.
func maybe(m money) cell { return cell{N: int64(m), Has: m != 0} }

// rows yields what a register says, first what flows from the lives of the residents,
// mixed with what single stories put there.
func (g *registry) rows(name string) iter.Seq[*row] {
	stored := g.stored[name]
	return func(yield func(*row) bool) {
		next, more, share := 0, true, 0.0
		d := newDice(g.w.seed^0x6d6978, mixText(name))
		if flow := flows()[name]; flow != nil && len(stored) > 0 {
			n := 0
			flow(g, func(*row) bool { n++; return true })
			share = float64(len(stored)) / float64(n+1)
		}
		if flow := flows()[name]; flow != nil {
			flow(g, func(r *row) bool {
				for next < len(stored) && d.chance(share) && more {
					more = yield(stored[next])
					next++
				}
				more = more && yield(r)
				return more
			})
		}
		for ; more && next < len(stored); next++ {
			more = yield(stored[next])
		}
	}
}

// delivered turns rows into those of a sheet. The row yielded is good until the next.
func (r *register) delivered(rows iter.Seq[*row]) iter.Seq[*delivery.Row] {
	out := &delivery.Row{Cells: make([]delivery.Cell, len(r.Columns)), Who: make([]string, len(r.Roles))}
	return func(yield func(*delivery.Row) bool) {
		for x := range rows {
			r.fill(out, x)
			if !yield(out) {
				return
			}
		}
	}
}

func (r *register) fill(out *delivery.Row, x *row) {
	next := 0
	for i := range r.Columns {
		src := r.from[i]
		switch {
		case src.role < 0 && next < len(x.vals):
			out.Cells[i] = x.vals[next]
			next++
		case src.role >= 0 && src.role < len(x.who) && x.who[src.role] != nil:
			out.Cells[i] = x.who[src.role].tell(src.trait)
		default:
			out.Cells[i] = delivery.Cell{}
		}
	}
	for i := range out.Who {
		out.Who[i] = ""
		if i < len(x.who) && x.who[i] != nil {
			out.Who[i] = x.who[i].key()
		}
	}
	out.On, out.Part, out.Slip = 0, "", x.slip
	if r.on >= 0 {
		out.On = out.Cells[r.on].N
	}
	if r.part >= 0 {
		out.Part = out.Cells[r.part].S
	}
	out.Plots = out.Plots[:0]
	for _, s := range x.about {
		if s.n >= 0 {
			out.Plots = append(out.Plots, s.n)
		}
	}
}

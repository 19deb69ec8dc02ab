package synth

import (
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/data/synth/delivery"
)

// A resident is a person as the registers of the county know them.
type resident struct {
	*person
	n     int  // number of the entity
	court bool // named in a paper
	used  bool // has a part in a planted story, and no other

	phone    string
	former   string // address before the last move
	house    *home
	relation string // to the head of the household
	parents  [2]*resident
	weddings []*wedding

	died    day
	job     *job
	pension *pension
	licence *licence
	stays   []stay // in custody
	grant   *grant

	correction [2]day // from and until, at last
	unseen     bool   // goes to no hospital
}

func (r *resident) key() string    { return fmt.Sprintf("P%07d", r.n) }
func (r *resident) called() string { return r.name }

// tell returns a trait of the resident.
func (r *resident) tell(trait delivery.Kind) delivery.Cell {
	switch trait {
	case delivery.Name:
		return txt(r.name)
	case delivery.ID:
		return txt(r.number)
	case delivery.Born:
		return on(r.born)
	case delivery.Sex:
		return txt(r.sex())
	case delivery.Address:
		return delivery.Cell{S: r.address, Alt: r.former, Has: true}
	case delivery.Phone:
		return txt(r.phone)
	case delivery.Division:
		return delivery.Cell{S: presentDivision(r.number[:6]), Alt: formerDivision(r.number[:6]), Has: true}
	}
	return delivery.Cell{}
}

// presentDivision is the code of today for one that may be of before 1995, when 望台市
// was still a county.
func presentDivision(code string) string {
	if code == oldWangtai {
		return "331981"
	}
	return code
}

// oldWangtai is the division code of 望台市 when it was a county.
const oldWangtai = "331923"

func formerDivision(code string) string {
	if code == "331981" || code == oldWangtai {
		return oldWangtai
	}
	return ""
}

// age is how old the resident is on a day.
func (r *resident) age(at day) int {
	y, m, d := at.split()
	by, bm, bd := r.born.split()
	if m < bm || m == bm && d < bd {
		return y - by - 1
	}
	return y - by
}

// birthday is the day on which the resident reaches an age.
func (r *resident) birthday(age int) day {
	y, m, d := r.born.split()
	return date(y+age, m, d)
}

// alive reports whether the resident lives on a day.
func (r *resident) alive(at day) bool { return r.born <= at && (r.died == 0 || at < r.died) }

// town is the place the resident belongs to.
func (g *registry) town(r *resident) place {
	code := presentDivision(r.number[:6])
	i := slices.IndexFunc(g.w.places, func(p place) bool { return p.division == code })
	return g.w.places[max(i, 0)]
}

// gather makes residents of the inhabitants and of everybody the papers name.
func (g *registry) gather() {
	for n := range g.w.people {
		g.settle(g.w.inhabitant(n))
	}
	g.byPerson = map[*person]*resident{}
	for _, s := range g.w.suits {
		for _, side := range [2][]*party{s.claims, s.oppose} {
			for _, x := range side {
				if x.person != nil {
					g.resident(x.person).court = true
				}
				if x.firm != nil && x.firm.chief != nil {
					g.resident(x.firm.chief).court = true
					g.resident(x.firm.partner).court = true
				}
			}
		}
	}
}

// resident returns who a person of a paper is. An inhabitant whom a story made older is
// somebody else with the same name.
func (g *registry) resident(p *person) *resident {
	if r := g.byPerson[p]; r != nil {
		return r
	}
	var r *resident
	if p.n > 0 && g.people[p.n-1].born == p.born {
		r = g.people[p.n-1]
	} else if k := (twin{p.n, p.born}); p.n > 0 && g.twins[k] != nil {
		r = g.twins[k]
	} else {
		r = g.settle(p)
		if p.n > 0 {
			g.twins[k] = r
		}
	}
	g.byPerson[p] = r
	return r
}

// A twin is an inhabitant as a story changed them.
type twin struct {
	n    int
	born day
}

// settle makes a resident of a person; two people never have one number.
func (g *registry) settle(p *person) *resident {
	c := *p // the papers keep theirs: a resident may move
	for g.numbers[c.number] {
		c.number = nextNumber(c.number)
	}
	g.numbers[c.number] = true
	r := &resident{person: &c, n: len(g.people) + 1}
	r.phone = fmt.Sprintf("1990%07d", mix(g.w.seed^0x70686f6e65, uint64(r.n))%10000000)
	g.people = append(g.people, r)
	return r
}

// nextNumber is the resident ID with the next sequence number of the same sex.
func nextNumber(id string) string {
	seq := (int(id[14]-'0')*100 + int(id[15]-'0')*10 + int(id[16]-'0') + 2) % 1000
	return withCheck(id[:14] + fmt.Sprintf("%03d", seq))
}

// native makes a resident who is no party to anything.
func (g *registry) native(d dice, surname string, born day, woman bool, at place) *resident {
	if surname == "" {
		surname = g.w.names.surnames.draw(d)
	}
	code := at.division
	if born < date(1985, 1, 1) && code == "331981" && d.chance(0.3) {
		code = oldWangtai
	}
	return g.settle(&person{name: surname + g.w.names.given(d, woman), woman: woman, born: born, folk: "汉族",
		address: at.address(d), number: residentID(d, code, born, woman)})
}

// free draws a resident of no paper and no story for whom ok holds, and gives them to
// the caller's story; nil if there is none.
func (g *registry) free(d dice, ok func(*resident) bool) *resident {
	for range 4000 {
		r := g.people[d.IntN(len(g.people))]
		if !r.used && !r.court && r.died == 0 && (ok == nil || ok(r)) {
			r.used = true
			return r
		}
	}
	return nil
}

// namesakeOf makes another person of the same name in the same town.
func (g *registry) namesakeOf(d dice, r *resident) *resident {
	at := g.town(r)
	born := r.born + day(d.between(-6*365, 6*365))
	n := g.settle(&person{name: r.name, woman: r.woman, born: born, folk: "汉族", address: at.address(d),
		number: residentID(d, at.division, born, r.woman)})
	n.used = true
	g.alone(n)
	return n
}

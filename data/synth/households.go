package synth

import "fmt"

// A home is a household.
type home struct {
	no      string
	head    *resident
	members []*resident
	since   day
}

// A wedding is a registered marriage.
type wedding struct {
	husband, wife *resident
	on, ended     day
	dissolved     day // by a court, which the registry does not learn
	office        string
	about         []*story
	slip          string
}

// other is the partner of r.
func (m *wedding) other(r *resident) *resident {
	if m.husband == r {
		return m.wife
	}
	return m.husband
}

// lasts reports whether the marriage is in force on a day: neither divorced nor ended
// by death.
func (m *wedding) lasts(at day) bool {
	return m.on <= at && (m.ended == 0 || at < m.ended) && (m.dissolved == 0 || at < m.dissolved) && m.husband.alive(at) && m.wife.alive(at)
}

// wed registers a marriage.
func (g *registry) wed(d dice, a, b *resident, at day) *wedding {
	if a.woman {
		a, b = b, a
	}
	m := &wedding{husband: a, wife: b, on: at.working(), office: g.town(pick(d, a, b)).name + "民政局婚姻登记处"}
	a.weddings, b.weddings = append(a.weddings, m), append(b.weddings, m)
	g.weddings = append(g.weddings, m)
	return m
}

// families weds the residents, and gives them children, parents and households.
func (g *registry) families() {
	d := newDice(g.w.seed^0x66616d696c79, 1)
	g.planned(d)
	g.kinsfolk()
	single := map[string][]*resident{} // women by town and year of birth
	adults := g.people[:len(g.people):len(g.people)]
	for _, r := range adults {
		if r.woman && len(r.weddings) == 0 {
			k := marriageMarket(g.town(r), r.born.year())
			single[k] = append(single[k], r)
		}
	}
	for _, r := range adults {
		if !r.woman && len(r.weddings) == 0 && d.chance(0.78) {
			g.court(d, r, single)
		}
	}
	for _, r := range adults {
		if r.house == nil {
			g.household(d, r)
		}
		if r.former == "" && d.chance(0.08) { // moved, and not every office knows
			r.former = g.w.places.home(d).address(d)
		}
	}
}

// kinsfolk enters the fathers of relatives whom the papers name: half of those relatives are
// brothers and sisters, and the register knows the father of both. The rest are cousins and
// in-laws, or registered in another county, and nobody here knows of it.
func (g *registry) kinsfolk() {
	d := newDice(g.w.seed^0x6b696e, 1)
	fathers := map[*resident]*resident{}
	for _, r := range g.people[:len(g.people):len(g.people)] {
		if r.of == nil || g.byPerson[r.of] == nil || !d.chance(0.5) {
			continue
		}
		other := g.byPerson[r.of]
		father := fathers[other]
		if father == nil {
			born := min(other.born, r.born) - day(d.between(22*365, 26*365))
			father = g.native(d, other.surname(), max(born, date(1925, 1, 1)), false, g.town(other))
			father.court = true
			fathers[other] = father
		}
		other.parents[0], r.parents[0] = father, father
	}
}

func marriageMarket(p place, year int) string { return p.division + fmt.Sprint(year/4) }

// planned registers the marriages that the papers speak of.
func (g *registry) planned(d dice) {
	for _, s := range g.w.suits {
		for _, x := range s.oppose {
			if x.person == nil || x.person.mate == nil || s.basis != nil {
				continue
			}
			a, b := g.resident(x.person), g.resident(x.person.mate)
			if len(a.weddings) > 0 || len(b.weddings) > 0 {
				continue // married elsewhere
			}
			grown := max(a.birthday(23), b.birthday(22))
			at := max(grown, min(s.begun-day(d.between(30, 2000)), grown+9*365))
			if s.topic == "divorce" {
				at = max(s.begun, grown)
			}
			m := g.wed(d, a, b, at)
			if s.topic == "divorce" && s.result == "all" && s.paper == judgmentPaper {
				m.dissolved = s.decided + 15
			}
		}
	}
}

// court finds a wife for r, among the inhabitants or from elsewhere.
func (g *registry) court(d dice, r *resident, single map[string][]*resident) {
	at := g.town(r)
	var wife *resident
	for _, shift := range []int{0, 4, -4} {
		k := marriageMarket(at, r.born.year()+shift)
		if list := single[k]; len(list) > 0 && d.chance(0.6) {
			wife, single[k] = list[len(list)-1], list[:len(list)-1]
			break
		}
	}
	if wife == nil {
		wife = g.native(d, "", r.born+day(d.between(-3*365, 6*365)), true, at)
	}
	m := g.wed(d, r, wife, max(r.birthday(22), wife.birthday(20))+day(d.between(60, 9*365)))
	if m.on > closesOn() {
		m.on = closesOn() - day(d.IntN(300))
	}
	if d.chance(0.13) && m.on < date(2018, 1, 1) {
		m.ended = (m.on + day(d.between(400, 400+int(g.asOf-m.on)/2))).working()
		if !r.court && d.chance(0.4) && m.ended < date(2021, 1, 1) {
			second := g.native(d, "", r.born+day(d.between(-2*365, 8*365)), true, at)
			again := g.wed(d, r, second, max(m.ended, second.birthday(20))+day(d.between(90, 1000)))
			again.on = min(again.on, closesOn())
		}
	}
}

// household puts r, partner, children and perhaps parents under one roof.
func (g *registry) household(d dice, r *resident) {
	h := g.alone(r)
	m := lasting(r, g.asOf)
	if m == nil {
		return
	}
	partner := m.other(r)
	if partner.house != nil {
		return
	}
	h.join(partner, map[bool]string{true: "妻", false: "丈夫"}[partner.woman])
	partner.former, partner.address = partner.address, r.address
	if d.chance(0.2) { // registered where she came from all the same
		partner.address = partner.former
	}
	if !partner.court || d.chance(0.5) {
		partner.phone = pick(d, partner.phone, partner.phone, r.phone)
	}
	g.children(d, m, h)
	if d.chance(0.22) && m.husband.house == h {
		g.elders(d, m.husband, h)
	}
}

// lasting returns the marriage of r that is in force on a day.
func lasting(r *resident, at day) *wedding {
	for _, m := range r.weddings {
		if m.lasts(at) {
			return m
		}
	}
	return nil
}

// alone gives r a household.
func (g *registry) alone(r *resident) *home {
	g.homes++
	h := &home{no: fmt.Sprintf("%s%07d", presentDivision(r.number[:6]), g.homes), since: date(2004, 3, 1) + day(mix(uint64(g.homes), 7)%5000)}
	h.head = r
	h.join(r, "户主")
	return h
}

func (h *home) join(r *resident, as string) {
	r.house, r.relation = h, as
	h.members = append(h.members, r)
}

// children gives a couple those of their children who were born since the middle of 1996.
func (g *registry) children(d dice, m *wedding, h *home) {
	n := d.weighted(25, 45, 25, 5)
	born := max(m.on+day(d.between(250, 1200)), date(1996, 6, 1)+day(d.IntN(900)))
	for range n {
		if born > m.wife.birthday(42) || born > date(2023, 12, 1) || m.ended != 0 && born > m.ended {
			return
		}
		woman := d.chance(0.48)
		c := g.native(d, m.husband.surname(), born, woman, g.town(m.husband))
		c.parents = [2]*resident{m.husband, m.wife}
		c.address, c.phone = h.head.address, h.head.phone
		h.join(c, map[bool]string{true: "女", false: "子"}[woman])
		born += day(d.between(600, 2500))
	}
}

// elders gives r the parents who live with him.
func (g *registry) elders(d dice, r *resident, h *home) {
	born := r.born - day(d.between(23*365, 32*365))
	if born < date(1926, 1, 1) || born > date(1962, 1, 1) {
		return
	}
	at := g.town(r)
	father := g.native(d, r.surname(), born, false, at)
	mother := g.native(d, "", born+day(d.between(-500, 1500)), true, at)
	g.wed(d, father, mother, max(father.birthday(22), mother.birthday(20))+day(d.IntN(300)))
	r.parents = [2]*resident{father, mother}
	for i, p := range []*resident{father, mother} {
		p.address, p.phone = r.address, r.phone
		as := [2]string{"父亲", "母亲"}[i]
		if h.head != r {
			as = [2]string{"公公", "婆婆"}[i]
		}
		h.join(p, as)
	}
}

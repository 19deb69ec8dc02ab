package synth

import "fmt"

// A job is insured work.
type job struct {
	at          *company
	from, until day
	base        money // monthly pay on which contributions rest
}

// A pension is paid every month of the last year.
type pension struct {
	kind    string
	amount  money
	from    day
	account string
	careful bool   // false: paid on whatever happens
	late    day    // the month that is paid later, by a record of its own
	story   *story // the payments since tell of it
	since   day

	overlooked bool   // raised whatever the correction says
	raised     *story // the raised payments tell of it
}

// A licence is a driving licence.
type licence struct {
	no, class, status, reason string
	issued, expires, changed  day
	story                     *story
}

// A grant is an allowance paid every month of the last year.
type grant struct {
	kind    string
	amount  money
	from    day
	careful bool
	story   *story
	since   day
}

// A stay is a time in custody.
type stay struct {
	serving     bool // a sentence, not detention before it
	from, until day  // until 0: still there
}

// serves reports whether r serves a sentence on every day from one to another.
func (r *resident) serves(from, until day) bool {
	for _, s := range r.stays {
		if s.serving && s.from <= from && (s.until == 0 || s.until > until) {
			return true
		}
	}
	return false
}

// confined reports whether r is in custody of any kind on a day.
func (r *resident) confined(at day) bool {
	for _, s := range r.stays {
		if s.from <= at && (s.until == 0 || at < s.until) {
			return true
		}
	}
	return false
}

// monthOf returns the first day of the month, some months on.
func monthOf(t day, on int) day {
	y, m, _ := t.split()
	m += on - 1
	return date(y+m/12, m%12+1, 1)
}

// lives gives the residents work, pensions, licences and allowances.
func (g *registry) lives() {
	d := newDice(g.w.seed^0x6c69766573, 4)
	var places []*company
	for _, c := range g.companies {
		for range c.staff {
			places = append(places, c)
		}
	}
	for _, r := range g.people {
		age, end := r.age(g.asOf), 60
		if r.woman {
			end = 55
		}
		switch {
		case age >= end:
			g.retire(d, r, end)
		case age >= 21 && d.chance(0.42):
			g.hire(d, r, places[d.IntN(len(places))])
		}
		if age >= 20 && age < 76 && d.chance(map[bool]float64{true: 0.32, false: 0.62}[r.woman]) {
			g.license(d, r)
		}
		if age >= 80 {
			r.grant = &grant{kind: "高龄津贴", amount: money(100+50*d.low(5)) * yuan, from: r.birthday(80), careful: true}
		}
	}
}

func (g *registry) retire(d dice, r *resident, at int) {
	p := &pension{kind: "城镇职工基本养老保险", amount: money(d.between(1900, 5200))*yuan + money(d.IntN(100)), careful: true,
		from: monthOf(r.birthday(at), 1), account: g.account(r)}
	switch d.weighted(45, 45, 10) {
	case 1:
		p.kind, p.amount = "城乡居民基本养老保险", money(d.between(190, 520))*yuan
		p.from = monthOf(r.birthday(60), 1)
	case 2:
		return
	}
	r.pension = p
}

// account is the bank account of a resident.
func (g *registry) account(e entity) string {
	return fmt.Sprintf("62%014d", mix(g.w.seed^0x62616e6b, mixText(e.key()))%100000000000000)
}

func (g *registry) hire(d dice, r *resident, c *company) {
	from := max(c.founded, r.birthday(20), date(2012, 1, 1)+day(d.IntN(11*365)))
	r.job = &job{at: c, from: min(from, date(2023, 12, 1)), base: money(d.between(3900, 9800)) * yuan}
}

func (g *registry) license(d dice, r *resident) {
	issued := max(r.birthday(19), date(1998, 1, 1)) + day(d.IntN(3000))
	issued = min(issued, date(2022, 6, 1))
	l := &licence{no: fmt.Sprintf("3319%08d", (r.n*38744177)%100000000), class: pick(d, "C1", "C1", "C1", "C2", "B2", "A2", "D"), issued: issued.working(), status: "正常"}
	y, m, day := l.issued.split()
	for y <= 2024 {
		y += 6
		if y > 2024 || d.chance(0.3) {
			break
		}
	}
	l.expires = date(y, m, min(day, 28))
	if l.expires < g.asOf {
		l.status, l.changed, l.reason = "注销", l.expires+366, "超过有效期一年以上未换证"
		if l.changed > g.asOf {
			l.status, l.changed, l.reason = "逾期未换证", 0, ""
		}
	}
	r.licence = l
}

// die registers a death.
func (g *registry) die(d dice, r *resident, at day, about *story) {
	r.died = at
	g.put("death", about, []entity{r}, txt(g.serial("HH", "")), on(at), on(at+day(d.between(2, 4))), txt(g.town(r).name+"殡仪馆"))
}

// inVain is a license that may not be lost by lapse, for stories that need a valid one.
func (r *resident) drives() bool { return r.licence != nil && r.licence.status == "正常" }

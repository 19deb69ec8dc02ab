package synth

import "fmt"

// A flow yields the records of a register that follow from the lives of the residents.
type flow func(g *registry, yield func(*row) bool)

// flows are the registers that are not stored but told from the lives.
func flows() map[string]flow {
	return map[string]flow{
		"household": householdRows, "marriage": marriageRows, "driving_licence": licenceRows,
		"company": companyRows, "company_officer": officerRows, "company_shareholder": shareholderRows,
		"insurance_enrolment": enrolmentRows, "insurance_payment": contributionRows,
		"pension_payment": pensionRows, "allowance_payment": allowanceRows,
		"outpatient_visit": visitRows, "medical_payment": settlementRows, "tax_payment": taxRows, "payroll": payrollRows, "driving_trainee": traineeRows,
	}
}

// who makes the mentions of a row, leaving out those who are not there.
func who(people ...*resident) []entity {
	out := make([]entity, len(people))
	for i, p := range people {
		if p != nil {
			out[i] = p
		}
	}
	return out
}

func tales(s *story) []*story {
	if s == nil {
		return nil
	}
	return []*story{s}
}

func householdRows(g *registry, yield func(*row) bool) {
	for _, r := range g.people {
		h := r.house
		if h == nil {
			continue
		}
		var partner *resident
		if m := lasting(r, g.asOf); m != nil {
			partner = m.other(r)
		}
		var gone day
		if r.died != 0 && r.n%9 != 0 { // of one in nine nobody has told the police
			gone = r.died + day(7+r.n%40)
		}
		x := row{who: who(h.head, r, r.parents[0], r.parents[1], partner), vals: []cell{txt(h.no), txt(r.relation), txt(r.folk), on(h.since), on(gone)}}
		if !yield(&x) {
			return
		}
	}
}

func marriageRows(g *registry, yield func(*row) bool) {
	for i, m := range g.weddings {
		if m.on < date(1986, 1, 1) { // older ones are in paper archives
			continue
		}
		no := fmt.Sprintf("J%s-%d-%06d", presentDivision(m.husband.number[:6]), m.on.year(), i+1)
		x := row{who: who(m.husband, m.wife), vals: []cell{txt(no), on(m.on), on(m.ended), txt(m.office)}, about: m.about, slip: m.slip}
		if !yield(&x) {
			return
		}
	}
}

func licenceRows(g *registry, yield func(*row) bool) {
	for _, r := range g.people {
		l := r.licence
		if l == nil {
			continue
		}
		vals := []cell{txt(l.no), txt(l.class), on(l.issued), on(l.expires), txt(l.status), on(l.changed), {}, {}, {}, {}}
		switch l.status {
		case "吊销":
			vals[6], vals[7] = on(l.changed), txt(l.reason)
		case "注销":
			vals[8], vals[9] = on(l.changed), txt(l.reason)
		}
		if !yield(&row{who: who(r), vals: vals, about: tales(l.story)}) {
			return
		}
	}
}

func companyRows(g *registry, yield func(*row) bool) {
	for _, c := range g.companies {
		if c.unlisted {
			continue
		}
		vals := []cell{txt(c.formerly), txt(c.kind), maybe(c.capital), on(c.founded), txt(c.status), {}, {}, txt(c.town.name + "市场监督管理局")}
		switch c.status {
		case "吊销":
			vals[5] = on(c.ended)
		case "注销":
			vals[6] = on(c.ended)
		}
		if !yield(&row{who: []entity{c, c.chief}, vals: vals, about: c.about, slip: c.slip}) {
			return
		}
	}
}

func officerRows(g *registry, yield func(*row) bool) {
	for _, c := range g.companies {
		if c.unlisted {
			continue
		}
		for _, p := range c.posts() {
			x := row{who: []entity{c, p.who}, vals: []cell{txt(p.post), on(c.founded), {}}}
			if p.who == c.chief {
				x.slip = c.slip
			}
			if !yield(&x) {
				return
			}
		}
	}
}

func shareholderRows(g *registry, yield func(*row) bool) {
	for _, c := range g.companies {
		for _, h := range c.holders {
			vals := []cell{sum(c.capital * money(h.share) / 100), num(h.share), on(h.from), on(h.until)}
			if !yield(&row{who: []entity{c, h.who}, vals: vals, slip: c.slip}) {
				return
			}
		}
	}
}

// working reports whether the job is insured in a month.
func (r *resident) working(month day) bool {
	j := r.job
	return j != nil && !j.at.quiet && j.from <= month && (j.until == 0 || j.until > month) && r.alive(month) && j.at.active(month)
}

func enrolmentRows(g *registry, yield func(*row) bool) {
	for _, r := range g.people {
		if r.job == nil || r.job.at.quiet {
			continue
		}
		until, status := r.job.until, "正常参保"
		if until == 0 && r.died != 0 {
			until = r.died
		}
		if until != 0 {
			status = "终止参保"
		}
		x := row{who: []entity{r, r.job.at}, vals: []cell{txt(fmt.Sprintf("33%08d", r.n)), txt("企业职工基本养老保险"), on(r.job.from), on(until), txt(status),
			txt(g.town(r).name + "社会保险中心")}}
		if !yield(&x) {
			return
		}
	}
}

func contributionRows(g *registry, yield func(*row) bool) {
	for m := range 12 {
		month := date(2024, m+1, 1)
		for _, r := range g.people {
			if !r.working(month) {
				continue
			}
			x := row{who: []entity{r, r.job.at}, vals: []cell{txt("企业职工基本养老保险"), on(month), sum(r.job.base), sum(r.job.base * 24 / 100), on(month + 20),
				txt(r.job.at.town.name + "税务局"), txt("正常缴费")}}
			if !yield(&x) {
				return
			}
		}
	}
}

// paysIn reports whether a pension is paid for a month, and whether by right.
func (r *resident) paysIn(month day) (paid, right bool) {
	p, next := r.pension, monthOf(month, 1)
	if p == nil || p.from > month || p.late == month {
		return false, true
	}
	right = (r.died == 0 || r.died >= month) && !r.serves(month, next-1)
	return right || !p.careful, right
}

func pensionRows(g *registry, yield func(*row) bool) {
	for m := range 12 {
		month := date(2024, m+1, 1)
		for _, r := range g.people {
			paid, right := r.paysIn(month)
			if !paid {
				continue
			}
			p := r.pension
			more, since := r.raisedIn(month)
			x := row{who: who(r), vals: []cell{txt(p.kind), on(month), sum(p.amount + more), on((month + 9).working()), txt(p.account), txt(g.town(r).name + "社会保险中心"), txt("已发放"),
				maybe(more), on(since)}}
			if s := p.raised; s != nil && more > 0 {
				x.about = tales(s)
			}
			if p.story != nil && month >= p.since && (p.story.kind == Lookalike || !right) {
				x.about = tales(p.story)
			}
			if !yield(&x) {
				return
			}
		}
	}
}

// raiseDay is the day from which pensions were raised in the last year.
func raiseDay() day { return date(2024, 7, 1) }

// raisedIn is what the raise of the year adds to a pension in a month, and since when. Whoever
// is under correction on the day of the raise has no part in it, unless the agency overlooks it.
func (r *resident) raisedIn(month day) (money, day) {
	p := r.pension
	if month < raiseDay() || p.kind != "城镇职工基本养老保险" || p.from >= date(2024, 1, 1) {
		return 0, 0
	}
	if r.corrected(raiseDay()) && !p.overlooked {
		return 0, 0
	}
	return p.amount * 3 / 100 / yuan * yuan, raiseDay()
}

// corrected reports whether r is under community correction on a day.
func (r *resident) corrected(at day) bool {
	return r.correction[0] != 0 && r.correction[0] <= at && at < r.correction[1]
}

// grantedIn is paysIn for allowances.
func (r *resident) grantedIn(month day) (paid, right bool) {
	if r.grant == nil || r.grant.from > month {
		return false, true
	}
	right = r.died == 0 || r.died >= month
	return right || !r.grant.careful, right
}

func allowanceRows(g *registry, yield func(*row) bool) {
	for m := range 12 {
		month := date(2024, m+1, 1)
		for _, r := range g.people {
			paid, right := r.grantedIn(month)
			if !paid {
				continue
			}
			x := allowanceRow(g, r, r.grant.kind, month, r.grant.amount)
			if s := r.grant.story; s != nil && month >= r.grant.since && (s.kind == Lookalike || !right) {
				x.about = tales(s)
			}
			if !yield(x) {
				return
			}
		}
	}
}

func allowanceRow(g *registry, r *resident, kind string, month day, amount money) *row {
	at := g.town(r)
	return &row{who: who(r), vals: []cell{txt(at.towns[r.n%len(at.towns)]), txt(kind), on(month), sum(amount), on((month + 14).working()), txt(at.name + "民政局")}}
}

// hospitals are those of a town, the larger first.
func hospitals(at place) []string { return []string{at.name + "人民医院", at.name + "中医院"} }

func visitRows(g *registry, yield func(*row) bool) {
	d := newDice(g.w.seed^0x7669736974, 5)
	for range g.w.people * 3 / 2 {
		r := g.people[d.IntN(len(g.people))]
		at := date(2024, 1, 2) + day(d.IntN(360))
		fee, kind := money(pick(d, 5, 5, 8, 10))*yuan, "普通号"
		if d.chance(0.12) {
			fee, kind = money(pick(d, 20, 30, 50))*yuan, "专家号"
		}
		if kind == "普通号" && r.age(at) >= 60 {
			fee = 0
		}
		if !r.alive(at) || r.confined(at) || r.unseen {
			continue
		}
		x := visitRow(d, r, hospitals(g.town(r))[d.low(2)], at, kind, fee)
		if !yield(x) {
			return
		}
	}
}

func visitRow(d dice, r *resident, hospital string, at day, kind string, fee money) *row {
	return &row{who: who(r), vals: []cell{txt(fmt.Sprintf("MZ%s%06d", at.digits(), d.IntN(1000000))), txt(hospital),
		txt(pick(d, "内科", "外科", "骨科", "中医科", "眼科", "皮肤科", "全科")), on(at), txt(kind), sum(fee), sum(fee + money(d.between(12, 480))*yuan)}}
}

func settlementRows(g *registry, yield func(*row) bool) {
	d := newDice(g.w.seed^0x6d6564, 6)
	for range g.w.people / 4 {
		r := g.people[d.IntN(len(g.people))]
		at := date(2022, 1, 4) + day(d.IntN(3*360))
		if r.court || !r.alive(at) || r.confined(at) || r.unseen {
			continue
		}
		what := pick(d, "肺部感染", "冠心病", "2型糖尿病", "胆囊结石", "腰椎间盘突出", "白内障", "急性阑尾炎", "高血压病")
		if !yield(settlementRow(g, d, r, at, what, 60)) {
			return
		}
	}
}

// settlementRow is a stay in hospital that the fund pays in part.
func settlementRow(g *registry, d dice, r *resident, at day, diagnosis string, percent int) *row {
	town := g.town(r)
	out := at + day(d.between(3, 18))
	total := money(d.between(25, 420)) * 100 * yuan
	fund := total * money(percent) / 100
	return &row{who: who(r), vals: []cell{txt(fmt.Sprintf("JS%s%06d", at.digits(), d.IntN(1000000))), txt(hospitals(town)[d.low(2)]), txt("住院"), on(at), on(out), txt(diagnosis),
		txt("否"), sum(total), sum(fund), sum(total - fund), on(out), txt(town.name + "医保中心")}}
}

func taxRows(g *registry, yield func(*row) bool) {
	for q := range 4 {
		from := date(2024, 3*q+1, 1)
		for _, c := range g.companies {
			if c.unlisted || c.quiet || c.untaxed || !c.active(from) {
				continue
			}
			amount := money(mix(uint64(c.n), uint64(q))%900+40) * 100 * yuan
			if c.zero {
				amount = 0
			}
			if c.pays > 0 {
				amount = c.pays
			}
			x := taxRow(c, "增值税", from, monthOf(from, 3)-1, amount, "")
			x.about = tales(c.taxed)
			if !yield(x) {
				return
			}
		}
	}
}

func taxRow(c *company, tax string, from, to day, amount money, project string) *row {
	return &row{who: []entity{c}, vals: []cell{txt(tax), on(from), on(to), sum(amount), on((to + 12).working()), txt(project), txt(c.town.name + "税务局")}}
}

// traineeRows are those who enrol at the driving schools in 2024. Some leave and are paid back.
func traineeRows(g *registry, yield func(*row) bool) {
	d := newDice(g.w.seed^0x747261696e, 3)
	for _, c := range g.companies {
		for range c.trainees {
			at := date(2024, 1, 3) + day(d.IntN(360))
			r := g.people[d.IntN(len(g.people))]
			for r.died != 0 || r.age(at) < 18 || r.age(at) > 60 {
				r = g.people[d.IntN(len(g.people))]
			}
			if at < c.founded || c.ended != 0 && at >= c.ended {
				continue
			}
			status, left := pick(d, "结业", "结业", "在训"), cell{}
			if d.chance(0.04) {
				status, left = "退学", on(min(at+day(d.between(10, 60)), g.asOf))
			}
			fee := money(d.between(33, 48)) * 100 * yuan
			x := &row{who: []entity{c, r}, about: tales(c.taught), vals: []cell{txt(fmt.Sprintf("XY%s%05d", at.digits(), d.IntN(100000))), txt(pick(d, "C1", "C1", "C2", "D")),
				on(at), sum(fee), left, txt(status), txt(c.town.name + "道路运输事业发展中心")}}
			if !yield(x) {
				return
			}
		}
	}
}

package synth

import "fmt"

// A project is a building site and what the law asks of it: 保障农民工工资支付条例
// (2019-12-30) articles 24 (guarantee of the price), 26 (wage account), 28 (roster) and
// 32 (deposit), and the environmental tax on its dust.
type project struct {
	no, name            string
	builder, contractor *company
	permitted, started  day // started 0: not begun
	completed           day
	price               money
	area                int
	crew                []*resident
	used                bool

	account, roster, guarantee, dust bool
	deposit                          string // 现金存储, 银行保函, 免存; empty for none
	opened                           day    // the wage account; 0: some days after the start
	lacks                            string // what a story leaves out
	story                            *story
}

// lawBegins is the day from which the Regulation is in force (its article 64).
func lawBegins() day { return date(2020, 5, 1) }

// sites plans the building sites of the county, with all that the law asks.
func (g *registry) sites() {
	d := newDice(g.w.seed^0x73697465, 7)
	for i := range 40 + g.w.people/500 {
		p := &project{builder: g.ofLine(d, "开发"), contractor: g.ofLine(d, "建筑"), account: true, roster: true, guarantee: true, dust: true,
			deposit: pick(d, "现金存储", "现金存储", "银行保函")}
		p.permitted = lately(d, 2020, 2024) + 140
		p.permitted = min(p.permitted, date(2024, 9, 1))
		p.started = p.permitted + day(d.between(5, 60))
		if d.chance(0.25) && p.started < date(2022, 6, 1) {
			p.completed = p.started + day(d.between(400, 900))
		}
		p.no = fmt.Sprintf("%s%02d%04d", p.contractor.town.division, p.permitted.year()%100, i+1)
		p.name = pick(d, "澜江", "望湖", "云溪", "清和", "锦城", "东望", "石桥") + pick(d, "新城", "雅苑", "府邸", "产业园", "安置房", "学校迁建", "道路改造") + number(i%9+1) + "号工程"
		p.price = money(d.between(8, 300)) * 1000000 * yuan
		p.area = d.between(30, 900) * 100
		for range d.between(6, 18) {
			p.crew = append(p.crew, g.worker(d))
		}
		g.projects = append(g.projects, p)
	}
}

// worker draws a man of working age, whom no story uses up.
func (g *registry) worker(d dice) *resident {
	return g.grown(d, func(r *resident) bool { return !r.woman && r.age(g.asOf) > 20 && r.age(g.asOf) < 58 })
}

// freeSite draws a site of no story that began and goes on.
func (g *registry) freeSite(d dice) *project {
	for range 500 {
		p := g.projects[d.IntN(len(g.projects))]
		if !p.used && p.completed == 0 && p.started < date(2024, 6, 1) {
			p.used = true
			return p
		}
	}
	return nil
}

// safeguards puts the sites and their safeguards into the registers.
func (g *registry) safeguards() {
	d := newDice(g.w.seed^0x73616665, 8)
	for _, p := range g.projects {
		status := "在建"
		switch {
		case p.completed != 0:
			status = "竣工"
		case p.started == 0:
			status = "未开工"
		}
		g.put("construction_project", p.story, []entity{p.builder, p.contractor}, txt(p.no), txt(p.name), sum(p.price), num(p.area),
			on(p.permitted), on(p.started), on(p.completed), txt(status))
		if p.started == 0 {
			continue
		}
		g.safeguard(d, p)
	}
}

func (g *registry) safeguard(d dice, p *project) {
	opened := p.opened
	if opened == 0 {
		opened = p.started - day(d.between(-20, 15))
	}
	if p.account {
		g.put("wage_account", p.has("account"), []entity{p.contractor}, txt(p.no), txt(pick(d, "澜州银行股份有限公司", "浙江澜江农村商业银行股份有限公司")),
			txt(g.account(p.contractor)), on(opened), cell{})
	}
	if p.deposit != "" {
		amount := p.price * 15 / 1000
		if p.deposit == "免存" {
			amount = 0
		}
		g.put("wage_deposit", p.has("deposit"), []entity{p.contractor}, txt(p.no), txt(p.deposit), sum(amount), on(p.started-day(d.IntN(20))))
	}
	if p.guarantee {
		g.put("wage_guarantee", p.has("guarantee"), []entity{p.builder, p.contractor}, txt(g.serial("DB", "")), txt(p.no), txt(pick(d, "安澜融资担保有限公司", "澜州银行股份有限公司")),
			sum(p.price/10), on(p.permitted+day(d.between(1, 20))), on(p.permitted+900))
	}
	if p.dust {
		from := monthOf(p.started, 0)
		x := taxRow(p.contractor, "环境保护税", from, monthOf(from, 3)-1, p.price/10000, p.name)
		x.about = tales(p.has("dust"))
		g.stored["tax_payment"] = append(g.stored["tax_payment"], x)
	}
}

// has returns the story of the project if a record of that safeguard belongs to it.
func (p *project) has(what string) *story {
	if p.lacks == what {
		return p.story
	}
	return nil
}

func payrollRows(g *registry, yield func(*row) bool) {
	jobs := []string{"钢筋工", "木工", "泥水工", "架子工", "水电工", "普工"}
	for _, p := range g.projects {
		if !p.roster || p.started == 0 {
			continue
		}
		for m := range 4 {
			month := monthOf(p.started, m+1)
			if month > date(2024, 12, 1) {
				break
			}
			for i, r := range p.crew {
				pay := money(5200+mix(uint64(r.n), uint64(month))%3600) * yuan
				x := row{who: []entity{p.contractor, r}, vals: []cell{txt(p.no), txt(jobs[i%len(jobs)]), on(month), num(18 + int(mix(uint64(r.n), uint64(m))%10)),
					sum(pay), sum(pay), on(monthOf(month, 1) + 9)}}
				if !yield(&x) {
					return
				}
			}
		}
	}
}

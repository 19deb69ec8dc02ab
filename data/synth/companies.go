package synth

import (
	"fmt"

	"github.com/mingjian/mingjian/data/synth/delivery"
)

// A company is a firm as the registers of the county know it, or a school, which is in
// no company registry.
type company struct {
	*firm
	n        int
	used     bool // has a part in a planted story
	unlisted bool
	phone    string
	formerly string
	kind     string
	line     string // 建筑, 宾馆, 学校; empty for others
	capital  money
	founded  day
	ended    day
	status   string
	town     place
	chief    *resident // legal representative
	watch    *resident // supervisor
	holders  []holding
	agent    *resident // who filed the papers of its registration
	staff    int
	quiet    bool  // neither staff nor taxes
	untaxed  bool  // staff, but no value-added tax
	zero     bool  // declares nothing, quarter by quarter
	pays     money // the tax of a quarter, where chance does not decide
	trainees int   // who enrol at a driving school in 2024
	taught   *story
	taxed    *story
	about    []*story
	slip     string
}

// A holding is a share in a company.
type holding struct {
	who         entity
	share       int
	from, until day
}

func (c *company) key() string    { return fmt.Sprintf("C%06d", c.n) }
func (c *company) called() string { return c.name }

// tell returns a trait of the company.
func (c *company) tell(trait delivery.Kind) delivery.Cell {
	switch trait {
	case delivery.Name, delivery.Org:
		return delivery.Cell{S: c.name, Alt: c.formerly, Has: true}
	case delivery.ID, delivery.Code:
		return txt(c.code)
	case delivery.Address:
		return txt(c.address)
	case delivery.Phone:
		return txt(c.phone)
	case delivery.Division:
		return txt(c.town.division)
	}
	return delivery.Cell{}
}

// A posting is an office in a company.
type posting struct {
	who  *resident
	post string
}

// posts are the offices of the company, that of its head first.
func (c *company) posts() []posting {
	head := map[string]string{"分公司": "负责人", "个体工商户": "经营者"}[c.kind]
	if head == "" {
		head = "法定代表人"
	}
	all := []posting{{c.chief, head}}
	if c.watch != nil {
		all = append(all, posting{c.watch, "监事"})
	}
	return append(all, posting{c.agent, "联络员"})
}

// active reports whether the registry has the company as going on, on a day.
func (c *company) active(at day) bool {
	return c.founded <= at && (c.ended == 0 || at < c.ended)
}

// enterprises makes the companies of the county: those of the papers, and others.
func (g *registry) enterprises() {
	d := newDice(g.w.seed^0x6669726d, 2)
	g.byFirm = map[string]*company{}
	for range 12 + g.w.people/4000 {
		g.agents = append(g.agents, g.grown(d, grownUp))
	}
	for _, s := range g.w.suits {
		for _, side := range [2][]*party{s.claims, s.oppose} {
			for _, x := range side {
				if x.firm != nil {
					g.company(d, x.firm, s.begun)
				}
			}
		}
	}
	for range g.w.people/40 + 30 {
		g.found(d, pick(d, "贸易", "机械", "服饰", "纺织", "五金", "食品", "电子科技", "物流", "包装", "建材", "家具", "餐饮管理", "生物科技", "信息技术"))
	}
	for range g.w.people/700 + 8 {
		g.found(d, pick(d, "建筑工程", "建设", "市政工程")).line = "建筑"
	}
	for range g.w.people/1500 + 4 {
		g.found(d, pick(d, "房地产开发", "置业")).line = "开发"
	}
	for range g.w.people/1500 + 6 {
		g.found(d, pick(d, "宾馆", "酒店管理", "旅馆")).line = "宾馆"
	}
	g.schools(d)
	g.offices(d)
	g.stations()
	g.drivingSchools()
}

// drivingSchools makes the driving schools of the county.
func (g *registry) drivingSchools() {
	d := newDice(g.w.seed^0x64726976, 1)
	for range 10 + g.w.people/2500 {
		c := g.found(d, pick(d, "机动车驾驶员培训", "驾驶员培训", "驾驶技术培训"))
		c.line, c.trainees = "驾校", d.between(20, 90)
		c.founded = min(c.founded, date(2020, 3, 2))
	}
}

// stations makes the filling stations of the county.
func (g *registry) stations() {
	d := newDice(g.w.seed^0x6675656c, 1)
	for range 8 + g.w.people/2500 {
		c := g.found(d, pick(d, "加油站", "石化加油站", "成品油零售"))
		c.line = "加油站"
		c.founded = min(c.founded, date(2019, 5, 6))
	}
}

// offices makes the procuratorates, which stand as a party in criminal cases.
func (g *registry) offices(d dice) {
	g.prosecutors = map[string]*company{}
	for _, p := range g.w.places {
		f := g.w.newFirm(d, province+p.whole()+"人民检察院")
		c := &company{firm: f, n: len(g.companies) + 1, unlisted: true, used: true, town: p, status: "存续"}
		c.code = creditCode(d, p.division)
		g.prosecutors[p.name] = c
		g.companies = append(g.companies, c)
	}
}

// company returns what a firm of the papers is; firms of one name are one company.
func (g *registry) company(d dice, f *firm, known day) *company {
	if c := g.byFirm[f.name]; c != nil {
		c.founded = min(c.founded, known-day(200+c.n%900))
		return c
	}
	chief := g.headOf(d, f)
	c := g.register(d, f, chief)
	if f.partner != nil {
		c.watch = g.resident(f.partner)
		c.watch.court = true
		c.holders = []holding{{chief, 70, c.founded, 0}, {c.watch, 30, c.founded, 0}}
	}
	c.founded = min(c.founded, known-day(d.between(200, 3000)))
	switch f.office {
	case "负责人":
		c.kind, c.watch, c.holders, c.capital = "分公司", nil, nil, 0
	case "经营者":
		c.kind, c.watch, c.holders = "个体工商户", nil, nil
		c.capital /= 10
	}
	c.used = true
	return c
}

// headOf is who leads a firm of the papers.
func (g *registry) headOf(d dice, f *firm) *resident {
	if f.chief != nil {
		chief := g.resident(f.chief)
		chief.court = true
		return chief
	}
	chief := g.native(d, firstName(f.head), date(1960, 1, 1)+day(d.IntN(33*365)), d.chance(0.25), g.w.places.home(d))
	chief.name, chief.court = f.head, true
	g.alone(chief)
	return chief
}

// found makes a company of a line of business with a resident at its head.
func (g *registry) found(d dice, line string) *company {
	f := g.w.trader(d, line)
	for g.byFirm[f.name] != nil {
		f = g.w.trader(d, line)
		if d.chance(0.3) {
			f.name = f.name[:len(f.name)-len("有限公司")] + pick(d, "一", "二", "新", "东") + "店有限公司"
		}
	}
	born := func(r *resident) bool { return r.age(g.asOf) >= 26 && r.age(g.asOf) < 66 }
	chief := g.grown(d, born)
	f.head = chief.name
	return g.register(d, f, chief)
}

// grown draws a resident without taking them into a story.
func (g *registry) grown(d dice, ok func(*resident) bool) *resident {
	var r *resident
	for range 500 {
		r = g.people[d.IntN(len(g.people))]
		if !r.used && !r.court && r.died == 0 && ok(r) {
			r.court = true // no story may use them up
			return r
		}
	}
	r = g.native(d, "", date(1975, 1, 1)+day(d.IntN(5000)), false, g.w.places.home(d))
	r.court = true
	g.alone(r)
	return r
}

// register enters a firm into the registry.
func (g *registry) register(d dice, f *firm, chief *resident) *company {
	c := &company{firm: f, n: len(g.companies) + 1, chief: chief, kind: "有限责任公司", status: "存续"}
	c.town = g.w.places.home(d)
	for _, p := range g.w.places {
		if f.code[2:8] == p.division {
			c.town = p
		}
	}
	c.phone = fmt.Sprintf("0599-8%06d", mix(g.w.seed^0x746c, uint64(c.n))%1000000)
	c.capital = money(pick(d, 10, 50, 50, 100, 100, 200, 300, 500, 1000, 2000)) * 10000 * yuan
	c.founded = date(2004, 1, 5) + day(d.IntN(17*365))
	c.founded = max(c.founded, chief.birthday(20)).working()
	c.agent = g.agents[d.low(len(g.agents))]
	c.staff = 2 + d.low(24)
	c.watch = g.grown(d, func(r *resident) bool { return r.age(g.asOf) > 24 })
	c.holders = []holding{{chief, 60 + d.low(5)*10, c.founded, 0}}
	if rest := 100 - c.holders[0].share; rest > 0 {
		c.holders = append(c.holders, holding{c.watch, rest, c.founded, 0})
	}
	if d.chance(0.12) {
		c.formerly = renamed(d, f.name)
	}
	g.byFirm[f.name] = c
	g.companies = append(g.companies, c)
	return c
}

// renamed is what a firm was called before.
func renamed(d dice, name string) string {
	r := []rune(name)
	i := max(0, len(r)-8)
	return string(r[:i]) + pick(d, "恒昌", "金鼎", "新世纪", "宏图", "华泰", "正大") + string(r[min(len(r), i+2):])
}

// schools makes the schools of the county.
func (g *registry) schools(d dice) {
	for _, p := range g.w.places {
		for i := range 2 + g.w.people/9000 {
			f := g.w.newFirm(d, p.whole()+pick(d, "实验", "城关", "育才", "第一", "第二", "启明", "文昌")+pick(d, "小学", "中学", "幼儿园"))
			if g.byFirm[f.name] != nil {
				f.name = p.whole() + "第" + cardinal(i+3) + pick(d, "小学", "中学", "幼儿园")
			}
			f.code = creditCode(d, p.division)
			c := &company{firm: f, n: len(g.companies) + 1, unlisted: true, used: true, line: "学校", town: p, founded: date(1990, 9, 1), status: "存续"}
			g.byFirm[f.name] = c
			g.companies = append(g.companies, c)
		}
	}
}

// freeCompany draws a company of no paper and no story, and gives it to the story.
func (g *registry) freeCompany(d dice, ok func(*company) bool) *company {
	for range 3000 {
		c := g.companies[d.IntN(len(g.companies))]
		if !c.used && !c.unlisted && c.line == "" && (ok == nil || ok(c)) {
			c.used = true
			return c
		}
	}
	return nil
}

// ofLine draws a company of a line, without taking it into a story.
func (g *registry) ofLine(d dice, line string) *company {
	var all []*company
	for _, c := range g.companies {
		if c.line == line {
			all = append(all, c)
		}
	}
	return all[d.IntN(len(all))]
}

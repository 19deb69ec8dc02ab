package synth

import "slices"

// Records of ordinary life, against which the planted stories stand.

// background puts ordinary records into every register.
func (g *registry) background() {
	d := newDice(g.w.seed^0x6261636b, 10)
	for _, part := range []struct {
		one   int // record for so many inhabitants
		least int
		put   func(dice)
	}{
		{300, 20, g.teach}, {150, 12, g.offend}, {2500, 4, g.detoxify}, {1500, 5, g.detain}, {30, 60, g.speed},
		{60, 30, g.sell}, {250, 20, g.lodge}, {80, 30, g.poor}, {250, 20, g.transfer}, {400, 15, g.crash},
		{500, 15, g.appraise}, {400, 15, g.mediateOut}, {600, 12, g.notarise}, {450, 20, g.arbitrate}, {400, 20, g.auction},
		{2500, 4, g.fail}, {700, 10, g.punish}, {3000, 4, g.deferred},
	} {
		for range max(part.least, g.w.people/part.one) {
			part.put(d)
		}
	}
	g.closeSome(d)
	g.mortality(d)
}

// idle draws a grown resident of no paper and no story, without using them up.
func (g *registry) idle(d dice) *resident {
	for {
		r := g.people[d.IntN(len(g.people))]
		if !r.used && !r.court && r.died == 0 && r.age(g.asOf) >= 22 {
			return r
		}
	}
}

// grownUp is whom stories about debts and work are told of.
func grownUp(r *resident) bool { a := r.age(drawnUpOn()); return a >= 26 && a < 64 }

// sinceUnwed reports whether the last marriage of r is older than the registers.
func (r *resident) sinceUnwed() bool {
	return len(r.weddings) == 0 || r.weddings[len(r.weddings)-1].on < date(2017, 1, 1)
}

func (g *registry) teach(d dice) {
	r := g.free(d, func(r *resident) bool { return r.age(g.asOf) >= 23 && r.age(g.asOf) < 58 })
	if r == nil {
		return
	}
	from := max(r.birthday(22), date(2006, 8, 20)) + day(d.IntN(3000))
	g.employ(d, r, pick(d, "教师", "教师", "教师", "保育员", "食堂人员", "安保人员"), min(from, date(2024, 8, 20)), 0, nil)
}

// employ puts somebody on the staff of a school.
func (g *registry) employ(d dice, r *resident, post string, from, until day, about *story) {
	inquired := day(0)
	if from > date(2021, 6, 1) && d.chance(0.8) {
		inquired = from - day(d.between(2, 20))
	}
	g.put("school_staff", about, []entity{g.ofLine(d, "学校"), r}, txt(post), on(from), on(until), on(inquired))
}

// offend convicts somebody; all that ought to follow follows.
func (g *registry) offend(d dice) {
	list := crimes()
	weights := make([]int, len(list))
	for i, c := range list {
		weights[i] = c.weight
	}
	c := list[d.weighted(weights...)]
	r := g.free(d, func(r *resident) bool {
		return r.age(g.asOf) >= 26 && r.age(g.asOf) < 70 && r.sinceUnwed() && !(r.woman && c.men)
	})
	if r == nil {
		return
	}
	v := g.sentenceFor(d, r, c, lately(d, 2019, 2024))
	g.convict(d, v, nil, 0)
	if c.drunk {
		g.drink(d, v, true, nil)
	}
}

// drink puts the decision on drunk driving into the registers, and takes the licence.
func (g *registry) drink(d dice, v *conviction, revoked bool, about *story) {
	at := v.effective - day(d.between(100, 150))
	g.fine(d, offence{v.who, g.town(v.who).name + "公安局交通警察大队", "醉酒驾驶机动车", at, "吊销机动车驾驶证", 0}, about)
	if l := v.who.licence; l != nil && revoked {
		l.status, l.changed, l.reason = "吊销", at+day(d.between(15, 60)), "醉酒驾驶机动车"
		l.issued = min(l.issued, at-300)
	}
}

// An offence is what an agency fines.
type offence struct {
	who            entity
	authority, act string
	at             day
	kind           string
	fine           money
}

// fine puts a penalty into the register.
func (g *registry) fine(d dice, o offence, about *story) {
	g.put("penalty", about, []entity{o.who}, txt(g.serial("澜行罚决字第", "号")), txt(o.authority), txt(o.act), on(o.at), txt(o.kind), maybe(o.fine), cell{},
		on((o.at + day(d.between(3, 30))).working()))
}

func (g *registry) detoxify(d dice) {
	r := g.free(d, func(r *resident) bool { return r.age(g.asOf) >= 20 && r.age(g.asOf) < 55 })
	if r == nil {
		return
	}
	at := lately(d, 2019, 2023)
	g.detox(r, pick(d, "社区戒毒", "社区戒毒", "强制隔离戒毒"), at, nil)
	if l := r.licence; l != nil && (l.status == "正常" || l.status == "逾期未换证") {
		l.issued = min(l.issued, at-100)
		l.status, l.changed, l.reason = "注销", at+day(d.between(10, 80)), "依法被责令社区戒毒、强制隔离戒毒"
	}
}

// detox puts a detoxification order into the register.
func (g *registry) detox(r *resident, kind string, at day, about *story) {
	length := day(3 * 365)
	if kind == "强制隔离戒毒" {
		length = 2 * 365
	}
	g.put("drug_detox", about, who(r), txt(g.serial("澜戒决字", "")), txt(kind), on(at), on(at+1), on(at+length), txt(g.town(r).name+"公安局"))
}

// detain puts ten days of administrative detention into the register.
func (g *registry) detain(d dice) {
	r := g.free(d, func(r *resident) bool { return r.age(g.asOf) >= 20 && r.age(g.asOf) < 60 })
	if r == nil {
		return
	}
	at := lately(d, 2020, 2024)
	for r.weds(at, at+15) {
		at -= 30 // nobody marries from a cell
	}
	g.hold(held{r, g.town(r).name + "拘留所", "行政拘留", pick(d, "殴打他人", "赌博", "扰乱公共秩序"), at, at + day(d.between(5, 15)), "期满"}, nil)
}

// weds reports whether r marries between two days.
func (r *resident) weds(from, until day) bool {
	return slices.ContainsFunc(r.weddings, func(m *wedding) bool { return from <= m.on && m.on <= until })
}

// speed fines somebody with a licence.
func (g *registry) speed(d dice) {
	r := g.idle(d)
	if !r.drives() {
		return
	}
	at := max(lately(d, 2020, 2024), r.licence.issued+10)
	g.fine(d, offence{r, g.town(r).name + "公安局交通警察大队", pick(d, "超速行驶", "违反交通信号灯", "违法停车", "不按规定车道行驶"), at, "罚款", money(pick(d, 50, 100, 150, 200)) * yuan}, nil)
}

func (g *registry) sell(d dice) {
	price := money(d.between(40, 260)) * 10000 * yuan
	g.convey(d, conveyance{g.idle(d), g.idle(d), "买卖", price, price * money(d.between(92, 108)) / 100, lately(d, 2019, 2024)}, nil)
}

// A conveyance passes a house on.
type conveyance struct {
	seller, buyer entity
	reason        string
	price, worth  money
	at            day
}

// convey transfers a house.
func (g *registry) convey(d dice, c conveyance, about *story) {
	p := g.w.places.home(d)
	where := p.name + estates(d) + number(d.between(1, 40)) + "幢" + number(d.between(1, 18)) + "0" + number(d.between(1, 4)) + "室"
	g.put("estate_transfer", about, []entity{c.seller, c.buyer}, txt(g.serial("BDC", "")), txt("浙（2024）"+p.name+"不动产权第"+number(d.between(10000, 99999))+"号"), txt(where),
		txt(c.reason), sum(c.price), sum(c.worth), on(c.at), txt(p.name+"不动产登记中心"))
}

// lodge puts a minor who stays at a hotel with a parent into the register.
func (g *registry) lodge(d dice) {
	r := g.minor(d, false)
	if r == nil {
		return
	}
	at := date(2023, 6, 1) + day(d.IntN(570))
	parent := r.parents[d.IntN(2)]
	g.stay(d, night{r, parent, "父母子女", g.ofLine(d, "宾馆"), at, "是", "是"}, nil)
}

// minor draws somebody of 12 to 16 years who has parents.
func (g *registry) minor(d dice, take bool) *resident {
	for range 3000 {
		r := g.people[d.IntN(len(g.people))]
		if a := r.age(g.asOf); r.used || r.parents[0] == nil || a < 13 || a > 16 {
			continue
		}
		r.used = take
		return r
	}
	return nil
}

// A night is one that a minor spends in a hotel.
type night struct {
	who, companion        *resident
	as                    string // what the companion is to the minor
	hotel                 *company
	at                    day
	accompanied, informed string // by a parent; 是 or 否
}

// stay puts one night of a minor into the register of hotels.
func (g *registry) stay(d dice, n night, about *story) {
	reported := "否"
	if n.informed == "是" && n.accompanied == "否" {
		reported = "是"
	}
	p := n.hotel.town
	g.put("minor_hotel_stay", about, []entity{n.hotel, n.who, first(n.companion, nil)}, txt(number(d.between(2, 9))+"0"+number(d.between(1, 9))), on(n.at), on(n.at+1),
		txt(n.as), txt(n.accompanied), txt(n.informed), txt(reported), txt(p.towns[d.IntN(len(p.towns))]+"派出所"))
}

func (g *registry) poor(d dice) { g.recognise(d, g.idle(d), nil) }

// recognise puts somebody on the list of those in hardship.
func (g *registry) recognise(d dice, r *resident, about *story) {
	g.put("hardship", about, who(r), txt(pick(d, "最低生活保障对象", "低保边缘家庭", "困难残疾人", "刚性支出困难家庭")), on(lately(d, 2019, 2022)), cell{}, txt(g.town(r).name+"民政局"))
}

func (g *registry) transfer(d dice) {
	g.pay(payment{g.idle(d), g.idle(d), money(d.between(5, 800)) * 100 * yuan, lately(d, 2020, 2024), pick(d, "货款", "还款", "转账", "工程款", "借款")}, nil)
}

// A payment goes from one account to another.
type payment struct {
	from, to entity
	amount   money
	at       day
	remark   string
}

// pay puts a bank transfer into the register.
func (g *registry) pay(p payment, about *story) {
	g.put("bank_transfer", about, []entity{p.from, p.to}, txt(g.serial("LS", "")), txt(g.account(p.from)), txt(g.account(p.to)), sum(p.amount), on(p.at), txt(p.remark))
}

// crash puts a claim on a car's insurer into the register.
func (g *registry) crash(d dice) {
	r := g.idle(d)
	g.claim(d, loss{r, r, garages(d), assessors(d), "", lately(d, 2020, 2024)}, nil)
}

func garages(d dice) string {
	return pick(d, "澜州", "云浦", "清渠", "望台") + pick(d, "顺达", "宏发", "永盛", "正通", "鑫驰") + "汽车修理厂"
}
func assessors(d dice) string {
	return pick(d, "浙江", "澜州", "东越") + pick(d, "正衡", "公信", "恒准", "天平") + "保险公估有限公司"
}

// A loss is what the insurer of a car pays for.
type loss struct {
	owner, claimant       *resident
	shop, assessor, agent string
	at                    day
}

// claim puts a claim on an insurer into the register.
func (g *registry) claim(d dice, l loss, about *story) {
	f := g.w.insurers[d.IntN(len(g.w.insurers))]
	plate := "浙" + pick(d, "S", "T") + pick(d, "A", "B", "C") + number(d.between(10000, 99999))
	g.put("vehicle_claim", about, who(l.owner, l.claimant), txt(g.serial("BA", "")), txt(f.name), txt(plate), on(l.at), on(l.at+day(d.IntN(3))), txt(l.shop), txt(l.assessor), txt(l.agent),
		sum(money(d.between(8, 300))*100*yuan), on(l.at+day(d.between(20, 80))))
}

func (g *registry) appraise(d dice) {
	at := lately(d, 2019, 2024)
	g.put("appraisal", nil, who(g.idle(d)), txt(g.serial("澜鉴字", "")), txt(pick(d, "浙江正和司法鉴定所", "澜州天衡司法鉴定中心", "澜州仁济司法鉴定所")), txt("人体损伤鉴定"),
		txt(g.anyCourt(d).name), on(at-day(d.between(12, 40))), on(at), txt(pick(d, "十级", "十级", "九级", "八级", "不构成伤残")), cell{})
}

func (g *registry) mediateOut(d dice) {
	at := lately(d, 2020, 2024)
	g.confirm(d, agreement{g.idle(d), g.idle(d), pick(d, "民间借贷纠纷", "邻里纠纷", "交通事故纠纷", "劳务纠纷"), "", at, at + day(d.between(20, 200))}, nil)
}

// An agreement is one that a mediator brought about.
type agreement struct {
	a, b            entity
	cause, mediator string // no mediator: any
	agreed, due     day
}

// confirm puts a confirmed mediation into the register.
func (g *registry) confirm(d dice, m agreement, about *story) {
	c := g.anyCourt(d)
	at := (m.agreed + day(d.between(3, 20))).working()
	if m.mediator == "" {
		m.mediator = g.w.names.full(d, d.chance(0.5))
	}
	g.put("mediation_confirmation", about, []entity{m.a, m.b}, txt(g.caseNo(c, at, "民特")), txt(c.name), txt(c.place+pick(d, "人民调解委员会", "联合人民调解委员会")), txt(m.mediator),
		txt(m.cause), on(m.agreed), sum(money(d.between(3, 300))*1000*yuan), on(m.due), on(at), txt(pick(d, "否", "否", "是")))
}

// notarise puts an enforceable bank loan into the register.
func (g *registry) notarise(d dice) {
	at := lately(d, 2019, 2024)
	banks := g.bank(d)
	certified := day(0)
	if d.chance(0.25) {
		certified = at + day(d.between(380, 700))
	}
	if certified > g.asOf {
		certified = 0
	}
	g.deed(d, deed{banks, g.idle(d), money(d.between(5, 120)) * 10000 * yuan, at, certified}, nil)
}

// bank is a bank that no paper need speak of.
func (g *registry) bank(d dice) *company {
	const name = "澜州银行股份有限公司"
	if c := g.byFirm[name]; c != nil {
		return c
	}
	return g.company(d, g.w.newFirm(d, name), date(2010, 1, 1))
}

// A deed is a notarised debt that may be enforced without judgment.
type deed struct {
	creditor, debtor entity
	amount           money
	at, certified    day // certified 0: no certificate of enforcement
}

// deed puts a notarised debt into the register.
func (g *registry) deed(d dice, x deed, about *story) {
	g.put("notarised_debt", about, []entity{x.creditor, x.debtor}, txt(g.serial("（"+number(x.at.year())+"）浙澜证民字第", "号")), txt(pick(d, "澜州市澜江公证处", "望台市公证处")),
		sum(x.amount), on(x.at-day(d.IntN(3))), on(x.at+365), on(x.at), on(x.certified))
}

// arbitrate puts an award for one worker into the register.
func (g *registry) arbitrate(d dice) {
	r := g.idle(d)
	if r.job == nil {
		return
	}
	g.award(d, ruling{r, r.job.at, lately(d, 2019, 2024), pick(d, "裁决", "裁决", "调解"), pick(d, "有", "有", "无"), g.w.lawyers[d.low(len(g.w.lawyers))].name, money(d.between(4, 60)) * 1000 * yuan}, nil)
}

// A ruling is how an arbitration of labour ended.
type ruling struct {
	worker                *resident
	boss                  *company
	at                    day
	how, contested, agent string
	amount                money
}

// award puts an arbitration into the register.
func (g *registry) award(d dice, x ruling, about *story) {
	x.at = x.at.working()
	g.put("labour_award", about, []entity{x.worker, x.boss}, txt(g.serial("澜劳人仲案〔"+number(x.at.year())+"〕", "号")), txt(x.boss.town.name+"劳动人事争议仲裁委员会"), txt("劳动报酬"),
		sum(x.amount), on(x.at-day(d.between(20, 40))), on(x.at), txt(x.how), sum(x.amount), txt(x.contested), txt(x.agent))
}

// A lot is something the court sells.
type lot struct {
	owner                            entity
	kind, round, title, no           string
	worth, start, preferential, deal money
	announced, started               day
	winner                           entity
	result                           string
	court                            *court
}

// auction sells something by the rules.
func (g *registry) auction(d dice) {
	l := g.newLot(d, g.idle(d), d.chance(0.7))
	l.preferential = l.start * money(d.between(0, 70)) / 100
	l.deal, l.result, l.winner = l.start*money(d.between(100, 140))/100, "成交", g.idle(d)
	if !d.chance(0.6) {
		l.deal, l.result, l.winner = 0, "流拍", nil
		g.sellLot(l, nil)
		l.round = "第二次拍卖"
		notice := 15
		if l.kind == "机动车" {
			notice = 7
		}
		l.announced = l.started + day(d.between(4, 20))
		l.started = l.announced + day(d.between(notice, notice+6))
		l.start = l.start * money(d.between(80, 95)) / 100
		l.preferential = min(l.preferential, l.start*8/10)
	}
	g.sellLot(l, nil)
}

// newLot is a first auction with notice and price as 最高人民法院关于人民法院网络司法拍卖
// 若干问题的规定 (2016-08-02) articles 10 and 12 ask.
func (g *registry) newLot(d dice, owner entity, estate bool) lot {
	l := lot{owner: owner, kind: "机动车", round: "第一次拍卖", court: g.anyCourt(d), worth: money(d.between(4, 40)) * 10000 * yuan}
	notice := 15
	if estate {
		l.kind, notice, l.worth = "房产", 30, money(d.between(50, 400))*10000*yuan
	}
	l.title = "被执行人" + owner.called() + map[bool]string{true: "名下" + estates(d) + number(d.between(1, 30)) + "幢房产", false: "所有的小型汽车一辆"}[estate]
	l.announced = lately(d, 2020, 2024)
	l.started = l.announced + day(d.between(notice, notice+12))
	l.start = l.worth * money(d.between(70, 100)) / 100
	l.result = "成交"
	return l
}

// sellLot puts an auction into the register.
func (g *registry) sellLot(l lot, about *story) {
	no := l.no
	if no == "" {
		no = g.caseNo(l.court, l.announced-90, "执")
	}
	g.put("auction", about, []entity{l.winner, l.owner}, txt(g.serial("PM", "")), txt(l.court.name), txt(no), txt(l.title), txt(l.kind), txt(l.round), sum(l.worth), sum(l.start),
		sum(l.preferential), on(l.announced), on(l.started), txt(l.result), maybe(l.deal))
}

// fail puts an ordinary bankruptcy with its claims into the registers.
func (g *registry) fail(d dice) {
	c := g.freeCompany(d, nil)
	if c == nil {
		return
	}
	no, at := g.bankrupt(c, lately(d, 2020, 2024), nil)
	for range d.between(8, 20) {
		g.demand(d, lodged{no, c, g.idle(d), pick(d, "普通债权", "普通债权", "职工债权"), money(d.between(3, 200)) * 1000 * yuan, at - day(d.between(60, 900)), at, pick(d, "买卖合同", "工资结算单", "判决书")}, nil)
	}
}

// bankrupt puts a bankruptcy that the court took on into the register.
func (g *registry) bankrupt(c *company, at day, about *story) (string, day) {
	at = at.working()
	court := g.courtOf(c.town)
	no := g.caseNo(court, at-20, "破")
	g.put("bankruptcy_case", about, []entity{c, c.chief}, txt(no), txt(court.name), txt("破产清算"), on(at-20), on(at), txt("浙江澜明律师事务所"), cell{}, cell{}, txt("已受理"))
	return no, at
}

// A lodged claim is one on a bankrupt.
type lodged struct {
	no               string
	bankrupt         *company
	creditor         entity
	nature           string
	amount           money
	arisen, accepted day
	basis            string
}

// demand puts a claim on a bankrupt into the register.
func (g *registry) demand(d dice, x lodged, about *story) {
	g.put("bankruptcy_claim", about, []entity{x.bankrupt, x.creditor}, txt(g.serial("ZQ", "")), txt(x.no), txt(x.nature), sum(x.amount), on(x.arisen), on(x.accepted+day(d.between(20, 80))), txt(x.basis),
		sum(x.amount*money(d.between(70, 100))/100), txt("确认"))
}

// punish fines a company.
func (g *registry) punish(d dice) {
	c := g.companies[d.IntN(len(g.companies))]
	if c.used || c.unlisted {
		return
	}
	g.fine(d, offence{c, c.town.name + pick(d, "市场监督管理局", "应急管理局", "综合行政执法局"), pick(d, "未按规定公示信息", "经营过期食品", "未落实安全生产责任", "占道经营"),
		lately(d, 2020, 2024), "罚款", money(d.between(1, 30)) * 1000 * yuan}, nil)
}

// deferred puts the listing of a debtor who is alive and solvent into the register.
func (g *registry) deferred(d dice) {
	r := g.free(d, grownUp)
	if r == nil {
		return
	}
	filed := lately(d, 2020, 2023)
	x := debt{creditor: g.idle(d), debtor: r, court: g.anyCourt(d), filed: filed, sum: money(d.between(3, 80)) * 10000 * yuan, how: "终结本次执行程序"}
	no := g.enforce(d, x, nil)
	g.list(d, listing{r, x.court, no, "", filed, filed + 60, 0, "", x.sum}, nil)
}

// closeSome ends some companies.
func (g *registry) closeSome(d dice) {
	for _, c := range g.companies {
		if c.used || c.unlisted || c.line != "" {
			continue
		}
		switch d.weighted(88, 9, 3) {
		case 1:
			c.status, c.ended = "注销", max(c.founded+300, date(2014, 1, 1)+day(d.IntN(3900)))
		case 2:
			c.status, c.ended = "吊销", max(c.founded+700, date(2014, 1, 1)+day(d.IntN(3900)))
		}
		if c.ended > g.asOf {
			c.status, c.ended = "存续", 0
		}
	}
}

// mortality lets residents die, more of the old.
func (g *registry) mortality(d dice) {
	for _, r := range g.people {
		age := r.age(g.asOf)
		p := 0.006
		switch {
		case age >= 80:
			p = 0.3
		case age >= 70:
			p = 0.1
		case age >= 60:
			p = 0.04
		}
		at := date(2019, 1, 3) + day(d.IntN(6*365-3))
		if !d.chance(p) || r.court || r.used || r.died != 0 || age < 20 || len(r.stays) > 0 || !r.outlived(at) {
			continue
		}
		g.die(d, r, at, nil)
	}
}

// outlived reports whether r married, had children and drove before a day and not after.
func (r *resident) outlived(at day) bool {
	for _, m := range r.weddings {
		if m.on >= at || m.ended >= at || m.other(r).used {
			return false
		}
	}
	if r.house != nil {
		for _, x := range r.house.members {
			if x.born >= at {
				return false
			}
		}
	}
	return r.licence == nil || r.licence.changed < at
}

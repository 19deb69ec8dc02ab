package synth

// Claims in series: arbitration of wages, insurers of cars, confirmed mediations.

func claimWrongs() []wrongdoing {
	return []wrongdoing{
		{"sham_wage_arbitration", 6, "同日批量仲裁调解，申请人均未在该单位参保，单位无异议且负债被执行。", (*registry).plantShamAwards, []alike{
			{"real_arrears", "真实群体欠薪：申请人均在该单位参保。", (*registry).alikeRealArrears}}},
		{"vehicle_claim_ring", 6, "同一代办人、修理厂和公估公司的理赔款多次由非车主领取。", (*registry).plantRing3, []alike{
			{"fleet", "同一修理厂的定点车队，赔款均由车主领取。", (*registry).alikeFleet}}},
		{"late_mediation_agreement", 7, "调解协议签订日晚于约定履行日，系事后补造并申请司法确认。", (*registry).plantLateAgreement, []alike{
			{"mass_fees", "同一调解员集中调解物业费，协议在先、履行在后。", (*registry).alikeMassFees}}},
	}
}

func (g *registry) plantShamAwards(d dice, s *story, strength float64) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.enforce(d, debt{creditor: g.idle(d), debtor: c, filed: at - day(d.between(30, 200)), sum: 3000000 * yuan}, s)
	agent := g.w.lawyers[d.low(len(g.w.lawyers))].name
	s.about(c)
	for range scale(strength, 5, 12) {
		r := g.free(d, func(r *resident) bool { return grownUp(r) && (r.job == nil || r.job.at != c) })
		if r == nil {
			break
		}
		g.award(d, ruling{r, c, at, "调解", "无", agent, money(scale(strength, 30, 180)) * 1000 * yuan}, s)
		s.about(r)
	}
	return true
}

func (g *registry) alikeRealArrears(d dice, s *story) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	c.founded = min(c.founded, date(2017, 5, 1))
	at := lately(d, 2021, 2023)
	g.enforce(d, debt{creditor: g.idle(d), debtor: c, filed: at - day(d.between(30, 200)), sum: 900000 * yuan}, s)
	agent := g.w.lawyers[d.low(len(g.w.lawyers))].name
	s.about(c)
	for range d.between(6, 12) {
		r := g.free(d, grownUp)
		if r == nil {
			break
		}
		r.job = &job{at: c, from: date(2018, 3, 1) + day(d.IntN(700)), until: monthOf(at, -2), base: money(d.between(3900, 7000)) * yuan}
		g.award(d, ruling{r, c, at, "调解", "无", agent, money(d.between(8, 40)) * 1000 * yuan}, s)
		s.about(r)
	}
	return true
}

func (g *registry) plantRing3(d dice, s *story, strength float64) bool {
	shop, assessor, agent := garages(d)+"（"+number(d.between(100, 999))+"）", assessors(d), g.w.names.full(d, false)
	taker := g.free(d, grownUp)
	if taker == nil {
		return false
	}
	s.about(taker)
	for range scale(strength, 5, 14) {
		g.claim(d, loss{g.idle(d), taker, shop, assessor, agent, lately(d, 2021, 2024)}, s)
	}
	return true
}

func (g *registry) alikeFleet(d dice, s *story) bool {
	shop, assessor, agent := garages(d)+"（"+number(d.between(100, 999))+"）", assessors(d), g.w.names.full(d, false)
	owner := g.free(d, grownUp)
	if owner == nil {
		return false
	}
	s.about(owner)
	for range d.between(6, 12) {
		g.claim(d, loss{owner, owner, shop, assessor, agent, lately(d, 2021, 2024)}, s)
	}
	return true
}

func (g *registry) plantLateAgreement(d dice, s *story, strength float64) bool {
	mediator := g.w.names.full(d, d.chance(0.5))
	at := lately(d, 2021, 2023)
	for i := range scale(strength, 1, 6) {
		a, b := g.free(d, grownUp), g.free(d, grownUp)
		if a == nil || b == nil {
			return i > 0
		}
		agreed := at + day(d.IntN(30))
		g.confirm(d, agreement{a, b, "民间借贷纠纷", mediator, agreed, agreed - day(d.between(10, 120))}, s)
		s.about(a, b)
	}
	return true
}

func (g *registry) alikeMassFees(d dice, s *story) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	mediator := g.w.names.full(d, d.chance(0.5))
	at := lately(d, 2021, 2023)
	s.about(c)
	for range 8 {
		g.confirm(d, agreement{c, g.idle(d), "物业服务合同纠纷", mediator, at, at + day(d.between(20, 90))}, s)
	}
	return true
}

package synth

// Debts that never were: rings of transfers, deeds between relatives, claims on bankrupts.

func debtWrongs() []wrongdoing {
	return []wrongdoing{
		{"circular_transfer", 9, "资金数日内经三人回到原账户，借款交付系走账。", (*registry).plantCircle, []alike{
			{"repaid_later", "借款半年后归还，并非走账。", (*registry).alikeRepaid},
			{"chain", "货款逐级支付，资金没有回流。", (*registry).alikeChain}}},
		{"sham_notarised_debt", 8, "亲属间大额借款公证后随即申请执行，债务人另有未结执行案件。", (*registry).plantShamDeed, []alike{
			{"bank", "银行贷款办理赋强公证，逾期后申请执行证书。", (*registry).alikeBankDeed},
			{"unenforced", "亲属间借款公证，按期归还，未申请执行证书。", (*registry).alikeQuietDeed}}},
		{"sham_bankruptcy_claim", 8, "破产受理前一年内形成的大额债权，债权人是法定代表人的家庭成员。", (*registry).plantShamClaim, []alike{
			{"supplier", "供货商的债权形成于受理前一年内，买卖真实。", (*registry).alikeSupplier},
			{"old_loan", "亲属多年前的借款，有银行转账。", (*registry).alikeOldLoan}}},
	}
}

// trio draws three people of one story.
func (g *registry) trio(d dice, s *story) []*resident {
	var out []*resident
	for range 3 {
		if r := g.free(d, grownUp); r != nil {
			out = append(out, r)
			s.about(r)
		}
	}
	if len(out) < 3 {
		return nil
	}
	return out
}

func (g *registry) plantCircle(d dice, s *story, strength float64) bool {
	p := g.trio(d, s)
	if p == nil {
		return false
	}
	at, amount := lately(d, 2020, 2024), money(d.between(10, 90))*10000*yuan
	for i := range p {
		g.pay(payment{p[i], p[(i+1)%3], amount - money(i*d.between(0, 20))*100*yuan, at + day(i*scale(strength, 2, 0)), pick(d, "借款", "往来款", "货款")}, s)
	}
	return true
}

func (g *registry) alikeRepaid(d dice, s *story) bool {
	p := g.trio(d, s)
	if p == nil {
		return false
	}
	at, amount := lately(d, 2020, 2023), money(d.between(10, 90))*10000*yuan
	g.pay(payment{p[0], p[1], amount, at, "借款"}, s)
	g.pay(payment{p[1], p[2], amount, at + 3, "货款"}, s)
	g.pay(payment{p[2], p[0], amount, at + day(d.between(170, 300)), "还款"}, s)
	return true
}

func (g *registry) alikeChain(d dice, s *story) bool {
	p := g.trio(d, s)
	if p == nil {
		return false
	}
	at, amount := lately(d, 2020, 2023), money(d.between(10, 90))*10000*yuan
	g.pay(payment{p[0], p[1], amount, at, "货款"}, s)
	g.pay(payment{p[1], p[2], amount * 9 / 10, at + 1, "材料款"}, s)
	return true
}

func (g *registry) plantShamDeed(d dice, s *story, strength float64) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.owing(d, r, at-day(d.between(60, 200)), at-20, 0, "", s)
	g.deed(d, deed{kin, r, money(d.between(80, 500)) * 10000 * yuan, at, at + day(scale(strength, 55, 10))}, s)
	s.about(kin, r)
	return true
}

func (g *registry) alikeBankDeed(d dice, s *story) bool {
	r := g.free(d, debtor)
	if r == nil {
		return false
	}
	at := lately(d, 2019, 2022)
	g.owing(d, r, at+200, at+260, 0, "", s)
	g.deed(d, deed{g.bank(d), r, money(d.between(20, 200)) * 10000 * yuan, at, at + day(d.between(380, 600))}, s)
	s.about(r)
	return true
}

func (g *registry) alikeQuietDeed(d dice, s *story) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	g.deed(d, deed{kin, r, money(d.between(10, 60)) * 10000 * yuan, lately(d, 2020, 2022), 0}, s)
	s.about(kin, r)
	return true
}

// failing takes a company with a head who has relatives into bankruptcy.
func (g *registry) failing(d dice, s *story) (c *company, kin *resident, no string, at day) {
	r, kin := g.pair(d)
	c = g.freeCompany(d, nil)
	if r == nil || c == nil {
		return nil, nil, "", 0
	}
	c.chief, c.head = r, r.name
	c.founded = min(c.founded, date(2016, 3, 1))
	c.holders = []holding{{r, 100, c.founded, 0}}
	no, at = g.bankrupt(c, lately(d, 2021, 2023), s)
	for range 6 {
		g.demand(d, lodged{no, c, g.idle(d), "普通债权", money(d.between(3, 90)) * 1000 * yuan, at - day(d.between(60, 300)), at, "买卖合同"}, nil)
	}
	s.about(c, r)
	return c, kin, no, at
}

func (g *registry) plantShamClaim(d dice, s *story, strength float64) bool {
	c, kin, no, at := g.failing(d, s)
	if c == nil {
		return false
	}
	nature := "普通债权"
	if strength == 1 {
		nature = "职工债权"
	}
	g.demand(d, lodged{no, c, kin, nature, money(scale(strength, 30, 400)) * 10000 * yuan, at - day(d.between(30, 300)), at, "借条、民事调解书"}, s)
	s.about(kin)
	return true
}

func (g *registry) alikeSupplier(d dice, s *story) bool {
	c, _, no, at := g.failing(d, s)
	x := g.freeCompany(d, nil)
	if c == nil || x == nil {
		return false
	}
	g.demand(d, lodged{no, c, x, "普通债权", money(d.between(40, 300)) * 10000 * yuan, at - day(d.between(30, 300)), at, "买卖合同、送货单"}, s)
	s.about(x)
	return true
}

func (g *registry) alikeOldLoan(d dice, s *story) bool {
	c, kin, no, at := g.failing(d, s)
	if c == nil {
		return false
	}
	lent, amount := (at - day(d.between(900, 1500))).working(), money(d.between(40, 300))*10000*yuan
	g.pay(payment{kin, c, amount, lent, "借款"}, s)
	g.demand(d, lodged{no, c, kin, "普通债权", amount, lent, at, "借款合同、转账凭证"}, s)
	s.about(kin)
	return true
}

package synth

// Titles got without a trial, to reach what others have seized: payment orders, awards,
// settlements and confirmations between people who belong together. Written after the guiding
// cases on payment orders and labour arbitration (检例第52号, 第55号) and the published models of
// judicial confirmation and sham labour relations.

func titleWrongs() []wrongdoing {
	return []wrongdoing{
		{"sham_payment_order", 8, "关联人申请支付令，债务人不提异议，随即以房抵债或者和解，其他债权人已在执行。", (*registry).plantShamOrder, []alike{
			{"supplier", "供货商的支付令，双方无关联，执行完毕。", (*registry).alikeSupplierOrder},
			{"kin_repaid", "亲属间真实借款的支付令，债务人无其他债务，转账还清。", (*registry).alikeKinOrder},
			{"objected", "债务人提出异议，督促程序终结。", (*registry).alikeObjected}}},
		{"sham_arbitration_award", 8, "亲属、关联人之间的仲裁裁决生效后随即申请执行，此前他人已申请执行。", (*registry).plantShamAward, []alike{
			{"trade_award", "无关联企业之间的仲裁裁决，强制执行。", (*registry).alikeTradeAward},
			{"bank_award", "银行以仲裁催收借款。", (*registry).alikeBankAward}}},
		{"sham_labour_relation", 6, "同一单位批量确认劳动关系，单位无异议，数日结案后补缴养老保险。", (*registry).plantShamRelation, []alike{
			{"old_workers", "企业关停前原职工集中确认劳动关系，此前一直正常缴费。", (*registry).alikeOldWorkers},
			{"injured_workers", "数名农民工为认定工伤确认劳动关系，单位有异议。", (*registry).alikeInjured}}},
		{"sham_distribution", 8, "查封之后，被执行人的亲属持新取得的调解书等申请执行、参与分配。", (*registry).plantShamShare, []alike{
			{"late_creditor", "查封之后才取得依据的普通债权人，无关联。", (*registry).alikeLateCreditor},
			{"kin_lent", "亲属的债权有相应的银行转账。", (*registry).alikeKinLent},
			{"kin_before", "亲属的依据早于查封和他人执行。", (*registry).alikeKinBefore}}},
		{"sham_confirmation", 7, "亲属间达成调解协议后数日确认，随即申请执行，债务人另有执行案件。", (*registry).plantShamConfirmed, []alike{
			{"kin_kept", "亲属间的调解协议自动履行，未申请执行。", (*registry).alikeKinKept},
			{"strangers_enforced", "无关联双方的调解协议经确认后申请执行。", (*registry).alikeStrangersEnforced}}},
	}
}

// pressed is an enforcement of somebody else against a debtor, open on a day.
func (g *registry) pressed(d dice, who entity, at day, s *story) {
	x := debt{creditor: g.idle(d), debtor: who, filed: at - day(d.between(40, 280)), sum: money(d.between(20, 400)) * 10000 * yuan, how: "终结本次执行程序"}
	x.filed = x.filed.working()
	x.seized, x.closed = x.filed+day(d.between(5, 30)), at+day(d.between(150, 400))
	g.enforce(d, x, s)
}

// A summons is a payment order before it is in the register.
type summons struct {
	creditor, debtor entity
	amount           money
	at               day
	objected, result string
}

func (g *registry) summon(d dice, x summons, s *story) (no string, c *court) {
	c = g.anyCourt(d)
	x.at = x.at.working()
	no = g.caseNo(c, x.at, "民督")
	g.put("payment_order", s, []entity{x.creditor, x.debtor}, txt(no), txt(c.name), sum(x.amount), on(x.at), on((x.at + day(d.between(4, 13))).working()),
		txt(x.objected), txt(x.result))
	return no, c
}

// family gives a company a head who has a relative, and returns both.
func (g *registry) family(d dice) (c *company, head, kin *resident) {
	head, kin = g.pair(d)
	c = g.freeCompany(d, nil)
	if head == nil || c == nil {
		return nil, nil, nil
	}
	c.chief, c.head = head, head.name
	c.founded = min(c.founded, date(2015, 6, 1))
	c.holders = []holding{{head, 100, c.founded, 0}}
	return c, head, kin
}

func (g *registry) plantShamOrder(d dice, s *story, strength float64) bool {
	c, head, kin := g.family(d)
	if c == nil {
		return false
	}
	var creditor entity = kin
	if strength == 1 || d.chance(0.4) { // a firm that those who run the debtor made for it
		x := g.freeCompany(d, nil)
		if x == nil {
			return false
		}
		x.chief, x.head = kin, kin.name
		x.holders = []holding{{kin, 100, x.founded, 0}}
		creditor = x
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, c, at, s)
	amount := money(d.between(60, 1600)) * 10000 * yuan
	no, court := g.summon(d, summons{creditor, c, amount, at, "无异议", "发出支付令"}, s)
	run := at + day(scale(strength, 75, 28))
	g.enforce(d, debt{creditor: creditor, debtor: c, court: court, basis: no, filed: run, sum: amount, how: "和解结案", paper: "支付令",
		effective: at + 25, closed: run + day(d.between(8, 45))}, s)
	if d.chance(blend(strength, 0.3, 1)) {
		g.convey(d, conveyance{c, creditor, "以物抵债", amount, amount * money(d.between(110, 210)) / 100, run + day(d.between(5, 60))}, s)
	}
	s.about(c, creditor, head)
	return true
}

func (g *registry) alikeSupplierOrder(d dice, s *story) bool {
	c, x := g.freeCompany(d, nil), g.freeCompany(d, nil)
	if c == nil || x == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, c, at, s)
	amount := money(d.between(4, 80)) * 10000 * yuan
	no, court := g.summon(d, summons{x, c, amount, at, "无异议", "发出支付令"}, s)
	g.enforce(d, debt{creditor: x, debtor: c, court: court, basis: no, filed: at + day(d.between(40, 120)), sum: amount, how: "终结本次执行程序", paper: "支付令", effective: at + 25}, s)
	s.about(c, x)
	return true
}

func (g *registry) alikeKinOrder(d dice, s *story) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	at, amount := lately(d, 2020, 2023), money(d.between(5, 60))*10000*yuan
	g.pay(payment{kin, r, amount, (at - day(d.between(300, 700))).working(), "借款"}, s)
	g.summon(d, summons{kin, r, amount, at, "无异议", "发出支付令"}, s)
	g.pay(payment{r, kin, amount, (at + day(d.between(20, 80))).working(), "还款"}, s)
	s.about(r, kin)
	return true
}

func (g *registry) alikeObjected(d dice, s *story) bool {
	c, _, kin := g.family(d)
	if c == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, c, at, s)
	g.summon(d, summons{kin, c, money(d.between(30, 300)) * 10000 * yuan, at, "提出异议", "终结督促程序"}, s)
	s.about(c, kin)
	return true
}

// awardNo is the number of an award of the arbitration commission.
func (g *registry) awardNo(at day) string {
	return g.serial("（"+number(at.year())+"）澜仲裁字第", "号")
}

func (g *registry) plantShamAward(d dice, s *story, strength float64) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, r, at, s)
	if strength == 1 {
		g.owing(d, r, at-day(d.between(60, 200)), at-15, 0, "", s)
	}
	run := at + day(scale(strength, 70, 8))
	g.enforce(d, debt{creditor: kin, debtor: r, basis: g.awardNo(at), filed: run, sum: money(d.between(50, 600)) * 10000 * yuan, kind: pick(d, "仲裁执行", "民事执行"),
		paper: pick(d, "仲裁裁决书", "仲裁调解书"), effective: at, how: pick(d, "和解结案", "执行完毕", "终结本次执行程序"), closed: run + day(d.between(30, 110))}, s)
	s.about(r, kin)
	return true
}

func (g *registry) alikeTradeAward(d dice, s *story) bool {
	c, x := g.freeCompany(d, nil), g.freeCompany(d, nil)
	if c == nil || x == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, c, at, s)
	g.enforce(d, debt{creditor: x, debtor: c, basis: g.awardNo(at), filed: at + day(d.between(15, 90)), sum: money(d.between(10, 300)) * 10000 * yuan, kind: "仲裁执行",
		paper: "仲裁裁决书", effective: at, how: "终结本次执行程序"}, s)
	s.about(c, x)
	return true
}

func (g *registry) alikeBankAward(d dice, s *story) bool {
	r := g.free(d, debtor)
	if r == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, r, at, s)
	g.enforce(d, debt{creditor: g.bank(d), debtor: r, basis: g.awardNo(at), filed: at + day(d.between(10, 60)), sum: money(d.between(5, 60)) * 10000 * yuan, kind: "仲裁执行",
		paper: "仲裁裁决书", effective: at, how: "终结本次执行程序"}, s)
	s.about(r)
	return true
}

// A relation is an employment that arbitration confirms.
type relation struct {
	worker           *resident
	boss             *company
	filed, at        day
	contested, agent string
}

func (g *registry) relate(x relation, s *story) {
	g.put("labour_award", s, []entity{x.worker, x.boss}, txt(g.serial("澜劳人仲案〔"+number(x.at.year())+"〕", "号")), txt(x.boss.town.name+"劳动人事争议仲裁委员会"), txt("确认劳动关系"),
		cell{}, on(x.filed.working()), on(x.at.working()), txt("裁决"), cell{}, txt(x.contested), txt(x.agent))
}

// ageing is who is near the age of a pension, or past it, and has no work on record.
func (g *registry) ageing(d dice) *resident {
	return g.free(d, func(r *resident) bool {
		a := r.age(date(2022, 6, 1))
		return r.job == nil && r.pension == nil && (a >= 57 && a <= 66 || r.woman && a >= 48 && a <= 60)
	})
}

func (g *registry) plantShamRelation(d dice, s *story, strength float64) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	at := lately(d, 2021, 2023)
	agent := g.w.lawyers[d.low(len(g.w.lawyers))].name
	s.about(c)
	n := 0
	for range scale(strength, 7, 24) {
		r := g.ageing(d)
		if r == nil {
			break
		}
		n++
		filed := at + day(d.IntN(scale(strength, 24, 3)))
		closed := filed + day(scale(strength, 20, 9))
		g.relate(relation{r, c, filed, closed, "无", agent}, s)
		if d.chance(blend(strength, 0.6, 0.95)) {
			paid := (closed + day(d.between(18, 90))).working()
			first := date(2009, 1+d.IntN(12), 1)
			for m := range d.between(4, 8) {
				g.put("insurance_payment", s, []entity{r, c}, txt("企业职工基本养老保险"), on(monthOf(first, m*3)), sum(2800*yuan), sum(2800*yuan*28/100), on(paid), txt(c.town.name+"税务局"), txt("补缴"))
			}
		}
		s.about(r)
	}
	return n >= 5
}

func (g *registry) alikeOldWorkers(d dice, s *story) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	c.founded = min(c.founded, date(2008, 3, 3))
	at := date(2024, 10, 8) + day(d.IntN(40))
	s.about(c)
	for range d.between(7, 16) {
		r := g.free(d, func(r *resident) bool { return grownUp(r) && r.age(drawnUpOn()) >= 45 })
		if r == nil {
			break
		}
		r.job = &job{at: c, from: date(2012, 3, 1) + day(d.IntN(2000)), until: date(2024, 10, 1), base: money(d.between(3900, 6600)) * yuan}
		g.relate(relation{r, c, at + day(d.IntN(4)), at + day(d.between(10, 25)), "无", g.w.lawyers[0].name}, s)
		s.about(r)
	}
	return true
}

func (g *registry) alikeInjured(d dice, s *story) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	s.about(c)
	at := lately(d, 2021, 2023)
	for range d.between(5, 7) {
		r := g.free(d, func(r *resident) bool { return grownUp(r) && r.job == nil })
		if r == nil {
			break
		}
		filed := at + day(d.IntN(50))
		g.relate(relation{r, c, filed, filed + day(d.between(35, 58)), "有", g.w.lawyers[d.low(len(g.w.lawyers))].name}, s)
		s.about(r)
	}
	return true
}

// share lets somebody enforce a title of a kind against a debtor.
func (g *registry) share(d dice, creditor, owing entity, effective, filed day, amount money, paper string, s *story) {
	g.enforce(d, debt{creditor: creditor, debtor: owing, filed: filed, effective: effective, sum: amount, paper: paper, how: "终结本次执行程序", closed: filed + day(d.between(60, 170))}, s)
}

func (g *registry) plantShamShare(d dice, s *story, strength float64) bool {
	c, head, kin := g.family(d)
	if c == nil {
		return false
	}
	var owing entity = c
	if d.chance(0.5) {
		owing = head
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, owing, at, s)
	paper := "民事调解书"
	if strength < 0.5 {
		paper = pick(d, "民事判决书", "民事调解书")
	}
	g.share(d, kin, owing, at, at+day(scale(strength, 40, 6)), money(d.between(60, 700))*10000*yuan, paper, s)
	s.about(kin, c, head)
	return true
}

func (g *registry) alikeLateCreditor(d dice, s *story) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, c, at, s)
	x := g.idle(d)
	g.share(d, x, c, at, at+day(d.between(10, 60)), money(d.between(20, 300))*10000*yuan, "民事调解书", s)
	s.about(c)
	return true
}

func (g *registry) alikeKinLent(d dice, s *story) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	at, amount := lately(d, 2020, 2023), money(d.between(20, 120))*10000*yuan
	g.pay(payment{kin, r, amount, (at - day(d.between(400, 900))).working(), "借款"}, s)
	g.pressed(d, r, at, s)
	g.share(d, kin, r, at, at+day(d.between(20, 60)), amount, "民事调解书", s)
	s.about(r, kin)
	return true
}

func (g *registry) alikeKinBefore(d dice, s *story) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.share(d, kin, r, at-600, at-day(d.between(420, 560)), money(d.between(20, 120))*10000*yuan, "民事判决书", s)
	g.pressed(d, r, at, s)
	s.about(r, kin)
	return true
}

// settleOut confirms an agreement and, if run is set, enforces it.
func (g *registry) settleOut(d dice, a, b entity, at, run day, amount money, s *story) {
	c := g.anyCourt(d)
	confirmed := (at + day(d.between(2, 8))).working()
	no := g.caseNo(c, confirmed, "民特")
	enforced := "否"
	if run != 0 {
		enforced = "是"
	}
	g.put("mediation_confirmation", s, []entity{a, b}, txt(no), txt(c.name), txt(c.place+pick(d, "人民调解委员会", "联合人民调解委员会")), txt(g.w.names.full(d, d.chance(0.5))),
		txt("民间借贷纠纷"), on(at), sum(amount), on(at+day(d.between(5, 20))), on(confirmed), txt(enforced))
	if run != 0 {
		g.enforce(d, debt{creditor: a, debtor: b, court: c, basis: no, filed: run, sum: amount, paper: "司法确认裁定", effective: confirmed, how: pick(d, "和解结案", "终结本次执行程序"), closed: run + day(d.between(30, 120))}, s)
	}
}

func (g *registry) plantShamConfirmed(d dice, s *story, strength float64) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, r, at, s)
	g.settleOut(d, kin, r, at, at+day(scale(strength, 80, 26)), money(d.between(40, 400))*10000*yuan, s)
	s.about(r, kin)
	return true
}

func (g *registry) alikeKinKept(d dice, s *story) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	g.settleOut(d, kin, r, lately(d, 2020, 2023), 0, money(d.between(2, 30))*10000*yuan, s)
	s.about(r, kin)
	return true
}

func (g *registry) alikeStrangersEnforced(d dice, s *story) bool {
	r, x := g.free(d, debtor), g.free(d, grownUp)
	if r == nil || x == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	g.pressed(d, r, at, s)
	g.settleOut(d, x, r, at, at+day(d.between(30, 120)), money(d.between(2, 60))*10000*yuan, s)
	s.about(r, x)
	return true
}

package synth

// Honest suits that come in crowds: workers, customers, buyers of one estate.

// planMassWages plans the workers of one firm who truly were not paid and sue on one day.
func (w *world) planMassWages(d dice, n int) {
	boss := w.trader(d, "服饰", "机械", "建筑工程", "鞋业", "装饰工程", "电子科技")
	pl := w.plotFirm("mass_wage", boss, "真实群体欠薪：同日起诉、同一法律援助律师、单位认可欠薪。")
	aid := *w.lawyers[d.low(len(w.lawyers))]
	if d.chance(0.6) {
		aid.firm, aid.post = w.places.home(d).name+"法律援助中心", "律师"
	}
	filed := (opensOn() + day(d.IntN(1700))).working()
	habit := d.Uint64()
	c, j := d.weighted(5, 3, 4), d.Uint64()
	o := usual()
	o.agent, o.alone, o.absent, o.admits, o.mediated, o.withdrawn, o.enforced = 1, 0.7, 0.3, 0.85, 0.5, 0.05, 0.6
	o.masked = 0.02
	gone := d.chance(0.3) // the boss has run off: every hearing is by default
	for range n {
		worker := w.somebody(d)
		pl.people = append(pl.people, worker)
		s := w.wages(d, worker, boss, filed+day(d.low(4)), o)
		s.traits |= legalaid
		if d.chance(0.3) {
			s.traits |= thin
		}
		s.drafter = habit
		s.claims[0].agent = &aid
		w.assign(d, s, w.courts[c], int(j%uint64(len(w.courts[c].judges))))
		o.absent = 0.05
		if gone {
			o.absent = 0.97
		}
		w.try(d, s, o)
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
}

// planSupplier plans a wholesaler with many unpaid customers.
func (w *world) planSupplier(d dice, n int) {
	f := w.trader(d, "建材", "混凝土", "饲料", "钢材", "电线电缆", "化肥农资", "包装材料", "食品")
	pl := w.plotFirm("trade_supplier", f, "供货商因多名客户拖欠货款多次起诉。")
	o := usual()
	o.absent, o.partly = 0.5, 0.2
	help := w.lawyers[d.low(len(w.lawyers))]
	for range n {
		buyer := &party{person: w.somebody(d)}
		if d.chance(0.4) {
			buyer = &party{firm: w.trader(d, "建筑工程", "装饰工程", "贸易", "餐饮管理", "养殖")}
		}
		s := w.sale(d, f, buyer, anyDay(d), o)
		if d.chance(0.8) {
			s.claims[0].agent = help
		}
		w.try(d, s, o)
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
}

// planDeveloper plans the buyers of one estate who sue for their titles together.
func (w *world) planDeveloper(d dice, n int) {
	f := w.trader(d, "房地产开发", "置业", "房地产开发")
	pl := w.plotFirm("developer_title", f, "购房人集中起诉开发商办证，均已付款并入住。")
	agent := w.hireLawyer(d)
	habit, detail := d.Uint64(), d.Uint64()
	filed := (opensOn() + day(d.IntN(1650))).working()
	c, j := d.weighted(5, 3, 4), d.Uint64()
	o := usual()
	o.absent, o.admits, o.mediated, o.withdrawn, o.enforced, o.masked = 0.1, 0.6, 0.55, 0.06, 0.3, 0.02
	for range n {
		buyer := w.somebody(d)
		pl.people = append(pl.people, buyer)
		s := w.house(d, buyer, &party{firm: f}, filed+day(d.low(30)), o)
		s.traits |= premises
		s.drafter, s.detail = habit, mix(detail, uint64(d.IntN(3)))
		if d.chance(0.85) {
			s.claims[0].agent, s.claims[0].came = agent, pick(d, byAgent, withAgent)
		}
		w.assign(d, s, w.courts[c], int(j%uint64(len(w.courts[c].judges))))
		w.try(d, s, o)
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
}

// planBuyer plans somebody who buys flawed goods to claim ten times the price.
func (w *world) planBuyer(d dice, n int) {
	p := w.stranger(d)
	pl := w.plotAbout(Lookalike, "professional_buyer", p)
	pl.truth.Strength, pl.truth.Note = Medium, "职业打假人多次起诉不同商家，买卖真实。"
	o := usual()
	o.agent, o.absent, o.admits, o.rejected, o.masked = 0.1, 0.35, 0.1, 0.4, 0.03
	habit := d.Uint64()
	w.bring(d, pl, n, o, func() *suit {
		s := w.purchase(d, p, w.trader(d, "食品", "电子商务", "贸易", "生物科技"), anyDay(d), o)
		s.drafter = habit
		return s
	})
}

package synth

// plan plans the whole county: wrongs, look-alikes, and ordinary suits for the rest.
func (w *world) plan() {
	w.planWrongs()
	w.planLookalikes()
	w.planSchemes()
	// However small the county, a third of its papers is of everyday kind.
	for enough := max(w.target, len(w.suits)+w.target/3); len(w.suits) < enough; {
		w.planOrdinary(w.dice())
	}
	w.nameBusyLawyers()
}

// planOrdinary plans one suit such as basic courts see every day.
func (w *world) planOrdinary(d dice) {
	o := usual()
	var s *suit
	switch filed := anyDay(d); d.weighted(36, 14, 4, 5, 15, 13, 5, 5, 3) {
	case 0:
		w.planFriendLoan(d)
		return
	case 1:
		s = w.anySale(d, filed, o)
	case 2:
		s = w.wages(d, w.somebody(d), w.trader(d, "服饰", "机械", "餐饮管理", "物流", "电子科技"), filed, o)
	case 3:
		s = w.house(d, w.somebody(d), &party{person: w.somebody(d)}, filed, o)
	case 4:
		s = w.accident(d, filed, o)
	case 5:
		s = w.divorce(d, filed, o)
		o.rejected, o.partly, o.masked = 0.6, 0, 0.25
	case 6:
		s = w.jobbing(d, filed, o)
	case 7:
		s = w.labour(d, filed, o)
	default:
		s = w.purchase(d, w.somebody(d), w.trader(d, "食品", "电子商务", "贸易", "生物科技"), filed, o)
	}
	w.try(d, s, o)
	w.enter(d, s, o)
}

// anySale is a suit for the price of goods between any two traders.
func (w *world) anySale(d dice, filed day, o odds) *suit {
	buyer := &party{person: w.somebody(d)}
	if d.chance(0.5) {
		buyer = &party{firm: w.trader(d, "贸易", "建筑工程", "服饰", "机械", "食品")}
	}
	seller := w.trader(d, "贸易", "机械", "纺织", "五金", "化工", "包装")
	if d.chance(0.3) {
		seller = w.shop(d)
	}
	return w.sale(d, seller, buyer, filed, o)
}

// planFriendLoan plans somebody who lent to one or a few people.
func (w *world) planFriendLoan(d dice) {
	p := w.somebody(d)
	l := friends()
	if d.chance(0.1) {
		p = w.stranger(d)
	}
	var suits []*suit
	trail := true
	for range 1 + d.weighted(80, 14, 6) {
		all := w.lend(d, p, w.somebody(d), anyDay(d), l)
		trail = trail && !all[0].has(cash)
		suits = append(suits, all...)
	}
	if trail { // a loan with a bank trail is a look-alike; the rest is background
		pl := w.plotAbout(Lookalike, "friend_loan", p)
		pl.truth.Strength, pl.truth.Note = Weak, "亲友间真实借款，有转账凭证。"
		pl.suits = suits
	}
}

// nameBusyLawyers tells of the lawyers with many clients who took no part in a wrong.
func (w *world) nameBusyLawyers() {
	const busy = 15 // suits
	tainted := map[string]bool{}
	for _, pl := range w.plots {
		if pl.truth.Kind != Wrong {
			continue
		}
		for _, s := range pl.suits {
			for _, x := range s.claims {
				if x.agent != nil {
					tainted[x.agent.name] = true
				}
			}
		}
	}
	suits := map[*counsel][]*suit{}
	for _, s := range w.suits {
		for _, side := range [][]*party{s.claims, s.oppose} {
			for _, x := range side {
				if x.agent != nil && !s.masked {
					suits[x.agent] = append(suits[x.agent], s)
				}
			}
		}
	}
	for _, c := range append(w.lawyers[:len(w.lawyers):len(w.lawyers)], w.workers...) {
		if len(suits[c]) < busy || tainted[c.name] {
			continue
		}
		w.plots = append(w.plots, &plot{suits: suits[c], truth: Truth{Kind: Lookalike, Class: "honest_lawyer",
			Subject: Subject{Kind: "agent", Name: c.name}, Strength: Medium, Note: "律师客户众多，属正常执业。"}})
	}
}

// newInsurers makes the insurers of the county.
func (w *world) newInsurers() []*firm {
	d := newDice(w.seed^0x696e73, 0)
	var out []*firm
	for _, name := range []string{"浙东财产保险股份有限公司澜州中心支公司", "东越财产保险股份有限公司澜州分公司", "安澜财产保险股份有限公司清渠支公司", "海信达财产保险股份有限公司望台支公司"} {
		f := w.newFirm(d, name)
		f.office = "负责人"
		out = append(out, f)
	}
	return out
}

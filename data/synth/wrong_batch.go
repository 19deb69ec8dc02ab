package synth

import "strconv"

// staged are the rates of suits that nobody means to contest.
func staged(strength float64) odds {
	o := usual()
	o.agent, o.alone, o.absent, o.masked, o.withdrawn, o.appealed = 1, blend(strength, 0.5, 0.9), 0, 0.03, 0, 0
	o.admits = blend(strength, 0.7, 1)
	o.enforced = blend(strength, 0.45, 0.85)
	return o
}

// settleStaged ends a staged suit: mostly by mediation within days.
func (w *world) settleStaged(d dice, s *suit, o odds, strength float64) []*suit {
	w.appear(d, s, o)
	for _, x := range s.oppose {
		if x.stance != "admit" && d.chance(strength) {
			x.stance = "admit"
		}
	}
	if d.chance(blend(strength, 0.55, 0.95)) {
		w.mediate(s, d.between(2, 8+int(14*(1-strength))))
	} else {
		w.judge(d, s, odds{})
	}
	return w.enter(d, s, o)
}

// batchSize throws how many suits a batch has.
func batchSize(d dice, strength string) int {
	switch strength {
	case Strong:
		return d.between(12, 22)
	case Medium:
		return d.between(8, 13)
	}
	return d.between(5, 8)
}

// planShamDebts plants relatives and friends who sue one debtor with the same note.
func (w *world) planShamDebts(d dice, i int) {
	name, strength := strengthOf(i / 3)
	debtor := w.stranger(d)
	pl := w.plotAbout(Wrong, "batch_clone", debtor)
	pl.truth.Model, pl.truth.Strength = BatchModel, name
	w.distress(d, debtor)
	first := opensOn() + 300 + day(d.IntN(1400))
	agent, habit, detail := w.hireLawyer(d), d.Uint64(), d.Uint64()
	c, j := d.weighted(5, 3, 4), d.Uint64()
	o, l := staged(strength), friends()
	l.spouse, l.guarantor, l.sums = 0, 0, []int{150, 200, 300}
	n := batchSize(d, name)
	for range n {
		creditor := w.kin(d, debtor)
		if d.chance(0.5) {
			creditor = w.stranger(d)
		}
		pl.people = append(pl.people, creditor)
		s := w.loan(d, creditor, debtor, first+day(d.IntN(3+int(40*(1-strength)))), l)
		s.sum = money(pick(d, 150, 180, 200, 200, 260, 300)) * 1000 * yuan
		s.paid, s.drafter = 0, habit
		s.traits = s.traits&^(third|upfront|lawyerfee) | iou
		if d.chance(blend(strength, 0.3, 0.9)) {
			s.traits = s.traits&^(transfer|mixed|wechat) | cash
			s.detail = detail
		}
		if s.claims[0].agent == nil || d.chance(blend(strength, 0.5, 1)) {
			s.claims[0].agent = agent
		}
		w.assign(d, s, w.courts[c], int(j%uint64(len(w.courts[c].judges))))
		pl.suits = append(pl.suits, w.settleStaged(d, s, o, strength)...)
	}
	pl.truth.Note = "虚构债务系列案：" + strconv.Itoa(n) + "名原告由同一代理人以雷同借条起诉同一债务人，被告均认可。"
}

// planShamWages plants invented wage claims against a firm in distress.
func (w *world) planShamWages(d dice, i int) {
	name, strength := strengthOf(i / 3)
	boss := w.trader(d, "服饰", "机械", "建筑工程", "电子科技", "家具")
	pl := w.plotFirm("batch_clone", boss, "")
	pl.truth.Kind, pl.truth.Model, pl.truth.Strength = Wrong, BatchModel, name
	w.distressFirm(d, boss)
	first := opensOn() + 300 + day(d.IntN(1400))
	agent, habit, detail := w.hireLawyer(d), d.Uint64(), d.Uint64()
	c, j := d.weighted(5, 3, 4), d.Uint64()
	o := staged(strength)
	n := batchSize(d, name)
	for k := range n {
		worker := w.stranger(d)
		if k == 0 {
			worker = w.newPerson(d, firstName(boss.head), date(1970, 1, 1)+day(d.IntN(9000)))
		}
		pl.people = append(pl.people, worker)
		s := w.wages(d, worker, boss, first+day(d.IntN(2+int(30*(1-strength)))), o)
		s.sum = money(d.between(18, 20+int(140*strength)))*1000*yuan + money(d.between(0, 9))*100*yuan
		s.traits |= thin
		s.drafter, s.detail = habit, detail
		s.claims[0].agent = agent
		w.assign(d, s, w.courts[c], int(j%uint64(len(w.courts[c].judges))))
		pl.suits = append(pl.suits, w.settleStaged(d, s, o, strength)...)
	}
	pl.truth.Note = "虚构劳动报酬系列案：" + strconv.Itoa(n) + "名原告仅凭欠条起诉已有债务的企业，企业当即认可。"
}

func firstName(name string) string { return name[:firstRune(name)] }

// planShamHouses plants sham sales of houses, all settled, to move title.
func (w *world) planShamHouses(d dice, i int) {
	name, strength := strengthOf(i / 3)
	agent, other := w.hireLawyer(d), w.hireLawyer(d)
	pl := &plot{truth: Truth{Kind: Wrong, Class: "batch_clone", Subject: Subject{Kind: "agent", Name: agent.name},
		Model: BatchModel, Strength: name}}
	w.plots = append(w.plots, pl)
	first := opensOn() + 100 + day(d.IntN(1500))
	habit, detail := d.Uint64(), d.Uint64()
	c, j := d.weighted(5, 3, 4), d.Uint64()
	o := staged(strength)
	n := batchSize(d, name)
	for range n {
		buyer, seller := w.somebody(d), w.somebody(d)
		if d.chance(0.3) {
			buyer = w.kin(d, seller)
		}
		pl.people = append(pl.people, buyer, seller)
		s := w.house(d, buyer, &party{person: seller}, first+day(d.IntN(10+int(90*(1-strength)))), o)
		s.traits |= distant
		s.drafter, s.detail = habit, detail
		s.claims[0].agent, s.claims[0].came = agent, byAgent
		w.assign(d, s, w.courts[c], int(j%uint64(len(w.courts[c].judges))))
		w.appear(d, s, o)
		if other != agent && d.chance(blend(strength, 0.4, 0.9)) {
			s.oppose[0].agent, s.oppose[0].came = other, byAgent
		}
		w.mediate(s, d.between(2, 9+int(14*(1-strength))))
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
	pl.truth.Note = "虚假房屋买卖系列案：同一代理人短期内代理" + strconv.Itoa(n) + "件，均调解过户并申请执行。"
}

package synth

// How the suits of each cause are planned, up to but not including how they end.

// sale is a suit for the price of goods.
func (w *world) sale(d dice, seller *firm, buyer *party, filed day, o odds) *suit {
	s := w.newSuit(d, "sale", "买卖合同纠纷", filed)
	s.sum = money(d.between(6, 900))*1000*yuan + money(d.between(0, 99))*10*yuan
	if d.chance(0.4) {
		s.sum += money(d.between(1, 99))
	}
	s.begun = s.filed - day(d.between(150, 900))
	s.due = s.begun + day(d.between(20, 120))
	if d.chance(0.35) {
		s.paid = s.sum / money(d.between(3, 9)) / (100 * yuan) * (100 * yuan)
	}
	var help *counsel
	if d.chance(o.agent) {
		help = w.lawyers[d.low(len(w.lawyers))]
	}
	w.claimantFirm(d, s, seller, help)
	buyer.came, buyer.agent = inPerson, nil
	s.oppose = append(s.oppose, buyer)
	return s
}

// wages is a suit of one worker for pay.
func (w *world) wages(d dice, worker *person, boss *firm, filed day, o odds) *suit {
	s := w.newSuit(d, "wage", pick(d, "追索劳动报酬纠纷", "劳动争议", "追索劳动报酬纠纷"), filed)
	s.sum = money(d.between(4, 60))*1000*yuan + money(d.between(0, 99))*10*yuan
	s.begun = s.filed - day(d.between(200, 1400))
	s.due = s.filed - day(d.between(25, 150))
	if d.chance(0.25) {
		s.traits |= arbitrated
	}
	w.claimant(d, s, worker, o)
	w.opponentFirm(s, boss)
	return s
}

// house is a suit of a buyer of a house for its title.
func (w *world) house(d dice, buyer *person, seller *party, filed day, o odds) *suit {
	s := w.newSuit(d, "house", "房屋买卖合同纠纷", filed)
	s.sum = money(d.between(35, 210)) * 10000 * yuan
	s.begun = s.filed - day(d.between(200, 1500))
	s.due = s.begun + day(d.between(60, 400))
	if s.due >= s.filed {
		s.due = s.filed - 10
	}
	w.claimant(d, s, buyer, o)
	s.oppose = append(s.oppose, seller)
	return s
}

// fees is a suit of a property manager for fees.
func (w *world) fees(d dice, f *firm, owner *person, filed day) *suit {
	s := w.newSuit(d, "property", "物业服务合同纠纷", filed)
	s.begun = s.filed - day(d.between(400, 1500))
	s.due = s.filed - day(d.between(30, 300))
	s.sum = money(d.between(900, 14000))*yuan + money(d.between(0, 99))
	if d.chance(0.3) {
		s.traits |= surcharge
	}
	w.claimantFirm(d, s, f, nil)
	w.opponent(s, owner, "")
	return s
}

// credit is a suit of a bank or a licensed lender: topic bank, card or micro.
func (w *world) credit(d dice, topic, cause string, f *firm, debtor *person, filed day) *suit {
	s := w.newSuit(d, topic, cause, filed)
	s.begun = s.filed - day(d.between(400, 1600))
	s.due = min(s.begun+day(pick(d, 180, 365, 365, 730, 1095)), s.filed-20)
	s.sum = money(d.between(2, 60)) * 5000 * yuan
	s.rate = pick(d, 43, 48, 55, 60, 72, 80)
	switch topic {
	case "card":
		s.sum, s.rate = money(d.between(5000, 90000))*yuan+money(d.between(0, 99)), 0
	case "micro":
		s.sum, s.rate = money(d.between(2, 40))*5000*yuan, pick(d, 100, 120, 150, 180, 200)
	}
	s.paid = s.sum / money(d.between(3, 15)) / (10 * yuan) * (10 * yuan)
	w.claimantFirm(d, s, f, nil)
	w.opponent(s, debtor, "")
	if topic != "card" && d.chance(0.4) {
		w.opponent(s, w.somebody(d), "guarantor")
	}
	if topic != "card" && d.chance(0.3) {
		w.opponent(s, w.spouse(d, debtor), "spouse")
		s.traits |= spouseyes
	}
	return s
}

// assigned is a suit of a buyer of bad loans.
func (w *world) assigned(d dice, f *firm, debtor *person, filed day) *suit {
	s := w.credit(d, "npl", pick(d, "金融借款合同纠纷", "债权转让合同纠纷", "借款合同纠纷"), f, debtor, filed)
	s.begun -= 1200
	s.due = s.begun + 365
	for _, x := range s.oppose {
		x.person.olderThan(20, s.begun)
	}
	return s
}

// bills is a suit of a utility for unpaid bills.
func (w *world) bills(d dice, f *firm, cause string, user *person, filed day) *suit {
	s := w.newSuit(d, "utility", cause, filed)
	s.begun = s.filed - day(d.between(300, 900))
	s.due = s.filed - day(d.between(40, 200))
	s.sum = money(d.between(120, 4800))*yuan + money(d.between(0, 99))
	s.payee = supplies(cause)
	w.claimantFirm(d, s, f, nil)
	w.opponent(s, user, "")
	return s
}

// supplies is what a utility delivers, from the cause of action.
func supplies(cause string) string {
	switch cause {
	case "供用电合同纠纷":
		return "电"
	case "供用水合同纠纷":
		return "水"
	case "供用气合同纠纷":
		return "燃气"
	}
	return "通信"
}

// accident is a suit of somebody hurt on the road, usually against driver and insurer.
func (w *world) accident(d dice, filed day, o odds) *suit {
	s := w.newSuit(d, "traffic", "机动车交通事故责任纠纷", filed)
	s.begun = s.filed - day(d.between(90, 700))
	s.sum = money(d.between(4, 260))*1000*yuan + money(d.between(0, 9999))
	if d.chance(0.4) {
		s.paid = s.sum / money(d.between(4, 12)) / (100 * yuan) * (100 * yuan)
	}
	w.claimant(d, s, w.somebody(d), o)
	w.opponent(s, w.somebody(d), "")
	if d.chance(0.85) {
		x := w.opponentFirm(s, w.insurers[d.IntN(len(w.insurers))])
		x.role = "insurer"
	}
	return s
}

// recourse is a suit of an insurer against whoever caused what it paid for.
func (w *world) recourse(d dice, f *firm, filed day) *suit {
	s := w.newSuit(d, "subrogation", "保险人代位求偿权纠纷", filed)
	s.begun = s.filed - day(d.between(120, 700))
	s.sum = money(d.between(2, 80))*1000*yuan + money(d.between(0, 9))*100*yuan
	s.payee = w.names.full(d, false)
	w.claimantFirm(d, s, f, nil)
	w.opponent(s, w.somebody(d), "")
	return s
}

// divorce is a suit between husband and wife.
func (w *world) divorce(d dice, filed day, o odds) *suit {
	s := w.newSuit(d, "divorce", "离婚纠纷", filed)
	s.begun = s.filed - day(d.between(1000, 9000))
	s.due = s.filed - day(d.between(60, 900))
	p := w.somebody(d)
	p.olderThan(22, s.begun)
	other := w.spouse(d, p)
	other.olderThan(22, s.begun)
	w.claimant(d, s, p, o)
	w.opponent(s, other, "")
	return s
}

// jobbing is a suit of somebody who made goods to order.
func (w *world) jobbing(d dice, filed day, o odds) *suit {
	s := w.newSuit(d, "work", pick(d, "承揽合同纠纷", "加工合同纠纷", "承揽合同纠纷"), filed)
	s.begun = s.filed - day(d.between(200, 800))
	s.due = s.begun + day(d.between(30, 150))
	s.sum = money(d.between(3, 400))*1000*yuan + money(d.between(0, 99))*10*yuan
	if d.chance(0.4) {
		s.paid = s.sum / money(d.between(3, 9)) / (100 * yuan) * (100 * yuan)
	}
	if d.chance(0.5) {
		w.claimantFirm(d, s, w.trader(d, "服饰", "模具", "门窗", "包装"), w.hireLawyer(d))
	} else {
		w.claimant(d, s, w.somebody(d), o)
	}
	w.opponentFirm(s, w.trader(d, "服饰", "机械", "建筑工程", "家具"))
	return s
}

// labour is a suit of somebody who worked for another person.
func (w *world) labour(d dice, filed day, o odds) *suit {
	s := w.newSuit(d, "service", "劳务合同纠纷", filed)
	s.begun = s.filed - day(d.between(150, 1000))
	s.due = s.begun + day(d.between(40, 140))
	s.sum = money(d.between(2, 60))*1000*yuan + money(d.between(0, 99))*10*yuan
	if d.chance(0.4) {
		s.paid = s.sum / money(d.between(3, 9)) / (100 * yuan) * (100 * yuan)
	}
	if d.chance(0.5) {
		s.traits |= thin
	}
	w.claimant(d, s, w.somebody(d), o)
	w.opponent(s, w.somebody(d), "")
	return s
}

// purchase is a suit of a buyer over food or its label.
func (w *world) purchase(d dice, buyer *person, seller *firm, filed day, o odds) *suit {
	s := w.newSuit(d, "consumer", pick(d, "网络购物合同纠纷", "产品责任纠纷", "买卖合同纠纷", "网络购物合同纠纷"), filed)
	s.begun = s.filed - day(d.between(20, 300))
	s.sum = money(d.between(4, 300)) * 100 * yuan
	w.claimant(d, s, buyer, o)
	w.opponentFirm(s, seller)
	return s
}

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
func (w *world) fees(d dice, f *firm, owner *person, filed day, o odds) *suit {
	s := w.newSuit(d, "property", "物业服务合同纠纷", filed)
	s.begun = s.filed - day(d.between(400, 1500))
	s.due = s.filed - day(d.between(30, 300))
	s.sum = money(d.between(900, 14000))*yuan + money(d.between(0, 99))
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

package synth

// lending are the rates of one kind of lender.
type lending struct {
	odds
	iou, uniform   float64
	cash, notrail  float64 // notrail: of the cash
	upfront, third float64
	rate           float64 // interest is agreed
	guarantor      float64
	spouse         float64
	sums           []int // thousands of yuan
}

// friends are the rates of loans between people who know each other. They are the
// background against which lenders by trade must be seen, so every trait of those
// lenders occurs here too.
func friends() lending {
	return lending{odds: usual(), iou: 0.88, uniform: 0.1, cash: 0.24, notrail: 0.3, upfront: 0.05, third: 0.06,
		rate: 0.45, guarantor: 0.16, spouse: 0.22,
		sums: []int{5, 8, 10, 10, 15, 20, 20, 30, 30, 40, 50, 50, 60, 80, 100, 100, 120, 150, 200, 300, 500}}
}

// byTrade are the rates of a lender by trade; strength 0 is hardly to be told from
// friends, 1 is as plain as the published cases.
func byTrade(strength float64) lending {
	l := friends()
	mixIn := func(p *float64, full float64) { *p = blend(strength, *p, full) }
	mixIn(&l.uniform, 0.85)
	mixIn(&l.cash, 0.55)
	mixIn(&l.notrail, 0.75)
	mixIn(&l.upfront, 0.4)
	mixIn(&l.third, 0.35)
	mixIn(&l.rate, 0.85)
	mixIn(&l.agent, 1)
	mixIn(&l.alone, 0.95)
	mixIn(&l.absent, 0.62)
	mixIn(&l.withdrawn, 0.3)
	mixIn(&l.mediated, 0.12)
	mixIn(&l.enforced, 0.65)
	l.iou, l.masked, l.rejected = 1, 0.04, 0.12
	l.sums = []int{10, 20, 20, 30, 30, 30, 40, 50, 50, 60, 80, 100, 150}
	return l
}

// loan plans a loan suit of a lender, up to but not including how it ends.
func (w *world) loan(d dice, lender, borrower *person, filed day, l lending) *suit {
	s := w.newSuit(d, "loan", "民间借贷纠纷", filed)
	s.sum = money(pick(d, l.sums...)) * 1000 * yuan
	if d.chance(0.12) {
		s.sum += money(d.between(1, 9)) * 100 * yuan
	}
	s.begun = s.filed - day(d.between(70, 1100))
	if d.chance(0.7) {
		s.due = min(s.begun+day(pick(d, 30, 60, 90, 91, 180, 183, 365, 366)), s.filed-7)
	}
	if d.chance(l.rate) {
		s.rate = pick(d, 100, 100, 120, 150, 150, 200, 200, 200, 250, 300)
	}
	if d.chance(0.3) {
		s.paid = s.sum / money(d.between(4, 12)) / (100 * yuan) * (100 * yuan)
	}
	w.deliver(d, s, l)
	w.claimant(d, s, lender, l.odds)
	main := w.opponent(s, borrower, "")
	if d.chance(l.spouse) {
		w.opponent(s, w.spouse(d, main.person), "spouse")
		if d.chance(0.35) {
			s.traits |= spouseyes
		}
	}
	if d.chance(l.guarantor) {
		w.opponent(s, w.somebody(d), "guarantor")
	}
	return s
}

// deliver throws how the money was handed over and what the note looks like.
func (w *world) deliver(d dice, s *suit, l lending) {
	switch {
	case d.chance(l.cash):
		s.traits |= cash
		if d.chance(0.2) {
			s.traits = s.traits&^cash | mixed
		}
		if d.chance(l.notrail) {
			s.traits |= notrail
		}
	case s.sum < 20000*yuan && d.chance(0.4):
		s.traits |= wechat
	default:
		s.traits |= transfer
	}
	if d.chance(l.iou) || s.has(cash) {
		s.traits |= iou
		if d.chance(l.uniform) {
			s.traits |= uniform
		}
	}
	if d.chance(l.upfront) {
		s.traits |= upfront
	}
	if d.chance(l.third) && s.traits&(transfer|mixed) != 0 {
		s.traits |= third
	}
	if d.chance(0.08) {
		s.traits |= lawyerfee
	}
	s.payee = w.names.full(d, d.chance(0.3))
}

// loanDefence throws what a borrower who contests says; it fits the story.
func loanDefence(d dice, s *suit) string {
	switch {
	case s.has(upfront) && d.chance(0.5):
		return "upfront"
	case s.has(cash) && d.chance(0.45):
		return "undelivered"
	case s.has(third) && d.chance(0.3):
		return "notlender"
	}
	return []string{"repaid", "undelivered", "gambling", "forged", "notlender"}[d.weighted(11, 4, 1, 1, 1)]
}

// lend plans, tries and enters a loan suit.
func (w *world) lend(d dice, lender, borrower *person, filed day, l lending) []*suit {
	s := w.loan(d, lender, borrower, filed, l)
	w.try(d, s, l.odds)
	return w.enter(d, s, l.odds)
}

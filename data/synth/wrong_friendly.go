package synth

import "strconv"

// planFriendlyCreditor plants one debtor and one creditor who stage a suit.
func (w *world) planFriendlyCreditor(d dice, i int) {
	name, strength := strengthOf(i)
	debtor := w.stranger(d)
	creditor := w.kin(d, debtor)
	if d.chance(blend(strength, 0.7, 0.3)) {
		creditor = w.stranger(d)
	}
	pl := w.plotAbout(Wrong, "no_confrontation", creditor)
	pl.truth.Model, pl.truth.Strength = NoConfrontationModel, name
	pl.people = append(pl.people, debtor)
	agent := w.hireLawyer(d)
	if d.chance(blend(strength, 0.4, 0.9)) {
		w.distress(d, debtor)
	}
	n := 1 + d.weighted(2, 5, 2)
	filed := opensOn() + 400 + day(d.IntN(1100))
	for k := range n {
		a, b := creditor, debtor
		if k > 0 && d.chance(blend(strength, 0, 0.35)) { // over time the agent stands on both sides
			a, b = debtor, w.kin(d, debtor)
			pl.people = append(pl.people, b)
		}
		pl.suits = append(pl.suits, w.friendlySuit(d, a, b, filed, agent, strength)...)
		filed += day(d.between(5, 200))
	}
	pl.truth.Note = "无对抗诉讼：亲友间" + strconv.Itoa(n) + "件借贷，立案数日即调解并申请执行，债务人另有被执行案件。"
}

// friendlySuit plans one staged loan suit.
func (w *world) friendlySuit(d dice, creditor, debtor *person, filed day, agent *counsel, strength float64) []*suit {
	l := friends()
	l.spouse, l.guarantor = 0.1, 0
	s := w.loan(d, creditor, debtor, filed, l)
	s.sum = money(pick(d, 200, 300, 380, 500, 600, 800, 1200)) * 1000 * yuan
	s.paid = 0
	s.traits = s.traits&^(wechat|upfront|third|lawyerfee) | iou
	if s.traits&(cash|mixed|transfer) == 0 {
		s.traits |= transfer
	}
	if s.claims[0].agent == nil {
		s.claims[0].came = withAgent
	}
	s.claims[0].agent = agent
	return w.settleStaged(d, s, staged(strength), strength)
}

// planRing plants a debtor whom several people sue once each, a little apart in time.
func (w *world) planRing(d dice, i int) {
	name, strength := strengthOf(i + 1)
	debtor := w.stranger(d)
	w.distress(d, debtor)
	agent := w.hireLawyer(d)
	filed := opensOn() + 400 + day(d.IntN(1000))
	for range d.between(3, 5) {
		creditor := w.stranger(d)
		if d.chance(0.4) {
			creditor = w.kin(d, debtor)
		}
		pl := w.plotAbout(Wrong, "collusive_single", creditor)
		pl.truth.Model, pl.truth.Strength = NoConfrontationModel, name
		pl.truth.Note = "串通诉讼：同一债务人的多名亲友各起诉一件，均无争议调解结案。"
		pl.people = append(pl.people, debtor)
		help := agent
		if d.chance(blend(strength, 0.5, 0)) {
			help = w.hireLawyer(d)
		}
		pl.suits = w.friendlySuit(d, creditor, debtor, filed, help, strength)
		filed += day(d.between(10, 120))
	}
}

// distress plans a genuine debt of p that went to enforcement without success: others
// are owed money, which is why somebody stages suits.
func (w *world) distress(d dice, p *person) {
	l := friends()
	l.absent, l.withdrawn, l.mediated, l.enforced, l.masked = 0.5, 0, 0, 1, 0
	l.rejected = 0
	w.lend(d, w.somebody(d), p, opensOn()+day(d.IntN(250)), l)
}

// distressFirm does the same for a firm.
func (w *world) distressFirm(d dice, f *firm) {
	o := usual()
	o.absent, o.withdrawn, o.mediated, o.enforced, o.masked, o.rejected = 0.5, 0, 0, 1, 0, 0
	s := w.sale(d, w.trader(d, "贸易", "建材", "金属"), &party{firm: f}, opensOn()+day(d.IntN(250)), o)
	w.try(d, s, o)
	w.enter(d, s, o)
}

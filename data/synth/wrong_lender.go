package synth

import "strconv"

// planLender plants a lender by trade. The strong ones sue many in one court within
// two or three years, some of the suits in the name of relatives.
func (w *world) planLender(d dice, i int) {
	name, strength := strengthOf(i)
	lender := w.stranger(d)
	pl := w.plotAbout(Wrong, "professional_lender", lender)
	pl.truth.Model, pl.truth.Strength = LenderModel, name
	n := d.between(20, 32)
	if d.chance(0.2) && w.target > 5000 { // a small county has no room for the largest
		n = d.between(32, 60)
	}
	switch name {
	case Medium:
		n = d.between(14, 24)
	case Weak:
		n = d.between(10, 14)
	}
	nominal := []*person{}
	for range d.between(0, 2) {
		nominal = append(nominal, w.kin(d, lender))
	}
	pl.people = append(pl.people, nominal...)
	l := byTrade(strength)
	from := opensOn() + day(d.IntN(900))
	help := w.hireLawyer(d)
	home := d.weighted(5, 3, 4)
	habit, payee := d.Uint64(), w.names.full(d, false)
	for range n {
		who := lender
		if len(nominal) > 0 && d.chance(0.28) {
			who = nominal[d.IntN(len(nominal))]
		}
		s := w.loan(d, who, w.somebody(d), from+day(d.IntN(700+int(200*(1-strength)))), l)
		if d.chance(blend(strength, 0.55, 0.85)) { // nearly always the same court, lawyer and way of writing
			w.assign(d, s, w.courts[home], d.low(len(w.courts[home].judges)))
		}
		if s.claims[0].agent != nil && d.chance(blend(strength, 0.4, 0.9)) {
			s.claims[0].agent = help
		}
		if d.chance(blend(strength, 0.3, 0.9)) {
			s.drafter = habit
		}
		if d.chance(0.8) {
			s.payee = payee
		}
		w.try(d, s, l.odds)
		pl.suits = append(pl.suits, w.enter(d, s, l.odds)...)
	}
	pl.truth.Note = "职业放贷：以本人及亲属名义起诉" + strconv.Itoa(n) + "件，多为格式借条、现金交付、代理人出庭。"
}

// hireLawyer draws a lawyer or legal worker.
func (w *world) hireLawyer(d dice) *counsel {
	if d.chance(0.3) {
		return w.workers[d.low(len(w.workers))]
	}
	return w.lawyers[d.low(len(w.lawyers))]
}

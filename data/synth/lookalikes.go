package synth

// A trade is one kind of honest repeat plaintiff: how many documents in a thousand its
// suits make up, and how many suits one of them brings.
type trade struct {
	class    string
	permille int
	suits    int
	plan     func(w *world, d dice, n int)
}

// trades are the look-alikes that take a fixed share of the papers. The shares follow
// the impression real basic courts give: banks, card issuers and property managers
// bring a third of all civil suits.
func trades() []trade {
	return []trade{
		{"bank", 120, 70, (*world).planBank},
		{"micro_lender", 50, 45, (*world).planMicroLender},
		{"property_manager", 120, 60, (*world).planPropertyManager},
		{"mass_wage", 35, 22, (*world).planMassWages},
		{"trade_supplier", 30, 12, (*world).planSupplier},
		{"developer_title", 25, 18, (*world).planDeveloper},
		{"insurer_subrogation", 18, 25, (*world).planInsurer},
		{"utility_telecom", 30, 40, (*world).planUtility},
		{"professional_buyer", 18, 12, (*world).planBuyer},
		{"npl_manager", 20, 30, (*world).planBadLoans},
		{"generous_individual", 20, 5, (*world).planGenerous},
		{"family_mediation", 15, 1, (*world).planFamily},
	}
}

// planLookalikes plans every trade until it has its share.
func (w *world) planLookalikes() {
	for _, t := range trades() {
		want := t.permille * w.target / 1000
		for i := 0; want > 0; i++ {
			d := w.dice()
			before := len(w.suits)
			t.plan(w, d, max(1, min(want, d.between(t.suits/2, t.suits*3/2))))
			want -= max(1, len(w.suits)-before)
		}
	}
	w.planNamesakes()
}

// planGenerous plans somebody who lent to several people and has to sue, below every
// threshold and with the money on record.
func (w *world) planGenerous(d dice, n int) {
	p := w.stranger(d)
	pl := w.plotAbout(Lookalike, "generous_individual", p)
	pl.truth.Strength, pl.truth.Note = Medium, "多笔真实出借，均有转账凭证，件数低于认定标准。"
	l := friends()
	l.cash, l.uniform, l.third, l.upfront, l.masked = 0.15, 0.08, 0.03, 0.02, 0.03
	l.sums = []int{5, 10, 10, 20, 30, 30, 50, 60, 80, 100} // together below one million
	for range min(n, 8) {
		pl.suits = append(pl.suits, w.lend(d, p, w.somebody(d), anyDay(d), l)...)
	}
}

// planFamily plans relatives who truly owe each other and settle in court.
func (w *world) planFamily(d dice, _ int) {
	p := w.somebody(d)
	pl := w.plotAbout(Lookalike, "family_mediation", p)
	pl.truth.Strength, pl.truth.Note = Medium, "亲属间真实借款，有转账，调解结案。"
	l := friends()
	l.cash, l.spouse, l.guarantor, l.masked = 0.1, 0, 0, 0.03
	k := w.kin(d, p)
	pl.people = append(pl.people, k)
	s := w.loan(d, p, k, anyDay(d), l)
	o := l.odds
	o.absent, o.admits, o.enforced = 0, 0.9, 0.12
	w.appear(d, s, o)
	w.mediate(s, d.between(5, 40))
	pl.suits = w.enter(d, s, o)
}

// planNamesakes plans people who bear the name of a lender by trade and lent once or twice.
func (w *world) planNamesakes() {
	for _, wrong := range w.plots {
		if wrong.truth.Class != "professional_lender" {
			continue
		}
		d := w.dice()
		p := w.namesake(d, wrong.people[0])
		pl := w.plotAbout(Lookalike, "namesake", p)
		pl.truth.Strength, pl.truth.Note = Medium, "与职业放贷人同名的另一人，出生日期不同。"
		l := friends()
		l.masked = 0
		for range d.between(1, 3) {
			pl.suits = append(pl.suits, w.lend(d, p, w.somebody(d), anyDay(d), l)...)
		}
	}
}

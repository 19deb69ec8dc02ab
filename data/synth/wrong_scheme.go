package synth

import "strconv"

// A scheme is a class of single sham suits, with the honest suits that look like it.
type scheme struct {
	class, model string
	per10000     int
	plant        func(w *world, d dice, pl *plot, strength float64)
	alike        []schemeAlike
}

// A schemeAlike is an honest story that looks like a scheme. There are as many of each as of the wrong.
type schemeAlike struct {
	class, note string
	plant       func(w *world, d dice, pl *plot)
}

// schemes are written from the descriptions of the wrongs: item by item after article 1 of
// 法释〔2018〕17号 and the guiding cases (检例第52号 to 第56号, 第192号).
func schemes() []scheme {
	return []scheme{
		{"insider_company_debt", CompanyDebtModel, 6, (*world).plantInsiderDebt, []schemeAlike{
			{"shareholder_loan", "股东、法定代表人以转账出借公司经营用款，公司就数额提出异议后判决。", (*world).alikeShareholderLoan},
			{"staff_loan", "负债公司向职工集资，均有转账，双方没有关联。", (*world).alikeStaffLoan}}},
		{"repaid_debt_sued", RepaidModel, 6, (*world).plantRepaid, []schemeAlike{
			{"part_repaid", "借款只归还了一部分，原告主张余额。", (*world).alikePartRepaid},
			{"other_loan", "先后两笔借款，归还的是前一笔。", (*world).alikeOtherLoan},
			{"interest_paid", "按月支付的是利息，本金未还。", (*world).alikeInterestPaid}}},
		{"same_note_twice", TwoCourtsModel, 5, (*world).plantTwoCourts, []schemeAlike{
			{"refiled", "前案撤诉后向有管辖权的法院另行起诉。", (*world).alikeRefiled},
			{"twin_loans", "同额的两笔借款，出借日期不同。", (*world).alikeTwinLoans}}},
		{"divorce_debt", DivorceDebtModel, 6, (*world).plantDivorceDebt, []schemeAlike{
			{"home_loan", "亲属出借的购房款，有转账，配偶一并被诉。", (*world).alikeHomeLoan},
			{"spouse_creditor", "离婚前后被诉的真实借款，无亲属关系，有转账。", (*world).alikeSpouseCreditor}}},
		{"rights_squat", RightsModel, 3, (*world).plantRightsSquat, []schemeAlike{
			{"brand_owner", "品牌权利人以实际使用的商标批量维权。", (*world).alikeBrandOwner},
			{"small_holder", "实际经营的小企业多次维权，少数案件被驳回。", (*world).alikeSmallHolder}}},
		{"sham_objection", ObjectionModel, 5, (*world).plantShamObjection, []schemeAlike{
			{"true_tenant", "查封前已承租并居住、按期付租的真实承租人。", (*world).alikeTrueTenant},
			{"true_buyer", "查封前已付款入住、非因自身原因未过户的真实买受人。", (*world).alikeTrueBuyer}}},
	}
}

// planSchemes plants them. Their dice are their own, so that what was there before stays.
func (w *world) planSchemes() {
	for k, c := range schemes() {
		d := newDice(w.seed^0x736368656d65, uint64(k))
		n := w.count(c.per10000)
		for i := range n {
			name, strength := strengthOf(i)
			pl := &plot{truth: Truth{Kind: Wrong, Class: c.class, Model: c.model, Strength: name}}
			c.plant(w, d, pl, strength)
			w.plots = append(w.plots, pl)
			for _, a := range c.alike {
				pl := &plot{truth: Truth{Kind: Lookalike, Class: a.class, Strength: Medium, Note: a.note}}
				a.plant(w, d, pl)
				w.plots = append(w.plots, pl)
			}
		}
	}
}

// about names the subject of a plot and everybody else in it.
func (pl *plot) about(p *person, others ...*person) {
	pl.truth.Subject = Subject{"person", p.name, p.born.iso()}
	pl.people = append(pl.people, append([]*person{p}, others...)...)
}

// aboutFirm names a firm as the subject.
func (pl *plot) aboutFirm(f *firm) {
	pl.truth.Subject = Subject{Kind: "organisation", Name: f.name}
}

// plainly are the rates of suits in which nothing is left to chance but the rest.
func plainly() odds {
	o := usual()
	o.masked, o.withdrawn, o.appealed, o.rejected, o.partly, o.mediated, o.absent, o.announced = 0, 0, 0, 0, 0, 0, 0, 0
	return o
}

// sued plans a loan suit of a lender against a firm.
func (w *world) suedFirm(d dice, lender *person, f *firm, filed day, l lending) *suit {
	l.spouse, l.guarantor = 0, 0
	s := w.loan(d, lender, w.somebody(d), filed, l)
	s.oppose[0].person, s.oppose[0].firm = nil, f
	s.paid = 0
	return s
}

// led makes a firm whose head and supervisor are known people.
func (w *world) led(d dice, lines ...string) *firm {
	f := w.trader(d, lines...)
	f.chief, f.partner = w.stranger(d), w.stranger(d)
	f.head = f.chief.name
	return f
}

// plantInsiderDebt: who runs a firm in distress, or a relative of theirs, sues it over a
// loan that never was; the firm admits at once.
func (w *world) plantInsiderDebt(d dice, pl *plot, strength float64) {
	f := w.led(d, "服饰", "机械", "建材", "食品", "纺织", "置业")
	w.distressFirm(d, f)
	var who *person
	switch {
	case strength == 1:
		who = f.chief
	case d.chance(0.5):
		who = w.kin(d, f.chief)
	default:
		who = f.partner
	}
	l := friends()
	l.masked = 0
	s := w.suedFirm(d, who, f, opensOn()+day(d.between(600, 1600)), l)
	s.sum = money(d.between(45, 900)) * 10000 * yuan
	s.traits = s.traits&^(wechat|mixed|transfer|upfront|third|lawyerfee) | iou
	if d.chance(blend(strength, 0.35, 0.9)) {
		s.traits |= cash | notrail
	} else {
		s.traits |= transfer
	}
	pl.suits = w.settleStaged(d, s, staged(strength), strength)
	pl.about(who)
	pl.truth.Note = "公司负债期间，法定代表人、监事或其亲属以借款起诉公司，公司当即认可。"
}

// alikeShareholderLoan: a head of a firm really paid for it, and the firm now disputes the sum.
func (w *world) alikeShareholderLoan(d dice, pl *plot) {
	f := w.led(d, "服饰", "机械", "建材", "食品", "纺织")
	who := pick(d, f.partner, f.chief)
	l := friends()
	l.cash, l.masked = 0, 0
	s := w.suedFirm(d, who, f, opensOn()+day(d.between(400, 1600)), l)
	s.sum = money(d.between(20, 400)) * 10000 * yuan
	s.traits = s.traits&^(cash|mixed|wechat|third|upfront) | transfer
	w.appear(d, s, plainly())
	s.oppose[0].stance = "repaid"
	o := plainly()
	o.partly = 0.5
	w.judge(d, s, o)
	pl.suits = w.enter(d, s, o)
	pl.about(who)
	s.moves = []move{{false, s.sum, s.begun}}
}

// alikeStaffLoan: a firm in distress owes its staff what they lent by transfer.
func (w *world) alikeStaffLoan(d dice, pl *plot) {
	f := w.led(d, "服饰", "机械", "建材", "食品", "纺织")
	w.distressFirm(d, f)
	l := friends()
	l.cash, l.masked = 0, 0
	filed := opensOn() + day(d.between(600, 1600))
	for range d.between(2, 4) {
		who := w.stranger(d)
		s := w.suedFirm(d, who, f, filed+day(d.IntN(60)), l)
		s.sum = money(d.between(2, 30)) * 10000 * yuan
		s.traits = s.traits&^(cash|mixed|wechat|third|upfront) | transfer
		s.moves = []move{{false, s.sum, s.begun}}
		o := plainly()
		o.admits, o.mediated = 0.7, 0.2
		w.try(d, s, o)
		if pl.people == nil {
			pl.about(who)
		} else {
			pl.people = append(pl.people, who)
		}
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
}

// aLoan plans a loan by transfer between two people, undisturbed by spouses and guarantors.
func (w *world) aLoan(d dice, a, b *person, filed day) *suit {
	l := friends()
	l.spouse, l.guarantor, l.masked, l.cash, l.rate, l.upfront, l.third = 0, 0, 0, 0, 0.3, 0, 0
	l.sums = []int{30, 50, 60, 80, 100, 120, 150, 180, 200, 260, 300}
	s := w.loan(d, a, b, filed, l)
	s.paid = 0
	s.traits = s.traits&^(cash|mixed|wechat) | transfer | iou
	s.begun = s.filed - day(d.between(400, 1000))
	s.due = s.begun + day(pick(d, 90, 180, 365))
	s.moves = []move{{false, s.sum, s.begun}}
	return s
}

// byDefault judges a suit to which the other side does not come.
func (w *world) byDefault(d dice, s *suit) []*suit {
	o := plainly()
	o.absent, o.enforced = 1, 0.6
	w.appear(d, s, o)
	w.judge(d, s, o)
	return w.enter(d, s, o)
}

// plantRepaid: the borrower paid, and is sued all the same.
func (w *world) plantRepaid(d dice, pl *plot, strength float64) {
	a, b := w.stranger(d), w.stranger(d)
	s := w.aLoan(d, a, b, opensOn()+day(d.between(900, 1700)))
	pl.about(a)
	pl.truth.Note = "借款起诉前已还清，出借人隐瞒还款事实仍持借条起诉。"
	switch {
	case strength == 1: // all at once
		s.rate = 0
		s.moves = append(s.moves, move{true, s.sum, min(s.due+day(d.between(0, 40)), s.filed-20)})
	case strength > 0.5: // by and by
		n := d.between(3, 6)
		for i := range n {
			part := s.sum / money(n)
			if i == n-1 {
				part = s.sum - part*money(n-1)
			}
			s.moves = append(s.moves, move{true, part, s.begun + day((i+1)*int(s.filed-s.begun-20)/(n+1))})
		}
	default: // enforced in full, and sued upon once more
		first := *s
		first.filed = (s.begun + day(d.between(120, 160))).working()
		first.due = min(first.due, first.filed-10)
		s.due = first.due
		before := &first
		before.oppose = []*party{{person: b}}
		before.claims = []*party{{person: a}}
		o := plainly()
		o.absent = 1
		w.appear(d, before, o)
		w.judge(d, before, o)
		w.suits = append(w.suits, before)
		run := w.enforce(d, before, before)
		run.result, run.filed = "done", (before.decided + 40).working()
		run.decided = run.filed + 30
		run.decided = run.decided.working()
		run.heard = run.decided
		s.filed = max(s.filed, run.decided+60).working()
		s.moves = nil
		pl.suits = append(pl.suits, before, run)
	}
	pl.suits = append(pl.suits, w.byDefault(d, s)...)
}

func (w *world) alikePartRepaid(d dice, pl *plot) {
	a, b := w.stranger(d), w.stranger(d)
	s := w.aLoan(d, a, b, opensOn()+day(d.between(900, 1700)))
	s.paid = s.sum * money(d.between(25, 65)) / 100 / (1000 * yuan) * (1000 * yuan)
	s.moves = append(s.moves, move{true, s.paid, min(s.due, s.filed-30)})
	pl.about(a)
	pl.suits = w.byDefault(d, s)
}

func (w *world) alikeOtherLoan(d dice, pl *plot) {
	a, b := w.stranger(d), w.stranger(d)
	s := w.aLoan(d, a, b, opensOn()+day(d.between(900, 1700)))
	s.moves = append(s.moves, move{false, s.sum, s.begun + 5}, move{true, s.sum, min(s.due, s.filed-30)})
	pl.about(a)
	pl.suits = w.byDefault(d, s)
}

func (w *world) alikeInterestPaid(d dice, pl *plot) {
	a, b := w.stranger(d), w.stranger(d)
	s := w.aLoan(d, a, b, opensOn()+day(d.between(900, 1700)))
	s.rate = 100
	for i := range d.between(4, 10) {
		s.moves = append(s.moves, move{true, s.sum / 100, s.begun + day(30*(i+1))})
	}
	pl.about(a)
	pl.suits = w.byDefault(d, s)
}

// again sues upon a loan once more, in another court.
func (w *world) elsewhere(d dice, s *suit, after int) *suit {
	twin := *s
	twin.claims, twin.oppose = []*party{{person: s.claims[0].person}}, []*party{{person: s.oppose[0].person}}
	twin.filed = (s.filed + day(after)).working()
	twin.moves, twin.drafter = nil, d.Uint64()
	for twin.court == s.court {
		c := w.courts[d.weighted(5, 3, 4)]
		w.assign(d, &twin, c, d.low(len(c.judges)))
	}
	twin.award, twin.result = 0, ""
	return &twin
}

// plantTwoCourts: one note, two courts.
func (w *world) plantTwoCourts(d dice, pl *plot, strength float64) {
	a, b := w.stranger(d), w.stranger(d)
	s := w.aLoan(d, a, b, opensOn()+day(d.between(700, 1300)))
	twin := w.elsewhere(d, s, scale(strength, 330, 60))
	pl.about(a, b)
	pl.truth.Note = "持同一借据先后在两个法院起诉，两次取得裁判。"
	pl.suits = w.byDefault(d, s)
	if strength == 1 {
		pl.suits = append(pl.suits, w.byDefault(d, twin)...)
		return
	}
	o := plainly()
	o.admits, o.enforced = 1, 0.5
	w.appear(d, twin, o)
	w.mediate(twin, d.between(5, 30))
	pl.suits = append(pl.suits, w.enter(d, twin, o)...)
}

func (w *world) alikeRefiled(d dice, pl *plot) {
	a, b := w.stranger(d), w.stranger(d)
	s := w.aLoan(d, a, b, opensOn()+day(d.between(700, 1300)))
	pl.about(a)
	w.appear(d, s, plainly())
	w.withdraw(d, s)
	pl.suits = w.enter(d, s, plainly())
	twin := w.elsewhere(d, s, int(s.decided-s.filed)+d.between(10, 60))
	twin.traits &^= settled
	pl.suits = append(pl.suits, w.byDefault(d, twin)...)
}

func (w *world) alikeTwinLoans(d dice, pl *plot) {
	a, b := w.stranger(d), w.stranger(d)
	s := w.aLoan(d, a, b, opensOn()+day(d.between(700, 1300)))
	twin := w.elsewhere(d, s, d.between(20, 200))
	twin.begun -= day(d.between(20, 90))
	twin.detail = d.Uint64()
	pl.about(a)
	pl.suits = append(w.byDefault(d, s), w.byDefault(d, twin)...)
}

// parted plans and tries a divorce, and returns the couple.
func (w *world) parted(d dice, filed day) (one, two *person, s *suit) {
	o := plainly()
	o.admits = 0.5
	s = w.newSuit(d, "divorce", "离婚纠纷", filed)
	s.begun = s.filed - day(d.between(1500, 4000))
	s.due = s.filed - day(d.between(60, 600))
	one = w.stranger(d)
	one.olderThan(23, s.begun)
	two = w.spouse(d, one)
	two.olderThan(23, s.begun)
	w.claimant(d, s, one, o)
	w.opponent(s, two, "")
	w.appear(d, s, o)
	w.judge(d, s, o)
	w.enter(d, s, o)
	return one, two, s
}

// plantDivorceDebt: one of a couple who part lets a relative or friend sue over a loan.
func (w *world) plantDivorceDebt(d dice, pl *plot, strength float64) {
	one, two, parting := w.parted(d, opensOn()+day(d.between(500, 1500)))
	if d.chance(0.4) {
		one = two
	}
	who := w.stranger(d)
	if d.chance(blend(strength, 0.5, 1)) {
		who = w.kin(d, one)
	}
	l := friends()
	l.spouse, l.guarantor, l.masked = 0, 0, 0
	s := w.loan(d, who, one, parting.filed+day(d.between(-130, 170)), l)
	s.sum, s.paid = money(d.between(16, 120))*10000*yuan, 0
	s.traits = s.traits&^(cash|mixed|wechat|transfer|upfront|third|lawyerfee) | iou
	if d.chance(blend(strength, 0.5, 0.95)) {
		s.traits |= cash
		if d.chance(0.7) {
			s.traits |= notrail
		}
	} else {
		s.traits |= transfer
	}
	pl.suits = w.settleStaged(d, s, staged(strength), strength)
	pl.about(who, one)
	pl.truth.Note = "离婚诉讼前后，亲友仅起诉夫妻一方主张借款，对方当即认可，配偶未参加诉讼。"
}

func (w *world) alikeHomeLoan(d dice, pl *plot) {
	one, two, parting := w.parted(d, opensOn()+day(d.between(500, 1500)))
	who := w.kin(d, one)
	s := w.aLoan(d, who, one, parting.filed+day(d.between(-130, 170)))
	s.sum = money(d.between(20, 80)) * 10000 * yuan
	s.moves[0].amount = s.sum
	x := w.opponent(s, two, "spouse")
	s.traits |= spouseyes
	w.appear(d, s, plainly())
	s.oppose[0].stance, x.stance = "admit", "spouse"
	w.judge(d, s, plainly())
	pl.about(who)
	pl.suits = w.enter(d, s, plainly())
}

func (w *world) alikeSpouseCreditor(d dice, pl *plot) {
	one, _, parting := w.parted(d, opensOn()+day(d.between(500, 1500)))
	who := w.stranger(d)
	s := w.aLoan(d, who, one, parting.filed+day(d.between(-130, 170)))
	s.moves[0].at = s.begun
	o := plainly()
	o.absent, o.admits, o.mediated = 0.4, 0.5, 0.3
	w.try(d, s, o)
	pl.about(who)
	pl.suits = w.enter(d, s, o)
}

// rightsSuit plans a suit over a mark against a shop.
func (w *world) rightsSuit(d dice, f *firm, filed day, traits trait) *suit {
	s := w.newSuit(d, "mark", "侵害商标权纠纷", filed)
	s.sum = money(d.between(4, 24)) * 2500 * yuan
	s.begun = s.filed - day(d.between(40, 240))
	s.traits |= traits
	w.claimantFirm(d, s, f, nil)
	w.opponentFirm(s, w.shop(d))
	return s
}

// plantRightsSquat: marks that were registered to sue shops with, and used for nothing else.
func (w *world) plantRightsSquat(d dice, pl *plot, strength float64) {
	f := w.led(d, "品牌管理", "知识产权服务", "商贸", "文化创意")
	from := opensOn() + day(d.between(200, 1100))
	mark, n := w.brand(d), w.crowd(scale(strength, 9, 22))
	o := plainly()
	o.withdrawn, o.mediated, o.absent = 0.35, 0.1, 0.15
	o.admits, o.rejected, o.partly = 0.1, blend(strength, 0.25, 0.6), 0.8
	var fellows []*firm
	for range n {
		s := w.rightsSuit(d, f, from+day(d.IntN(scale(strength, 320, 150))), unused)
		s.payee = mark
		w.try(d, s, o)
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
		fellows = append(fellows, s.oppose[0].firm)
	}
	pl.aboutFirm(f)
	if d.chance(blend(strength, 0.3, 0.9)) {
		f.fined = from + day(d.between(60, 300))
	}
	pl.truth.Note = "囤积商标从未使用，批量起诉小商户索赔" + strconv.Itoa(len(fellows)) + "件。"
}

// crowd is the size of a series: smaller in a county that has no room for it.
func (w *world) crowd(n int) int {
	if w.target < 1200 {
		return (n + 1) / 2
	}
	return n
}

func (w *world) alikeBrandOwner(d dice, pl *plot) {
	f := w.led(d, "酒业", "服饰", "食品", "五金", "电器")
	from, mark := opensOn()+day(d.between(200, 1100)), w.brand(d)
	o := plainly()
	o.withdrawn, o.mediated, o.absent, o.admits, o.rejected, o.partly = 0.3, 0.15, 0.3, 0.3, 0.05, 0.85
	for range w.crowd(d.between(12, 24)) {
		s := w.rightsSuit(d, f, from+day(d.IntN(200)), inuse)
		s.payee = mark
		w.try(d, s, o)
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
	pl.aboutFirm(f)
}

func (w *world) alikeSmallHolder(d dice, pl *plot) {
	f := w.led(d, "茶业", "家纺", "餐饮管理")
	from, mark := opensOn()+day(d.between(200, 1100)), w.brand(d)
	o := plainly()
	o.withdrawn, o.mediated, o.absent, o.admits, o.rejected, o.partly = 0.2, 0.2, 0.2, 0.3, 0.25, 0.7
	for range w.crowd(d.between(6, 12)) {
		s := w.rightsSuit(d, f, from+day(d.IntN(400)), inuse)
		s.payee = mark
		w.try(d, s, o)
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
	pl.aboutFirm(f)
}

// brand makes the words of a mark.
func (w *world) brand(d dice) string {
	return pick(d, "澜", "望", "云", "青", "锦", "禾", "鹿", "岚") + pick(d, "溪坊", "客来", "山居", "小馆", "记匠", "源春", "福里", "上客")
}

// outsider plans the suit of somebody against whom a house is seized that they say is
// theirs, or let to them: against the creditor and the debtor.
func (w *world) outsider(d dice, who, creditor, debtor *person, filed day, traits trait) *suit {
	s := w.newSuit(d, "objection", "案外人执行异议之诉", filed)
	s.sum = money(d.between(30, 220)) * 10000 * yuan
	s.begun = s.filed - day(d.between(500, 1200))
	s.due = s.filed - day(d.between(120, 300)) // the seizure
	s.traits |= traits
	w.claimant(d, s, who, plainly())
	w.opponent(s, creditor, "")
	w.opponent(s, debtor, "debtor")
	return s
}

// plantShamObjection: a relative comes forward with a lease or sale that nothing shows.
func (w *world) plantShamObjection(d dice, pl *plot, strength float64) {
	creditor, debtor := w.somebody(d), w.stranger(d)
	who := w.kin(d, debtor)
	if d.chance(blend(strength, 0.35, 0)) {
		who = w.stranger(d)
	}
	var t trait
	if d.chance(0.5) {
		t |= lease
	}
	if strength < 0.5 {
		t |= transfer
	}
	s := w.outsider(d, who, creditor, debtor, opensOn()+day(d.between(700, 1700)), t)
	w.appear(d, s, plainly())
	s.oppose[0].stance, s.oppose[1].stance = "contest", "admit"
	s.proc = ordinary
	o := plainly()
	o.rejected = blend(strength, 0.3, 0.7)
	w.judge(d, s, o)
	pl.about(who, debtor)
	pl.suits = w.enterPlain(s)
	pl.truth.Note = "被执行人的亲友以查封前的租赁、买卖提出异议，未付款、未占有，被执行人配合认可。"
}

// enterPlain enters a suit that nothing follows.
func (w *world) enterPlain(s *suit) []*suit {
	w.suits = append(w.suits, s)
	return []*suit{s}
}

func (w *world) alikeTrueTenant(d dice, pl *plot) { w.trueOutsider(d, pl, lease|lived|transfer) }

func (w *world) alikeTrueBuyer(d dice, pl *plot) { w.trueOutsider(d, pl, lived|transfer) }

func (w *world) trueOutsider(d dice, pl *plot, t trait) {
	who, debtor := w.stranger(d), w.stranger(d)
	s := w.outsider(d, who, w.somebody(d), debtor, opensOn()+day(d.between(700, 1700)), t)
	o := plainly()
	w.appear(d, s, o)
	s.oppose[0].stance, s.oppose[1].stance = "contest", pick(d, "admit", "plead")
	s.proc = ordinary
	w.judge(d, s, o)
	pl.about(who)
	pl.suits = w.enterPlain(s)
}

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

func (w *world) planBank(d dice, n int) {
	at := w.places.home(d)
	f := w.newFirm(d, pick(d, "澜州银行股份有限公司"+at.name+"支行", "浙江澜江农村商业银行股份有限公司"+at.name+"支行", "浙江"+city[:6]+"农村商业银行股份有限公司", "东越银行股份有限公司澜州分行", "华澜银行股份有限公司"+at.name+"支行"))
	f.office, f.post = "负责人", "行长"
	pl := w.plotFirm("bank", f, "银行批量起诉借款人、持卡人，属正常经营。")
	o := business()
	for range n {
		topic, cause := "bank", pick(d, "金融借款合同纠纷", "金融借款合同纠纷", "借款合同纠纷")
		if d.chance(0.45) {
			topic, cause = "card", "信用卡纠纷"
		}
		s := w.credit(d, topic, cause, f, w.somebody(d), anyDay(d))
		w.try(d, s, o)
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
}

func (w *world) planMicroLender(d dice, n int) {
	at := w.places.home(d)
	f := w.newFirm(d, at.name+pick(d, "恒信", "汇融", "民泰", "广源", "信达通", "众诚")+"小额贷款"+pick(d, "有限公司", "股份有限公司", "有限责任公司"))
	pl := w.plotFirm("micro_lender", f, "持牌小额贷款公司批量起诉，不属职业放贷。")
	o := business()
	o.absent = 0.6
	for range n {
		cause := pick(d, "借款合同纠纷", "小额借款合同纠纷", "借款合同纠纷", "民间借贷纠纷")
		s := w.credit(d, "micro", cause, f, w.somebody(d), anyDay(d))
		w.try(d, s, o)
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
}

func (w *world) planPropertyManager(d dice, n int) {
	f := w.newFirm(d, pick(d, "澜州市", "浙江", "云浦区", "望台市")+pick(d, "绿城园", "安居", "和家", "嘉园", "万家", "金管家", "恒安")+"物业"+pick(d, "服务有限公司", "管理有限公司", "服务有限公司澜州分公司"))
	pl := w.plotFirm("property_manager", f, "物业公司批量追收物业费，文本相同属正常。")
	o := business()
	o.withdrawn, o.mediated, o.absent, o.enforced = 0.35, 0.15, 0.6, 0.15
	first := opensOn() + day(d.IntN(1200))
	for range n {
		s := w.fees(d, f, w.somebody(d), first+day(pick(d, 0, 0, 1, 3, 30, 180, 365, 366))+day(d.IntN(20)), o)
		w.try(d, s, o)
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
}

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

// planGenerous plans somebody who lent to several people and has to sue, below every
// threshold and with the money on record.
func (w *world) planGenerous(d dice, n int) {
	p := w.stranger(d)
	pl := w.plotAbout(Lookalike, "generous_individual", p)
	pl.truth.Strength, pl.truth.Note = Medium, "多笔真实出借，均有转账凭证，件数低于认定标准。"
	l := friends()
	l.cash, l.uniform, l.third, l.upfront, l.masked = 0.08, 0.06, 0.03, 0.02, 0.03
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
	w.mediate(d, s, d.between(5, 40))
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

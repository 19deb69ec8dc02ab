package synth

// Institutions whose many suits are their ordinary business.

func (w *world) planBank(d dice, n int) {
	at := w.places.home(d)
	f := w.newFirm(d, pick(d, "澜州银行股份有限公司"+at.name+"支行", "浙江澜江农村商业银行股份有限公司"+at.name+"支行", "浙江"+city[:6]+"农村商业银行股份有限公司", "东越银行股份有限公司澜州分行", "华澜银行股份有限公司"+at.name+"支行"))
	f.office, f.post = "负责人", "行长"
	pl := w.plotFirm("bank", f, "银行批量起诉借款人、持卡人，属正常经营。")
	o := business()
	w.bring(d, pl, n, o, func() *suit {
		topic, cause := "bank", pick(d, "金融借款合同纠纷", "金融借款合同纠纷", "借款合同纠纷")
		if d.chance(0.45) {
			topic, cause = "card", "信用卡纠纷"
		}
		return w.credit(d, topic, cause, f, w.somebody(d), anyDay(d))
	})
}

func (w *world) planMicroLender(d dice, n int) {
	at := w.places.home(d)
	f := w.newFirm(d, at.name+pick(d, "恒信", "汇融", "民泰", "广源", "信达通", "众诚")+"小额贷款"+pick(d, "有限公司", "股份有限公司", "有限责任公司"))
	pl := w.plotFirm("micro_lender", f, "持牌小额贷款公司批量起诉，不属职业放贷。")
	o := business()
	o.absent = 0.6
	w.bring(d, pl, n, o, func() *suit {
		cause := pick(d, "借款合同纠纷", "小额借款合同纠纷", "借款合同纠纷", "民间借贷纠纷")
		return w.credit(d, "micro", cause, f, w.somebody(d), anyDay(d))
	})
}

func (w *world) planPropertyManager(d dice, n int) {
	f := w.newFirm(d, pick(d, "澜州市", "浙江", "云浦区", "望台市")+pick(d, "绿城园", "安居", "和家", "嘉园", "万家", "金管家", "恒安")+"物业"+pick(d, "服务有限公司", "管理有限公司", "服务有限公司澜州分公司"))
	pl := w.plotFirm("property_manager", f, "物业公司批量追收物业费，文本相同属正常。")
	o := business()
	o.withdrawn, o.mediated, o.absent, o.enforced = 0.35, 0.15, 0.6, 0.15
	first := opensOn() + day(d.IntN(1200))
	w.bring(d, pl, n, o, func() *suit {
		return w.fees(d, f, w.somebody(d), first+day(pick(d, 0, 0, 1, 3, 30, 180, 365, 366))+day(d.IntN(20)))
	})
}

func (w *world) planInsurer(d dice, n int) {
	f := w.insurers[d.IntN(len(w.insurers))]
	pl := w.plotFirm("insurer_subrogation", f, "保险公司赔付后依法代位追偿。")
	o := business()
	o.absent = 0.5
	w.bring(d, pl, n, o, func() *suit { return w.recourse(d, f, anyDay(d)) })
}

func (w *world) planUtility(d dice, n int) {
	kind := d.IntN(4)
	cause := []string{"供用电合同纠纷", "供用水合同纠纷", "供用气合同纠纷", "电信服务合同纠纷"}[kind]
	at := w.places.home(d)
	name := []string{"澜州" + at.name + "供电有限公司", at.name + "自来水有限公司", "澜州" + pick(d, "清源", "永安", "联盛") + "燃气有限公司", "浙江云通电信股份有限公司" + at.name + "分公司"}[kind]
	f := w.newFirm(d, name)
	pl := w.plotFirm("utility_telecom", f, "公用企业批量追收欠费。")
	o := business()
	o.withdrawn, o.partly = 0.3, 0.05
	w.bring(d, pl, n, o, func() *suit {
		s := w.bills(d, f, cause, w.somebody(d), anyDay(d))
		if d.chance(0.3) {
			w.order(d, s)
		}
		return s
	})
}

// planBadLoans plans a firm that bought bad loans from banks and sues the debtors.
func (w *world) planBadLoans(d dice, n int) {
	f := w.newFirm(d, pick(d, "浙江", "澜州", "东越")+pick(d, "汇金", "融达", "信合", "衡信", "金诺")+"资产管理有限公司")
	pl := w.plotFirm("npl_manager", f, "受让银行不良债权后批量起诉。")
	o := business()
	w.bring(d, pl, n, o, func() *suit { return w.assigned(d, f, w.somebody(d), anyDay(d)) })
}

// bring makes n suits of one plaintiff, tries and enters them.
func (w *world) bring(d dice, pl *plot, n int, o odds, suit func() *suit) {
	for range n {
		s := suit()
		if s.paper != orderPaper {
			w.try(d, s, o)
		}
		pl.suits = append(pl.suits, w.enter(d, s, o)...)
	}
}

// order turns the suit into an application for a payment order.
func (w *world) order(d dice, s *suit) {
	s.paper, s.proc = orderPaper, simple
	s.cause = "申请支付令"
	s.award = s.sum
	s.decided = (s.filed + day(d.between(3, 15))).working()
	s.heard = s.decided
	for _, x := range s.oppose {
		x.came = absent
	}
}

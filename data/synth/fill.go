package synth

import "strings"

// fill fills the blanks that a suit's phrases may ask for.
func (wr *writer) fill() {
	s, b := wr.s, wr.b
	for i, name := range traitNames() {
		b.flag(name, s.traits&(1<<i) != 0)
	}
	b.set("P", wr.list(s.claims))
	b.set("D", wr.list(s.oppose))
	b.set("D1", wr.name(s.oppose[0]))
	wr.roles()
	b.set("cause", s.cause)
	b.set("filed", s.filed.zh())
	b.set("heard", s.heard.zh())
	b.set("decided", s.decided.zh())
	b.set("procedure", s.proc.zh())
	b.flag("single", s.proc != ordinary)
	b.flag("small", s.proc == small)
	b.set("rank", s.judge.rank)
	b.set("presiding", s.judge.name)
	b.flag("silentall", s.silentAll())
	b.flag(s.result, s.result == "part" || s.result == "none")
	wr.money()
	wr.days()
	wr.articles()
	wr.detail()
}

// roles fills in the other parties by their part: guarantor, spouse.
func (wr *writer) roles() {
	s, b := wr.s, wr.b
	all := make([]string, len(s.oppose))
	for i, p := range s.oppose {
		all[i] = "被告" + wr.name(p)
	}
	b.set("Dall", strings.Join(all, "、"))
	if len(all) > 1 && s.judge.habit>>28%2 == 0 {
		b.set("Dall", "被告"+wr.list(s.oppose))
	}
	if g := s.other("guarantor"); g != nil {
		b.set("G", wr.name(g))
	}
	if p := s.other("spouse"); p != nil {
		b.set("S", wr.name(p))
	}
	b.set("T", s.payee)
	if s.masked && s.payee != "" {
		b.set("T", s.payee[:firstRune(s.payee)]+"某")
	}
}

// speak sets how the sides are called in what follows: by drafter or judge.
func (wr *writer) speak(habit uint64) {
	s, b := wr.s, wr.b
	p, d := "原告", "被告"
	if len(s.oppose) > 1 {
		d = "被告" + wr.name(s.oppose[0])
	}
	switch habit >> 32 % 3 {
	case 1:
		d = "被告" + wr.name(s.oppose[0])
	case 2:
		p, d = "原告"+wr.name(s.claims[0]), "被告"+wr.name(s.oppose[0])
	}
	b.set("p", p)
	b.set("d", d)
	dd := d
	switch len(s.oppose) {
	case 1:
	case 2:
		dd = "二被告"
	default:
		dd = "各被告"
	}
	b.set("dd", dd)
	b.set("p0", "原告"+wr.name(s.claims[0]))
	b.set("d0", "被告"+wr.name(s.oppose[0]))
}

func (wr *writer) money() {
	s, b, style := wr.s, wr.b, wr.s.judge.style
	b.set("amt", s.sum.zh(style))
	b.set("amtcap", (s.sum / yuan * yuan).capitals())
	b.set("award", s.award.zh(style))
	b.set("left", (s.sum - s.paid).zh(style))
	if s.paid > 0 {
		b.set("paid", s.paid.zh(style))
	}
	if s.rate > 0 {
		b.set("rate", wr.rateWords(s.rate))
		b.set("arate", wr.rateWords(s.rate))
		if s.capped() {
			b.flag("capped", true)
			b.set("arate", s.capWords())
		}
	} else if s.due != 0 || s.detail%3 > 0 {
		b.flag("overdue", true)
	}
	b.set("over", "年利率6%")
	if !s.oldLaw() {
		b.set("over", "一年期贷款市场报价利率")
		if s.filed >= lending21() {
			b.set("over", "全国银行间同业拆借中心公布的一年期贷款市场报价利率")
		}
	}
	fee := courtFee(s.sum)
	if s.topic == "divorce" {
		fee = 300 * yuan
	}
	if s.topic == "wage" {
		fee = 10 * yuan
	}
	b.set("feefull", fee.zh(plainMoney))
	b.set("feehalf", (fee / 2).zh(plainMoney))
	b.flag("half", s.proc != ordinary && s.paper == judgmentPaper)
	payer := "被告" + wr.list(s.oppose)
	if s.result == "none" {
		payer = "原告" + wr.list(s.claims)
	}
	b.set("payer", payer)
}

// capped reports whether the interest agreed is more than courts grant: 24% a year
// under the rules of 2015, four times the one-year LPR (about 3.85%) since 2020.
func (s *suit) capped() bool {
	if s.topic != "loan" && s.topic != "micro" {
		return false
	}
	if s.topic == "micro" || s.filed < lending20() {
		return s.rate > 200
	}
	return s.rate > 128
}

func (s *suit) capWords() string {
	switch {
	case s.topic == "micro" || s.filed < lending20():
		return "年利率24%"
	case s.begun < date(2019, 8, 20): // the LPR in this form begins
		return "起诉时一年期贷款市场报价利率的四倍"
	}
	return "合同成立时一年期贷款市场报价利率的四倍"
}

// rateWords writes a monthly rate in one of the usual ways.
func (wr *writer) rateWords(r int) string {
	percent := func(n int) string { return strings.TrimSuffix(strings.TrimSuffix(decimal(n), "0"), "0") }
	switch wr.d.weighted(5, 3, 2) {
	case 0:
		return "月利率" + strings.TrimSuffix(percent(r), ".") + "%"
	case 1:
		return "年利率" + strings.TrimSuffix(percent(r*12), ".") + "%"
	}
	return "月息" + strings.TrimSuffix(percent(r), ".") + "分"
}

// decimal writes hundredths: 150 → 1.50.
func decimal(n int) string {
	return number(n/100) + "." + string([]byte{byte('0' + n/10%10), byte('0' + n%10)})
}

func (wr *writer) days() {
	s, b := wr.s, wr.b
	if s.begun != 0 {
		b.set("lent", s.begun.zh())
		b.set("from", (s.begun + day(wr.d.IntN(2))).zh())
		b.set("frommonth", s.begun.month())
	}
	if s.due != 0 {
		b.set("due", s.due.zh())
		b.set("duemonth", s.due.month())
	}
	b.set("payday", (s.decided + day(20+wr.d.IntN(300))).zh())
}

func (wr *writer) articles() {
	s, b := wr.s, wr.b
	b.set("delayart", article(cplArticle(s.decided, "delay")))
	b.set("withdrawart", article(cplArticle(s.decided, "withdraw")))
	b.set("proofart", article(cplArticle(s.decided, "proof")))
	b.set("defaultart", article(cplArticle(s.decided, "default")))
	b.set("deemedart", article(cplArticle(s.decided, "deemed")))
	b.set("above", "")
	if s.court.above != nil {
		b.set("above", s.court.above.name)
	}
	if s.paper == judgmentPaper {
		b.set("laws", s.laws())
	}
}

// detail fills in what matters to nobody but makes the story one of its own.
func (wr *writer) detail() {
	s, b, d, style := wr.s, wr.b, wr.d, wr.s.judge.style
	b.set("purpose", pick(d, "资金周转", "经营需要", "做生意", "购房", "装修房屋", "子女上学", "家庭开支", "购车", "看病", "工程周转", "还贷", "进货", "养殖", "急用"))
	if s.oppose[0].firm != nil && s.topic == "loan" {
		b.set("purpose", pick(d, "资金周转", "经营需要", "支付货款", "发放工资", "归还贷款", "购买原材料", "扩大生产", "工程垫资"))
		b.set("rel", "")
	} else if d.chance(0.55) {
		b.set("rel", pick(d, "朋友", "同事", "同学", "亲戚", "邻居", "战友", "同村村民", "生意往来"))
		if len(s.claims) > 0 && s.claims[0].person != nil && s.oppose[0].person != nil && s.claims[0].person.surname() == s.oppose[0].person.surname() && d.chance(0.4) {
			b.set("rel", pick(d, "堂兄弟", "亲戚", "叔侄", "亲属"))
		}
	}
	b.set("note", pick(d, "借条", "借条", "借条", "借据", "欠条", "借款合同"))
	b.set("bank", pick(d, "银行", "农业银行", "建设银行", "手机银行", "工商银行", "农商银行"))
	b.set("times", number(d.between(2, 6)))
	b.set("small", (money(d.between(1, 6)) * 500 * yuan).zh(style))
	cut := s.sum * money(pick(d, 2, 3, 5, 10)) / 100
	b.set("deduct", cut.zh(style))
	b.set("net", (s.sum - cut).zh(style))
	part := s.sum / money(d.between(2, 4)) / (100 * yuan) * (100 * yuan)
	b.set("bycash", part.zh(style))
	b.set("bytransfer", (s.sum - part).zh(style))
	b.set("paid2", (s.sum / money(d.between(3, 8)) / (100 * yuan) * (100 * yuan)).zh(style))
	if s.result == "part" {
		b.set("paid2", (s.sum - s.paid - s.award).zh(style))
	}
	b.set("interest", (s.sum / 50).zh(style))
	if s.has(lawyerfee) {
		b.set("lawyer", (money(d.between(2, 12)) * 500 * yuan).zh(style))
	}
	if s.sum > 50000*yuan && d.chance(0.12) {
		b.set("preserve", (money(d.between(7, 100)) * 50 * yuan).zh(plainMoney))
	}
	b.flag("marriage", s.other("spouse") != nil)
	for _, p := range s.oppose {
		if p.role != "" {
			b.set("d2", "被告"+wr.name(p))
		}
	}
	wr.things(d)
}

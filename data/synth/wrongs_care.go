package synth

import "slices"

// Fees, funds and care: the old, the injured, the young and the poor.

func careWrongs() []wrongdoing {
	return []wrongdoing{
		{"elderly_outpatient_fee", 14, "对六十周岁以上老年人收取普通门诊诊查费。", (*registry).plantElderFee, []alike{
			{"day_before_sixty", "就诊时差一天满六十周岁。", (*registry).alikeNotSixty},
			{"specialist", "挂的是专家号，不在免收之列。", (*registry).alikeSpecialist}}},
		{"medical_fund_for_tort", 14, "交通事故判决由侵权人负担的住院费又由医保基金支付。", (*registry).plantTortFund, []alike{
			{"other_illness", "同一人因其他疾病住院，基金支付合规。", (*registry).alikeOtherIllness},
			{"self_paid", "事故住院费全部自费，基金未支付。", (*registry).alikeSelfPaid}}},
		{"minor_in_hotel", 10, "旅馆接待未成年人入住，未联系监护人、未报告。", (*registry).plantMinor, []alike{
			{"with_parent", "由父母陪同入住。", (*registry).alikeWithParent},
			{"called", "随队参赛，旅馆已联系监护人。", (*registry).alikeCalled},
			{"eighteen", "入住当日已满十八周岁。", (*registry).alikeEighteen}}},
		{"hardship_not_helped", 8, "交通事故受害人判决执行不到位且属困难群众，未获司法救助。", (*registry).plantNotHelped, []alike{
			{"helped", "困难受害人已获临时救助。", (*registry).alikeHelped},
			{"ordinary_debt", "困难群众，但执行不到位的是普通借款，不属救助对象。", (*registry).alikeOrdinaryDebt}}},
	}
}

// sixty is whom the stories about fees are told of.
func sixty(r *resident) bool {
	return r.birthday(60) < date(2024, 1, 1) && r.age(date(2024, 1, 1)) < 80
}

// see puts a visit into the register.
func (g *registry) see(d dice, r *resident, hospital string, at day, kind string, fee money, s *story) {
	x := visitRow(d, r, hospital, at, kind, fee)
	x.about = tales(s)
	g.stored["outpatient_visit"] = append(g.stored["outpatient_visit"], x)
}

func (g *registry) plantElderFee(d dice, s *story, strength float64) bool {
	r := g.free(d, sixty)
	if r == nil {
		return false
	}
	hospital := hospitals(g.town(r))[1]
	for range scale(strength, 1, 8) {
		g.see(d, r, hospital, date(2024, 1, 5)+day(d.IntN(355)), "普通号", money(pick(d, 5, 8, 10))*yuan, s)
	}
	s.about(r)
	return true
}

func (g *registry) alikeNotSixty(d dice, s *story) bool {
	r := g.free(d, func(r *resident) bool { b := r.birthday(60); return b > date(2024, 2, 1) && b < date(2024, 12, 20) })
	if r == nil {
		return false
	}
	g.see(d, r, hospitals(g.town(r))[0], r.birthday(60)-1, "普通号", 8*yuan, s)
	s.about(r)
	return true
}

func (g *registry) alikeSpecialist(d dice, s *story) bool {
	r := g.free(d, sixty)
	if r == nil {
		return false
	}
	g.see(d, r, hospitals(g.town(r))[0], date(2024, 3, 5)+day(d.IntN(255)), "专家号", 30*yuan, s)
	s.about(r)
	return true
}

// hurt draws a suit that somebody hurt on the road won, of somebody in no story.
func (g *registry) hurt(d dice, ok func(*suit) bool) (*suit, *resident) {
	for range 600 {
		s := g.w.suits[d.IntN(len(g.w.suits))]
		if s.topic != "traffic" || s.basis != nil || s.award == 0 || s.paper != judgmentPaper && s.paper != mediationPaper || s.claims[0].person == nil || ok != nil && !ok(s) {
			continue
		}
		if r := g.resident(s.claims[0].person); !r.used {
			r.used = true
			return s, r
		}
	}
	return nil, nil
}

// treat puts a stay in hospital into the register.
func (g *registry) treat(d dice, r *resident, at day, diagnosis string, percent int, s *story) {
	x := settlementRow(g, d, r, at, diagnosis, percent)
	x.about = tales(s)
	g.stored["medical_payment"] = append(g.stored["medical_payment"], x)
	s.about(r)
}

func injury(d dice) string {
	return pick(d, "左侧锁骨骨折", "右胫腓骨骨折", "多处软组织挫伤", "肋骨骨折", "腰椎压缩性骨折")
}

func (g *registry) plantTortFund(d dice, s *story, strength float64) bool {
	x, r := g.hurt(d, nil)
	if r == nil {
		return false
	}
	g.treat(d, r, x.begun+day(scale(strength, 2, 0)), injury(d), scale(strength, 30, 70), s)
	return true
}

func (g *registry) alikeOtherIllness(d dice, s *story) bool {
	x, r := g.hurt(d, nil)
	if r == nil {
		return false
	}
	g.treat(d, r, x.begun+day(d.between(120, 400)), "急性阑尾炎", 60, s)
	return true
}

func (g *registry) alikeSelfPaid(d dice, s *story) bool {
	x, r := g.hurt(d, nil)
	if r == nil {
		return false
	}
	g.treat(d, r, x.begun, injury(d), 0, s)
	return true
}

// lastYears draws a day on which r was under eighteen, of the last two years.
func lastYears(d dice) day { return date(2023, 3, 1) + day(d.IntN(640)) }

func (g *registry) plantMinor(d dice, s *story, strength float64) bool {
	r := g.minor(d, true)
	other := g.free(d, func(x *resident) bool { return !x.woman && x.age(g.asOf) > 24 && x.age(g.asOf) < 45 })
	if r == nil || other == nil {
		return false
	}
	hotel := g.ofLine(d, "宾馆")
	for range scale(strength, 1, 5) {
		g.stay(d, night{r, other, pick(d, "朋友", "网友", ""), hotel, lastYears(d), "否", "否"}, s)
	}
	s.about(r, other, hotel)
	return true
}

func (g *registry) alikeWithParent(d dice, s *story) bool {
	r := g.minor(d, true)
	if r == nil {
		return false
	}
	hotel := g.ofLine(d, "宾馆")
	for range 4 {
		g.stay(d, night{r, r.parents[1], "母女（子）", hotel, lastYears(d), "是", "是"}, s)
	}
	s.about(r, r.parents[1], hotel)
	return true
}

func (g *registry) alikeCalled(d dice, s *story) bool {
	r := g.minor(d, true)
	if r == nil {
		return false
	}
	hotel := g.ofLine(d, "宾馆")
	g.stay(d, night{r, nil, "", hotel, lastYears(d), "否", "是"}, s)
	s.about(r, hotel)
	return true
}

func (g *registry) alikeEighteen(d dice, s *story) bool {
	r := g.free(d, func(r *resident) bool { b := r.birthday(18); return b > date(2023, 2, 1) && b < date(2024, 12, 1) })
	if r == nil {
		return false
	}
	hotel := g.ofLine(d, "宾馆")
	g.stay(d, night{r, nil, "", hotel, r.birthday(18) + day(d.IntN(20)), "否", "否"}, s)
	s.about(r, hotel)
	return true
}

// unpaid are the numbers of the enforcements of a suit that ended without success.
func (g *registry) unpaid(s *suit) (numbers []string) {
	for _, x := range g.w.suits {
		if x.basis == s && x.paper == enforcementPaper && x.result == "stopped" {
			numbers = append(numbers, x.no)
		}
	}
	return numbers
}

// victim draws somebody hurt who got nothing from the enforcement, which is a record of the
// story: where it masks the victim, nobody can tell.
func (g *registry) victim(d dice, about *story) *resident {
	x, r := g.hurt(d, func(s *suit) bool { return len(g.unpaid(s)) > 0 })
	if r == nil {
		return nil
	}
	numbers := g.unpaid(x)
	for _, enforced := range g.stored["enforcement_case"] {
		if slices.Contains(numbers, enforced.vals[0].S) {
			enforced.about = append(enforced.about, about)
		}
	}
	return r
}

func (g *registry) plantNotHelped(d dice, s *story, _ float64) bool {
	r := g.victim(d, s)
	if r == nil {
		return false
	}
	g.recognise(d, r, s)
	s.about(r)
	return true
}

func (g *registry) alikeHelped(d dice, s *story) bool {
	r := g.victim(d, s)
	if r == nil {
		return false
	}
	g.recognise(d, r, s)
	x := allowanceRow(g, r, "临时救助金", date(2024, 1+d.IntN(12), 1), money(d.between(5, 30))*1000*yuan)
	x.about = tales(s)
	g.stored["allowance_payment"] = append(g.stored["allowance_payment"], x)
	s.about(r)
	return true
}

func (g *registry) alikeOrdinaryDebt(d dice, s *story) bool {
	r := g.free(d, debtor)
	if r == nil {
		return false
	}
	g.recognise(d, r, s)
	g.enforce(d, debt{creditor: r, debtor: g.idle(d), filed: lately(d, 2020, 2023), sum: 40000 * yuan, how: "终结本次执行程序"}, s)
	s.about(r)
	return true
}

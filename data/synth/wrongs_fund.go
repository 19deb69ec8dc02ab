package synth

import "fmt"

// Funds and taxes: benefits for illnesses that no hospital has seen, pensions raised under
// correction, filling stations and driving schools without value-added tax.

func fundWrongs() []wrongdoing {
	return []wrongdoing{
		{"chronic_unseen", 12, "长期享受门诊慢特病待遇，此前一年没有任何就诊住院记录。", (*registry).plantChronic, []alike{
			{"seen", "享受慢特病待遇，每年有门诊复诊。", (*registry).alikeSeen},
			{"stayed", "享受慢特病待遇，此前住过院。", (*registry).alikeStayed}}},
		{"raised_in_correction", 12, "缓刑社区矫正期间养老金被调增。", (*registry).plantRaised, []alike{
			{"not_raised", "矫正期间养老金照发，未参加调增。", (*registry).alikeNotRaised},
			{"raised_after", "矫正期满之后才参加调增。", (*registry).alikeRaisedAfter}}},
		{"fuel_untaxed", 8, "实际经营的加油站没有增值税申报，或者长期零申报。", (*registry).plantFuel, []alike{
			{"taxed", "加油站按季申报缴纳。", (*registry).alikeFuelTaxed},
			{"opened_lately", "加油站年底才开业。", (*registry).alikeFuelNew},
			{"closed", "加油站已注销。", (*registry).alikeFuelClosed}}},
		{"driving_untaxed", 8, "驾校招收数百名学员，没有或者只有少量增值税。", (*registry).plantDriving, []alike{
			{"taxed", "驾校学员众多，按季足额缴纳。", (*registry).alikeDrivingTaxed},
			{"small", "驾校学员少，收入在免征额以内，没有缴税。", (*registry).alikeDrivingSmall}}},
	}
}

// benefit puts one payment for a chronic illness into the register.
func (g *registry) benefit(d dice, r *resident, at day, what string, s *story) {
	total := money(d.between(18, 120)) * 10 * yuan
	fund := total * 7 / 10
	town := g.town(r)
	g.put("medical_payment", s, who(r), txt(fmt.Sprintf("JS%s%06d", at.digits(), d.IntN(1000000))), txt(town.name+pick(d, "仁和大药房", "人民医院", "惠民药店")), txt("门诊慢特病"), on(at), on(at), txt(what),
		txt("否"), sum(total), sum(fund), sum(total-fund), on(at), txt(town.name+"医保中心"))
}

// ill draws somebody of an age for chronic illness, whom chance sends to no hospital.
func (g *registry) ill(d dice, s *story) *resident {
	r := g.free(d, func(r *resident) bool { a := r.age(drawnUpOn()); return a >= 45 && a < 80 })
	if r != nil {
		r.unseen = true
		s.about(r)
	}
	return r
}

func (g *registry) benefits(d dice, r *resident, n int, s *story) {
	what := pick(d, "高血压病", "2型糖尿病", "慢性阻塞性肺疾病", "冠心病", "类风湿关节炎")
	for i := range n {
		g.benefit(d, r, date(2024, 12-i, 3)+day(d.IntN(20)), what, s)
	}
}

func (g *registry) plantChronic(d dice, s *story, strength float64) bool {
	r := g.ill(d, s)
	if r == nil {
		return false
	}
	g.benefits(d, r, scale(strength, 3, 10), s)
	return true
}

func (g *registry) alikeSeen(d dice, s *story) bool {
	r := g.ill(d, s)
	if r == nil {
		return false
	}
	g.benefits(d, r, d.between(3, 6), s)
	g.see(d, r, r.ward(g), date(2024, 1, 8)+day(d.IntN(20)), "专家号", 30*yuan, s)
	g.see(d, r, r.ward(g), date(2024, 5, 8)+day(d.IntN(50)), "专家号", 30*yuan, s)
	return true
}

// ward is a hospital whose visits are delivered for every month.
func (r *resident) ward(g *registry) string { return hospitals(g.town(r))[1] }

func (g *registry) alikeStayed(d dice, s *story) bool {
	r := g.ill(d, s)
	if r == nil {
		return false
	}
	g.benefits(d, r, d.between(3, 6), s)
	g.treat(d, r, date(2024, 2, 1)+day(d.IntN(120)), "2型糖尿病", 60, s)
	s.who = s.who[:1] // treat names the patient once more
	return true
}

// pensioned is who draws the pension of employees.
func pensioned(r *resident) bool {
	return drawing(r) && r.pension.kind == "城镇职工基本养老保险"
}

// underCorrection puts a pensioner on probation from a day, for some months.
func (g *registry) underCorrection(d dice, s *story, from day, months int) *resident {
	r := g.free(d, pensioned)
	if r == nil {
		return nil
	}
	v := g.sentenceFor(d, r, crimeOf(pick(d, "开设赌场罪", "盗窃罪", "诈骗罪")), from)
	v.months, v.probation, v.detained, v.paid = max(6, months-6), months, 0, v.fine
	g.convict(d, v, s, 0)
	r.pension.raised = s
	s.about(r)
	return r
}

func (g *registry) plantRaised(d dice, s *story, strength float64) bool {
	r := g.underCorrection(d, s, date(2023, 11, 6)+day(d.IntN(scale(strength, 190, 60))), 18)
	if r == nil {
		return false
	}
	r.pension.overlooked = true
	return true
}

func (g *registry) alikeNotRaised(d dice, s *story) bool {
	r := g.underCorrection(d, s, date(2023, 11, 6)+day(d.IntN(150)), 18)
	if r == nil {
		return false
	}
	r.pension.story, r.pension.since = s, date(2024, 10, 1)
	return true
}

func (g *registry) alikeRaisedAfter(d dice, s *story) bool {
	return g.underCorrection(d, s, date(2022, 9, 6)+day(d.IntN(100)), 12) != nil
}

// station draws a filling station of no story.
func (g *registry) station(d dice, s *story) *company {
	for range 200 {
		c := g.ofLine(d, "加油站")
		if !c.used {
			c.used = true
			c.about = append(c.about, s)
			s.about(c)
			return c
		}
	}
	return nil
}

func (g *registry) plantFuel(d dice, s *story, strength float64) bool {
	c := g.station(d, s)
	if c == nil {
		return false
	}
	if strength < 0.5 {
		c.zero, c.taxed = true, s
	} else {
		c.untaxed = true
	}
	return true
}

func (g *registry) alikeFuelTaxed(d dice, s *story) bool {
	c := g.station(d, s)
	if c == nil {
		return false
	}
	c.taxed = s
	return true
}

func (g *registry) alikeFuelNew(d dice, s *story) bool {
	c := g.station(d, s)
	if c == nil {
		return false
	}
	c.founded, c.untaxed, c.staff = date(2024, 10, 10)+day(d.IntN(60)), true, 0
	c.holders[0].from = c.founded
	return true
}

func (g *registry) alikeFuelClosed(d dice, s *story) bool {
	c := g.station(d, s)
	if c == nil {
		return false
	}
	c.status, c.ended, c.untaxed = "注销", date(2023, 6, 1)+day(d.IntN(180)), true
	return true
}

// drivingSchool draws a driving school of no story.
func (g *registry) drivingSchool(d dice, s *story, trainees int) *company {
	for range 200 {
		c := g.ofLine(d, "驾校")
		if !c.used && c.ended == 0 {
			c.used, c.trainees, c.taught = true, trainees, s
			c.about = append(c.about, s)
			s.about(c)
			return c
		}
	}
	return nil
}

func (g *registry) plantDriving(d dice, s *story, strength float64) bool {
	c := g.drivingSchool(d, s, d.between(430, 620))
	if c == nil {
		return false
	}
	if strength < 0.5 { // declares a fifth or so of what it takes
		c.pays, c.taxed = money(d.between(8, 11))*100*yuan, s
	} else {
		c.untaxed = true
	}
	return true
}

func (g *registry) alikeDrivingTaxed(d dice, s *story) bool {
	c := g.drivingSchool(d, s, d.between(430, 560))
	if c == nil {
		return false
	}
	c.pays, c.taxed = money(d.between(55, 70))*100*yuan, s
	return true
}

func (g *registry) alikeDrivingSmall(d dice, s *story) bool {
	c := g.drivingSchool(d, s, d.between(120, 210))
	if c == nil {
		return false
	}
	c.untaxed = true
	return true
}

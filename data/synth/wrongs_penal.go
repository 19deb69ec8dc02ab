package synth

// Sentences that were not carried out, or whose consequences did not follow.

func penalWrongs() []wrongdoing {
	return []wrongdoing{
		{"missed_recall", 10, "缓刑考验期内又被羁押，社区矫正仍按期满解除，未撤销缓刑收监。", (*registry).plantMissedRecall, []alike{
			{"recalled", "缓刑考验期内又犯罪，已撤销缓刑并收监。", (*registry).alikeRecalled},
			{"after_the_end", "矫正期满解除之后才被羁押。", (*registry).alikeAfterCorrection},
			{"namesake", "社区矫正对象与被羁押人同名，并非一人。", (*registry).alikeCorrectedNamesake},
		}},
		{"late_fine_transfer", 12, "罚金刑生效后迟迟未移送立案执行。", (*registry).plantLateTransfer, []alike{
			{"in_time", "罚金未缴，生效后一个月内已移送执行。", (*registry).alikeTransferred},
		}},
		{"fine_never_transferred", 12, "罚金未缴清，也没有移送执行。", (*registry).plantNeverTransferred, []alike{
			{"paid", "罚金已全部缴纳，无须移送执行。", (*registry).alikePaidFine},
		}},
		{"shell_active", 8, "单位因虚开发票被定罪，无人参保、不纳税，仍登记为存续。", (*registry).plantShell, []alike{
			{"revoked", "单位被定罪后已吊销营业执照。", (*registry).alikeRevoked},
			{"trading", "单位被定罪并缴纳罚金，仍有职工参保、正常纳税经营。", (*registry).alikeTrading},
			{"shared_office", "多家公司登记在同一集群地址、由同一代办人办理，均正常参保纳税。", (*registry).alikeSharedOffice},
		}},
		{"school_staff_offence", 8, "因性侵害犯罪被判刑的人员在学校任职。", (*registry).plantSchoolStaff, []alike{
			{"namesake", "教职工与性侵害罪犯同名，并非一人。", (*registry).alikeStaffNamesake},
			{"other_offence", "所犯为交通肇事罪，不属禁止从业范围。", (*registry).alikeOtherOffence},
			{"left_before", "判刑前已离职。", (*registry).alikeLeftSchool},
		}},
	}
}

// convictable is whom the stories about crimes are told of.
func convictable(r *resident) bool { return grownUp(r) && r.sinceUnwed() }

// onProbation convicts somebody on probation from a day, with the fine paid.
func (g *registry) onProbation(d dice, r *resident, effective day, months int) *conviction {
	v := g.sentenceFor(d, r, crimeOf(pick(d, "寻衅滋事罪", "故意伤害罪", "诈骗罪")), effective)
	v.months, v.probation, v.detained, v.paid = 10, months, 0, v.fine
	v.from, v.end = v.effective, v.effective+day(months*304/10)
	return v
}

// sentenced puts a conviction on probation into the registers except for the correction,
// which stories put there themselves.
func (g *registry) sentenced(d dice, v *conviction, ended day, reason string, s *story) {
	v.caseNo = g.caseNo(v.court, v.effective-40, "刑初")
	g.put("sentence", s, who(v.who), txt(v.caseNo), txt(v.court.name), txt(v.charge), txt("有期徒刑"), count(v.months), count(v.probation),
		maybe(v.fine), sum(v.paid), on(v.from), on(v.end), on(v.effective-12), on(v.effective))
	g.corrected(d, v, ended, reason, s)
}

func (g *registry) plantMissedRecall(d dice, s *story, strength float64) bool {
	r := g.free(d, convictable)
	if r == nil {
		return false
	}
	v := g.onProbation(d, r, lately(d, 2020, 2022), 12)
	g.sentenced(d, v, v.end, "期满解除", s)
	at := v.from + day(d.between(60, 200))
	if strength > 0.5 { // a new crime during the probation
		g.hold(held{r, g.town(r).name + "看守所", "刑事拘留", "盗窃罪", at, at + day(d.between(70, 130)), "投送执行"}, s)
	} else {
		g.hold(held{r, g.town(r).name + "拘留所", "行政拘留", "吸毒", at, at + 15, "期满"}, s)
	}
	s.about(r)
	return true
}

func (g *registry) alikeRecalled(d dice, s *story) bool {
	r := g.free(d, convictable)
	if r == nil {
		return false
	}
	v := g.onProbation(d, r, lately(d, 2020, 2022), 18)
	at := v.from + day(d.between(90, 250))
	g.sentenced(d, v, at+40, "撤销缓刑收监执行", s)
	g.hold(held{r, g.town(r).name + "看守所", "逮捕", "盗窃罪", at, at + 70, "投送执行"}, s)
	g.hold(held{r, "浙东监狱", "服刑", "盗窃罪", at + 70, at + 420, "刑满释放"}, s)
	s.about(r)
	return true
}

func (g *registry) alikeAfterCorrection(d dice, s *story) bool {
	r := g.free(d, convictable)
	if r == nil {
		return false
	}
	v := g.onProbation(d, r, lately(d, 2020, 2021), 12)
	g.sentenced(d, v, v.end, "期满解除", s)
	at := v.end + day(d.between(10, 200))
	g.hold(held{r, g.town(r).name + "看守所", "刑事拘留", "盗窃罪", at, at + 30, "取保候审"}, s)
	s.about(r)
	return true
}

func (g *registry) alikeCorrectedNamesake(d dice, s *story) bool {
	r := g.free(d, convictable)
	if r == nil {
		return false
	}
	n := g.namesakeOf(d, r)
	v := g.onProbation(d, r, lately(d, 2020, 2022), 12)
	g.sentenced(d, v, v.end, "期满解除", s)
	at := v.from + 100
	g.hold(held{n, g.town(n).name + "看守所", "刑事拘留", "盗窃罪", at, at + 35, "取保候审"}, s)
	s.about(r, n)
	return true
}

// fined convicts somebody to a fine of which nothing has been paid.
func (g *registry) fined(d dice, from, to int) *conviction {
	r := g.free(d, convictable)
	if r == nil {
		return nil
	}
	v := g.sentenceFor(d, r, crimeOf(pick(d, "开设赌场罪", "诈骗罪", "非法经营罪")), lately(d, from, to))
	v.fine, v.paid = money(d.between(10, 90))*1000*yuan, 0
	return v
}

func (g *registry) plantLateTransfer(d dice, s *story, strength float64) bool {
	v := g.fined(d, 2020, 2022)
	if v == nil {
		return false
	}
	g.convict(d, v, s, scale(strength, 100, 480)+d.IntN(20))
	s.about(v.who)
	return true
}

func (g *registry) alikeTransferred(d dice, s *story) bool {
	v := g.fined(d, 2020, 2023)
	if v == nil {
		return false
	}
	g.convict(d, v, s, d.between(20, 29))
	s.about(v.who)
	return true
}

func (g *registry) plantNeverTransferred(d dice, s *story, _ float64) bool {
	v := g.fined(d, 2019, 2023)
	if v == nil {
		return false
	}
	if d.chance(0.3) {
		v.paid = v.fine / 2
	}
	g.convict(d, v, s, -1)
	s.about(v.who)
	return true
}

func (g *registry) alikePaidFine(d dice, s *story) bool {
	v := g.fined(d, 2019, 2023)
	if v == nil {
		return false
	}
	v.paid = v.fine
	g.convict(d, v, s, 0)
	s.about(v.who)
	return true
}

// convictedFirm convicts a company of invoicing what was not sold.
func (g *registry) convictedFirm(d dice, s *story) *company {
	c := g.freeCompany(d, func(c *company) bool { return c.founded < date(2019, 1, 1) })
	if c == nil {
		return nil
	}
	v := &conviction{crime: crimeOf("虚开增值税专用发票罪"), unit: c, court: g.courtOf(c.town), effective: lately(d, 2020, 2023), fine: 200000 * yuan, paid: 200000 * yuan}
	g.convict(d, v, s, 0)
	c.about = append(c.about, s)
	s.about(c)
	return c
}

func (g *registry) plantShell(d dice, s *story, strength float64) bool {
	c := g.convictedFirm(d, s)
	if c == nil {
		return false
	}
	c.quiet = true
	if strength < 1 {
		return true
	}
	for range d.between(2, 4) { // other shells in the same room, with the same telephone and the same agent
		x := g.freeCompany(d, func(x *company) bool { return x.town.division == c.town.division })
		if x == nil {
			break
		}
		x.address, x.phone, x.agent, x.quiet = c.address, c.phone, c.agent, true
		x.about = append(x.about, s)
		s.about(x)
	}
	return true
}

func (g *registry) alikeRevoked(d dice, s *story) bool {
	c := g.convictedFirm(d, s)
	if c == nil {
		return false
	}
	c.quiet, c.status, c.ended = true, "吊销", date(2023, 12, 20)+day(d.IntN(60))
	return true
}

func (g *registry) alikeTrading(d dice, s *story) bool {
	c := g.convictedFirm(d, s)
	if c == nil {
		return false
	}
	for range 3 {
		if r := g.free(d, func(r *resident) bool { return grownUp(r) && (r.job == nil || r.job.at != c) }); r != nil {
			g.hire(d, r, c)
		}
	}
	return true
}

func (g *registry) alikeSharedOffice(d dice, s *story) bool {
	first := g.freeCompany(d, staffed)
	if first == nil {
		return false
	}
	s.about(first)
	first.about = append(first.about, s)
	for range d.between(3, 6) {
		c := g.freeCompany(d, func(c *company) bool { return c.town.division == first.town.division && staffed(c) })
		if c == nil {
			break
		}
		c.address, c.phone, c.agent = first.address, first.phone, first.agent
		c.about = append(c.about, s)
		s.about(c)
	}
	return true
}

// staffed reports whether the company has work for several people.
func staffed(c *company) bool { return c.staff >= 4 && !c.quiet }

// offender convicts somebody of a charge and lets them out again.
func (g *registry) offender(d dice, charge string, s *story) (*resident, *conviction) {
	r := g.free(d, func(r *resident) bool { return convictable(r) && !r.woman && r.age(g.asOf) >= 30 && r.age(g.asOf) < 58 })
	if r == nil {
		return nil, nil
	}
	return r, g.jailed(d, r, charge, lately(d, 2019, 2020), d.between(8, 20), s)
}

func (g *registry) plantSchoolStaff(d dice, s *story, strength float64) bool {
	r, v := g.offender(d, "强制猥亵罪", s)
	if r == nil {
		return false
	}
	post := pick(d, "教师", "培训机构人员")
	if strength < 0.5 {
		post = pick(d, "食堂人员", "校车司机", "安保人员")
	}
	g.employ(d, r, post, max(v.end, date(2021, 6, 2))+day(d.between(60, 400)), 0, s)
	s.about(r)
	return true
}

func (g *registry) alikeStaffNamesake(d dice, s *story) bool {
	r, v := g.offender(d, "强制猥亵罪", s)
	if r == nil {
		return false
	}
	n := g.namesakeOf(d, r)
	g.employ(d, n, "教师", v.end+200, 0, s)
	s.about(n, r)
	return true
}

func (g *registry) alikeOtherOffence(d dice, s *story) bool {
	r, v := g.offender(d, "交通肇事罪", s)
	if r == nil {
		return false
	}
	g.employ(d, r, "校车司机", v.end+day(d.between(100, 300)), 0, s)
	s.about(r)
	return true
}

func (g *registry) alikeLeftSchool(d dice, s *story) bool {
	r, v := g.offender(d, "强制猥亵罪", s)
	if r == nil {
		return false
	}
	g.employ(d, r, "教师", v.detained-day(d.between(700, 1500)), v.detained-day(d.between(1, 40)), s)
	s.about(r)
	return true
}

package synth

// Money that is paid on after the reason for it has gone.

func paidWrongs() []wrongdoing {
	return []wrongdoing{
		{"pension_in_custody", 14, "服刑期间仍按月发放养老待遇。", (*registry).plantPensionInCustody, []alike{
			{"namesake", "服刑人员与养老待遇领取人同名，并非一人。", (*registry).alikePensionNamesake},
			{"suspended", "服刑期间已停发养老待遇，刑满后恢复。", (*registry).alikeSuspended},
			{"part_of_month", "行政拘留数日，未跨整月，待遇照发合规。", (*registry).alikePartOfMonth},
			{"probation", "被判缓刑未收监，继续领取待遇合规。", (*registry).alikeProbation},
		}},
		{"pension_after_death", 16, "死亡次月起仍发放养老待遇。", (*registry).plantPensionAfterDeath, []alike{
			{"month_of_death", "死亡当月的待遇照发合规，次月已停发。", (*registry).alikeMonthOfDeath},
			{"backdated", "死亡后补发的是死亡前月份的待遇。", (*registry).alikeBackdated},
			{"namesake", "死者与领取人同名同镇，并非一人。", (*registry).alikeDeadNamesake},
		}},
		{"allowance_after_death", 10, "死亡次月起仍发放高龄津贴。", (*registry).plantAllowanceAfterDeath, []alike{
			{"month_of_death", "死亡当月津贴照发，次月已停发。", (*registry).alikeAllowanceMonth},
		}},
	}
}

// drawing is whom the pension stories are told of.
func drawing(r *resident) bool {
	return r.pension != nil && r.pension.from < date(2022, 1, 1) && r.born > date(1940, 1, 1) && r.sinceUnwed()
}

// jailed sends somebody to prison from a day of 2024 or before, for some months.
func (g *registry) jailed(d dice, r *resident, charge string, effective day, months int, about *story) *conviction {
	v := g.sentenceFor(d, r, crimeOf(charge), effective)
	v.months, v.probation, v.paid = months, 0, v.fine
	v.detained = v.effective - day(d.between(50, 120))
	g.convict(d, v, about, 0)
	return v
}

func (g *registry) plantPensionInCustody(d dice, s *story, strength float64) bool {
	r := g.free(d, drawing)
	if r == nil {
		return false
	}
	months := scale(strength, 9, 26)
	effective := date(2024, 2, 5) + day(d.IntN(60))
	if strength == 1 {
		effective = date(2023, 8, 1) + day(d.IntN(90))
	}
	v := g.jailed(d, r, pick(d, "盗窃罪", "诈骗罪", "开设赌场罪"), effective, months, s)
	r.pension.careful, r.pension.story, r.pension.since = false, s, monthOf(v.effective, 0)
	s.about(r)
	return true
}

func (g *registry) alikePensionNamesake(d dice, s *story) bool {
	r := g.free(d, func(r *resident) bool { return drawing(r) })
	if r == nil {
		return false
	}
	n := g.namesakeOf(d, r)
	g.jailed(d, n, "盗窃罪", date(2024, 1, 15)+day(d.IntN(60)), 14, s)
	r.pension.story, r.pension.since = s, date(2024, 4, 1)
	s.about(r, n)
	return true
}

func (g *registry) alikeSuspended(d dice, s *story) bool {
	r := g.free(d, drawing)
	if r == nil {
		return false
	}
	g.jailed(d, r, "诈骗罪", date(2023, 12, 5)+day(d.IntN(60)), d.between(7, 9), s)
	r.pension.story, r.pension.since = s, date(2024, 1, 1)
	s.about(r)
	return true
}

func (g *registry) alikePartOfMonth(d dice, s *story) bool {
	r := g.free(d, drawing)
	if r == nil {
		return false
	}
	at := date(2024, 3, 1) + day(d.IntN(200))
	g.hold(held{r, g.town(r).name + "拘留所", "行政拘留", "赌博", at, at + day(d.between(5, 15)), "期满"}, s)
	r.pension.story, r.pension.since = s, monthOf(at, 0)
	s.about(r)
	return true
}

func (g *registry) alikeProbation(d dice, s *story) bool {
	r := g.free(d, drawing)
	if r == nil {
		return false
	}
	v := g.sentenceFor(d, r, crimeOf("开设赌场罪"), date(2023, 10, 9)+day(d.IntN(90)))
	v.months, v.probation, v.detained, v.paid = 10, 18, 0, v.fine
	g.convict(d, v, s, 0)
	r.pension.story, r.pension.since = s, date(2024, 2, 1)
	s.about(r)
	return true
}

// dies lets somebody of a story die in 2024 so that some months of the year remain.
func (g *registry) dies(d dice, r *resident, left int, about *story) day {
	at := date(2024, 12-left, 1) + day(d.between(2, 24))
	g.die(d, r, at, about)
	return at
}

// aged is drawing, of those who are old enough for a death to surprise nobody.
func aged(r *resident) bool { return drawing(r) && r.age(date(2024, 1, 1)) >= 63 }

func (g *registry) plantPensionAfterDeath(d dice, s *story, strength float64) bool {
	r := g.free(d, aged)
	if r == nil {
		return false
	}
	at := g.dies(d, r, scale(strength, 1, 10), s)
	r.pension.careful, r.pension.story, r.pension.since = false, s, monthOf(at, 1)
	s.about(r)
	return true
}

func (g *registry) alikeMonthOfDeath(d dice, s *story) bool {
	r := g.free(d, aged)
	if r == nil {
		return false
	}
	at := g.dies(d, r, d.between(2, 8), s)
	r.pension.story, r.pension.since = s, monthOf(at, 0)
	s.about(r)
	return true
}

func (g *registry) alikeBackdated(d dice, s *story) bool {
	r := g.free(d, aged)
	if r == nil {
		return false
	}
	at := g.dies(d, r, d.between(4, 8), s)
	p := r.pension
	p.late = monthOf(at, -1)
	paid := (monthOf(at, 2) + 9).working()
	g.put("pension_payment", s, who(r), txt(p.kind), on(p.late), sum(p.amount), on(paid), txt(p.account), txt(g.town(r).name+"社会保险中心"), txt("已发放"), cell{}, cell{})
	s.about(r)
	return true
}

func (g *registry) alikeDeadNamesake(d dice, s *story) bool {
	r := g.free(d, aged)
	if r == nil {
		return false
	}
	n := g.namesakeOf(d, r)
	g.dies(d, n, d.between(3, 8), s)
	r.pension.story, r.pension.since = s, date(2024, 10, 1)
	s.about(r, n)
	return true
}

// granted is whom the allowance stories are told of.
func granted(r *resident) bool { return r.grant != nil && r.grant.from < date(2023, 1, 1) }

func (g *registry) plantAllowanceAfterDeath(d dice, s *story, strength float64) bool {
	r := g.free(d, granted)
	if r == nil {
		return false
	}
	at := g.dies(d, r, scale(strength, 2, 10), s)
	r.grant.careful, r.grant.story, r.grant.since = false, s, monthOf(at, 1)
	s.about(r)
	return true
}

func (g *registry) alikeAllowanceMonth(d dice, s *story) bool {
	r := g.free(d, granted)
	if r == nil {
		return false
	}
	at := g.dies(d, r, d.between(2, 8), s)
	r.grant.story, r.grant.since = s, monthOf(at, 0)
	s.about(r)
	return true
}

package synth

// Licences that stay in force although the law takes them: 道路交通安全法 (2021-04-29)
// article 91 for drink, and the rules on licences for drugs.

func licenceWrongs() []wrongdoing {
	return []wrongdoing{
		{"driving_after_revocation", 10, "驾驶证吊销后仍驾驶机动车，处罚时未按无证驾驶处理。", (*registry).plantDrivingRevoked, []alike{
			{"before", "违法行为发生在吊销之前。", (*registry).alikeBeforeRevocation},
			{"namesake", "违法人与被吊销驾驶证的人同名，并非一人。", (*registry).alikeRevokedNamesake},
		}},
		{"licence_after_drugs", 12, "被责令社区戒毒或强制隔离戒毒后驾驶证仍为正常。", (*registry).plantDrugLicence, []alike{
			{"cancelled", "戒毒决定后已注销驾驶证。", (*registry).alikeDrugCancelled},
			{"voluntary", "自愿戒毒，不属应当注销情形。", (*registry).alikeVoluntary},
			{"years_after", "戒毒期满三年后重新考取驾驶证。", (*registry).alikeYearsAfter},
		}},
		{"licence_after_drink", 12, "因醉酒驾驶被决定吊销并定罪，驾驶证仍为正常。", (*registry).plantDrinkLicence, []alike{
			{"revoked", "醉酒驾驶后已吊销驾驶证。", (*registry).alikeDrinkRevoked},
			{"racing", "所犯为追逐竞驶型危险驾驶罪，并非醉驾。", (*registry).alikeRacing},
		}},
	}
}

// driver is whom the stories about licences are told of.
func driver(r *resident) bool {
	return r.drives() && convictable(r) && r.licence.issued < date(2018, 1, 1)
}

// tells makes the licence of r a record of the story.
func (s *story) tells(r *resident) {
	r.licence.story = s
	s.about(r)
}

func (l *licence) revoke(at day, why string) { l.status, l.changed, l.reason = "吊销", at, why }

func (g *registry) plantDrivingRevoked(d dice, s *story, strength float64) bool {
	r := g.free(d, driver)
	if r == nil {
		return false
	}
	at := lately(d, 2020, 2022)
	r.licence.revoke(at, "饮酒后驾驶机动车再次被查获")
	for i := range scale(strength, 1, 3) {
		g.fine(d, offence{r, g.town(r).name + "公安局交通警察大队", pick(d, "超速行驶", "违反交通信号灯", "不按规定车道行驶"), at + day(60+i*120+d.IntN(100)), "罚款", 200 * yuan}, s)
	}
	s.tells(r)
	return true
}

func (g *registry) alikeBeforeRevocation(d dice, s *story) bool {
	r := g.free(d, driver)
	if r == nil {
		return false
	}
	at := lately(d, 2021, 2023)
	r.licence.revoke(at, "饮酒后驾驶机动车再次被查获")
	g.fine(d, offence{r, g.town(r).name + "公安局交通警察大队", "超速行驶", at - day(d.between(5, 90)), "罚款", 200 * yuan}, s)
	s.tells(r)
	return true
}

func (g *registry) alikeRevokedNamesake(d dice, s *story) bool {
	r := g.free(d, driver)
	if r == nil {
		return false
	}
	n := g.namesakeOf(d, r)
	at := lately(d, 2020, 2022)
	r.licence.revoke(at, "饮酒后驾驶机动车再次被查获")
	g.license(d, n)
	n.licence.status, n.licence.changed, n.licence.reason, n.licence.expires = "正常", 0, "", g.asOf+700
	g.fine(d, offence{n, g.town(n).name + "公安局交通警察大队", "超速行驶", max(at, n.licence.issued) + 80, "罚款", 200 * yuan}, s)
	s.tells(r)
	s.tells(n)
	return true
}

func (g *registry) plantDrugLicence(d dice, s *story, strength float64) bool {
	r := g.free(d, driver)
	if r == nil {
		return false
	}
	kind := "社区戒毒"
	if strength == 1 {
		kind = "强制隔离戒毒"
	}
	g.detox(r, kind, lately(d, 2022, 2023), s)
	s.tells(r)
	return true
}

func (g *registry) alikeDrugCancelled(d dice, s *story) bool {
	r := g.free(d, driver)
	if r == nil {
		return false
	}
	at := lately(d, 2021, 2023)
	g.detox(r, "社区戒毒", at, s)
	r.licence.status, r.licence.changed, r.licence.reason = "注销", at+day(d.between(10, 60)), "依法被责令社区戒毒、强制隔离戒毒"
	s.tells(r)
	return true
}

func (g *registry) alikeVoluntary(d dice, s *story) bool {
	r := g.free(d, driver)
	if r == nil {
		return false
	}
	g.detox(r, "自愿戒毒", lately(d, 2021, 2023), s)
	s.tells(r)
	return true
}

func (g *registry) alikeYearsAfter(d dice, s *story) bool {
	r := g.free(d, func(r *resident) bool { return r.licence == nil && convictable(r) })
	if r == nil {
		return false
	}
	at := date(2016, 2, 1) + day(d.IntN(300))
	g.detox(r, "强制隔离戒毒", at, s)
	g.license(d, r)
	issued := at + 2*365 + 3*365 + day(d.between(100, 500))
	r.licence.issued, r.licence.expires, r.licence.status, r.licence.changed, r.licence.reason = issued, issued+6*365, "正常", 0, ""
	s.tells(r)
	return true
}

// drunk convicts a driver of dangerous driving.
func (g *registry) drunk(d dice, s *story) *conviction {
	r := g.free(d, driver)
	if r == nil {
		return nil
	}
	v := g.sentenceFor(d, r, crimeOf("危险驾驶罪"), lately(d, 2020, 2023))
	v.paid = v.fine
	g.convict(d, v, s, 0)
	s.tells(r)
	return v
}

func (g *registry) plantDrinkLicence(d dice, s *story, _ float64) bool {
	v := g.drunk(d, s)
	if v == nil {
		return false
	}
	g.drink(d, v, false, s)
	return true
}

func (g *registry) alikeDrinkRevoked(d dice, s *story) bool {
	v := g.drunk(d, s)
	if v == nil {
		return false
	}
	g.drink(d, v, true, s)
	return true
}

func (g *registry) alikeRacing(d dice, s *story) bool {
	v := g.drunk(d, s)
	if v == nil {
		return false
	}
	at := v.effective - 130
	g.fine(d, offence{v.who, g.town(v.who).name + "公安局交通警察大队", "驾驶机动车追逐竞驶", at, "罚款", 2000 * yuan}, s)
	return true
}

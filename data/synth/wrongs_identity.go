package synth

// Marriages and companies in the name of people who cannot have been there.

func identityWrongs() []wrongdoing {
	return []wrongdoing{
		{"double_marriage", 10, "前一婚姻关系存续期间又登记结婚。", (*registry).plantDoubleMarriage, []alike{
			{"divorced", "先离婚后再婚。", (*registry).alikeDivorced},
			{"widowed", "丧偶后再婚。", (*registry).alikeWidowed},
			{"namesake", "两名同名同性别的居民各自结婚。", (*registry).alikeMarriedNamesake},
		}},
		{"borrowed_identity_marriage", 8, "登记结婚当日本人正在服刑或者已经死亡，系他人冒用身份。", (*registry).plantBorrowedMarriage, []alike{
			{"before_custody", "登记结婚之后才入监服刑。", (*registry).alikeMarriedBefore},
			{"on_probation", "缓刑期间登记结婚，本人可以到场。", (*registry).alikeMarriedOnProbation},
		}},
		{"borrowed_identity_company", 8, "公司设立当日登记的法定代表人正在服刑或者已经死亡，系冒用身份登记。", (*registry).plantBorrowedCompany, []alike{
			{"before_custody", "公司设立之后法定代表人才入监服刑。", (*registry).alikeFoundedBefore},
		}},
	}
}

// married is somebody with one marriage that lasts, neither of them in a paper or story.
func (g *registry) married(r *resident) bool {
	if len(r.weddings) != 1 {
		return false
	}
	m := r.weddings[0]
	o := m.other(r)
	return m.ended == 0 && m.on > date(1995, 1, 1) && m.on < date(2016, 1, 1) && len(o.weddings) == 1 && !o.used && !o.court && o.died == 0 && len(o.stays) == 0
}

// partner draws somebody single of the other sex and makes them free for a marriage.
func (g *registry) partner(d dice, r *resident) *resident {
	o := g.native(d, "", r.born+day(d.between(-3*365, 4*365)), !r.woman, g.town(r))
	o.used = true
	g.alone(o)
	return o
}

func (m *wedding) tells(s *story) { m.about = append(m.about, s) }

func (g *registry) plantDoubleMarriage(d dice, s *story, strength float64) bool {
	r := g.free(d, g.married)
	if r == nil {
		return false
	}
	first := r.weddings[0]
	o := first.other(r)
	o.used = true
	second := g.wed(d, r, g.partner(d, r), lately(d, 2018, 2022))
	if strength < 0.5 { // the divorce came some weeks too late
		first.ended = (second.on + day(d.between(15, 60))).working()
	}
	first.tells(s)
	second.tells(s)
	s.about(r, o, second.other(r))
	return true
}

func (g *registry) alikeDivorced(d dice, s *story) bool {
	r := g.free(d, g.married)
	if r == nil {
		return false
	}
	first := r.weddings[0]
	o := first.other(r)
	o.used = true
	second := g.wed(d, r, g.partner(d, r), lately(d, 2018, 2022))
	first.ended = (second.on - day(d.between(3, 300))).working()
	if first.ended > second.on {
		first.ended = second.on
	}
	first.tells(s)
	second.tells(s)
	s.about(r, o, second.other(r))
	return true
}

func (g *registry) alikeWidowed(d dice, s *story) bool {
	r := g.free(d, g.married)
	if r == nil {
		return false
	}
	first := r.weddings[0]
	o := first.other(r)
	o.used = true
	at := date(2019, 2, 1) + day(d.IntN(500))
	g.die(d, o, at, s)
	second := g.wed(d, r, g.partner(d, r), at+day(d.between(300, 900)))
	first.tells(s)
	second.tells(s)
	s.about(r, o, second.other(r))
	return true
}

func (g *registry) alikeMarriedNamesake(d dice, s *story) bool {
	r := g.free(d, g.married)
	if r == nil {
		return false
	}
	n := g.namesakeOf(d, r)
	second := g.wed(d, n, g.partner(d, n), max(lately(d, 2017, 2022), n.birthday(22)))
	r.weddings[0].tells(s)
	second.tells(s)
	s.about(r, n)
	return true
}

// unwed is whom the stories about borrowed identities are told of.
func unwed(r *resident) bool {
	return grownUp(r) && len(r.weddings) == 0 && r.age(date(2018, 1, 1)) >= 24
}

func (g *registry) plantBorrowedMarriage(d dice, s *story, strength float64) bool {
	r := g.free(d, unwed)
	if r == nil {
		return false
	}
	at := g.away(d, r, strength, s)
	m := g.wed(d, r, g.partner(d, r), at)
	m.slip = "borrowed_identity"
	m.tells(s)
	s.about(r, m.other(r))
	return true
}

// away sends somebody to prison, or lets them die, and returns a day on which they
// cannot have been anywhere else.
func (g *registry) away(d dice, r *resident, strength float64, s *story) day {
	if strength < 0.5 {
		at := lately(d, 2019, 2021)
		g.die(d, r, at, s)
		return at + day(d.between(100, 500))
	}
	v := g.jailed(d, r, "诈骗罪", lately(d, 2019, 2021), 40, s)
	return v.effective + day(d.between(100, 400))
}

func (g *registry) alikeMarriedBefore(d dice, s *story) bool {
	r := g.free(d, unwed)
	if r == nil {
		return false
	}
	v := g.jailed(d, r, "诈骗罪", lately(d, 2020, 2022), 24, s)
	m := g.wed(d, r, g.partner(d, r), v.detained-day(d.between(20, 200)))
	m.tells(s)
	s.about(r, m.other(r))
	return true
}

func (g *registry) alikeMarriedOnProbation(d dice, s *story) bool {
	r := g.free(d, unwed)
	if r == nil {
		return false
	}
	v := g.onProbation(d, r, lately(d, 2020, 2022), 18)
	g.sentenced(d, v, v.end, "期满解除", s)
	m := g.wed(d, r, g.partner(d, r), v.effective+day(d.between(60, 300)))
	m.tells(s)
	s.about(r, m.other(r))
	return true
}

func (g *registry) plantBorrowedCompany(d dice, s *story, strength float64) bool {
	r, c := g.free(d, convictable), g.freeCompany(d, nil)
	if r == nil || c == nil {
		return false
	}
	at := g.away(d, r, strength, s)
	g.headed(c, r, at, s)
	c.slip, c.quiet = "borrowed_identity", true
	return true
}

// headed makes r the head of a company that was founded on a day.
func (g *registry) headed(c *company, r *resident, at day, s *story) {
	c.chief, c.head, c.founded = r, r.name, at.working()
	c.holders = []holding{{r, 100, c.founded, 0}}
	c.about = append(c.about, s)
	s.about(c, r)
}

func (g *registry) alikeFoundedBefore(d dice, s *story) bool {
	r, c := g.free(d, convictable), g.freeCompany(d, nil)
	if r == nil || c == nil {
		return false
	}
	v := g.jailed(d, r, "非法经营罪", lately(d, 2020, 2022), 24, s)
	g.headed(c, r, v.detained-day(d.between(30, 500)), s)
	return true
}

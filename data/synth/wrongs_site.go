package synth

// Building sites without what the law asks, and taxes that were not paid.

func siteWrongs() []wrongdoing {
	begun := alike{"not_begun", "项目已取得许可但尚未开工。", (*registry).alikeNotBegun}
	return []wrongdoing{
		{"wage_account_missing", 8, "在建项目未开设农民工工资专用账户。", lacking("account"), []alike{
			begun, {"opened_late", "专户在开工后三十日内开立。", (*registry).alikeOpenedLate}}},
		{"wage_deposit_missing", 8, "在建项目未存储工资保证金，也无保函或减免。", lacking("deposit"), []alike{
			{"bank_letter", "以银行保函替代工资保证金。", kept("deposit", "银行保函")},
			{"exempt", "经批准免存工资保证金。", kept("deposit", "免存")}}},
		{"wage_guarantee_missing", 8, "建设单位未提供工程款支付担保。", lacking("guarantee"), []alike{
			{"guaranteed", "担保齐全。", kept("guarantee", "")}}},
		{"roster_missing", 8, "在建项目没有实名制用工和工资记录。", lacking("roster"), []alike{
			{"finished", "项目竣工多时，实名制记录止于竣工。", (*registry).alikeFinished}}},
		{"dust_tax_gap", 9, "建筑工地未申报缴纳扬尘环境保护税。", lacking("dust"), []alike{
			{"paid", "已按项目申报缴纳。", kept("dust", "")}}},
		{"farmland_tax_gap", 8, "因非法占用耕地被处罚，未缴耕地占用税。", (*registry).plantFarmland, []alike{
			{"paid", "被处罚后已补缴耕地占用税。", (*registry).alikeFarmlandPaid},
			{"not_farmland", "占用的是未利用地，不征耕地占用税。", (*registry).alikeWasteland}}},
	}
}

// tells makes a site part of a story.
func (p *project) tells(s *story, lacks string) {
	p.story, p.lacks = s, lacks
	s.about(p.contractor, p.builder)
}

// lacking plants a site without one safeguard. A strong one is large and long begun.
func lacking(what string) func(*registry, dice, *story, float64) bool {
	return func(g *registry, d dice, s *story, strength float64) bool {
		p := g.freeSite(d)
		if p == nil {
			return false
		}
		switch what {
		case "account":
			p.account = false
		case "deposit":
			p.deposit = ""
		case "guarantee":
			p.guarantee = false
		case "roster":
			p.roster = false
		case "dust":
			p.dust = false
		}
		if strength == 1 {
			p.price *= 2
		}
		p.tells(s, what)
		return true
	}
}

// kept plants a site that has a safeguard, perhaps in another form.
func kept(what, form string) func(*registry, dice, *story) bool {
	return func(g *registry, d dice, s *story) bool {
		p := g.freeSite(d)
		if p == nil {
			return false
		}
		if form != "" {
			p.deposit = form
		}
		p.tells(s, what)
		return true
	}
}

func (g *registry) alikeNotBegun(d dice, s *story) bool {
	p := g.freeSite(d)
	if p == nil {
		return false
	}
	p.permitted, p.started = date(2024, 10, 9)+day(d.IntN(60)), 0
	p.tells(s, "account")
	return true
}

func (g *registry) alikeOpenedLate(d dice, s *story) bool {
	p := g.freeSite(d)
	if p == nil {
		return false
	}
	p.opened = p.started + day(d.between(20, 30))
	p.tells(s, "account")
	return true
}

func (g *registry) alikeFinished(d dice, s *story) bool {
	p := g.freeSite(d)
	if p == nil {
		return false
	}
	p.completed = min(p.started+day(d.between(180, 240)), g.asOf-10)
	p.tells(s, "roster")
	return true
}

// occupy fines a company for taking land.
func (g *registry) occupy(d dice, s *story, act string) (*company, day) {
	c := g.freeCompany(d, nil)
	if c == nil {
		return nil, 0
	}
	at := lately(d, 2020, 2023)
	g.put("penalty", s, []entity{c}, txt(g.serial("澜自然资罚字第", "号")), txt(c.town.name+"自然资源局"), txt(act), on(at), txt("责令退还、罚款"), sum(money(d.between(20, 300))*1000*yuan),
		num(d.between(300, 9000)), on((at + day(d.between(40, 120))).working()))
	s.about(c)
	return c, at
}

func (g *registry) plantFarmland(d dice, s *story, _ float64) bool {
	c, _ := g.occupy(d, s, "非法占用耕地建设厂房")
	return c != nil
}

func (g *registry) alikeFarmlandPaid(d dice, s *story) bool {
	c, at := g.occupy(d, s, "非法占用耕地建设厂房")
	if c == nil {
		return false
	}
	from := monthOf(at, 0)
	x := taxRow(c, "耕地占用税", from, monthOf(from, 1)-1, money(d.between(10, 200))*1000*yuan, "")
	x.about = tales(s)
	g.stored["tax_payment"] = append(g.stored["tax_payment"], x)
	return true
}

func (g *registry) alikeWasteland(d dice, s *story) bool {
	c, _ := g.occupy(d, s, "未经批准占用未利用地堆放建材")
	return c != nil
}

package synth

// Sales by the court against 最高人民法院关于人民法院网络司法拍卖若干问题的规定
// (2016-08-02): article 10 (price of at least seven tenths of the appraisal), article 12
// (notice of 15 days for things and 30 for land and houses), article 26 (7 and 15 days,
// and a fifth less at most, when it is sold again).

func auctionWrongs() []wrongdoing {
	return []wrongdoing{
		{"auction_no_benefit", 8, "起拍价低于优先债权，拍卖对申请执行人没有剩余可能。", (*registry).plantNoBenefit, []alike{
			{"just_above", "起拍价略高于优先债权。", (*registry).alikeBenefit},
		}},
		{"auction_short_notice", 10, "公告期不足（动产十五日、不动产三十日）。", (*registry).plantShortNotice, []alike{
			{"exact", "公告期恰好满足十五日、三十日。", (*registry).alikeExactNotice},
			{"second_round", "再次拍卖，公告七日、十五日即可。", (*registry).alikeSecondNotice},
		}},
		{"auction_price_floor", 10, "起拍价低于评估价的百分之七十。", (*registry).plantPriceFloor, []alike{
			{"exact", "起拍价恰为评估价的百分之七十。", (*registry).alikeExactPrice},
			{"second_round", "再次拍卖降价未超过前次起拍价的百分之二十。", (*registry).alikeSecondPrice},
		}},
	}
}

// owned is a first auction of something of a resident of the story.
func (g *registry) owned(d dice, s *story) (lot, bool) {
	r := g.free(d, debtor)
	if r == nil {
		return lot{}, false
	}
	s.about(r)
	l := g.newLot(d, r, d.chance(0.6))
	l.no = g.caseNo(l.court, l.announced-90, "执")
	l.preferential = l.start / 3
	l.sold(d, g)
	return l, true
}

// sold sells the lot a little above where it starts.
func (l *lot) sold(d dice, g *registry) {
	l.result, l.deal, l.winner = "成交", l.start*money(d.between(100, 130))/100, g.idle(d)
}

// notice is how many days before the sale the law wants it announced.
func (l lot) notice() int {
	first, again := 15, 7
	if l.kind == "房产" {
		first, again = 30, 15
	}
	if l.round == "第一次拍卖" {
		return first
	}
	return again
}

func (g *registry) plantNoBenefit(d dice, s *story, strength float64) bool {
	l, ok := g.owned(d, s)
	if !ok {
		return false
	}
	l.preferential = l.start * money(scale(strength, 104, 180)) / 100
	g.sellLot(l, s)
	return true
}

func (g *registry) alikeBenefit(d dice, s *story) bool {
	l, ok := g.owned(d, s)
	if !ok {
		return false
	}
	l.preferential = l.start * money(d.between(95, 100)) / 100
	g.sellLot(l, s)
	return true
}

func (g *registry) plantShortNotice(d dice, s *story, strength float64) bool {
	l, ok := g.owned(d, s)
	if !ok {
		return false
	}
	l.started = l.announced + day(l.notice()-scale(strength, 1, 9))
	g.sellLot(l, s)
	return true
}

func (g *registry) alikeExactNotice(d dice, s *story) bool {
	l, ok := g.owned(d, s)
	if !ok {
		return false
	}
	l.started = l.announced + day(l.notice())
	g.sellLot(l, s)
	return true
}

// again sells the lot a second time, after nobody wanted it.
func (g *registry) again(d dice, l lot, percent int, s *story) {
	l.result, l.deal, l.winner = "流拍", 0, nil
	g.sellLot(l, s)
	l.round = "第二次拍卖"
	l.announced = l.started + day(d.between(5, 20))
	l.started = l.announced + day(l.notice())
	l.start = l.start * money(percent) / 100
	l.sold(d, g)
	g.sellLot(l, s)
}

func (g *registry) alikeSecondNotice(d dice, s *story) bool {
	l, ok := g.owned(d, s)
	if ok {
		g.again(d, l, 90, s)
	}
	return ok
}

func (g *registry) plantPriceFloor(d dice, s *story, strength float64) bool {
	l, ok := g.owned(d, s)
	if !ok {
		return false
	}
	l.start = l.worth * money(scale(strength, 68, 50)) / 100
	l.preferential = l.start / 3
	l.sold(d, g)
	g.sellLot(l, s)
	return true
}

func (g *registry) alikeExactPrice(d dice, s *story) bool {
	l, ok := g.owned(d, s)
	if !ok {
		return false
	}
	l.start = l.worth * 70 / 100
	l.preferential = l.start / 3
	g.sellLot(l, s)
	return true
}

func (g *registry) alikeSecondPrice(d dice, s *story) bool {
	l, ok := g.owned(d, s)
	if !ok {
		return false
	}
	l.start = l.worth * 70 / 100
	l.preferential = l.start / 3
	g.again(d, l, 80, s)
	return true
}

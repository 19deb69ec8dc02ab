package synth

// People and companies on the list of dishonest debtors who ought not to be there, and
// property that left those who are.

func enforcementWrongs() []wrongdoing {
	return []wrongdoing{
		{"dead_enforcee_listed", 12, "被执行人已经死亡，仍被列入或未移出失信名单。", (*registry).plantDeadListed, []alike{
			{"removed", "被执行人死亡后两个月内已移出失信名单。", (*registry).alikeDeadRemoved},
			{"namesake", "死者与失信被执行人同名，并非一人。", (*registry).alikeListedNamesake},
		}},
		{"bankrupt_enforcee_listed", 7, "法院受理破产申请后仍把债务人列入或留在失信名单。", (*registry).plantBankruptListed, []alike{
			{"removed", "受理破产后一个月内已移出失信名单。", (*registry).alikeBankruptRemoved},
			{"rejected", "破产申请未获受理，名单照列合规。", (*registry).alikeRejected},
		}},
		{"estate_moved_after_listing", 9, "列入失信名单后把房产低价转给亲属。", (*registry).plantEstateMoved, []alike{
			{"market_price", "列入名单后按市价卖给无关的人。", (*registry).alikeMarketPrice},
			{"before_debt", "转让在涉诉之前多年。", (*registry).alikeBeforeDebt},
		}},
		{"late_docketing", 10, "起诉材料齐备，收案数周、数月之后才立案。", (*registry).plantLateDocket, []alike{
			{"after_holiday", "第七日在国庆假期，节后第一个工作日立案。", (*registry).alikeAfterHoliday},
			{"not_accepted", "久未立案，最后裁定不予受理。", (*registry).alikeNotAccepted},
			{"appeal", "二审案件，收到上诉后案卷移送较久。", (*registry).alikeAppeal},
		}},
		{"debt_assigned_after_listing", 7, "列入失信名单后把到期债权转让给亲属，由亲属起诉收取。", (*registry).plantDebtAssigned, []alike{
			{"to_stranger", "转让给无关的资产公司，对价清偿债权人。", (*registry).alikeAssignedOut},
		}},
	}
}

// owing opens an enforcement against somebody and puts them on the list.
func (g *registry) owing(d dice, who entity, filed, listed, removed day, why string, s *story) {
	x := debt{creditor: g.idle(d), debtor: who, court: g.anyCourt(d), filed: filed, sum: money(d.between(3, 90)) * 10000 * yuan, how: "终结本次执行程序"}
	x.basis = g.caseNo(x.court, filed-200, "民初")
	no := g.enforce(d, x, s)
	g.list(d, listing{who, x.court, no, x.basis, filed.working(), listed.working(), removed, why, x.sum}, s)
}

// debtor is whom the stories about the list are told of.
func debtor(r *resident) bool {
	return grownUp(r) && r.sinceUnwed() && r.house != nil && r.grant == nil
}

func (g *registry) plantDeadListed(d dice, s *story, strength float64) bool {
	r := g.free(d, debtor)
	if r == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	filed := at - day(d.between(100, 300))
	listed := filed + 50
	if strength == 1 { // even after the death
		listed = at + day(d.between(10, 200))
	}
	g.die(d, r, at, s)
	g.owing(d, r, filed, listed, 0, "", s)
	s.about(r)
	return true
}

func (g *registry) alikeDeadRemoved(d dice, s *story) bool {
	r := g.free(d, debtor)
	if r == nil {
		return false
	}
	at := lately(d, 2020, 2023)
	filed := at - day(d.between(200, 400))
	g.die(d, r, at, s)
	g.owing(d, r, filed, filed+50, at+day(d.between(15, 55)), "被执行人死亡", s)
	s.about(r)
	return true
}

func (g *registry) alikeListedNamesake(d dice, s *story) bool {
	r := g.free(d, debtor)
	if r == nil {
		return false
	}
	n := g.namesakeOf(d, r)
	at := lately(d, 2020, 2023)
	g.die(d, n, at, s)
	filed := at - day(d.between(100, 300))
	g.owing(d, r, filed, filed+60, 0, "", s)
	s.about(r, n)
	return true
}

func (g *registry) plantBankruptListed(d dice, s *story, strength float64) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	_, at := g.bankrupt(c, lately(d, 2021, 2023), s)
	filed := at - day(d.between(100, 300))
	listed := filed + 50
	if strength == 1 {
		listed = at + day(d.between(20, 150))
	}
	g.owing(d, c, filed, listed, 0, "", s)
	s.about(c)
	return true
}

func (g *registry) alikeBankruptRemoved(d dice, s *story) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	_, at := g.bankrupt(c, lately(d, 2021, 2023), s)
	filed := at - day(d.between(100, 300))
	g.owing(d, c, filed, filed+50, at+day(d.between(5, 28)), "进入破产程序", s)
	s.about(c)
	return true
}

func (g *registry) alikeRejected(d dice, s *story) bool {
	c := g.freeCompany(d, nil)
	if c == nil {
		return false
	}
	at := lately(d, 2021, 2023)
	court := g.courtOf(c.town)
	g.put("bankruptcy_case", s, []entity{c, c.chief}, txt(g.caseNo(court, at, "破申")), txt(court.name), txt("破产清算"), on(at-30), on(at), cell{}, cell{}, cell{}, txt("不予受理"))
	g.owing(d, c, at-200, at-150, 0, "", s)
	s.about(c)
	return true
}

// relative draws somebody grown of the household of r, whom no other story has.
func (r *resident) relative() *resident {
	for _, x := range r.house.members {
		if x != r && !x.used && !x.court && x.died == 0 && grownUp(x) {
			return x
		}
	}
	return nil
}

// related is debtor, of those who have somebody to give things to.
func related(r *resident) bool { return debtor(r) && r.relative() != nil }

// pair draws somebody and a relative of theirs.
func (g *registry) pair(d dice) (r, kin *resident) {
	if r = g.free(d, related); r == nil {
		return nil, nil
	}
	kin = r.relative()
	kin.used = true
	return r, kin
}

func (g *registry) plantEstateMoved(d dice, s *story, strength float64) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	filed := lately(d, 2020, 2022)
	g.owing(d, r, filed, filed+50, 0, "", s)
	worth := money(d.between(60, 300)) * 10000 * yuan
	price, reason := worth*money(scale(strength, 48, 20))/100, "买卖"
	if strength == 1 && d.chance(0.5) {
		price, reason = 0, "赠与"
	}
	g.convey(d, conveyance{r, kin, reason, price, worth, filed + day(d.between(90, 500))}, s)
	s.about(r, kin)
	return true
}

func (g *registry) alikeMarketPrice(d dice, s *story) bool {
	r := g.free(d, debtor)
	if r == nil {
		return false
	}
	filed := lately(d, 2020, 2022)
	g.owing(d, r, filed, filed+50, 0, "", s)
	worth := money(d.between(60, 300)) * 10000 * yuan
	g.convey(d, conveyance{r, g.idle(d), "买卖", worth * 98 / 100, worth, filed + day(d.between(90, 500))}, s)
	s.about(r)
	return true
}

func (g *registry) alikeBeforeDebt(d dice, s *story) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	filed := lately(d, 2022, 2023)
	g.owing(d, r, filed, filed+50, 0, "", s)
	g.convey(d, conveyance{r, kin, "赠与", 0, money(d.between(60, 300)) * 10000 * yuan, filed - day(d.between(900, 1150))}, s)
	s.about(r, kin)
	return true
}

// assigned puts the suit of somebody who was given a claim into the docket.
func (g *registry) assigned(d dice, buyer entity, from *resident, at day, s *story) {
	c := g.anyCourt(d)
	at = at.working()
	g.put("docket", s, []entity{buyer, g.idle(d)}, txt(g.caseNo(c, at, "民初")), txt(c.name), txt("民事"), txt("一审"), txt("债权转让合同纠纷"), on(at-3), on(at),
		on(at+day(d.between(10, 25))), sum(money(d.between(5, 80))*10000*yuan), cell{}, txt(from.name), txt(c.judges[d.low(len(c.judges))].name), txt("调解"))
}

func (g *registry) plantDebtAssigned(d dice, s *story, strength float64) bool {
	r, kin := g.pair(d)
	if r == nil {
		return false
	}
	filed := lately(d, 2020, 2022)
	g.owing(d, r, filed, filed+50, 0, "", s)
	for i := range scale(strength, 1, 4) {
		g.assigned(d, kin, r, filed+day(d.between(80, 200)+i*40), s)
	}
	s.about(r, kin)
	return true
}

func (g *registry) alikeAssignedOut(d dice, s *story) bool {
	r, c := g.free(d, debtor), g.freeCompany(d, nil)
	if r == nil || c == nil {
		return false
	}
	filed := lately(d, 2020, 2022)
	g.owing(d, r, filed, filed+50, filed+300, "已履行完毕", s)
	g.assigned(d, c, r, filed+100, s)
	s.about(r, c)
	return true
}

// docket puts the suit of two residents into the docket, received on a day and docketed on another.
func (g *registry) docket(d dice, s *story, stage, kind string, received, filed day, how string) {
	c := g.anyCourt(d)
	plaintiff := g.idle(d)
	defendant := g.idle(d)
	for defendant == plaintiff {
		defendant = g.idle(d)
	}
	s.about(plaintiff, defendant)
	g.put("docket", s, []entity{plaintiff, defendant}, txt(g.caseNo(c, filed, kind)), txt(c.name), txt("民事"), txt(stage),
		txt(pick(d, "民间借贷纠纷", "买卖合同纠纷", "房屋租赁合同纠纷", "提供劳务者受害责任纠纷")), on(received), on(filed),
		on(filed+day(d.between(20, 90))), sum(money(d.between(2, 60))*10000*yuan), cell{}, cell{}, txt(c.judges[d.low(len(c.judges))].name), txt(how))
}

func (g *registry) plantLateDocket(d dice, s *story, strength float64) bool {
	received := lately(d, 2022, 2023)
	g.docket(d, s, "一审", "民初", received, (received + day(scale(strength, 24, 110)+d.IntN(12))).working(), pick(d, "判决", "调解"))
	return true
}

func (g *registry) alikeAfterHoliday(d dice, s *story) bool {
	y := d.between(2020, 2023)
	g.docket(d, s, "一审", "民初", date(y, 9, 25).working(), date(y, 10, 8).working(), "判决")
	return true
}

func (g *registry) alikeNotAccepted(d dice, s *story) bool {
	received := lately(d, 2022, 2023)
	g.docket(d, s, "一审", "民初", received, (received + day(d.between(25, 60))).working(), "不予受理")
	return true
}

func (g *registry) alikeAppeal(d dice, s *story) bool {
	received := lately(d, 2022, 2023)
	g.docket(d, s, "二审", "民终", received, (received + day(d.between(25, 70))).working(), "判决")
	return true
}

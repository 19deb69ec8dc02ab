package synth

// fromPapers puts into the registers of the courts what the papers are about.
func (g *registry) fromPapers() {
	d := newDice(g.w.seed^0x706170657273, 9)
	seen := map[*firm]bool{}
	for _, s := range g.w.suits {
		for _, x := range s.claims {
			if f := x.firm; f != nil && f.fined != 0 && !seen[f] {
				seen[f] = true
				g.fine(d, offence{g.byFirm[f.name], "澜州市市场监督管理局", "不以使用为目的恶意申请商标注册", f.fined, "警告、罚款", 10000 * yuan}, nil)
			}
		}
		g.docketed(s)
		g.moved(s)
		switch s.paper {
		case enforcementPaper:
			g.enforced(d, s)
		case orderPaper:
			g.ordered(s)
		}
	}
}

// moved puts the payments of a suit's story on the bank's records.
func (g *registry) moved(s *suit) {
	for _, m := range s.moves {
		from, to, remark := g.party(s.claims[0]), g.party(s.oppose[0]), "借款"
		if m.back {
			from, to, remark = to, from, "还款"
		}
		g.pay(payment{from, to, m.amount, m.at, remark}, nil)
	}
}

// party returns who a party is.
func (g *registry) party(p *party) entity {
	if p.firm != nil {
		return g.byFirm[p.firm.name]
	}
	return g.resident(p.person)
}

func (g *registry) docketed(s *suit) {
	kind, stage := "民事", map[paper]string{appealPaper: "二审", reviewPaper: "再审审查", orderPaper: "督促程序"}[s.paper]
	if s.paper == enforcementPaper {
		kind = "执行"
	} else if stage == "" {
		stage = "一审"
	}
	how := map[paper]string{mediationPaper: "调解", withdrawnPaper: "撤诉", deemedPaper: "撤诉", reviewPaper: "其他", orderPaper: "其他", enforcementPaper: "终结"}[s.paper]
	if how == "" {
		how = "判决"
	}
	agent := ""
	if a := s.claims[0].agent; a != nil {
		agent = a.name
	}
	g.put("docket", nil, []entity{g.party(s.claims[0]), g.party(s.oppose[0])}, txt(s.no), txt(s.court.name), txt(kind), txt(stage), txt(s.cause),
		on(s.filed-day(len(s.no)%5)), on(s.filed), on(s.decided), maybe(s.sum), txt(agent), cell{}, txt(s.judge.name), txt(how))
}

func (g *registry) enforced(d dice, s *suit) {
	how := map[string]string{"stopped": "终结本次执行程序", "done": "执行完毕", "agreed": "和解结案"}[s.result]
	got := map[string]money{"done": s.award, "stopped": s.award / 20 / yuan * yuan}[s.result]
	debtor := g.party(s.oppose[0])
	title := "民事判决书"
	if s.basis.paper == mediationPaper {
		title = "民事调解书"
	}
	g.put("enforcement_case", nil, []entity{g.party(s.claims[0]), debtor}, txt(s.no), txt(s.court.name), txt("民事执行"), on(s.filed), cell{}, txt(s.basis.no),
		on(s.basis.decided+15), sum(s.award), sum(got), on(s.decided), txt(how), txt(title), cell{})
	if s.result != "stopped" || !d.chance(0.45) {
		return
	}
	listed := (s.filed + day(d.between(30, 90))).working()
	removed, why := day(0), ""
	if r := listed + day(d.between(200, 730)); d.chance(0.6) && r < g.asOf {
		removed, why = r, pick(d, "期限届满", "已履行完毕", "申请执行人申请")
	}
	g.list(d, listing{debtor, s.court, s.no, s.basis.no, s.filed, listed, removed, why, s.award}, nil)
}

// A listing is an entry of the list of dishonest debtors.
type listing struct {
	who                    entity
	court                  *court
	no, basis              string
	filed, listed, removed day
	why                    string // it was removed
	owed                   money
}

// list puts somebody on the list of dishonest debtors.
func (g *registry) list(d dice, l listing, about *story) {
	g.put("dishonest_debtor", about, []entity{l.who}, txt(l.court.name), txt(l.basis), txt(l.no), on(l.filed), on(l.listed), on(l.removed), txt(l.why),
		txt(pick(d, "有履行能力而拒不履行生效法律文书确定义务", "违反财产报告制度", "以其他方法规避执行")), sum(l.owed))
}

func (g *registry) ordered(s *suit) {
	g.put("payment_order", nil, []entity{g.party(s.claims[0]), g.party(s.oppose[0])}, txt(s.no), txt(s.court.name), sum(s.award), on(s.filed), on(s.decided),
		txt("无异议"), txt("发出支付令"))
}

// A debt is an enforcement that a story needs.
type debt struct {
	creditor, debtor entity
	court            *court
	basis            string
	filed            day
	sum              money
	how              string // how it ended; empty: still open
	kind             string
	paper            string // what kind of title; empty: a judgment
	effective        day    // of the title; 0: some weeks before
	seized           day
	closed           day // 0: after some months
}

// enforce puts an enforcement into the register and returns its number.
func (g *registry) enforce(d dice, x debt, about *story) string {
	if x.court == nil {
		x.court = g.anyCourt(d)
	}
	x.filed = x.filed.working()
	no := g.caseNo(x.court, x.filed, "执")
	if x.basis == "" {
		x.basis = g.caseNo(x.court, x.filed-120, "民初")
	}
	if x.kind == "" {
		x.kind = "民事执行"
	}
	var closed day
	got := money(0)
	if x.how != "" {
		closed = (x.filed + day(d.between(60, 170))).working()
		if x.closed != 0 {
			closed = x.closed.working()
		}
		if x.how == "执行完毕" {
			got = x.sum
		}
	}
	if closed > g.asOf {
		closed, x.how = 0, ""
	}
	if x.paper == "" {
		x.paper = "民事判决书"
	}
	if x.effective == 0 {
		x.effective = x.filed - 60
	}
	g.put("enforcement_case", about, []entity{x.creditor, x.debtor}, txt(no), txt(x.court.name), txt(x.kind), on(x.filed), cell{}, txt(x.basis), on(x.effective),
		sum(x.sum), sum(got), on(closed), txt(x.how), txt(x.paper), on(x.seized))
	return no
}

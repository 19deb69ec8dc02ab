package synth

// odds are the rates at which things happen in a family of suits.
type odds struct {
	agent     float64 // the claiming side has somebody act for it
	alone     float64 // … and does not come itself
	absent    float64 // a defending party stays away
	announced float64 // of those away: served by public announcement
	admits    float64 // of those who come: no contest
	withdrawn float64
	mediated  float64
	partly    float64 // of the judged: the claim is granted in part only
	rejected  float64 // of the judged and contested: the claim fails
	appealed  float64 // of the judged and contested
	enforced  float64 // of the judged and mediated
	masked    float64
}

// usual are the rates of an ordinary suit between people.
func usual() odds {
	return odds{agent: 0.6, alone: 0.5, absent: 0.38, announced: 0.25, admits: 0.4, withdrawn: 0.18,
		mediated: 0.22, partly: 0.3, rejected: 0.2, appealed: 0.25, enforced: 0.3, masked: 0.05}
}

// business are the rates of the mass suits of an institution.
func business() odds {
	o := usual()
	o.agent, o.alone, o.absent, o.announced = 1, 1, 0.68, 0.3
	o.admits, o.partly, o.rejected, o.appealed, o.enforced = 0.7, 0.12, 0.02, 0.03, 0.25
	return o
}

// first and last day on which a suit is filed.
func opensOn() day  { return date(2019, 1, 2) }
func closesOn() day { return date(2023, 12, 20) }

// anyDay draws a working day on which a suit may be filed.
func anyDay(d dice) day {
	return (opensOn() + day(d.IntN(int(closesOn()-opensOn())))).working()
}

// newSuit begins a suit of a topic, filed on a day, before a court drawn by its work.
func (w *world) newSuit(d dice, topic, cause string, filed day) *suit {
	s := &suit{topic: topic, cause: cause, filed: filed.working(), detail: d.Uint64(), drafter: d.Uint64()}
	c := w.courts[d.weighted(5, 3, 4)]
	w.assign(d, s, c, d.low(len(c.judges)))
	return s
}

// assign gives the suit to judge n of a court and puts others beside him.
func (w *world) assign(d dice, s *suit, c *court, n int) {
	s.court, s.judge = c, c.judges[n]
	s.bench = [3]string{c.judges[(n+1)%len(c.judges)].name, c.judges[(n+3)%len(c.judges)].name, c.clerks[n]}
	if d.chance(0.2) {
		s.bench[2] = c.clerks[d.IntN(len(c.clerks))]
	}
}

// claimant adds a claiming person with the usual help.
func (w *world) claimant(d dice, s *suit, p *person, o odds) {
	x := &party{person: p}
	if d.chance(o.agent) {
		x.agent = w.hire(d, p)
		x.came = withAgent
		if d.chance(o.alone) {
			x.came = byAgent
		}
		if x.agent.firm != "" && d.chance(0.6) {
			s.drafter = mix(0, uint64(len(x.agent.name))+mixText(x.agent.name))
		}
	}
	s.claims = append(s.claims, x)
}

// mixText makes a number of a text.
func mixText(t string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(t) {
		h = (h ^ uint64(t[i])) * 1099511628211
	}
	return h
}

// hire finds somebody to act for a person.
func (w *world) hire(d dice, p *person) *counsel {
	switch d.weighted(70, 18, 12) {
	case 0:
		return w.lawyers[d.low(len(w.lawyers))]
	case 1:
		return w.workers[d.low(len(w.workers))]
	}
	k := w.kin(d, p)
	return &counsel{name: k.name, post: pick(d, "系当事人亲属", "系当事人之子", "系当事人之兄", "由所在社区推荐")}
}

// claimantFirm adds a claiming firm, for which its lawyer or staff come.
func (w *world) claimantFirm(d dice, s *suit, f *firm, c *counsel) {
	x := &party{firm: f, agent: c, came: byAgent}
	if c == nil {
		x.agent = &counsel{name: f.staff[d.low(len(f.staff))], post: "staff"}
	}
	s.claims = append(s.claims, x)
	if d.chance(0.92) {
		s.drafter = f.habit
	}
}

// opponent adds a defending person; whether he comes and what he says is thrown later.
func (w *world) opponent(s *suit, p *person, role string) *party {
	x := &party{person: p, role: role}
	s.oppose = append(s.oppose, x)
	return x
}

// opponentFirm adds a defending firm.
func (w *world) opponentFirm(s *suit, f *firm) *party {
	x := &party{firm: f}
	s.oppose = append(s.oppose, x)
	return x
}

// try throws how the suit goes: who comes, what they say, how and when it ends.
func (w *world) try(d dice, s *suit, o odds) {
	s.masked = d.chance(o.masked)
	w.appear(d, s, o)
	s.proc = simple
	if s.has(announced) || d.chance(0.12) {
		s.proc = ordinary
	} else if s.sum < 50000*yuan && d.chance(0.3) && s.topic != "divorce" {
		s.proc = small
	}
	switch {
	case d.chance(o.withdrawn):
		w.withdraw(d, s)
	case !s.anyAbsent() && d.chance(o.mediated/(1-o.absent+0.01)):
		w.mediate(s, d.between(6, 45))
	default:
		w.judge(d, s, o)
	}
}

// appear throws who comes and what the defending side says.
func (w *world) appear(d dice, s *suit, o odds) {
	for _, x := range s.oppose {
		switch {
		case d.chance(o.absent):
			x.came, x.stance = absent, "silent"
			if d.chance(o.announced) && x.person != nil {
				s.traits |= announced
			}
			continue
		case x.firm != nil:
			x.came = byAgent
			x.agent = &counsel{name: x.firm.staff[0], post: "staff"}
			if d.chance(0.5) {
				x.agent = w.lawyers[d.low(len(w.lawyers))]
			}
		case d.chance(0.28):
			x.came, x.agent = withAgent, w.hire(d, x.person)
			if d.chance(0.4) {
				x.came = byAgent
			}
		}
		if s.sameCounsel(x) {
			x.agent, x.came = nil, inPerson
		}
		x.stance = stance(d, s, x, o)
	}
}

// sameCounsel reports whether x has the agent of the claiming side, which the law
// forbids and chance must not bring about.
func (s *suit) sameCounsel(x *party) bool {
	for _, c := range s.claims {
		if c.agent != nil && x.agent != nil && x.agent == c.agent {
			return x.firm == nil || x.agent.firm != ""
		}
	}
	return false
}

// stance throws what a party that came says.
func stance(d dice, s *suit, x *party, o odds) string {
	switch {
	case x.role == "insurer":
		return "insurer"
	case x.role == "guarantor" || x.role == "spouse":
		if d.chance(o.admits / 2) {
			return "admit"
		}
		return x.role
	case d.chance(o.admits):
		return pick(d, "admit", "admit", "plead")
	case s.topic != "loan":
		return "contest"
	}
	return loanDefence(d, s)
}

// withdraw ends the suit by a ruling.
func (w *world) withdraw(d dice, s *suit) {
	s.paper = withdrawnPaper
	if d.chance(0.25) {
		s.paper = deemedPaper
	}
	if d.chance(0.5) {
		s.traits |= settled
	}
	s.decided = (s.filed + day(d.between(7, 60))).working()
	s.heard = s.decided
}

// mediate ends the suit by agreement, some days after filing.
func (w *world) mediate(s *suit, after int) {
	s.paper, s.result = mediationPaper, "all"
	s.award = s.sum - s.paid
	s.decided = (s.filed + day(after)).working()
	s.heard = s.decided
	if s.proc == ordinary {
		s.proc = simple
	}
}

// judge ends the suit by judgment.
func (w *world) judge(d dice, s *suit, o odds) {
	s.paper = judgmentPaper
	wait := d.between(18, 70)
	if s.has(announced) {
		wait = d.between(85, 140)
	}
	s.heard = (s.filed + day(wait)).working()
	s.decided = (s.heard + day(d.between(1, 32))).working()
	s.award, s.result = s.sum-s.paid, "all"
	switch {
	case s.contested() && d.chance(o.rejected) && rejectable(s):
		s.result, s.award = "none", 0
	case d.chance(o.partly) && reducible(s):
		s.result = "part"
		s.award = s.award * money(d.between(60, 95)) / 100 / (10 * yuan) * (10 * yuan)
	}
}

// reducible reports whether the paper will give a reason for granting less. A lender
// gets his principal unless the borrower says why not.
func reducible(s *suit) bool {
	switch s.oppose[0].stance {
	case "repaid", "upfront", "undelivered":
		return true
	}
	return s.topic != "loan"
}

// rejectable reports whether there is a defence on which the whole claim can fail.
func rejectable(s *suit) bool {
	if s.topic != "loan" {
		return true
	}
	return s.oppose[0].stance == "undelivered" || s.oppose[0].stance == "forged"
}

// enter puts a suit into the county, and what follows from it: appeal, enforcement.
func (w *world) enter(d dice, s *suit, o odds) []*suit {
	w.suits = append(w.suits, s)
	all := []*suit{s}
	last := s
	if s.paper == judgmentPaper && s.proc != small && (s.contested() || s.oppose[0].stance == "plead") && d.chance(o.appealed) {
		last = w.appeal(d, s)
		all = append(all, last)
	}
	switch {
	case s.topic == "divorce" || s.result == "none" || s.paper != judgmentPaper && s.paper != mediationPaper:
	case d.chance(o.enforced):
		all = append(all, w.enforce(d, last, s))
	}
	if last == s && s.paper == judgmentPaper && s.proc != small && d.chance(0.015) {
		all = append(all, w.review(d, s))
	}
	return all
}

// follow begins a later proceeding on a suit.
func (w *world) follow(d dice, p paper, basis, facts *suit, c *court, filed day) *suit {
	s := &suit{paper: p, topic: facts.topic, cause: facts.cause, filed: filed.working(), basis: basis,
		sum: facts.sum, award: facts.award, rate: facts.rate, begun: facts.begun, due: facts.due, result: facts.result,
		traits: facts.traits &^ announced, detail: d.Uint64(), drafter: facts.drafter, masked: facts.masked}
	w.assign(d, s, c, d.low(len(c.judges)))
	w.suits = append(w.suits, s)
	return s
}

// appeal makes the second instance; mostly the losing side appeals.
func (w *world) appeal(d dice, first *suit) *suit {
	s := w.follow(d, appealPaper, first, first, w.courts[len(w.courts)-1], first.decided+day(d.between(20, 50)))
	s.claims, s.oppose = again(first.oppose[:1]), append(again(first.claims), again(first.oppose[1:])...)
	if first.result == "none" || first.result == "part" && d.chance(0.4) {
		s.claims, s.oppose = again(first.claims), again(first.oppose)
	}
	s.heard = (s.filed + day(d.between(15, 50))).working()
	s.decided = (s.heard + day(d.between(3, 30))).working()
	s.result = pick(d, "affirmed", "affirmed", "affirmed", "affirmed", "affirmed", "affirmed", "changed", "withdrawn")
	return s
}

// again copies parties for a later proceeding, in which they all take part.
func again(parties []*party) []*party {
	out := make([]*party, len(parties))
	for i, p := range parties {
		c := *p
		if c.came == absent {
			c.came = inPerson
			if c.firm != nil {
				c.came, c.agent = byAgent, &counsel{name: c.firm.staff[0], post: "staff"}
			}
		}
		out[i] = &c
	}
	return out
}

// enforce makes the enforcement of last, in the court of first instance.
func (w *world) enforce(d dice, last, first *suit) *suit {
	s := w.follow(d, enforcementPaper, last, first, first.court, last.decided+day(d.between(35, 240)))
	s.claims, s.oppose = again(first.claims), again(first.oppose)
	s.decided = (s.filed + day(d.between(50, 175))).working()
	s.heard = s.decided
	s.result = pick(d, "stopped", "stopped", "stopped", "done", "agreed")
	return s
}

// review makes the dismissal of an application for retrial.
func (w *world) review(d dice, first *suit) *suit {
	s := w.follow(d, reviewPaper, first, first, w.courts[len(w.courts)-1], first.decided+day(d.between(40, 170)))
	s.claims, s.oppose = again(first.oppose[:1]), append(again(first.claims), again(first.oppose[1:])...)
	s.decided = (s.filed + day(d.between(30, 85))).working()
	s.heard = s.decided
	s.result = "none"
	return s
}

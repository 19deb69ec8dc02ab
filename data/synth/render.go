package synth

import (
	"strings"
)

// A writer writes papers, one after the other, into one buffer.
type writer struct {
	w     *world
	b     *blanks
	out   []byte
	s     *suit
	d     dice // incidental details, shared by near-identical suits
	own   dice // of this paper alone
	names map[*person]string
	lines []string // for lists being put together
}

func newWriter(w *world) *writer {
	return &writer{w: w, b: newBlanks(w.phrases), names: map[*person]string{}}
}

// write returns the text of a paper. The bytes are good until the next call.
func (wr *writer) write(s *suit) []byte {
	wr.s, wr.out = s, wr.out[:0]
	wr.d, wr.own = newDice(s.detail, 1), newDice(wr.w.seed, mixText(s.no))
	wr.b.reset(wr.own.Rand, s.judge.habit, s.drafter)
	wr.maskNames()
	wr.fill()
	switch s.paper {
	case withdrawnPaper, deemedPaper:
		wr.withdrawal()
	case mediationPaper:
		wr.mediation()
	case appealPaper:
		wr.appeal()
	case reviewPaper:
		wr.review()
	case orderPaper:
		wr.paymentOrder()
	case enforcementPaper:
		wr.enforcement()
	default:
		wr.judgment()
	}
	return wr.slips()
}

// say writes a section and ends the paragraph.
func (wr *writer) say(section string) {
	wr.out = wr.b.say(wr.out, section)
	wr.out = append(wr.out, '\n')
}

// put writes words as they are.
func (wr *writer) put(words ...string) {
	for _, x := range words {
		wr.out = append(wr.out, x...)
	}
}

// head writes court, title and number.
func (wr *writer) head(title string) {
	s := wr.s
	if s.court.habit%5 == 0 && !wr.own.chance(0.5) || wr.own.chance(0.04) { // the line a portal puts on top
		wr.put(wr.portalTitle(title), "\n")
	}
	wr.put(s.court.name, "\n")
	if s.court.habit/5%3 == 0 {
		title = strings.Join(strings.Split(title, ""), " ") // 民 事 判 决 书
	}
	wr.put(title, "\n")
	wr.put(s.no, "\n")
}

// portalTitle is the line that a portal puts above the paper.
func (wr *writer) portalTitle(title string) string {
	s := wr.s
	return wr.list(s.claims) + "与" + wr.list(s.oppose) + s.cause + s.paper.stage() + title
}

// name is how the paper calls a party.
func (wr *writer) name(p *party) string {
	if p.firm != nil {
		return p.firm.name
	}
	return wr.names[p.person]
}

// list names parties, joined.
func (wr *writer) list(parties []*party) string {
	wr.lines = wr.lines[:0]
	for _, p := range parties {
		wr.lines = append(wr.lines, wr.name(p))
	}
	return strings.Join(wr.lines, "、")
}

// maskNames decides what the people are called: by their names, or masked as in
// published papers (张某1, 李某).
func (wr *writer) maskNames() {
	clear(wr.names)
	counts := map[string]int{}
	for _, side := range [2][]*party{wr.s.claims, wr.s.oppose} {
		for _, p := range side {
			if p.person == nil {
				continue
			}
			wr.names[p.person] = p.person.name
			if wr.s.masked {
				sur := p.person.surname()
				counts[sur]++
				wr.names[p.person] = sur + "某" + number(counts[sur])
			}
		}
	}
}

// parties writes the party lines of one side, with agents.
func (wr *writer) parties(role string, parties []*party) {
	for _, p := range parties {
		if p.person != nil {
			wr.personLine(role, p)
		} else {
			wr.firmLine(role, p)
		}
		if p.agent != nil && p.came != absent {
			wr.agentLine(p)
		}
	}
}

func (wr *writer) personLine(role string, p *party) {
	b, who := wr.b, p.person
	for _, x := range []string{"born", "trade", "address", "id"} {
		b.set(x, "")
	}
	b.set("role", role)
	b.set("name", wr.names[who])
	b.set("sex", who.sex())
	b.set("folk", who.folk)
	if !wr.own.chance(0.05) {
		b.set("born", who.born.zh())
		b.set("trade", who.trade)
		b.set("address", who.address)
		if wr.s.masked {
			b.set("address", province+city)
		} else if wr.s.court.habit>>8%3 != 0 && wr.s.judge.habit%4 == 0 {
			b.set("id", who.number)
		}
	}
	wr.say("line.person")
}

func (wr *writer) firmLine(role string, p *party) {
	b, f := wr.b, p.firm
	b.set("role", role)
	b.set("name", f.name)
	b.set("address", f.address)
	b.set("code", "")
	if wr.s.judge.habit>>4%3 == 0 {
		b.set("code", f.code)
	}
	wr.say("line.firm")
	b.set("office", f.office)
	b.set("head", f.head)
	b.set("post", f.post)
	wr.say("line.head")
}

func (wr *writer) agentLine(p *party) {
	b, a := wr.b, p.agent
	b.set("name", a.name)
	b.set("firm", a.firm)
	b.set("post", a.post)
	b.set("sex", "")
	switch {
	case a.firm != "":
		wr.say("line.lawyer")
	case a.post == "staff":
		wr.say("line.staff")
	default:
		wr.say("line.citizen")
	}
}

// came tells who came and who stayed away.
func (wr *writer) came(roleA, roleB string) string {
	var here, away []string
	for i, side := range [2][]*party{wr.s.claims, wr.s.oppose} {
		role := [2]string{roleA, roleB}[i]
		for _, p := range side {
			label := role + wr.name(p)
			word := wr.b.phrase("agentword")
			switch {
			case p.came == absent:
				away = append(away, label)
			case p.agent != nil && p.came == byAgent:
				here = append(here, label+"的"+word+p.agent.name)
			case p.agent != nil && p.came == withAgent:
				here = append(here, label+"及其"+word+p.agent.name)
			default:
				here = append(here, label)
			}
		}
	}
	out := strings.Join(here, "、") + wr.b.phrase("attended")
	if len(away) > 0 {
		how := "summoned"
		if wr.s.has(announced) {
			how = "announced"
		}
		out += "，" + strings.Join(away, "、") + wr.b.phrase(how)
	}
	return out
}

// sign writes the signatures.
func (wr *writer) sign(panel bool) {
	s := wr.s
	gap := [4]string{"", "　", "　　", " "}[s.court.habit>>12%4]
	wide := s.court.habit>>16%3 == 0
	line := func(post, name string) {
		if wide {
			post = strings.Join(strings.Split(post, ""), "　")
		}
		wr.put(post, gap, name, "\n")
	}
	if panel {
		line("审判长", s.judge.name)
		if s.paper == judgmentPaper && s.judge.habit>>20%3 == 0 {
			line("人民陪审员", s.bench[0])
			line("人民陪审员", s.bench[1])
		} else {
			line("审判员", s.bench[0])
			line("审判员", s.bench[1])
		}
	} else {
		line(s.judge.rank, s.judge.name)
	}
	wr.put(s.decided.signature(), "\n")
	if s.court.habit>>24%4 == 0 && s.paper == judgmentPaper {
		line("代书记员", s.bench[2])
	} else {
		line("书记员", s.bench[2])
	}
}

package synth

// A crime is one kind of offence and how it is punished.
type crime struct {
	charge    string
	weight    int
	from, to  int     // months
	probation float64 // share
	fine      int     // at most, in thousands of yuan; 0 for none
	drunk     bool
	men       bool // only men are convicted of it here
}

// crimes are the offences that the courts of the county try.
func crimes() []crime {
	return []crime{
		{charge: "盗窃罪", weight: 20, from: 6, to: 30, probation: 0.2, fine: 8},
		{charge: "诈骗罪", weight: 12, from: 8, to: 60, probation: 0.25, fine: 50},
		{charge: "故意伤害罪", weight: 10, from: 8, to: 40, probation: 0.35},
		{charge: "危险驾驶罪", weight: 24, from: 1, to: 4, probation: 0.6, fine: 8, drunk: true},
		{charge: "危险驾驶罪", weight: 2, from: 1, to: 3, probation: 0.6, fine: 5}, // 追逐竞驶
		{charge: "交通肇事罪", weight: 7, from: 8, to: 36, probation: 0.7},
		{charge: "开设赌场罪", weight: 8, from: 8, to: 36, probation: 0.4, fine: 60},
		{charge: "帮助信息网络犯罪活动罪", weight: 9, from: 6, to: 20, probation: 0.4, fine: 20},
		{charge: "寻衅滋事罪", weight: 5, from: 8, to: 30, probation: 0.3},
		{charge: "贩卖毒品罪", weight: 4, from: 8, to: 84, probation: 0, fine: 20},
		{charge: "非法经营罪", weight: 2, from: 10, to: 48, probation: 0.4, fine: 150},
		{charge: "强制猥亵罪", weight: 1, from: 8, to: 36, probation: 0.1, men: true},
	}
}

// crimeOf returns the first crime of a charge.
func crimeOf(charge string) crime {
	for _, c := range crimes() {
		if c.charge == charge {
			return c
		}
	}
	return crime{charge: charge, from: 12, to: 36, fine: 30}
}

// A conviction is a sentence in force and what follows from it.
type conviction struct {
	crime
	who       *resident
	unit      *company
	court     *court
	caseNo    string
	effective day
	months    int
	probation int // months; 0: served
	fine      money
	paid      money
	detained  day // 0: was never detained
	from, end day // of serving or of probation
}

// sentenceFor throws an ordinary sentence.
func (g *registry) sentenceFor(d dice, who *resident, c crime, effective day) *conviction {
	v := &conviction{crime: c, who: who, court: g.courtOf(g.town(who)), effective: effective.working(), months: d.between(c.from, c.to)}
	if d.chance(c.probation) && v.months <= 36 {
		v.probation = max(v.months, 6) + 6*d.IntN(3)
	}
	if c.fine > 0 {
		v.fine = money(d.between(2, 2*c.fine)) * 500 * yuan
	}
	if d.chance(0.6) {
		v.paid = v.fine
	}
	if v.probation == 0 || d.chance(0.4) {
		v.detained = v.effective - day(d.between(50, 160))
	}
	return v
}

// convict puts a conviction into the registers: sentence, docket, custody, correction.
// A fine that was not paid goes to enforcement within some weeks, unless late says that
// it goes later, or never (negative).
func (g *registry) convict(d dice, v *conviction, about *story, late int) {
	v.caseNo = g.caseNo(v.court, v.effective-40, "刑初")
	decided := (v.effective - day(d.between(11, 25))).working()
	var penalty string
	switch {
	case v.who == nil:
		penalty = "罚金"
	case v.months < 6 && v.charge == "危险驾驶罪":
		penalty = "拘役"
	default:
		penalty = "有期徒刑"
	}
	g.confine(d, v, about)
	g.put("sentence", about, []entity{first(v.who, v.unit)}, txt(v.caseNo), txt(v.court.name), txt(v.charge), txt(penalty),
		count(v.months), count(v.probation), maybe(v.fine), sum(v.paid), on(v.from), on(v.end), on(decided), on(v.effective))
	g.put("docket", nil, []entity{g.prosecutors[v.court.place], first(v.who, v.unit)}, txt(v.caseNo), txt(v.court.name), txt("刑事"), txt("一审"), txt(v.charge),
		on(decided-day(d.between(45, 60))), on(decided-40), on(decided), cell{}, cell{}, cell{}, txt(v.court.judges[d.low(len(v.court.judges))].name), txt("判决"))
	if v.fine > v.paid && late >= 0 {
		wait := d.between(3, 26)
		if late > 0 {
			wait = late
		}
		g.collect(d, v, v.effective+day(wait), about)
	}
}

// collect opens the enforcement of a fine.
func (g *registry) collect(d dice, v *conviction, at day, about *story) {
	at = at.working()
	if at > g.asOf {
		return
	}
	closed, outcome := at+day(d.between(60, 170)), pick(d, "执行完毕", "终结本次执行程序")
	if closed > g.asOf {
		closed, outcome = 0, ""
	}
	got := v.fine - v.paid
	if outcome != "执行完毕" {
		got = 0
	}
	g.put("enforcement_case", about, []entity{nil, first(v.who, v.unit)}, txt(g.caseNo(v.court, at, "执")), txt(v.court.name), txt("刑事涉财产执行"),
		on(at), on(at-3), txt(v.caseNo), on(v.effective), sum(v.fine-v.paid), sum(got), on(closed), txt(outcome), txt("刑事判决书"), cell{})
}

// confine puts the custody and the correction of a conviction into the registers.
func (g *registry) confine(d dice, v *conviction, about *story) {
	if v.who == nil {
		return
	}
	at := g.town(v.who)
	if v.probation > 0 {
		if v.detained != 0 {
			g.hold(held{v.who, at.name + "看守所", "刑事拘留", v.charge, v.detained, v.effective - 12, "判处缓刑"}, about)
		}
		v.from, v.end = v.effective, v.effective+day(v.probation*304/10)
		g.correct(d, v, about)
		return
	}
	v.from = v.detained
	v.end = max(v.from+day(v.months*304/10), v.effective+20)
	moved := v.effective + day(d.between(12, 30))
	if v.end-moved < 92 {
		moved = v.effective // the rest of a short sentence is served where it began
	}
	g.hold(held{v.who, at.name + "看守所", "逮捕", v.charge, v.detained, moved, "投送执行"}, about)
	place := "浙东监狱"
	if moved == v.effective {
		place = at.name + "看守所"
	}
	g.hold(held{v.who, place, "服刑", v.charge, moved, v.end, "刑满释放"}, about)
}

// A held is one stay of somebody in custody.
type held struct {
	who                 *resident
	place, kind, charge string
	from, until         day
	reason              string // why they left
}

// hold puts one stay in custody into the register.
func (g *registry) hold(h held, about *story) {
	if h.until > g.asOf {
		h.until, h.reason = 0, ""
	}
	h.who.stays = append(h.who.stays, stay{h.kind == "服刑", h.from, h.until})
	g.put("custody", about, who(h.who), txt(h.place), txt(g.serial("RY", "")), txt(h.kind), txt(h.charge), on(h.from), on(h.until), txt(h.reason))
}

// correct puts the probation of a conviction into the register of community correction.
func (g *registry) correct(d dice, v *conviction, about *story) {
	ended, reason := v.end, "期满解除"
	if v.end > g.asOf {
		ended, reason = 0, ""
	}
	g.corrected(d, v, ended, reason, about)
}

// corrected is correct with the way it ended.
func (g *registry) corrected(d dice, v *conviction, ended day, reason string, about *story) {
	at := g.town(v.who)
	v.who.correction = [2]day{v.from, v.end}
	if ended != 0 {
		v.who.correction[1] = ended
	}
	g.put("community_correction", about, []entity{v.who}, txt(g.serial("JZ", "")), txt("缓刑"), txt(v.charge), txt(v.caseNo), on(v.from), on(v.end),
		on(ended), txt(reason), txt(at.towns[d.IntN(len(at.towns))]+"司法所"))
}

// company0 keeps nobody from becoming somebody.
func company0(c *company) entity {
	if c == nil {
		return nil
	}
	return c
}

// first returns whichever there is.
func first(r *resident, c *company) entity {
	if r != nil {
		return r
	}
	return company0(c)
}

// count is a number, or nothing for 0.
func count(n int) cell { return cell{N: int64(n), Has: n != 0} }

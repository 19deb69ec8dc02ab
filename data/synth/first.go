package synth

import "strings"

// judgment writes a judgment of first instance.
func (wr *writer) judgment() {
	s := wr.s
	wr.head("民事判决书")
	wr.parties("原告", s.claims)
	wr.parties("被告", s.oppose)
	wr.b.set("came", wr.came("原告", "被告"))
	wr.say("opening.first")
	if wr.b.filled("preserve") {
		wr.say("preserved")
	}
	wr.claim()
	wr.defences()
	wr.evidence()
	wr.speak(s.judge.habit)
	wr.put(wr.b.phrase("found.intro"))
	wr.out = wr.b.say(wr.out, "found."+s.topic)
	wr.b.set("prooflist", strings.Trim(wr.b.phrase("proof."+s.topic), "、"))
	wr.say("found.end")
	wr.reasons()
	wr.orders()
	wr.tail()
}

// claim writes what is asked for and why, in the words of the drafter. The dice are
// those of the details: claims copied from one pattern fall alike in every word.
func (wr *writer) claim() {
	s, b := wr.s, wr.b
	b.dice = newDice(s.detail, 2).Rand
	wr.speak(s.drafter)
	b.set("asks", wr.items(b.phrase("ask."+s.topic), s.drafter))
	b.set("story", b.phrase("story."+s.topic))
	wr.say("claim.items")
	b.dice = wr.own.Rand
}

// items numbers the lines of a list as somebody is used to do it, or leaves a single
// one alone.
func (wr *writer) items(list string, habit uint64) string {
	lines := strings.Split(strings.Trim(list, "\n"), "\n")
	if len(lines) == 1 {
		return lines[0]
	}
	var out []byte
	for i, x := range lines {
		if i > 0 {
			out = append(out, "；"...)
		}
		switch habit >> 36 % 4 {
		case 0, 1:
			out = append(append(out, number(i+1)...), '.')
		case 2:
			out = append(append(out, number(i+1)...), "、"...)
		default:
			out = append(append(out, cardinal(i+1)...), "、"...)
		}
		out = append(out, x...)
	}
	return string(out)
}

// defences writes what each defending party answered.
func (wr *writer) defences() {
	s, b := wr.s, wr.b
	wr.speak(s.judge.habit)
	var away []string
	for _, p := range s.oppose {
		if p.came == absent {
			away = append(away, wr.name(p))
			continue
		}
		b.set("N", "被告"+wr.name(p))
		section := "defend." + s.topic + "." + p.stance
		if !b.has(section) {
			section = "defend." + p.stance
		}
		wr.put(b.phrase("says"))
		wr.say(section)
	}
	if len(away) > 0 {
		b.set("N", "被告"+strings.Join(away, "、"))
		b.set("absentees", "被告"+strings.Join(away, "、"))
		wr.say("silent")
	}
}

// evidence writes what was put before the court, at length or in short.
func (wr *writer) evidence() {
	s, b := wr.s, wr.b
	wr.speak(s.judge.habit)
	if s.judge.habit>>40%3 == 0 || s.proc == small {
		wr.say("proof.short")
		return
	}
	b.set("proofs", strings.Trim(b.phrase("proof."+s.topic), "、"))
	wr.put(b.phrase("proof.intro"))
	if s.contested() {
		wr.put(b.phrase("cross"), b.phrase("counterproof"))
	}
	if s.has(cash) && wr.own.chance(0.25) {
		b.set("T2", wr.w.names.full(wr.own, false))
		wr.put(b.phrase("witness"))
	}
	wr.say("adopt")
}

// reasons writes what the court thinks.
func (wr *writer) reasons() {
	s, b := wr.s, wr.b
	if s.contested() && s.judge.habit>>48%3 == 0 {
		wr.say("issue")
	}
	wr.put("本院认为，")
	section := "reason." + s.topic + "." + s.oppose[0].stance
	if s.result == "none" && b.has("reason."+s.topic+".none") {
		section = "reason." + s.topic + ".none"
	}
	if !b.has(section) {
		section = "reason." + s.topic
	}
	wr.out = b.say(wr.out, section)
	if s.anyAbsent() {
		wr.out = b.say(wr.out, "reason.default")
	}
	wr.say("judge.line")
}

// orders writes the disposition.
func (wr *writer) orders() {
	s, b := wr.s, wr.b
	if s.result == "none" {
		wr.put(b.phrase("order.none"), "。\n")
		return
	}
	list := strings.Trim(b.phrase("order."+s.topic), "\n")
	if s.result == "part" || s.capped() || s.other("spouse") != nil && !s.has(spouseyes) {
		list += "\n" + b.phrase("order.rest")
	}
	wr.numbered(list)
	if s.topic != "divorce" && s.topic != "objection" {
		wr.say("delay")
	}
}

// numbered writes the lines of a disposition, each in its own paragraph.
func (wr *writer) numbered(list string) {
	lines := strings.Split(list, "\n")
	for i, x := range lines {
		if len(lines) > 1 {
			wr.put(cardinal(i+1), "、")
		}
		wr.put(x)
		if i < len(lines)-1 {
			wr.put("；\n")
		}
	}
	wr.put("。\n")
}

// tail writes costs, remedy and signatures.
func (wr *writer) tail() {
	s := wr.s
	wr.say("costs")
	if s.proc == small {
		wr.say("remedy.small")
	} else {
		wr.say("remedy")
	}
	wr.sign(s.proc == ordinary)
	if s.judge.habit>>52%6 == 0 {
		wr.say("appendix")
	}
}

// withdrawal writes the ruling that ends a withdrawn suit.
func (wr *writer) withdrawal() {
	s := wr.s
	wr.head("民事裁定书")
	wr.parties("原告", s.claims)
	wr.parties("被告", s.oppose)
	if s.paper == deemedPaper {
		wr.say("ruling.deemed")
	} else {
		wr.say("ruling.withdraw")
	}
	wr.say("costs.withdraw")
	wr.sign(s.proc == ordinary)
}

// mediation writes a mediation statement.
func (wr *writer) mediation() {
	s, b := wr.s, wr.b
	wr.head("民事调解书")
	wr.parties("原告", s.claims)
	wr.parties("被告", s.oppose)
	b.set("came", wr.came("原告", "被告"))
	wr.say("mediation.opening")
	wr.claim()
	if s.judge.habit>>44%3 > 0 {
		wr.speak(s.judge.habit)
		wr.say("mediation.admits")
	}
	wr.say("mediation.line")
	wr.speak(s.judge.habit)
	list := strings.Trim(b.phrase("terms."+s.topic), "\n")
	if wr.own.chance(0.4) {
		list += "\n" + b.phrase("mediation.nomore")
	}
	wr.numbered(list + "\n" + b.phrase("mediation.costs"))
	wr.say("mediation.end")
	wr.sign(false)
}

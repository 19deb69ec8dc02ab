package record

import (
	"strings"
)

// Some texts have no list of parties: published reports of a case (张某诉李某民间借贷纠纷案,
// 基本案情 …, 裁判结果 …, 裁判理由 …) and excerpts that begin with the narrative. This file
// reads what a list would have told from their titles and sentences.

// readUnlisted finds the parties of a text that lists none.
func (r *reader) readUnlisted() {
	if r.readAddressee() {
		return
	}
	if r.partiesFromCase() {
		return
	}
	r.report = r.partiesFromTitle()
	if r.report {
		r.partiesFromSpeech()
	}
}

// partiesFromCase reads 原告张三与被告李四…一案 where it stands first.
func (r *reader) partiesFromCase() bool {
	k, _ := r.firstOf(r.text, "一案", "纠纷案")
	if k < 0 {
		return false
	}
	at := r.sentence(k)
	at.End = k
	for i := at.Start; i < at.End; i++ {
		if r.text[i]&0xc0 == 0x80 {
			continue
		}
		st, ok := stationAt(r.text[i:at.End])
		if !ok || st.role == "" {
			continue
		}
		word := place{i, r.afterRole(i + len(st.word))}
		from := skipStray(r.text, word.End)
		if from >= at.End {
			continue
		}
		name := r.nameInSentence(from, at.End)
		if name.Known() {
			r.addNamed(st, word, name, at)
			i = name.End - 1
		}
	}
	if len(r.j.Parties) == 0 {
		return false
	}
	r.head.parties, r.head.body = at.Start, at.Start
	return true
}

// nameInSentence returns the name at byte i of a running sentence: up to a bracket, a word
// that joins it to the next party, or the cause.
func (r *reader) nameInSentence(i, limit int) place {
	end := limit
	if k, _ := r.firstOf(r.text[i:limit], "与被", "诉被", "与你", "诉你", "与申", "与原", "因与", "与上", "、被", "、第", "，", "（", "(", "、原", "及第"); k >= 0 {
		end = i + k
	}
	if c, ok := r.causeFromTable(place{i, end}); ok {
		end = c.Start
	} else if k, _ := r.firstOf(r.text[i:end], "纠纷", "争议"); k >= 0 {
		return place{}
	}
	for _, p := range r.j.Parties { // 甲与乙: the other is known already
		if k := strings.Index(r.text[i:end], "与"+p.Name); k >= 0 {
			end = i + k
		}
	}
	if k := strings.Index(r.text[i:end], "与"); k > 0 && kindOf(r.text[i:end]) == Person {
		end = i + k
	}
	p := r.trimPlace(place{i, end}, "，、")
	if n := runes(r.of(p)); n < 2 || n > 40 {
		return place{}
	}
	return p
}

// addNamed adds a party that a sentence names.
func (r *reader) addNamed(st station, word, name, line place) {
	p := Party{
		Role: st.role, Side: st.side, RoleText: squeeze(r.of(word)), Name: cleanName(r.of(name)),
		NameSpan: name, LineSpan: line, Confidence: Led,
	}
	r.classify(&p)
	if !r.listed(p) {
		r.j.Parties = append(r.j.Parties, p)
		r.roll.add(p.Name)
	}
}

// partiesFromTitle reads a first line such as 甲公司诉乙公司企业借贷纠纷案.
func (r *reader) partiesFromTitle() bool {
	line := r.trimPlace(place{0, r.sentenceEnd(0)}, "")
	title := r.of(line)
	if !strings.HasSuffix(title, "案") || runes(title) > 120 {
		return false
	}
	split := strings.Index(title, "诉")
	if split <= 0 {
		return false
	}
	end := line.End - len("案")
	cause, ok := r.causeFromTable(place{line.Start, end})
	if !ok || cause.Start <= line.Start+split {
		return false
	}
	plaintiff, defendant := station{role: Plaintiff, side: Claiming}, station{role: Defendant, side: Defending}
	r.addTitled(plaintiff, place{line.Start, line.Start + split}, line)
	r.addTitled(defendant, place{line.Start + split + len("诉"), cause.Start}, line)
	r.head.parties, r.head.body = line.Start, line.End
	r.setCause(cause)
	return true
}

// addTitled adds the parties of one side of a title, which a 、 separates.
func (r *reader) addTitled(st station, p, line place) {
	for p.Start < p.End {
		end := p.End
		if k := strings.Index(r.of(p), "、"); k >= 0 {
			end = p.Start + k
		}
		name := r.trimPlace(place{p.Start, end}, "")
		r.addNamed(st, place{}, name, line)
		p.Start = end + len("、")
	}
}

// partiesFromSpeech adds those who speak in a report without being in its title:
// 一审申诉人谢某述称.
func (r *reader) partiesFromSpeech() {
	for _, m := range r.marks {
		if m.cue != cueClaims && m.cue != cueDefence {
			continue
		}
		start := r.sentenceStart(int(m.start))
		lead := len(prefixOf(r.text[start:m.start], []string{"一审", "二审", "再审", "原审"}))
		st, ok := stationAt(r.text[start+lead:])
		if !ok {
			continue
		}
		from := start + lead + len(st.word)
		name := r.trimPlace(place{from, max(from, int(m.start))}, "：:")
		if n := runes(r.of(name)); n < 2 || n > 30 {
			continue
		}
		if lead > 0 {
			st.role, st.side = RoleOther, SideUnknown
		}
		r.addNamed(st, place{start, from}, name, r.sentence(start))
	}
}

// readReported reads court, case number and date from the last decision that a report
// tells of, which is the one it is about.
func (r *reader) readReported() {
	if !r.report {
		return
	}
	found := caseNumbers(r.text)
	if len(found) == 0 {
		return
	}
	last := found[len(found)-1]
	for _, f := range found {
		if p := r.partAt(f.at.Start); p.kind == secDisposition {
			last = f
		}
	}
	r.j.CaseNo = last.norm
	r.setSpan("case_no", last.at)
	r.setProcedure(procedureOf(last.norm), last.at, Led)
	from := r.sentenceStart(last.at.Start)
	before := r.text[from:last.at.Start]
	if k := lastIndex(before, "法院"); k >= 0 {
		start := afterRune(before, lastMark(before[:k], "，。；："))
		r.setCourt(within(from, start, k+len("法院")))
	}
	if all := days(before); len(all) > 0 && all[len(all)-1].full() {
		d := all[len(all)-1]
		r.setDecided(within(from, d.at.Start, d.at.End), d.iso, Led)
	}
	if strings.HasPrefix(r.text[last.at.End:], "民事判决") {
		r.j.DocType = JudgmentDoc
	}
	r.readReportedJudges()
}

// readReportedJudges reads （生效裁判审判人员：甲、乙、丙）.
func (r *reader) readReportedJudges() {
	const lead = "审判人员："
	i := lastIndex(r.text, lead)
	if i < 0 {
		return
	}
	i += len(lead)
	for {
		name := r.nameAt(i, len(r.text))
		name = r.trimPlace(name, "）)")
		if n := runes(r.of(name)); n < 2 || n > 6 {
			return
		}
		r.j.Judges = append(r.j.Judges, Judge{Name: r.of(name), Role: "judge", Span: name, Confidence: Led})
		if !strings.HasPrefix(r.text[name.End:], "、") {
			return
		}
		i = name.End + len("、")
	}
}

// splitReport divides a report by its headings, and the facts by the usual words.
func (r *reader) splitReport() {
	r.open(secHead, false, 0)
	r.open(secFacts, false, r.head.body)
	for _, m := range r.marks {
		if int(m.start) < r.head.body {
			continue
		}
		now := r.parts[len(r.parts)-1]
		switch w := r.text[m.start:m.end]; {
		case w == "裁判结果" && r.startsLine(int(m.start)):
			r.open(secDisposition, false, int(m.start))
		case w == "裁判理由" && r.startsLine(int(m.start)):
			r.open(secReasoning, false, int(m.start))
		case now.kind != secDisposition && now.kind != secReasoning:
			if m.cue == cueEarlier {
				m.cue = cueFacts // 法院经审理查明: in a report the courts' findings are the facts
			}
			r.turn(m)
		}
	}
	r.closeParts()
}

package record

import "strings"

// readConduct reads how the case was conducted: when it was filed, heard and its papers
// served, in which procedure and by whom.
func (r *reader) readConduct() {
	for _, p := range r.parts {
		if p.kind == secProcedure && !p.earlier {
			r.readDates(p.at)
		}
	}
	if r.j.FiledOn == "" { // 立案后，被告在答辩期间提出异议: the sentence counts as an answer
		r.readDates(place{r.head.body, r.sentenceEnd(r.head.body)})
	}
	if r.j.FiledOn == "" && r.arbitral.Known() { // they tell it below the claims
		if i, _ := firstOf(r.text[r.head.body:r.head.tail], "本院于", "本院20", "本院二", "本院２"); i >= 0 {
			r.readDates(place{r.head.body + i, r.head.tail})
		}
	}
	for _, p := range r.parts {
		if p.kind == secProcedure && !p.earlier {
			r.readSameDay(p.at)
		}
	}
	p := place{r.head.body, r.head.tail}
	for _, m := range r.marksIn(p) {
		switch m.cue {
		case cueSimple:
			r.readTrack(m, Simplified)
		case cueOrdinary:
			r.readTrack(m, Ordinary)
		case cueBench:
			r.readBench(m)
		case cueNotice:
			r.readNotice(m)
		case cueServed:
			r.readServed(m)
		}
	}
	r.benchFromSignatures()
	r.trackFromBench()
	r.announcedOrNot()
}

// readDates reads when the case was filed and heard: the first full dates that words of
// filing or of hearing follow.
func (r *reader) readDates(p place) {
	days := r.daysIn(p)
	for i, d := range days {
		if !d.full() {
			continue
		}
		after := r.after(d.at, place{p.Start, r.runeStart(min(p.End, d.at.End+3*20))})
		switch {
		case r.j.FiledOn == "" && filed(after):
			r.j.FiledOn = d.iso
			r.setSpan("filed_on", d.at)
		case r.j.HeardOn == "" && heard(after):
			for ; i > 0 && days[i-1].full() && joins(r.text[days[i-1].at.End:days[i].at.Start]); i-- {
				d = days[i-1] // of several hearings the first
			}
			r.j.HeardOn = d.iso
			r.setSpan("heard_on", d.at)
		}
	}
}

// readSameDay reads the days of filing and hearing where they are told by the one before: 于2021年3月22日
// 向本院提起诉讼。本院于同日立案; 于2021年3月22日立案，同日公开开庭进行了审理.
func (r *reader) readSameDay(p place) {
	if r.j.FiledOn == "" {
		if d, ok := r.sameDay(p, 6, filed); ok {
			r.j.FiledOn = d.iso
			r.setRead("filed_on", d.at, Led)
		}
	}
	if r.j.HeardOn == "" {
		if d, ok := r.sameDay(p, 12, heardThen); ok {
			r.j.HeardOn = d.iso
			r.setRead("heard_on", d.at, Led)
		}
	}
}

// sameDay returns the full date that the first 同日 within p means after which as many characters tell
// what is looked for.
func (r *reader) sameDay(p place, reach int, tells func(after string) bool) (day, bool) {
	s := r.of(p)
	for i := 0; ; {
		k, w := r.firstOf(s[i:], "同日", "当日", "当天", "即日")
		if k < 0 {
			return day{}, false
		}
		i += k + len(w)
		days := r.daysIn(place{p.Start, p.Start + i - len(w)})
		if n := len(days); n > 0 && days[n-1].full() && tells(s[i:min(len(s), i+3*reach)]) {
			return days[n-1], true
		}
	}
}

// heardThen is heard that is not told of a hearing to come: 同日公告送达开庭传票.
func heardThen(after string) bool {
	return heard(after) && !containsAny(after, "传票", "传唤", "送达", "通知", "公告", "告知")
}

func filed(after string) bool {
	i, _ := firstOf(after, "立案", "受理")
	j, _ := firstOf(after, "年", "。", "开庭")
	return i >= 0 && (j < 0 || i < j)
}

func heard(after string) bool {
	i, _ := firstOf(after, "开庭", "不公开", "进行了审理", "进行审理")
	j, _ := firstOf(after, "年", "。")
	return i >= 0 && (j < 0 || i < j)
}

// conducting reports whether the court tells at a mark how it conducts the case: in the
// section on procedure, or in the words before the first claims.
func (r *reader) conducting(m mark) bool {
	p := r.partAt(int(m.start))
	return p.kind == secProcedure && !p.earlier
}

// readTrack notes the procedure; the one named last counts, because a case that is turned
// over (转为普通程序) names both. A proposal (不宜适用) or a rule of law is none.
func (r *reader) readTrack(m mark, t Track) {
	if !r.conducting(m) || r.negated(m, 8) || r.law(int(m.start)) {
		return
	}
	if t == Simplified && strings.HasPrefix(r.text[m.start:], "小额") {
		t = SmallClaims
	}
	if r.j.Track == SmallClaims && t == Simplified && !r.turnedOver(m) {
		return // 适用简易程序中的小额诉讼程序, told either way round
	}
	r.j.Track = t
	r.replaceRead("track", m.place(), Formal)
}

// turnedOver reports whether the case changed to the procedure named at m.
func (r *reader) turnedOver(m mark) bool {
	before := r.text[r.clause(m).Start:m.start]
	return r.containsAny(before, "转为", "转入", "变更为", "转换为", "改为", "改用")
}

// readBench notes who decides: what the text says last counts.
func (r *reader) readBench(m mark) {
	if !r.conducting(m) || r.law(int(m.start)) {
		return
	}
	r.j.Bench = Panel
	if prefixOf(r.text[m.start:], []string{"独任", "一人审"}) != "" {
		r.j.Bench = SoleJudge
	}
	r.replaceRead("bench", m.place(), Formal)
}

// benchFromSignatures tells from the signatures who decided where the text does not: a
// presiding judge or three names are a panel, one name alone is a single judge.
func (r *reader) benchFromSignatures() {
	if r.j.Bench != "" || len(r.j.Judges) == 0 {
		return
	}
	first := r.j.Judges[0]
	switch {
	case first.Role == "presiding", len(r.j.Judges) >= 3:
		r.j.Bench = Panel
	case len(r.j.Judges) == 1 && first.Role != "juror":
		r.j.Bench = SoleJudge
	default:
		return
	}
	r.setRead("bench", place{first.Span.Start, r.j.Judges[len(r.j.Judges)-1].Span.End}, Led)
}

// trackFromBench tells the procedure of a civil suit of first instance where the text names none
// and a panel sits: the simplified ones are for a single judge (民事诉讼法 第十三章).
func (r *reader) trackFromBench() {
	if r.j.Track == "" && r.j.Bench == Panel && r.j.Procedure == First && r.j.Branch == Civil && r.j.DocType == JudgmentDoc {
		r.j.Track = Ordinary
		r.setRead("track", r.spanOf("bench"), Guessed)
	}
}

// readNotice notes that papers were served by announcement, and when.
func (r *reader) readNotice(m mark) {
	p := r.partAt(int(m.start))
	if p.earlier || r.j.Announced != nil || r.negated(m, 6) || r.law(int(m.start)) {
		return
	}
	own := p.kind == secProcedure || p.kind == secFacts && r.j.Procedure == Enforcement || strings.Contains(r.of(r.clause(m)), "经本院")
	if !own || !r.servingNotice(m) {
		return
	}
	yes := true
	r.j.Announced = &yes
	r.setSpan("announced", r.clause(m))
	r.dateOfService(m)
}

// servingNotice reports whether an announcement is the court's own to a party, and not one of
// an agency (卫生部公告), of a company or of a sale.
func (r *reader) servingNotice(m mark) bool {
	s := r.of(r.sentence(int(m.start)))
	return r.containsAny(s, "送达", "传唤", "传票", "应诉", "未到庭", "人民法院报") && !r.containsAny(s, "登报声明", "拍卖公告", "债权转让")
}

// readServed notes when papers were served: the date before the word in its clause.
func (r *reader) readServed(m mark) {
	p := r.partAt(int(m.start))
	if p.earlier || p.kind != secProcedure && !(p.kind == secFacts && r.j.Procedure == Enforcement) || r.negated(m, 4) {
		return
	}
	r.dateOfService(m)
}

// dateOfService takes the last full date before m in its sentence, if nothing else happened
// on it.
func (r *reader) dateOfService(m mark) {
	if r.j.ServedOn != "" {
		return
	}
	days := r.daysIn(place{r.sentenceStart(int(m.start)), int(m.start)})
	if len(days) == 0 {
		return
	}
	d := days[len(days)-1]
	between := r.upTo(d.at, int(m.start))
	if !d.full() || len(between) > 3*40 || r.containsAny(between, "立案", "受理", "开庭", "作出", "起诉", "审理") {
		return
	}
	r.j.ServedOn = d.iso
	r.setSpan("served_on", d.at)
}

// announcedOrNot notes that nothing was served by announcement where everybody appeared.
func (r *reader) announcedOrNot() {
	if r.j.Announced == nil && r.j.AbsentDefendant != nil && !*r.j.AbsentDefendant && r.j.Procedure == First {
		no := false
		r.j.Announced = &no
		r.setRead("announced", place{}, Guessed)
	}
}

// replaceRead is setRead for a field that later words may correct.
func (r *reader) replaceRead(field string, p place, confidence float64) {
	for i := range r.fields {
		if r.fields[i].field == field {
			r.fields[i] = fieldSpan{field, p, confidence}
			return
		}
	}
	r.setRead(field, p, confidence)
}

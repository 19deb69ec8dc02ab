package record

import "strings"

// The kinds of security that a surety gives; those in goods are "mortgage" and "pledge".
const (
	surety        = "surety"
	jointSurety   = "joint_surety"
	generalSurety = "general_surety"
)

// readSecurities reads what secures the debt, by whom and over what.
func (r *reader) readSecurities() {
	if !r.lending() && !containsAny(r.j.Cause, "担保", "抵押", "质押", "保证", "追偿") {
		return
	}
	for _, m := range r.marks {
		if m.cue != cueSurety && m.cue != cuePledge || int(m.start) < r.head.body || int(m.start) >= r.head.tail {
			continue
		}
		p := r.partAt(int(m.start))
		if p.kind != secFacts && p.kind != secClaims && p.kind != secReasoning && p.kind != secEvidence || r.namesPart(m) {
			continue
		}
		if m.cue == cueSurety && suffixOf(r.text[:m.start], []string{"抵押", "质押"}) != "" {
			continue // 抵押担保: the word before tells it
		}
		if prefixOf(r.text[m.end:], []string{"费", "合同纠纷", "债务", "债权", "的", "权", "函", "法"}) != "" {
			continue
		}
		words := r.of(r.clause(m))
		if r.containsAny(words, "担保法", "保全", "担保物权", "质量", "反担保函", "解除抵押", "《", "规定", "不动产登记", "保证按", "保证在", "期间届满", "若", "如果", "即使", "是否", "没有", "判令", "请求") || r.negated(m, 8) || r.law(int(m.start)) || r.speaker(int(m.start)) == SaidInDefence {
			continue
		}
		r.securityAt(m)
	}
}

// namesPart reports whether a mark stands within the name of a party or of a firm: 某某融资担保
// 有限公司.
func (r *reader) namesPart(m mark) bool {
	if prefixOf(r.text[m.end:], []string{"有限", "公司", "股份", "集团", "中心"}) != "" {
		return true
	}
	for _, n := range r.namesIn(place{max(0, int(m.start)-3*30), int(m.start)}) {
		if n.at.End > int(m.start) {
			return true
		}
	}
	return false
}

// securityAt adds the security that the phrase of a mark tells of, once for each who gives it.
func (r *reader) securityAt(m mark) {
	c := r.clause(m)
	s := Security{Kind: r.securityKind(m, c), Span: c, Confidence: Led}
	if m.cue == cuePledge {
		s.Over = r.pledged(m, c)
	}
	givers := r.givers(m, c)
	if len(givers) == 0 && r.quoted(int(m.start)) {
		return // the blanks of a form
	}
	if len(givers) == 0 {
		s.Confidence = Guessed
		r.addSecurity(s)
	}
	for _, g := range givers {
		s.By = r.j.Parties[g].Name
		r.addSecurity(s)
	}
}

// securityKind tells the kind of security by the words of its sentence.
func (r *reader) securityKind(m mark, c place) string {
	if m.cue == cuePledge {
		if r.text[m.start:m.end] == "质押" {
			return "pledge"
		}
		return "mortgage"
	}
	words := r.text[c.Start:min(r.sentenceEnd(c.End), r.runeStart(min(len(r.text), c.End+3*30)))]
	switch {
	case r.containsAny(words, "连带"):
		return jointSurety
	case r.containsAny(words, "一般保证"):
		return generalSurety
	}
	return surety
}

// givers returns the parties who give a security: those named together last before the mark in
// its phrase, if they are on the defending side.
func (r *reader) givers(m mark, c place) []int {
	found := r.namesIn(place{c.Start, int(m.start)})
	var out []int
	for i := len(found) - 1; i >= 0; i-- {
		if r.j.Parties[found[i].party].Side != Defending {
			break
		}
		if prefixOf(r.text[found[i].at.End:], []string{"的借款", "的债务", "的上述", "该笔", "向"}) != "" || suffixOf(r.text[:found[i].at.Start], []string{"为", "对", "给", "替", "为被告"}) != "" {
			continue // the debtor whose debt is secured
		}
		if len(out) > 0 && !joins(strings.TrimPrefix(r.text[found[i].at.End:found[i+1].at.Start], "被告")) && !joins(strings.TrimSuffix(r.text[found[i].at.End:found[i+1].at.Start], "被告")) {
			break
		}
		out = append(out, found[i].party)
	}
	return out
}

// pledged returns what is mortgaged or pledged: the words between 以, 将 or 用 and 作为抵押.
func (r *reader) pledged(m mark, c place) string {
	before := r.text[c.Start:m.start]
	i, w := lastOfWords(before, "以", "将", "用", "把")
	if i < 0 {
		if strings.Contains(before, "由") {
			i, w = lastOfWords(before, "名下的", "名下", "所有的", "拥有的") // 由某某名下的房产提供抵押
		}
	}
	thing := strings.HasPrefix(r.text[m.end:], "物") && suffixOf(before, []string{"作为", "做", "作", "充当"}) == ""
	if i < 0 || prefixOf(before[i:], []string{"以上", "以下", "以及", "以便", "用于", "用途", "信用"}) != "" || thing {
		return ""
	}
	what := before[i+len(w):]
	what = cutAt(what, "交由", "交给", "交付", "押给", "为上述", "为该", "为其", "为借款", "为本", "向原告", "提供", "作为", "作", "做", "充当", "设定", "设立", "办理", "进行")
	for _, w := range []string{"其", "自己", "本人", "的"} {
		what = strings.TrimPrefix(what, w)
	}
	if n := runes(what); n < 2 || n > 60 || r.containsAny(what, "。", "；", "抵押", "质押", "方式", "证明", "原告") {
		return ""
	}
	return what
}

// addSecurity adds a security, or what it tells more of one that is there.
func (r *reader) addSecurity(s Security) {
	personal := func(kind string) bool { return kind != "mortgage" && kind != "pledge" }
	for i := range r.j.Securities {
		k := &r.j.Securities[i]
		if k.Kind != s.Kind && !(personal(k.Kind) && personal(s.Kind)) || k.By != s.By && k.By != "" && s.By != "" {
			continue
		}
		if k.Over != "" && s.Over != "" && k.Over != s.Over {
			continue
		}
		if k.Kind == surety {
			k.Kind = s.Kind
		}
		if k.By == "" {
			k.By, k.Confidence = s.By, s.Confidence
		}
		if k.Over == "" && s.Over != "" {
			k.Over, k.Span = s.Over, s.Span
		}
		return
	}
	r.j.Securities = append(r.j.Securities, s)
}

// readSpouse tells whether husband or wife of a defending party is sued together with that
// party, by the first phrase that speaks of a marriage and names somebody.
func (r *reader) readSpouse() {
	if !r.lending() {
		return
	}
	for _, m := range r.marks {
		if m.cue != cueKin || !spouseWord(r.text[m.start:m.end]) || r.negated(m, 8) {
			continue
		}
		if int(m.start) < r.head.body {
			if r.spousesListed(m) {
				r.j.Spouse = SpouseJoined
				r.setSpan("spouse", r.clause(m))
				return
			}
			continue
		}
		p := r.partAt(int(m.start))
		if p.kind != secFacts && p.kind != secClaims && p.kind != secDefence && p.kind != secReasoning {
			continue
		}
		if s := r.spouseAt(m); s != "" {
			r.j.Spouse = s
			r.setSpan("spouse", r.clause(m))
			return
		}
	}
}

// spousesListed reports whether the entry of a defending party tells that another is wife or
// husband: 被告：王某，系被告李某之妻.
func (r *reader) spousesListed(m mark) bool {
	for i, p := range r.j.Parties {
		if p.Side != Defending || int(m.start) < p.LineSpan.Start || int(m.start) >= p.LineSpan.End {
			continue
		}
		for _, k := range r.cast.mentions(r.of(r.clause(m))) {
			if k != i && r.j.Parties[k].Side == Defending {
				return true
			}
		}
	}
	return false
}

// spouseWord reports whether a word of kinship is one of marriage.
func spouseWord(w string) bool {
	return containsAny(w, "夫妻", "妻", "夫") && !containsAny(w, "姐夫", "妹夫")
}

// spouseAt tells for one phrase whether both of a couple are defending parties.
func (r *reader) spouseAt(m mark) string {
	c := r.clause(m)
	words := r.of(c)
	sued := 0
	for _, i := range r.cast.mentions(words) {
		if !r.wasSued(i) {
			return ""
		}
		sued++
	}
	couple := r.containsAny(words, "二被告", "两被告", "被告夫妻", "被告二人")
	switch {
	case sued >= 2, couple:
		return SpouseJoined
	case sued == 1 && r.containsAny(words, "案外人", "非本案当事人", "前妻", "前夫"):
		return SpouseNotJoined
	case sued == 1 && r.only(Defending) != "" && prefixOf(r.text[m.end:c.End], []string{"存续", "共同", "感情"}) == "" && r.text[m.start:m.end] != "夫妻关系":
		return SpouseNotJoined
	}
	return ""
}

// wasSued reports whether party i was sued at first instance: who answers an appeal or a retrial
// may be the creditor.
func (r *reader) wasSued(i int) bool {
	p := r.j.Parties[i]
	for _, e := range p.Earlier {
		switch e.Role {
		case Plaintiff:
			return false
		case Defendant:
			return true
		}
	}
	return p.Side == Defending
}

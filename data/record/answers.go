package record

import (
	"slices"
	"strings"
)

// readAnswers reads how the defending side answered: elements admission, dispute and
// no_defence, and the field defendant_disputes.
func (r *reader) readAnswers() {
	answered, admits, contests := r.answersInDefence(), false, false
	for _, m := range r.marks {
		switch m.cue {
		case cueNoDefence:
			if r.defends(m) || r.cast.namesSide(r.text[r.sentenceStart(int(m.start)):m.start], Defending) {
				r.addElement(Element{Kind: ElNoDefence, Value: r.silent(m), Span: r.clause(m)})
			}
		case cueAdmit:
			if r.answers(m) && !r.negated(m, 14) && !strings.HasPrefix(r.text[m.start:], "承认和") && !r.sued(r.answerer(m), Claiming) {
				admits = true
				r.addAnswer(ElAdmission, m)
			}
		case cueContest:
			if r.answers(m) && r.opposes(m) {
				contests, answered = true, true
				r.addAnswer(ElDispute, m)
			}
		}
	}
	admits = r.grantingAnswers() || admits
	if r.appealByDefence() || r.contested() {
		answered, contests = true, true
	}
	switch {
	case contests && answered, contests && admits:
		r.setDisputes(true)
	case admits:
		r.setDisputes(false)
	case answered:
		r.setDisputes(true)
	}
}

// grantingAnswers notes the short answers that grant the claim and take nothing of it back: 被告辩称，认可。 It reports
// whether there are any.
func (r *reader) grantingAnswers() bool {
	found := false
	for _, m := range r.marks {
		if m.cue != cueDefence || !r.defends(m) || !r.opensSpeech(m) {
			continue
		}
		said := r.trimPlace(place{int(m.end), min(r.lineEnd(int(m.end)), r.partAt(int(m.start)).at.End)}, "，,：:。；; ")
		name := r.answerer(m)
		if !grants(r.of(said)) || r.sued(name, Claiming) {
			continue
		}
		found = true
		if !slices.ContainsFunc(r.j.Elements, func(e Element) bool { return e.Kind == ElAdmission && e.Value == name }) {
			r.addElement(Element{Kind: ElAdmission, Value: name, Span: said})
		}
	}
	return found
}

// opensSpeech reports whether an answer itself follows a word that tells of one.
func (r *reader) opensSpeech(m mark) bool {
	c, _ := firstRune(r.text[m.end:])
	last, _ := lastRune(r.text[m.start:m.end])
	return isMark(c, "，,：:") || isMark(last, "：:") || last == '称'
}

// maxGrant is how long an answer that only grants is, in characters. In a longer one the words that grant may
// speak of a part of the claim.
const maxGrant = 40

// grants reports whether the words of an answer grant the claim and deny, limit or explain nothing.
func grants(said string) bool {
	if runes(said) > maxGrant {
		return false
	}
	rest := said
	for _, w := range granting {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return rest != said && !containsAny(rest, takingBack...)
}

// granting are the words by which an answer grants a claim, the longer before those that they hold.
var granting = []string{
	"没有任何异议", "无任何异议", "没有任何意见", "不持异议", "没有异议", "没异议", "无异议", "没有意见", "没意见", "无意见", "不表示异议", "不否认",
	"愿意承担", "愿意支付", "愿意偿还", "愿意归还", "愿意还", "同意支付", "同意偿还", "同意归还", "同意原告", "同意配合", "同意其", "同意。", "均同意", "完全同意",
	"属实", "是事实", "认可", "承认", "认账",
}

// takingBack are the words by which an answer denies, limits or explains, or shows that it speaks of something
// else than the claim.
var takingBack = []string{
	"不", "没", "未", "无", "非", "否", "但", "仅", "只", "除", "另", "还清", "已还", "已付", "已经", "过高", "驳回", "真实性", "合法性", "关联性", "证据",
	"管辖", "鉴定", "部分", "一半", "其余", "其中", "利滚利", "时效", "假", "法院查",
}

// addAnswer notes that the defending side admits or contests by the words of a mark. Whoever brought
// the suit and now answers an appeal does neither.
func (r *reader) addAnswer(kind ElementKind, m mark) {
	if name := r.answerer(m); !r.sued(name, Claiming) {
		r.addElement(Element{Kind: kind, Value: name, Span: r.clause(m)})
	}
}

// sued reports whether a party of the name had the side in the first instance, by what its entry
// tells of an earlier one.
func (r *reader) sued(name string, side Side) bool {
	return name != "" && slices.ContainsFunc(r.j.Parties, func(p Party) bool { return p.Name == name && p.FirstSide == side })
}

func (r *reader) setDisputes(b bool) {
	r.j.DefendantDisputes = &b
	r.setSpan("defendant_disputes", place{}) // told by all answers together
}

// answersInDefence reports whether some section of defence holds more than the words that
// nobody answered.
func (r *reader) answersInDefence() bool {
	found := false
	r.each(func(p part) {
		s := r.of(p.at)
		for i := 0; i < len(s) && !found; {
			k, w := r.firstOf(s[i:], "辩称", "意见称", "述称", "意见：", "答辩如下", "答辩意见", "答辩：", "答辩认为")
			if k < 0 {
				return
			}
			found = !r.containsAny(lastRunes(s[:i+k], 10), "未", "没有", "无")
			i += k + len(w)
		}
	}, secDefence)
	return found
}

// defends reports whether a mark stands in a section of defence.
func (r *reader) defends(m mark) bool { return r.partAt(int(m.start)).kind == secDefence }

// answers reports whether a mark is part of what the defending side says about the claim:
// in the defence, or where the court reports it of that side.
func (r *reader) answers(m mark) bool {
	p := r.partAt(int(m.start))
	switch p.kind {
	case secDefence:
		return !r.containsAny(r.of(r.sentence(int(m.start))), "第三人")
	case secFacts, secEvidence, secClaims, secProcedure:
		if p.earlier {
			return false
		}
		w := r.text[m.start:m.end]
		if p.kind == secClaims && !r.arbitral.Known() && (m.cue != cueAdmit || !slices.Contains([]string{"承认", "无异议", "没有异议", "不持异议"}, w)) {
			return false
		}
		if m.cue == cueContest && !slices.Contains([]string{"否认", "不认可", "不予认可", "有异议", "提出异议", "不同意", "不知情", "不清楚", "不属实", "未收到", "没有收到"}, w) {
			return false
		}
		start := r.sentenceStart(int(m.start))
		before := r.text[start:m.start]
		if len(before) > 3*60 || r.containsAny(before, "原告称", "原告诉称", "证人", "出庭作证") || r.subject(m) != Defending {
			return false
		}
		if p.kind == secClaims {
			return true
		}
		return !r.containsAny(before, "本院", "法院", "证据") && !r.containsAny(r.of(r.clause(m)), "管辖")
	}
	return false
}

// opposes reports whether a word that can contest does so here: 异议 does not in 无异议.
func (r *reader) opposes(m mark) bool {
	w := r.text[m.start:m.end]
	before := r.text[:m.start]
	if strings.HasSuffix(w, "异议") {
		return suffixOf(before, []string{"无", "没有", "未", "未提出", "不持", "管辖权", "没", "管辖", "无任何", "提出管辖权", "均无", "不存在"}) == "" && !r.containsAny(r.of(r.clause(m)), "管辖")
	}
	if w == "不是" || w == "不存在" || w == "并非" {
		return !strings.HasSuffix(before, "是") && prefixOf(r.text[m.end:], []string{"不还", "不想", "不愿", "不给", "拒不"}) == ""
	}
	if w == "没有任何" {
		return prefixOf(r.text[m.end:], []string{"收入", "经济", "财产", "工作", "存款", "异议", "意见", "偿还", "还款"}) == ""
	}
	if w == "否认" {
		return !strings.HasSuffix(before, "不")
	}
	return true
}

// answerer returns the name of the defending party that a mark speaks of, or "" if several
// answer together or none is named.
func (r *reader) answerer(m mark) string {
	p := r.partAt(int(m.start))
	before := r.text[max(p.at.Start, r.sentenceStart(int(m.start))):m.start]
	if p.kind == secDefence {
		if i := r.lastSpeech(p.at, int(m.start)); i >= 0 {
			before = r.text[r.sentenceStart(i):i]
		}
	}
	name := ""
	for _, i := range r.cast.mentions(before) {
		if r.j.Parties[i].Side != Defending {
			continue
		}
		if name != "" {
			return ""
		}
		name = r.j.Parties[i].Name
	}
	if name == "" {
		return r.only(Defending)
	}
	return name
}

// answeredTo are the words before the name of whom an answer is, or is not, given to:
// 对原告某某的起诉未提交意见.
var answeredTo = []string{"对", "就", "针对", "对原告", "对上诉人", "对再审申请人", "对申请人", "就原告", "针对原告"}

// silent returns the name of the party that filed no defence by the words of mark m: the last
// that the sentence names before them, since others may have answered before; "" if several are
// meant together or none is named.
func (r *reader) silent(m mark) string {
	found := r.namesIn(place{r.sentenceStart(int(m.start)), int(m.start)})
	for len(found) > 0 && suffixOf(r.text[:found[len(found)-1].at.Start], answeredTo) != "" {
		found = found[:len(found)-1]
	}
	if len(found) == 0 {
		return r.only(Defending)
	}
	last := found[len(found)-1]
	p := r.j.Parties[last.party]
	if p.Side != Defending {
		if p.Side == Claiming && r.cast.namesSide(r.upTo(last.at, int(m.start)), Defending) {
			return r.only(Defending) // 原告某某到庭，被告未应诉
		}
		return ""
	}
	for i := len(found) - 2; i >= 0; i-- {
		gap := r.text[found[i].at.End:found[i+1].at.Start]
		if found[i].party == last.party {
			continue
		}
		for _, w := range []string{"被告", "被上诉人", "被申请人", "被执行人"} {
			gap = strings.TrimSuffix(gap, w)
		}
		if joins(gap) {
			return "" // several together
		}
		break
	}
	return p.Name
}

// lastSpeech returns where the last 辩称 or its like before byte i stands in a section, or -1.
func (r *reader) lastSpeech(p place, i int) int {
	n, _ := slices.BinarySearchFunc(r.marks, int32(i), func(m mark, at int32) int { return int(m.start) - int(at) })
	for n--; n >= 0 && int(r.marks[n].start) >= p.Start; n-- {
		if r.marks[n].cue == cueDefence {
			return int(r.marks[n].start)
		}
	}
	return -1
}

// appealByDefence reports whether the present proceeding was brought by who was the
// defendant at first: an appeal or retrial application contests the claim.
func (r *reader) appealByDefence() bool {
	if r.j.Procedure != Second && r.j.Procedure != Retrial && r.j.Procedure != RetrialReview {
		return false
	}
	if r.j.Outcome == Withdrawn {
		return false
	}
	for _, p := range r.j.Parties {
		if p.Side == Claiming && containsAny(p.RoleText, "审被告") {
			return true
		}
	}
	return false
}

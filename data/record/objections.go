package record

import "strings"

// objectionKinds are the kinds of the cues from cueObForgery on, in their order.
var objectionKinds = [...]string{
	ObForgery, ObNotDelivered, ObRepaid, ObGambling, ObCoercion, ObRolled, ObRate, ObNotParty,
	ObLimitation, ObSurety, ObNotJoint, ObAmount, ObInability, ObUnaware,
}

// readObjections reads what the defending side says against the claim, each kind once for each
// who says it.
func (r *reader) readObjections() {
	lending := r.lending()
	for _, m := range r.marks {
		kind := ""
		switch {
		case m.cue >= cueObForgery && m.cue <= cueObUnaware:
			kind = objectionKinds[m.cue-cueObForgery]
		case m.cue == cueUpfront:
			kind = ObUpfront
		case m.cue == cueNotLender:
			kind = ObNotParty
		default:
			continue
		}
		if !lending && onlyOfLoans(kind) || !r.objects(m) || !r.objection(kind, m) {
			continue
		}
		r.addObjection(Objection{Kind: kind, By: r.answerer(m), Span: r.clause(m), Confidence: Led})
	}
}

// onlyOfLoans reports whether an objection makes sense only against a loan: elsewhere the same
// words mean something else.
func onlyOfLoans(kind string) bool {
	switch kind {
	case ObNotParty, ObLimitation, ObInability:
		return false
	}
	return true
}

// objects reports whether a mark is part of what the defending side says: in the defence, or
// where the court reports its words. What it says of a single piece of evidence is no answer to
// the claim.
func (r *reader) objects(m mark) bool {
	i := int(m.start)
	p := r.partAt(i)
	switch p.kind {
	case secDefence:
		return !r.law(i) && !strings.Contains(r.text[r.sentenceStart(i):i], "第三人") && !r.outsider(p, i)
	case secFacts, secEvidence:
		if p.earlier || r.speaker(i) != SaidInDefence || r.quoted(i) || r.law(i) {
			return false
		}
		before := r.text[r.sentenceStart(i):i]
		return r.containsAny(before, "辩称", "抗辩", "辩解", "被告称", "主张", "被告认为", "表示", "否认") && !r.containsAny(before, "质证", "证据")
	}
	return false
}

// outsider reports whether byte i of a defence stands in what somebody states who is no
// defending party: a third party or an applicant who was none (述称).
func (r *reader) outsider(p part, i int) bool {
	k := r.lastSpeech(p.at, i)
	return k >= 0 && strings.HasPrefix(r.text[k:], "述称") && !r.cast.namesSide(r.text[r.sentenceStart(k):k], Defending)
}

// objection reports whether a word of an objection of the kind objects here: the words denied
// (没有还清), or said of the other side's duty, do not.
func (r *reader) objection(kind string, m mark) bool {
	words := r.of(r.clause(m))
	word, before := r.text[m.start:m.end], r.text[r.clause(m).Start:m.start]
	denied := r.negated(m, 8)
	switch kind {
	case ObForgery:
		if strings.HasPrefix(word, "本人") {
			return denied || r.containsAny(before, "不是", "非", "并非", "否认")
		}
		return !denied
	case ObRepaid:
		if strings.HasSuffix(word, "清") && !strings.HasPrefix(word, "已") && !r.containsAny(before, "已", "全部", "均", "都", "早") || strings.HasPrefix(r.text[m.end:], "为止") {
			return false // a term: 五年还清, 至还清为止
		}
		return !denied && !r.containsAny(before, "愿意", "同意", "承诺", "争取", "尽快", "可以", "希望", "保证", "应", "必须", "分期", "等", "会", "将", "直至", "待", "慢慢", "年底", "只能", "再") && !strings.HasPrefix(r.text[m.end:], "之日")
	case ObCoercion:
		if word == "真实意思表示" {
			return denied || r.containsAny(before, "非", "不是", "违背")
		}
		return !denied
	case ObGambling, ObRolled, ObUpfront:
		return !denied
	case ObNotParty:
		if strings.HasSuffix(word, "人") && runes(word) == 3 && word != "借款人" {
			return r.containsAny(before, "是", "系", "作为") // 我只是见证人
		}
		return !denied || r.containsAny(word, "不", "无关", "没有")
	case ObLimitation:
		return r.containsAny(words, "已过", "超过", "过了", "届满", "已经过", "丧失", "已超") && !denied
	case ObSurety:
		return r.containsAny(words, "不", "未", "没有", "无", "免除", "已过", "超过", "过了", "届满", "解除", "先") || r.containsAny(word, "无效", "不", "未", "没", "脱")
	case ObNotJoint:
		return denied || r.containsAny(words, "不", "未", "没有", "非", "个人债务", "离婚")
	case ObInability:
		return true
	}
	return true
}

// addObjection adds an objection unless the same party has made it.
func (r *reader) addObjection(o Objection) {
	for _, k := range r.j.Objections {
		if k.Kind == o.Kind && (k.By == o.By || k.By == "" || o.By == "") {
			return
		}
	}
	r.j.Objections = append(r.j.Objections, o)
}

// contested reports whether the defending side makes an objection that contests the claim. Who
// cannot pay now does not.
func (r *reader) contested() bool {
	for _, o := range r.j.Objections {
		if o.Kind != ObInability && r.partAt(o.Span.Start).kind == secDefence {
			return true
		}
	}
	return false
}

// otherObjections notes the contests that are none of the known kinds, for parties that made no
// known one.
func (r *reader) otherObjections() {
	for _, e := range r.j.Elements {
		if e.Kind != ElDispute {
			continue
		}
		known := false
		for _, o := range r.j.Objections {
			known = known || o.Kind != ObInability && (o.By == e.Value || o.By == "" || e.Value == "")
		}
		if !known {
			r.j.Objections = append(r.j.Objections, Objection{Kind: ObOther, By: e.Value, Span: e.Span, Confidence: Guessed})
		}
	}
}

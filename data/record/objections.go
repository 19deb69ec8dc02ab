package record

import (
	"slices"
	"strings"
)

// objectionKinds are the kinds of the cues from cueObForgery on, in their order.
var objectionKinds = [...]string{
	ObForgery, ObNotDelivered, ObRepaid, ObGambling, ObCoercion, ObRolled, ObRate, ObNotParty,
	ObLimitation, ObSurety, ObNotJoint, ObAmount, ObInability, ObUnaware,
}

// readObjections reads what the defending side says against the claim, each kind once for each
// who says it.
func (r *reader) readObjections() {
	lending, other := r.lending(), r.j.Branch == Civil && r.j.Procedure != Special && r.j.Procedure != Bankruptcy
	for _, m := range r.marks {
		kind := ""
		switch {
		case m.cue >= cueObForgery && m.cue <= cueObUnaware:
			kind = objectionKinds[m.cue-cueObForgery]
		case m.cue == cueUpfront:
			kind = ObUpfront
		case m.cue == cueNotLender:
			kind = ObNotParty
		case m.cue == cueObGoods && !lending:
			kind = ObNotDelivered
		case m.cue == cueObPaid && !lending:
			kind = ObRepaid
		default:
			continue
		}
		if !lending {
			if kind = r.otherwise(kind, m); kind == "" || !other && onlyOfLoans(kind) {
				continue
			}
		}
		if !r.objects(m) || !r.objection(kind, m) {
			continue
		}
		by := r.answerer(m)
		if r.partAt(int(m.start)).kind == secClaims {
			by = r.appealing(m)
		}
		r.addObjection(Objection{Kind: kind, By: by, Span: r.clause(m), Confidence: Led})
	}
}

// onlyOfLoans reports whether an objection is known of the suits of private law only, of which a loan
// is one: elsewhere the same words mean something else.
func onlyOfLoans(kind string) bool {
	switch kind {
	case ObNotParty, ObLimitation, ObInability:
		return false
	}
	return true
}

// otherwise returns what the word of an objection of a kind means in a suit that is not about a loan,
// or "" if it is no objection there. Goods may be false and conduct deceitful; what objects to the
// claim speaks of a paper, of signing, of a debt.
func (r *reader) otherwise(kind string, m mark) string {
	c := r.clause(m)
	word, before, words := r.text[m.start:m.end], r.text[c.Start:m.start], r.of(c)
	switch kind {
	case ObForgery:
		if r.containsAny(word, "伪造", "变造", "虚构", "假", "冒") && !r.containsAny(words, forgeable...) ||
			strings.HasPrefix(word, "假") && suffixOf(before, []string{"打", "售", "购", "买", "知", "贩", "制"}) != "" ||
			r.containsAny(before, "不存在", "是否", "构成", "即使", "即便", "如果") || r.containsAny(words, "标签", "标识", "标志", "商标", "产品", "商品", "严惩") {
			return ""
		}
	case ObNotDelivered:
		if m.cue != cueObGoods || prefixOf(r.text[m.end:], []string{"合同", "仲裁", "争议", "关系", "监察"}) != "" || r.containsAny(word, "房款", "购房款") && strings.Contains(word, "付") && r.subject(m) != Claiming {
			return "" // a seller says that the buyer has not paid; a buyer who says so admits
		}
	case ObRepaid:
		if strings.HasPrefix(word, "抵") && !r.containsAny(words, "款", "债", "工资") || r.containsAny(before, "扣除", "返还", "退还", "应当", "主张", "没有证据", "证据证明", "没有提供", "未提供", "不能证明", "无法证明") || r.paidByClaimant(before) || r.subject(m) == Claiming && word == "垫付" {
			return ""
		}
	case ObCoercion:
		if r.containsAny(word, "骗取", "醉酒", "非法拘禁") || !r.containsAny(words, "签", "出具", "订立", "书写", "协议", "合同", "意思", "条") || r.containsAny(before, "主张", "诉称", "所称", "构成", "是否") || r.containsAny(r.text[m.end:c.End], "没有", "无事实", "无依据", "不成立", "行为") {
			return ""
		}
	case ObGambling:
		if !r.containsAny(word, "赌债", "赌资", "赌款", "赌场", "毒资", "非法债务") && !(word == "赌博" && r.containsAny(words, "债", "欠")) {
			return ""
		}
	case ObRolled, ObUpfront:
		return ""
	case ObRate:
		if r.negated(m, 4) || r.containsAny(before, "是否", "如果", "如认为", "法院认定") {
			return ""
		}
		if r.containsAny(word, "利", "违约金") || r.containsAny(words, "违约金", "利息", "利率", "滞纳金") {
			return ObRate
		}
		if word != "过高" || !r.containsAny(words, "费", "金额", "数额", "标准", "赔偿", "补偿", "金", "请求", "诉请") {
			return ""
		}
		return ObAmount
	case ObSurety:
		if r.containsAny(words, "质量") || strings.Contains(words, "届满") && !r.containsAny(words, "已届满", "已经届满") || !r.containsAny(words, "担保责任", "保证责任", "担保期", "保证期", "担保人", "担保无效", "保证无效", "抵押", "脱保", "提供担保") {
			return ""
		}
	case ObNotJoint:
		if !r.containsAny(words, "债务") || containsAny(r.j.Cause, "离婚", "婚姻", "继承", "抚养", "夫妻") {
			return ""
		}
	case ObAmount:
		if r.containsAny(word, "收到", "借", "本金") {
			return ""
		}
	case ObUnaware:
		if !r.containsAny(words, "签", "债", "合同", "协议", "担保", "保证", "欠", "借", "转让", "买卖", "工资表", "诉讼") || r.subject(m) == Claiming || r.containsAny(word, "告知", "没见过") || r.containsAny(words, "标签", "标准", "质量", "产品", "商品", "食品") {
			return ""
		}
	}
	return kind
}

// forgeable are the words for papers that may be forged and for what may be made up.
var forgeable = []string{"签", "章", "合同", "协议", "条", "证", "单", "据", "表", "记录", "账", "帐", "欠", "债", "函", "工资", "考勤", "劳动", "文书", "遗嘱", "交易", "诉讼", "书"}

// paidByClaimant reports whether words before one of payment say that the claiming side paid.
func (r *reader) paidByClaimant(before string) bool {
	for _, w := range r.cast.claiming {
		if strings.HasSuffix(before, w) && suffixOf(strings.TrimSuffix(before, w), []string{"被", "为", "替", "给", "向", "代"}) == "" {
			return true
		}
	}
	return false
}

// objects reports whether a mark is part of what the defending side says: in the defence, or
// where the court reports its words. What it says of a single piece of evidence is no answer to
// the claim.
func (r *reader) objects(m mark) bool {
	i := int(m.start)
	p := r.partAt(i)
	switch p.kind {
	case secClaims: // an appeal, or a request for retrial, of who was sued
		return !p.earlier && !r.law(i) && r.appealing(m) != ""
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

// appealing returns the name of the party that was sued and whose appeal or request for retrial holds
// mark m; "" if it is another's.
func (r *reader) appealing(m mark) string {
	p := r.partAt(int(m.start))
	n, _ := slices.BinarySearchFunc(r.marks, m.start, func(x mark, at int32) int { return int(x.start) - int(at) })
	for n--; n >= 0 && int(r.marks[n].start) >= p.at.Start; n-- {
		if r.marks[n].cue != cueClaims {
			continue
		}
		lead := r.text[r.sentenceStart(int(r.marks[n].start)):r.marks[n].start]
		for _, i := range r.cast.mentions(lead) {
			if r.sued(r.j.Parties[i].Name, Defending) {
				return r.j.Parties[i].Name
			}
			return ""
		}
	}
	return ""
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
		if m.cue == cueObPaid {
			return !denied && !strings.HasPrefix(r.text[m.end:], "之日")
		}
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

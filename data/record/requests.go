package record

import "strings"

// The cues of requests. They start high so as to leave room for those of cues.go.
const (
	cueRequest cue = 1000 + iota // words that announce a list of requests
	cueAsk                       // words that begin a request in a narrative
	cueChange                    // a request is changed, added or dropped
)

// requestCues are the words by which requests are announced and changed.
func requestCues() []cueRow {
	return []cueRow{
		{cueRequest, `诉讼请求： 诉讼请求: 诉讼请求为 诉讼请求如下 如下诉讼请求 提出诉讼请求 提出的诉讼请求 诉讼请求1 诉讼请求一 上诉请求 再审请求 申请再审请求 反诉请求 起诉请求 请求事项 申请事项
			诉请： 诉请: 请求： 请求: 反诉诉请 申诉请求 执行请求 申请请求 仲裁请求：`},
		{cueAsk, `请求判令 请求法院 请求贵院 请求本院 请求人民法院 请求依法 请求判决 请求撤销 请求改判 请求确认 请求解除 请求再审 请求被告 请求对本案 请求准予 请求予以 请求重新 请求赔偿 请求支付 请求驳回 请求责令 请求二审 请求指令 请求提审 请求裁定 请求中止 诉请判令 诉请法院 诉请被告 诉请要求 诉请依法 诉请
			要求判令 要求被告 要求被申请人 请求被申请人 督促被申请人 要求债务人 请求债务人 督促债务人 要求法院 要求： 要求: 要求依法 要求赔偿 要求解除 要求确认 要求支付 要求离婚 要求二被告 要求两被告 要求三被告 要求四被告 要求撤销 起诉要求 现要求 故要求 判令`},
		{cueChange, `变更诉讼请求 变更第 变更其 诉讼请求变更 诉讼请求为 放弃第 放弃对 放弃要求 放弃诉讼请求 放弃了 放弃其 撤回第 撤回对 撤回要求 撤回诉讼请求 撤销第 撤回了 增加诉讼请求 明确诉讼请求 自愿放弃 当庭放弃 表示放弃 当庭变更 请求金额为`},
	}
}

// readClaims reads what the parties ask, in this instance and, as this paper reports it, in the
// earlier one.
func (r *reader) readClaims() {
	for _, p := range r.parts {
		switch {
		case p.kind == secClaims && !p.earlier:
			r.claimsIn(p.at, false)
		case p.kind == secDefence:
			r.counterclaimsIn(p.at)
		}
	}
	if p := r.first(secProcedure); len(r.j.Claims) == 0 && p.kind != "" && !p.earlier {
		r.claimsIn(p.at, false)
	}
	if r.j.Procedure != First {
		r.earlierClaims()
	}
	r.changeClaims()
}

// earlierClaims reads the claim that an appealed judgment reports: 向一审法院起诉请求.
func (r *reader) earlierClaims() {
	n := len(r.j.Claims)
	for _, p := range r.parts {
		if p.earlier && len(r.j.Claims) == n {
			r.claimsIn(p.at, true)
		}
	}
}

// claimsIn reads the requests within a section. Those announced as a list come before those of
// a narrative; where several parties ask, each is read.
func (r *reader) claimsIn(p place, earlier bool) {
	n, done := len(r.j.Claims), p.Start
	var asked crew
	for _, m := range r.marksIn(p) {
		if m.cue != cueRequest || int(m.start) < done || !r.announces(m) {
			continue
		}
		who := r.askers(m)
		if len(r.j.Claims) > n && (who == 0 || who&asked != 0) {
			continue // the same request again
		}
		if end := r.requestAt(m, p, Claim{By: r.sideOf(who, Claiming), Earlier: earlier || r.asksEarlier(m), Counter: r.counter(m), Confidence: Led}); end > 0 {
			done, asked = end, asked|who
		}
	}
	if len(r.j.Claims) > n {
		return
	}
	r.narrated(p, earlier)
}

// narrated reads the request of a narrative. It is the last that names a relief: what a party
// asked before it went to court stands earlier.
func (r *reader) narrated(p place, earlier bool) {
	var last mark
	for _, m := range r.marksIn(p) {
		if m.cue != cueAsk {
			continue
		}
		if last.cue != cueNone && int(m.start) < r.requestEndAt(int(last.end), p.End) {
			continue // the same sentence: 诉至法院，请求判令
		}
		if r.text[m.start:m.end] == "判令" && !r.containsAny(r.text[max(p.Start, r.paragraph(int(m.start))):m.start], "请求", "起诉", "诉至", "要求") {
			continue // of an earlier judgment
		}
		if _, ok := said(r.saysIn(place{int(m.start), r.requestEndAt(int(m.end), p.End)}), claimed...); ok {
			last = m
		}
	}
	if last.cue == cueNone {
		last = r.askedByName(p)
	}
	if last.cue == cueNone {
		return
	}
	confidence := Led
	if strings.HasPrefix(r.text[last.start:], "要求") {
		confidence = Guessed
	}
	c := Claim{By: Claiming, Earlier: earlier, Counter: r.counter(last), Confidence: confidence}
	// In a section of claims the claiming party asks, whoever is named before; but who asks that a
	// suit be dismissed may be the other, whose answer stands there, too.
	if c.Counter || r.partAt(p.Start).kind != secClaims || strings.Contains(r.text[last.start:r.requestEndAt(int(last.end), p.End)], "驳回") {
		c.By = r.sideOf(r.askers(last), Claiming)
	}
	r.requestAt(last, p, c)
}

// askedByName finds 要求 or 请求 before the name of a party, the last that names a relief:
// 原告要求张三偿还借款.
func (r *reader) askedByName(p place) mark {
	names := r.namesIn(p)
	for i := len(names) - 1; i >= 0; i-- {
		at := names[i].at
		if suffixOf(r.text[:at.Start], []string{"要求", "请求"}) == "" || suffixOf(r.text[:at.Start], []string{"多次要求", "曾要求"}) != "" {
			continue
		}
		if _, ok := said(r.saysIn(place{at.Start, r.requestEndAt(at.Start, p.End)}), claimed...); ok {
			return mark{cueAsk, int32(at.Start - len("要求")), int32(at.Start)}
		}
	}
	return mark{}
}

// claimed are the words one of which a request needs.
var claimed = []cue{sayDismiss, sayCancel, sayRemit, sayDivorce, sayCustody, saySupport, sayDivide, sayJoint, sayPriority, sayRescind, sayDeclare, sayCosts, sayPenalty, sayWages,
	sayInterest, sayDamages, sayPrincipal, sayPay, sayBear, sayPerform, sayCease, sayApologise, sayExecute}

// counterclaimsIn reads a counterclaim from the section in which the other side answers.
func (r *reader) counterclaimsIn(p place) {
	counter := false
	for _, m := range r.marksIn(p) {
		if m.cue != cueRequest && m.cue != cueAsk {
			continue
		}
		counter = counter || r.counter(m)
		if counter && r.requestAt(m, p, Claim{By: r.sideOf(r.askers(m), Defending), Counter: true, Confidence: Led}) > 0 {
			return
		}
	}
}

// counter reports whether a request is a counterclaim.
func (r *reader) counter(m mark) bool {
	before := r.text[r.sentenceStart(int(m.start)):m.end]
	return strings.Contains(before, "反诉") && !strings.Contains(before, "反诉原告") && !strings.Contains(before, "反诉被告") || strings.Contains(before, "反诉请求") || strings.Contains(before, "反诉称")
}

// announces reports whether a word announces a request and does not speak of one: 驳回诉讼请求，
// is none.
func (r *reader) announces(m mark) bool {
	if after := r.text[m.end:]; !strings.HasSuffix(r.text[:m.end], "：") && !strings.HasSuffix(r.text[:m.end], ":") && prefixOf(after, leadWords) == "" {
		return false
	}
	before := lastRunes(r.text[r.sentenceStart(int(m.start)):m.start], 12)
	return !r.containsAny(before, "驳回", "支持", "变更", "放弃", "撤回", "围绕", "对于", "关于", "不符合", "增加", "遗漏", "超出", "超过", "不同意", "上述")
}

// asksEarlier reports whether a list of requests is that of the first instance: later ones
// are not called 诉讼请求.
func (r *reader) asksEarlier(m mark) bool {
	if r.j.Procedure != Second && r.j.Procedure != Retrial && r.j.Procedure != RetrialReview {
		return false
	}
	w := r.text[m.start:m.end]
	return !strings.Contains(w, "上诉") && r.containsAny(w, "诉讼请求", "起诉", "诉请", "反诉")
}

// leadWords follow words that announce requests.
var leadWords = []string{"：", ":", "，", ",", "为", "是", "如下", "1", "一", "（", "(", "\n", " ", "、", "请求", "要求", "判令", "判决", "依法", "撤销", "改判", "确认", "解除", "驳回", "再审", "法院", "人民法院", "被告", "原告", "本院", "。", "；", "支付", "赔偿", "退", "返还"}

// askers returns the parties that the words before a request name last: who asks.
func (r *reader) askers(m mark) crew {
	p := place{r.sentenceStart(int(m.start)), int(m.start)}
	p.Start = max(p.Start, p.End-maxPhrase)
	p.Start = r.runeStart(p.Start)
	var out crew
	for _, a := range r.actorsIn(p, r.saysIn(p)) {
		out |= a.crew
	}
	return out
}

// sideOf returns the side of a crew, or usual if it is empty or mixed.
func (r *reader) sideOf(c crew, usual Side) Side {
	var side Side
	for i, p := range r.j.Parties {
		if i >= 64 || c&(1<<i) == 0 {
			continue
		}
		if side != "" && side != p.Side {
			return usual
		}
		side = p.Side
	}
	if side == "" || side == SideUnknown {
		return usual
	}
	return side
}

// requestAt reads the request that mark m in the section p announces into claims like c. It
// returns where the request ends, 0 if there is none.
func (r *reader) requestAt(m mark, p place, c Claim) int {
	from := r.skipAsking(int(m.end), p.End)
	if m.cue == cueAsk {
		from = r.skipAsking(int(m.start), p.End) // 请求撤销: the verb says what is asked
	}
	end := r.requestEndAt(from, p.End)
	points, numbered, lead := r.points(place{from, end})
	r.list = list{}
	n := len(r.j.Claims)
	for i, at := range points {
		if rest, costs := r.splitCosts(at); !numbered && costs.Known() {
			r.addClaim(c, rest)
			r.addClaim(c, costs)
			continue
		}
		if lead && i == 0 && r.leadOnly(at) {
			continue
		}
		r.addClaim(c, at)
	}
	if len(r.j.Claims) == n {
		return 0
	}
	return end
}

// leadOnly reports whether a point only leads to the list after it: 请求判令被告：.
func (r *reader) leadOnly(p place) bool {
	return strings.HasPrefix(r.text[p.End:], "：") || strings.HasPrefix(r.text[p.End:], ":") || runes(r.of(p)) < 8
}

// skipAsking skips the words that only ask: 判令, 依法, 法院.
func (r *reader) skipAsking(i, limit int) int {
	for i < limit {
		i = skipBlank(r.text[:limit], i)
		w := prefixOf(r.text[i:limit], []string{"：", ":", "，", ",", "如下", "为", "是", "诉请", "请求", "现要求", "故要求", "起诉要求", "要求", "依法", "人民法院", "法院", "贵院", "本院", "判令", "判决", "判处", "二审", "再审"})
		if w == "" || (w == "再审" || w == "二审") && !strings.HasPrefix(r.text[i+len(w):], "法院") {
			return i
		}
		i += len(w)
	}
	return i
}

// requestEndAt returns where the request that starts at byte i ends: at its full stop unless
// the next point of its list follows, and before the facts and reasons.
func (r *reader) requestEndAt(i, limit int) int {
	for i < limit {
		i = min(r.sentenceEnd(i), limit)
		next := skipBlank(r.text[:limit], i)
		s := r.text[next:limit]
		if prefixOf(s, afterRequests) != "" {
			return i
		}
		if _, n, k := ordinalAt(s); k > 0 && n > 1 {
			continue
		}
		if !strings.HasSuffix(r.text[:i], "；") && !strings.HasSuffix(r.text[:i], ";") {
			return i
		}
	}
	return limit
}

// afterRequests begin what follows a list of requests.
var afterRequests = []string{"事实", "理由", "主要理由", "其理由", "具体事实", "主要事实"}

// splitCosts splits from a request of a narrative its last phrase if that is about the costs of
// the suit only: …，诉讼费由被告承担.
func (r *reader) splitCosts(p place) (rest, costs place) {
	i := lastMark(r.of(p), "，,")
	if i <= 0 {
		return p, place{}
	}
	last := r.trimPlace(place{p.Start + i, p.End}, "，,")
	if r.containsAny(r.of(last), "诉讼费", "受理费", "诉讼成本") && len(r.sumsIn(last)) == 0 {
		return place{p.Start, p.Start + i}, last
	}
	return p, place{}
}

// addClaim adds a request that reads as c tells.
func (r *reader) addClaim(c Claim, p place) {
	p = r.trimPlace(p, "，,；;。：:、")
	if runes(r.of(p)) < 4 {
		return
	}
	marks := r.saysIn(p)
	c.Text, c.Span = r.of(p), p
	c.Yuan = r.sumOfItem(p, marks, "claims")
	c.Foreign = r.foreignOfItem(p, marks)
	c.Kind = r.reliefOf(marks, true, c.Yuan != nil || c.Foreign != nil)
	if c.Kind == OtherRelief {
		if len(marks) == 0 {
			return
		}
		c.Confidence = Guessed
	}
	r.list.add(c.Yuan)
	c.Counter = c.Counter || c.By == Defending && !c.Earlier && r.j.Procedure == First
	r.j.Claims = append(r.j.Claims, c)
}

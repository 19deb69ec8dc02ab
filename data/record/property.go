package record

import (
	"cmp"
	"strings"
)

// readProperties reads what enforcement took hold of, from what the court tells of its own acts
// and from the disposition. The same thing under the same act counts once.
func (r *reader) readProperties(e *EnforcementFacts, marks []mark) {
	for i, m := range marks {
		act := actOf(m.cue)
		if i > 0 && marks[i-1].end > m.start && actOf(marks[i-1].cue) != "" {
			continue // 成交价 within 变卖成交价
		}
		if act == "" || r.negated(m, 8) || r.lawful(m) || r.onlyAsked(m) || r.wished(m) {
			continue
		}
		for _, p := range r.propertiesAt(m, act, r.realm(marks, i)) {
			e.addProperty(p)
		}
	}
}

// addProperty adds a property unless it is there: under the same act the same thing or, of what
// was sold or handed over, one for the same price. Of two the one that names the thing stays.
func (e *EnforcementFacts) addProperty(p Property) {
	for i := range e.Properties {
		q := &e.Properties[i]
		if q.Act != p.Act || q.What != p.What && !(priced(p.Act) && q.oneOf(p)) {
			continue
		}
		if q.What == "" && p.What != "" {
			p.ActedOn, p.To = cmp.Or(p.ActedOn, q.ActedOn), cmp.Or(p.To, q.To)
			*q, p = p, *q
		}
		q.Owner, q.To, q.ActedOn = cmp.Or(q.Owner, p.Owner), cmp.Or(q.To, p.To), cmp.Or(q.ActedOn, p.ActedOn)
		if q.Yuan == nil {
			q.Yuan = p.Yuan
		}
		return
	}
	e.Properties = append(e.Properties, p)
}

// priced reports whether an act gives a thing away for a price.
func priced(act string) bool { return act == "auctioned" || act == "sold" || act == "handed_over" }

// oneOf reports whether p may be the same thing as q, both given away: one of them is not named
// or is named in short (上述房屋), and the prices do not differ.
func (q *Property) oneOf(p Property) bool {
	same := q.Yuan == nil || p.Yuan == nil || !differs(*q.Yuan, *p.Yuan)
	return same && (q.Kind == p.Kind || q.Kind == "other" || p.Kind == "other") &&
		(q.What == "" || p.What == "" || strings.Contains(q.What, p.What) || strings.Contains(p.What, q.What) || backward(q.What) || backward(p.What))
}

// backward reports whether words only point to a thing named before.
func backward(what string) bool {
	return prefixOf(what, []string{"上述", "该", "前述", "以上", "涉案", "案涉"}) != ""
}

// realm returns the place in which what belongs to the i-th of marks may stand: its sentence, from
// the act before to the one after it. An act on the same thing that is told with it (查封并拍卖, 作价
// 8万元抵偿) is no border.
func (r *reader) realm(marks []mark, i int) place {
	m := marks[i]
	p := r.sentence(int(m.start))
	for k := i - 1; k >= 0 && int(marks[k].end) > p.Start; k-- {
		if a := actOf(marks[k].cue); a != "" && int(marks[k].end) <= r.clause(m).Start {
			p.Start = r.clause(marks[k]).End
			break
		}
	}
	for k := i + 1; k < len(marks) && int(marks[k].start) < p.End; k++ {
		if a := actOf(marks[k].cue); a != "" && int(marks[k].start) >= r.clause(m).End {
			p.End = r.clause(marks[k]).Start
			break
		}
	}
	return p
}

// actOf returns the act that a word tells, or "".
func actOf(c cue) string {
	switch c {
	case takeSeized:
		return "seized"
	case takeTransferred:
		return "transferred"
	case takeAuctioned:
		return "auctioned"
	case takeSold:
		return "sold"
	case takeUnsold:
		return "unsold"
	case takeHanded:
		return "handed_over"
	case takeReleased:
		return "released"
	}
	return ""
}

// onlyAsked reports whether an act is asked for, named as possible or done by another, and not
// done or ordered here.
func (r *reader) onlyAsked(m mark) bool {
	before, after := r.text[r.clause(m).Start:m.start], r.text[m.end:]
	return asks(before) || r.containsAny(before, "请求", "如需", "解除", "有权", "要求", "轮候", "尚未", "不宜") ||
		prefixOf(after, []string{"期限", "措施", "裁定", "手续", "清单", "公告", "费", "申请", "保留价", "财产"}) != "" || m.cue == takeUnsold && strings.HasPrefix(after, "价")
}

// wished reports whether a word stands in what a party tells or asks for.
func (r *reader) wished(m mark) bool {
	p := r.partAt(int(m.start))
	return p.kind == secClaims || p.kind == secDefence || strings.Contains(r.text[r.sentenceStart(int(m.start)):m.start], "请求")
}

// asks reports whether s speaks of an application and not only of the applicant.
func asks(s string) bool {
	for {
		i := strings.Index(s, "申请")
		if i < 0 {
			return false
		}
		if s = s[i+len("申请"):]; prefixOf(s, []string{"执行人", "人"}) == "" {
			return true
		}
	}
}

// propertiesAt reads the things that the act at m takes hold of, with owner, price and day. What
// belongs to the act stands within realm.
func (r *reader) propertiesAt(m mark, act string, realm place) []Property {
	at := r.thingAt(m)
	c := r.clause(m)
	p := Property{Act: act, Span: r.trimPlace(c, "，。；、"), Confidence: Led}
	p.ActedOn, _ = r.dayBefore(m)
	if priced(act) {
		p.To = r.takerOf(realm, m)
	}
	if !at.Known() && (priced(act) || act == "unsold") {
		at = r.thingBefore(m, realm)
	}
	p.Owner = r.ownerIn(place{r.sentenceStart(int(m.start)), max(int(m.start), at.End)})
	things := r.thingsOf(at)
	prices := r.pricesOf(m, realm)
	if len(things) > 1 && len(prices) == len(things) {
		var out []Property
		for i, t := range things {
			p.What, p.Kind, p.Yuan = r.of(t), thingKind(r.of(t)), pointer(prices[i])
			out = append(out, p)
		}
		return out
	}
	if len(prices) > 0 {
		p.Yuan = pointer(prices[0])
	}
	if !at.Known() {
		p.Confidence = Guessed
		if p.Kind = thingKind(r.of(r.sentence(int(m.start)))); p.Yuan == nil && act != "unsold" {
			return nil
		}
		return []Property{p}
	}
	if len(things) > 1 && act == "seized" && p.Yuan == nil {
		var out []Property
		for _, t := range things {
			p.What, p.Kind = r.of(t), thingKind(r.of(t))
			out = append(out, p)
		}
		return out
	}
	p.What, p.Kind = r.of(at), thingKind(r.of(at))
	return []Property{p}
}

// thingsOf parts words that name several things, each of a kind of its own: 南街1号房屋、浙C12345号
// 小型轿车. It returns p alone where one of the parts is none.
func (r *reader) thingsOf(p place) []place {
	var out []place
	for from := p.Start; from < p.End; {
		end, next := p.End, p.End
		if k, w := r.firstOf(r.text[from:p.End], "、", "以及", "及", "和"); k >= 0 {
			end, next = from+k, from+k+len(w)
		}
		t := r.withoutOwner(r.trimPlace(place{from, end}, "，、"))
		words := r.of(t)
		if runes(words) < 3 || thingKind(words) == "other" || prefixOf(words, []string{"其", "占用", "相应", "附"}) != "" {
			return []place{p}
		}
		out, from = append(out, t), next
	}
	return out
}

// pricesOf returns the sums that belong to the act at m: those after it in its clause, else those
// before it there, else the same within realm.
func (r *reader) pricesOf(m mark, realm place) []float64 {
	for _, p := range []place{r.clause(m), realm} {
		for _, side := range []place{{int(m.end), p.End}, {p.Start, int(m.start)}} {
			var out []float64
			for _, s := range r.plainSums(side) {
				if !r.otherSum(s) {
					out = append(out, s.yuan)
				}
			}
			switch {
			case len(out) == 0:
			case side.Start == int(m.end):
				return out
			case r.containsAny(r.of(side), "分别"):
				return out
			default:
				return out[len(out)-1:]
			}
		}
	}
	return nil
}

// otherSum reports whether a sum is something else than what an act brought in: a fee, the
// appraised value, a deposit or a starting bid.
func (r *reader) otherSum(s sum) bool {
	before := lastRunes(r.text[r.sentenceStart(s.at.Start):s.at.Start], 8)
	k, w := lastOfWords(before, "评估价", "评估值", "评估费", "执行费", "起拍价", "市场价值", "价值", "保证金", "税费", "加价", "增价", "标的额", "标的")
	return k >= 0 && indexMark(before[k+len(w):], "，。；、") < 0
}

// takerOf returns the name of who bought a thing or took it in place of payment: a party or
// somebody called the buyer.
func (r *reader) takerOf(realm place, m mark) string {
	s := r.of(realm)
	if k, w := r.firstOf(s, "买受人", "竞买人", "竞得人"); k >= 0 {
		i := realm.Start + k + len(w)
		if names := r.namesIn(place{i, i + 1}); len(names) > 0 {
			return r.j.Parties[names[0].party].Name
		}
		return r.buyerAt(skipStray(r.text, i), realm.End, true)
	}
	if m.cue == takeHanded {
		for _, n := range r.namesIn(realm) {
			if q := r.j.Parties[n.party]; q.Side != Defending && (n.at.Start > int(m.start) || r.handsTo(n.at)) {
				return q.Name
			}
		}
		return ""
	}
	k, _ := r.firstOf(s, "以")
	if k < 0 {
		return ""
	}
	for _, n := range r.namesIn(realm) {
		if q := r.j.Parties[n.party]; n.at.End == realm.Start+k && q.Side != Defending {
			return q.Name // 白云涛以868000元的最高应价竞得
		}
	}
	from := realm.Start + afterRune(s[:k], lastMark(s[:k], "，。；、："))
	if i, w := lastOfWords(r.text[from:realm.Start+k], "由", "被"); i >= 0 {
		from += i + len(w)
	} else if from != realm.Start+k && m.cue == takeAuctioned && !strings.HasPrefix(r.text[m.start:], "竞") && !strings.HasPrefix(r.text[m.start:], "最高应价") {
		return "" // 南街1号房屋以868000元成交
	}
	return r.buyerAt(from, realm.Start+k, false)
}

// handsTo reports whether the words before a name give it something: 交付申请执行人, 归…所有.
func (r *reader) handsTo(name place) bool {
	return suffixOf(r.text[:name.Start], []string{"交付申请执行人", "交付", "给申请执行人", "给", "归申请执行人", "归"}) != ""
}

// buyerAt returns the name at byte i of somebody who is no party, or "". Called tells that a word
// before it calls a buyer.
func (r *reader) buyerAt(i, limit int, called bool) string {
	if i >= limit {
		return ""
	}
	i += len(prefixOf(r.text[i:limit], []string{"案外人", "竞买人", "买受人", "申请执行人"}))
	name := r.nameAt(i, limit)
	if k, _ := r.firstOf(r.of(name), "以", "于", "通过", "在", "的", "所有", "竞"); k > 0 {
		name.End = name.Start + k
	}
	words := r.of(name)
	if kindOf(words) == Organisation && runes(words) > 5 || personalName(words) || (called || Masked(words)) && runes(words) >= 2 && runes(words) <= 4 {
		return words
	}
	return ""
}

// thingBefore returns the words for a thing that stands before the act at m: in its clause up to
// 以 (南街1号房屋以868000元成交), or in an earlier one of its realm after the word that puts it up
// (拍卖南街1号房屋，王五以868000元竞得).
func (r *reader) thingBefore(m mark, realm place) place {
	c := r.clause(m)
	at := place{max(c.Start, realm.Start), int(m.start)}
	if k, _ := r.firstOf(r.of(at), "以", "分别", "经", "在", "第", "两次", "二次", "一拍", "二拍", "均", "于", "拍卖", "变卖", "最终"); k > 0 {
		at.End = at.Start + k
	}
	if at = r.thingWords(at); at.Known() {
		return at
	}
	at = place{realm.Start, c.Start}
	k, w := lastOfWords(r.of(at), "拍卖了", "拍卖", "变卖了", "变卖", "处置了", "处置", "将", "对")
	if k < 0 {
		return place{}
	}
	at.Start += k + len(w)
	if i := indexMark(r.of(at), "，。；："); i >= 0 {
		at.End = at.Start + i
	}
	return r.thingWords(at)
}

// thingAt returns the words for the thing of an act: those after the verb, or, after 将 or 对,
// those before it.
func (r *reader) thingAt(m mark) place {
	c := r.clause(m)
	if m.cue == takeHanded {
		c.Start = r.sentenceStart(int(m.start)) // 将房屋作价…，交付…抵偿债务
	}
	at := place{int(m.end), c.End}
	if k, w := lastOfWords(r.text[c.Start:m.start], "将", "对", "把"); k >= 0 {
		at = place{c.Start + k + len(w), int(m.start)}
		if i, w := r.firstOf(r.of(at), "作价", "折价", "以", "，"); i > 0 && (w != "以" || suffixOf(r.of(at)[:i], []string{"予", "加"}) == "") {
			at.End = at.Start + i // 将房屋以保留价56万元抵偿, but not 将房屋予以查封
		}
	}
	return r.thingWords(at)
}

// thingWords returns the words for a thing within at: without its owner and the words of the act.
func (r *reader) thingWords(at place) place {
	at = r.withoutOwner(r.trimPlace(at, "，。；、：:"))
	for {
		w := suffixOf(r.of(at), []string{"进行", "予以", "依法", "公开", "采取", "实施", "作价", "折价", "拍卖", "网络", "司法", "进行了", "、", "的查封", "的冻结", "的扣押", "的查封措施", "的冻结措施"})
		if w == "" {
			break
		}
		at.End -= len(w)
	}
	if thingKind(r.of(at)) == "other" || runes(r.of(at)) < 2 {
		return place{}
	}
	return at
}

// withoutOwner skips the owner before a thing and the words that lead to it.
func (r *reader) withoutOwner(at place) place {
	for _, n := range r.namesIn(at) {
		if at.Start <= n.at.Start && n.at.End <= at.End {
			at.Start = n.at.End
		}
	}
	for {
		w := prefixOf(r.of(at), []string{"了", "被执行人", "名下", "所有", "持有", "的", "在", "其", "、", "查封", "扣押", "冻结", "划拨", "扣划"})
		if w == "" {
			return at
		}
		at.Start += len(w)
	}
}

// thingKind returns the kind of a thing.
func thingKind(s string) string {
	for _, k := range []struct {
		kind  string
		words []string
	}{
		{"shares", []string{"股权", "股份", "股票", "出资额"}},
		{"claim", []string{"到期债权", "债权", "租金收入", "工资", "公积金", "拆迁款", "养老金"}},
		{"deposit", []string{"存款", "账户", "帐户", "银行", "支付宝", "微信", "余额", "资金", "案款", "收入"}},
		{"vehicle", []string{"车辆", "轿车", "汽车", "客车", "货车", "号车", "机动车", "摩托"}},
		{"house", []string{"房屋", "房产", "不动产", "商铺", "住宅", "公寓", "车位", "厂房", "楼房", "房地产", "商品房", "门面", "室"}},
		{"land", []string{"土地", "宗地", "林权", "海域"}},
		{"goods", []string{"设备", "机器", "货物", "存货", "物品", "商标", "专利", "船舶"}},
	} {
		if containsAny(s, k.words...) {
			return k.kind
		}
	}
	return "other"
}

// ownerIn returns the name of the party against whom is enforced that p names last, or of the
// only one there is.
func (r *reader) ownerIn(p place) string {
	names := r.namesIn(p)
	for i := len(names) - 1; i >= 0; i-- {
		if q := r.j.Parties[names[i].party]; q.Side == Defending {
			return q.Name
		}
	}
	if strings.Contains(r.of(p), "被执行人") {
		return r.only(Defending)
	}
	return ""
}

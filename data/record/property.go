package record

import "strings"

// readProperties reads what enforcement took hold of, from what the court tells of its own acts
// and from the disposition. The same thing under the same act counts once.
func (r *reader) readProperties(e *EnforcementFacts, marks []mark) {
	for _, m := range marks {
		act := actOf(m.cue)
		if act == "" || r.negated(m, 8) || r.lawful(m) || r.onlyAsked(m) || r.wished(m) {
			continue
		}
		p, ok := r.propertyAt(m, act)
		if !ok {
			continue
		}
		known := false
		for _, q := range e.Properties {
			known = known || q.Act == p.Act && q.What == p.What
		}
		if !known {
			e.Properties = append(e.Properties, p)
		}
	}
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
		prefixOf(after, []string{"期限", "措施", "裁定", "手续", "清单", "公告", "费", "申请"}) != ""
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

// propertyAt reads the thing that the act at m takes hold of, with its owner, price and day.
func (r *reader) propertyAt(m mark, act string) (Property, bool) {
	at := r.thingAt(m)
	s := r.sentence(int(m.start))
	p := Property{Act: act, What: r.of(at), Kind: thingKind(r.of(at)), Span: place{r.clause(m).Start, r.clause(m).End}, Confidence: Led, ActedOn: r.dayBefore(m)}
	p.Span = r.trimPlace(p.Span, "，。；、")
	if !at.Known() {
		p.What, p.Confidence = "", Guessed
		p.Kind = thingKind(r.of(s)) // 第一次拍卖流拍: the thing is named before
	}
	p.Owner = r.ownerIn(place{s.Start, max(int(m.start), at.End)})
	p.Yuan = r.priceOf(m, s)
	if !at.Known() && p.Yuan == nil && act != "unsold" {
		return Property{}, false
	}
	return p, true
}

// priceOf returns the sum that the sentence s names with the act at m: the first after it, else
// the last before it.
func (r *reader) priceOf(m mark, s place) *float64 {
	var out *float64
	for _, sum := range r.sumsIn(s) {
		if sum.rate {
			continue
		}
		v := sum.yuan
		out = &v
		if sum.at.Start >= int(m.start) {
			break
		}
	}
	return out
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
		if i, _ := r.firstOf(r.of(at), "作价", "，"); i > 0 {
			at.End = at.Start + i
		}
	}
	at = r.trimPlace(at, "，。；、：:")
	for _, n := range r.namesIn(at) {
		if at.Start <= n.at.Start && n.at.End <= at.End {
			at.Start = n.at.End // the owner before the thing
		}
	}
	for {
		w := prefixOf(r.of(at), []string{"了", "被执行人", "名下", "所有", "持有", "的", "在", "其", "、", "查封", "扣押", "冻结", "划拨", "扣划"})
		if w == "" {
			break
		}
		at.Start += len(w)
	}
	for {
		w := suffixOf(r.of(at), []string{"进行", "予以", "依法", "公开", "采取", "实施", "作价", "拍卖", "网络", "司法", "进行了", "、"})
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

package record

import "strings"

// readOrders reads the items of the disposition, or the terms of a settlement.
func (r *reader) readOrders() {
	p := r.last(secDisposition)
	if p.kind == "" {
		return
	}
	if k := lastIndex(r.of(p.at), reported); r.report && k >= 0 {
		p.at.Start += k + len(reported) // before it stand the earlier instances
	}
	at := r.trimPlace(p.at, "：:，")
	if terms := r.confirmed(p.at.Start); terms.Known() {
		r.ordersIn(terms, true)
	}
	r.ordersIn(at, r.j.DocType == Mediation)
	for _, o := range r.j.Orders {
		if r.defectForeign("orders", "裁判主文含有外币金额，未计入人民币金额。", o.Foreign) {
			break
		}
	}
	r.compareOrders()
}

// confirmed returns the terms of the settlement that a ruling confirms (确认调解协议), which
// stand before its disposition, at byte limit.
func (r *reader) confirmed(limit int) place {
	if r.j.Procedure != Special {
		return place{}
	}
	m, ok := r.cueIn(place{r.head.body, limit}, cueSettlement)
	if !ok {
		return place{}
	}
	end := limit
	if k, ok := r.cueIn(place{int(m.end), limit}, cueReasoning, cueDisposition, cueFacts); ok {
		end = r.paragraph(int(k.start))
	}
	return r.trimPlace(place{int(m.end), max(end, int(m.end))}, "：:")
}

// reported stands in a published report before what a court decided.
const reported = "民事判决"

// ordersIn reads the items within p, up to what follows the disposition in every paper.
func (r *reader) ordersIn(p place, agreed bool) {
	end, shared := r.orderEnd(p)
	points, numbered, _ := r.points(place{p.Start, end})
	r.list = list{}
	for i, at := range points {
		if numbered && i == len(points)-1 {
			at.End = r.closeOrder(at)
			shared = place{at.End, max(shared.End, end)}
		}
		if o, ok := r.orderAt(at, numbered); ok {
			o.Agreed = agreed
			r.list.add(o.Yuan)
			r.j.Orders = append(r.j.Orders, o)
		}
	}
	r.shareTime(r.text[shared.Start:shared.End], shared.Start)
}

// closeOrder returns where the last item of a list ends: with its first full stop or line.
func (r *reader) closeOrder(p place) int {
	i := p.Start
	for i < p.End {
		i = r.sentenceEnd(i)
		if i >= p.End || !strings.HasSuffix(r.text[:i], "；") && !strings.HasSuffix(r.text[:i], ";") {
			break
		}
	}
	return min(i, p.End)
}

// orderEnd returns where the items within p end: at the first sentence that speaks of default
// interest, of costs or of the appeal. Shared is the sentence before that which sets a time for all.
func (r *reader) orderEnd(p place) (end int, shared place) {
	shared = place{p.End, p.End}
	for i := p.Start; i < p.End; i = r.sentenceEnd(i) {
		at := skipBlank(r.text[:p.End], i)
		s := r.text[at:p.End]
		if i > p.Start && prefixOf(s, afterOrders) != "" {
			return i, place{i, i}
		}
		if i > p.Start && prefixOf(s, allOrders) != "" && shared.Start == p.End {
			shared = place{i, min(r.sentenceEnd(at), p.End)}
			return i, shared
		}
	}
	return p.End, shared
}

// afterOrders begin the sentences that follow the items of a disposition.
var afterOrders = []string{
	"如果", "如未", "如被告", "如义务人", "如不服", "若未", "若被告", "逾期", "案件受理费", "本案案件", "本案受理费", "本案诉讼费", "受理费", "诉讼费", "一审案件", "一审受理", "二审案件", "二审受理", "案件诉讼费", "诉讼案件受理费",
	"财产保全费", "保全费", "鉴定费", "公告费", "本判决为", "本裁定为", "本裁定一经", "本裁定送达", "本判决送达", "本裁定自", "本裁定书", "本裁定立即", "当事人不服", "案外人、当事人对裁定", "案外人对裁定", "当事人对裁定", "当事人、案外人对", "当事人如不服", "审判长", "审判员", "附：", "附:", "附本", "上述协议", "以上协议", "上述调解", "双方当事人一致", "权利人", "申请执行",
	"未按本判决", "义务人", "再审案件受理费", "申请费", "执行费", "当事人有权", "原告如", "被告如",
}

// allOrders begin a sentence that sets a time for all items.
var allOrders = []string{"上述款项", "以上款项", "上述给付", "以上给付", "上述应付", "以上应付", "上述义务", "以上义务", "上列给付", "上列款项", "上述债务", "上述第", "以上第", "以上各项", "上述各项", "上述判决", "以上判决", "上述一", "以上一", "以上金额", "前述"}

// orderAt reads one item.
func (r *reader) orderAt(p place, numbered bool) (Order, bool) {
	p = r.trimPlace(p, "，,；;。：:、")
	if !p.Known() || prefixOf(r.of(p), afterOrders) != "" && !numbered {
		return Order{}, false
	}
	marks := r.saysIn(p)
	o := Order{Text: r.of(p), Span: p, Confidence: Led}
	yuan := r.sumOfItem(p, marks, "orders")
	foreign := r.foreignOfItem(p, marks)
	o.Kind = r.reliefOf(marks, false, yuan != nil || foreign != nil)
	if price := r.priceInKind(p); o.Kind == Execute && price != nil {
		yuan = price
	}
	o.Granted = !refuses(o.Kind, marks)
	if o.Kind == PayCosts && !numbered && len(r.j.Orders) > 0 {
		return Order{}, false // who bears the costs of the suit is told apart, see Cost
	}
	if o.Kind == OtherRelief {
		if !numbered && len(r.j.Orders) > 0 {
			return Order{}, false
		}
		o.Confidence = Guessed
	}
	if o.Granted && o.Kind != ReverseEarlier && o.Kind != Withdraw {
		o.Yuan, o.Foreign = yuan, foreign
		payers, payees := r.performers(p, marks)
		o.Payers, o.Payees = r.namesOf(payers), r.namesOf(payees)
		o.Within, o.DueOn = r.timeWithin(p, marks), r.dayDue(p)
		r.findStranger(p, marks)
	}
	return o, true
}

// priceInKind returns the sum at which a thing is given in place of payment, nil for none: 作价80000元
// 抵偿债务80000元 is one sum.
func (r *reader) priceInKind(p place) *float64 {
	i, w := r.firstOf(r.of(p), "作价", "折价")
	if i < 0 {
		return nil
	}
	sums := r.sumsIn(place{p.Start + i + len(w), p.End})
	if len(sums) == 0 || sums[0].rate {
		return nil
	}
	return pointer(sums[0].yuan)
}

// refuses reports whether an order of the kind grants nothing.
func refuses(kind Relief, marks []mark) bool {
	if kind == Dismiss || kind == UpholdEarlier {
		return true
	}
	m, ok := said(marks, sayRefuse)
	return ok && m == marks[0] || ok && (kind == OtherRelief || kind == EndMarriage || kind == Withdraw)
}

// timeWithin returns the time for performance as written: 于本判决生效之日起十日内.
func (r *reader) timeWithin(p place, marks []mark) string {
	m, ok := said(marks, sayWithin)
	if !ok {
		return ""
	}
	from := r.phraseFrom(place{p.Start, int(m.start)})
	for _, a := range r.actors {
		if a.at.Start >= from && a.at.End <= int(m.start) {
			from = a.at.End
		}
	}
	s := r.text[from:m.end]
	i, _ := timeStarts().first(s)
	if i < 0 {
		return ""
	}
	s = strings.TrimPrefix(s[i:], "应")
	if len(s) > 3*40 {
		return ""
	}
	return s
}

// timeStarts are the words that begin a time for performance.
var timeStarts = listOf("于本", "自本", "在本", "限本", "于判决", "自判决", "在判决", "限判决", "于收", "自收", "于签收", "自签收", "本判决", "判决生效", "判决书生效", "本调解", "本协议", "本裁定", "自动", "收到", "应自", "生效后")

// dayDue returns the last day that the item fixes for performance: 于2019年6月30日前付清.
func (r *reader) dayDue(p place) string {
	due := ""
	for _, d := range r.daysIn(p) {
		after, before := r.after(d.at, p), r.text[p.Start:d.at.Start]
		if d.full() && (prefixOf(after, []string{"前", "之前", "以前", "止前", "支付", "偿还", "归还", "给付", "付清"}) != "" && !strings.HasSuffix(before, "至") && !strings.HasSuffix(before, "截止")) {
			due = d.iso
		}
	}
	return due
}

// shareTime gives the time that a sentence sets for all items to those that set none.
func (r *reader) shareTime(s string, at int) {
	if prefixOf(strings.TrimLeft(s, "。；; \n"), allOrders) == "" {
		return
	}
	p := place{at, at + len(s)}
	within := r.timeWithin(p, r.saysIn(p))
	if within == "" {
		return
	}
	for i := range r.j.Orders {
		if o := &r.j.Orders[i]; o.Granted && (o.Yuan != nil || o.Foreign != nil) && o.Within == "" && o.DueOn == "" {
			o.Within = within
		}
	}
}

// compareOrders reports more principal awarded than was claimed.
func (r *reader) compareOrders() {
	if r.j.ClaimAmount == nil || r.j.Procedure != First || !r.lending() {
		return
	}
	awarded, at := 0.0, place{}
	for _, o := range r.j.Orders {
		if o.Kind != RepayPrincipal || o.Agreed {
			continue
		}
		for _, m := range r.sumsIn(o.Span) {
			if !m.rate && !r.onlyBase(m) {
				awarded, at = awarded+m.yuan, m.at
				break
			}
		}
	}
	if awarded > *r.j.ClaimAmount*1.001 {
		r.defect("orders", "unusual", "判令偿还的本金高于诉讼请求。", at)
	}
}

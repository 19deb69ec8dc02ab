package record

import "slices"

// The ways in which a loan is paid out.
const (
	byTransfer = "transfer"
	byCash     = "cash"
	byBoth     = "mixed"
	byUnknown  = "unknown"
)

// readLoans reads the loans that the document tells of: what the court found or, where it
// found none, what the claiming party says.
func (r *reader) readLoans() {
	if !r.lending() {
		return
	}
	for _, from := range []struct {
		kind    string
		earlier bool
	}{{secFacts, false}, {secFacts, true}, {secClaims, false}, {secReasoning, false}, {secProcedure, true}} {
		r.each(func(p part) {
			if p.earlier == from.earlier {
				r.loansIn(p.at)
			}
		}, from.kind)
		if len(r.j.Loans) > 0 {
			break
		}
	}
	if len(r.j.Loans) == 0 {
		r.addUndated()
	}
	r.setDelivery()
	for _, l := range r.j.Loans {
		if l.Principal > 0 {
			r.j.Amounts = append(r.j.Amounts, Amount{"principal", l.Principal, l.Span})
		}
	}
}

// loansIn looks at every sentence of a section that speaks of lending.
func (r *reader) loansIn(p place) {
	done := p.Start
	for _, m := range r.marks {
		if m.cue != cueLend || int(m.start) < done || int(m.end) > p.End {
			continue
		}
		at := sentence(r.text, int(m.start))
		at.Start = max(at.Start, done)
		if l, ok := r.loanIn(at, m); ok {
			r.addLoan(l)
			done = l.Span.End
		} else {
			done = int(m.end)
		}
	}
}

// loanIn reads a loan from the words of a sentence around a word of lending: the last date
// before the word, and the first sum after the date.
func (r *reader) loanIn(at place, m mark) (Loan, bool) {
	if r.quoted(int(m.start)) || r.negated(m, 14) {
		return Loan{}, false
	}
	before := r.text[at.Start:m.start]
	found := days(before)
	if len(found) == 0 {
		return Loan{}, false
	}
	d := found[len(found)-1]
	if len(found) > 1 && spansTime(before, found[len(found)-2], d) {
		d = found[len(found)-2]
	} else if !lendsOn(before, d) {
		return Loan{}, false
	}
	from := at.Start + d.at.Start
	l := Loan{LentOn: d.iso, Delivery: byUnknown, Span: place{from, int(m.end)}}
	rest := r.text[at.Start+d.at.End : at.End]
	for _, s := range sums(rest) {
		l.Principal = s.yuan
		l.Span.End = max(l.Span.End, at.Start+d.at.End+s.at.End)
		break
	}
	return l, true
}

// lendsOn reports whether the date is the day of a loan and not of something else told
// between it and the word of lending.
func lendsOn(before string, d day) bool {
	after := before[d.at.End:]
	if containsAny(after, "归还", "偿还", "还款", "支付利息", "到期", "起诉", "之前", "立案", "登记", "结婚", "还清", "判决", "欠条", "结算", "对账", "承诺书", "担保书", "保证书", "还款协议", "发生的时间", "偿付") {
		return false
	}
	if prefixOf(after, []string{"前", "止", "起", "至", "到", "以前", "开庭"}) != "" {
		return false
	}
	return suffixOf(before[:d.at.Start], []string{"至", "到", "截止", "截至", "止"}) == ""
}

// spansTime reports whether two dates bound a time in which money was lent again and again:
// 2015年4月7日至2016年1月27日期间.
func spansTime(before string, a, b day) bool {
	between := before[a.at.End:b.at.Start]
	after := before[b.at.End:]
	if prefixOf(after, []string{"前", "止", "还"}) != "" || containsAny(after, "归还", "偿还", "还款") {
		return false
	}
	return containsAny(between, "至", "到", "—", "-") && len(between) <= 3*4 && containsAny(after, "期间", "间", "陆续", "多次", "先后", "分", "从", "共")
}

// addLoan adds a loan unless the same one has been told before.
func (r *reader) addLoan(l Loan) {
	for i, k := range r.j.Loans {
		if k.LentOn == l.LentOn && (k.Principal == l.Principal || k.Principal == 0 || l.Principal == 0) {
			if k.Principal == 0 {
				r.j.Loans[i].Principal = l.Principal
			}
			return
		}
	}
	r.j.Loans = append(r.j.Loans, l)
}

// addUndated notes that there is a loan of which the document gives no date.
func (r *reader) addUndated() {
	for _, m := range r.marks {
		if m.cue == cueLend && int(m.start) >= r.head.body {
			l := Loan{Delivery: byUnknown, Span: r.clause(m)}
			if s := sums(r.of(l.Span)); len(s) > 0 {
				l.Principal = s[0].yuan
			}
			r.j.Loans = append(r.j.Loans, l)
			return
		}
	}
}

// setDelivery tells how the loans were paid out: by what the court found or else by what the
// claiming side says.
func (r *reader) setDelivery() {
	for _, said := range [][]string{{SaidByCourt}, {SaidInClaim, SaidInDefence}} {
		var cash, wire bool
		for _, e := range r.j.Elements {
			if slices.Contains(said, e.Value) {
				cash = cash || e.Kind == ElCash
				wire = wire || e.Kind == ElTransfer
			}
		}
		if !cash && !wire {
			continue
		}
		how := byTransfer
		if cash {
			how = byCash
		}
		if cash && wire {
			how = byBoth
		}
		for i := range r.j.Loans {
			r.j.Loans[i].Delivery = how
		}
		return
	}
}

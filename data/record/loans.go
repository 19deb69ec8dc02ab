package record

import (
	"slices"
	"strings"
)

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
	}{{secFacts, false}, {secFacts, true}, {secClaims, false}, {secReasoning, false}, {secProcedure, true}, {secProcedure, false}} {
		for _, c := range []cue{cueLend, cueWire} {
			r.each(func(p part) {
				if p.earlier == from.earlier && (c == cueLend || len(r.j.Loans) == 0) {
					r.loansIn(p.at, c)
				}
			}, from.kind)
		}
		if len(r.j.Loans) > 0 {
			break
		}
	}
	if len(r.j.Loans) == 0 && r.j.Outcome != Withdrawn {
		r.addUndated()
	}
	r.setDelivery()
	for _, l := range r.j.Loans {
		if l.Principal > 0 {
			r.j.Amounts = append(r.j.Amounts, Amount{"principal", l.Principal, l.Span})
		}
	}
}

// loansIn looks at every sentence of a section that speaks of lending or, where none does, of
// money sent by the lender.
func (r *reader) loansIn(p place, c cue) {
	done := p.Start
	for _, m := range r.marks {
		if m.cue != c || int(m.start) < done || int(m.end) > p.End || c == cueWire && !r.sentByLender(m) {
			continue
		}
		at := r.sentence(int(m.start))
		at.Start = max(at.Start, done)
		done = int(m.end)
		for _, l := range r.loansAt(at, m) {
			r.addLoan(l)
			done = max(done, l.Span.End)
		}
	}
}

// sentByLender reports whether a word of payment tells, as found by the court or said by the
// lender, that the lender paid.
func (r *reader) sentByLender(m mark) bool {
	words := r.text[r.sentenceStart(int(m.start)):r.clause(m).End]
	if r.speaker(int(m.start)) == SaidInDefence || !r.paidByWire(m, words) {
		return false
	}
	side := r.cast.firstSide(words)
	return side == Claiming || r.j.Procedure != First && side == Defending
}

// loansAt reads the loans from the words of a sentence around a word of lending: the last
// date before the word, or the last dates if they are joined, and the sums after them.
func (r *reader) loansAt(at place, m mark) []Loan {
	if r.quoted(int(m.start)) || r.negated(m, 14) || containsAny(r.text[m.end:r.clause(m).End], "起诉", "纠纷", "诉至") {
		return nil
	}
	before := r.text[at.Start:m.start]
	found := joinedDays(before, days(before, r.cast.numbered...))
	if len(found) == 0 {
		return nil
	}
	from := at.Start + found[0].at.Start
	lent := sums(r.text[at.Start+found[len(found)-1].at.End:at.End], r.cast.numbered...)
	var out []Loan
	for i, d := range found {
		l := Loan{LentOn: d.iso, Delivery: byUnknown, Span: place{from, int(m.end)}}
		if len(found) == 1 && len(lent) > 0 || len(lent) == len(found) {
			l.Principal = lent[i].yuan
			l.Span.End = max(l.Span.End, at.Start+found[len(found)-1].at.End+lent[i].at.End)
		}
		out = append(out, l)
	}
	return out
}

// joinedDays picks from the dates before a word of lending those on which money was lent: the
// last one; with those that a 、 or 和 joins to it; of a period, its first day.
func joinedDays(before string, found []day) []day {
	n := len(found)
	if n == 0 {
		return nil
	}
	if n > 1 && spansTime(before, found[n-2], found[n-1]) {
		return found[n-2 : n-1]
	}
	if !lendsOn(before, found[n-1]) {
		return nil
	}
	first := n - 1
	for first > 0 && slices.Contains([]string{"、", "和", "及", "与", "，"}, strings.TrimSpace(before[found[first-1].at.End:found[first].at.Start])) {
		first--
	}
	return found[first:]
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
			if s := sums(r.of(l.Span), r.cast.numbered...); len(s) > 0 {
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

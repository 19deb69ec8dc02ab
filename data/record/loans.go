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
		if len(r.j.Loans) == 0 {
			r.each(func(p part) {
				if p.earlier == from.earlier {
					r.paymentsIn(p.at)
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
			r.j.Amounts = append(r.j.Amounts, amountIn("principal", sum{yuan: l.Principal, currency: l.Currency}, l.Span))
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
		if c == cueLend && lendingPerson(r.text[m.end:]) {
			continue // 作为借款人: what was lent is told after it
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
	if r.borrowerAppeals() {
		if is, told := r.paysLender(m, r.text[r.sentenceStart(int(m.start)):m.start], r.text[m.end:r.clause(m).End]); told && is {
			return false // the borrower pays back
		}
	}
	side := r.cast.firstSide(words)
	return side == Claiming || r.j.Procedure != First && side == Defending
}

// loansAt reads the loans from the words of a sentence around a word of lending: the last
// date before the word, or the last dates if they are joined, and the sums after them.
func (r *reader) loansAt(at place, m mark) []Loan {
	if !r.tellsLoan(m) {
		return nil
	}
	before := r.text[at.Start:m.start]
	found := r.joinedDays(before, at.Start, r.daysIn(place{at.Start, int(m.start)}))
	if len(found) == 0 {
		if found = r.relativeDays(place{at.Start, int(m.start)}); len(found) == 0 {
			return nil
		}
	}
	from := found[0].at.Start
	rest := place{found[len(found)-1].at.End, at.End}
	lent := r.lentSums(rest, len(found))
	var out []Loan
	for i, d := range found {
		l := Loan{LentOn: d.iso, Delivery: byUnknown, Span: place{from, int(m.end)}, Confidence: Led}
		if i < len(lent) {
			l.Principal, l.Currency = lent[i].yuan, lent[i].currency
			l.Span.End = max(l.Span.End, lent[i].at.End)
		}
		out = append(out, l)
	}
	return out
}

// tellsLoan reports whether a word of lending or payment tells that money was lent, and not of
// a paper, of what becomes of a loan told before (上述借款, 借款到期后, 为借款担保), of the suit, or
// of a loan that somebody made up (虚构借款).
func (r *reader) tellsLoan(m mark) bool {
	i := int(m.start)
	if r.negated(m, 14) || r.quoted(i) && !r.spoken(i) {
		return false
	}
	clause := r.clause(m)
	after := r.text[m.end:clause.End]
	if r.containsAny(after, "起诉", "纠纷", "诉至") || lendingNoun(after) {
		return false
	}
	before := r.text[clause.Start:m.start]
	if suffixOf(before, []string{"上述", "该", "此", "前述", "涉案", "案涉", "以上", "这笔", "该笔", "本案", "两次", "收回", "归还", "偿还", "清偿", "结清",
		"虚构", "虚构了", "虚构的", "捏造", "捏造了", "捏造的", "编造", "伪造", "虚假", "虚假的"}) != "" {
		return false
	}
	if strings.HasSuffix(before, "申请") && len(r.sumsIn(clause)) == 0 {
		return false // an application alone is no loan
	}
	if r.containsAny(before, "按约", "依约", "如约", "按合同", "按照合同", "依合同", "履行") && len(r.j.Loans) > 0 && len(r.sumsIn(clause)) == 0 {
		return false // the payment of a loan told before
	}
	return !(r.containsAny(after, "担保", "保证") && r.containsAny(before, "为", "对", "就", "给"))
}

// lendingNoun reports whether what follows a word of lending makes it part of another word, or
// of what became of a loan: 贷款利息, 借款到期后.
func lendingNoun(after string) bool {
	return prefixOf(after, []string{"到期", "已到期", "届满", "期满", "期限届满", "逾期", "展期", "延期", "手续费", "利息", "利率", "本息", "余额", "结清", "证", "催收", "后，", "后,", "之后", "发生时", "是否"}) != ""
}

// lendingPerson reports whether what follows a word of lending makes it the part that somebody has
// in a contract: 借款人, 出借方.
func lendingPerson(after string) bool {
	return strings.HasPrefix(after, "人") && !strings.HasPrefix(after, "人民币") || strings.HasPrefix(after, "方") && prefixOf(after, []string{"方式", "方法", "方面"}) == ""
}

// spoken reports whether byte i stands in a speech of the claiming side that the court quotes:
// 原告称“……”. What a paper says is none.
func (r *reader) spoken(i int) bool {
	start := r.partAt(i).at.Start
	from := max(start, i-maxSpeech)
	before := r.text[r.runeStart(from):i]
	open := lastIndex(before, "“")
	if open < 0 || lastIndex(before, "”") > open {
		return false
	}
	lead := before[:open]
	lead = strings.TrimRight(lead, "：:，,")
	if suffixOf(lead, []string{"称", "陈述", "述", "说", "表示"}) == "" {
		return false
	}
	side, _ := r.cast.lastSide(lead[lastMark(lead, "。；\n”")+1:])
	return side == Claiming
}

// maxSpeech bounds in bytes how far back a quoted speech is looked for.
const maxSpeech = 3 * 400

// lentSums returns the sums lent on n dates, from the words after the last of them: the first
// n sums that are not of something else, where they stand together; where one sum stands for
// each date (各5万元), that sum for each.
func (r *reader) lentSums(rest place, n int) []sum {
	var out []sum
	from := rest.Start
	for _, s := range r.moneyIn(rest) {
		if len(out) > 0 && runes(r.text[from:s.at.Start]) > 4 {
			break
		}
		if r.principalSum(from, s) {
			out = append(out, s)
		}
		from = s.at.End
		if len(out) == n {
			break
		}
	}
	if n == 1 || len(out) == n {
		return out
	}
	if len(out) == 1 && strings.HasSuffix(strings.TrimSuffix(r.text[:out[0].at.Start], "人民币"), "各") {
		return slices.Repeat(out, n)
	}
	return nil
}

// moneyIn returns the sums of yuan within p or, where there are none, those of other currencies.
func (r *reader) moneyIn(p place) []sum {
	if found := r.sumsIn(p); len(found) > 0 {
		return found
	}
	return r.foreignIn(p)
}

// principalSum reports whether the words between the last separator and a sum leave it to be
// the sum lent, and not interest, a fee or money paid back.
func (r *reader) principalSum(from int, s sum) bool {
	if s.rate {
		return false
	}
	words := r.text[from:s.at.Start]
	if i := lastMark(words, "，,。；;："); i >= 0 {
		_, size := firstRune(words[i:])
		words = words[i+size:]
	}
	if r.containsAny(words, "手续费", "违约金", "押金", "服务费", "保证金", "费用", "还款", "偿还", "归还", "还清", "收回", "利率") {
		return false
	}
	i := lastIndex(words, "利息")
	return i < 0 || strings.Contains(words[i:], "借")
}

// joinedDays picks from the dates before a word of lending those on which money was lent: the
// last one; with those that a 、 or 和 joins to it; of a period, its first day. The words before
// start at byte at.
func (r *reader) joinedDays(before string, at int, found []day) []day {
	n := len(found)
	if n == 0 {
		return nil
	}
	if n > 1 && spansTime(r.text[found[n-2].at.End:found[n-1].at.Start], before[found[n-1].at.End-at:]) {
		return found[n-2 : n-1]
	}
	last := found[n-1].at
	if !lendsOn(before[:last.Start-at], before[last.End-at:]) {
		return nil
	}
	first := n - 1
	for first > 0 && joins(r.text[found[first-1].at.End:found[first].at.Start]) {
		first--
	}
	return found[first:]
}

// joins reports whether the words between two items of a list are those of a list.
func joins(between string) bool {
	return slices.Contains([]string{"、", "和", "及", "与", "，", ",", "以及"}, strings.TrimSpace(between))
}

// lendsOn reports whether a date is the day of a loan and not of something else told between it
// and the word of lending.
func lendsOn(before, after string) bool {
	if containsAny(after, "归还", "偿还", "还款", "支付利息", "到期", "起诉", "之前", "立案", "登记", "结婚", "还清", "判决", "欠条", "结算", "对账", "承诺书", "担保书", "保证书", "还款协议", "发生的时间", "偿付", "收回", "催收") {
		return false
	}
	if prefixOf(after, []string{"前", "止", "起", "至", "到", "以前", "开庭", "是"}) != "" {
		return false
	}
	return suffixOf(before, []string{"至", "到", "截止", "截至", "止"}) == ""
}

// spansTime reports whether two dates bound a time in which money was lent again and again:
// 2015年4月7日至2016年1月27日期间.
// The words are those between the dates and those after the second.
func spansTime(between, after string) bool {
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

// paymentsIn looks for a list of payments told without a word of lending: 2014年3月支付5万元，
// 2014年5月1日支付9万元. One alone may be anything; two or more in a case about a loan are not.
func (r *reader) paymentsIn(p place) {
	var found []Loan
	for days := r.daysIn(p); len(days) > 0; {
		n := r.listedDays(days)
		d, last := days[0], days[n-1]
		days = days[n:]
		end := r.sentenceEnd(last.at.End)
		next := r.sumsIn(place{last.at.End, min(end, last.at.End+maxPayment)})
		if len(next) == 0 || r.speaker(d.at.Start) == SaidInDefence || r.law(d.at.Start) {
			continue
		}
		verb := r.text[last.at.End:next[0].at.Start]
		if !r.containsAny(verb, "支付", "给付", "交付", "付", "借", "转", "汇") || repays(verb) || !lendsOn(r.text[:d.at.Start], verb) || r.containsAny(verb, "，", "工资", "货款", "租金", "费") {
			continue
		}
		found = append(found, r.payments(d, n, next, place{last.at.End, end})...)
	}
	if len(found) < 2 {
		return
	}
	for _, l := range found {
		r.addLoan(l)
	}
}

// listedDays returns how many of days stand in one list from the first on: 2016年9月5日、2016年12月18日.
func (r *reader) listedDays(days []day) int {
	n := 1
	for n < len(days) && days[n-1].full() && days[n].full() && joins(r.text[days[n-1].at.End:days[n].at.Start]) {
		n++
	}
	return n
}

// payments returns the payments of n listed days from d on: the first of next on a single day;
// on several, as many sums from the words after them (分别转账20万元、12万元), or none.
func (r *reader) payments(d day, n int, next []sum, rest place) []Loan {
	if n == 1 {
		return []Loan{{LentOn: d.iso, Principal: next[0].yuan, Delivery: byUnknown, Span: place{d.at.Start, next[0].at.End}, Confidence: Guessed}}
	}
	sums := r.lentSums(rest, n)
	if len(sums) != n {
		return nil
	}
	var out []Loan
	for i, d := range r.daysIn(place{d.at.Start, rest.Start}) {
		out = append(out, Loan{LentOn: d.iso, Principal: sums[i].yuan, Delivery: byUnknown, Span: place{d.at.Start, sums[i].at.End}, Confidence: Guessed})
	}
	return out
}

// maxPayment bounds in bytes the words between the date of a payment and its sum.
const maxPayment = 3 * 20

// addUndated notes that there is a loan of which the document gives no date: the first that is told
// with its sum as found, else the first that is spoken of.
func (r *reader) addUndated() {
	for _, m := range r.marks {
		if m.cue != cueLend || r.partAt(int(m.start)).kind != secFacts || r.speaker(int(m.start)) == SaidInDefence || lendingPerson(r.text[m.end:]) || !r.tellsLoan(m) {
			continue
		}
		c := r.clause(m)
		lent := r.lentSums(place{int(m.end), c.End}, 1)
		if len(lent) == 0 || lent[0].currency != "" || repays(r.text[m.end:lent[0].at.Start]) {
			continue
		}
		l := Loan{Delivery: byUnknown, Principal: lent[0].yuan, Span: place{int(m.start), lent[0].at.End}, Confidence: Guessed}
		r.j.Loans = append(r.j.Loans, l)
		return
	}
	for _, m := range r.marks {
		if m.cue == cueLend && int(m.start) >= r.head.body {
			l := Loan{Delivery: byUnknown, Span: r.clause(m), Confidence: Guessed}
			if s := r.sumsIn(l.Span); len(s) > 0 {
				l.Principal = s[0].yuan
			}
			r.j.Loans = append(r.j.Loans, l)
			return
		}
	}
}

// setDelivery tells how the loans were paid out: by what the court found, else by what the
// claiming side says, else by what the defending side admits.
func (r *reader) setDelivery() {
	for _, said := range []string{SaidByCourt, SaidInClaim, SaidInDefence} {
		var cash, wire bool
		for _, e := range r.j.Elements {
			if e.Value == said {
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

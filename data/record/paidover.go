package record

import "strings"

// A repayment is often told without a word of repaying: 被告名下账户流水显示，2023年4月1日向原告转账5万元，附言
// “还款”; 被告提交的电子回单载明2023年11月29日向原告付款3万元、12月19日付款5万元. What makes it one is that
// the money went from who borrowed to who lent, and that its own note says so or the defence that the
// debt was paid does.

// readPaidOver reads the repayments that are told as payments of the borrower to the lender.
func (r *reader) readPaidOver() {
	if !r.lending() {
		return
	}
	pleaded := r.pleadsPaid()
	for n := 0; n < len(r.marks); {
		m := r.marks[n]
		if m.cue != cueWire && m.cue != cuePaidOver || int(m.start) < r.head.body {
			n++
			continue
		}
		p := r.partAt(int(m.start))
		at := r.sentence(int(m.start))
		end := n
		for end < len(r.marks) && int(r.marks[end].start) < at.End {
			end++
		}
		if !p.earlier && (p.kind == secFacts || p.kind == secDefence || p.kind == secEvidence || p.kind == secClaims && r.appealing(m) != "") && r.mayRepay(at, pleaded) {
			r.paidOverIn(at, r.marks[n:end])
		}
		n = max(end, n+1)
	}
}

// pleadsPaid reports whether who borrowed pleads that the debt has been paid.
func (r *reader) pleadsPaid() bool {
	for _, o := range r.j.Objections {
		if o.Kind == ObRepaid {
			return true
		}
	}
	return r.appealByDefence() && r.containsAny(r.of(r.first(secClaims).at), "已还清", "已清偿", "清偿完毕", "已偿还", "已归还", "起诉前清偿", "已经还", "已经清偿")
}

// mayRepay reports whether a sentence may tell of repayments by payments: no other rule has read
// one there, its own words or the defence call them so, and neither a note nor the court says that they
// were for something else.
func (r *reader) mayRepay(at place, pleaded bool) bool {
	for _, k := range r.j.Repayments {
		if k.Span.Start >= at.Start && k.Span.Start < at.End {
			return false
		}
	}
	words := r.of(at)
	if r.law(at.Start) || r.containsAny(words, "应", "约定", "承诺", "判令") && !r.containsAny(words, "已", "显示", "载明", "证明", "回单", "流水") {
		return false
	}
	noted := r.containsAny(words, "附言", "备注", "摘要", "用途", "注明")
	for _, w := range []string{"还款", "归还", "偿还", "清偿", "还清", "付清", "还借", "还本"} {
		if i := strings.Index(words, w); i >= 0 {
			pleaded, noted = true, false
		}
	}
	if !pleaded || noted {
		return false
	}
	after := r.of(place{at.Start, r.sentenceEnd(min(at.End+1, len(r.text)))})
	return !r.containsAny(after, "与本案无关", "与本案借款无关", "与案涉借款无关", "并非归还", "并非偿还", "不是归还", "不是偿还", "另案借款", "不能认定为还款", "不足以证明", "货款", "工程款", "租金", "投资款")
}

// paidOverIn adds the repayments that the marks of one sentence tell of. The direction is told once
// and holds until another is told.
func (r *reader) paidOverIn(at place, marks []mark) {
	from, toLender := at.Start, false
	var paid []Repayment
	for k, m := range marks {
		if m.cue != cueWire && m.cue != cuePaidOver {
			continue
		}
		to := r.clause(m).End
		for _, next := range marks[k+1:] {
			if next.cue == cueWire || next.cue == cuePaidOver {
				to = min(to, int(next.start))
				break
			}
		}
		to = max(to, int(m.end)) // two words may share characters
		if int(m.start) < from {
			continue
		}
		before := r.text[from:m.start]
		if is, told := r.paysLender(m, before, r.text[m.end:to]); told {
			toLender = is
		}
		if toLender && !r.negated(m, 8) && strings.Count(r.text[at.Start:m.start], "“") == strings.Count(r.text[at.Start:m.start], "”") {
			paid = r.paidOver(paid, m, place{from, to})
		}
		from = int(m.end)
	}
	all := 0.0
	for _, p := range paid {
		all += p.Yuan
	}
	for _, k := range r.j.Repayments {
		if k.Yuan == all && len(paid) > 0 && k.By == paid[0].By {
			return // their total is told besides
		}
	}
	for _, p := range paid {
		r.addRepayment(p)
	}
}

// paysLender reports whether, by the words around one of payment, the lender is paid, and whether
// they tell who is.
func (r *reader) paysLender(m mark, before, after string) (is, told bool) {
	before = before[afterRune(before, lastMark(before, "，,、：:；;“")):]
	if i, w := lastOfWords(before, "向", "给", "往"); i >= 0 {
		return r.lends(before[i+len(w):]), true
	}
	if word := r.text[m.start:m.end]; strings.HasSuffix(word, "给原告") || strings.HasPrefix(word, "向原告") {
		return r.roleSide(Claiming) == Claiming, true
	}
	if w := prefixOf(after, []string{"给", "至", "到", "入", "往"}); w != "" || suffixOf(r.text[m.start:m.end], []string{"给", "至", "到", "入"}) != "" {
		head := after[:min(len(after), 3*30)]
		if i := indexMark(head, "，,、：:；;“"); i >= 0 {
			head = head[:i]
		}
		if r.lends(head) {
			return true, true
		}
		return false, r.borrows(head)
	}
	return false, r.lends(before) // the lender pays, or who was told before
}

// lends reports whether s names who lent.
func (r *reader) lends(s string) bool {
	s = strings.ToValidUTF8(s, "")
	if r.namesCreditor(s) {
		return true
	}
	return r.borrowerAppeals() && r.cast.namesSide(s, Defending)
}

// borrows reports whether s names who borrowed.
func (r *reader) borrows(s string) bool {
	s = strings.ToValidUTF8(s, "")
	if r.borrowerAppeals() {
		return r.cast.namesSide(s, Claiming)
	}
	return r.cast.namesSide(s, Defending)
}

// borrowerAppeals reports whether the claiming side of the paper at hand was sued at first.
func (r *reader) borrowerAppeals() bool {
	for i, p := range r.j.Parties {
		if p.Side == Claiming {
			return r.j.Procedure != First && r.wasSued(i)
		}
	}
	return false
}

// paidOver appends the repayment that a payment within p tells of, if its sum is told. Of a payment
// over a time its last day counts.
func (r *reader) paidOver(list []Repayment, m mark, p place) []Repayment {
	sums := r.sumsIn(place{int(m.end), p.End})
	if len(sums) == 0 {
		if sums = r.sumsIn(place{p.Start, int(m.start)}); len(sums) > 1 {
			sums = sums[len(sums)-1:]
		}
	}
	if len(sums) == 0 || sums[0].rate || strings.Contains(r.text[p.Start:m.start], "借") {
		return list
	}
	at := place{min(int(m.start), sums[0].at.Start), max(int(m.end), sums[0].at.End)}
	of := repaidOf(r.of(r.sentence(int(m.start))))
	if of == "interest" && r.containsAny(r.of(r.sentence(int(m.start))), "未能说明", "不能说明", "未提供", "未能提供", "没有提供", "未举证", "无证据") {
		of = "" // the lender calls it interest, and cannot say of what
	}
	paid := Repayment{Yuan: sums[0].yuan, Of: of, By: r.speaker(int(m.start)), Span: at, Confidence: Guessed}
	if days := r.daysIn(place{p.Start, int(m.start)}); len(days) > 0 && days[len(days)-1].full() {
		d := days[len(days)-1]
		paid.PaidOn, paid.Span.Start = d.iso, min(d.at.Start, at.Start)
	}
	return append(list, paid)
}

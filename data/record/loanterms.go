package record

import (
	"math"
	"strings"
)

// readLoanTerms fills in what was agreed on the loans and how much was paid out. What stands in
// the passage of a loan counts first; of the only loan, what stands anywhere in facts and claim.
func (r *reader) readLoanTerms() {
	if len(r.j.Loans) == 0 {
		return
	}
	for _, near := range []bool{true, false} {
		for _, m := range r.marks {
			switch m.cue {
			case cueRate, cueTerm, cueNoInterest, cueActual, cueUpfront, cueRepaid, cueWire:
				for i, end := r.loansOf(m, near); i < end; i++ {
					r.loanTerm(&r.j.Loans[i], m)
				}
			}
		}
	}
	for i := range r.j.Loans {
		l := &r.j.Loans[i]
		r.loanSides(l)
		if lpr, ok := LPROn(l.LentOn); ok && l.Rate != nil && *l.Rate > 0 {
			l.TimesLPR = pointer(math.Round(*l.Rate/lpr*100) / 100)
		}
	}
}

// pointer returns a pointer to v.
func pointer(v float64) *float64 { return &v }

// loansOf returns the range of the loans that a mark speaks of: near it, those of the sentence
// that tells the last loan before it in its section; else the only loan of the document.
func (r *reader) loansOf(m mark, near bool) (from, end int) {
	p := r.partAt(int(m.start))
	if p.kind != secFacts && p.kind != secClaims && !(p.kind == secReasoning && !near) {
		return 0, 0
	}
	if !near {
		if len(r.j.Loans) == 1 {
			return 0, 1
		}
		return 0, 0
	}
	last := -1
	for i, l := range r.j.Loans {
		if l.Span.Start >= p.at.Start && r.sentenceStart(l.Span.Start) <= int(m.start) && (l.Span.Start <= int(m.start) || last < 0) {
			last = i
		}
	}
	if last < 0 || r.j.Loans[last].Span.Start >= p.at.End {
		return 0, 0
	}
	from = last
	for from > 0 && r.sentenceStart(r.j.Loans[from-1].Span.Start) == r.sentenceStart(r.j.Loans[last].Span.Start) {
		from--
	}
	return from, last + 1
}

// loanTerm reads one term at mark m into l, unless l has it.
func (r *reader) loanTerm(l *Loan, m mark) {
	switch {
	case m.cue == cueRate && (l.Rate == nil || *l.Rate == 0):
		if percent, ok := r.agreedRate(m); ok {
			l.Rate, l.RateSpan = &percent, r.trimPlace(r.clause(m), "，。；、")
		}
	case m.cue == cueNoInterest && l.Rate == nil && r.speaker(int(m.start)) != SaidInDefence && !r.negated(m, 4) && !r.containsAny(r.of(r.sentence(int(m.start))), "人民法院", "视为", "规定"):
		l.Rate, l.RateSpan = pointer(0), place{int(m.start), int(m.end)}
	case m.cue == cueTerm:
		r.loanTime(l, m)
	case m.cue == cueRepaid && l.DueOn == "":
		if d, ok := r.dueBefore(m); ok && d.iso > l.LentOn {
			l.DueOn, l.DueOnSpan = d.iso, d.at
		}
	case m.cue == cueActual && l.Delivered == nil && r.speaker(int(m.start)) != SaidInDefence && !r.negated(m, 8):
		l.Delivered, l.DeliveredSpan = r.below(l, place{int(m.end), min(r.clause(m).End, int(m.end)+maxPayment)})
	case m.cue == cueWire:
		r.loanTransfer(l, m)
	case m.cue == cueUpfront && l.Withheld == nil && r.speaker(int(m.start)) != SaidInDefence && !r.negated(m, 14) && !r.law(int(m.start)):
		c := r.clause(m)
		if l.Withheld, l.WithheldSpan = r.below(l, place{int(m.end), c.End}); l.Withheld == nil {
			l.Withheld, l.WithheldSpan = r.below(l, place{c.Start, int(m.start)})
		}
	}
}

// loanTransfer reads the part of a loan that went by bank, where the rest is told to be cash.
func (r *reader) loanTransfer(l *Loan, m mark) {
	c := r.clause(m)
	if l.Delivery != byBoth || l.Transferred != nil || r.speaker(int(m.start)) == SaidInDefence || r.negated(m, 14) || repays(r.of(c)) {
		return
	}
	if l.Transferred, l.TransferredSpan = r.below(l, place{int(m.end), c.End}); l.Transferred == nil {
		l.Transferred, l.TransferredSpan = r.below(l, place{c.Start, int(m.start)})
	}
}

// below returns the first sum within p that is less than the principal of l, and where it stands;
// nil if there is none. What is paid out or kept back of a loan is.
func (r *reader) below(l *Loan, p place) (*float64, place) {
	for _, s := range r.moneyIn(p) {
		if s.yuan > 0 && s.yuan < l.Principal && !s.rate && s.currency == l.Currency {
			return pointer(s.yuan), s.at
		}
	}
	return nil, place{}
}

// agreedRate reads the rate at a mark, in percent a year, if it is one agreed on: no rate of
// default, none of a bank or of the law, none that is only asked for.
func (r *reader) agreedRate(m mark) (percent float64, ok bool) {
	c := r.clause(m)
	before, after := r.text[c.Start:m.start], r.text[m.end:c.End]
	if r.containsAny(before, "逾期", "罚息", "违约", "滞纳", "复利", "请求", "判令", "主张", "要求", "超过", "上限", "人民银行", "银行同", "同期", "基准", "四倍", "贷款市场", "LPR", "不超", "不能", "未能", "如未", "未按", "到期不") ||
		r.containsAny(after, "计算至", "付清", "清偿之日", "还清之日", "起诉之日", "倍", "人民银行", "同期", "市场报价") || !r.rateAgreed(m) || r.speaker(int(m.start)) == SaidInDefence || r.law(int(m.start)) {
		return 0, false
	}
	if percent, _ = r.rateFrom(m); percent == 0 {
		percent = rateBefore(before)
	}
	percent = round4(percent)
	return percent, percent > 0 && percent <= 1000
}

// rateAgreed reports whether a rate in the claim is told as agreed on, and not only asked for:
// by such a word, or in the sentence that tells the loan. What the court found was agreed on.
func (r *reader) rateAgreed(m mark) bool {
	i := int(m.start)
	if r.partAt(i).kind != secClaims {
		return true
	}
	start := r.sentenceStart(i)
	for _, l := range r.j.Loans {
		if l.LentOn != "" && l.Span.Start >= start && l.Span.Start < i {
			return true
		}
	}
	return r.containsAny(r.text[start:i], "约定", "口头", "载明", "写明", "注明", "承诺", "商定")
}

// rateBefore reads a rate that stands before the word of interest: 日万分之五计付利息, 按2分利息,
// 12%的年利率; percent a year, or 0.
func rateBefore(s string) float64 {
	s = strings.TrimRight(s, "的计付支收给算取")
	s = strings.TrimSuffix(s, "的标准")
	if i, w := lastOfWords(s, "万分之", "千分之", "百分之"); i >= 0 {
		share, _ := shareAt("", w)
		v, n := number(s[i+len(w):])
		if i+len(w)+n != len(s) {
			return 0
		}
		return round4(v * share * perYear(s[:i], ""))
	}
	c, n := lastRune(s)
	if c != '分' && c != '厘' {
		return 0
	}
	s, unit := s[:len(s)-n], string(c)
	i := strings.LastIndexFunc(s, func(c rune) bool { return digit(c) < 0 && c != '.' && c != '点' })
	_, size := firstRune(s[max(i, 0):])
	if i < 0 {
		size = 0
	}
	v, n := number(s[max(i, 0)+size:])
	if n == 0 || n != len(s)-max(i, 0)-size {
		return 0
	}
	share, _ := shareAt(unit, "")
	return round4(v * share * perYear(lastRunes(s[:max(i, 0)+size], 4), unit))
}

// round4 rounds to four places after the point.
func round4(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// loanTime reads the term or the day of repayment after a word for them.
func (r *reader) loanTime(l *Loan, m mark) {
	if r.negated(m, 6) || strings.HasSuffix(r.text[:m.start], "保证") || strings.HasSuffix(r.text[:m.start], "担保") {
		return
	}
	c := r.clause(m)
	if l.Term == "" {
		if term, n := termIn(r.text[m.end:c.End]); term != "" {
			l.Term, l.TermSpan = term, place{int(m.end) + n - len(term), int(m.end) + n}
		}
	}
	if l.DueOn != "" {
		return
	}
	for _, d := range r.daysIn(place{int(m.end), c.End}) {
		if d.full() && d.iso > l.LentOn {
			l.DueOn, l.DueOnSpan = d.iso, d.at
		}
	}
}

// termIn returns the words for a length of time at the start of s, after 为, 是 and the like
// (三个月, 1年, 半年, 一年半), and how many bytes of s they end.
func termIn(s string) (term string, end int) {
	whole := len(s)
	for {
		w := prefixOf(s, []string{"约定", "暂定", "均", "共计", "共", "各", "为", "是", "定", "：", ":", "自", "整"})
		if w == "" {
			break
		}
		s = s[len(w):]
	}
	i := 0
	if strings.HasPrefix(s, "半") {
		i = len("半")
	} else if v, n := number(s); n > 0 && v < 100 {
		i = n
	}
	if i == 0 {
		return "", 0
	}
	i += len(prefixOf(s[i:], []string{"个半", "个"}))
	u := prefixOf(s[i:], []string{"月", "年半", "年", "天", "日", "周", "星期", "季度", "季"})
	if u == "" || u == "年" && strings.HasPrefix(s[i+len(u):], "月") || i > 12 && u == "年" {
		return "", 0
	}
	if u == "年" && startsNumber(s[i+len(u):]) || u == "月" && !strings.Contains(s[:i], "个") && startsNumber(s[i+len(u):]) {
		return "", 0 // a date
	}
	i += len(u)
	return s[:i], whole - len(s) + i
}

// dueBefore returns the day by which a debt was to be paid, told before a word of repayment:
// 约定于2015年5月30日前还清.
func (r *reader) dueBefore(m mark) (day, bool) {
	c := r.clause(m)
	words := r.text[c.Start:m.start]
	found := r.daysIn(place{c.Start, int(m.start)})
	if len(found) == 0 || r.containsAny(words, "已", "曾", "仅", "共", "分别", "未", "起诉", "请求") {
		return day{}, false
	}
	d := found[len(found)-1]
	by := prefixOf(r.text[d.at.End:], []string{"前", "之前", "以前", "止", "一次性", "全部"}) != ""
	if !d.full() || !by && !r.containsAny(words, "约定", "承诺", "定于", "保证", "允诺") {
		return day{}, false
	}
	return d, true
}

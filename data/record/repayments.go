package record

import (
	"math"
	"strings"
)

// readRepayments reads what is told to have been paid back: the sum, the day, and who says so.
func (r *reader) readRepayments() {
	if !r.lending() {
		return
	}
	done := 0
	for _, m := range r.marks {
		if m.cue != cueRepaid || int(m.start) < max(done, r.head.body) {
			continue
		}
		p := r.partAt(int(m.start))
		if p.kind != secFacts && p.kind != secClaims && p.kind != secDefence && p.kind != secEvidence {
			continue
		}
		if end := r.repaymentAt(m); end > 0 {
			done = end
		}
	}
}

// repaymentAt adds the repayment that the phrase of a mark tells of and returns where it ends,
// or 0 if it tells of none: only of a duty, a demand or a promise.
func (r *reader) repaymentAt(m mark) int {
	c := r.clause(m)
	before, after := r.text[c.Start:m.start], r.text[m.end:c.End]
	if r.negated(m, 10) || r.law(int(m.start)) || r.quoted(int(m.start)) && !r.spoken(int(m.start)) {
		return 0
	}
	lead := r.text[r.sentenceStart(c.Start):c.Start]
	if r.containsAny(lead, "诉讼请求", "判令", "请求") || r.containsAny(lead, "约定", "承诺", "计划", "定于", "保证") && !r.containsAny(before, "已", "后", "仅", "但", "曾", "实际") {
		return 0
	}
	found, total := r.paidSum(m, c), r.paidTotal(m, c)
	if found == nil {
		found = total
	}
	d, dated := r.paidOn(m, c)
	if !repaid(before, r.text[m.start:m.end], after, dated || total != nil) || found == nil && !(strings.Contains(r.text[m.start:c.End], "清") && strings.Contains(before, "已")) {
		return 0
	}
	p := Repayment{Of: repaidOf(r.of(c)), By: r.speaker(int(m.start)), Span: c, Confidence: Led}
	if found != nil {
		p.Yuan = found.yuan
		p.Span.End = max(p.Span.End, found.at.End)
	}
	if dated {
		p.PaidOn = d.iso
		p.Span.Start = min(p.Span.Start, d.at.Start)
	}
	if dated && found != nil {
		if n := r.repaidOnDays(m, d, p); n > 1 {
			return c.End
		}
	}
	if total != nil {
		p.Yuan, p.Span = total.yuan, place{min(p.Span.Start, total.at.Start), max(p.Span.End, total.at.End)}
	}
	r.addRepayment(p)
	return max(c.End, p.Span.End)
}

// paidTotal returns the total of what was paid back by several transfers, if one is told around a
// mark: 还款3万元、7万元，合计10万元; 每月还款2万元，五次共计10万元; or, where the word of repayment says what
// the transfers were for, before it: 转账3万元，又转账7万元，共计10万元，用于归还借款. The parts are then no
// repayments of their own.
func (r *reader) paidTotal(m mark, c place) *sum {
	start, end := r.sentenceStart(int(m.start)), r.sentenceEnd(int(m.end))
	if r.containsAny(r.text[start:m.start], "约定", "承诺", "计划", "要求", "请求", "判令", "应") {
		return nil
	}
	if sums := r.sumsIn(place{c.Start, c.End}); len(sums) == 0 && suffixOf(r.text[c.Start:m.start], []string{"用于", "用以", "均系", "均为", "系", "作为", "全部用于", "均用于"}) != "" {
		sums = r.sumsIn(place{start, int(m.start)})
		if n := len(sums) - 1; n >= 1 && r.totals(sums[n]) && addsUp(sums[:n], sums[n]) {
			return &sums[n]
		}
		return nil
	}
	sums := r.sumsIn(place{int(m.end), end})
	for n := range sums {
		between := r.text[m.end:sums[n].at.Start]
		switch {
		case n == 0 || !r.totals(sums[n]):
		case containsAny(between, "借", "尚欠", "剩余", "利息"):
			return nil
		case n > 1 && addsUp(sums[:n], sums[n]), n == 1 && containsAny(between, "次", "笔") && sums[n].yuan > sums[0].yuan:
			return &sums[n]
		}
	}
	return nil
}

// totals reports whether a sum is called the total of others.
func (r *reader) totals(s sum) bool {
	return suffixOf(r.text[:s.at.Start], []string{"共计", "合计", "总计", "累计", "一共", "总共", "共", "计", "共计人民币", "合计人民币", "总额为", "总额"}) != ""
}

// addsUp reports whether sums add up to a total but for rounding.
func addsUp(parts []sum, total sum) bool {
	all := 0.0
	for _, p := range parts {
		if p.rate {
			return false
		}
		all += p.yuan
	}
	return math.Abs(all-total.yuan) <= total.yuan/100
}

// repaidOnDays adds the repayments of several days told together, of which d is the last: 分别于8月2日、
// 9月3日各支付5550元, or 分别归还5万元、3万元. It returns how many there are, 0 if the sums fit no days.
func (r *reader) repaidOnDays(m mark, d day, p Repayment) int {
	c := r.clause(m)
	days := r.daysIn(place{r.sentenceStart(c.Start), int(m.start)})
	first := len(days) - 1
	for first > 0 && days[first-1].full() && joins(r.text[days[first-1].at.End:days[first].at.Start]) {
		first--
	}
	if len(days) == 0 || days[len(days)-1] != d || len(days)-first < 2 {
		return 0
	}
	days = days[first:]
	sums := r.listedSums(place{int(m.end), r.sentenceEnd(int(m.end))})
	each := r.containsAny(r.text[d.at.End:m.start], "各")
	if len(sums) != len(days) && !(each && len(sums) == 1) {
		return 0
	}
	for i, on := range days {
		p.PaidOn, p.Yuan = on.iso, sums[min(i, len(sums)-1)].yuan
		p.Span = place{days[0].at.Start, sums[len(sums)-1].at.End}
		r.addRepayment(p)
	}
	return len(days)
}

// listedSums returns the first sums within p that stand in one list: 5万元、3万元.
func (r *reader) listedSums(p place) []sum {
	found := r.sumsIn(p)
	n := 0
	for n < len(found) && !found[n].rate && (n == 0 || joins(r.text[found[n-1].at.End:found[n].at.Start])) {
		n++
	}
	return found[:n]
}

// repaid reports whether the words around a word of repayment tell that it took place: by a
// word of time past, or a date.
func repaid(before, word, after string, dated bool) bool {
	if containsAny(before, "要求", "请求", "判令", "应", "须", "约定", "承诺", "拒", "未", "无力", "催", "到期", "同意", "愿意", "希望", "责任", "定于", "没有", "保证", "计划", "如", "需", "一次性", "第一年", "直至", "至今", "协商", "索要", "说", "无法", "让", "表示") ||
		prefixOf(after, []string{"期限", "日期", "时间", "义务", "责任", "能力", "计划", "协议", "方式", "凭证", "之日", "日止", "问题", "意愿", "记录", "的时间", "承诺", "保证书", "银行", "日为", "日是", "单"}) != "" {
		return false
	}
	if containsAny(after, "之日止", "责任", "义务", "期限", "完毕时") || borrowedFor(before, after) {
		return false
	}
	return dated || strings.HasPrefix(word, "已") || strings.Contains(word, "了") || strings.HasPrefix(after, "了") || strings.HasPrefix(after, "过") ||
		containsAny(before, "已", "曾", "先后", "陆续", "仅", "只", "分别", "共计", "一共", "总共", "累计", "后", "又", "通过", "自认", "认可", "主张", "称", "代", "转账", "现金", "微信") || word == "抵扣"
}

// borrowedFor reports whether a word of repayment says what a loan was taken for: 因归还贷款向原告
// 借款 tells of another debt, and that nothing of this one was paid.
func borrowedFor(before, after string) bool {
	return suffixOf(before, []string{"因", "因为", "由于", "因需", "因要", "需要", "为了", "为", "以", "用于", "用来", "拟", "准备", "急于"}) != "" &&
		(containsAny(after, "借到", "借得", "借取", "借入", "借了", "为由", "为名", "资金") || inOrder("向借", after))
}

// repaidOf tells what a repayment was made on by the words of its phrase.
func repaidOf(words string) string {
	interest, principal := strings.Contains(words, "息"), strings.Contains(words, "本金")
	switch {
	case interest && !principal && !strings.Contains(words, "本息"):
		return "interest"
	case principal && !interest:
		return "principal"
	}
	return ""
}

// paidSum returns the sum paid back: the first after the mark in its phrase, else the last
// before it.
func (r *reader) paidSum(m mark, c place) *sum {
	if found := r.sumsIn(place{int(m.end), c.End}); len(found) > 0 && !found[0].rate {
		return &found[0]
	}
	found := r.sumsIn(place{c.Start, int(m.start)})
	if len(found) == 0 || strings.Contains(r.text[c.Start:found[0].at.Start], "借") {
		return nil // what was borrowed
	}
	return &found[len(found)-1]
}

// paidOn returns the day of a repayment: the last date before the mark in its phrase, or at the
// end of the phrase right before it.
func (r *reader) paidOn(m mark, c place) (day, bool) {
	from := c.Start
	if start := r.sentenceStart(from); from > start {
		from = start
	}
	found := r.daysIn(place{from, int(m.start)})
	if len(found) == 0 {
		return day{}, false
	}
	d := found[len(found)-1]
	between := r.upTo(d.at, int(m.start))
	if runes(between) > 20 || strings.Contains(between, "借") || prefixOf(between, []string{"前", "之前", "止", "起", "至", "到", "以前"}) != "" || suffixOf(r.text[:d.at.Start], []string{"至", "到", "截止", "截至"}) != "" {
		return day{}, false
	}
	return d, true
}

// addRepayment adds a repayment unless the same side has told it before.
func (r *reader) addRepayment(p Repayment) {
	for _, k := range r.j.Repayments {
		if k.By == p.By && k.Yuan == p.Yuan && (k.PaidOn == p.PaidOn || p.PaidOn == "") {
			return
		}
	}
	r.j.Repayments = append(r.j.Repayments, p)
}

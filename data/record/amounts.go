package record

import (
	"iter"
	"slices"
	"strings"
)

// readAmounts reads the sums claimed, awarded and charged as costs. A sum from which interest is
// reckoned or to which a duty is limited is none of them.
func (r *reader) readAmounts() {
	r.readClaim()
	defer r.compareAward()
	r.each(func(p part) {
		for _, m := range r.sumsIn(p.at) {
			if r.onlyBase(m) {
				continue
			}
			kind := "awarded"
			start := max(p.at.Start, r.sentenceStart(m.at.Start))
			if r.containsAny(r.text[start:m.at.Start], "受理费", "诉讼费", "保全费", "公告费", "鉴定费", "申请费") {
				kind = "costs"
			}
			r.j.Amounts = append(grown(r.j.Amounts), amountIn(kind, m, m.at))
		}
		for _, m := range r.foreignIn(p.at) {
			if !r.onlyBase(m) {
				r.j.Amounts = append(r.j.Amounts, amountIn("awarded", m, m.at))
			}
		}
	}, secDisposition)
}

// amountIn returns a sum as an amount of a kind that stands at p.
func amountIn(kind string, m sum, p place) Amount {
	if m.currency != "" {
		return Amount{Kind: kind, Sum: m.yuan, Currency: m.currency, Span: p, Confidence: Led}
	}
	return Amount{Kind: kind, Yuan: m.yuan, Span: p, Confidence: Led}
}

// compareAward corrects the outcome of a loan case in which the court awards less principal
// than was claimed without saying that it dismisses the rest.
func (r *reader) compareAward() {
	if r.j.Outcome != Supported || r.j.ClaimAmount == nil || !r.lending() || r.j.Procedure != First {
		return
	}
	p := r.last(secDisposition)
	s := r.of(p.at)
	i := strings.Index(s, "本金")
	if i < 0 {
		return
	}
	if found := r.sumsIn(within(p.at.Start, i, sentenceEnd(s, i))); len(found) > 0 && found[0].yuan < *r.j.ClaimAmount*0.999 {
		r.j.Outcome = Partly
	}
}

// readClaim finds the amount claimed: the principal, else the total.
func (r *reader) readClaim() {
	if r.j.Procedure != First && r.j.Procedure != "" && r.j.Procedure != Payment && !r.lending() {
		return
	}
	for at := range r.requests() {
		s := r.of(at)
		found := r.outside(at, totals(r.sumsOf(at)))
		foreign := r.claimForeign(at)
		if len(found) == 0 && !foreign {
			continue
		}
		if len(found) == 0 {
			return
		}
		best := r.principal(s, found)
		if foreign && r.lending() && r.j.ClaimForeign[0].Yuan == 0 && r.j.ClaimForeign[0].Span.Start < at.Start+best.at.Start {
			return // the principal is in another currency; the sum of yuan is something else
		}
		v := best.yuan
		r.j.ClaimAmount = &v
		p := within(at.Start, best.at.Start, best.at.End)
		r.setSpan("claim_amount", p)
		for _, m := range found {
			r.j.Amounts = append(r.j.Amounts, amountIn("claim", m, within(at.Start, m.at.Start, m.at.End)))
		}
		return
	}
}

// lending reports whether the case is about a loan.
func (r *reader) lending() bool {
	switch r.j.Procedure {
	case Enforcement, Special, Payment, Bankruptcy:
		return false // such papers do not try the loan
	}
	if r.j.Cause != "" && !r.head.criminal {
		return containsAny(r.j.Cause, "借款", "借贷", "贷款") || strings.Contains(r.j.Cause, "债权转让") && (r.follows.mayHold("借条") || r.follows.mayHold("借据"))
	}
	// An excerpt does not name its cause: the claim must speak of a loan.
	return strings.Contains(r.of(r.first(secClaims).at), "借款")
}

// requests yields the places where the claiming party says what it asks, the likeliest first.
func (r *reader) requests() iter.Seq[place] {
	now := func(p part) bool { return p.kind == secClaims && !p.earlier }
	then := func(p part) bool { return p.earlier && (p.kind == secFacts || p.kind == secProcedure) }
	intro := func(p part) bool { return p == r.first(secProcedure) }
	order := []func(part) bool{now, intro, then}
	if slices.ContainsFunc(r.j.Parties, func(p Party) bool { return p.Side == Claiming && p.FirstSide == Defending }) {
		order = []func(part) bool{then, now, intro} // what the appeal of who was sued asks is not what the suit claims
	}
	return func(yield func(place) bool) {
		for _, fits := range order {
			for _, p := range r.parts {
				if !fits(p) {
					continue
				}
				at := r.requestIn(p.at)
				if at.Known() && p.earlier && r.containsAny(r.text[r.sentenceStart(at.Start):at.Start], "驳回", "支持") {
					continue // what became of the request
				}
				if at.Known() && !yield(at) {
					return
				}
			}
		}
		if at := r.requestWeighed(); at.Known() {
			yield(at)
		}
	}
}

// requestWeighed finds the request where only the court's reasoning repeats it: 原告要求被告
// 偿还借款本金10万元的诉讼请求，本院予以支持.
func (r *reader) requestWeighed() place {
	p := r.last(secReasoning)
	s := r.of(p.at)
	for i := 0; ; {
		k, w := r.firstOf(s[i:], "诉讼请求", "的请求", "之请求")
		if k < 0 {
			return place{}
		}
		end := i + k
		i = end + len(w)
		start := sentenceStart(s, end)
		if from, _ := r.firstOf(s[start:end], "原告要求", "原告请求", "要求被告", "请求被告", "要求", "主张"); from >= 0 && len(r.sumsIn(within(p.at.Start, start+from, end))) > 0 {
			return place{p.at.Start + start + from, p.at.Start + end}
		}
	}
}

// requestIn finds the request within a section: the list after 诉讼请求 or, in a narrative, the
// words after 请求判令 and its like.
func (r *reader) requestIn(p place) place {
	s := r.of(p)
	if i, w := r.firstOf(s, "变更诉讼请求为", "诉讼请求变更为", "变更后的诉讼请求"); i >= 0 {
		return place{p.Start + i + len(w), p.Start + r.requestEnd(s, i+len(w))}
	}
	if i, w := requestHeads().first(s); i >= 0 {
		return place{p.Start + i + len(w), p.Start + r.requestEnd(s, i+len(w))}
	}
	i, _ := requestVerbs().first(s)
	if i < 0 {
		return place{}
	}
	return place{p.Start + i, p.Start + r.requestEnd(s, i)}
}

// requestVerbs are the words by which a narrative tells what is requested.
var requestVerbs = listOf("请求判令", "请求法院", "请求依法", "请求人民法院", "请求贵院", "请求本院", "诉请", "请求：", "请求撤销", "起诉要求", "要求判令", "要求被告", "要求被申请人", "请求被申请人", "督促被申请人", "要求债务人", "请求债务人", "督促债务人", "请求判决", "判令", "请求被告", "请求再审", "请求")

// requestHeads are the words that announce a list of requests.
var requestHeads = listOf("诉讼请求：", "诉讼请求:", "诉讼请求为", "诉讼请求如下", "如下诉讼请求", "提出诉讼请求", "提出的诉讼请求", "再审请求：", "上诉请求：", "请求事项", "起诉请求：", "起诉请求：")

// requestEnd returns where the list of requests that starts at byte i of s ends.
func (r *reader) requestEnd(s string, i int) int {
	if k, _ := requestEnds().first(s[i:]); k >= 0 {
		return i + k
	}
	return len(s)
}

// requestEnds are the words that begin what follows the requests.
var requestEnds = listOf("事实和理由", "事实与理由", "事实及理由", "事实理由", "事实和依据", "主要理由", "理由：", "事实：", "事实和理")

// outside drops sums of the request at p that stand inside brackets: they explain another. What a
// sum of another currency is worth counts.
func (r *reader) outside(p place, found []sum) []sum {
	s := r.of(p)
	var out []sum
	for _, m := range found {
		before := s[:m.at.Start]
		depth := strings.Count(before, "（") + strings.Count(before, "(") - strings.Count(before, "）") - strings.Count(before, ")")
		if depth <= 0 || len(r.foreign) > 0 && r.worth(place{p.Start + m.at.Start, p.Start + m.at.End}) {
			out = append(out, m)
		}
	}
	if len(out) == 0 {
		return found
	}
	return out
}

// principal picks from the sums of a request: of a loan the one called principal or loan; else
// the total where one is named; else all together.
func (r *reader) principal(s string, found []sum) sum {
	if r.lending() {
		for _, words := range [][]string{{"本金"}, {"借款", "欠款", "贷款", "款项", "借贷"}} {
			for _, m := range found {
				before := s[max(0, m.at.Start-3*16):m.at.Start]
				if i, _ := lastOfWords(before, words...); i >= 0 && indexMark(before[i:], "。；;，") < 0 && !strings.Contains(before[i:], "利息") {
					return m
				}
			}
		}
		return found[0]
	}
	for i := len(found) - 1; i >= 0; i-- {
		before := s[max(0, found[i].at.Start-3*10):found[i].at.Start]
		if r.containsAny(before, "合计", "共计", "总计", "总额", "共为", "以上") {
			return found[i]
		}
	}
	total := found[0]
	for _, m := range found[1:] {
		total.yuan += m.yuan
		total.at.End = m.at.End
	}
	return total
}

package record

import "strings"

// Sums of other currencies are kept apart from those of yuan: the two cannot be added. A sum of
// yuan that says what one is worth (10万美元，折合人民币68万元) stands for it.

// worthWords lead to what a sum of another currency is worth.
var worthWords = []string{"折合", "折算", "约合", "合人民币", "相当于", "按汇率", "换算", "折人民币"}

// worth reports whether the sum of yuan at p says what the sum of another currency right before it
// is worth.
func (r *reader) worth(p place) bool {
	foreign := r.foreignIn(place{r.sentenceStart(p.Start), p.Start})
	if len(foreign) == 0 {
		return false
	}
	between := r.text[foreign[len(foreign)-1].at.End:p.Start]
	return len(between) <= 3*24 && r.containsAny(between, worthWords...) && !strings.Contains(between, "；")
}

// worthOf returns what the text says the sum of another currency at p is worth, 0 if nothing.
func (r *reader) worthOf(p place) float64 {
	next := r.sumsIn(place{p.End, r.sentenceEnd(p.End)})
	if len(next) > 0 && !next[0].rate && r.worth(next[0].at) && len(r.foreignIn(place{p.End, next[0].at.Start})) == 0 {
		return next[0].yuan
	}
	return 0
}

// foreignOfItem returns what the request or order at p asks or orders in other currencies, one sum
// for each. What is left out is as in sumOfItem; a sum that says what yuan are worth is none.
func (r *reader) foreignOfItem(p place, marks []mark) []ForeignSum {
	if len(r.foreign) == 0 {
		return nil
	}
	var out []ForeignSum
	last := p.Start
	for _, m := range r.foreignIn(p) {
		led := marksBetween(marks, place{last, m.at.Start})
		between := r.text[last:m.at.Start]
		if m.rate || r.onlyBase(m) || r.lessened(led) || r.bracketed(place{p.Start, m.at.Start}) || r.containsAny(between, worthWords...) || strings.Contains(between, "其中") {
			continue
		}
		last = m.at.End
		_, total := said(led, sayTotal, sayLeft)
		out = addForeign(out, ForeignSum{m.yuan, m.currency, r.worthOf(m.at), m.at}, total)
	}
	return out
}

// addForeign adds a sum to those of its currency, or puts it in their place if it is their total.
func addForeign(all []ForeignSum, f ForeignSum, total bool) []ForeignSum {
	for i := range all {
		k := &all[i]
		if k.Currency != f.Currency {
			continue
		}
		if total {
			*k = f
			return all
		}
		k.Sum += f.Sum
		k.Yuan += f.Yuan
		k.Span.End = max(k.Span.End, f.Span.End)
		return all
	}
	return append(all, f)
}

// claimForeign reads what the request at p asks in other currencies. It reports whether it asks any.
func (r *reader) claimForeign(p place) bool {
	found := r.foreignIn(p)
	if len(found) == 0 {
		return false
	}
	marks := r.saysIn(p)
	if r.lending() {
		r.j.ClaimForeign = r.foreignPrincipal(p, found)
	} else {
		r.j.ClaimForeign = r.foreignOfItem(p, marks)
	}
	for _, f := range r.j.ClaimForeign {
		r.j.Amounts = append(r.j.Amounts, Amount{Kind: "claim", Sum: f.Sum, Currency: f.Currency, Span: f.Span, Confidence: Led})
	}
	r.defectForeign("claim_amount", "请求含有外币金额，未计入人民币请求金额。", r.j.ClaimForeign)
	return len(r.j.ClaimForeign) > 0
}

// foreignPrincipal returns the sum of a loan's request that is called principal or loan, else the first.
func (r *reader) foreignPrincipal(p place, found []sum) []ForeignSum {
	in := make([]sum, len(found))
	copy(in, found)
	for i := range in {
		in[i].at.Start -= p.Start
		in[i].at.End = min(in[i].at.End-p.Start, p.End-p.Start)
	}
	if in = totals(in); len(in) == 0 {
		return nil
	}
	best := r.principal(r.of(p), in)
	at := within(p.Start, best.at.Start, best.at.End)
	return []ForeignSum{{best.yuan, best.currency, r.worthOf(at), at}}
}

// defectForeign notes that a field holds sums of other currencies whose worth in yuan is not told. It
// reports whether it did.
func (r *reader) defectForeign(field, says string, sums []ForeignSum) bool {
	for _, f := range sums {
		if f.Yuan == 0 {
			r.defect(field, "unusual", says, f.Span)
			return true
		}
	}
	return false
}

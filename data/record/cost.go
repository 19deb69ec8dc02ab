package record

import (
	"slices"
	"strings"
)

// readCosts reads the fees that the disposition tells of, with who bears them: 案件受理费6550元，
// 减半收取3275元，由被告负担. Where the shares are named each share is a cost of its own.
func (r *reader) readCosts() {
	var open []Cost // fees whose bearer has not been named yet
	sentence := -1
	for _, m := range r.marks {
		if m.cue != cueFee && m.cue != cueBorne || r.partAt(int(m.start)).kind != secDisposition {
			continue
		}
		if at := r.sentenceStart(int(m.start)); at != sentence {
			r.keepCosts(open)
			open, sentence = open[:0], at
		}
		if m.cue == cueFee {
			open = r.addFee(open, m)
		} else {
			open = r.bear(open, m)
		}
	}
	r.keepCosts(open)
}

// keepCosts notes fees of which the text does not say who bears them. An appraisal without a fee
// of the court beside it is a head of damages.
func (r *reader) keepCosts(open []Cost) {
	court := slices.ContainsFunc(open, func(c Cost) bool { return c.Kind == "acceptance" || c.Kind == "preservation" })
	for _, c := range open {
		if court || c.Kind == "attorney" {
			r.j.Costs = append(r.j.Costs, c)
		}
	}
}

// addFee reads the sum of the fee named at m: the first after it before the next fee or, where
// it is halved, the half that is charged.
func (r *reader) addFee(open []Cost, m mark) []Cost {
	end := r.sentenceEnd(int(m.start))
	for _, n := range r.marksIn(place{int(m.end), end}) {
		if n.cue == cueFee || n.cue == cueBorne {
			end = int(n.start)
			break
		}
	}
	sums := r.sumsIn(place{int(m.end), end})
	if len(sums) == 0 || sums[0].at.Start-int(m.end) > 3*40 || r.paidIn(m) {
		return open
	}
	take := sums[0]
	for k := 1; k < len(sums); k++ {
		if r.containsAny(r.text[sums[k-1].at.End:sums[k].at.Start], "减半", "实际收取", "应收", "实收", "折半", "减为", "减收") {
			take = sums[k]
		}
	}
	return append(open, Cost{Kind: feeKind(r.text[m.start:m.end]), Yuan: take.yuan, Span: place{int(m.start), take.at.End}, Confidence: Led})
}

// paidIn reports whether the words before a fee tell only that it is to be paid in, for an appeal
// or of a share told before (预交上诉案件受理费400元), or that it was a damage already.
func (r *reader) paidIn(m mark) bool {
	sentence := r.text[r.sentenceStart(int(m.start)):m.start]
	if feeKind(r.text[m.start:m.end]) == "appraisal" && r.containsAny(sentence, "医疗费", "护理费", "误工费", "损失", "赔偿") {
		return true // a head of damages
	}
	before := lastRunes(sentence, 12)
	return r.containsAny(before, "预交", "缴纳", "交纳", "上诉案件", "退还", "返还") || strings.Contains(r.text[r.paragraph(int(m.start)):m.start], "不服本")
}

// feeKind returns the kind of a fee by its word; see Cost.Kind.
func feeKind(word string) string {
	switch {
	case strings.Contains(word, "受理费"), strings.Contains(word, "诉讼费"), strings.Contains(word, "反诉费"):
		return "acceptance"
	case strings.Contains(word, "保全"):
		return "preservation"
	case strings.Contains(word, "公告"):
		return "notice"
	case strings.Contains(word, "鉴定"), strings.Contains(word, "评估"):
		return "appraisal"
	case strings.Contains(word, "律师"):
		return "attorney"
	case strings.Contains(word, "申请"), strings.Contains(word, "执行费"):
		return "application"
	}
	return "other"
}

// bear notes who bears the open fees: the names in the phrase before 负担, or the parties of the
// role there. A sum after the word, or right before it, is a share: 由原告负担300元.
func (r *reader) bear(open []Cost, m mark) []Cost {
	from := int(m.start)
	if r.negated(m, 3) {
		return open
	}
	phrase := place{r.bearersFrom(from), from}
	payers := r.payersIn(phrase)
	if len(payers) == 0 {
		return open
	}
	if before := r.sumsIn(place{r.sentenceStart(from), phrase.Start}); len(before) > 0 {
		last := before[len(before)-1]
		led := lastRunes(r.text[r.sentenceStart(from):last.at.Start], 3)
		if last.at.End == phrase.Start && r.containsAny(led, "其中", "另外", "其余", "余款", "剩余", "余下") {
			return r.share(open, payers, last, last.at)
		}
	}
	next := r.runeStart(min(int(m.end)+3*8, r.sentenceEnd(int(m.start))))
	shares := r.sumsIn(place{int(m.end), next})
	if len(shares) > 0 && indexMark(r.text[m.end:shares[0].at.Start], "，；。（") < 0 {
		return r.share(open, payers, shares[0], phrase)
	}
	if len(open) == 0 {
		return open
	}
	for _, c := range open {
		c.Payers = payers
		r.j.Costs = append(r.j.Costs, c)
	}
	return open[:0]
}

// share notes one payer's share. What is left of the fees is not open any more once their
// shares are told: of one fee each share has its kind, of several together the first's.
func (r *reader) share(open []Cost, payers []string, s sum, phrase place) []Cost {
	kind := ""
	switch {
	case len(open) > 0:
		kind = open[0].Kind
	case len(r.j.Costs) > 0:
		kind = r.j.Costs[len(r.j.Costs)-1].Kind
	default:
		return open
	}
	span := r.trimPlace(place{phrase.Start, s.at.End}, "，,")
	if strings.HasPrefix(r.of(span), "由") {
		span.Start += len("由")
	}
	r.j.Costs = append(r.j.Costs, Cost{Kind: kind, Yuan: s.yuan, Payers: payers, Span: span, Confidence: Led})
	return open[:0]
}

// bearersFrom returns where the names before 负担 start: after the last sum or, failing that, the
// last stop that is not between names.
func (r *reader) bearersFrom(at int) int {
	from := r.sentenceStart(at)
	if sums := r.sumsIn(place{from, at}); len(sums) > 0 {
		from = sums[len(sums)-1].at.End
	}
	for _, m := range r.marksIn(place{from, at}) {
		if m.cue == cueBorne {
			from = int(m.end)
		}
	}
	if i, w := lastOfWords(r.text[from:at], "由", "，", "；"); i >= 0 && w == "由" {
		from += i
	}
	return from
}

// payersIn returns the names of the parties in p, else those of the parties whose role p names.
func (r *reader) payersIn(p place) []string {
	var out []string
	for _, n := range r.namesIn(p) {
		if name := r.j.Parties[n.party].Name; !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	if len(out) > 0 {
		return out
	}
	words := r.of(p)
	if i := lastBracketEnd(words); i > 0 {
		words = words[:i] // （原告已预交） tells who paid so far
	}
	for _, q := range r.j.Parties {
		role := unnumbered(bareRole(q.RoleText))
		if role != "" && (r.cast.lastWord(words, role, 0) >= 0 || strings.HasPrefix(role, "被") && strings.Contains(words, role)) {
			out = append(out, q.Name)
		}
	}
	return out
}

// lastBracketEnd returns where a bracket starts that ends s, or 0.
func lastBracketEnd(s string) int {
	i := lastOpening(s)
	if i > 0 && i+closing(s[i:]) == len(s) {
		return i
	}
	return 0
}

package record

import "strings"

// This file reads who receives what of the money that enforcement brought in. A court writes
// 向申请执行人甲发放案款5万元, 将5万元支付给甲, 甲领取案款5万元 or, in a plan, 甲分得5万元 and
// 分配如下：支付甲5万元. What a debtor is told to pay is written with the same verbs.

// readShares reads what creditors receive.
func (r *reader) readShares(e *EnforcementFacts, marks []mark) {
	plan := r.distributes(marks)
	var listed place // the list after 分配如下
	for _, m := range marks {
		if r.wished(m) {
			continue
		}
		switch m.cue {
		case takeLists:
			listed = place{int(m.end), r.requestEndAt(r.listFrom(int(m.end)), r.head.tail)}
		case takeShare:
			if plan {
				r.shareOf(e, m)
			}
		case takeDrawn:
			r.shareOf(e, m)
		case takeOut, takePay:
			in := listed.Start <= int(m.start) && int(m.start) < listed.End
			if !r.negated(m, 4) && (in || r.paysOut(m)) {
				r.sharesPaid(e, m)
			}
		}
	}
}

// listFrom skips what stands between the words that announce a list and its first item.
func (r *reader) listFrom(i int) int {
	for {
		i = skipBlank(r.text, i)
		w := prefixOf(r.text[i:], []string{"：", ":"})
		if w == "" {
			return i
		}
		i += len(w)
	}
}

// distributes reports whether the paper distributes money among creditors.
func (r *reader) distributes(marks []mark) bool {
	_, ok := said(marks, takeShare)
	return ok && r.containsAny(r.of(place{r.head.body, r.head.tail}), "分配方案", "参与分配", "分配如下")
}

// shareOf reads a share whose creditor stands before the word and whose sum after it: 甲分得5万元.
func (r *reader) shareOf(e *EnforcementFacts, m mark) {
	at := r.clause(m)
	sums := r.sumsIn(place{int(m.end), at.End})
	names := r.namesIn(place{at.Start, int(m.start)})
	if len(sums) == 0 || len(names) == 0 || sums[0].rate {
		return
	}
	denials := []string{"未", "已", "不", "能"}
	if m.cue == takeDrawn {
		denials = []string{"未", "不", "可", "待", "拒绝", "前来"}
	}
	if suffixOf(r.text[:m.start], denials) != "" {
		return // what was received before, or is not
	}
	last := names[len(names)-1]
	r.addShare(e, creditor{r.j.Parties[last.party].Name, last.at, r.paidFrom(last.party)}, sums[0])
}

// paysOut reports whether the court pays at m: the words before, which name no debtor as the one
// who pays and no duty, say so. Only who holds money 发放 it.
func (r *reader) paysOut(m mark) bool {
	c, s := r.clause(m), r.sentenceStart(int(m.start))
	before := r.text[s:m.start]
	if r.containsAny(before, "判令", "判决", "调解书", "责令", "确定", "协议", "和解", "约定", "承诺", "自愿", "同意", "义务", "履行", "负担", "裁决", "逾期") {
		return false
	}
	if k, w := lastOfWords(r.text[c.Start:m.start], "向", "将", "给", "由"); k >= 0 {
		c.Start, before = c.Start+k+len(w), r.text[c.Start:c.Start+k]
	} else {
		before = r.text[c.Start:m.start]
	}
	if r.containsAny(before, "应", "须", "需", "限", "可", "未", "不", "申请", "请求", "要求", "被执行人") || r.namesDebtor(before) {
		return false
	}
	return m.cue == takeOut && r.text[m.start:m.end] != "付给" || strings.Contains(r.text[s:m.start], "本院") || r.containsAny(r.text[s:m.start], "案款", "执行款", "拍卖款", "变卖款", "价款")
}

// namesDebtor reports whether s names a party against whom is enforced.
func (r *reader) namesDebtor(s string) bool {
	for _, p := range r.j.Parties {
		if p.Side == Defending && p.Name != "" && strings.Contains(s, p.Name) {
			return true
		}
	}
	return false
}

// A creditor is who receives money, as the text names it. Not tells that it is none: the debtor,
// who gets back what is left over, or who bought the thing.
type creditor struct {
	name string
	at   place
	not  bool
}

// sharesPaid reads the shares that are paid at m. The creditors stand after 向 before the verb or
// right after the verb, the sums after the verb or, after 将, before it.
func (r *reader) sharesPaid(e *EnforcementFacts, m mark) {
	c := r.clause(m)
	who := place{int(m.end), c.End}
	sums := place{int(m.end), c.End}
	if k, w := lastOfWords(r.text[c.Start:m.start], "向", "给", "由"); k >= 0 {
		who = place{c.Start + k + len(w), int(m.start)}
	} else if before := r.plainSums(place{c.Start, int(m.start)}); len(before) > 0 {
		sums = place{c.Start, int(m.start)} // 将5万元支付给甲
	}
	all := r.plainSums(sums)
	if len(all) > 0 && who.Start == int(m.end) && sums.Start == int(m.end) {
		who.End = all[0].at.Start // 支付甲5万元
	}
	names := r.creditorsIn(who)
	each := r.containsAny(r.of(place{c.Start, c.End}), "各", "均")
	switch {
	case len(names) == 0 || len(all) == 0:
	case len(names) == 1:
		r.addShare(e, names[0], all[0])
	case len(names) == len(all):
		for i, n := range names {
			r.addShare(e, n, all[i])
		}
	case len(all) == 1 && each:
		for _, n := range names {
			r.addShare(e, n, all[0])
		}
	}
}

// plainSums returns the sums within p that are no rates.
func (r *reader) plainSums(p place) []sum {
	var out []sum
	for _, s := range r.sumsIn(p) {
		if !s.rate {
			out = append(out, s)
		}
	}
	return out
}

// creditorsIn returns who is named within p: parties, or somebody whom a word calls a creditor.
func (r *reader) creditorsIn(p place) []creditor {
	var out []creditor
	for _, n := range r.namesIn(p) {
		if n.at.End <= p.End {
			out = append(out, creditor{r.j.Parties[n.party].Name, n.at, r.paidFrom(n.party) || r.buysAt(n.at)})
		}
	}
	if len(out) > 0 {
		return out
	}
	k, w := r.firstOf(r.of(p), "申请执行人", "参与分配人", "债权人", "抵押权人", "申请人")
	if k < 0 {
		return nil
	}
	name := r.nameAt(p.Start+k+len(w), p.End)
	if i, _ := r.firstOf(r.of(name), "支付", "发放", "案款", "执行款", "的", "人民币", "各", "分别"); i >= 0 {
		name.End = name.Start + i
	}
	if words := r.of(name); runes(words) < 2 || kindOf(words) == Person && !personalName(words) && !Masked(words) {
		return nil
	}
	return []creditor{{r.of(name), name, false}}
}

// paidFrom reports whether a party is no creditor: enforcement is against it, or it bought.
func (r *reader) paidFrom(party int) bool {
	p := r.j.Parties[party]
	return p.Side == Defending || r.containsAny(p.RoleText, "买受人", "竞买人")
}

// buysAt reports whether a name is called that of a buyer where it stands.
func (r *reader) buysAt(name place) bool {
	return suffixOf(r.text[:name.Start], []string{"买受人", "竞买人", "竞得人"}) != ""
}

// addShare adds what a creditor receives. The same sum told twice counts once.
func (r *reader) addShare(e *EnforcementFacts, to creditor, s sum) {
	if to.not {
		return
	}
	at := place{min(to.at.Start, s.at.Start), max(to.at.End, s.at.End)}
	for _, k := range e.Shares {
		if k.To == to.name && k.Yuan == s.yuan {
			return
		}
	}
	e.Shares = append(e.Shares, Share{To: to.name, Yuan: s.yuan, Span: at, Confidence: Led})
}

package record

import (
	"strings"
)

// A tally adds up the sums of one request or order.
type tally struct {
	yuan   float64 // what is asked or ordered altogether
	parts  float64 // the sums since the last total
	count  int     // how many parts
	total  bool    // a total has been named
	any    bool    // a sum that counts has been found
	shared bool    // what counts are the shares of the parties
	clean  bool    // the parts are plain: nothing was left out of them
}

// A list adds up the sums of its items.
type list struct {
	yuan  float64
	items int  // how many have a sum
	dirty bool // something was left out of an item's sum
}

// add adds the sum of an item, nil for none.
func (l *list) add(yuan *float64) {
	if yuan != nil {
		l.yuan += *yuan
		l.items++
	}
}

// sumOfItem returns the sum that the item at p asks or orders: the total it names, else what
// its sums come to. Prices, sums already paid, sums that interest is reckoned from, limits and
// what stands in brackets do not count. A total that is not the sum of its parts is a defect
// of field.
func (r *reader) sumOfItem(p place, marks []mark, field string) *float64 {
	found := r.sumsIn(p)
	if len(found) == 0 {
		return nil
	}
	t := tally{clean: true}
	last := p.Start
	among := false // after 其中
	for _, m := range found {
		if r.bracketed(place{last, m.at.Start}) && (len(r.foreign) == 0 || !r.worth(m.at)) {
			continue
		}
		between := place{last, m.at.Start}
		among = among && indexMark(r.of(between), "；;。") < 0
		led := marksBetween(marks, between)
		if _, ok := said(led, sayTotal, sayLeft); ok {
			among = false
		}
		among = among || strings.Contains(r.of(between), "其中")
		r.count(&t, m, led, among, field)
		last = m.at.End
	}
	r.list.dirty = r.list.dirty || !t.clean
	if !t.any {
		return nil
	}
	return &t.yuan
}

// count adds a sum to the tally. Led are the words between the sum before and this one.
func (r *reader) count(t *tally, m sum, led []mark, among bool, field string) {
	_, total := said(led, sayTotal)
	_, left := said(led, sayLeft)
	less := r.lessened(led)
	switch {
	case m.rate || among || r.onlyBase(m):
		t.clean = false
		return
	case total && t.count > 0 && differs(t.parts, m.yuan) && (r.ofAll(m) || !differs(r.list.yuan+t.parts, m.yuan)):
		r.checkList(t, m, field)
		return // the total of the whole list
	case total && t.count == 0 && r.list.items > 0 && r.ofAll(m):
		r.checkList(t, m, field)
		return // the same, as an item of its own
	case total && !left && t.count > 0 && differs(t.parts, m.yuan) && r.ownTotal(led, m):
		t.clean = false // 货款100元，交通费、误工费共计50元: the total of what stands before it
	case total || left:
		if total && t.clean && t.count > 1 {
			r.checkTotal(t, m, field)
		}
		if t.total && !left && m.yuan < t.yuan {
			t.yuan += m.yuan // a second list with its own total
		} else {
			t.yuan = m.yuan
		}
		t.total, t.any, t.parts, t.count, t.clean = true, true, 0, 0, true
		return
	case less:
		t.clean = false
		return
	}
	if !t.shared && (t.total && r.shares(m, led) || t.any && suffixOf(r.text[:m.at.Start], []string{"负担", "承担"}) != "") {
		t.yuan, t.total, t.shared, t.clean = 0, false, true, false // 合计十万元，由被告承担六万元
	}
	t.yuan += m.yuan
	t.parts += m.yuan
	t.count++
	t.any = true
	t.clean = t.clean && m.currency == ""
}

// lessened reports whether the words before a sum say that it is already paid or only bounds what
// is. A limit within which a sum is paid does not: 在保险限额内赔偿原告5万元.
func (r *reader) lessened(led []mark) bool {
	for i, m := range led {
		if m.cue != sayLess {
			continue
		}
		if w := r.text[m.start:m.end]; w != "限额" && w != "范围" || prefixOf(r.text[m.end:], []string{"内", "范围内", "以内", "之内", "项下"}) == "" {
			return true
		}
		if _, paid := said(led[i:], sayPay); !paid {
			return true
		}
	}
	return false
}

// ownTotal reports whether a total is that of the words right before it, which name no sums of
// their own. Led are the words since the sum before.
func (r *reader) ownTotal(led []mark, m sum) bool {
	w, _ := said(led, sayTotal)
	from := r.sentenceStart(m.at.Start)
	if sums := r.sumsIn(place{from, m.at.Start}); len(sums) > 0 {
		from = sums[len(sums)-1].at.End
	}
	return runes(strings.Trim(r.text[from:max(from, int(w.start))], "，,、；;：:以上总共 和及并")) > 0
}

// shares reports whether a sum after a total is what of the total is to be paid.
func (r *reader) shares(m sum, led []mark) bool {
	if _, ok := said(led, sayBear); ok {
		return true
	}
	before := r.text[r.clause(mark{start: int32(m.at.Start), end: int32(m.at.End)}).Start:m.at.Start]
	return strings.HasPrefix(before, "由") || strings.Contains(before, "百分之") || indexMark(before, "%％") >= 0 || strings.HasSuffix(before, "即")
}

// onlyBase reports whether a sum is only reckoned from: 以20万元为基数, 10万元的百分之三十.
func (r *reader) onlyBase(m sum) bool {
	after := r.text[m.at.End:]
	return prefixOf(after, []string{"为基数", "为本金", "作为基数", "本金为基数", "的基数", "的百分之", "范围", "限额", "限度", "为限", "的范围", "的限", "内承担", "以内", "以下", "×", "*", "÷"}) != "" ||
		strings.HasPrefix(after, "的") && startsWithDigit(after[len("的"):]) || strings.HasPrefix(after, "（") && strings.HasPrefix(after[len("（"):], "已")
}

// checkTotal reports a total that is not the sum of the parts before it.
func (r *reader) checkTotal(t *tally, m sum, field string) {
	if differs(t.parts, m.yuan) {
		r.defect(field, "contradiction", "各项金额之和与所写合计不一致。", m.at)
	}
}

// checkList reports a total of the whole list that is not the sum of its items. T is the item
// that the total stands in. A total of some items (以上1-2项合计) is left alone.
func (r *reader) checkList(t *tally, m sum, field string) {
	lead := lastRunes(r.text[:m.at.Start], 12)
	if i, w := lastOfWords(lead, "以上", "上述", "，", "；"); i >= 0 {
		lead = lead[i+len(w):]
	}
	some := strings.ContainsFunc(lead, func(c rune) bool { return digit(c) >= 0 })
	if some || r.list.items+t.count < 2 || r.list.dirty || !t.clean {
		return
	}
	if containsAny(r.text[r.paragraph(m.at.Start):m.at.Start], "变更", "撤销", "撤回", "放弃", "增加") {
		return // an item was changed in court; its words still tell the old sum
	}
	if differs(r.list.yuan+t.parts, m.yuan) {
		r.defect(field, "contradiction", "各项请求或者判项之和与所写总额不一致。", m.at)
	}
}

// differs reports whether two sums differ by a yuan or more. Less comes from rounding.
func differs(a, b float64) bool { return a-b >= 1 || b-a >= 1 }

// ofAll reports whether a total is that of the whole list and not of the item it stands in:
// 以上合计22000元.
func (r *reader) ofAll(m sum) bool {
	return r.containsAny(lastRunes(r.text[:m.at.Start], 12), "以上", "上述", "项合计", "项共计", "项总计")
}

// bracketed reports whether p, which starts outside brackets, ends inside one.
func (r *reader) bracketed(p place) bool {
	depth := 0
	for s, i := r.of(p), 0; i < len(s); {
		c, n := charAt(s, i)
		i += n
		switch {
		case ideograph(c):
		case c == '（', c == '(', c == '“':
			depth++
		case c == '）', c == ')', c == '”':
			depth--
		}
	}
	return depth > 0
}

// marksBetween returns those of marks that start within p. It is between without calls, because
// it is asked most.
func marksBetween(marks []mark, p place) []mark {
	from, to := 0, len(marks)
	for from < to {
		if n := (from + to) / 2; int(marks[n].start) < p.Start {
			from = n + 1
		} else {
			to = n
		}
	}
	first, to := from, len(marks)
	for limit := min(first+8, to); from < limit; from++ { // most places are short
		if int(marks[from].start) >= p.End {
			return marks[first:from]
		}
	}
	for from < to {
		if n := (from + to) / 2; int(marks[n].start) < p.End {
			from = n + 1
		} else {
			to = n
		}
	}
	return marks[first:from]
}

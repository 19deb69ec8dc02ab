package record

import (
	"slices"
	"strings"
)

// A blanket note says once in which currency all sums after it are: 以下币种均为美元,
// 5万美元（下同）. Without it 元 would be read as yuan.

// blanketWords are in every such note. Words that other sentences have too (以下均为) would have every
// document searched.
var blanketWords = []string{"币种", "下同"}

// readBlankets gives the sums after a blanket note its currency, up to the next such note. Those
// that say themselves that they are yuan stay, and so do court fees, which are always charged in yuan.
func (r *reader) readBlankets() {
	if !slices.ContainsFunc(blanketWords, r.follows.mayHold) {
		return
	}
	code, moved := "", len(r.foreign)
	at, next := r.blanketFrom(0)
	kept := r.sums[:0]
	for _, s := range r.sums {
		for at.Known() && (at.Start < s.at.Start || r.inBracketAfter(s.at, at)) {
			code = next
			at, next = r.blanketFrom(at.End)
		}
		if code == "" || r.saysYuan(s.at) || r.courtFee(s.at) {
			kept = append(kept, s)
			continue
		}
		s.currency = code
		r.foreign = append(r.foreign, s)
	}
	r.sums = kept
	if len(r.foreign) > moved {
		slices.SortStableFunc(r.foreign, func(a, b sum) int { return a.at.Start - b.at.Start })
	}
}

// inBracketAfter reports whether a note stands in the bracket right after a sum, and so is about that
// sum too: 5万元（港币，下同）.
func (r *reader) inBracketAfter(sum, note place) bool {
	between := r.text[sum.End:note.Start]
	return len(between) <= 3*12 && prefixOf(between, []string{"（", "("}) != "" && indexMark(between, "）)") < 0
}

// blanketFrom returns the first blanket note from byte i on and its currency, "" for yuan.
func (r *reader) blanketFrom(i int) (at place, code string) {
	for i < len(r.text) {
		k, w := r.firstOf(r.text[i:], blanketWords...)
		if k < 0 {
			break
		}
		at = place{i + k, i + k + len(w)}
		if code, ok := r.blanketCode(at, w); ok {
			return at, code
		}
		i = at.End
	}
	return place{}, ""
}

// blanketCode returns the currency that a note says, after its word (币种均为美元) or before it
// (5万美元，下同).
func (r *reader) blanketCode(at place, w string) (code string, ok bool) {
	if w == "币种" {
		if code, ok = currencyNamed(r.text[at.End:]); ok {
			return code, ok
		}
	}
	before := bareEnd(r.text[r.sentenceStart(at.Start):at.Start])
	switch code = currencyBefore(before); code {
	case "CNY":
		return "", true
	case "":
	default:
		return code, true
	}
	last := r.foreignIn(place{max(0, at.Start-3*24), at.Start})
	if n := len(last); n > 0 && last[n-1].at.End <= at.Start && bareEnd(r.text[last[n-1].at.End:at.Start]) == "" {
		return last[n-1].currency, true
	}
	return "", false
}

// bareEnd returns s without the marks and words that stand between a currency and 下同.
func bareEnd(s string) string {
	for {
		s = strings.TrimRight(s, "，,、（( ")
		w := suffixOf(s, []string{"以下币种", "货币单位", "币种", "货币", "单位", "以下"})
		if w == "" {
			return s
		}
		s = strings.TrimSuffix(s, w)
	}
}

// currencyNamed returns the currency that s names after words such as 均为.
func currencyNamed(s string) (code string, ok bool) {
	w := prefixOf(s, []string{"均为", "均系", "均以", "均指", "都是", "都为", "为", "是"})
	if w == "" {
		return "", false
	}
	s = s[len(w):]
	if strings.HasPrefix(s, "人民币") {
		return "", true
	}
	c, _ := firstRune(s)
	code, n := currencyWord(c, s)
	return code, n > 0
}

// saysYuan reports whether a sum itself says that it is of yuan.
func (r *reader) saysYuan(p place) bool {
	return suffixOf(strings.TrimRight(r.text[max(0, p.Start-3*4):p.Start], " "), []string{"人民币", "￥", "¥", "RMB", "CNY"}) != "" || strings.Contains(r.of(p), "人民币")
}

// courtFee reports whether a sum is a fee that the court charges.
func (r *reader) courtFee(p place) bool {
	words := r.text[r.sentenceStart(p.Start):p.Start]
	if i := lastMark(words, "，。；、（("); i >= 0 {
		words = words[i:]
	}
	return r.containsAny(words, "受理费", "保全费", "公告费", "诉讼费", "鉴定费", "申请费")
}

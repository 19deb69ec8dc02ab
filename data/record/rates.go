package record

import (
	"math"
	"strconv"
	"strings"
)

// rateElement notes an agreed rate of interest in percent a year. Rates that the law names
// are left out, and so is what the court awards.
func (r *reader) rateElement(m mark) {
	p := r.partAt(int(m.start))
	if p.kind == secDisposition || p.kind == secReasoning || p.kind == secTail || r.law(int(m.start)) {
		return
	}
	before := lastRunes(r.text[:m.start], 12)
	if r.containsAny(before, "人民银行", "同期", "基准", "四倍", "贷款市场") {
		return
	}
	percent, n := r.rateFrom(m)
	if n == 0 || percent <= 0 || percent > 1000 {
		return
	}
	value := strconv.FormatFloat(math.Round(percent*1e4)/1e4, 'f', -1, 64)
	r.addElement(Element{Kind: ElRate, Value: value, Span: place{int(m.start), int(m.start) + n}})
}

// rateFrom reads the rate that follows a word of interest, in percent a year, and the length
// of word and rate.
func (r *reader) rateFrom(m mark) (percent float64, length int) {
	end := min(len(r.text), int(m.end)+3*14)
	s := strings.ToValidUTF8(r.text[m.start:end], "")
	return rateAt(s, lastRunes(r.text[:m.start], 2))
}

// rateAt reads a rate at the start of s (利率为2%, 月息2分, 年利率24%), with the words before
// it, and returns percent a year and the length read; 0 if there is none.
func rateAt(s, before string) (percent float64, length int) {
	word := prefixOf(s, []string{"利率", "月息", "年息", "月利", "年化", "利息", "日息", "分利", "分息"})
	if word == "" {
		return 0, 0
	}
	i := len(word)
	for {
		w := prefixOf(s[i:], []string{"按照", "按", "约定", "为", "是", "以", "率", "收益", "息", "计", "每月", "月", "百分之", "千分之", "万分之", "：", ":", "利率", "人民币"})
		if w == "" || strings.HasSuffix(w, "分之") {
			break
		}
		i += len(w)
	}
	lead := before + s[:i]
	per := prefixOf(s[i:], []string{"百分之", "千分之", "万分之"})
	value, n := number(s[i+len(per):])
	if n == 0 || value == 0 {
		return 0, 0
	}
	i += len(per) + n
	share, k := shareAt(s[i:], per)
	if share == 0 {
		return 0, 0
	}
	if k > 0 && strings.HasPrefix(s[i:], "分") { // 一分五 is one and a half
		if d, size := firstRune(s[i+k:]); digit(d) > 0 && !arabic(d) {
			value += float64(digit(d)) / 10
			k += size
		} else if v, d := number(s[i+k:]); d > 0 && strings.HasPrefix(s[i+k+d:], "厘") { // 2分4厘
			value += v / 10
			k += d + len("厘")
		}
	}
	if w := prefixOf(s[i+k:], []string{"/年", "／年", "每年", "/月", "／月", "每月"}); w != "" {
		lead = w // 2%/月
		k += len(w)
	}
	times := perYear(lead, s[i:i+k])
	if times == 0 {
		return 0, 0
	}
	return value * share * times, i + k
}

// shareAt returns what one of the unit at the start of s is in percent: % 1, ‰ 0.1, 分 1, 厘 0.1.
func shareAt(s, per string) (percent float64, length int) {
	switch per {
	case "百分之":
		return 1, 0
	case "千分之":
		return 0.1, 0
	case "万分之":
		return 0.01, 0
	}
	for _, u := range []struct {
		word    string
		percent float64
	}{{"%", 1}, {"％", 1}, {"‰", 0.1}, {"﹪", 1}, {"分", 1}, {"厘", 0.1}, {"毛", 10}, {"角", 10}} {
		if strings.HasPrefix(s, u.word) {
			return u.percent, len(u.word)
		}
	}
	return 0, 0
}

// perYear returns how many times a year the rate runs: by the last word of time before it,
// else by the custom that 分, 厘 and ‰ are a month's; 0 if the words do not tell.
func perYear(lead, unit string) float64 {
	switch _, w := lastOfWords(lead, "年", "月", "日"); {
	case w == "年":
		return 1
	case w == "月":
		return 12
	case w == "日":
		return 365
	case containsAny(unit, "分", "厘", "毛", "角", "‰"):
		return 12
	}
	return 0
}

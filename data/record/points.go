package record

import (
	"strings"
)

// The ways in which the points of a list are numbered. A list keeps to one.
const (
	inHan     = iota + 1 // 一、
	inDigits             // 1、 1.
	inBracket            // （一） (1)
	inCircle             // ①
)

// maxPoints bounds what counts as the number of a point: larger ones are amounts or years.
const maxPoints = 60

// ordinalAt reads the number of a point at the start of s. Length 0 means none.
func ordinalAt(s string) (style, n, length int) {
	c, size := firstRune(s)
	switch {
	case c >= '①' && c <= '⑳':
		return inCircle, int(c-'①') + 1, size
	case c == '（' || c == '(':
		if n, k := smallNumber(s[size:]); k > 0 {
			if d, end := firstRune(s[size+k:]); (d == '）' || d == ')') && n > 0 && n <= maxPoints {
				return inBracket, n, size + k + end
			}
		}
		return 0, 0, 0
	case digit(c) < 0 && c != '十':
		return 0, 0, 0
	}
	if n, length = smallNumber(s); length == 0 || n < 1 || n > maxPoints {
		return 0, 0, 0
	}
	style = inHan
	if arabic(c) {
		style = inDigits
	}
	d, end := firstRune(s[length:])
	switch {
	case d == '、' || d == '．' || d == '.' || (d == '，' || d == ',') && style == inDigits:
		if startsWithDigit(s[length+end:]) && d != '、' {
			return 0, 0, 0 // 3.5万元, 1,050元
		}
		return style, n, length + end
	case style == inDigits && prefixOf(s[length:], []string{"判令", "依法", "请求", "要求", "被告", "本案", "诉讼费"}) != "":
		return style, n, length // the separator is lost
	}
	return 0, 0, 0
}

// points cuts p into the points of its numbered list, whose numbers run on from 1; what stands
// before the first is a point of its own, the lead. Without a list the sentences are the points.
// What stands in brackets or quotation marks is not looked at.
func (r *reader) points(p place) (out []place, numbered, lead bool) {
	style, next, start := 0, 1, p.Start
	for i := p.Start; i < p.End; {
		if st, n, k := ordinalAt(r.text[i:p.End]); k > 0 && (st == style || style == 0) && (n == next || style == 0 && n == 2 && i > start) {
			out = r.addPoint(out, place{start, i})
			lead = lead || style == 0 && len(out) > 0
			style, next, start = st, n+1, i+k
			i += k
			continue
		}
		i = r.nextPhrase(i, p.End)
	}
	if style != 0 {
		return r.addPoint(out, place{start, p.End}), true, lead
	}
	for i := p.Start; i < p.End; {
		end := min(r.sentenceEnd(i), p.End)
		out = r.addPoint(out, place{i, end})
		i = end
	}
	return out, false, false
}

// nextPhrase returns the start of the next phrase after byte i, over brackets and quotations.
func (r *reader) nextPhrase(i, limit int) int {
	for i < limit {
		if b := r.text[i]; b >= 0xe4 && b <= 0xe9 {
			i += 3 // a Chinese character
			continue
		}
		c, size := charAt(r.text[:limit], i)
		switch {
		case opens(c):
			size = max(size, closing(r.text[i:limit]))
		case c == '“':
			if k := strings.Index(r.text[i:limit], "”"); k > 0 {
				size = k
			}
		case isMark(c, "。；;\n，,、：: 　"):
			return skipBlank(r.text[:limit], i+size)
		}
		i += size
	}
	return limit
}

// addPoint adds a point without what surrounds it, if anything is left.
func (r *reader) addPoint(out []place, p place) []place {
	if p = r.trimPlace(p, "，,；;。、：:."); p.Known() {
		out = append(out, p)
	}
	return out
}

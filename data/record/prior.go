package record

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// numberAt notes the case number whose year stands at byte i, within brackets, and returns the
// length from i to its end; 0 if there is none.
func (r *reader) numberAt(i int) int {
	if i == 0 || r.text[i-1] >= utf8.RuneSelf && (i < 3 || !mayBracket(r.text[i-3])) {
		return 0
	}
	c, size := lastRune(r.text[:i])
	if !opens(c) {
		return 0
	}
	norm, n := caseNumberAt(r.text[i-size:])
	if n == 0 {
		return 0
	}
	r.numbers = append(r.numbers, caseNumber{norm, place{i - size, i - size + n}})
	return n - size
}

// readPriorCases gathers the other decisions that the text names by their numbers. Numbers of
// papers that are no court's (公证书, 鉴定书, 起诉书 …) are left out.
func (r *reader) readPriorCases() {
	for _, n := range r.numbers {
		if n.at.Start < r.head.body || n.at.Start >= r.head.tail || sameCase(n.norm, r.j.CaseNo) {
			continue
		}
		parts, ok := splitCaseNo(n.norm)
		procedure := procedureOfType(parts.Type)
		if !ok || procedure == "" || notOfCourt(parts.Court+parts.Type) {
			continue
		}
		r.addPriorCase(PriorCase{
			CaseNo: n.norm, Procedure: procedure, Relation: r.relation(n, procedure), DocType: docTypeAfter(r.text[n.at.End:]), Span: n.at, Confidence: Led,
		})
	}
}

// notOfCourt reports whether a number belongs to another body: a notary, an expert, an
// arbitrator, a procurator, an agency.
func notOfCourt(code string) bool {
	return containsAny(code, "证字", "证民", "鉴", "裁字", "仲裁", "劳", "检", "函", "罚", "公（", "字第（", "会", "估", "验", "评字", "发")
}

// addPriorCase adds a case or, where it is in the list already, what this place tells more.
func (r *reader) addPriorCase(p PriorCase) {
	p.Court, p.DecidedOn = r.decidedBy(p.Span.Start)
	i := slices.IndexFunc(r.j.PriorCases, func(q PriorCase) bool { return sameCase(p.CaseNo, q.CaseNo) })
	if i < 0 {
		r.j.PriorCases = append(r.j.PriorCases, p)
		return
	}
	q := &r.j.PriorCases[i]
	if q.Relation == RelatedCase && p.Relation != RelatedCase {
		q.Relation, q.Span = p.Relation, p.Span
	}
	if q.Court == "" {
		q.Court = p.Court
	}
	if q.DocType == "" {
		q.DocType = p.DocType
	}
	if q.DecidedOn == "" {
		q.DecidedOn = p.DecidedOn
	}
}

// decidedBy reads the court and the date before a number: 某某人民法院于2015年3月4日作出的
// （2015）…号. The own court, named 本院, is returned by its name.
func (r *reader) decidedBy(at int) (court, day string) {
	from := max(r.sentenceStart(at), r.runeStart(max(at-3*70, 0)))
	before := beforeBracket(strings.TrimRight(r.text[from:at], " 　“”《"))
	for _, w := range []string{"作出的", "作出了", "作出", "制作的", "所作的", "做出的", "做出", "审理的", "的"} {
		if s, ok := strings.CutSuffix(before, w); ok {
			before = s
			break
		}
	}
	days := r.daysIn(place{from, at})
	if len(days) > 0 && days[len(days)-1].at.End == from+len(before) {
		d := days[len(days)-1]
		if d.full() {
			day = d.iso
		}
		before = strings.TrimSuffix(strings.TrimSuffix(r.text[from:d.at.Start], "于"), "，")
	} else if k := lastIndex(before, "法院"); k >= 0 {
		court, dated := r.courtAndDay(from, before[:k+len("法院")], days)
		if k+len("法院") == len(before) {
			return court, dated
		}
	}
	switch {
	case strings.HasSuffix(before, "本院"), strings.HasSuffix(before, "我院"):
		return r.j.Court, day
	case strings.HasSuffix(before, "法院"), strings.HasSuffix(before, "分院"):
		court, _ = r.courtAndDay(from, before, nil)
		return court, day
	}
	return "", day
}

// beforeBracket drops a bracket at the end of s: 安徽省高级人民法院（以下简称安徽高院）.
func beforeBracket(s string) string {
	if i := lastOpening(s); i > 0 && i+closing(s[i:]) == len(s) {
		return s[:i]
	}
	return s
}

// courtAndDay returns the court that before ends with, and the full day that stands right before it.
func (r *reader) courtAndDay(from int, before string, days []day) (court, iso string) {
	name := courtAtEnd(before)
	if n := len(days); n > 0 && days[n-1].full() && days[n-1].at.End == from+len(before)-len(name)-len("，") {
		iso = days[n-1].iso
	} else if n > 0 && days[n-1].full() && days[n-1].at.End == from+len(before)-len(name) {
		iso = days[n-1].iso
	}
	switch {
	case strings.HasSuffix(name, "本院"):
		return r.j.Court, iso
	case runes(name) < 4 || runes(name) > 40:
		return "", iso
	}
	return name, iso
}

// courtAtEnd returns the name of a court that s ends with, without the words before it.
func courtAtEnd(s string) string {
	s = s[afterRune(s, lastMark(s, "，,。；;：:、（）()“”《》\n 　")):]
	for _, w := range []string{"不服", "撤销", "维持", "变更", "依据", "根据", "关于"} {
		if i := lastIndex(s, w); i >= 0 {
			s = s[i+len(w):]
		}
	}
	for i := range s {
		// What stands before the name has no end that a word tells: 原告提供某省某市中级人民法院.
		if rest := s[i:]; rest == "本院" || readCourtName(rest, "").formed {
			return rest
		}
	}
	return s
}

// docTypeAfter reads the kind of paper that follows a number: 民事判决, 执行裁定书, 支付令.
func docTypeAfter(s string) DocType {
	for {
		w := prefixOf(s, []string{"民事", "刑事附带民事", "刑事", "行政", "执行", "的", "一审", "二审", "再审", "生效", "先予", "《", "“", "〈", " ", "案件"})
		if w == "" {
			break
		}
		s = s[len(w):]
	}
	for _, t := range titles() {
		if strings.HasPrefix(s, strings.TrimSuffix(t.words, "书")) {
			return t.kind
		}
	}
	return ""
}

// relation tells what a case that is named at a number is to the present one.
func (r *reader) relation(n caseNumber, of Procedure) Relation {
	from := r.sentenceStart(n.at.Start)
	before, after := r.text[from:n.at.Start], r.text[n.at.End:r.sentenceEnd(n.at.End)]
	switch r.j.Procedure {
	case Enforcement:
		if of != Enforcement && r.enforces(before, after) {
			return EnforcedCase
		}
		if of == Enforcement && strings.Contains(before, "不服") {
			return ReviewedCase
		}
	case Second, Retrial, RetrialReview:
		if r.reviews(n.at.Start, before, after) {
			return ReviewedCase
		}
	}
	return RelatedCase
}

// enforces reports whether words around a number call it the title that is enforced.
func (r *reader) enforces(before, after string) bool {
	return r.containsAny(before, "申请执行", "执行依据", "依据", "根据", "执行") || r.containsAny(after, "法律效力", "生效", "执行", "义务")
}

// reviews reports whether the sentence around a number names the decision under review: 不服
// …号民事判决，向本院提起上诉; 撤销…号民事判决.
func (r *reader) reviews(at int, before, after string) bool {
	kind := r.partAt(at).kind
	switch {
	case strings.Contains(before, "不服") && (kind == secProcedure || r.containsAny(after, "上诉", "申请再审", "申诉", "抗诉")):
		return true
	case kind == secDisposition:
		i, _ := lastOfWords(before, "撤销", "维持", "变更")
		return i >= 0
	}
	if kind != secProcedure {
		return false
	}
	end := r.sentenceEnd(at)
	next := r.text[end:r.sentenceEnd(min(end+1, len(r.text)))]
	return strings.Contains(next, "不服") || r.containsAny(after, "提起上诉", "申请再审", "提出上诉", "向检察机关", "提出抗诉", "裁定提审", "指令")
}

package record

import "strings"

// changeClaims marks the claims that were dropped or changed at the hearing and adds what came
// in their place.
func (r *reader) changeClaims() {
	if len(r.j.Claims) == 0 {
		return
	}
	from := 0
	for _, m := range r.marks {
		if m.cue != cueChange || int(m.start) < from || !r.changesHere(m) {
			continue
		}
		s := r.sentence(int(m.start))
		from = s.End
		r.changeAt(m, s)
	}
}

// changesHere reports whether a word tells of a change in this instance and of the claim.
func (r *reader) changesHere(m mark) bool {
	p := r.partAt(int(m.start))
	if p.earlier || p.kind == secReasoning || p.kind == secDisposition || p.kind == secTail || int(m.start) < r.head.body {
		return false
	}
	before := r.text[r.sentenceStart(int(m.start)):m.start]
	return !r.containsAny(before, "一审", "原审", "被告", "视为", "请求判令", "诉讼请求：") && !strings.HasSuffix(before, "如不服")
}

// changeAt applies a change told in the sentence s.
func (r *reader) changeAt(m mark, s place) {
	words := r.text[m.start:s.End]
	n := len(r.j.Claims)
	which := claimNumbers(words)
	changes := strings.Contains(words, "变更") || strings.Contains(r.text[s.Start:m.end], "变更") || strings.HasPrefix(words, "请求金额为")
	if !changes && !r.containsAny(words, "放弃", "撤回", "撤销") {
		return
	}
	if changes {
		k, w := r.firstOf(words, "变更为", "请求为", "金额为", "为：")
		if k < 0 {
			return
		}
		side := r.j.Claims[0].By
		at := mark{cue: cueRequest, start: m.start, end: m.start + int32(k+len(w))}
		if r.requestAt(at, r.partAt(int(m.start)).at, Claim{By: side, Confidence: Guessed}) == 0 {
			return
		}
		if len(which) == 0 && strings.Contains(words[:k+len(w)], "诉讼请求") {
			which = allClaims
		}
	}
	r.drop(n, which, place{int(m.end), s.End}, changes)
}

// allClaims stands for every claim.
var allClaims = []int{0}

// drop marks those of the first n claims that a change is about: by their number or, of what
// was given up, by what it asked.
func (r *reader) drop(n int, which []int, at place, changed bool) {
	kind := Relief("")
	if len(which) == 0 && !changed {
		marks := r.saysIn(at)
		kind = r.reliefOf(marks, true, len(r.sumsIn(at)) > 0)
	}
	for i := range r.j.Claims[:n] {
		c := &r.j.Claims[i]
		for _, k := range which {
			c.Dropped = c.Dropped || k == 0 && !c.Earlier && !c.Counter || k == i+1
		}
		c.Dropped = c.Dropped || kind != "" && kind != OtherRelief && c.Kind == kind
	}
}

// claimNumbers returns the numbers of the claims that words name: 第一项, 第2、3项.
func claimNumbers(words string) []int {
	var out []int
	i := strings.Index(words, "第")
	end := strings.Index(words, "项")
	for i >= 0 && end > i {
		i += len("第")
		for i < end {
			n, k := smallNumber(words[i:])
			if k == 0 {
				if w := prefixOf(words[i:], []string{"、", "，", ",", "和", "及", "第", "项"}); w != "" {
					i += len(w)
					continue
				}
				return out
			}
			out = append(out, n)
			i += k
		}
		return out
	}
	return out
}

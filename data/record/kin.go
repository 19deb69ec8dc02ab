package record

import "strings"

// kinElement notes that parties of opposing sides are relatives, in one of two forms: both
// are named and then the tie (原告与被告系兄弟), or one is called the other's (原告系被告之父).
// Relatives of a party who are not parties themselves do not count.
func (r *reader) kinElement(m mark) {
	p := r.partAt(int(m.start))
	if p.kind == secDisposition || p.earlier && p.kind != secFacts || r.law(int(m.start)) {
		return
	}
	at := r.clause(m)
	left, mid, ok := splitTie(r.text[at.Start:m.end])
	if !ok || !endsTie(r.text[m.end:at.End]) {
		return
	}
	if r.tied(left, mid) {
		r.addElement(Element{Kind: ElKin, Value: r.speaker(int(m.start)), Span: at})
	}
}

// splitTie splits the words of a phrase up to a word of kinship at the verb 系, 是, 为 or 属.
// What a bracket before it says is about one person only, so it is no part of the phrase.
func splitTie(s string) (left, mid string, ok bool) {
	if i := lastOpening(s); i >= 0 && closing(s[i:]) == 0 {
		return "", "", false
	}
	i, w := lastOfWords(s, "系", "是", "为", "属")
	if w == "系" && strings.HasSuffix(s[:i], "关") { // 夫妻关系
		i, w = lastOfWords(s[:i], "系", "是", "为", "属")
	}
	if i < 0 || containsAny(lastRunes(s[:i], 2), "不", "非", "否") {
		return "", "", false
	}
	return s[:i], s[i+len(w):], true
}

// endsTie reports whether a phrase ends after a word of kinship; what goes on names somebody
// else (原告之子张某).
func endsTie(rest string) bool {
	rest = strings.TrimPrefix(rest, "关系")
	c, _ := lastRune(strings.TrimSpace(rest))
	return rest == "" || prefixOf(rest, []string{"，", ",", "。", "；", "、", "“", "的事实"}) != "" || runes(rest) == 1 && punctuation(c)
}

// tied reports whether the words around the verb name people of opposing sides and nobody else.
func (r *reader) tied(left, mid string) bool {
	claiming, defending := r.sidesIn(mid)
	if claiming != defending {
		c, d := r.sidesIn(left)
		return c != d && c == defending
	}
	if claiming || runes(mid) > 8 {
		return false
	}
	if claiming, defending = r.sidesIn(left); claiming && defending {
		return runes(r.remainder(left)) <= 4
	}
	return r.containsAny(left, "原、被告", "原被告", "双方") && runes(r.remainder(left)) <= 8
}

// sidesIn reports which sides of the first instance the words name: by the parties' names, by those
// of their representatives, or by role words that no name follows. 被告 before a name may be his part
// in an earlier instance.
func (r *reader) sidesIn(s string) (claiming, defending bool) {
	note := func(i int) {
		claiming = claiming || r.sideAtFirst(i) == Claiming
		defending = defending || r.sideAtFirst(i) == Defending
	}
	for _, i := range r.cast.mentions(s) {
		note(i)
	}
	for i, p := range r.j.Parties {
		if runes(p.LegalRep) >= 2 && strings.Contains(s, "法定代表人"+p.LegalRep) {
			note(i)
		}
	}
	return claiming || r.standsAlone(s, "原告"), defending || r.standsAlone(s, "被告")
}

// standsAlone reports whether a role word occurs in s without a party's name after it.
func (r *reader) standsAlone(s, word string) bool {
	for i := strings.Index(s, word); i >= 0; {
		rest := s[i+len(word):]
		if r.cast.nameAt(rest) == nil {
			return true
		}
		k := strings.Index(rest, word)
		if k < 0 {
			return false
		}
		i += len(word) + k
	}
	return false
}

// remainder removes names, role words and what joins them.
func (r *reader) remainder(s string) string {
	for _, n := range r.cast.names {
		s = strings.ReplaceAll(s, n.name, "")
	}
	for _, w := range []string{"原、被告", "原告", "被告", "上诉人", "被上诉人", "双方", "当事人", "第三人", "与", "和", "、", "及", "均", "原", "两", "二"} {
		s = strings.ReplaceAll(s, w, "")
	}
	return s
}

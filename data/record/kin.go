package record

import (
	"slices"
	"strings"
)

// kinElement notes that parties of opposing sides are relatives, in one of two forms: both
// are named and then the tie (原告与被告系兄弟), or one is called the other's (原告系被告之父).
// Relatives of a party who are not parties themselves do not count.
func (r *reader) kinElement(m mark) {
	p := r.partAt(int(m.start))
	agreed := r.j.DocType == Mediation // what the parties settle on stands where a judgment orders
	if p.kind == secDisposition && !agreed || p.earlier && p.kind != secFacts || r.law(int(m.start)) {
		return
	}
	at := r.clause(m)
	left, mid, ok := splitTie(r.text[at.Start:m.end])
	rest := r.text[m.end:at.End]
	if l, in, bracketed := aside(r.text[at.Start:m.end]); bracketed && closesAt(rest) {
		left, mid, ok, rest = l, in, true, ""
	}
	if r.givenToKin(m, at) || r.calledKin(m, at) {
		r.addElement(Element{Kind: ElKin, Value: r.speaker(int(m.start)), Span: at})
		return
	}
	if !ok || !endsTie(rest) {
		return
	}
	if r.tied(left, mid) || r.ownTie(p, left, mid) || r.tiedBefore(r.text[r.sentenceStart(at.Start):at.Start], left, mid) {
		r.addElement(Element{Kind: ElKin, Value: r.speaker(int(m.start)), Span: at})
	}
}

// calledKin reports whether one party is called kin of the other by 其 and the name behind it: 李四尚欠其姐李五借款.
func (r *reader) calledKin(m mark, at place) bool {
	before := r.text[at.Start:m.start]
	if !strings.HasPrefix(r.text[m.start:m.end], "其") && !strings.HasSuffix(before, "其") {
		return false
	}
	named := r.cast.nameAt(r.text[m.end:])
	if named == nil {
		return false
	}
	who := r.cast.mentions(before)
	if len(who) == 0 {
		who = r.cast.mentions(r.text[r.sentenceStart(at.Start):at.Start])
	}
	if len(who) != 1 || who[0] == named.party {
		return false
	}
	a, b := r.sideAtFirst(who[0]), r.sideAtFirst(named.party)
	return r.j.Procedure == Special || a == Claiming && b == Defending || a == Defending && b == Claiming
}

// splitTie splits the words of a phrase up to a word of kinship at the verb 系, 是, 为 or 属.
// What a bracket before it says is about one person only, so it is no part of the phrase.
func splitTie(s string) (left, mid string, ok bool) {
	if i := lastOpening(s); i >= 0 && closing(s[i:]) == 0 {
		return "", "", false
	}
	i, w := lastOfWords(s, tieVerbs...)
	if w == "系" && strings.HasSuffix(s[:i], "关") { // 夫妻关系
		i, w = lastOfWords(s[:i], tieVerbs...)
	}
	if i < 0 || containsAny(lastRunes(s[:i], 2), "不", "非", "否", "未", "没", "无") || prefixOf(s[i+len(w):], []string{"无", "非", "没有"}) != "" {
		return "", "", false // 双方系无亲属关系的伙伴
	}
	return s[:i], s[i+len(w):], true
}

func closesAt(s string) bool {
	c, _ := firstRune(s)
	return closes(c)
}

// aside splits the words up to a word of kinship that stand in a bracket behind who is spoken of, named again there or not:
// 申请执行人路某（系被执行人法定代表人赵七之子）, 抵偿给路某（路某系该公司法定代表人赵七之妻）.
func aside(s string) (left, mid string, ok bool) {
	i := lastOpening(s)
	if i < 0 {
		return "", "", false
	}
	_, size := firstRune(s[i:])
	inner := s[i+size:]
	if mid, ok = strings.CutPrefix(inner, "系"); ok {
		return s[:i], mid, true
	}
	if closing(s[i:]) > 0 {
		return "", "", false
	}
	return splitTie(inner)
}

// givenToKin reports whether a phrase names one side by what he is to the other, who does something to him: 羊六将房屋以十万元
// 出售给其堂兄马五, 羊六同意将车位过户给前妻马五.
func (r *reader) givenToKin(m mark, at place) bool {
	word := r.text[m.start:m.end]
	rest := r.text[m.end:at.End]
	rest = rest[len(prefixOf(rest, []string{"原告", "申请人", "申请执行人", "即"})):]
	who := r.cast.nameAt(rest)
	if who == nil {
		return false
	}
	before := r.text[at.Start:m.start]
	switch {
	case strings.HasPrefix(word, "其"), suffixOf(before, []string{"其", "给", "予", "于", "向", "与"}) != "":
	case prefixOf(word, []string{"的", "之"}) == "" || !r.endsWithDefending(before):
		return false
	}
	if containsAny(lastRunes(before, 6), "系", "是") {
		return false
	}
	claiming, defending := r.sidesIn(rest[:len(who.name)])
	if !claiming || defending {
		return false
	}
	claiming, defending = r.sidesIn(before)
	return defending && !claiming
}

// tieVerbs join those who are tied with what they are to each other.
var tieVerbs = []string{"系", "是", "为", "属", "存在", "具有"}

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
	if claiming || runes(bareTie(mid)) > 8 {
		return false
	}
	if claiming, defending = r.sidesIn(left); claiming && defending {
		return runes(r.remainder(left)) <= 4
	}
	return r.containsAny(left, "原、被告", "原被告", "双方") && runes(r.remainder(left)) <= 8
}

// endsWithDefending reports whether words end with the name of somebody who answers, or of who leads it.
func (r *reader) endsWithDefending(s string) bool {
	return slices.ContainsFunc(r.j.Parties, func(p Party) bool {
		return p.Side == Defending && (strings.HasSuffix(s, p.Name) || runes(p.LegalRep) >= 2 && strings.HasSuffix(s, p.LegalRep))
	})
}

// bareTie cuts off what may stand before a word of kinship and tells only since when or how: 2023年9月登记离婚的夫妻.
func bareTie(mid string) string {
	for {
		w := prefixOf(mid, []string{"于", "在", "自", "登记", "协议", "办理", "离婚", "结婚", "刚", "已", "原", "再婚", "同父异母", "同母异父", "的", "关系", "亲"})
		if w == "" {
			_, n := dateAt(mid)
			w = mid[:n]
		}
		if w == "" || w == mid {
			return mid
		}
		mid = mid[len(w):]
	}
}

// ownTie is tied for a phrase in which who claims speaks of himself (其系被执行人堂兄), and, of a paper that
// two apply for together, for the two of them.
func (r *reader) ownTie(p part, left, mid string) bool {
	if r.j.Procedure == Special {
		a, b := r.cast.mentions(left), r.cast.mentions(mid)
		return len(a) == 1 && len(b) == 1 && a[0] != b[0] && runes(r.remainder(left)) <= 4
	}
	if p.kind != secClaims && r.j.Procedure != Payment {
		return false
	}
	own, ok := strings.CutPrefix(strings.TrimSpace(left), "其")
	if !ok {
		return false
	}
	claiming, defending := r.sidesIn(mid)
	if own == "" {
		return defending && !claiming && runes(r.remainder(mid)) <= 8
	}
	if claiming || defending || runes(bareTie(mid)) > 8 || prefixOf(own, []string{"与", "和", "同", "跟"}) == "" {
		return false
	}
	claiming, defending = r.sidesIn(own) // 其与被申请人系叔侄
	return defending && !claiming && runes(r.remainder(own)) <= 8
}

// tiedBefore is tied for a phrase that names one of the two by 其 only, after the phrases before it:
// 赵七系被告法定代表人，原告系其妻子.
func (r *reader) tiedBefore(before, left, mid string) bool {
	if !strings.HasPrefix(mid, "其") || runes(mid) > 5 {
		return false
	}
	claiming, defending := r.sidesIn(before)
	c, d := r.sidesIn(left)
	return claiming != defending && c != d && c == defending
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
		if r.speaksOf(s, p.LegalRep) {
			note(i)
		}
	}
	for _, w := range r.tieRoles() {
		claiming = claiming || r.standsAlone(s, w.claiming)
		defending = defending || r.standsAlone(s, w.defending)
	}
	return claiming, defending
}

// speaksOf reports whether words name somebody's legal representative: by title and name, or by a
// personal name that is no party's.
func (r *reader) speaksOf(s, rep string) bool {
	if n := runes(rep); n < 2 || !strings.Contains(s, rep) {
		return false
	}
	return strings.Contains(s, "法定代表人"+rep) || looksPersonal(rep) && !slices.ContainsFunc(r.j.Parties, func(p Party) bool { return p.Name == rep })
}

// A rolePair has the words for the two sides.
type rolePair struct{ claiming, defending string }

// tieRoles returns the words for the two sides of the first instance. Those of an enforcement or an
// application say where somebody stands now, which an appeal may have turned round.
func (r *reader) tieRoles() []rolePair {
	pairs := []rolePair{{"原告", "被告"}, {"申请执行人", "被执行人"}, {"申请人", "被申请人"}, {"债权人", "债务人"}}
	if slices.ContainsFunc(r.j.Parties, func(p Party) bool { return p.FirstSide != "" }) {
		return pairs[:1]
	}
	return pairs
}

// standsAlone reports whether a role word occurs in s without a party's name after it. It does not
// find 申请人 in 被申请人, nor who was the creditor before (原债权人).
func (r *reader) standsAlone(s, word string) bool {
	for from := 0; ; {
		i := strings.Index(s[from:], word)
		if i < 0 {
			return false
		}
		at := from + i
		if from = at + len(word); r.cast.nameAt(s[from:]) == nil && suffixOf(s[:at], []string{"被", "原"}) == "" {
			return true
		}
	}
}

// remainder removes names, role words, offices with the names of those who hold them, and what
// joins all these.
func (r *reader) remainder(s string) string {
	for _, w := range officeWords {
		if i := strings.Index(s, w); i >= 0 {
			rest := s[i+len(w):]
			if k := strings.IndexAny(rest, "、与和及"); k >= 0 {
				rest = rest[:k]
			}
			if runes(rest) <= 4 {
				s = s[:i] + s[i+len(w)+len(rest):]
			}
		}
	}
	for _, n := range r.cast.names {
		s = strings.ReplaceAll(s, n.name, "")
	}
	for _, p := range r.j.Parties {
		if runes(p.LegalRep) >= 2 {
			s = strings.ReplaceAll(s, p.LegalRep, "")
		}
	}
	for _, w := range tieFillers {
		s = strings.ReplaceAll(s, w, "")
	}
	return s
}

// tieFillers may stand beside the names of those who are tied: role words, the longer first, and
// what joins names.
var tieFillers = []string{
	"原、被告", "申请执行人", "被执行人", "被申请人", "申请人", "被上诉人", "上诉人", "债权人", "债务人", "原告", "被告", "双方", "当事人", "第三人",
	"公司", "之间", "与", "和", "、", "及", "均", "原", "两", "二", "的", "该",
}

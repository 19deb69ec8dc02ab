package record

import (
	"slices"
	"strings"
	"sync"
)

// Who says something: the value of elements that one side may assert and the other deny.
const (
	SaidInClaim   = "claim"   // the claiming side asserts it
	SaidInDefence = "defence" // the defending side asserts it
	SaidByCourt   = "finding" // the court reports it as its own finding
)

// A cast holds the words by which the text names each side: role words, names and the
// short names that the text gives (以下简称…).
type cast struct {
	claiming, defending []string
	names               []castName // names and short names of each party, longest first
	// longer holds, by name, the longer names that begin with it: 陈某 begins 陈某1. Nil if none does.
	longer map[string][]string
}

type castName struct {
	name  string
	party int
}

// castOf gathers the names. Short names are looked for in the section on procedure, where
// documents introduce them.
func (r *reader) readCast() {
	c := cast{
		claiming:  r.held(r.cast.claiming, "上诉人", "申请人", "申请执行人"),
		defending: r.held(r.cast.defending, "被上诉人", "被申请人", "被执行人"),
		names:     r.cast.names,
	}
	// Who was plaintiff may be the one who answers an appeal.
	for _, role := range []struct {
		word  string
		first Side
	}{{"原告", Claiming}, {"被告", Defending}} {
		switch side := r.roleSide(role.first); {
		case len(r.held(nil, role.word)) == 0:
		case side == Claiming:
			c.claiming = append(c.claiming, role.word)
		default:
			c.defending = append(c.defending, role.word)
		}
	}
	intro := r.of(r.first(secProcedure).at)
	intro = intro[:min(len(intro), 3*1500)]
	if !r.containsAny(intro, "简称", "下称") {
		intro = ""
	}
	for i, p := range r.j.Parties {
		c.add(p.Name, i, p.Side)
		c.add(shortName(intro, p.Name), i, p.Side)
		if unnumbered(p.RoleText) != p.RoleText {
			c.add(p.RoleText, i, p.Side) // 被告一
		}
	}
	slices.SortStableFunc(c.names, func(a, b castName) int { return len(b.name) - len(a.name) })
	c.longer = c.longerNames()
	r.cast = c
}

// longerNames finds the names that begin others.
func (c cast) longerNames() map[string][]string {
	var out map[string][]string
	note := func(name, longer string) {
		if name == longer || slices.Contains(out[name], longer) {
			return
		}
		if out == nil {
			out = map[string][]string{}
		}
		out[name] = append(out[name], longer)
	}
	if len(c.names) <= fewNames {
		for i, l := range c.names {
			for _, n := range c.names[i+1:] { // the longer stand first
				if strings.HasPrefix(l.name, n.name) {
					note(n.name, l.name)
				}
			}
		}
		return out
	}
	all := make(map[string]bool, len(c.names))
	for _, n := range c.names {
		all[n.name] = true
	}
	for _, l := range c.names {
		for n := len(l.name) - lastSize(l.name); n > 0; n -= lastSize(l.name[:n]) {
			if all[l.name[:n]] {
				note(l.name[:n], l.name)
			}
		}
	}
	return out
}

// begins reports whether what stands at byte i of s is not the name w, but a longer one that begins
// with it.
func (c cast) begins(s string, i int, w string) bool {
	for _, l := range c.longer[w] {
		if strings.HasPrefix(s[i:], l) {
			return true
		}
	}
	return false
}

// index returns where a word for a side stands first in s, before byte end; -1 if it does not. It does
// not find a name in a longer one.
func (c cast) index(s, w string, end int) int {
	for from := 0; ; from += len(w) {
		i := index(s[from:max(from, min(end-1+len(w), len(s)))], w)
		if i < 0 {
			return -1
		}
		if from += i; c.longer == nil || !c.begins(s, from, w) {
			return from
		}
	}
}

// lastIndex returns where a word for a side stands last in s, from byte from on; -1 if it does not.
// It does not find a name in a longer one.
func (c cast) lastIndex(s, w string, from int) int {
	for end := len(s); ; {
		i := lastIndex(s[min(from, end):end], w)
		if i < 0 {
			return -1
		}
		if i += from; c.longer == nil || !c.begins(s, i, w) {
			return i
		}
		end = i
	}
}

// add notes a name of a party.
func (c *cast) add(name string, party int, side Side) {
	if runes(name) < 2 {
		return
	}
	c.names = append(c.names, castName{name, party})
	switch side {
	case Claiming:
		c.claiming = append(c.claiming, name)
	case Defending:
		c.defending = append(c.defending, name)
	}
}

// shortName returns the short name that follows a name in a bracket: （以下简称“辰龙公司”）.
func shortName(intro, name string) string {
	for i := 0; name != ""; {
		k := index(intro[i:], name)
		if k < 0 {
			return ""
		}
		i += k + len(name)
		n := closing(intro[i:])
		if n == 0 {
			continue
		}
		inside := intro[i : i+n]
		at, w := firstOf(inside, "简称为", "简称", "下称")
		if at < 0 {
			continue
		}
		short := inside[at+len(w):]
		short = strings.TrimFunc(short, func(c rune) bool {
			return closes(c) || blank(c) || isMark(c, "：:“”\"‘’《》，,、")
		})
		if short != "" && len(short) < 3*20 {
			return short
		}
	}
	return ""
}

// lastSide returns the side that is named last in s, and where; SideUnknown if none is.
func (c cast) lastSide(s string) (Side, int) {
	side, at := SideUnknown, -1
	for _, w := range c.claiming { // only what stands after the one found counts
		if i := c.lastWord(s, w, at+1); i >= 0 {
			side, at = Claiming, i
		}
	}
	for _, w := range c.defending {
		// 被上诉人 ends with 上诉人: the longer word starts earlier and must win.
		from := max(at-len(w), 0)
		if i := c.lastIndex(s, w, from); i >= 0 {
			side, at = Defending, i
		}
	}
	return side, at
}

// firstSide returns the side that is named first in s; SideUnknown if none is.
func (c cast) firstSide(s string) Side {
	side, at := SideUnknown, len(s)
	for _, w := range c.defending {
		if i := c.index(s, w, at); i >= 0 { // only what stands before the one found counts
			side, at = Defending, i
		}
	}
	for _, w := range c.claiming {
		if i := c.index(s, w, at); i >= 0 && !strings.HasSuffix(s[:i], "被") {
			side, at = Claiming, i
		}
	}
	return side
}

// lastWord is lastIndex that does not find 上诉人 inside 被上诉人.
func (c cast) lastWord(s, w string, from int) int {
	for end := len(s); ; {
		i := c.lastIndex(s[:end], w, from)
		if i < 0 || !strings.HasSuffix(s[:i], "被") {
			return i
		}
		end = i
	}
}

// mentions returns the parties named in s.
func (c cast) mentions(s string) []int {
	var out []int
	seen := uint64(0)
	for _, n := range c.names {
		if n.party < 64 && seen&(1<<n.party) == 0 && c.index(s, n.name, len(s)) >= 0 {
			seen |= 1 << n.party
			out = append(out, n.party)
		}
	}
	return out
}

// names reports whether s names a party of the side, by role word or by name.
func (c cast) namesSide(s string, side Side) bool {
	words := c.claiming
	if side == Defending {
		words = c.defending
	}
	for _, w := range words {
		if c.lastWord(s, w, 0) >= 0 {
			return true
		}
	}
	return false
}

// sayings has the words by which somebody's statement is reported. It is built once.
var sayings = sync.OnceValue(func() *glossary {
	return newGlossary([]string{"辩称", "诉称", "主张", "抗辩", "称", "认为", "辩解", "提出", "表示", "质证", "否认", "承认", "拟证明", "欲证明", "证明目的", "提交", "申请"})
})

// speaker tells who says what stands at byte i: the side whose section it is or, where the
// court reports a statement, the side it names.
func (r *reader) speaker(i int) string {
	p := r.partAt(i)
	switch p.kind {
	case secClaims:
		return SaidInClaim
	case secDefence:
		return SaidInDefence
	}
	if p.kind == secEvidence {
		return r.bringer(p.at, i)
	}
	before := r.text[max(r.sentenceStart(i), p.at.Start):i]
	last, _ := sayings().last(before)
	if last < 0 || strings.HasSuffix(before[:last], "本院") {
		return SaidByCourt
	}
	switch side, _ := r.cast.lastSide(before[:last]); side {
	case Claiming:
		return SaidInClaim
	case Defending:
		return SaidInDefence
	}
	return SaidByCourt
}

// subject returns the side that a mark speaks of: the one named first in its phrase or, if
// none is, in the nearest phrase before it in the sentence.
func (r *reader) subject(m mark) Side {
	start := max(r.sentenceStart(int(m.start)), r.partAt(int(m.start)).at.Start)
	end := int(m.start)
	for end > start {
		i := afterRune(r.text[:end], lastMark(r.text[:end], "，,：:。；;\n"))
		i = max(i, start)
		if side := r.cast.firstSide(r.text[i:end]); side != SideUnknown {
			return side
		}
		if end = i; end > start {
			_, n := lastRune(r.text[:end])
			end -= n
		}
	}
	return SideUnknown
}

// bringer tells whose evidence stands at byte i of a section of evidence: that of the side
// that is last said to put some in, at first the claiming side.
func (r *reader) bringer(p place, i int) string {
	before := r.text[p.Start:i]
	if k, _ := bringing().last(before); k >= 0 {
		if side, _ := r.cast.lastSide(before[:k]); side == Defending {
			return SaidInDefence
		}
	}
	return SaidInClaim
}

// bringing has the words by which evidence is put in. It is built once.
var bringing = sync.OnceValue(func() *glossary {
	return newGlossary([]string{"提交", "提供", "举示", "围绕", "为证", "为支持", "质证"})
})

// negated reports whether one of the reach characters right before a mark in its phrase
// denies it: 未以现金, 没有现金, 否认收到现金.
func (r *reader) negated(m mark, reach int) bool {
	before := lastRunes(r.text[r.clause(m).Start:m.start], reach)
	i, w := denials().last(before)
	return i >= 0 && prefixOf(before[i+len(w):], noDenials) == ""
}

// denials has the words that deny what follows them. It is built once.
var denials = sync.OnceValue(func() *glossary {
	return newGlossary([]string{"未", "没有", "没", "不", "无", "并非", "否认", "非", "从未"})
})

// noDenials are what makes another word of one that denies: 不仅, 无论, 不同.
var noDenials = []string{"仅", "但", "论", "只", "久", "限", "同", "定期", "足", "动产", "断", "息"}

// lastRunes returns the last n characters of s.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		i--
		for i > 0 && s[i]&0xc0 == 0x80 {
			i--
		}
	}
	return s[i:]
}

// lastOfWords returns the place of the last of words in s and the word, or -1.
func lastOfWords(s string, words ...string) (int, string) {
	best, word := -1, ""
	for _, w := range words {
		if i := lastIndex(s[best+1:], w); i >= 0 { // only what stands after the one found counts
			best, word = best+1+i, w
		}
	}
	return best, word
}

// quoted reports whether byte i stands in what a paper says: between quotation marks, or
// after 载明 and its like in the same sentence.
func (r *reader) quoted(i int) bool {
	start := r.sentenceStart(i)
	before := r.text[start:i]
	if strings.Count(before, "“") > strings.Count(before, "”") {
		return true
	}
	if k := strings.LastIndex(before, "”，"); k >= 0 {
		before = before[k:] // what was quoted has ended, and the sentence goes on
	}
	return r.containsAny(before, "载明", "内容为", "写明", "注明", "内容：", "今借", "今收到")
}

// law reports whether the sentence around byte i cites or repeats a rule of law.
func (r *reader) law(i int) bool {
	p := r.sentence(i)
	if _, ok := r.cueIn(p, cueRule); !ok {
		return false
	}
	return r.containsAny(r.of(p), "《", "第", "人民法院")
}

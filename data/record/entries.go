package record

import (
	"slices"
	"strings"
	"sync"
)

// What a unit of the parties' list says.
const (
	unitParty = iota + 1
	unitAgent
	unitRep
)

// An entry is one item of the parties' list: a party, an agent or a representative, with
// all that is said of it.
type entry struct {
	kind    int
	station station // of a party, or of those an agent acts for
	at      place   // the whole entry
	word    place   // 被告, 委托诉讼代理人, with brackets: as printed
	rest    int     // where the name starts
	before  int     // how many parties are listed before an agent
	joint   string  // what stands between the role and an agent word: 何某某、邓某某的共同
}

// findParties finds the list of parties and cuts it into units. Boundaries are line ends and
// sentence ends; in texts that run together also commas, when a role word with a colon follows.
func (r *reader) findParties() {
	units := r.units[:0]
	r.head.parties, r.head.body = len(r.text), -1
	for i := 0; i < len(r.text); {
		u, ok, stop := r.unitAt(i, len(units) > 0)
		if stop {
			r.head.body = skipBlank(r.text, i)
			break
		}
		if ok {
			if len(units) == 0 {
				if u.kind != unitParty {
					i = r.nextBoundary(i)
					continue
				}
				r.head.parties = u.at.Start
			}
			units = append(units, u)
			i = u.rest
		}
		i = r.nextBoundary(i)
	}
	if r.head.body < 0 {
		r.head.body = len(r.text)
	}
	for k := range units {
		end := r.head.body
		if k+1 < len(units) {
			end = units[k+1].at.Start
		}
		units[k].at.End = end
	}
	r.units = units
}

// nextBoundary returns the first offset after i at which a new unit may start: after a
// separator of any strength.
func (r *reader) nextBoundary(i int) int {
	for ; i < len(r.text); i++ {
		switch r.text[i] {
		case '\n', ';', ',', ' ', '.':
			return i + 1
		case 0xe4, 0xe6, 0xe7, 0xe8, 0xe9:
			i += 2 // over what continues a Chinese character
		case 0xe5: // 民初1号原告张三: the first party of a text without line breaks
			if afterNumber(r.text[:i], r.text[i:]) {
				return i + len("号")
			}
			i += 2
		case 0xe3, 0xef: // the first bytes of 。、　 and of ；，
			if prefixOf(r.text[i:], separators) != "" {
				return i + 3
			}
		}
	}
	return i
}

// separators are the separators of three bytes after which an entry may start.
var separators = []string{"、", "，", "。", "；", "　"}

// afterNumber reports whether s, before which a digit stands, is the 号 of a case number or an
// address and a role word follows it at once.
func afterNumber(before, s string) bool {
	if before == "" || !strings.HasPrefix(s, "号") || !arabic(rune(before[len(before)-1])) {
		return false
	}
	_, ok := stationAt(s[len("号"):])
	return ok
}

// strong reports whether the boundary before byte i ends a line or sentence, so that a
// role word needs no colon to count.
func (r *reader) strong(i int) bool {
	j := i
	for j > 0 {
		c, n := lastRune(r.text[:j])
		if c != '\n' && blank(c) {
			j -= n
			continue
		}
		return isMark(c, "\n。；;") || c == '号' && afterNumber(r.text[:j-n], r.text[j-n:])
	}
	return true
}

// unitAt reads a unit at byte i. Stop means that the list ends here because the narrative
// begins.
func (r *reader) unitAt(i int, listed bool) (u entry, ok, stop bool) {
	start := skipBlank(r.text, i)
	s := r.text[start:]
	if s == "" {
		return entry{}, false, false
	}
	c, _ := charAt(s, 0)
	starts := entryRunes().has(c)
	strong := r.strong(i)
	if !starts && !strong {
		return entry{}, false, false
	}
	if strong && narrative(r.text[start:r.sentenceEnd(start)], listed) {
		return entry{}, false, listed
	}
	if !starts {
		return entry{}, false, false
	}
	n := counting(s)
	u.at.Start = start
	if st, found := r.stationIn(s[n:], start, listed); found {
		return r.partyUnit(u, st, start+n, strong)
	}
	if !listed {
		return entry{}, false, false
	}
	if w, group := helperGlossary().at(s[n:]); w != "" {
		kind := unitAgent
		if group == 1 {
			kind = unitRep
		}
		return r.otherUnit(u, kind, place{start + n, start + n + len(w)}, strong)
	}
	return entry{}, false, false
}

// entryRunes is the set of the characters that an entry of the list can start with, built once.
var entryRunes = sync.OnceValue(func() *runeSet {
	set := setOf(func(c rune) bool { return digit(c) > 1 || strings.ContainsRune("上以该共第两二三十各诸", c) })
	add := func(word string) {
		c, _ := charAt(word, 0)
		set.add(c)
	}
	for _, t := range stations {
		add(t.word)
	}
	for _, w := range slices.Concat(agentWords, repWords) {
		add(w)
	}
	return set
})

// stationIn returns the station word at the start of s, which begins at byte at. The words of
// criminal papers count only there. That it is one shows in what stands before the first party
// (刑事判决书, 刑初) or, in a text without a head, in who prosecutes.
func (r *reader) stationIn(s string, at int, listed bool) (station, bool) {
	st, found := stationAt(s)
	if !found {
		return st, false
	}
	if !listed && !r.head.criminal {
		r.head.criminal = strings.Contains(r.text[:min(at, maxHead)], "刑") || strings.HasSuffix(st.word, "公诉机关") || st.word == "自诉人"
	}
	if st.criminal && !r.head.criminal {
		return st.civil(s)
	}
	return st, true
}

// maxHead bounds what is looked at for the title and number, in bytes.
const maxHead = 3 * 300

// counting returns the length of words that only count or point before a role: 二、 上列 第一.
func counting(s string) int {
	n := 0
	for {
		w := prefixOf(s[n:], []string{"上列", "上述", "以上", "该", "共同", "第一被告", "两名", "二名", "三名"})
		if strings.HasPrefix(w, "第一") {
			w = "第一"
		}
		if w == "" {
			break
		}
		n += len(w)
	}
	c, size := firstRune(s[n:])
	if c == '第' {
		if d, k := firstRune(s[n+size:]); digit(d) >= 0 && !strings.HasPrefix(s[n:], "第三人") {
			return n + size + k
		}
	}
	if digit(c) > 1 || c == '十' || c == '各' || c == '诸' {
		if strings.HasPrefix(s[n:], "一审") || strings.HasPrefix(s[n:], "二审") {
			return n
		}
		n += size
		n += len(prefixOf(s[n:], []string{"名", "位", "个", "、"}))
	}
	return n
}

// partyUnit reads a unit that begins with a role word.
func (r *reader) partyUnit(u entry, st station, at int, strong bool) (entry, bool, bool) {
	u.kind, u.station = unitParty, st
	u.word = place{at, at + len(st.word)}
	i := r.afterRole(u.word.End)
	u.word.End = i
	colon := prefixOf(r.text[skipBlank(r.text, i):], []string{"：", ":"})
	if colon == "" && !strong && !r.listsPlainly(at, i) {
		return entry{}, false, false
	}
	if colon == "" && strong {
		if agent, ok := r.agentAfterRole(u, i); ok {
			return agent, true, false
		}
	}
	u.rest = skipBlank(r.text, i)
	if colon != "" {
		u.rest = skipBlank(r.text, u.rest+len(colon))
	}
	u.rest = skipStray(r.text, u.rest)
	return u, true, false
}

// listsPlainly reports whether a role word at byte at, which stands after a 、 and has no
// colon, lists a party all the same: the name that follows at byte i ends with a comma and
// a person's particulars, or with a full stop (原告王某、被告李某。).
func (r *reader) listsPlainly(at, i int) bool {
	if !strings.HasSuffix(r.text[:at], "、") {
		return false
	}
	if counts(r.text[:at-len("、")]) {
		return false // 二、原告: a count that damage has cut off
	}
	name := r.nameAt(i, r.sentenceEnd(i))
	if n := runes(r.of(name)); n < 2 || n > 30 || r.containsAny(r.of(name), "的", "到庭", "系", "均") {
		return false
	}
	after := r.text[name.End:]
	if w := prefixOf(after, []string{"，", ","}); w != "" {
		return prefixOf(after[len(w):], []string{"男", "女", "汉", "住", "19", "20", "生于", "公民", "身份"}) != ""
	}
	return prefixOf(after, []string{"。", "（", "(", "\n"}) != ""
}

// counts reports whether s ends with a number that counts what follows (上述三、被告) and does
// not end a name that a role word announces (原告李四、被告) or that is masked (张某1、被告).
func counts(s string) bool {
	c, size := lastRune(s)
	if digit(c) < 0 {
		return false
	}
	from := afterRune(s, lastMark(s, "，,。；;：:、\n 　"))
	words := s[min(from, len(s)-size):]
	if st, ok := stationAt(words); ok && runes(words[len(st.word):]) >= 2 {
		return false
	}
	return !arabic(c) || !Masked(words)
}

// skipStray skips separators that damage has left before a name.
func skipStray(s string, i int) int {
	for {
		j := skipBlank(s, i)
		w := prefixOf(s[j:], []string{"、", "，", ",", "：", ":"})
		if w == "" {
			return j
		}
		i = j + len(w)
	}
}

// afterRole skips what may follow a role word and still belongs to it: numbers (被告一),
// further roles (原告人) and brackets (（原审被告）).
func (r *reader) afterRole(i int) int {
	for {
		j := skipBlank(r.text, i)
		s := r.text[j:]
		if strings.HasPrefix(s, "人：") || strings.HasPrefix(s, "人:") {
			i = j + len("人")
			continue
		}
		if n := closing(s); n > 0 && roleBracket(s[:n]) {
			i = j + n
			continue
		}
		c, size := firstRune(s)
		if digit(c) >= 0 && size > 0 {
			if prefixOf(s[size:], []string{"：", ":", "（", "("}) != "" {
				i = j + size
				continue
			}
		}
		if w := prefixOf(s, []string{"暨", "兼", "及", "、", "，"}); w != "" {
			if st, ok := stationAt(s[len(w):]); ok && (w == "暨" || w == "兼" || joined(s[len(w)+len(st.word):])) {
				i = j + len(w) + len(st.word)
				continue
			}
		}
		return i
	}
}

// joined reports whether a second role word, after which s stands, belongs to the first:
// a colon or yet another role follows (一审被告、二审被上诉人：).
func joined(s string) bool {
	if w := prefixOf(s, []string{"暨", "兼", "及", "、", "，"}); w != "" {
		_, ok := stationAt(s[len(w):])
		return ok
	}
	return prefixOf(s, []string{"：", ":", "（", "("}) != ""
}

// roleBracket reports whether a bracket after a role tells of roles (（一审被告）) rather
// than beginning a name such as （香港）….
func roleBracket(s string) bool {
	return containsAny(s, "审", "原告", "被告", "反诉", "申请", "第三人", "上诉", "异议", "执行", "案外", "债", "授权", "共同", "代理", "下同", "被害", "单位）", "自诉") || startsNumber(s)
}

func startsNumber(s string) bool {
	_, open := firstRune(s)
	c, _ := firstRune(s[open:])
	return digit(c) >= 0
}

// agentAfterRole reads 被告何某某、邓某某的共同委托诉讼代理人：… and 二原告委托代理人…: a unit
// that begins with a role but is about an agent or a representative.
func (r *reader) agentAfterRole(u entry, i int) (entry, bool) {
	end := i
	for end < len(r.text) && end-i < 3*60 {
		c, n := firstRune(r.text[end:])
		if isMark(c, "：:，,。；;（(") || c == '\n' && !unfinished(r.text[i:end]) {
			break
		}
		end += n
	}
	gap := r.text[i:end]
	kind := unitAgent
	k, w := agentList().first(gap)
	if k < 0 {
		if k, w = repList().first(gap); k < 0 {
			return entry{}, false
		}
		kind = unitRep
	}
	u.kind, u.joint = kind, r.text[u.at.Start:i+k]
	v, _, _ := r.otherUnit(u, kind, place{i + k, i + k + len(w)}, true)
	return v, true
}

// repList has the words for those who represent an organisation.
var repList = listOf(repWords...)

// agentList has the words for those who act for a party.
var agentList = listOf(agentWords...)

// unfinished reports whether the words between a role and a line break cannot be a name, so
// that the entry goes on in the next line: 被告↵委托代理人.
func unfinished(gap string) bool {
	gap = strings.TrimSpace(gap)
	return gap == "" || suffixOf(gap, []string{"诉讼", "共同", "的", "及", "、"}) != ""
}

// otherUnit reads an agent or representative after its word.
func (r *reader) otherUnit(u entry, kind int, word place, strong bool) (entry, bool, bool) {
	u.kind, u.word = kind, word
	i := r.afterRole(word.End)
	for {
		n := closing(r.text[i:])
		if n == 0 || len(r.text[i:i+n]) > 3*20 {
			break
		}
		i += n
	}
	j := skipBlank(r.text, i)
	colon := prefixOf(r.text[j:], []string{"：", ":"})
	if colon == "" && !strong {
		return entry{}, false, false
	}
	u.rest = skipStray(r.text, j+len(colon))
	return u, true, false
}

// narrative reports whether a sentence that starts here tells the case instead of listing
// a party: 原告张三与被告李四…一案, 本院受理…, 原告诉称….
func narrative(line string, listed bool) bool {
	if listed && prefixOf(line, []string{"当事人诉辩", "诉辩", "审理经过", "案件基本", "本院", "本案", "上列当事人", "上列双方", "上诉人和被上诉人", "申请再审称", "一、", "基本案情", "事实", "经审理", "原审法院", "一审法院"}) != "" {
		return true
	}
	if _, ok := stationAt(line[counting(line):]); !ok {
		return listed && anyOf(narrativeGlossary().in(line), tellsCourt)
	}
	return tellsCase(line)
}

// The groups of narrativeGlossary.
const (
	tellsCourt   = iota // the case comes to the court
	tellsSuit           // the case is told
	tellsDispute        // what it is about
)

// narrativeGlossary has the words that show that a sentence tells the case. It is built once.
var narrativeGlossary = sync.OnceValue(func() *glossary {
	return newGlossary(
		[]string{"一案，", "一案,", "纠纷一案", "本院立案", "本院受理", "向本院", "诉至本院"},
		[]string{"一案", "本院", "要求", "诉称", "辩称", "两案", "十案", "系列案", "纠纷案", "起诉请求", "起诉称", "申请称", "诉请要点", "答辩要点", "执行证书", "申请执行，", "申请强制执行", "为由，", "为由提", "为由向", "为由请求", "请求裁决", "请求被申请人"},
		[]string{"纠纷", "争议"})
})

// says reports whether somebody says something at the beginning of a line: 申请人安某称，. 名称, 简称 and the like say nothing.
func says(line string) bool {
	i, w := firstOf(line, "称，", "称,", "称：", "称:", "称系", "称其")
	if w == "" || runes(line[:i]) > 30 || indexMark(line[:i], "，,：:。；（(") >= 0 {
		return false
	}
	c, _ := lastRune(line[:i])
	return !strings.ContainsRune("名简统职自别又俗通全", c)
}

// tellsCase reports whether a sentence that begins with a role word goes on to tell the case.
func tellsCase(line string) bool {
	groups := narrativeGlossary().in(line)
	if anyOf(groups, tellsSuit) || says(line) {
		return true
	}
	if !anyOf(groups, tellsDispute) {
		return false
	}
	if i, _ := firstOf(line, "纠纷", "争议"); i >= 0 && containsAny(line[:i], "与", "诉", "因") {
		return true
	}
	return false
}

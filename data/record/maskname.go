package record

import (
	"slices"
	"strconv"
	"strings"
)

// A nameTree finds words in a text in one pass, however many they are. Blanks within a word,
// which typists and crawlers leave, are not regarded.
type nameTree struct {
	next  map[rune]*nameTree
	value string     // of the word that ends here
	ends  bool       // whether one does
	first [64]uint64 // of the root: which first characters there are, by their low bits
}

func newNameTree() *nameTree { return &nameTree{next: map[rune]*nameTree{}} }

// add adds a word with what it stands for; the first value of a word stays.
func (t *nameTree) add(word, value string) {
	n := t
	for _, c := range word {
		if blank(c) {
			continue
		}
		if n == t {
			t.first[c>>6&63] |= 1 << (c & 63)
		}
		if n.next[c] == nil {
			n.next[c] = newNameTree()
		}
		n = n.next[c]
	}
	if n != t && !n.ends {
		n.value, n.ends = value, true
	}
}

// longest returns the value and length of the longest word at the start of s that reaches
// over no character already taken; length 0 if there is none.
func (t *nameTree) longest(s []rune, taken []bool) (value string, length int) {
	n := t
	for i, c := range s {
		if taken != nil && taken[i] || c == '\n' {
			break
		}
		if blank(c) && i > 0 {
			continue
		}
		if n = n.next[c]; n == nil {
			break
		}
		if n.ends {
			value, length = n.value, i+1
		}
	}
	return value, length
}

// each calls f for the words in a text, which do not overlap.
func (t *nameTree) each(s []rune, taken []bool, f func(at Span, value string)) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if t.first[c>>6&63]>>(c&63)&1 == 0 {
			continue
		}
		rest := taken
		if taken != nil {
			rest = taken[i:]
		}
		if value, n := t.longest(s[i:], rest); n > 0 {
			f(Span{i, i + n}, value)
			i += n - 1
		}
	}
}

// hide replaces the names wherever they stand, the longest first, so that 王小 does not spoil
// 王小明.
func (m *masker) hide(names *nameTree) {
	names.each(m.chars, m.taken, func(s Span, with string) {
		if s.End < len(m.chars) && figure(with[len(with)-1:]) && (figure(string(halfWidth(m.chars[s.End]))) || strings.ContainsRune("元万亿", m.chars[s.End])) {
			with += " " // 张某1 and 5000元, not 张某15000元
		}
		m.replace(edit{s, with, HidName})
	})
}

// figure reports whether s is a digit.
func figure(s string) bool { return len(s) == 1 && s[0] >= '0' && s[0] <= '9' }

// findNames gives every person another name. Persons whose names begin alike are numbered in
// the order of their appearance; so is one person if the document has masked another to the
// same words.
func (m *masker) findNames() {
	m.findPersons()
	alike := map[string]int{}
	for _, p := range m.persons {
		alike[pseudonymStem(p.name)]++
	}
	used, next := m.maskedNames(), map[string]int{}
	m.names = newNameTree()
	for _, p := range m.persons {
		stem := pseudonymStem(p.name)
		with := stem
		if n := runes(p.name) - runes(stem); m.long && n > 0 && n < 4 && !latin(p.name) && alike[stem] == 1 {
			with += strings.Repeat("某", n)
		}
		for alike[stem] > 1 && with == stem || used[with] {
			next[stem]++
			with = stem + strconv.Itoa(next[stem])
		}
		m.names.add(p.name, with)
		for _, a := range p.aliases {
			m.names.add(a, with)
		}
	}
}

// maskedNames returns the names that the document has masked with 某, also without or with
// only the first of the digits that follow.
func (m *masker) maskedNames() map[string]bool {
	used := map[string]bool{}
	for i, c := range m.chars {
		if c != '某' {
			continue
		}
		for start := max(0, i-2); start < i; start++ {
			end := i + 1
			used[string(m.chars[start:end])] = true
			for end < len(m.chars) && end < i+4 && m.chars[end] >= '0' && m.chars[end] <= '9' {
				end++
				used[string(m.chars[start:end])] = true
			}
		}
	}
	return used
}

// pseudonymStem returns what is left of a name: the surname and 某; of the name of a foreigner
// or of a people without surnames the first character or letter and 某.
func pseudonymStem(name string) string {
	n := 1
	if c := []rune(name); len(c) > 2 && slices.Contains(compoundSurnames, string(c[:2])) {
		n = 2
	}
	return string([]rune(name)[:n]) + "某"
}

// FamilyName returns a name with nothing but its first character left, as it may leave an
// office: of a surname of two too, for these are rare and tell much. Empty if the name is.
func FamilyName(name string) string {
	for _, first := range name {
		return string(first) + "某"
	}
	return ""
}

// compoundSurnames are the surnames of two characters in use.
var compoundSurnames = strings.Fields(`欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 端木 独孤 南宫
	宇文 长孙 轩辕 钟离 闾丘 申屠 太史 呼延 赫连 澹台 公冶 宗政 濮阳 淳于 单于 仲孙 公羊 万俟 拓跋 第五 东郭 西门 百里 鲜于 亓官 司寇 欧杨`)

package record

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// A named is a natural person whom the document names.
type named struct {
	name    string
	aliases []string // 曾用名 and the like
}

// findPersons notes the natural persons whose names are to be masked, in the order of their
// appearance, each name once.
func (m *masker) findPersons() {
	known := map[string]int{} // one more than the index of the person
	add := func(s string) {
		name := strings.TrimSuffix(squeeze(s), "等")
		if name == "" || Masked(name) || known[name] > 0 {
			return
		}
		if !personal(name) {
			m.odd = m.odd || kindOf(name) != Organisation
			return
		}
		m.persons = append(m.persons, named{name: name})
		known[name] = len(m.persons)
	}
	for _, p := range m.j.Parties {
		if p.Kind == Person {
			add(p.Name)
		}
		add(p.LegalRep)
		for _, a := range p.Agents {
			add(a.Name)
		}
	}
	for _, name := range m.bystanders() {
		add(name)
	}
	m.findAliases(known)
}

// personal reports whether words are the open name of a natural person. Longer ones are
// pieces of sentences or of firms' names that the reader has taken for a name.
func personal(name string) bool {
	n := runes(name)
	if n < 2 || Masked(name) || kindOf(name) == Organisation || strings.ContainsAny(name, "的《》（）()：:×") {
		return false
	}
	if _, ok := stationAt(name); ok || prefixOf(name, agentWords) != "" || prefixOf(name, repWords) != "" {
		return false
	}
	if latin(name) || strings.ContainsAny(name, "·•．.") {
		return n <= 60 && strings.ContainsFunc(name, func(c rune) bool { return c >= 'A' && !closes(c) })
	}
	return n <= 8
}

// findAliases adds the other names that a bracket after a name gives:
// （曾用名张三、又名张小三）.
func (m *masker) findAliases(known map[string]int) {
	names := newNameTree()
	for _, p := range m.persons {
		names.add(p.name, p.name)
	}
	names.each(m.chars, nil, func(s Span, name string) {
		bracket := string(m.chars[s.End:min(len(m.chars), s.End+maxAlias)])
		n := closing(bracket)
		if n == 0 {
			return
		}
		for part := range strings.FieldsFuncSeq(bracket[:n], func(c rune) bool { return opens(c) || closes(c) || strings.ContainsRune("，,、；;：:“”", c) }) {
			w := prefixOf(part, []string{"曾用名", "又名", "别名", "曾名", "原名", "化名", "绰号", "小名", "又叫", "也叫", "以下简称", "下称", "简称"})
			if a := squeeze(part[len(w):]); w != "" && runes(a) <= 4 && known[a] == 0 && !Masked(a) && personal(a) {
				known[a] = known[name]
				p := &m.persons[known[name]-1]
				p.aliases = append(p.aliases, a)
			}
		}
	})
}

// maxAlias is how many characters after a name are searched for another one.
const maxAlias = 120

// bystanders returns the names of two or three characters after words for a person such as
// 证人 or 其妻, if they begin with a usual surname and the phrase goes on as after a name.
func (m *masker) bystanders() []string {
	var out []string
	var marks []mark
	l := bystanderLexicon()
	for i := range m.text {
		marks = l.at(m.text, i, marks[:0])
		for _, w := range marks {
			if name := nameAfter(m.text[w.end:]); name != "" {
				out = append(out, name)
			}
		}
	}
	return out
}

// bystanderLexicon holds bystanderWords; it is built once.
var bystanderLexicon = sync.OnceValue(func() *lexicon {
	return newLexicon([]cueRow{{cueNone, bystanderWords}})
})

// bystanderWords stand before the names of persons who are no parties.
const bystanderWords = `证人 案外人 其妻 其夫 其子 其女 其父 其母 之妻 之夫 之子 之女 妻子 丈夫 儿子 女儿 父亲 母亲 哥哥 弟弟 姐姐 妹妹 担保人 保证人 借款人 出借人 经办人 介绍人 收款人 驾驶员 司机 死者 受害人 同事 朋友`

// nameAfter returns the name at the start of s, "" if there is none.
func nameAfter(s string) string {
	c, size := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune(usualSurnames, c) {
		return ""
	}
	_, second := utf8.DecodeRuneInString(s[size:])
	_, third := utf8.DecodeRuneInString(s[size+second:])
	for _, n := range []int{size + second + third, size + second} {
		if n > len(s) || strings.ContainsFunc(s[:n], func(c rune) bool { return c < 0x4e00 || c > 0x9fff }) {
			continue
		}
		if prefixOf(s[n:], afterNames) != "" && !containsAny(s[:n], afterNames...) {
			return s[:n]
		}
	}
	return ""
}

// afterNames are the signs and words with which a phrase goes on after a name.
var afterNames = []string{"，", "、", "。", "；", "：", "（", "(", "”", ",", "的", "系", "出庭", "证言", "证明", "作证", "到庭", "在", "与", "和", "向", "及", "于", "驾驶", "为", "是", "将", "名下", "账户", "签", "称", "陈述", "出具", "共同"}

// usualSurnames are surnames of one character that hardly ever begin another word after those
// of bystanderWords.
const usualSurnames = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范傅钟卢汪戴崔任陆廖姚邱夏谭韦贾邹石熊孟秦阎薛侯雷段郝孔邵毛史顾赖武康贺严尹钱施洪龚汤陶黎温莫樊葛邢庞安齐庄聂焦俞翟柴阮褚卫柏邬"

package record

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A pseudonym is what stands in the copy for the name of a natural person.
type pseudonym struct {
	name []rune // without blanks
	with string
}

// hideNames replaces the names wherever they stand, the longest first, so that 王小 does not
// spoil 王小明. Blanks within a name, which typists and crawlers leave, do not save it.
func (m *masker) hideNames() {
	names := m.pseudonyms()
	first := map[rune]bool{}
	for _, p := range names {
		first[p.name[0]] = true
	}
	for i := 0; i < len(m.chars); i++ {
		if !first[m.chars[i]] {
			continue
		}
		for _, p := range names {
			if n := spelled(m.chars[i:], p.name); n > 0 && !slices.Contains(m.taken[i:i+n], true) {
				m.replace(Span{i, i + n}, p.with)
				i += n - 1
				break
			}
		}
	}
}

// spelled returns how many characters at the start of s spell a name, blanks between them not
// regarded; 0 if they do not.
func spelled(s, name []rune) int {
	i := 0
	for k, c := range name {
		for k > 0 && i < len(s) && blank(s[i]) && s[i] != '\n' {
			i++
		}
		if i >= len(s) || s[i] != c {
			return 0
		}
		i++
	}
	return i
}

// pseudonyms gives every person a pseudonym, the longest name first. Persons whose names begin
// alike are numbered in the order of their appearance; so is one person if the document has
// masked another to the same words.
func (m *masker) pseudonyms() []pseudonym {
	persons := m.persons()
	alike := map[string]int{}
	for _, p := range persons {
		alike[pseudonymStem(p.name)]++
	}
	var out []pseudonym
	next := map[string]int{}
	for _, p := range persons {
		stem := pseudonymStem(p.name)
		with := stem
		if alike[stem] > 1 || strings.Contains(m.text, stem) {
			with = m.numbered(stem, next)
		}
		for _, name := range append([]string{p.name}, p.aliases...) {
			out = append(out, pseudonym{[]rune(name), with})
		}
	}
	slices.SortStableFunc(out, func(a, b pseudonym) int { return cmp.Compare(len(b.name), len(a.name)) })
	return out
}

// numbered returns the stem with the next number that the document itself does not use.
func (m *masker) numbered(stem string, next map[string]int) string {
	for {
		next[stem]++
		if name := stem + strconv.Itoa(next[stem]); !strings.Contains(m.text, name) {
			return name
		}
	}
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

// compoundSurnames are the surnames of two characters in use.
var compoundSurnames = strings.Fields(`欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 端木 独孤 南宫
	宇文 长孙 轩辕 钟离 闾丘 申屠 太史 呼延 赫连 澹台 公冶 宗政 濮阳 淳于 单于 仲孙 公羊 万俟 拓跋 第五 东郭 西门 百里 鲜于 亓官 司寇 欧杨`)

// A named is a natural person whom the document names.
type named struct {
	name    string
	aliases []string // 曾用名 and the like
}

// persons returns the natural persons whose names are to be masked, in the order of their
// appearance, each name once.
func (m *masker) persons() []named {
	var names []string
	for _, p := range m.j.Parties {
		if p.Kind == Person {
			names = append(names, p.Name)
		}
		names = append(names, p.LegalRep)
		for _, a := range p.Agents {
			names = append(names, a.Name)
		}
	}
	names = append(names, m.bystanders()...)
	var out []named
	known := map[string]bool{}
	for _, s := range names {
		name := strings.TrimSuffix(squeeze(s), "等")
		if known[name] || !personal(name) {
			continue
		}
		known[name] = true
		out = append(out, named{name: name})
	}
	for i := range out {
		for _, a := range m.aliases(out[i].name) {
			if !known[a] && personal(a) {
				known[a] = true
				out[i].aliases = append(out[i].aliases, a)
			}
		}
	}
	return out
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

// aliases returns the other names that a bracket after a name gives: （曾用名张三、又名张小三）.
func (m *masker) aliases(name string) []string {
	var out []string
	for i := range occurrences(m.text, name) {
		i += len(name)
		n := closing(m.text[i:])
		if n == 0 {
			continue
		}
		for part := range strings.FieldsFuncSeq(m.text[i:i+n], func(c rune) bool { return opens(c) || closes(c) || strings.ContainsRune("，,、；;：:“”", c) }) {
			w := prefixOf(part, []string{"曾用名", "又名", "别名", "曾名", "原名", "化名", "绰号", "小名", "又叫", "也叫", "以下简称", "下称", "简称"})
			if a := squeeze(part[len(w):]); w != "" && runes(a) <= 4 {
				out = append(out, a)
			}
		}
	}
	return out
}

// bystanders returns the names of two or three characters after words for a person such as
// 证人 or 其妻, if they begin with a usual surname and the phrase goes on as after a name.
func (m *masker) bystanders() []string {
	var found []place
	for _, w := range bystanderWords {
		for i := range occurrences(m.text, w) {
			i += len(w)
			if name := nameAfter(m.text[i:]); name != "" {
				found = append(found, place{i, i + len(name)})
			}
		}
	}
	slices.SortFunc(found, func(a, b place) int { return cmp.Compare(a.Start, b.Start) })
	var out []string
	for _, p := range found {
		out = append(out, m.text[p.Start:p.End])
	}
	return out
}

// bystanderWords stand before the names of persons who are no parties.
var bystanderWords = []string{
	"证人", "案外人", "其妻", "其夫", "其子", "其女", "其父", "其母", "之妻", "之夫", "之子", "之女", "妻子", "丈夫", "儿子", "女儿", "父亲", "母亲",
	"哥哥", "弟弟", "姐姐", "妹妹", "担保人", "保证人", "借款人", "出借人", "经办人", "介绍人", "收款人", "驾驶员", "司机", "死者", "受害人", "同事", "朋友",
}

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

package record

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// A named is a natural person whom the document names.
type named struct {
	name    string
	aliases []string // 曾用名 and the like
}

// findPersons notes the natural persons whose names are to be masked: those of the list of
// parties, then those whom the text names besides, each name once.
func (m *masker) findPersons() {
	m.known, m.begin, m.orgs = map[string]int{}, map[rune]bool{}, map[string]bool{}
	for _, p := range m.j.Parties {
		if p.Kind == Person || p.Sex != "" || p.BornOn != "" || looksPersonal(p.Name) {
			m.addPerson(p.Name)
		} else {
			m.noteOrganisation(p.Name)
		}
		m.addPerson(p.LegalRep)
		m.addPerson(p.Follows)
		for _, a := range p.Agents {
			m.addPerson(a.Name)
		}
	}
	for _, e := range m.j.Elements {
		if e.Kind == ElAssignor || e.Kind == ElAssignee {
			m.addAssigning(e.Value)
		}
	}
	m.findBystanders()
	m.findAliases()
}

// addAssigning notes who assigned a debt or took it over, if that is a person.
func (m *masker) addAssigning(name string) {
	if looksPersonal(name) {
		m.addPerson(name)
	}
}

// looksPersonal reports whether a name is a person's by its form: damage may have given a
// person the seat or the representative of an organisation.
func looksPersonal(name string) bool {
	return runes(name) <= 3 && surnameAt(name, false) > 0 && kindOf(name) == Person
}

// noteOrganisation notes the words of two to four characters that the name of an organisation
// begins with: what follows 被告 may be a short form of it.
func (m *masker) noteOrganisation(name string) {
	end := 0
	for k := range 4 {
		_, n := utf8.DecodeRuneInString(name[end:])
		if end += n; k > 0 {
			m.orgs[name[:end]] = true
		}
	}
}

// addPerson notes a person unless the words are no open name of one.
func (m *masker) addPerson(words string) {
	name := strings.TrimSuffix(squeeze(words), "等")
	switch {
	case name == "" || Masked(name) || m.known[name] > 0 || m.known[name[:len(name)-len(suffixOf(name, joints))]] > 0:
	case personal(name):
		m.persons = append(m.persons, named{name: name})
		m.known[name] = len(m.persons)
		c, _ := utf8.DecodeRuneInString(name)
		m.begin[c] = true
	default:
		m.odd = m.odd || kindOf(name) != Organisation
	}
}

// joints are words by which a sentence goes on after a name and which damage may have left with it.
var joints = []string{"与", "和", "及"}

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
func (m *masker) findAliases() {
	names := newNameTree()
	for _, p := range m.persons {
		names.add(p.name, p.name)
	}
	names.each(m.chars, nil, func(s Span, name string) {
		if s.End == len(m.chars) || !opens(m.chars[s.End]) {
			return
		}
		bracket := string(m.chars[s.End:min(len(m.chars), s.End+maxAlias)])
		n := closing(bracket)
		if n == 0 {
			return
		}
		for part := range strings.FieldsFuncSeq(bracket[:n], func(c rune) bool { return opens(c) || closes(c) || strings.ContainsRune("，,、；;：:“”", c) }) {
			w := prefixOf(part, []string{"曾用名", "又名", "别名", "曾名", "原名", "化名", "绰号", "小名", "又叫", "也叫", "以下简称", "下称", "简称"})
			if a := squeeze(part[len(w):]); w != "" && runes(a) <= 4 && prefixOf(a, together) == "" && suffixOf(a, sides) == "" && m.known[a] == 0 && !Masked(a) && personal(a) {
				m.known[a] = m.known[name]
				p := &m.persons[m.known[name]-1]
				p.aliases = append(p.aliases, a)
			}
		}
	})
}

// together and sides begin and end what several persons or a side are called: 简称两原告.
var (
	together = []string{"二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "双方", "各", "上述", "本案"}
	sides    = []string{"原告", "被告", "申请人", "第三人", "上诉人", "双方", "方", "人", "等"}
)

// maxAlias is how many characters after a name are searched for another one.
const maxAlias = 120

// findBystanders notes the names of two to four characters after words for a person such as
// 证人 or 其妻, if they begin with a surname and the phrase goes on as after a name, and the
// names that a list joins to them: 证人张三、李四出庭作证.
func (m *masker) findBystanders() {
	var marks []mark
	l := bystanderLexicon()
	for i := range m.text {
		marks = l.at(m.text, i, marks[:0])
		for _, w := range marks {
			m.addList(m.text[w.end:], w.cue == cueParty)
		}
	}
}

// addList notes the persons whom a list at the start of s names. Plain says that the word
// before it stands before all sorts of words, so that only plain surnames count.
func (m *masker) addList(s string, plain bool) {
	s = strings.TrimLeft(s, "：: 　")
	for {
		name := m.knownAt(s)
		if name == "" {
			if name = nameAfter(s, plain); name == "" || m.orgs[name] {
				return
			}
			m.addPerson(name)
		}
		s = s[len(name):]
		and := prefixOf(s, []string{"、", "和", "与", "及"})
		if and == "" {
			return
		}
		s = s[len(and):]
	}
}

// knownAt returns the longest name at the start of s, of up to four characters, that is known.
func (m *masker) knownAt(s string) string {
	name, end := "", 0
	if c, _ := utf8.DecodeRuneInString(s); !m.begin[c] {
		return ""
	}
	for range 4 {
		_, n := utf8.DecodeRuneInString(s[end:])
		if end += n; m.known[s[:end]] > 0 {
			name = s[:end]
		}
	}
	return name
}

// bystanderLexicon holds bystanderWords; it is built once.
var bystanderLexicon = sync.OnceValue(func() *lexicon {
	return newLexicon([]cueRow{{cueNone, bystanderWords}, {cueParty, partyWords}})
})

// bystanderWords stand before the names of persons who are no parties, or whom the list of
// parties does not show.
const bystanderWords = `证人 案外人 鉴定人 被害人 受害人 受害者 死者 伤者 患者 姓名： 姓名为 名叫 自称 户主 驾驶员 司机 驾驶人 乘车人
	其妻 其夫 其子 其女 其父 其母 其兄 其弟 其姐 其妹 其妻子 其丈夫 其儿子 其女儿 其父亲 其母亲 其哥哥 其弟弟 其姐姐 其妹妹
	之妻 之夫 之子 之女 之父 之母 之兄 之弟 之姐 之妹 妻子 丈夫 儿子 女儿 父亲 母亲 哥哥 弟弟 姐姐 妹妹 前妻 前夫 配偶 长子 次子 三子 长女 次女 三女 婚生子 婚生女 女孩 男孩 一子 一女
	祖父 祖母 爷爷 奶奶 外公 外婆 岳父 岳母 公公 婆婆 女婿 儿媳 嫂子 姐夫 妹夫 舅舅 叔叔 伯父 姑姑 姨妈 侄子 侄女 外甥 堂兄 堂弟 表哥 表弟 表姐 表妹 亲戚 女友 男友
	担保人 保证人 借款人 出借人 经办人 介绍人 收款人 付款人 债权人 债务人 共同借款人 中间人 联系人 持卡人 承租人 出租人 转让人 受让人 买受人 出卖人 合伙人
	同事 朋友 邻居 同学 同村 村民 居民 房东 班主任 教师 医生 医师 护士 会计 出纳 职员 工人 保安 店主 业主 老板 经理 总经理 董事长 董事 监事 主任 村主任 队长 组长 村长 书记 民警 公证员 工作人员
	法定代表人 法定代理人 委托代理人 委托诉讼代理人 诉讼代理人 代理人 负责人 实际控制人 监护人 原法定代表人`

// partyWords stand before the names of parties, and before much else.
const partyWords = `原告 被告 第三人 上诉人 申请人 执行人 反诉人 律师 经营者 股东 员工 职工 老师 学生 公司`

// cueParty marks partyWords in bystanderLexicon.
const cueParty = cueNone + 1

// nameAfter returns the name at the start of s, "" if there is none. Plain asks for a surname
// that begins no other word.
func nameAfter(s string, plain bool) string {
	size := surnameAt(s, plain)
	if size == 0 || prefixOf(s, commonWords()) != "" {
		return ""
	}
	two := afterCharacter(s, size)
	three := afterCharacter(s, two)
	for _, n := range []int{three, two} {
		if n > size && endsName(s[n:]) && !Masked(s[:n]) && suffixOf(s[:n], []string{"老师", "警官", "医生", "经理"}) == "" {
			return s[:n]
		}
	}
	return ""
}

// afterCharacter returns the offset after the character at byte i of s if it can be one of a
// given name, else 0.
func afterCharacter(s string, i int) int {
	c, n := utf8.DecodeRuneInString(s[i:])
	if i == 0 || c < 0x4e00 || c > 0x9fff || strings.ContainsRune(notInNames, c) {
		return 0
	}
	return i + n
}

// endsName reports whether a phrase that goes on with s may do so after a name.
func endsName(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return c < 0x4e00 || c > 0x9fff || strings.ContainsRune(notInNames, c) || prefixOf(s, afterNames) != ""
}

// surnameAt returns the length of the surname at the start of s, 0 if there is none.
func surnameAt(s string, plain bool) int {
	c, size := utf8.DecodeRuneInString(s)
	switch kind := surnames()[c]; {
	case kind == usual, kind == doubtful && !plain:
		return size
	case kind == 0:
		return 0
	}
	_, second := utf8.DecodeRuneInString(s[size:])
	if slices.Contains(compoundSurnames, s[:size+second]) {
		return size + second
	}
	return 0
}

// What a character may do at the start of a surname.
const (
	usual    = 1 + iota // a surname that hardly ever begins another word
	doubtful            // a surname that begins other words too
	compound            // the first of a surname of two characters
)

// Surname reports whether a name in Chinese characters begins with a surname in use.
func Surname(name string) bool { return surnameAt(name, false) > 0 }

// surnames tells what the characters that begin surnames are.
var surnames = sync.OnceValue(func() map[rune]int {
	kinds := map[rune]int{}
	for _, c := range usualSurnames {
		kinds[c] = usual
	}
	for _, c := range doubtfulSurnames {
		kinds[c] = doubtful
	}
	for _, s := range compoundSurnames {
		if c, _ := utf8.DecodeRuneInString(s); kinds[c] == 0 {
			kinds[c] = compound
		}
	}
	return kinds
})

// notInNames are characters with which a phrase goes on after a name and which hardly any
// name has.
const notInNames = "的系在与和向及于为是将签称均诉辩因以未认应不被已其对由作属存并又自拟非仍从给让说把负也就该所经至处等"

// afterNames are words with which a phrase goes on after a name, but for those that begin with
// one of notInNames.
var afterNames = []string{"出庭", "证言", "证明", "到庭", "驾驶", "名下", "账户", "陈述", "出具", "共同", "到本院"}

// usualSurnames are surnames of one character that hardly ever begin another word.
const usualSurnames = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯程蔡彭潘袁董余苏叶吕魏蒋杜丁沈姜范傅钟卢汪戴崔任陆廖姚邱夏谭韦贾邹石熊孟秦阎薛侯雷段郝孔邵毛史顾赖武贺严尹钱龚汤陶黎温莫樊葛邢庞齐庄聂焦俞翟柴阮褚卫柏邬" +
	"江乔岳肖闫冉祝倪涂桂凌柯耿纪柳冀裴喻佘丘屈鲍辛蒲卞仇谷覃娄滕匡卜燕穆敖芦仝苟蒙巩车慕霍祁晏刁荣党晋逯靳"

// doubtfulSurnames begin other words too; they count after the words that hardly anything but a
// name follows.
const doubtfulSurnames = "于白方金万常左兰华曾田施康安向古甘尚舒关牛鲁房管欧解付路季苗麦包伍成符曲代封游宗敬查项尤桑宁植蓝农闵盛闻童费景楚明习冷单池占初文甄洪邬强"

// commonWords begin with the character of a surname and follow words for persons without being
// names.
var commonWords = sync.OnceValue(func() []string {
	return strings.Fields(`董事 车间 高管 岳母 岳父 代位 陈述 陈列 代理 代表 代为 代被 代偿 代购 代付 代收 单位 单方 单独 费用 费发 施工 施救 施害 施暴 管理 明知 明显 明确 明示 查询 查证 查验 查明 查看 车辆 车上 车头 车顶 车损 车祸 车位 车主
		严重 严格 方面 方亲 成立 成华 成年 成都 安排 安装 安全 安徽 康复 任何 任免 任职 任命 任意 包装 包括 陆续 钱款 钱财 马上 高中 高度 高级 高等 高消 高额 高档 高收 田里 田地 石头 石材 左眼 左手 左侧 左腿 左肩 左脚 左膝 左臂 左下 左上 左右 常年 常住 常务 曾以 曾经 曾多 曾向 曾因 解决 解除 解释 
		向原 向被 向法 向本 向其 向第 付款 付清 付给 付息 支付 关于 关系 白天 金额 金钱 万元 路过 路上 路边 华侨 文化 文书 文件 初中 初步 农村 农民 农业 于当 于是 于本 方式 方法 方便 项目 项下 何时 何种 何处 何人 许可 许诺 余款 余下 余额 温州 江苏 江西 黄金 周围 周边 周转 高铁 石油 石化 谢意 温度 纪律 荣誉 党委 党员 党支 江边 武汉 武警 史料 毛利 毛巾 贺卡 孔子 唐山 贾某 陶瓷 钟表 汤药 梁上 林场 林地 林木 林业 林权 马路 牛奶 张贴 张开 张口 张嘴 段落 温馨 严厉 任教 任课 侯车 雷同 莫名 顾客 顾虑 顾问 顾及 程序 程度 石家 盛装 丁方 汪洋 庄园 庄稼 卫生 卫浴 齐全 欧元 欧洲 强行 强烈 强制 强调 洪水`)
})

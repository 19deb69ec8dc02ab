package record

import (
	"slices"
	"strings"
)

// A collective suit names one party and a number (甲等三十二人) in its head and everybody in a
// list after the signatures: 附：原告名单. Those on the list are parties like the one in the head.

// readAnnex adds the parties whom lists after the signatures name.
func (r *reader) readAnnex() {
	if !slices.ContainsFunc(r.j.Parties, func(p Party) bool { return p.Together > 0 }) {
		return
	}
	for i := r.head.tail; i < len(r.text); {
		end := r.lineEnd(i)
		if heading, ok := r.listHeading(place{i, end}); ok {
			end = r.readList(heading)
		}
		i = end + 1
	}
}

// lineEnd returns where the line that holds byte i ends.
func (r *reader) lineEnd(i int) int {
	if k := strings.IndexByte(r.text[i:], '\n'); k >= 0 {
		return i + k
	}
	return len(r.text)
}

// maxListHeading bounds the heading of a list in bytes.
const maxListHeading = 3 * 40

// listHeading reports whether a line begins with the heading of a list of names, and where the
// list starts: 附：原告名单, 附件一：三十二名原告的姓名及应得金额. Names may follow in the line.
func (r *reader) listHeading(line place) (list place, ok bool) {
	s := r.of(line)
	i, w := annexWords().first(s)
	if i < 0 || i > maxListHeading || containsAny(s[:i], "。", "证据", "财产", "物品", "债权", "费用", "损失") {
		return place{}, false
	}
	i += len(w)
	if k := indexMark(s[i:], "：:"); k >= 0 && k <= 3*12 {
		i += k + len("：")
		if s[i-len("：")] == ':' {
			i -= len("：") - len(":")
		}
	} else if indexMark(strings.TrimSpace(s[i:]), "，。；") >= 0 {
		return place{}, false // a sentence that speaks of the list
	} else {
		i = len(s)
	}
	return place{line.Start, line.Start + i}, true
}

// annexWords are the words that head a list of the parties.
var annexWords = listOf("名单", "姓名", "基本情况", "明细表", "一览表", "清册", "花名册")

// readList reads the names below a heading, adds the parties and returns where the list ends.
// It ends at a line that begins with no name, a heading of columns left aside.
func (r *reader) readList(heading place) (end int) {
	like := r.listedAs(r.of(heading))
	if like < 0 {
		return heading.End
	}
	var names []entry
	i, blanks := heading.End, 0
	for i < len(r.text) {
		line := place{i, r.lineEnd(i)}
		if !columnHeads(r.of(line)) {
			found := r.listLine(line)
			if len(found) > 0 {
				blanks = 0
			} else if blanks++; blanks > 2 || strings.TrimSpace(r.of(line)) != "" {
				break
			}
			names = append(names, found...)
		}
		i = line.End + 1
	}
	r.addListed(like, names)
	return min(i, len(r.text)) - 1
}

// listedAs returns the index of the party who stands for those on a list with such a heading:
// of the role that it names, else the first who stands for several; -1 if there is none.
func (r *reader) listedAs(heading string) int {
	st := station{}
	for i := 0; i < len(heading) && st.word == ""; i++ {
		if heading[i]&0xc0 != 0x80 {
			st, _ = stationAt(heading[i:])
		}
	}
	for i, p := range r.j.Parties {
		if p.Together > 0 && (st.word == "" || p.Role == st.role) {
			return i
		}
	}
	return -1
}

// columnHeads reports whether a line is the heading of a table.
func columnHeads(line string) bool {
	line = squeeze(line)
	return line != "" && runes(line) <= 60 && prefixOf(strings.TrimPrefix(line, "|"), []string{"序号", "编号", "姓名", "原告姓名", "单位", "单位：", "工人姓名", "申请人姓名"}) != ""
}

// listLine reads a line of a list: a number and a name with particulars, or names in a row.
func (r *reader) listLine(line place) (names []entry) {
	i := r.afterCount(line.Start, line.End)
	for i < line.End {
		name := r.nameAt(i, line.End)
		if !listable(r.of(name)) {
			break
		}
		e := entry{at: place{i, line.End}, word: name, rest: i}
		next := r.nextListed(name.End, line.End)
		if next < 0 {
			return append(names, e)
		}
		e.at.End = name.End
		names = append(names, e)
		i = next
	}
	return names
}

// afterCount returns the offset after the number that counts an entry at byte i: 1、 (1) 一、
// or a cell of a table.
func (r *reader) afterCount(i, limit int) int {
	i = skipBlankInLine(r.text[:limit], i)
	s := r.text[i:limit]
	n := 0
	for n < len(s) {
		c, size := charAt(s, n)
		if ideograph(c) && (digit(c) < 0 && unit(c) == 0 || n+size == len(s) || prefixOf(s[n+size:], []string{"、", "．", "."}) == "" && n == 0) {
			break
		}
		if !ideograph(c) && !arabic(c) && !isMark(c, "、．.)）(（|\t 　：:①②③") && !blank(c) && !(c >= '①' && c <= '⑳') {
			break
		}
		n += size
	}
	return i + n
}

// nextListed returns where the next name of a row starts after byte i, or -1 if what follows
// tells more of the name before or nothing follows.
func (r *reader) nextListed(i, limit int) int {
	if n := closing(r.text[i:limit]); n > 0 {
		i += n
	}
	i = skipBlankInLine(r.text[:limit], i)
	i += len(prefixOf(r.text[i:limit], []string{"、", "，", ",", "；", ";", "|"}))
	i = r.afterCount(i, limit)
	if i >= limit || prefixOf(r.text[i:limit], []string{"男", "女", "汉族", "住", "身份", "公民", "出生", "系"}) != "" || !listable(r.of(r.nameAt(i, limit))) {
		return -1
	}
	return i
}

// listable reports whether words on a list are a name: that of an organisation, or two to four
// characters that nothing shows to be something else. Few surnames are so rare that only the
// list tells them.
func listable(name string) bool {
	n := runes(name)
	switch {
	case n < 2 || n > 40 || indexMark(name, "《》") >= 0:
		return false
	case n <= 4:
		return (Masked(name) || surnameAt(name, false) > 0 || n <= 3 && strings.IndexFunc(name, func(c rune) bool { return !ideograph(c) }) < 0) &&
			prefixOf(name, notListed) == "" && prefixOf(name, commonWords()) == "" && !strings.ContainsAny(name, notInNames)
	case strings.Contains(name, "·"):
		return n <= 20
	}
	return kindOf(name) == Organisation && !containsAny(name, "人民法院", "的")
}

// notListed begin what follows a list of names, or another list.
var notListed = []string{"附", "书记", "审判", "法官", "相关", "合计", "共计", "总计", "小计", "本", "年", "项目", "金额", "备注", "注：", "借条", "收条", "欠条", "证据", "被告", "原告", "第三人", "以上", "上述"}

// addListed adds parties like one of the head. Those whom the head names are on the list, too:
// the first of a name is the same, a second one another person.
func (r *reader) addListed(like int, names []entry) {
	if len(names) < 2 {
		return
	}
	head, before := r.j.Parties[like], len(r.j.Parties)
	met := make([]bool, before)
	for _, e := range names {
		p := Party{
			Role: head.Role, RoleText: head.RoleText, Side: head.Side, Earlier: head.Earlier, Counter: head.Counter,
			Name: cleanName(r.of(e.word)), NameSpan: e.word, LineSpan: r.trimPlace(e.at, ""), Agents: slices.Clone(head.Agents), Confidence: Formal,
		}
		same := func(q Party) bool { return q.Name == p.Name && q.Role == p.Role }
		if k := slices.IndexFunc(r.j.Parties[:before], same); k >= 0 && !met[k] {
			met[k] = true
			continue
		}
		r.classify(&p)
		r.describe(&p, e.at)
		r.j.Parties = append(r.j.Parties, p)
	}
	left := head.Together - (len(r.j.Parties) - before)
	if left < 2 {
		left = 0
	}
	r.j.Parties[like].Together = left
}

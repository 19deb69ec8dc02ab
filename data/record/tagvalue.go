package record

import "strings"

// A tagValue is what an element of a rule has as its value.
type tagValue int

const (
	valueSaid  tagValue = iota // who says it
	valueDay                   // the date in the sentence that is nearest to the first word
	valueGrade                 // a grade of disability
	valueName                  // the name that ends with the first word
)

// gradesOfDisability are the words that tell a grade, 一级 (worst) to 十级.
const gradesOfDisability = `一级伤残 二级伤残 三级伤残 四级伤残 五级伤残 六级伤残 七级伤残 八级伤残 九级伤残 十级伤残
	伤残一级 伤残二级 伤残三级 伤残四级 伤残五级 伤残六级 伤残七级 伤残八级 伤残九级 伤残十级
	伤残等级为一级 伤残等级为二级 伤残等级为三级 伤残等级为四级 伤残等级为五级 伤残等级为六级 伤残等级为七级 伤残等级为八级 伤残等级为九级 伤残等级为十级`

// valueOf returns the value of an element that rule c states in a sentence at hit h.
func (p *tagPass) valueOf(c *compiledTag, h mark, at place, said string) string {
	switch c.value {
	case valueDay:
		return p.nearestDay(h, at)
	case valueGrade:
		return gradeOf(p.r.text[h.start:h.end])
	case valueName:
		return p.nameEnding(h, at)
	}
	return said
}

// nearestDay returns the full date of a sentence that is nearest to a hit, or "".
func (p *tagPass) nearestDay(h mark, at place) string {
	best, gap := "", at.End-at.Start
	for _, d := range p.r.daysIn(at) {
		if n := max(int(h.start)-d.at.End, d.at.Start-int(h.end)); n < gap && d.full() {
			best, gap = d.iso, n
		}
	}
	return best
}

// gradeOf reads the numeral before 级.
func gradeOf(words string) string {
	digits := []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}
	i := strings.Index(words, "级伤")
	if i < 0 {
		i = lastIndex(words, "级")
	}
	for n, d := range digits {
		if strings.HasSuffix(words[:i], d) {
			return []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}[n]
		}
	}
	return ""
}

// maxName bounds the name of an institution in bytes.
const maxName = 3 * 30

// nameEnding returns the name of the institution that ends with a hit: from the last separator
// or word that cannot be part of a name. It is "" where the text names none (该鉴定中心).
func (p *tagPass) nameEnding(h mark, at place) string {
	s := p.r.text[max(at.Start, int(h.end)-maxName):h.start]
	s = strings.ToValidUTF8(s, "")
	if i := lastMark(s, "，,。；;：:、（(）)“”《》\n "); i >= 0 {
		s = s[afterRune(s, i):]
	}
	for _, w := range []string{"委托", "经由", "交由", "申请", "送至", "送往", "前往", "提交", "本院", "原告", "被告", "一致", "选定", "指定", "根据", "通过", "出具", "及", "和", "与", "由", "经", "在", "到", "至", "向", "该", "日", "为", "对", "系", "是", "的", "将"} {
		if i := lastIndex(s, w); i >= 0 {
			s = s[i+len(w):]
		}
	}
	s = strings.TrimLeft(s, "0123456789.． ")
	if runes(s) < 2 {
		return ""
	}
	return s + p.r.text[h.start:h.end]
}

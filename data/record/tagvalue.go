package record

import (
	"math"
	"strconv"
	"strings"
)

// A tagValue is what an element of a rule has as its value.
type tagValue int

const (
	valueSaid  tagValue = iota // who says it
	valueDay                   // the date in the sentence that is nearest to the first word
	valueGrade                 // a grade of disability
	valueName                  // the name that ends with the first word

	// An element of these is one only if it has the value.
	valueDayNear   // the date in the sentence that is nearest to the first word
	valueDayBefore // the last date before the first word in the sentence
	valueSum       // the first sum of yuan after the first word
	valueNumber    // the number before or after the first word
	valueArea      // the division that the words after the first word name
	valueAssignor  // who assigns a debt; see assigning.go
	valueAssignee  // to whom
	valueOwn       // who says it, unless the phrase of the first word speaks of the defending side
	valuePressed   // who is under enforcement; see pressed.go
	valueFound     // SaidByCourt, where no party says it
)

// gradesOfDisability are the words that tell a grade, 一级 (worst) to 十级.
const gradesOfDisability = `一级伤残 二级伤残 三级伤残 四级伤残 五级伤残 六级伤残 七级伤残 八级伤残 九级伤残 十级伤残
	伤残一级 伤残二级 伤残三级 伤残四级 伤残五级 伤残六级 伤残七级 伤残八级 伤残九级 伤残十级
	伤残等级为一级 伤残等级为二级 伤残等级为三级 伤残等级为四级 伤残等级为五级 伤残等级为六级 伤残等级为七级 伤残等级为八级 伤残等级为九级 伤残等级为十级`

// valueOf returns the value of an element that rule c states in a sentence at hit h.
func (p *tagPass) valueOf(c *compiledTag, h mark, at place, said string) string {
	switch c.value {
	case valueDay, valueDayNear:
		return p.nearestDay(h, at)
	case valueGrade:
		return gradeOf(p.r.text[h.start:h.end])
	case valueName:
		return p.nameEnding(h, at)
	case valueDayBefore:
		return p.dayBefore(h, at)
	case valueSum:
		return p.sumFollowing(h, at)
	case valueNumber:
		return p.numberBeside(h, at)
	case valueArea:
		return p.areaAfter(h, at)
	case valueAssignor:
		return p.r.assignor(h, at)
	case valueAssignee:
		return p.r.assignee(h, at)
	case valueOwn:
		if p.r.subject(h) == Defending {
			return ""
		}
	case valuePressed:
		return p.r.pressed(h, at)
	case valueFound:
		if p.r.containsAny(p.r.text[at.Start:h.start], "主张", "辩称", "诉称", "抗辩", "述称", "陈述") {
			return ""
		}
		return SaidByCourt // 已于起诉前清偿，原告再行主张…: what is told of a claim after it does not make it the claimant's
	}
	return said
}

// needed reports whether an element is one only if it has its value.
func (v tagValue) needed() bool { return v >= valueName }

// dayBefore returns the last full date of a sentence before a hit, or "".
func (p *tagPass) dayBefore(h mark, at place) string {
	days := p.r.daysIn(place{at.Start, int(h.start)})
	for i := len(days) - 1; i >= 0; i-- {
		if days[i].full() {
			return days[i].iso
		}
	}
	return ""
}

// sumFollowing returns the first sum of yuan of a sentence after a hit, or "".
func (p *tagPass) sumFollowing(h mark, at place) string {
	sums := p.r.sumsIn(place{int(h.end), at.End})
	if len(sums) == 0 {
		return ""
	}
	return strconv.FormatFloat(math.Round(100*sums[0].yuan)/100, 'f', -1, 64)
}

// numberBeside returns the digits right before a hit, else right after it, or "".
func (p *tagPass) numberBeside(h mark, at place) string {
	s := p.r.text[at.Start:h.start]
	i := len(s)
	for i > 0 && arabic(rune(s[i-1])) {
		i--
	}
	if i < len(s) {
		return s[i:]
	}
	s = strings.TrimLeft(p.r.text[h.end:max(int(h.end), at.End)], "：:第为是 　")
	for i = 0; i < len(s) && arabic(rune(s[i])); {
		i++
	}
	return s[:i]
}

// areaAfter returns the code of the lowest division that the words after a hit name, or "".
func (p *tagPass) areaAfter(h mark, at place) string {
	hint := p.r.j.CourtDivision
	code, _ := divisionPath(p.r.text[h.end:max(int(h.end), at.End)], hint)
	return code
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
	for _, w := range []string{"委托", "经由", "交由", "申请", "送至", "送往", "前往", "提交", "本院", "原告", "被告", "一致", "选定", "指定", "根据", "依据", "依照", "通过", "出具", "及", "和", "与", "由", "经", "在", "到", "至", "向", "该", "日", "为", "对", "系", "是", "的", "将"} {
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

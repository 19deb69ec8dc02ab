package record

import (
	"slices"
	"strings"
)

// officeWords are the offices and shares that make their holder an insider of an organisation, the
// longer before those they begin with or end with. A manager of a shop or of a project is none.
var officeWords = []string{
	"法定代表人", "实际控制人", "控股股东", "隐名股东", "股东", "董事长", "执行董事", "董事", "监事", "副总经理", "总经理",
	"财务负责人", "财务总监", "财务主管", "财务经理", "财务人员", "会计", "出纳", "高级管理人员", "高管", "投资人", "合伙人",
	"副总", "副厂长", "厂长", "理事长", "经营者", "老板",
}

// officeElement notes that who claims is an insider of who answers, or kin of one: 原告系被告股东, 马五自2015年起担任
// 恒昌公司监事, 马五系恒昌公司法定代表人赵七之妻 (企业破产法 第三十三条 speaks of invented debts). An office that
// somebody else of the phrase holds (被告法定代表人赵七) makes nobody here an insider.
func (r *reader) officeElement(m mark) {
	p := r.partAt(int(m.start))
	at := r.clause(m)
	rest := r.text[m.end:at.End]
	kin := kinOfHolder(rest)
	if p.kind == secDisposition || p.kind == secProcedure && r.j.Procedure != Special || r.law(int(m.start)) || !kin && !endsOffice(rest) {
		return
	}
	if !kin && prefixOf(r.text[m.start:], bookkeepers) != "" && containsAny(r.j.Cause, "劳动", "工资", "报酬", "社会保险", "工伤") {
		return // a bookkeeper who sues for wages is a worker as others are
	}
	left, mid, ok := splitOffice(r.text[at.Start:m.start])
	if !ok || !r.holds(m, left, mid, kin) {
		return
	}
	r.addElement(Element{Kind: ElInsiderCreditor, Value: r.speaker(int(m.start)), Span: at})
}

// bookkeepers keep the books and the cash of a firm without leading it.
var bookkeepers = []string{"会计", "出纳", "财务人员", "财务主管", "财务经理"}

// kinOfHolder reports whether the words after an office tell of kin of whoever holds it: 之妻, 赵七的胞妹, 配偶之兄.
func kinOfHolder(rest string) bool {
	for skipped := 0; ; skipped++ {
		s := rest
		if joint := prefixOf(s, []string{"之", "的"}); joint != "" {
			s = s[len(joint):]
		} else if skipped > 0 {
			s = "" // 赵七之妻: a name needs what joins it
		}
		if endsKin(s) {
			return true
		}
		c, size := firstRune(rest)
		if skipped == 4 || punctuation(c) {
			return false
		}
		rest = rest[size:]
	}
}

// endsKin reports whether words are of kinship up to the end of the phrase: 妻, 配偶之兄.
func endsKin(s string) bool {
	for n := 0; ; n++ {
		w := prefixOf(s, kinTerms)
		if w == "" {
			return n > 0 && (endsTie(s) || closesAt(s))
		}
		s = s[len(w):]
		if joint := prefixOf(s, []string{"之", "的"}); joint != "" && prefixOf(s[len(joint):], kinTerms) != "" {
			s = s[len(joint):]
		}
	}
}

// kinTerms are what somebody may be to another, the longer before those that they begin with.
var kinTerms = []string{
	"近亲属", "亲属", "亲戚", "亲友", "姻亲", "亲家", "配偶", "妻子", "妻弟", "妻兄", "妻姐", "妻妹", "妻", "前妻", "前夫", "丈夫", "夫", "爱人",
	"儿子", "女儿", "女婿", "儿媳", "继子", "继女", "养子", "养女", "父亲", "母亲", "岳父", "岳母", "公公", "婆婆", "哥哥", "弟弟", "姐姐", "妹妹",
	"胞兄", "胞弟", "胞姐", "胞妹", "堂兄", "堂弟", "堂姐", "堂妹", "堂哥", "表兄", "表弟", "表姐", "表妹", "表哥", "表亲", "堂亲", "弟媳", "嫂子", "嫂嫂",
	"姐夫", "妹夫", "侄子", "侄女", "侄", "外甥女", "外甥", "舅舅", "舅父", "叔叔", "叔父", "伯父", "姑姑", "姑母", "姨妈", "姨母", "小舅子", "小姨子", "内弟", "内兄",
	"连襟", "妯娌", "父", "母", "子", "女", "兄", "弟", "姐", "妹", "哥",
}

// splitOffice splits the words before an office at the verb by which somebody holds it.
func splitOffice(s string) (left, mid string, ok bool) {
	i, w := lastOfWords(s, "系", "是", "为", "担任", "任", "作为")
	if i < 0 || w == "系" && strings.HasSuffix(s[:i], "关") || containsAny(lastRunes(s[:i], 2), "不", "非", "否", "未", "没", "无") {
		return "", "", false
	}
	return s[:i], s[i+len(w):], true
}

// endsOffice reports whether an office ends what is said of its holder: a name after it is another's.
func endsOffice(rest string) bool {
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "职务"), "之一")
	c, _ := firstRune(strings.TrimSpace(rest))
	return rest == "" || punctuation(c) || prefixOf(rest, []string{"持", "占", "期间", "兼", "和", "及", "（", "("}) != ""
}

// holds reports whether the words before and after the verb say that who claims holds an office of who
// answers, or is kin of who does, and that this is an organisation. Whose office it is must be said: many a
// claimant leads or owns a firm that is no party. Kin of 厂长 without more are those of the only firm there is.
func (r *reader) holds(m mark, left, mid string, kin bool) bool {
	if r.j.Procedure == Special {
		return r.holdsBeside(left, mid)
	}
	if !r.firmAnswers() {
		return false
	}
	claiming, defending := r.sidesIn(mid)
	own := slices.Contains(ownFirm, strings.TrimSpace(mid))
	switch {
	case claiming:
		return false
	case defending:
	case own && r.answersFirm(r.of(r.sentence(int(m.start)))):
	case own && r.firms() == 1 && (mid != "" || kin):
	default:
		return false
	}
	claiming, defending = r.sidesIn(left)
	if !claiming && !defending && strings.HasPrefix(strings.TrimSpace(left), "其") {
		claiming, defending = r.sidesIn(r.toldBefore(r.clause(m).Start))
		told := r.partAt(int(m.start)).kind == secClaims || r.j.Procedure == Payment
		claiming = claiming || told && !defending
	}
	return claiming && !defending
}

// toldBefore returns the words of the sentence before a place or, where they are none, the sentence before.
func (r *reader) toldBefore(at int) string {
	if words := r.text[r.sentenceStart(at):at]; strings.TrimSpace(words) != "" {
		return words
	}
	start := r.partAt(at).at.Start
	if at <= start {
		return ""
	}
	_, n := lastRune(r.text[:at])
	return r.text[max(start, r.sentenceStart(at-n)):at]
}

// ownFirm are the words by which a phrase means the only firm that answers.
var ownFirm = []string{"", "公司", "该公司", "我公司", "本公司", "其公司", "该厂", "该单位", "该合作社", "破产企业"}

// holdsBeside is holds for a paper that two apply for together, of whom one is an organisation.
func (r *reader) holdsBeside(left, mid string) bool {
	a, b := r.cast.mentions(left), r.cast.mentions(mid)
	if len(a) != 1 || r.firms() != 1 || len(r.j.Parties) != 2 || r.j.Parties[a[0]].Kind == Organisation {
		return false
	}
	return len(b) == 1 && b[0] != a[0] || len(b) == 0 && mid != "" && slices.Contains(ownFirm, strings.TrimSpace(mid))
}

// firms tells how many parties are organisations.
func (r *reader) firms() int {
	n := 0
	for _, p := range r.j.Parties {
		if p.Kind == Organisation {
			n++
		}
	}
	return n
}

// answersFirm reports whether words name who answers and not only who claims.
func (r *reader) answersFirm(s string) bool {
	_, defending := r.sidesIn(s)
	return defending
}

// firmAnswers reports whether an organisation answers.
func (r *reader) firmAnswers() bool {
	for i, p := range r.j.Parties {
		if p.Kind == Organisation && r.sideAtFirst(i) == Defending {
			return true
		}
	}
	return false
}

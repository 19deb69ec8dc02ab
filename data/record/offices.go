package record

import "strings"

// officeWords are the offices and shares that make their holder an insider of an organisation, the
// longer before those they begin with or end with. A manager of a shop or of a project is none.
var officeWords = []string{
	"法定代表人", "实际控制人", "控股股东", "隐名股东", "股东", "董事长", "执行董事", "董事", "监事", "副总经理", "总经理",
	"财务负责人", "财务总监", "高级管理人员", "投资人", "合伙人", "财务经理", "财务主管", "会计", "出纳",
}

// moneyPosts are the posts of those who keep an organisation's money: insiders where it owes them a debt, but in a suit about
// employment no more than any worker.
var moneyPosts = []string{"财务经理", "财务主管", "会计", "出纳"}

// officeElement notes that who claims is an insider of who answers: 原告系被告股东, 马五自2015年起担任恒昌公司
// 监事 (企业破产法 第三十三条 speaks of invented debts). An office that somebody else of the phrase holds (被告
// 法定代表人赵七) makes nobody here an insider.
func (r *reader) officeElement(m mark) {
	p := r.partAt(int(m.start))
	if p.kind == secDisposition || p.kind == secProcedure || r.law(int(m.start)) || !endsOffice(r.text[m.end:r.clause(m).End]) {
		return
	}
	if prefixOf(r.text[m.start:m.end], moneyPosts) != "" && r.containsAny(r.j.Cause, "劳动", "工资", "社会保险", "工伤") {
		return
	}
	at := r.clause(m)
	left, mid, ok := splitOffice(r.text[at.Start:m.start])
	if !ok || !r.holds(m, left, mid) {
		return
	}
	r.addElement(Element{Kind: ElInsiderCreditor, Value: r.speaker(int(m.start)), Span: at})
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
// answers, and that this is an organisation. Whose office it is must be said: many a claimant leads
// or owns a firm that is no party.
func (r *reader) holds(m mark, left, mid string) bool {
	claiming, defending := r.sidesIn(mid)
	if claiming || !defending && !(containsAny(mid, "该公司", "该厂", "破产企业") && r.answersFirm(r.of(r.sentence(int(m.start))))) || !r.firmAnswers() {
		return false
	}
	claiming, defending = r.sidesIn(left)
	return claiming && !defending
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

package record

import (
	"slices"
	"strings"
)

// Parties die, are dissolved, are let go or give their place to others while a case runs
// (民事诉讼法(2023-09-01) 第一百五十三条, 第一百五十四条; 最高人民法院关于民事执行中变更、追加当事人
// 若干问题的规定(2020-12-29)). The list of parties or the section on procedure tells it, and a ruling
// on a change of parties its disposition.

// The reasons why somebody is no longer a party.
const (
	goneDeceased  = "deceased"
	goneDissolved = "dissolved"
	goneWithdrew  = "withdrew"
	goneReplaced  = "replaced"
)

// readSuccession notes who is no longer a party and who took the place.
func (r *reader) readSuccession() {
	for _, m := range r.marks {
		if m.cue != cueGone && m.cue != cueLetGo && m.cue != cueReplaced {
			continue
		}
		switch p := r.partAt(int(m.start)); {
		case p.earlier:
		case m.cue == cueReplaced && (p.kind == secDisposition || p.kind == secProcedure):
			r.replaced(m)
		case p.kind != secParties && p.kind != secProcedure:
		case m.cue == cueGone:
			r.gone(m)
		case m.cue == cueLetGo:
			r.letGo(m)
		}
	}
}

// gone reads 原告张某于…死亡，其继承人张一、张二参加诉讼.
func (r *reader) gone(m mark) {
	if prefixOf(r.text[m.end:], []string{"赔偿", "证明", "原因", "补偿", "事故", "宣告", "为由", "一案", "纠纷", "结果", "登记", "抚恤"}) != "" {
		return
	}
	at := r.sentence(int(m.start))
	name, party := r.whoWentAt(place{at.Start, int(m.start)})
	if name == "" {
		return
	}
	why := goneDeceased
	if strings.Contains(r.text[m.start:m.end], "销") || strings.Contains(r.text[m.start:m.end], "合并") {
		why = goneDissolved
	}
	if party >= 0 {
		r.j.Parties[party].Gone = why
	}
	r.followed(name, party, place{int(m.end), r.sentenceEnd(min(at.End, len(r.text)-1))})
}

// whoWentAt returns the name, and the index among the parties or -1, of whom the words at p,
// which end before 死亡 or 注销, are about: the party named last there or, if nobody listed is
// named, who follows a role word. Relatives are somebody else.
func (r *reader) whoWentAt(p place) (name string, party int) {
	if names := r.namesIn(p); len(names) > 0 {
		last := names[len(names)-1]
		between := r.after(last.at, p)
		if runes(between) > 40 || relative(between) || r.containsAny(between, "被继承人", "受害人", "死者", "债务人", "案外人") {
			return "", -1
		}
		return r.j.Parties[last.party].Name, last.party
	}
	for i := p.Start; i < p.End; i++ {
		st, ok := stationAt(r.text[i:p.End])
		if !ok || st.role == "" {
			continue
		}
		rest := r.text[i+len(st.word) : p.End]
		k, _ := r.firstOf(rest, "于", "已", "因", "在", "，", "（")
		if k < 0 {
			k = len(rest)
		}
		if n := runes(rest[:k]); n >= 2 && n <= 4 || n > 4 && kindOf(rest[:k]) == Organisation {
			return rest[:k], -1
		}
	}
	return "", -1
}

// followed notes who takes the place of the one who went, from the words after it.
func (r *reader) followed(name string, party int, p place) {
	words := r.of(p)
	k, _ := r.firstOf(words, "继承人", "承继", "承受", "股东", "清算义务人", "权利义务承受人", "变更", "通知", "存续公司")
	if k < 0 || !r.containsAny(words[k:], "参加", "诉讼", "作为", "为原告", "为被告", "为本案", "承担") {
		return
	}
	for _, n := range r.namesIn(place{p.Start + k, p.End}) {
		if q := &r.j.Parties[n.party]; n.party != party && q.Follows == "" && q.Name != name {
			q.Follows = name
		}
	}
}

// letGo reads 原告申请撤回对被告李四的起诉，本院予以准许.
func (r *reader) letGo(m mark) {
	at := r.sentence(int(m.start))
	end := r.sentenceEnd(min(at.End, len(r.text)-1))
	rest := r.text[m.end:end]
	k := strings.Index(rest, "的起诉")
	if k < 0 || !r.containsAny(r.text[at.Start:end], "准许", "准予") || r.containsAny(rest, "不予准许", "不准许") {
		return
	}
	for _, n := range r.namesIn(place{int(m.end), int(m.end) + k}) {
		r.j.Parties[n.party].Gone = goneWithdrew
	}
}

// replaced reads 变更乙公司为本案申请执行人 in what the court orders.
func (r *reader) replaced(m mark) {
	at := r.sentence(int(m.start))
	if r.containsAny(r.of(at), "驳回", "请求", "申请变更", "是否", "应当") {
		return
	}
	names := r.namesIn(place{int(m.end), at.End})
	if len(names) == 0 || runes(r.text[m.end:names[0].at.Start]) > 8 {
		return
	}
	rest, ok := strings.CutPrefix(r.after(names[0].at, at), "为")
	if !ok {
		return
	}
	if i := strings.Index(rest, "案"); i >= 0 && i <= 3*40 {
		rest = strings.TrimPrefix(rest[i+len("案"):], "件")
	}
	st, ok := stationAt(strings.TrimPrefix(rest, "的"))
	if !ok {
		return
	}
	holds := func(p Party) bool { return strings.HasPrefix(p.RoleText, st.word) }
	if old := slices.IndexFunc(r.j.Parties, holds); old >= 0 && old != names[0].party {
		r.j.Parties[old].Gone = goneReplaced
		r.j.Parties[names[0].party].Follows = r.j.Parties[old].Name
	}
}

// formerName returns the name that a party had before, where its entry tells it: （曾用名张某）,
// （原名称：甲公司）, （原甲公司）.
func formerName(s string, at int) (former string, p place) {
	head := s[:min(len(s), 3*80)]
	i, w := formerWords().first(head)
	if i < 0 {
		if i, w = formerBrackets().first(head); i < 0 {
			return "", place{}
		}
	}
	rest := strings.TrimLeft(head[i+len(w):], "：:为系是 　")
	end := strings.IndexFunc(rest, func(c rune) bool { return isMark(c, nameEnds) || closes(c) })
	if end < 0 || runes(rest[:end]) < 2 || runes(rest[:end]) > 40 {
		return "", place{}
	}
	name := cleanName(rest[:end])
	if strings.HasSuffix(w, "原") {
		c, _ := firstRune(rest[end:])
		if !closes(c) || kindOf(name) != Organisation || containsAny(name, "审") {
			return "", place{}
		}
	}
	from := len(head) - len(rest)
	return name, within(at, from, from+end)
}

// formerBrackets begin a bracket with a former name.
var formerBrackets = listOf("（原", "(原")

// formerWords are the words before a former name.
var formerWords = listOf("曾用名", "原名称", "原企业名称", "原名", "更名前为", "更名前")

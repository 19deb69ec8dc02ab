package record

import (
	"strings"
)

// Who assigned a debt, and to whom, is told in three ways: 甲将其债权转让给乙, 乙从甲处受让债权,
// and by the words for the two: 债权转让人甲 (民法典 第五百四十五条以下).

// assigningTags tell who assigned a debt and who took it over.
func assigningTags() []tagRule {
	const (
		f    = fieldLoan | fieldEnforcement | fieldCompany | fieldBankruptcy | fieldConfirm | fieldTrade
		debt = `债权 不良贷款 不良资产 资产包 贷款本息 借款本息 应收账款 欠款`
		owed = `债权 不良贷款 不良资产 资产包 贷款本息 借款本息 应收账款` // who buys goods owes for them (欠款)
		gave = `转让给 转让予 转让于 转让与 转让至 让与给 出让给 转给 让渡给`
		took = `受让 购得 收购 购买 买受 竞得`
		not  = wordsNoFact + ` 未转让 不得转让 股权转让 转让股权 债务转让 土地使用权转让 是否 可以将 受让款 义务受让 有权受让 受让资格 不具有受让`
	)
	return []tagRule{
		{kind: ElAssignor, fields: f, need: []string{gave, debt}, within: 60, unless: not, value: valueAssignor, sure: Led},
		{kind: ElAssignee, fields: f, need: []string{gave, debt}, within: 60, unless: not, value: valueAssignee, sure: Led},
		{kind: ElAssignor, fields: f, need: []string{took, owed}, within: 40, unless: not, value: valueAssignor, sure: Guessed},
		{kind: ElAssignee, fields: f, need: []string{took, owed}, within: 40, unless: not, value: valueAssignee, sure: Guessed},
		{kind: ElAssignor, fields: f, need: []string{`债权转让人 债权出让人 债权转让方 债权出让方 债权让与人 原债权人`}, value: valueAssignor, sure: Led},
		{kind: ElAssignee, fields: f, need: []string{`债权受让人 债权受让方 受让债权人`}, value: valueAssignee, sure: Led},
	}
}

// assignor returns who assigns a debt at a hit of assigningTags, or "".
func (r *reader) assignor(h mark, at place) string {
	switch w := r.text[h.start:h.end]; {
	case strings.HasSuffix(w, "人") || strings.HasSuffix(w, "方"):
		return r.whoAfter(int(h.end), at.End)
	case gives(w):
		if p := r.phraseBefore(h, at); lastIndex(r.of(p), "由") >= 0 {
			return r.whoIn(place{p.Start + lastIndex(r.of(p), "由") + len("由"), p.End})
		}
		return r.whoBefore(r.phraseBefore(h, at, "将", "把", "以其"))
	}
	if prefixOf(r.text[h.end:], []string{"人", "方", "款", "价"}) != "" {
		return "" // names somebody or something by the taking over
	}
	before := r.phraseBefore(h, at)
	if i, w := lastOfWords(r.of(before), "从", "自", "由", "向"); i >= 0 {
		return r.whoIn(place{before.Start + i + len(w), before.End})
	}
	end := int(h.end) + len(prefixOf(r.text[h.end:], []string{"了", "自"}))
	return r.ownerAt(end, at.End)
}

// assignee returns who takes a debt over at a hit of assigningTags, or "".
func (r *reader) assignee(h mark, at place) string {
	switch w := r.text[h.start:h.end]; {
	case strings.HasSuffix(w, "人") || strings.HasSuffix(w, "方"):
		return r.whoAfter(int(h.end), at.End)
	case gives(w):
		return r.whoAfter(int(h.end), at.End)
	}
	if prefixOf(r.text[h.end:], []string{"人", "方", "款", "价"}) != "" {
		return ""
	}
	return r.whoBefore(r.phraseBefore(h, at, "从", "自", "由", "向"))
}

// gives reports whether a word tells that something is handed over to whoever follows.
func gives(w string) bool {
	return suffixOf(w, []string{"给", "予", "于", "与", "至"}) != ""
}

// phraseBefore returns the words before a hit, in its phrase, up to the last of words, if one
// stands there. Where that leaves nothing but what points to a time, the phrase before counts.
func (r *reader) phraseBefore(h mark, at place, words ...string) place {
	p := place{at.Start, int(h.start)}
	s := r.of(p)
	if i, _ := lastOfWords(s, words...); i >= 0 && len(words) > 0 {
		p.End = p.Start + i
	}
	for {
		s = r.of(p)
		start := p.Start + afterRune(s, lastMark(s, "，,：:；;“”（("))
		if start == p.Start || !idle(r.text[start:p.End]) {
			return place{start, p.End}
		}
		_, n := lastRune(r.text[:start])
		p.End = start - n
	}
}

// idle reports whether words before 将 name nobody: 并, 于2015年3月1日, 约定.
func idle(s string) bool {
	s = strings.TrimSpace(s)
	for s != "" {
		if w := prefixOf(s, idleWords); w != "" {
			s = s[len(w):]
		} else if _, n := dateAt(s); n > 0 {
			s = s[n:]
		} else {
			return false
		}
	}
	return true
}

// idleWords may stand before 将 without naming anybody.
var idleWords = []string{"约定", "双方", "同意", "并", "后", "又", "再", "已", "依法", "遂", "即", "于", "同日", "自愿", "合法", "一并", "决定", "其", "之后", "随后", "经", "公开", "拍卖", "整体", "打包", "但", "且", "以", "方式", "协议", "在"}

// whoBefore returns the name with which the words at p end or, where two parties make a bargain
// (甲与乙签订…), begin.
func (r *reader) whoBefore(p place) string {
	s := r.of(p)
	if i, _ := r.firstOf(s, "签订", "签署", "达成"); i >= 0 {
		if k := lastIndex(s[:i], "与"); k > 0 {
			p.End = p.Start + k
		}
	}
	return r.whoIn(p)
}

// whoIn returns who is named at the end of p, as a party or with a name of its own.
func (r *reader) whoIn(p place) string {
	s := strings.TrimSpace(trimEnd(r.of(p)))
	end := p.Start + index(r.of(p), s) + len(s)
	if named := r.namesIn(place{p.Start, end}); len(named) > 0 && named[len(named)-1].at.End == end {
		return r.j.Parties[named[len(named)-1].party].Name
	}
	if _, w := lastOfWords(s, reporting...); w != "" {
		s = s[lastIndex(s, w)+len(w):]
	}
	for {
		if w := prefixOf(s, idleWords); w != "" {
			s = s[len(w):]
		} else if w := prefixOf(s, beforeNames); w != "" {
			s = s[len(w):]
		} else if _, n := dateAt(s); n > 0 {
			s = s[n:]
		} else {
			break
		}
	}
	if s == "" {
		return r.onlyOf(r.of(p))
	}
	return bearer(s)
}

// trimEnd cuts off what may stand between a name and 将: 依法, 于2015年3月1日.
func trimEnd(s string) string {
	for {
		s = strings.TrimRight(s, " 　")
		w := suffixOf(s, idleWords)
		if w == "" {
			w = suffixOf(s, []string{"处", "通过", "手中", "依约", "与"})
		}
		if i := lastIndex(s, "于"); w == "" && i > 0 {
			if _, n := dateAt(s[i+len("于"):]); n > 0 && i+len("于")+n == len(s) {
				w = s[i:]
			}
		}
		if w == "" {
			return s
		}
		s = s[:len(s)-len(w)]
	}
}

// reporting are words after which what somebody says or finds follows.
var reporting = []string{"确认", "认定", "知晓", "显示", "证明", "关于", "主张", "认为", "陈述", "得知", "由于"}

// beforeNames may stand before the name of who assigns a debt.
var beforeNames = []string{"本案中", "案外人", "第三人", "原告", "被告", "原债权人", "债权人", "申请人", "申请执行人", "被执行人", "出借人", "因", "由于", "嗣后", "期间", "现", "本案", "，", "上述", "该", "债权"}

// bearer returns the name if words are one of an organisation or a person, else "".
func bearer(s string) string {
	if n := runes(s); n < 2 || n > 30 || noBearer().in(s) != 0 {
		return ""
	}
	if suffixOf(s, orgEndings) != "" && kindOf(s) == Organisation || strings.HasSuffix(s, "办") && containsAny(s, "公司", "银行") || looksPersonal(s) || Masked(s) && runes(s) <= 6 {
		return s
	}
	return ""
}

// noBearer has words that no name has.
var noBearer = listOf("的", "该", "其", "债权", "本案", "合同", "向", "从未", "任何", "主张", "上述", "《", "不良", "贷款", "以及", "金融机构", "再行", "双方", "没有", "已经")

// onlyOf returns the only party of the side that words name by its role, or "".
func (r *reader) onlyOf(words string) string {
	side, name := r.cast.firstSide(words), ""
	if containsAny(words, "第三人") {
		side = Third
	}
	for _, p := range r.j.Parties {
		if p.Side == side && side != SideUnknown && p.Name != name {
			if name != "" {
				return ""
			}
			name = p.Name
		}
	}
	return name
}

// whoAfter returns who is named at byte i.
func (r *reader) whoAfter(i, limit int) string {
	limit = max(i, limit)
	start := i
	for {
		i = skipBlank(r.text[:limit], i)
		w := prefixOf(r.text[i:limit], []string{"案外人", "第三人", "原告", "被告", "申请人", "申请执行人", "本案", "：", ":", "为", "是", "系", "即", "了", "（", "受让人"})
		if w == "" {
			break
		}
		i += len(w)
	}
	if named := r.namesIn(place{start, min(limit, i+1)}); len(named) > 0 {
		return r.j.Parties[named[0].party].Name
	}
	name := r.of(r.nameAt(i, limit))
	if k, _ := firstOf(name, "并", "后", "，", "的", "将", "与", "对", "于", "享有", "签订", "和", "（", "(", "已"); k > 0 {
		name = name[:k]
	}
	if name == "" || i > start && bearer(name) == "" {
		return r.onlyOf(r.text[start:i])
	}
	return bearer(name)
}

// ownerAt returns whose debt is named at byte i: 甲的债权, 甲对乙享有的债权.
func (r *reader) ownerAt(i, limit int) string {
	limit = max(i, limit)
	s := r.text[i:limit]
	k, _ := firstOf(s, "对", "的", "所享有", "所持有", "享有", "所有", "出让", "转让", "持有", "不良")
	if k <= 0 || k > 3*40 {
		return ""
	}
	return r.whoIn(place{i, i + k})
}

package record

import "strings"

// pressedTags tell that somebody is under enforcement by others: the sign that more than half of the
// convicted sham suits had (民事诉讼法(2023-09-01) 第一百一十六条). In a paper of an enforcement that the
// debtor of this very case was listed tells nothing, so there a word for other cases must stand beside it.
func pressedTags() []tagRule {
	const (
		suits  = fieldLoan | fieldLabour | fieldBankruptcy | fieldHouse | fieldCompany | fieldConfirm | fieldTrade
		listed = `失信被执行人 失信名单 失信人员名单 限制高消费 限制消费`
		cases  = `执行案件 被执行案件 执行一案 作为被执行人 执行程序 申请执行 申请强制执行 强制执行 终结本次执行 执行标的`
		others = `多起 多件 数起 数件 多笔 多名 多位 多个 多家 大量 众多 另有 尚有 还有 已有 另案 其他债权人 他人申请 其他案件 其他法院 系列 若干 多案
			未结案件 未结执行案件 未执结 件执行案件 起执行案件 宗执行案件 余件 余起 余宗 执行案件共 执行案件达 件未结 件尚未 件均未 起尚未 件未履行`
		not = wordsNoFact + ` 如果 将被 可能被 逾期不履行 拒不履行本 未被 没有被 并未 不存在 是否 才被 才因 之后才 转让后 转让之后 转让以后`
	)
	return []tagRule{
		{
			kind: ElPressed, fields: suits, within: 14, not: secDisposition + " " + secProcedure, sure: Led, value: valuePressed,
			need: []string{listed, `列为 列入 纳入 成为 采取 作为 发出 发布 均系 已被 现被 曾被`}, unless: not,
		},
		{
			kind: ElPressed, fields: suits, not: secDisposition + " " + secProcedure, sure: Led, value: valuePressed,
			need: []string{`系失信被执行人 是失信被执行人 为失信被执行人 属失信被执行人 属于失信被执行人 系被执行人 被限制高消费 被限制消费`}, unless: not,
		},
		{kind: ElPressed, fields: suits | fieldEnforcement, within: 20, not: secDisposition + " " + secProcedure, sure: Led, value: valuePressed, need: []string{cases, others}, unless: not},
		{
			kind: ElPressed, fields: fieldLabour | fieldBankruptcy, within: 16, not: secDisposition, sure: Led, value: valuePressed,
			need:   []string{`账户 账号 存款 厂房 厂区 设备 土地 房产 房屋 不动产 存货 财产 资产 股权 车辆`, `已被 均被 现被 早被 全部被 相继被 先后被 陆续被 已经被 已由`, `查封 冻结 扣押 轮候 拍卖`},
			unless: not + ` 如被告 如被申请人 如债务人 如其 如该 若被 若其 倘若 本院依法 本院裁定 本案保全 诉前保全 财产保全申请 申请保全`,
		},
		{
			kind: ElPressed, fields: fieldLabour, within: 20, sure: Led, value: valuePressed, // how the parties settle where others enforce already
			need: []string{`变价款 拍卖款 拍卖所得 变卖款 变卖所得 处置款 处置所得 执行款 执行案款 案款`, `优先支付 优先受偿 优先清偿 优先偿付 参与分配`}, unless: wordsNoFact,
		},
		{kind: ElPressed, fields: fieldEnforcement, within: 30, not: secDisposition + " " + secProcedure, sure: Led, value: valuePressed, need: []string{listed, others}, unless: not},
	}
}

// pressed returns the name of whoever is under enforcement at a hit of pressedTags, or "": who is named
// nearest before it, in its sentence or the one before.
func (r *reader) pressed(h mark, at place) string {
	if name := r.pressedIn(at.Start, int(h.start)); name != "" {
		return name
	}
	if name := r.onlyNamed(r.of(place{int(h.start), at.End})); name != "" {
		return name // 作为被执行人
	}
	if part := r.partAt(at.Start).at; at.Start > part.Start {
		_, n := lastRune(r.text[:at.Start])
		return r.pressedIn(max(part.Start, r.sentenceStart(at.Start-n)), at.Start)
	}
	return ""
}

// pressedIn returns who is named in the last phrase between two places that names anybody.
func (r *reader) pressedIn(start, end int) string {
	for end > start {
		from := max(start, afterRune(r.text[:end], lastMark(r.text[:end], "，,：:。；;\n")))
		if name := r.pressedBy(place{from, end}); name != "" {
			return name
		}
		if end = from; end > start {
			_, n := lastRune(r.text[:end])
			end -= n
		}
	}
	return ""
}

// pressedBy returns who a phrase names first and not as somebody to whom or by whom something is done:
// a party, a party's role, or a name that begins the phrase.
func (r *reader) pressedBy(p place) string {
	for _, m := range r.namesIn(p) {
		if suffixOf(r.text[p.Start:m.at.Start], []string{"被", "对", "向", "与", "欠", "等", "和", "及", "、"}) == "" {
			return r.j.Parties[m.party].Name
		}
	}
	s := r.of(p)
	if name := r.onlyNamed(s); name != "" {
		return name
	}
	s = strings.TrimLeft(s, " 　")
	for w := prefixOf(s, pressedLeads); w != ""; w = prefixOf(s, pressedLeads) {
		s = s[len(w):]
	}
	return bearer(s[:endOfName(s)])
}

// endOfName returns where the words that tell of somebody begin behind the name that s begins with. The 有 of 有限公司 is none.
func endOfName(s string) int {
	for from := 0; ; {
		i, _ := firstOf(s[from:], "因", "被", "系", "已", "作为", "在", "自", "于", "尚", "另", "涉", "多", "现", "早", "为", "有", "名下")
		if i < 0 || from == 0 && i == 0 {
			return len(s)
		}
		if i += from; !strings.HasPrefix(s[i:], "有限") {
			return i
		}
		from = i + len("有限")
	}
}

// pressedLeads may stand before a name that begins a phrase.
var pressedLeads = []string{"另查明", "经查", "查明", "另", "且", "而", "但", "又", "此时", "当时", "转让人", "出让人", "原债权人", "债权转让人", "案外人", "其中", "，", "："}

// onlyNamed returns the only party that words name by its role, or "".
func (r *reader) onlyNamed(s string) string {
	if containsAny(s, "第三人") && !containsAny(s, "被告", "被执行人", "被申请人") {
		return r.onlyOf("第三人")
	}
	for _, w := range r.tieRoles() {
		if r.standsAlone(s, w.defending) {
			return r.onlyAtFirst(Defending)
		}
	}
	return ""
}

package record

import (
	"math/bits"
	"strings"
	"sync"
)

// fieldsOfLaw tells which fields of law a document is about: by its cause and its kind of
// proceeding or, where it names no cause or one that leaves the field open, by the words of
// what the claiming party says.
func (r *reader) fieldsOfLaw(t *tagger) field {
	var f field
	for groups := fieldCauses().in(r.j.Cause); groups != 0; groups &= groups - 1 {
		f |= causeFields[bits.TrailingZeros64(groups)].field
	}
	if f == 0 && (r.j.Cause == "" || !known(r.j.Cause) || openCause(r.j.Cause)) {
		if f = r.fieldBySigns(t); f == 0 && openCause(r.j.Cause) {
			f = fieldTrade // 合同纠纷
		}
	}
	if r.j.Procedure == Arbitration && f&fieldLabour == 0 {
		f |= fieldConfirm
	}
	return f | fieldOfProcedure(r.j.Procedure, r.j.DocType)
}

// fieldOfProcedure tells the field of a paper that only one kind of proceeding issues.
func fieldOfProcedure(p Procedure, d DocType) field {
	switch {
	case p == Enforcement:
		return fieldEnforcement
	case p == Bankruptcy:
		return fieldBankruptcy
	case p == Payment || d == PaymentOrder || p == Special:
		return fieldConfirm
	}
	return 0
}

// causeFields are the fields of law by the words that the names of their causes have in them
// (民事案件案由规定).
var causeFields = []struct {
	field field
	words string
}{
	{fieldLoan, `借款 借贷 贷款 不良债权 债权转让 追偿权 保证合同 抵押合同 质押合同 信用卡 债权人代位 债权人撤销`},
	{fieldLabour, `劳动 人事争议 工伤 社会保险 经济补偿金 福利待遇 竞业限制 聘用合同`},
	{fieldFamily, `离婚 婚姻 抚养 夫妻 同居 婚约 监护 分家析产`},
	{fieldBankruptcy, `破产 清算`},
	{fieldEnforcement, `执行`},
	{fieldHouse, `商品房 房屋 所有权确认 物权确认 抵债`},
	{fieldTraffic, `交通事故 保险`},
	{fieldCompany, `公司 股权 股东 企业借贷 保证合同 追偿权`},
	{fieldMark, `商标 专利 著作权 不正当竞争 知识产权`},
	{fieldConfirm, `司法确认 支付令 公证债权 仲裁`},
	{fieldTrade, `买卖合同 承揽 建设工程 运输合同 加工合同 货款 服务合同 委托合同 居间合同 中介合同 技术合同 技术咨询合同`},
}

// fieldCauses has the words of causeFields, a group for each. It is built once.
var fieldCauses = sync.OnceValue(func() *glossary {
	groups := make([][]string, len(causeFields))
	for i, c := range causeFields {
		groups[i] = strings.Fields(c.words)
	}
	return newGlossary(groups...)
})

// openCause reports whether a cause leaves the field of law open.
func openCause(cause string) bool {
	return strings.HasPrefix(cause, "合同") || strings.HasPrefix(cause, "债权") || strings.HasPrefix(cause, "其他")
}

// fieldSigns are the words by which a text without a cause shows its field.
func fieldSigns(f field) string {
	switch f {
	case fieldLoan:
		return `借款 贷款 借条 不良债权 出借 债权转让 保证合同 保证责任 抵押物 罚息`
	case fieldLabour:
		return `劳动关系 劳动合同 劳动争议 劳动人事 劳动仲裁 用人单位 工伤保险 拖欠工资`
	case fieldFamily:
		return `离婚 婚生 抚养费 夫妻感情 夫妻共同 登记结婚 抚养权 同居生活`
	case fieldBankruptcy:
		return `破产管理人 破产债权 破产申请`
	case fieldEnforcement:
		return `申请执行人 被执行人 案外人异议`
	case fieldHouse:
		return `以房抵债 以物抵债 房屋买卖`
	case fieldTraffic:
		return `交通事故 保险公司 交强险`
	case fieldCompany:
		return `公司股东 股权转让 公司公章`
	case fieldMark:
		return `注册商标 商标专用权 著作权`
	case fieldConfirm:
		return `人民调解 支付令 公证债权文书 仲裁裁决`
	}
	return ""
}

// signsNeeded is how often a field must show itself in a document with a head before it is
// believed. An excerpt may be a sentence long.
const signsNeeded = 2

// fieldBySigns returns the field whose words stand most often in the claim or, in a text
// without one, anywhere.
func (r *reader) fieldBySigns(t *tagger) field {
	if at := r.first(secClaims).at; at.Known() {
		if f := r.fieldShown(t, at); f != 0 {
			return f
		}
	}
	return r.fieldShown(t, place{r.narrative(), r.head.tail})
}

// fieldShown returns the field that shows itself most often in a place.
func (r *reader) fieldShown(t *tagger, at place) field {
	var counts [fieldCount]int
	for _, h := range marksBetween(r.tagged, at) {
		for f := range fieldCount {
			if t.sets[h.cue-cueTags].has(t.signs[f]) {
				counts[f]++
			}
		}
	}
	best := 0
	for f := range fieldCount {
		if counts[f] > counts[best] {
			best = f
		}
	}
	if counts[best] == 0 || counts[best] < signsNeeded && !r.excerpt() {
		return 0
	}
	return 1 << best
}

// headReach is how far from the start, in bytes, the parties of a document with a head are at
// most.
const headReach = 3 * 400

// headLine is how long a line of a head, with the court or the case number, is at most.
const headLine = 3 * 60

// excerpt reports whether a text has no head: no line with court or case number stands near its
// start, or what looks like parties comes far too late.
func (r *reader) excerpt() bool {
	if r.head.parties > headReach {
		return true
	}
	for _, f := range r.fields {
		if f.field != "court" && f.field != "case_no" || f.at.Start >= headReach {
			continue
		}
		if line := r.sentence(f.at.Start); line.End-line.Start <= headLine {
			return false
		}
	}
	return true
}

// narrative returns where the sentences start that may tell facts. Lines of an excerpt that
// look like parties are sentences.
func (r *reader) narrative() int {
	if r.excerpt() {
		return 0
	}
	return r.head.body
}

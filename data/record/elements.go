package record

import "strings"

// readElements marks the facts that models ask for. Each cue word is looked at where it
// stands: in which section, who says it, what denies it.
func (r *reader) readElements() {
	for _, m := range r.marks {
		if int(m.start) < r.head.body || int(m.start) >= r.head.tail {
			continue
		}
		switch m.cue {
		case cueNote, cueForm, cueCash, cueWire, cueUnproved, cueUpfront, cuePayee, cueNotLender, cueHousehold, cueReturned:
			r.lendingElement(m)
		case cueFalse:
			r.falseElement(m)
		case cueNotice:
			if p := r.partAt(int(m.start)); p.kind != secReasoning && !p.earlier {
				r.addElement(Element{Kind: ElAnnouncement, Span: r.clause(m)})
			}
		case cueSurety, cuePledge:
			r.securityElement(m)
		case cueKin:
			r.kinElement(m)
		case cueOffice:
			r.officeElement(m)
		case cueRate:
			r.rateElement(m)
		case cueSimple:
			if r.partAt(int(m.start)).kind == secProcedure {
				r.addElement(Element{Kind: ElSimplified, Span: m.place()})
			}
		case cueConsumer:
			r.consumerElement(m)
		}
	}
	r.readBasis()
}

// lendingElement handles the cues that mean something only where a loan is in dispute.
func (r *reader) lendingElement(m mark) {
	p := r.partAt(int(m.start))
	if p.kind == secProcedure || p.kind == secDisposition {
		return
	}
	if m.cue == cueNote {
		if !r.negated(m, 14) && !r.law(int(m.start)) && r.namesPaper(m) {
			r.addElement(Element{Kind: ElIOU, Value: r.speaker(int(m.start)), Span: r.clause(m)})
		}
		return
	}
	if !r.lending() || r.law(int(m.start)) {
		return
	}
	kind, ok := r.lendingKind(m)
	if !ok {
		return
	}
	said := r.speaker(int(m.start))
	if kind == ElUncorroborated && (p.kind == secReasoning || p.kind == secFacts) {
		said = SaidByCourt // 原告主张现金交付，无其他证据佐证: the second half is the court's
	}
	r.addElement(Element{Kind: kind, Value: said, Span: r.clause(m)})
}

// namesPaper reports whether a word for a note of debt means a paper here. 借款合同 may also
// mean the bargain, or be part of the cause.
func (r *reader) namesPaper(m mark) bool {
	w := r.text[m.start:m.end]
	if w != "借款合同" && w != "借款协议" {
		return true
	}
	return r.containsAny(r.of(r.clause(m)), "签订", "签署", "提交", "提供", "出示", "一份", "《", "出具")
}

// lendingKind decides what a cue of lending says here, if anything.
func (r *reader) lendingKind(m mark) (ElementKind, bool) {
	words := r.of(r.clause(m))
	switch m.cue {
	case cueForm:
		return ElUniformIOU, !r.negated(m, 14) && r.containsAny(r.of(r.sentence(int(m.start))), "借", "欠")
	case cueCash:
		return ElCash, !r.eitherWay(m) && r.paidCash(m, words)
	case cueWire:
		if r.eitherWay(m) {
			return "", false
		}
		if r.wentBack(m, words) {
			return ElReturned, true
		}
		return ElTransfer, r.paidByWire(m, words)
	case cueReturned:
		return ElReturned, r.flowedBack(m, words)
	case cueUnproved:
		return ElUncorroborated, r.containsAny(r.of(r.sentence(int(m.start))), "现金", "交付", "出借", "支付借款", "款项来源", "资金来源", "支付凭证", "转账")
	case cueUpfront:
		return ElUpfrontInterest, !r.negated(m, 14) && prefixOf(r.text[m.end:], []string{"押", "划"}) == "" && r.containsAny(words, "息", "扣") && !r.containsAny(r.of(r.sentence(int(m.start))), "不能认定", "无证据证")
	case cuePayee:
		return ElThirdPayee, r.paidElsewhere(m, words)
	case cueNotLender:
		return ElNotLender, r.speaker(int(m.start)) != SaidInClaim && !strings.HasPrefix(r.text[m.end:], "的")
	case cueHousehold:
		return ElFamilyUse, r.usedAtHome(m, words)
	}
	return "", false
}

// eitherWay reports whether a word of payment is one of two ways that a printed form leaves open: 今借到
// 现金（转账）10万元. It tells neither that the one nor that the other was taken.
func (r *reader) eitherWay(m mark) bool {
	around := r.text[max(0, int(m.start)-len("现金或者")):min(len(r.text), int(m.end)+len("（或者转账"))]
	return r.containsAny(around, "现金（转账", "现金(转账", "现金/转账", "现金或转账", "现金或者转账", "现金（银行转账", "转账（现金", "转账(现金", "转账/现金", "转账或现金", "转账或者现金", "现金□")
}

// repays reports whether a phrase speaks of paying back rather than of paying out.
func repays(words string) bool {
	return containsAny(words, "还款", "偿还", "归还", "返还", "付息", "利息", "已还", "还清", "还本", "清偿", "还原告", "还给")
}

// paidCash reports whether a phrase says that the loan was paid out in cash.
func (r *reader) paidCash(m mark, words string) bool {
	if r.negated(m, 14) || repays(words) || r.quoted(int(m.start)) || r.containsAny(words, "现金流", "取款机", "现金支票", "现金形式担保") {
		return false
	}
	return r.containsAny(words, "交付", "支付", "给付", "付给", "交给", "出借", "借给", "拿", "借现金", "借款", "方式", "形式", "提供", "给被告", "另有", "其余", "余下", "剩余", "余款", "余额", "部分为", "付") || cashSum(words, r.text[r.sentenceStart(int(m.start)):m.start])
}

// cashSum reports whether a phrase is a part of a sum that was lent, and no more: 共借款360万元，其中转账
// 140万元，现金220万元.
func cashSum(words, before string) bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(strings.TrimLeft(words, "，、 "), "其中"), "现金")
	if !ok || !containsAny(before, "借款", "借给", "出借", "借到") {
		return false
	}
	_, n := money(rest)
	return n > 0
}

// paidByWire reports whether a phrase says that the loan went through a bank or a phone.
func (r *reader) paidByWire(m mark, words string) bool {
	if r.negated(m, 14) || repays(words) {
		return false
	}
	before := r.text[max(r.sentenceStart(int(m.start)), int(m.start)-3*30):m.start]
	before = strings.ToValidUTF8(before, "")
	if prefixOf(r.text[m.end:], []string{"记录", "明细", "流水", "限额"}) != "" {
		return false // an account statement shows some money moved, not that the loan did
	}
	side, at := r.cast.lastSide(before)
	after := r.text[m.end:r.clause(m).End]
	if side == Defending && !r.containsAny(before[at:], "的", "账", "向", "给", "为") && r.cast.namesSide(after, Claiming) {
		return false // the borrower pays the lender
	}
	if i, w := lastOfWords(before, "收到", "收取"); i >= 0 && r.cast.namesSide(before[:i], Claiming) && r.cast.namesSide(before[i+len(w):], Defending) {
		return false // the lender received it
	}
	return true
}

// flowedBack reports whether a word of money going back says that the loan did, and not that a
// part was repaid or that a transfer failed.
func (r *reader) flowedBack(m mark, words string) bool {
	if r.negated(m, 14) || repays(words) || r.quoted(int(m.start)) || r.containsAny(words, "退票", "失败", "退汇") {
		return false
	}
	s := r.of(r.sentence(int(m.start)))
	if strings.Contains(r.text[m.start:m.end], "转出") && !r.namesCreditor(r.text[m.start:r.clause(m).End]) {
		return false
	}
	if !strings.Contains(r.text[m.start:m.end], "流") && !r.containsAny(s, atOnce...) {
		return false // months later it may be a repayment
	}
	return r.containsAny(s, "账户", "帐户", "账号", "银行卡", "出借人", "原告", "控制", "款项", "资金", "转账")
}

// atOnce are the words that put what follows on the day of what was told before.
var atOnce = []string{"当日", "同日", "当天", "随即", "立即", "次日", "分钟", "小时"}

// wentBack reports whether a phrase tells that on the day of the loan money came into the
// account of who lent it: 当日11时5分，该公司将150万元转入出借人账户.
func (r *reader) wentBack(m mark, words string) bool {
	if suffixOf(r.text[m.start:m.end], []string{"入", "至", "给", "到"}) == "" || r.negated(m, 14) || repays(words) {
		return false
	}
	if !r.containsAny(r.text[r.sentenceStart(int(m.start)):m.start], atOnce...) {
		return false
	}
	c := r.clause(m)
	if r.namesCreditor(r.text[c.Start:m.start]) {
		return false
	}
	after := r.text[m.end:c.End]
	i, _ := r.firstOf(after, "账户", "帐户", "账号", "银行卡", "名下", "控制")
	return i >= 0 && r.namesCreditor(after[:i]) || i < 0 && r.namesCreditor(after)
}

// namesCreditor reports whether s names somebody who brought the suit, by name or as 原告 or 出借人.
func (r *reader) namesCreditor(s string) bool {
	for _, i := range r.cast.mentions(s) {
		if p := r.j.Parties[i]; p.Side != Third && !r.wasSued(i) {
			return true
		}
	}
	return r.standsAlone(s, "原告") || r.containsAny(s, "出借人")
}

// paidElsewhere reports whether a phrase says that the money was to go to somebody else's
// account. An account that the borrower names may be his own: another's name must stand there.
func (r *reader) paidElsewhere(m mark, words string) bool {
	if r.negated(m, 14) || repays(words) || r.containsAny(words, "不是", "并非") || !r.containsAny(words, "转", "汇", "打", "存", "付", "划", "收") {
		return false
	}
	switch w := r.text[m.start:m.end]; {
	case w == "指定的":
		return r.namesPayee(r.text[m.end:r.clause(m).End])
	case strings.HasPrefix(w, "代"), w == "委托收款":
		return r.containsAny(words, "案外人", "他人", "公司", "账户", "账号")
	case strings.HasPrefix(w, "案外人"), strings.HasPrefix(w, "他人"), strings.HasPrefix(w, "第三人"):
		return r.containsAny(words, "账户", "帐户", "账号", "帐号", "银行卡", "名下", "收款")
	case !strings.HasPrefix(w, "指定") && strings.HasSuffix(w, "账户"):
		return suffixOf(r.text[:m.start], towards) != "" // money from there would be the lender's
	}
	return r.containsAny(words, "案外人", "他人", "第三人")
}

// towards are the words before the account of somebody's kin or friend that money went to.
var towards = []string{"入", "至", "到", "给", "入其", "至其", "到其", "给其", "入被告", "至被告", "到被告", "给被告", "存在其"}

// namesPayee reports whether the words after 指定的 name the holder of an account who is no
// party: 刘某账号内.
func (r *reader) namesPayee(s string) bool {
	i, _ := r.firstOf(s, "账", "帐", "卡", "名下", "收款", "银行")
	if i < 0 {
		return false
	}
	payee := strings.TrimPrefix(s[:i], "案外人")
	if n := runes(payee); n < 2 || n > 30 || len(r.cast.mentions(payee)) > 0 {
		return false
	}
	return !r.containsAny(payee, "惠农", "工资", "储蓄", "信用", "还款", "放款", "贷款", "个人", "对公", "自己", "本人", "被告", "中国", "农业", "工商", "建设", "该")
}

// usedAtHome reports whether a phrase says that the loan was for the household: a reason or
// a use, and no marriage certificate among the evidence.
func (r *reader) usedAtHome(m mark, words string) bool {
	if r.negated(m, 14) || prefixOf(r.text[m.end:], []string{"登记", "证", "申请", "发票"}) != "" {
		return false
	}
	return r.containsAny(words, "因", "用于", "为由", "需", "为给", "为了", "用途", "以", "急用") &&
		r.containsAny(r.of(r.sentence(int(m.start))), "借", "用于", "贷")
}

// falseElement notes that the court itself says that somebody stated falsely or colluded.
func (r *reader) falseElement(m mark) {
	p := r.partAt(int(m.start))
	lead := r.text[r.sentenceStart(int(m.start)):m.start]
	checked := r.containsAny(lead, "经查", "经审查", "经审理", "经核", "经比对", "经鉴定", "经司法鉴定", "本院查明", "本院审查")
	if p.earlier || p.kind != secReasoning && p.kind != secFacts && !(p.kind == secEvidence && checked) {
		return
	}
	// What is doubted stands in the same phrase or after it; before it other reasons may.
	s := r.text[r.clause(m).Start:r.sentenceEnd(int(m.end))]
	forged := r.forgedPaper(m)
	// What an expert found is the court's, whoever put the paper forward.
	found := r.speaker(int(m.start)) == SaidByCourt ||
		forged && (checked || r.containsAny(lead, "鉴定意见", "鉴定结论")) && !r.containsAny(lead, "称", "主张", "认为", "提出", "陈述")
	// 本院认为，原告提交的送货单系伪造，所主张的交易并不存在: what follows such words is no doubt of them.
	affirmed := forged && suffixOf(r.text[r.clause(m).Start:m.start], []string{"系", "是", "为", "属", "均系", "系经", "是经", "确系", "属于"}) != ""
	found = found || affirmed && p.kind == secReasoning && !r.containsAny(strings.ReplaceAll(lead, "本院认为", ""), "称", "主张", "认为", "提出", "陈述", "抗辩", "意见")
	if !found || r.law(int(m.start)) || r.negated(m, 14) && !forged || !affirmed &&
		r.containsAny(s, "不予采信", "不予采纳", "依据不足", "证据不足", "没有证据", "无证据", "未提供", "未能提供", "不能证明", "不足以", "不构成", "不存在", "主张", "不能成立", "抗辩", "无法认定", "的行为或者") {
		return
	}
	if r.containsAny(r.of(r.sentence(int(m.start))), "是否", "问题", "为何", "要求", "行为人", "宣传", "情形", "隐瞒事实真相的", "为由解除", "为由辞退", "为由开除") {
		return // a question to be answered, a rule, or what a seller told a buyer
	}
	switch r.text[m.start:m.end] {
	case "虚构", "捏造", "伪造":
		// A seller may forge a label or invent a price, and a worker be dismissed for a forged paper: only
		// what is put before the court counts.
		made := r.containsAny(r.text[m.end:r.clause(m).End], "劳动关系", "劳务关系", "买卖关系", "合同关系", "租赁关系") && !r.containsAny(r.of(r.clause(m)), "为由", "解除")
		if !made && !r.containsAny(r.of(r.clause(m)), "债", "借", "事实", "证据", "诉", "法律关系") && !forged {
			return
		}
	case "变造", "篡改", "软件修改", "后期制作", "后期合成", "拼接形成", "拼接而成", "系拼接", "剪辑拼接", "涂改伪造":
		if !forged {
			return
		}
	}
	r.addElement(Element{Kind: ElFalseStatement, Span: r.clause(m)})
}

// forgedPaper reports whether a word of forgery speaks of a paper that is to prove a claim, or of what is
// signed on one: 原告提交的借条经鉴定，签名并非被告本人书写，系伪造; 转账截图系经软件修改. What denies it stands in its
// own phrase.
func (r *reader) forgedPaper(m mark) bool {
	switch r.text[m.start:m.end] {
	case "伪造", "变造", "篡改", "软件修改", "后期制作", "后期合成", "拼接形成", "拼接而成", "系拼接", "剪辑拼接", "涂改伪造":
	default:
		return false
	}
	return !r.containsAny(r.text[r.clause(m).Start:m.start], "非", "不", "未", "无", "没有", "是否") && r.containsAny(r.of(r.sentence(int(m.start))), provingPapers...)
}

// provingPapers are the papers by which somebody proves a claim, as far as no label or licence of goods
// is called so.
var provingPapers = []string{
	"借条", "借据", "欠条", "欠据", "收条", "收据", "签名", "签字", "印章", "公章", "印文", "指印", "送货单", "收货单", "对账单", "结算单", "工资表", "工资条", "考勤表", "考勤记录", "工作证",
	"转账凭证", "转账记录", "转账截图", "转款凭证", "付款凭证", "银行流水", "银行回单", "电子回单", "交易明细", "聊天记录", "聊天截图", "录音", "证明材料", "工程量", "签证单", "协议书",
}

// securityElement notes a guarantee or a mortgage, and that the loan is guaranteed.
func (r *reader) securityElement(m mark) {
	words := r.of(r.clause(m))
	if r.containsAny(words, "担保法", "保全", "担保物权", "质量保证", "法院提供担保", "反担保函", "解除抵押") || r.negated(m, 4) || r.law(int(m.start)) || r.partAt(int(m.start)).kind == secProcedure {
		return
	}
	kind := ElGuarantee
	if m.cue == cuePledge {
		kind = ElMortgage
	}
	r.addElement(Element{Kind: kind, Value: r.speaker(int(m.start)), Span: r.clause(m)})
}

// consumerElement notes that a buyer of goods sues over quality or labels.
func (r *reader) consumerElement(m mark) {
	if !containsAny(r.j.Cause, "买卖", "购物", "产品", "消费", "服务合同", "销售") || r.partAt(int(m.start)).kind == secDisposition {
		return
	}
	for _, e := range r.j.Elements {
		if e.Kind == ElConsumer {
			return
		}
	}
	r.addElement(Element{Kind: ElConsumer, Span: r.clause(m)})
}

// readBasis notes the documents that an enforcement rests on. The number of a deed looks like that
// of one: 皖（2018）芜湖市不动产权第1号.
func (r *reader) readBasis() {
	if r.j.Procedure != Enforcement {
		return
	}
	p := place{r.head.body, r.head.tail}
	for _, n := range caseNumbers(r.of(p)) {
		if n.norm != r.j.CaseNo && procedureOf(n.norm) != Enforcement && !containsAny(n.norm, deedWords...) {
			r.addElement(Element{Kind: ElBasis, Value: n.norm, Span: within(p.Start, n.at.Start, n.at.End)})
		}
	}
}

// readGuarantee tells whether the loan is secured; it says nothing of other cases.
func (r *reader) readGuarantee() {
	if !r.lending() || r.j.Outcome == Withdrawn && len(r.j.Loans) == 0 {
		return
	}
	secured := false
	for _, e := range r.j.Elements {
		if e.Kind == ElGuarantee || e.Kind == ElMortgage {
			secured = true
		}
	}
	r.j.Guarantee = &secured
	r.setSpan("guarantee", place{})
}

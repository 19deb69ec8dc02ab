package record

import (
	"strings"
	"sync"
)

// The cues of papers of enforcement.
const (
	takeNone cue = iota
	takeSeized
	takeTransferred
	takeAuctioned
	takeSold
	takeUnsold
	takeHanded
	takeReleased
	takeApplied // the sum asked for
	takePaid    // the sum enforced
	takeOpen    // the sum still open
	takeBegun   // the application or its docketing
	takeShare   // what one creditor receives
	takeReason  // why it ends
	takeListed
	takeRestricted
	takeTitle // a title of another body than a court
	takeDone
	takeRound
	takeEnded
	takeSuspended
	takeRefused
	takeSettled
	takeClosed // 终结, of what stands after it
	takeOut    // the court pays out: 发放, 划付
	takePay    // somebody pays: 支付
	takeDrawn  // a creditor has drawn money: 领取
	takeLists  // a list of shares follows: 分配如下
)

// enforcementWords are the words of papers of enforcement, after the document forms of the
// Supreme People's Court for enforcement (执行文书样式) and 关于严格规范终结本次执行程序的规定
// (法〔2016〕373号).
func enforcementWords() []cueRow {
	return []cueRow{
		{takeSeized, `查封 扣押 冻结 轮候查封 轮候冻结 预查封 续行查封 续行冻结`},
		{takeTransferred, `扣划 划拨 提取 划扣`},
		{takeAuctioned, `拍卖成交 竞得 竞买成交 成交价 最高应价 成交`},
		{takeSold, `变卖成交 变卖给 以变卖`},
		{takeUnsold, `流拍`},
		{takeHanded, `抵偿 抵债 抵顶`},
		{takeReleased, `解除查封 解除冻结 解除扣押 解除对`},
		{takeApplied, `申请执行标的 执行标的 申请执行金额 标的额 标的金额 申请标的 请求执行 申请执行的金额 申请执行总额`},
		{takePaid, `执行到位 已执行 已受偿 实际受偿 受偿金额 已清偿 已履行 共执行 执行回 实现债权`},
		{takeOpen, `尚未执行 未执行到位 未受偿 尚有 尚欠 未履行 未执行标的 未实现 剩余债权 剩余款项 剩余标的`},
		{takeBegun, `申请执行 申请强制执行 立案执行 立案恢复执行 恢复执行 立案受理 依法立案`},
		{takeShare, `分得 可分得 应分配 分配金额 获得分配 分配款 可受偿 应受偿 优先受偿 受偿`},
		{takeOut, `发放 划付 拨付 兑付 发还 转付 分配给 支付给 给付给 交付给 付给`},
		{takePay, `支付 给付 分配 清偿`},
		{takeDrawn, `领取 领走 领款 领到`},
		{takeLists, `分配如下 分配方案如下 分配方案： 分配方案: 分配方案为 分配情况如下 分配结果如下 分配意见如下 如下分配 发放如下 支付如下 清偿如下 受偿如下 受偿情况如下`},
		{takeReason, `无可供执行 无财产可供 暂无可供 无其他可供 未发现可供 没有可供 未发现其他 暂无财产 不具备处置条件 无法处置 撤销执行申请 撤回执行申请 撤销申请 撤回申请 达成和解 达成执行和解 履行完毕 全部履行 履行全部 履行了全部 全部执行 执行完毕 破产 死亡 社会公共利益 违反法定程序 无民事行为能力 确无财产 不宜处置`},
		{takeListed, `失信被执行人名单 纳入失信 列入失信 失信名单`},
		{takeRestricted, `限制消费 限制高消费 限制其高消费 限制被执行人消费`},
		{takeTitle, `公证债权文书 执行证书 公证书 仲裁裁决 仲裁调解书 裁决书`},
		{takeDone, `执行完毕 结案`},
		{takeRound, `终结本次执行 终结本次强制执行 终结该次执行 的本次执行程序 案件本次执行程序 一案本次执行程序 本次执行程序终结`},
		{takeEnded, `终结执行 终结强制执行 终结本案执行 执行终结 执行程序终结`},
		{takeClosed, `终结`},
		{takeSuspended, `中止执行 中止对 中止本案执行`},
		{takeRefused, `不予执行`},
		{takeSettled, `达成和解 达成执行和解 执行和解协议 和解长期履行`},
	}
}

// enforcementLexicon holds the words of enforcement, built once.
var enforcementLexicon = sync.OnceValue(func() *lexicon { return newLexicon(enforcementWords()) })

// The papers of other bodies that courts enforce.
const (
	AwardDoc DocType = "award" // 仲裁裁决书, 仲裁调解书
	DeedDoc  DocType = "deed"  // 公证债权文书, 执行证书
)

// readEnforcement reads what a paper of an enforcement case tells.
func (r *reader) readEnforcement() {
	if r.j.Procedure != Enforcement {
		return
	}
	body := place{r.head.body, r.head.tail}
	if body.End <= body.Start {
		return
	}
	e := &EnforcementFacts{Span: r.trimPlace(body, ""), Confidence: Led}
	marks := r.takesIn(body)
	for _, p := range r.j.PriorCases {
		if p.Relation == EnforcedCase {
			e.Basis = append(e.Basis, p)
		}
	}
	for _, m := range marks {
		r.enforced(e, m)
	}
	r.readProperties(e, marks)
	r.readShares(e, marks)
	r.readEnd(e, marks)
	r.j.Enforcement = e
	if strings.HasSuffix(r.of(r.spanOf("doc_type")), "分配方案") {
		r.orderShares(e.Shares)
	}
}

// takesIn returns the words of enforcement within p, at each place the longest.
func (r *reader) takesIn(p place) []mark {
	l, out := enforcementLexicon(), r.says[:0]
	for i := p.Start; i+6 <= p.End; {
		size := 1
		if r.text[i] >= 0xe0 {
			size = 3
			n := len(out)
			if out = l.at(r.text[:p.End], i, out); len(out) > n {
				out = out[:n+1+alike(out[n:])]
			}
		}
		i += size
	}
	r.says = out
	return out
}

// enforced reads what a single word tells: sums, dates, lists and titles.
func (r *reader) enforced(e *EnforcementFacts, m mark) {
	switch m.cue {
	case takeApplied:
		r.sumAfter(&e.AppliedYuan, &e.AppliedYuanSpan, m)
	case takePaid:
		r.sumAfter(&e.PaidYuan, &e.PaidYuanSpan, m)
	case takeOpen:
		r.sumAfter(&e.OpenYuan, &e.OpenYuanSpan, m)
	case takeBegun:
		if e.AppliedOn == "" {
			e.AppliedOn, e.AppliedOnSpan = r.dayBefore(m)
		}
	case takeListed:
		if !e.Listed && !r.negated(m, 10) && !r.lawful(m) && !r.threatened(m) {
			e.Listed, e.ListedSpan = true, place{int(m.start), int(m.end)}
		}
	case takeRestricted:
		if !e.Restricted && r.restricts(m) {
			e.Restricted, e.RestrictedSpan = true, place{int(m.start), int(m.end)}
		}
	case takeTitle:
		r.addTitle(e, m)
	}
}

// lawful reports whether a word stands in a rule of law or a warning and tells no fact.
func (r *reader) lawful(m mark) bool {
	before := r.text[r.clause(m).Start:m.start]
	return r.containsAny(before, "可以", "将依法", "的规定", "若干规定", "有权", "申请将") || r.law(int(m.start))
}

// threatened reports whether a measure is what will follow if somebody does not perform.
func (r *reader) threatened(m mark) bool {
	before := r.text[r.sentenceStart(int(m.start)):m.start]
	return r.containsAny(before, "逾期", "拒不履行的", "不履行的", "如不", "如未", "如违反", "可以将", "可能", "否则", "将被纳入", "将被列入", "将依法")
}

// restricts reports whether a word of restriction tells that consumption is restricted: by this
// paper (对你单位采取限制消费措施), which cites the law it rests on, or by one told of.
func (r *reader) restricts(m mark) bool {
	c := r.clause(m)
	before := r.text[c.Start:m.start]
	if r.threatened(m) || r.negated(m, 10) {
		return false
	}
	if strings.HasSuffix(before, "采取") && r.containsAny(before, "对") && !r.containsAny(before, "可以", "有权", "应当") {
		return true
	}
	return !r.lawful(m)
}

// sumAfter sets a sum to the one that follows a word in its phrase, and its place, if it is not set
// yet.
func (r *reader) sumAfter(to **float64, at *Span, m mark) {
	if *to != nil {
		return
	}
	for _, s := range r.sumsIn(place{int(m.end), r.clause(m).End}) {
		if !s.rate {
			v := s.yuan
			*to, *at = &v, s.at
			return
		}
	}
}

// dayBefore returns the last full date before a word in its sentence, and where it stands.
func (r *reader) dayBefore(m mark) (iso string, at place) {
	days := r.daysIn(place{r.sentenceStart(int(m.start)), int(m.start)})
	for i := len(days) - 1; i >= 0; i-- {
		if days[i].full() {
			return days[i].iso, days[i].at
		}
	}
	return "", place{}
}

// addTitle adds a title of a notary or an arbitral body.
func (r *reader) addTitle(e *EnforcementFacts, m mark) {
	if p := r.partAt(int(m.start)); p.kind == secDisposition || p.kind == secReasoning {
		return
	}
	s := r.sentence(int(m.start))
	k, body := lastOfWords(r.text[s.Start:m.start], "公证处", "仲裁委员会", "仲裁院", "仲裁委")
	if k < 0 {
		return
	}
	end := s.Start + k + len(body)
	from := s.Start + afterRune(r.text[s.Start:end], lastMark(r.text[s.Start:end], "，。；、）) \n"))
	name := r.of(place{from, end})
	for _, w := range []string{"依据", "根据", "由", "经", "的", "日"} {
		if i := lastIndex(name, w); i >= 0 {
			name = name[i+len(w):]
		}
	}
	kind := AwardDoc
	if body == "公证处" {
		kind = DeedDoc
	}
	p := PriorCase{Relation: EnforcedCase, Court: name, DocType: kind, Span: place{end - len(name), int(m.end)}, Confidence: Led}
	for _, n := range r.numbers {
		if n.at.Start >= end && n.at.End <= int(m.start) {
			p.CaseNo = n.norm
		}
	}
	for _, q := range e.Basis {
		if q.Court == p.Court && q.DocType == p.DocType {
			return
		}
	}
	e.Basis = append(e.Basis, p)
}

// orderShares puts what each creditor receives in the place of the items of a plan of
// distribution (执行财产分配方案): its other items tell what there is, what is owed and how to object.
func (r *reader) orderShares(shares []Share) {
	if len(shares) == 0 {
		return
	}
	r.j.Orders, r.j.Amounts = nil, nil
	for _, s := range shares {
		o := Order{Text: r.of(s.Span), Kind: Execute, Granted: true, Yuan: pointer(s.Yuan), Payees: []string{s.To}, Span: s.Span, Confidence: Led}
		if strings.Contains(o.Text, "优先") {
			o.Kind = Priority
		}
		r.j.Orders = append(r.j.Orders, o)
		for _, m := range r.sumsIn(s.Span) {
			r.j.Amounts = append(r.j.Amounts, amountIn("awarded", m, m.at))
		}
	}
}

// readEnd reads how the enforcement ended and why.
func (r *reader) readEnd(e *EnforcementFacts, marks []mark) {
	p := r.last(secDisposition).at
	if !p.Known() {
		p = place{r.head.body, r.head.tail}
	}
	for _, m := range marksBetween(marks, p) {
		if e.End = r.endAt(m); e.End != "" {
			e.EndSpan = place{int(m.start), int(m.end)}
			break
		}
	}
	if e.End == "" {
		return
	}
	for _, m := range marks {
		if m.cue == takeReason && int(m.start) < p.Start && !r.lawful(m) {
			e.EndReasonSpan = r.trimPlace(r.clause(m), "，。；、")
			e.EndReason = r.of(e.EndReasonSpan)
			if r.partAt(int(m.start)).kind == secReasoning {
				return
			}
		}
	}
}

// endAt returns the end that a word of the disposition tells.
func (r *reader) endAt(m mark) string {
	switch m.cue {
	case takeClosed:
		return r.closedAt(m)
	case takeDone:
		return "completed"
	case takeRound:
		return "this_round"
	case takeEnded:
		return "terminated"
	case takeSuspended:
		return "suspended"
	case takeRefused:
		return "not_accepted"
	case takeSettled:
		return "settled"
	}
	return ""
}

// closedAt returns the end that 终结 tells by what its phrase ends with: 终结本案的执行,
// 终结本院（2021）浙0698执12号案件的本次执行程序. What ends may be something else: 终结审查.
func (r *reader) closedAt(m mark) string {
	what := strings.TrimRight(r.text[m.end:r.clause(m).End], "，。；、 \n")
	switch {
	case suffixOf(what, []string{"执行", "执行程序"}) == "" || r.containsAny(what, "异议", "复议", "审查"):
		return ""
	case r.containsAny(what, "本次", "该次"):
		return "this_round"
	}
	return "terminated"
}

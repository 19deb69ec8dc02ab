package record

import (
	"strings"
	"sync"
)

// The words of a request or an order, found only there.
const (
	sayNone cue = iota
	sayDismiss
	sayAppeal
	sayUphold
	sayCancel
	sayRuling
	sayAct // an act of an agency
	sayRemit
	sayWithdraw
	sayDivorce
	sayCustody
	saySupport
	sayDivide
	sayJoint
	sayAbove
	sayPriority
	sayRescind
	sayDeclare
	sayCosts
	sayPenalty
	sayWages
	sayInterest
	sayDamages
	sayPrincipal
	sayPay     // verbs of payment
	sayBear    // 承担, 负担
	sayPerform // what is to be done other than to pay
	sayCease
	sayApologise
	sayExecute
	saySentence
	sayForfeit
	sayRefuse // 不予, 不准
	sayWithin // the end of a time for performance
	sayTotal
	sayLeft // what is left after a deduction
	sayLess // a deduction, or a sum that is only reckoned from
	sayClaimant
	sayDefendant
	sayThird
	sayBoth
)

// demands is what the reader keeps while it reads requests and orders.
type demands struct {
	says   []mark  // the words of the item looked at last, see saysIn
	actors []actor // who is named in the item looked at last, see actorsIn
	list   list    // what the items of the list looked at have come to so far
}

// reliefWords are the words by which requests and orders say what is to happen.
func reliefWords() []cueRow {
	return []cueRow{
		{sayDismiss, `驳回 不予支持 不予受理`},
		{sayAppeal, `上诉`},
		{sayUphold, `维持`},
		{sayCancel, `撤销 变更 改判 撤消`},
		{sayRuling, `判决 裁定 判项 原判 原审 一审 二审 再审 民初 民终 仲裁裁决`},
		{sayAct, `决定 处罚决定 复议决定 行政行为 登记行为 行政许可 告知书`},
		{sayRemit, `发回 重审 指令 提审 再审本案 继续审理 本案由本院再审 进行再审 予以再审 依法再审`},
		{sayWithdraw, `撤诉 撤回起诉 撤回上诉 撤回再审 撤回申请 撤回对 撤回反诉 撤回本案 撤回执行 撤回其 撤回`},
		{sayDivorce, `离婚 解除婚姻关系`},
		{sayCustody, `抚养 抚养权 随原告 随被告 监护权`},
		{saySupport, `抚养费 扶养费 赡养费 抚育费 生活费`},
		{sayDivide, `分割 夫妻共同财产 所有 共有 遗产 继承`},
		{sayJoint, `连带 保证责任 担保责任 补充责任 补充赔偿 补充清偿 共同责任`},
		{sayAbove, `上述 上列 前述 以上 前款 第一项 第二项 第三项 第1项 第2项 第一、 第1、 该债务 该款 全部债务 本判决第`},
		{sayPriority, `优先受偿 优先权 优先受偿权`},
		{sayRescind, `解除 撤销合同 撤销协议 撤销赠与`},
		{sayDeclare, `确认 无效 有效 不存在 不成立 存在`},
		{sayCosts, `诉讼费 诉讼费用 受理费 保全费 律师费 律师代理费 代理费 公告费 鉴定费 公证费 检测费 检验费 担保费 评估费 反诉费 诉讼成本 交通费用 产生的费用 全部费用 相关费用 一切费用 申请费 执行费 合理费用 合理开支`},
		{sayPenalty, `违约金 滞纳金 罚款`},
		{sayWages, `工资 经济补偿金 经济补偿 加班费 年休假 年假 劳动报酬 二倍工资 双倍工资 解除劳动合同经济补偿 解除劳动关系经济补偿 解除劳动合同的经济补偿 解除劳动合同赔偿金 解除劳动合同的赔偿金 违法解除 终止劳动合同 降温费 社会保险 劳务费 伤残补助金 伤残就业补助金 停工留薪`},
		{sayInterest, `利息 罚息 复利 资金占用费 占用费`},
		{sayDamages, `赔偿 损失 医疗费 误工费 护理费 抚慰金 补偿款 赔付 赔款 精神损害 营养费 伙食补助费`},
		{sayPrincipal, `本金 借款 货款 欠款 贷款 工程款 租金 价款 购物款 购房款 定金 款项 物业费 物业服务费 租赁费 房款 转让款 货值 保证金 投资款 垫付款 代偿款 服务费 承包费 预付款 材料款 股金 余款 价金 本息 退款 退货款`},
		{sayPay, `支付 退付 赔付 兑付 付款 给付 偿还 返还 归还 退还 清偿 退回 偿付 付清 付给 还清 退赔 补足 缴纳 支给 交纳 交还 付还 补偿 赔偿 赔付 偿清 归还给 还款 退款 退货退款`},
		{sayBear, `承担 负担 担负 自负`},
		{sayPerform, `交付 过户 腾退 腾空 搬离 搬出 迁出 继续履行 办理 协助 修理 更换 收回 拆除 恢复原状 退货 出具 提供 配合 移交 交还 返还 退还 自行 开具 清除 排除 修复 恢复 登记 召回`},
		{sayCease, `停止 排除妨碍 排除妨害 消除危险 消除影响`},
		{sayApologise, `道歉 恢复名誉`},
		{sayExecute, `查封 冻结 扣押 扣划 划拨 拍卖 变卖 终结本次执行 本次执行程序 终结执行 中止执行 恢复执行 不予执行 执行完毕 强制执行 执行程序 执行终结 终结对 本案的执行 书的执行 案件的执行 书的强制执行 提取 追加 抵偿 抵债 限制消费 不得执行 终结本案 中止原判决 中止原裁定 中止再审 轮候 预查封`},
		{saySentence, `有期徒刑 拘役 管制 无期徒刑 死刑 罚金 缓刑 免予刑事处罚`},
		{sayForfeit, `追缴 没收 退缴 发还 上缴国库`},
		{sayRefuse, `不予 不准 不准予 不准许 无需 不支付 不承担`},
		{sayWithin, `日内 天内 月内 年内 立即`},
		{sayTotal, `共计 合计 总计 总额 总金额 合计为 共计为 共为 总共 计款`},
		{sayLeft, `下剩 剩余 余款 余额 尚欠 还应 尚应 实际支付 实际赔偿 尚需 还需 再支付 再赔偿 另行支付 减半`},
		{sayLess, `已支付 已付 已给付 已赔 已经支付 垫付 扣除 减去 抵扣 扣减 为基数 为本金 为限 限额 范围 先行支付 预交 预付 已交 已缴 已履行 其中 已偿还 已归还 已退`},
		{sayClaimant, `原告 上诉人 申请人 申请执行人 再审申请人 反诉被告 起诉人 申请再审人`},
		{sayDefendant, `被告 被上诉人 被申请人 被执行人 反诉原告 被申请执行人`},
		{sayThird, `第三人`},
		{sayBoth, `原、被告 原被告 双方当事人 双方`},
	}
}

// reliefs is the lexicon of requests and orders, built once.
var reliefs = sync.OnceValue(func() *lexicon { return newLexicon(reliefWords()) })

// saysIn returns the words of requests and orders within p in order, at each place the
// longest only. Quotations are passed over, and brackets but for a time that is set in them.
// The list is valid until the next call.
func (r *reader) saysIn(p place) []mark {
	l, out, bracket := reliefs(), r.says[:0], 0
	for i := p.Start; i+6 <= p.End; {
		if r.text[i] < 0xe0 {
			i++
			continue
		}
		size := 3
		switch s := r.text[i:p.End]; {
		case strings.HasPrefix(s, "“"):
			size = max(size, strings.Index(s, "”"))
		case strings.HasPrefix(s, "（") && i >= bracket:
			bracket = i + closing(s)
		case l.heads[headHash(twoCharacters(s))>>(64-headBits)] == 0: // most characters
		default:
			n := len(out)
			if out = l.at(r.text[:p.End], i, out); len(out) == n {
				break
			}
			out = out[:n+1+alike(out[n:])]
			if isRole(out[n].cue) {
				size = int(out[n].end - out[n].start)
			}
			if i < bracket && out[n].cue != sayWithin {
				out = out[:n]
			}
		}
		i += size
	}
	r.says = out
	return out
}

// alike returns how many of marks after the first are the same word with another meaning:
// 返还 is a verb of payment and of performance.
func alike(marks []mark) int {
	n := 0
	for n+1 < len(marks) && marks[n+1].end == marks[0].end {
		n++
	}
	return n
}

// isRole reports whether a cue is a role word.
func isRole(c cue) bool { return c >= sayClaimant }

// said returns the first mark of one of cues, if there is one.
func said(marks []mark, cues ...cue) (mark, bool) {
	for _, m := range marks {
		for _, c := range cues {
			if m.cue == c {
				return m, true
			}
		}
	}
	return mark{}, false
}

// reliefOf tells what a request or order is about from its words. Sum tells whether it names
// a sum of money.
func (r *reader) reliefOf(marks []mark, asked, sum bool) Relief {
	has := func(cues ...cue) bool { _, ok := said(marks, cues...); return ok }
	switch {
	case has(sayCancel) && has(sayRuling) && (asked || !has(sayDismiss)):
		return ReverseEarlier
	case has(sayCancel) && has(sayAct) && r.reviewsAct() && !has(sayDismiss):
		return ReverseEarlier
	case has(sayDismiss):
		if r.dismissesAppeal(marks) {
			return UpholdEarlier
		}
		return Dismiss
	case has(sayUphold):
		return UpholdEarlier
	case has(sayRemit) && !sum:
		return Remit
	case has(sayWithdraw) && !sum:
		return Withdraw
	case has(saySentence):
		return Sentence
	case r.head.criminal && has(sayForfeit):
		return OtherRelief
	case has(sayExecute) && (!asked && r.j.DocType != JudgmentDoc || r.j.Procedure == Enforcement):
		return Execute
	case has(sayPriority):
		return Priority
	case has(sayDivorce) && !sum:
		return EndMarriage
	case has(saySupport) && !has(sayDamages):
		return PaySupport
	case has(sayCustody) && !sum:
		return Custody
	case has(sayJoint) && (!sum || has(sayAbove) || r.stands(marks)):
		return Joint
	}
	return r.firstRelief(marks, sum)
}

// reviewsAct reports whether the case reviews the act of an agency.
func (r *reader) reviewsAct() bool {
	return r.j.Branch == Administrative || r.j.Branch == Compensation
}

// stands reports whether an item is only about answering for a debt: it speaks of joint
// liability before any payment, and not of how something is paid (连带支付工资).
func (r *reader) stands(marks []mark) bool {
	for i, m := range marks {
		switch m.cue {
		case sayPay:
			return false
		case sayJoint:
			pays := i+1 < len(marks) && marks[i+1].cue == sayPay && marks[i+1].start == m.end
			return !pays || strings.HasPrefix(r.text[marks[i+1].end:], "责任")
		}
	}
	return false
}

// dismissesAppeal reports whether what is dismissed is an appeal: 驳回上诉.
func (r *reader) dismissesAppeal(marks []mark) bool {
	m, _ := said(marks, sayDismiss)
	at := r.text[m.end:r.clause(m).End]
	return strings.HasPrefix(at, "上诉") || strings.HasSuffix(strings.TrimRight(at, "，。；"), "的上诉")
}

// firstRelief takes the first word that tells what is asked or ordered. Where a word for a
// principal sum only says of what another sum is, that counts: 价款十倍的赔偿金, 借款利息.
func (r *reader) firstRelief(marks []mark, sum bool) Relief {
	pays, does, principal := false, false, -1
	for _, m := range marks {
		kind := reliefWord(m.cue)
		switch {
		case kind == RepayPrincipal && principal < 0 && !sum && r.reckoned(m):
		case kind == RepayPrincipal && principal < 0:
			principal = int(m.end)
		case kind == RepayPrincipal:
		case kind != "" && principal < 0:
			return kind
		case kind == PayInterest, kind == PayPenalty, kind == PayDamages, kind == PayWages:
			if !strings.ContainsAny(r.text[principal:m.start], "、，；及和与并或元") {
				return kind
			}
			return RepayPrincipal
		}
		pays = pays || m.cue == sayPay
		does = does || m.cue == sayPerform
	}
	switch {
	case principal >= 0, pays && sum:
		return RepayPrincipal
	case does || pays:
		return Perform
	case sum:
		return RepayPrincipal
	}
	return OtherRelief
}

// reckoned reports whether a word for a principal sum only says what interest is reckoned from:
// 以5万元为本金.
func (r *reader) reckoned(m mark) bool {
	return r.text[m.start:m.end] == "本金" && (strings.HasSuffix(r.text[:m.start], "元为") || strings.HasPrefix(r.text[m.end:], "为基数"))
}

// reliefWord returns the relief that a word alone tells, or "".
func reliefWord(c cue) Relief {
	switch c {
	case sayPrincipal:
		return RepayPrincipal
	case sayInterest:
		return PayInterest
	case sayPenalty:
		return PayPenalty
	case sayDamages:
		return PayDamages
	case sayWages:
		return PayWages
	case sayCosts:
		return PayCosts
	case sayRescind:
		return Rescind
	case sayDeclare:
		return Declare
	case sayCease:
		return Cease
	case sayApologise:
		return Apologise
	case sayDivide:
		return Divide
	}
	return ""
}

package record

import "strings"

// readOutcome reads how the case ended from the disposition.
func (r *reader) readOutcome() {
	p := r.last(secDisposition)
	if p.kind == "" {
		if r.j.DocType == Mediation {
			r.j.Outcome = Settled
		}
		return
	}
	s := r.of(p.at)
	if i := lastIndex(s, "民事判决，"); i >= 0 && r.report {
		p.at = within(p.at.Start, i, sentenceEnd(s, i)) // before it stand the earlier instances
		s = r.of(p.at)
	}
	if i, _ := dispositionEnds().first(s); i > 0 {
		s = s[:sentenceStart(s, i)]
	}
	r.j.Outcome = r.outcomeOf(s)
	r.setSpan("outcome", r.trimPlace(place{p.at.Start, p.at.Start + len(s)}, "：:"))
	switch r.j.Outcome {
	case Withdrawn:
		r.addElement(Element{Kind: ElWithdrawal, Span: r.trimPlace(place{p.at.Start, p.at.Start + len(s)}, "：:")})
	case Settled:
		r.addElement(Element{Kind: ElMediation, Span: r.trimPlace(place{p.at.Start, p.at.Start + len(s)}, "：:")})
	}
}

// dispositionEnds are the words that begin what follows the disposition.
var dispositionEnds = listOf("案件受理费", "受理费", "如不服", "本判决为终审", "本裁定为终审", "诉讼费用", "如果未按")

// outcomeOf reads the words of the disposition.
func (r *reader) outcomeOf(s string) Outcome {
	own := r.ownOutcome(s)
	switch {
	case r.j.DocType == Mediation:
		return Settled
	case takenAsWithdrawn(s), r.containsAny(s, "准许", "准予") && r.containsAny(s, "撤诉", "撤回"):
		return Withdrawn
	case r.containsAny(s, "发回", "指令") && r.containsAny(s, "重审", "再审", "审理", "重新审查"):
		return Remanded
	case own != "":
		return own
	case r.j.DocType == JudgmentDoc || r.j.DocType == AwardDoc || r.j.DocType == "":
		return r.judgmentOutcome(s)
	case r.j.DocType == PaymentOrder:
		return Supported
	}
	return r.rulingOutcome(s)
}

// takenAsWithdrawn reports whether the court treats the suit as withdrawn: 按撤诉处理,
// 按原告某某撤回起诉处理, 按自动撤回上诉处理.
func takenAsWithdrawn(s string) bool {
	if containsAny(s, "自动撤诉") {
		return true
	}
	_, after, ok := strings.Cut(s, "按")
	return ok && containsAny(after[:sentenceEnd(after, 0)], "撤诉", "撤回")
}

// rulingOutcome reads a ruling.
func (r *reader) rulingOutcome(s string) Outcome {
	switch {
	case r.containsAny(s, "提审"):
		return Remanded
	case r.containsAny(s, "终结本次执行", "本次执行程序", "终结执行", "中止", "终结诉讼", "终结本案", "终结审查", "终结再审"):
		return Stopped
	case r.containsAny(s, "执行完毕", "查封", "冻结", "扣划", "划拨", "扣押", "拍卖", "追加", "强制执行", "以物抵债", "抵偿"):
		return Enforced
	case r.containsAny(s, "驳回", "不予受理", "维持原裁定", "维持原判", "不予准许"):
		if r.containsAny(s, "撤销") && !r.containsAny(s, "撤销申请", "撤销请求") && r.containsAny(s, "驳回") && r.j.Procedure == Second {
			return Supported // the appeal succeeds, the suit is thrown out
		}
		return Rejected
	case r.containsAny(s, "有效", "确认") && r.j.Procedure == Special:
		return Supported
	}
	return OtherEnd
}

// judgmentOutcome reads a judgment. Of an appeal and a retrial it is the appeal that is
// granted or not; but where the plaintiff brought it and wins money, it is the claim.
func (r *reader) judgmentOutcome(s string) Outcome {
	appeal := (r.j.Procedure == Second || r.j.Procedure == Retrial) && !(r.report && r.containsAny(s, "诉讼请求"))
	others := r.containsAny(s, "其他诉讼请求", "其余诉讼请求", "其它诉讼请求", "其他的诉讼请求", "其余的诉讼请求", "其他请求", "其余请求", "其他上诉请求", "其余上诉请求", "其他诉请", "其余诉请", "其他损失", "的其他", "的其余", "其它请求", "其他反诉请求", "其他诉求")
	switch {
	case appeal && r.containsAny(s, "驳回上诉", "维持原判", "驳回再审") && !r.containsAny(s, "撤销", "变更"):
		return Rejected
	case appeal && r.containsAny(s, "维持") && r.containsAny(s, "撤销", "变更"):
		return Partly
	case others:
		return Partly
	case appeal && r.containsAny(s, "撤销", "变更"):
		return Supported
	case appeal && r.containsAny(s, "维持"):
		return Rejected
	case r.containsAny(s, "驳回"):
		if r.grants(s) {
			return Partly
		}
		return Rejected
	case r.refusesPart():
		return Partly
	}
	return Supported
}

// grants reports whether a disposition that dismisses something also grants something.
func (r *reader) grants(s string) bool {
	rest := s
	for {
		i := strings.Index(rest, "驳回")
		if i < 0 {
			break
		}
		p := sentence(rest, i)
		if strings.Contains(rest[p.Start:p.End], "反诉") && r.j.Procedure == First {
			return false
		}
		rest = rest[:p.Start] + rest[p.End:]
	}
	rest = r.againstClaimant(rest)
	return r.containsAny(rest, "支付", "返还", "偿还", "归还", "赔偿", "给付", "承担", "准予", "准许", "确认", "解除", "履行", "清偿", "退还", "继续", "停止", "无效", "享有", "过户", "腾", "协助", "交付", "补偿")
}

// againstClaimant returns s without the items that make the claiming side of a first instance pay
// the other: an employer who sues because it does not want to pay what was awarded gains nothing
// by being ordered to.
func (r *reader) againstClaimant(s string) string {
	if r.j.Procedure != First {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); {
		end := max(sentenceEnd(s, i), i+1)
		item := s[i:end]
		k, _ := firstOf(item, "支付", "给付", "返还", "赔偿", "退还", "归还")
		if k < 0 || r.cast.firstSide(item) != Claiming || !r.cast.namesSide(item[k:], Defending) || r.cast.namesSide(item[:k], Defending) {
			out.WriteString(item)
		}
		i = end
	}
	return out.String()
}

// refusesPart reports whether the reasoning refuses a part of the claim although the
// disposition does not say so: 对于原告要求偿还利息的请求，本院不予支持.
func (r *reader) refusesPart() bool {
	p := r.last(secReasoning)
	s := r.of(p.at)
	for i := 0; ; {
		k, w := r.firstOf(s[i:], "不予支持", "不予保护", "不予主张", "不支持")
		if k < 0 {
			return false
		}
		at := sentence(s, i+k)
		words := s[at.Start : i+k]
		i += k + len(w)
		words = words[max(0, lastIndex(words, "被告主张")):]
		if r.cast.namesSide(words, Claiming) && r.containsAny(words, "请求", "主张", "诉请", "要求") && !r.containsAny(words, "辩", "被告主张", "被告要求", "规定", "人民法院") {
			return true
		}
	}
}

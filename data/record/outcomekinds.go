package record

import "strings"

// ownOutcome reads the disposition of kinds of paper whose words mean something else than in a
// judgment or a ruling on a suit; empty if the paper is of no such kind.
func (r *reader) ownOutcome(s string) Outcome {
	switch {
	case r.j.Procedure == Enforcement && containsAny(r.j.CaseNo, "执异", "执复", "执监"):
		return objectionOutcome(s)
	case r.j.Procedure == Special && r.j.DocType != JudgmentDoc && r.containsAny(s, "拍卖", "变卖", "有效", "确认") && !strings.Contains(s, "驳回"):
		return Supported
	case r.j.Procedure == Bankruptcy && r.j.DocType != JudgmentDoc:
		return insolvencyOutcome(s)
	case r.head.criminal && r.j.DocType == JudgmentDoc && strings.Contains(s, "无罪") && !strings.Contains(s, "犯"):
		return Rejected
	case r.j.DocType == Decision && r.asksCompensation():
		return compensationOutcome(s)
	}
	return ""
}

// objectionOutcome reads a ruling on an objection against enforcement or on its review: that the
// enforcement of something stops means that the objection succeeds.
func objectionOutcome(s string) Outcome {
	switch {
	case containsAny(s, "撤销", "变更", "中止", "停止", "不予执行", "异议成立", "解除") && !containsAny(s, "驳回"):
		return Supported
	case containsAny(s, "撤销", "变更") && containsAny(s, "驳回"):
		return Partly
	case containsAny(s, "驳回", "维持", "不予受理"):
		return Rejected
	}
	return ""
}

// insolvencyOutcome reads a ruling in a bankruptcy case.
func insolvencyOutcome(s string) Outcome {
	switch {
	case containsAny(s, "不予受理", "驳回", "不予批准"):
		return Rejected
	case containsAny(s, "终结", "终止"):
		return Stopped
	case containsAny(s, "受理", "宣告", "批准", "认可", "确认", "许可"):
		return Supported
	}
	return ""
}

// asksCompensation reports whether the paper is about compensation by the state.
func (r *reader) asksCompensation() bool {
	return len(r.j.Parties) > 0 && strings.HasPrefix(r.j.Parties[0].RoleText, "赔偿请求人")
}

// compensationOutcome reads a decision on compensation by the state.
func compensationOutcome(s string) Outcome {
	pays := containsAny(s, "支付", "返还", "赔礼道歉", "恢复")
	switch {
	case pays && containsAny(s, "驳回"):
		return Partly
	case pays:
		return Supported
	case containsAny(s, "驳回", "维持", "不予赔偿"):
		return Rejected
	}
	return ""
}

package record

import (
	"slices"
	"testing"
)

func TestLendingCues(t *testing.T) {
	for _, c := range []struct {
		kind  ElementKind
		facts string
		want  bool
	}{
		{ElUpfrontInterest, "出借时原告即要求被告预先支付利息3000元，被告实际得款47000元。", true},
		{ElUpfrontInterest, "被告只收到47000元，另外3000元作为第一个月的利息被扣下，即利息被扣。", true},
		{ElUpfrontInterest, "交付当天原告收取3000元作为预付利息。", true},
		{ElUpfrontInterest, "原告预先扣除利息3000元。", true},
		{ElUpfrontInterest, "被告已付利息3000元，应从尚欠利息中扣减。", false},
		{ElUpfrontInterest, "原告未预先支付利息，也未扣款。", false},
		{ElUpfrontInterest, "法院依法先扣押了被告的车辆。", false},
		{ElUniformIOU, "被告在原告事先打印好的借条上签名。", true},
		{ElUniformIOU, "被告在一份空白欠条上填写借款金额。", true},
		{ElUniformIOU, "双方签订的借款合同系原告提供的制式合同。", true},
		{ElUniformIOU, "买卖合同系卖方提供的制式合同。", false},
		{ElUniformIOU, "被告出具借条一张，系其亲笔书写。", false},
		{ElThirdPayee, "原告按被告要求将5万元转入其妻子账户。", true},
		{ElThirdPayee, "原告将5万元汇至被告朋友账户。", true},
		{ElThirdPayee, "原告通过其妻子账户向被告转账5万元。", false},
		{ElThirdPayee, "原告将5万元转入被告账户。", false},
	} {
		text := lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", c.facts)
		got := slices.ContainsFunc(Parse("t", text).Elements, func(e Element) bool { return e.Kind == c.kind })
		if got != c.want {
			t.Errorf("%s in %q: %v, want %v", c.kind, c.facts, got, c.want)
		}
	}
}

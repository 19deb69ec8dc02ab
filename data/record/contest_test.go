package record

import (
	"slices"
	"testing"
)

// kindsOf lists the kinds of objections in the order in which they stand.
func kindsOf(all []Objection) []string {
	var out []string
	for _, o := range all {
		out = append(out, o.Kind)
	}
	return out
}

func TestObjections(t *testing.T) {
	for _, c := range []struct {
		defence string
		want    []string
	}{
		{"被告吴某强辩称，借条是伪造的。", []string{ObForgery}},
		{"被告吴某强辩称，借条并非本人所签。", []string{ObForgery}},
		{"被告吴某强辩称，借条系本人所签。", nil},
		{"被告吴某强辩称，我没有收到过这笔钱。", []string{ObNotDelivered}},
		{"被告吴某强辩称，我已还2万元。", []string{ObRepaid}},
		{"被告吴某强辩称，借款已经全部还清。", []string{ObRepaid}},
		{"被告吴某强辩称，借款属实，我愿意五年还清。", nil},
		{"被告吴某强辩称，借款属实，只能陆续还款。", nil},
		{"被告吴某强辩称，这笔钱是赌债。", []string{ObGambling}},
		{"被告吴某强辩称，借条是在原告胁迫下写的。", []string{ObCoercion}},
		{"被告吴某强辩称，借条不是我的真实意思表示。", []string{ObCoercion}},
		{"被告吴某强辩称，借条金额包含利息。", []string{ObRolled}},
		{"被告吴某强辩称，我实际到手只有2万元，其余是利息累加上去重新打的条子。", []string{ObAmount, ObRolled}},
		{"被告吴某强辩称，原告预扣利息5000元。", []string{ObUpfront}},
		{"被告吴某强辩称，利息过高。", []string{ObRate}},
		{"被告吴某强辩称，双方没有约定利息。", []string{ObRate}},
		{"被告吴某强辩称，实际借款人是案外人。", []string{ObNotParty}},
		{"被告吴某强辩称，我只是见证人。", []string{ObNotParty}},
		{"被告吴某强辩称，原告带着见证人来过。", nil},
		{"被告吴某强辩称，本案已过诉讼时效。", []string{ObLimitation}},
		{"被告吴某强辩称，本案在诉讼时效内。", nil},
		{"被告郑某芳辩称，保证期间已过，应免除保证责任。", []string{ObSurety}},
		{"被告郑某芳辩称，我愿意承担担保责任。", nil},
		{"被告郑某芳辩称，该借款不属于夫妻共同债务。", []string{ObNotJoint}},
		{"被告吴某强辩称，我只借了3万元。", []string{ObAmount}},
		{"被告吴某强辩称，借款属实，但现在经济困难。", []string{ObInability}},
		{"被告郑某芳辩称，借款之事我不知情。", []string{ObUnaware}},
		{"被告吴某强辩称，请求驳回原告的诉讼请求。", []string{ObOther}},
		{"被告吴某强、郑某芳未作答辩。", nil},
	} {
		j := Parse("t", lendingDoc("2014年3月1日，被告向我借款5万元。", c.defence, "2014年3月1日，被告吴某强向原告借款5万元。"))
		if got := kindsOf(j.Objections); !slices.Equal(got, c.want) {
			t.Errorf("%q: objections %q, want %q", c.defence, got, c.want)
		}
	}
}

// Each objection tells who makes it.
func TestObjectionBy(t *testing.T) {
	j := Parse("t", lendingDoc("被告向我借款5万元。", "被告吴某强辩称，利息过高。\n被告郑某芳辩称，借款之事我不知情。", "双方系朋友。"))
	want := []Objection{{Kind: ObRate, By: "吴某强"}, {Kind: ObUnaware, By: "郑某芳"}}
	if len(j.Objections) != len(want) {
		t.Fatalf("objections %+v, want %+v", j.Objections, want)
	}
	for i, o := range j.Objections {
		if o.Kind != want[i].Kind || o.By != want[i].By {
			t.Errorf("objection %d: %s by %s, want %s by %s", i, o.Kind, o.By, want[i].Kind, want[i].By)
		}
	}
}

// Who admits and cannot pay does not dispute; who admits and objects does.
func TestDisputes(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		defence string
		want    *bool
	}{
		{"被告吴某强辩称，借款属实，但现在没有钱，希望宽限。", &no},
		{"被告吴某强辩称，借款属实，不是不还，是没有任何收入。", &no},
		{"被告吴某强辩称，同意离婚。", &no},
		{"被告吴某强辩称，不同意离婚。", &yes},
		{"被告吴某强辩称，借款属实，但利息过高。", &yes},
		{"被告吴某强辩称，借款是事实，但已还2万元。", &yes},
		{"被告吴某强、郑某芳未作答辩。", nil},
	} {
		got := Parse("t", lendingDoc("被告向我借款5万元。", c.defence, "双方系朋友。")).DefendantDisputes
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%q: disputes %v, want %v", c.defence, show(got), show(c.want))
		}
	}
}

func show(b *bool) string {
	switch {
	case b == nil:
		return "null"
	case *b:
		return "true"
	}
	return "false"
}

// suitOf is a judgment of a suit of a cause with an answer.
func suitOf(cause, defence string) string {
	return "清溪县人民法院\n民事判决书\n（2021）浙0698民初12号\n原告：丁安远，男，1970年3月4日出生。\n被告：陆青山，男，1969年7月8日出生。\n" +
		"原告丁安远与被告陆青山" + cause + "一案，本院于2021年1月6日立案后，依法进行了审理。\n原告丁安远向本院提出诉讼请求：判令被告支付50000元。事实和理由：被告拖欠不付。\n" +
		defence + "\n经审理查明，双方有往来。\n本院认为，应予支持。判决如下：\n被告陆青山支付原告丁安远50000元。\n审判员　　周明\n二〇二一年九月四日\n"
}

// TestObjectionsOfOtherCauses reads what is said against claims that are not about loans, and leaves
// what the same words mean elsewhere.
func TestObjectionsOfOtherCauses(t *testing.T) {
	const sale, wages, house, traffic, surety = "买卖合同纠纷", "劳动争议", "房屋买卖合同纠纷", "机动车交通事故责任纠纷", "保证合同纠纷"
	for _, c := range []struct {
		cause, defence string
		want           []string
	}{
		{sale, "被告陆青山辩称，送货单上的签字系伪造。", []string{ObForgery}},
		{sale, "被告陆青山辩称，合同上的签名并非本人所签。", []string{ObForgery}},
		{sale, "被告陆青山辩称，原告是打假的，所售商品不是假的。", nil},
		{sale, "被告陆青山辩称，没有收到货物。", []string{ObNotDelivered}},
		{sale, "被告陆青山辩称，原告未向被告供货。", []string{ObNotDelivered}},
		{sale, "被告陆青山辩称，没有收到原告的投诉。", nil},
		{sale, "被告陆青山辩称，货款已全部付清。", []string{ObRepaid}},
		{sale, "被告陆青山辩称，被告已支付货款30000元。", []string{ObRepaid}},
		{sale, "被告陆青山辩称，货款没有付清是因为质量有问题。", nil},
		{sale, "被告陆青山辩称，欠条是在原告胁迫下出具的。", []string{ObCoercion}},
		{sale, "被告陆青山辩称，被告的行为不构成欺诈。", nil},
		{sale, "被告陆青山辩称，约定的违约金过高。", []string{ObRate}},
		{sale, "被告陆青山辩称，双方不存在买卖合同关系。", []string{ObNotParty}},
		{sale, "被告陆青山辩称，原告以合法形式掩盖非法目的。", nil},
		{wages, "被告陆青山辩称，原告的工资已全部发放。", []string{ObRepaid}},
		{wages, "被告陆青山辩称，原告没有实际工作，工资表是虚构的。", []string{ObNotDelivered, ObForgery}},
		{wages, "被告陆青山辩称，双方不存在劳动关系。", []string{ObNotParty}},
		{wages, "被告陆青山辩称，原告未提供劳动合同。", nil},
		{house, "被告陆青山辩称，原告未支付购房款。", []string{ObNotDelivered}},
		{house, "被告陆青山辩称，房屋买卖合同不是被告的真实意思表示。", []string{ObCoercion}},
		{house, "被告陆青山辩称，被告因资金困难未支付购房款。", []string{ObInability}},
		{traffic, "被告陆青山辩称，被告已为原告垫付医疗费8000元，误工费过高。", []string{ObRepaid, ObAmount}},
		{traffic, "被告陆青山辩称，原告醉酒骑车，应负主要责任。", nil},
		{traffic, "被告陆青山辩称，交通费数额不算过高。", nil},
		{surety, "被告陆青山辩称，保证期间已过，保证合同签字系伪造。", []string{ObSurety, ObForgery}},
		{surety, "被告陆青山辩称，担保之事被告不知情。", []string{ObUnaware}},
		{"离婚纠纷", "被告陆青山辩称，双方没有夫妻共同债务。", nil},
	} {
		text := suitOf(c.cause, c.defence)
		j := Parse("t", text)
		j.Objections = slices.DeleteFunc(j.Objections, func(o Objection) bool { return o.Kind == ObOther })
		if got := kindsOf(j.Objections); !slices.Equal(got, c.want) {
			t.Errorf("%s, %q: objections %q, want %q", c.cause, c.defence, got, c.want)
		}
		for _, o := range j.Objections {
			if o.By != "陆青山" || !o.Span.Known() {
				t.Errorf("%s, %q: %+v", c.cause, c.defence, o)
			}
		}
	}
}

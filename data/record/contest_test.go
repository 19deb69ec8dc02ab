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

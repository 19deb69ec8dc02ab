package record

import "testing"

// causeHead opens a paper of a first instance up to the parties.
const causeHead = "江苏省昆山市人民法院\n民事判决书\n（2019）苏0583民初90001号\n"

func TestCause(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{causeHead + "原告：卫壹，男。\n被告：蒋贰，女。\n原告卫壹与被告蒋贰民间借贷纠纷一案，本院立案后，依法适用简易程序。\n", "民间借贷纠纷"},
		// The form with a line for each thing.
		{causeHead + "原告：卫壹，男。\n被告：昆山某某食品有限公司，住所地昆山市。\n法定代表人：蒋贰。\n案由：买卖合同纠纷。\n适用程序：小额诉讼。\n原告诉请要点、诉讼请求：1、判令被告支付货款500元。\n", "买卖合同纠纷"},
		// A suit that is named by 之诉 and not by 一案.
		{causeHead + "再审申请人（一审被告、二审上诉人）：卫壹。\n被申请人（一审原告、二审被上诉人）：蒋贰。\n本案原由蒋贰以卫壹为被告，向苏州市中级人民法院提起申请执行人执行异议之诉。该院作出判决。\n", "申请执行人执行异议之诉"},
		// 之诉 that is no cause of the table is part of what is told.
		{causeHead + "原告：卫壹，男。\n被告：蒋贰，女。\n卫壹提起给付之诉，本院受理原告卫壹与被告蒋贰合伙合同纠纷一案后，依法组成合议庭。\n", "合伙合同纠纷"},
	} {
		if got := Parse("x", c.text).Cause; got != c.want {
			t.Errorf("cause of %q = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSpeechIsNoParty(t *testing.T) {
	for _, s := range []string{"原告诉请要点、诉讼请求：判令被告支付货款500元。", "被告蒋贰未作答辩。", "被告答辩要点：请求驳回。"} {
		j := Parse("x", causeHead+"原告：卫壹，男。\n被告：蒋贰，女。\n"+s+"\n")
		if len(j.Parties) != 2 {
			t.Errorf("%q: %d parties, want 2: %+v", s, len(j.Parties), j.Parties)
		}
	}
}

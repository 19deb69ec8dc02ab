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

func TestChargeIsTheCause(t *testing.T) {
	const head = "江苏省昆山市人民法院\n刑事判决书\n（2019）苏0583刑初90001号\n公诉机关昆山市人民检察院。\n被告人卫壹，男，1987年6月17日出生，汉族，住昆山市。因涉嫌犯抢夺罪于2019年1月2日被刑事拘留。\n"
	for _, c := range []struct{ body, want string }{
		{"昆山市人民检察院以昆检诉〔2019〕90号起诉书指控被告人卫壹犯虚假诉讼罪，于2019年3月1日向本院提起公诉。\n", "虚假诉讼罪"},
		{"昆山市人民检察院指控被告人卫壹犯诈骗罪、非法拘禁罪，向本院提起公诉。\n", "诈骗罪、非法拘禁罪"},
		{"昆山市人民检察院指控被告人卫壹犯掩饰、隐瞒犯罪所得罪，向本院提起公诉。\n", "掩饰、隐瞒犯罪所得罪"},
		{"本院依法组成合议庭审理了本案。\n公诉机关指控，2018年7月卫壹以借款为名骗得财物。\n本院认为，指控的犯罪成立。判决如下：\n被告人卫壹犯合同诈骗罪，判处有期徒刑一年。\n", "合同诈骗罪"},
		{"本院依法组成合议庭审理了本案。\n公诉机关指控，被告人卫壹在犯罪后逃匿。\n", ""},
	} {
		j := Parse("x", head+c.body)
		if j.Cause != c.want || j.CauseCode != "" {
			t.Errorf("%s: cause %q with code %q, want %q without", c.body, j.Cause, j.CauseCode, c.want)
		}
	}
}

func TestCauseOfAnAdministrativeSuit(t *testing.T) {
	const head = "江苏省昆山市人民法院\n行政判决书\n（2019）苏0583行初90001号\n原告：卫壹，男。\n被告：昆山市人力资源和社会保障局，住所地昆山市。\n"
	for _, c := range []struct{ body, want string }{
		{"原告卫壹诉被告昆山市人力资源和社会保障局工伤认定一案，本院受理后，依法组成合议庭。\n", "工伤认定"},
		{"原告卫壹与被告昆山市人力资源和社会保障局（以下简称市人社局）社会保障行政给付一案，本院受理。\n", "社会保障行政给付"},
		{"原告卫壹不服被告昆山市人力资源和社会保障局作出的决定，于2019年3月2日提起行政诉讼。\n", ""},
	} {
		if got := Parse("x", head+c.body).Cause; got != c.want {
			t.Errorf("%s: cause %q, want %q", c.body, got, c.want)
		}
	}
}

func TestNoCauseNoCode(t *testing.T) {
	if j := Parse("x", "原告：卫壹，男。\n被告：蒋贰，女。\n"); j.Cause != "" || j.CauseCode != "" {
		t.Errorf("cause %q, code %q, want none", j.Cause, j.CauseCode)
	}
}

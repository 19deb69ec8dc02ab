package record

import "testing"

func TestWhoFiledNoDefence(t *testing.T) {
	const head = "江苏省昆山市人民法院\n民事判决书\n（2019）苏0583民初90001号\n原告：卫壹，男。\n被告：蒋贰，女。\n被告：沈叁，男。\n被告：昆山韩肆食品有限公司，住所地昆山市。\n原告卫壹与被告蒋贰、沈叁、昆山韩肆食品有限公司（以下简称韩肆公司）民间借贷纠纷一案，本院受理后，依法适用普通程序审理。\n原告卫壹诉称，被告蒋贰借款不还，请求判令三被告偿还借款。\n"
	for _, c := range []struct{ defence, want string }{
		{"被告蒋贰辩称，借款已还清。\n被告沈叁未作答辩。\n", "沈叁"},
		{"被告蒋贰辩称，借款已还清。被告韩肆公司未提交书面答辩意见。\n", "昆山韩肆食品有限公司"},
		{"被告蒋贰辩称，借款已还清，被告沈叁未作答辩。\n", "沈叁"},
		{"被告蒋贰辩称，借款已还清。\n被告沈叁、韩肆公司未作答辩。\n", ""},
		{"被告沈叁、被告韩肆公司均未作答辩。\n", ""},
		{"被告均未作答辩。\n", ""},
		{"被告蒋贰辩称，借款已还清。\n沈叁对原告卫壹的起诉未提交意见。\n", "沈叁"},
		{"被告蒋贰辩称，借款已还清。\n三被告未应诉答辩。\n", ""},
	} {
		j := Parse("x", head+c.defence+"经审理查明，2018年1月2日被告蒋贰向原告借款1万元。\n")
		got := []string{}
		for _, e := range j.Elements {
			if e.Kind == ElNoDefence {
				got = append(got, e.Value)
			}
		}
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: no defence by %q, want %q", c.defence, got, c.want)
		}
	}
}

// An answer of a few words grants the claim where it denies and limits nothing.
func TestShortAnswersThatGrant(t *testing.T) {
	for _, c := range []struct {
		defence          string
		admits, disputes bool
	}{
		{"被告吴某强辩称，认可。", true, false},
		{"吴某强口头答辩：全部认可。", true, false},
		{"吴某强答辩意见：没有意见。", true, false},
		{"被告吴某强、郑某芳辩称，是借了，认可。", true, false},
		{"被告吴某强口头答辩：对原告陈述的事实和请求全部认可，放弃答辩期限。", true, false},
		{"被告吴某强答辩：没意见，同意支付。", true, false},
		{"吴某强当庭答辩，借钱是事实，愿意归还。", true, false},
		{"被告吴某强辩称，原告所述属实，没有意见。", true, false},
		{"被告吴某强辩称，认可借款，但已还2万元。", false, true},
		{"被告吴某强辩称，只认可其中3万元。", false, true},
		{"被告吴某强辩称，不认可。", false, true},
		{"被告吴某强口头答辩：钱没有拿到过。", false, true},
		{"被告吴某强辩称，对借条真实性认可，其余由法院查明。", false, true},
		{"被告吴某强未作答辩。", false, false},
	} {
		j := Parse("t", lendingDoc("2014年3月1日，被告向我借款5万元。", c.defence, "2014年3月1日，被告吴某强向原告借款5万元。"))
		admits := false
		for _, e := range j.Elements {
			admits = admits || e.Kind == ElAdmission
		}
		if disputes := j.DefendantDisputes != nil && *j.DefendantDisputes; admits != c.admits || disputes != c.disputes {
			t.Errorf("%q: admits %t, disputes %t", c.defence, admits, disputes)
		}
	}
}

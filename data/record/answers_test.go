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

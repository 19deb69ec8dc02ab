package record

import "testing"

func TestJudges(t *testing.T) {
	for _, c := range []struct{ tail, want string }{
		{"审判长卫壹\n审判员蒋贰\n人民陪审员沈叁\n二〇一九年五月六日\n书记员韩肆\n", "卫壹 蒋贰 沈叁"},
		// Words that a copy has run into a line do not end the signatures.
		{"审判长卫壹\n申请执行的期限为二年审判员蒋贰\n审判员沈叁\n二〇一九年五月六日\n", "卫壹 蒋贰 沈叁"},
		{"审判长卫壹\n打印责任人代理审判员蒋贰\n人民陪审员沈叁\n二〇一九年五月六日\n", "卫壹 蒋贰 沈叁"},
		{"审判长卫壹\n代审判员蒋贰\n二〇一九年五月六日\n", "卫壹 蒋贰"},
		// A sentence above the signature that tells who tried the case is none.
		{"本案由审判员沈叁独任审理。\n审判员卫壹\n二〇一九年五月六日\n", "卫壹"},
		{"上述事实由审判员沈叁\n审判员卫壹\n二〇一九年五月六日\n", "卫壹"},
	} {
		j := Parse("x", causeHead+"原告：卫壹，男。\n被告：蒋贰，女。\n原告卫壹与被告蒋贰民间借贷纠纷一案，本院立案受理。\n本院认为，应予支持。判决如下：\n驳回原告的诉讼请求。\n"+c.tail)
		got := ""
		for i, x := range j.Judges {
			if i > 0 {
				got += " "
			}
			got += x.Name
		}
		if got != c.want {
			t.Errorf("%q: judges %q, want %q", c.tail, got, c.want)
		}
	}
}

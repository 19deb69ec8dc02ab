package record

import "testing"

func TestTotalOfTheList(t *testing.T) {
	const head = "江苏省昆山市人民法院\n民事判决书\n（2019）苏0583民初90001号\n原告：卫壹，男。\n被告：蒋贰，女。\n原告卫壹与被告蒋贰生命权、健康权、身体权纠纷一案，本院受理后，依法适用普通程序审理。\n原告卫壹向本院提出诉讼请求："
	for _, c := range []struct {
		claims string
		want   string // the words that the defect points to; "" for none
	}{
		{"1、判令被告赔偿医疗费3000元；2、判令被告赔偿误工费2000元，以上合计6000元。", "6000元"},
		{"1、判令被告赔偿医疗费3000元；2、判令被告赔偿误工费2000元；3、以上各项共计6000元。", "6000元"},
		{"1、判令被告赔偿医疗费3000元；2、判令被告赔偿误工费2000元，以上合计5000元。", ""},
		{"1、判令被告赔偿医疗费3000元；2、判令被告赔偿误工费2000元；3、以上各项共计5000元。", ""},
		{"1、判令被告赔偿医疗费3000元；2、判令被告赔偿误工费2000元；3、诉讼费由被告承担。以上合计5000元。", ""},
		{"1、判令被告赔偿医疗费3000元（庭审中变更为2000元）；2、判令被告赔偿误工费2000元，以上合计4000元。", ""},
		// A total of some of the items, and items of which something was left out.
		{"1、判令被告赔偿医疗费3000元；2、判令被告赔偿误工费2000元；3、判令被告支付律师费900元，以上1-2项合计5000元。", ""},
		{"1、判令被告赔偿医疗费3000元（其中已付1000元），扣除已付1000元；2、判令被告赔偿误工费2000元，以上合计4000元。", ""},
	} {
		text := head + c.claims + "\n事实和理由：2018年1月2日被告打伤原告。\n"
		got := ""
		for _, d := range Parse("x", text).Defects {
			if d.Field == "claims" && d.Code == "contradiction" {
				got = cut(text, d.Span)
			}
		}
		if got != c.want {
			t.Errorf("%s: contradiction at %q, want %q", c.claims, got, c.want)
		}
	}
}

func TestTotalOfTheListIsNoClaim(t *testing.T) {
	text := "原告：卫壹，男。\n被告：蒋贰，女。\n原告卫壹与被告蒋贰健康权纠纷一案，本院受理。\n原告卫壹向本院提出诉讼请求：1、判令被告赔偿医疗费3000元；2、判令被告赔偿误工费2000元；3、以上各项共计5000元。\n"
	sum := 0.0
	for _, c := range Parse("x", text).Claims {
		if c.Yuan != nil {
			sum += *c.Yuan
		}
	}
	if sum != 5000 {
		t.Errorf("the claims come to %v, want 5000", sum)
	}
}

package record

import "testing"

// strangerIn returns the words that the defect of a stranger in the orders points to.
func strangerIn(text string) string {
	for _, d := range Parse("x", text).Defects {
		if d.Field == "orders" && d.Says == "裁判主文写明的人不在当事人之列。" {
			return cut(text, d.Span)
		}
	}
	return ""
}

func TestStrangerInOrders(t *testing.T) {
	const head = "江苏省昆山市人民法院\n民事判决书\n（2019）苏0583民初90001号\n原告：卫小壹，男。\n委托诉讼代理人：陶柒，江苏某律师事务所律师。\n被告：蒋贰红，女。\n被告：沈某，男。\n被告：昆山韩肆食品有限公司玉山分公司，住所地昆山市。\n法定代表人：杨伍，经理。\n原告卫小壹与被告蒋贰红、沈某、昆山韩肆食品有限公司玉山分公司（以下简称韩肆公司）民间借贷纠纷一案，本院受理后，依法适用普通程序审理。\n原告卫小壹诉称，被告借款不还，请求判令被告偿还借款10万元。\n本院认为，应予支持。判决如下：\n"
	for _, c := range []struct{ orders, want string }{
		{"被告朱陆明于本判决生效后十日内偿还原告卫小壹借款10万元。", "朱陆明"},
		{"一、被告蒋贰红于本判决生效后十日内偿还原告许玖借款10万元；\n二、驳回原告卫小壹的其他诉讼请求。", "许玖"},
		{"被告苏州某某机械制造有限公司于本判决生效后十日内偿还原告卫小壹借款10万元。", "苏州某某机械制造有限公司"},
		{"被告蒋贰虹于本判决生效后十日内偿还原告卫小壹借款10万元。", "蒋贰虹"}, // a slip of the pen
		// Look-alikes.
		{"被告蒋贰红于本判决生效后十日内偿还原告卫小壹借款10万元。", ""},
		{"被告蒋贰红、韩肆公司于本判决生效后十日内偿还原告卫小壹借款10万元。", ""},
		{"被告昆山韩肆食品有限公司于本判决生效后十日内偿还原告卫小壹借款10万元。", ""}, // a party is its branch
		{"被告沈某某于本判决生效后十日内偿还原告卫小壹借款10万元。", ""},        // masked otherwise
		{"被告杨伍于本判决生效后十日内偿还原告卫小壹借款10万元。", ""},         // who represents a party
		{"被告于本判决生效后十日内偿还原告借款10万元。", ""},
		{"被告共同偿还原告借款本金10万元、利息1万元。", ""},
		{"被告立即支付原告卫小壹钱款10万元，并支付原告车辆损失1万元。", ""},
		{"驳回原告朱陆明的诉讼请求。", ""}, // an order that grants nothing
	} {
		if got := strangerIn(head + c.orders + "\n审判员孙捌\n二〇一九年五月六日\n"); got != c.want {
			t.Errorf("%s: stranger %q, want %q", c.orders, got, c.want)
		}
	}
	if got := strangerIn("准予原告王某甲与被告李某离婚。"); got != "" {
		t.Errorf("an excerpt without parties: stranger %q", got)
	}
}

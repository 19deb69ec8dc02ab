package record

import (
	"strings"
	"testing"
)

func TestAddressees(t *testing.T) {
	for _, c := range []struct{ name, text, kind, want string }{
		{"accepted", "甲县人民法院\n受理案件通知书\n（2021）川0199民初8号\n马五：\n你诉羊六买卖合同纠纷一案的起诉状已收到。经审查，决定立案审理。\n二〇二一年三月三日",
			"notice", "马五 plaintiff claiming; 羊六 defendant defending"},
		{"accepted against several", "甲县人民法院\n受理案件通知书\n（2021）川0199民初8号\n马五：\n你诉羊六、甲县好运有限公司民间借贷纠纷一案的起诉状已收到。经审查，决定立案审理。\n二〇二一年三月三日",
			"notice", "马五 plaintiff claiming; 羊六 defendant defending; 甲县好运有限公司 defendant defending"},
		{"role before the addressee", "甲县人民法院\n受理案件通知书\n（2021）川0199民初8号\n原告马五：\n本院已收到你与羊六、牛七机动车交通事故责任纠纷一案的起诉状，决定立案审理。\n二〇二一年三月三日",
			"notice", "马五 plaintiff claiming; 羊六 defendant defending; 牛七 defendant defending"},
		{"accepted for enforcement", "甲县人民法院\n案件受理通知书\n（2021）川0199执8号\n马五：\n你申请执行羊六民间借贷纠纷一案，本院已立案执行。\n二〇二一年三月三日",
			"notice", "马五 applicant claiming; 羊六 respondent defending"},
		{"accepted on appeal", "乙市中级人民法院\n受理通知书\n（2021）川01民终8号\n上诉人马五、被上诉人羊六：\n上诉人马五因与被上诉人羊六民间借贷纠纷一案，不服甲县人民法院（2020）川0199民初3号民事判决，提起上诉，本院已立案受理。\n二〇二一年三月三日",
			"notice", "马五 appellant claiming; 羊六 appellee defending"},
		{"bankruptcy applied for", "甲县人民法院\n受理破产申请通知书\n（2021）川0199破申8号\n甲县好运有限公司：\n马五以你公司不能清偿到期债务为由，向本院申请对你公司进行破产清算。\n二〇二一年三月三日",
			"notice", "甲县好运有限公司 respondent defending; 马五 applicant claiming"},
		{"to take part", "甲县人民法院\n参加诉讼通知书\n（2021）川0199民初8号\n牛七：\n本院受理的原告马五诉被告羊六买卖合同纠纷一案，现通知你作为第三人参加诉讼。\n二〇二一年三月三日",
			"notice", "牛七 third_party third; 马五 plaintiff claiming; 羊六 defendant defending"},
		{"to answer without roles", "甲县人民法院\n应诉通知书\n（2021）川0199民初8号\n羊六：\n马五诉你买卖合同纠纷一案，本院已立案受理。\n二〇二一年三月三日",
			"notice", "羊六 defendant defending; 马五 plaintiff claiming"},
		{"not to be told apart", "甲县人民法院\n受理案件通知书\n（2021）川0199民初8号\n马五：\n你的起诉状已收到，与本案有关的材料应及时提交。\n二〇二一年三月三日",
			"notice", "马五 plaintiff claiming"},
		{"to answer", "甲县人民法院\n应诉通知书\n（2021）川0199民初8号\n羊六：\n本院已受理原告马五与你买卖合同纠纷一案，现发送起诉状副本一份。\n二〇二一年三月三日",
			"notice", "羊六 defendant defending; 马五 plaintiff claiming"},
		{"to help", "甲县人民法院\n协助执行通知书\n（2021）川0199执8号\n某某银行甲县支行：\n本院在执行申请执行人马五与羊六买卖合同纠纷一案中，请协助冻结羊六的存款。\n二〇二一年三月三日",
			"notice", "某某银行甲县支行 other unknown; 马五 applicant claiming"},
		{"complaint refused", "乙市中级人民法院\n驳回申诉通知书\n（2021）川01刑申8号\n马五：\n你因犯盗窃罪一案，对本院（2020）川01刑终3号刑事裁定不服，向本院提出申诉。本院决定驳回申诉。\n二〇二一年三月三日",
			"notice", "马五 applicant claiming"},
		{"two names", "甲县人民法院\n限制消费令\n（2021）川0199执8号\n甲县好运有限公司、羊六：\n本院立案执行申请执行人马五与你单位买卖合同纠纷一案。\n二〇二一年三月三日",
			"notice", "甲县好运有限公司 respondent defending; 羊六 respondent defending; 马五 applicant claiming"},
	} {
		if got := standings(c.text); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
		if got := Parse("t", c.text).DocType; string(got) != c.kind {
			t.Errorf("%s: kind %s, want %s", c.name, got, c.kind)
		}
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct {
		title string
		want  DocType
	}{
		{"刑事附带民事判决书", JudgmentDoc}, {"罚款决定书", Decision}, {"拘留决定书", Decision}, {"国家赔偿决定书", Decision}, {"再审决定书", Decision},
		{"执行财产分配方案", Decision}, {"协助执行通知书", Notice}, {"支付令", PaymentOrder}, {"行政赔偿调解书", Mediation}, {"行 政 裁 定 书", Ruling},
	} {
		text := "甲县人民法院\n" + c.title + "\n（2021）川0199民初8号\n申请人：马五，男。\n被申请人：羊六，男。\n申请人马五与被申请人羊六一案，本院审理终结。"
		j := Parse("t", text)
		if j.DocType != c.want {
			t.Errorf("%s is read as %s, want %s", c.title, j.DocType, c.want)
		}
		if got := cut(text, j.Spans["doc_type"]); got != c.title {
			t.Errorf("%s is found at %q", c.title, got)
		}
	}
}

func TestOwnOutcomes(t *testing.T) {
	for _, c := range []struct {
		kind, number, orders string
		want                 Outcome
	}{
		{"执行裁定书", "（2021）川0199执异8号", "驳回异议人马五的异议请求。", Rejected},
		{"执行裁定书", "（2021）川0199执异8号", "中止对901号房屋的执行。", Supported},
		{"执行裁定书", "（2021）川01执复8号", "驳回复议申请，维持甲县人民法院（2021）川0199执异8号执行裁定。", Rejected},
		{"执行裁定书", "（2021）川01执复8号", "一、撤销甲县人民法院（2021）川0199执异8号执行裁定；\n二、发回甲县人民法院重新审查。", Remanded},
		{"民事裁定书", "（2021）川0199破申8号", "受理马五对甲公司的破产清算申请。", Supported},
		{"民事裁定书", "（2021）川0199破申8号", "不予受理马五的破产清算申请。", Rejected},
		{"民事裁定书", "（2021）川0199破8号", "终结甲公司破产程序。", Stopped},
		{"民事裁定书", "（2021）川0199民特8号", "准许拍卖、变卖被申请人羊六所有的901号房屋。", Supported},
		{"民事裁定书", "（2021）川0199民特8号", "驳回申请人马五的申请。", Rejected},
	} {
		text := "甲县人民法院\n" + c.kind + "\n" + c.number + "\n异议人：马五，男。\n申请执行人：羊六，男。\n异议人马五与羊六一案，本院审查终结。\n本院认为，理由成立与否已经审查。裁定如下：\n" + c.orders + "\n审判员　方七\n二〇二一年三月三日"
		if got := Parse("t", text).Outcome; got != c.want {
			t.Errorf("%s %s: outcome %s, want %s", c.number, c.orders, got, c.want)
		}
	}
}

func TestContradictoryRoles(t *testing.T) {
	says := func(text string) string {
		var all []string
		for _, d := range Parse("t", text).Defects {
			if d.Field == "parties" {
				all = append(all, d.Says)
			}
		}
		return strings.Join(all, "")
	}
	const head = "甲县人民法院\n民事判决书\n"
	for _, c := range []struct{ text, want string }{
		{head + "（2021）川0199民初8号\n原告：马五，男。\n被告：马五，男。\n原告马五与被告马五买卖合同纠纷一案，本院受理。", "同一名称同时列为双方当事人。"},
		{head + "（2021）川0199民初8号\n原告：马某，男。\n被告：马某，男。\n原告马某与被告马某买卖合同纠纷一案，本院受理。", ""},
		{head + "（2021）川01民终8号\n原告：马五，男。\n被告：羊六，男。\n原告马五与被告羊六买卖合同纠纷一案，本院受理。", "二审文书未列上诉人。"},
		{head + "（2021）川0199民初8号\n上诉人：马五，男。\n被上诉人：羊六，男。\n上诉人马五与被上诉人羊六买卖合同纠纷一案，本院受理。", "一审文书列有上诉人。"},
		{head + "（2021）川0199民初8号\n原告：马五，男。\n被告：羊六，男。\n原告马五与被告羊六买卖合同纠纷一案，本院受理。", ""},
	} {
		if got := says(c.text); got != c.want {
			t.Errorf("%s\ngives %q, want %q", c.text, got, c.want)
		}
	}
}

package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// lentSuit is a judgment of first instance with two plaintiffs and two defendants around what the
// plaintiffs ask and what the court orders.
func lentSuit(claims, orders string) string {
	return `清溪县人民法院
民事判决书
（2021）浙0698民初12号
原告：丁安远，男，1970年3月4日出生，汉族，住清溪县。
原告：洪晓禾，女，1972年5月6日出生，汉族，住清溪县。
被告：陆青山，男，1969年7月8日出生，汉族，住清溪县。
被告：清溪县宏图建材有限公司，住所地清溪县。
第三人：白云涛，男，1975年1月2日出生，汉族，住清溪县。
原告丁安远、洪晓禾与被告陆青山、清溪县宏图建材有限公司（以下简称宏图公司）、第三人白云涛民间借贷纠纷一案，本院于2021年1月5日立案后，依法适用普通程序，公开开庭进行了审理。原告丁安远到庭参加诉讼。本案现已审理终结。
` + claims + `
本院经审理认定事实如下：2020年2月3日，陆青山向丁安远借款30万元。
本院认为，合法的借贷关系受法律保护。依照《中华人民共和国民法典》第六百七十五条规定，判决如下：
` + orders + `
如果未按本判决指定的期间履行给付金钱义务，应当依照《中华人民共和国民事诉讼法》第二百六十条规定，加倍支付迟延履行期间的债务利息。
案件受理费5800元，由被告陆青山负担。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状。
审判员　　周明
二〇二一年三月四日
书记员　　吴亮
`
}

// ordered is what a test expects of one order.
type ordered struct {
	kind           Relief
	granted        bool
	yuan           float64
	payers, payees string
	within         string
	due            string
}

func seen(o Order) ordered {
	v := ordered{o.Kind, o.Granted, 0, strings.Join(o.Payers, " "), strings.Join(o.Payees, " "), o.Within, o.DueOn}
	if o.Yuan != nil {
		v.yuan = *o.Yuan
	}
	return v
}

func TestOrders(t *testing.T) {
	const within = "于本判决生效之日起十日内"
	for _, c := range []struct {
		name, text string
		want       []ordered
	}{
		{"list", "一、被告陆青山于本判决生效之日起十日内偿还原告丁安远借款本金30万元及利息18000元；\n二、被告清溪县宏图建材有限公司对上述第一项债务承担连带清偿责任；\n三、驳回原告丁安远的其他诉讼请求。", []ordered{
			{RepayPrincipal, true, 318000, "陆青山", "丁安远", within, ""},
			{Joint, true, 0, "清溪县宏图建材有限公司", "", "", ""},
			{Dismiss, false, 0, "", "", "", ""},
		}},
		{"short name, 向, bracket", "一、宏图公司于本判决生效之日起十日内向丁安远、洪晓禾支付货款（不含运费500元）12万元。二、宏图公司以12万元为基数，按年利率6%向丁安远支付自2020年1月1日起至实际付清之日止的利息。", []ordered{
			{RepayPrincipal, true, 120000, "清溪县宏图建材有限公司", "丁安远 洪晓禾", within, ""},
			{PayInterest, true, 0, "清溪县宏图建材有限公司", "丁安远", "", ""},
		}},
		{"role words", "两被告于本判决生效之日起十日内共同赔偿原告经济损失共计5000元。", []ordered{
			{PayDamages, true, 5000, "陆青山 清溪县宏图建材有限公司", "丁安远 洪晓禾", within, ""},
		}},
		{"total of parts", "一、被告陆青山赔偿原告丁安远医疗费1000元、误工费2000元（每日100元），合计3000元，扣除已付的500元，余款2500元于2021年6月30日前付清。", []ordered{
			{PayDamages, true, 2500, "陆青山", "丁安远", "", "2021-06-30"},
		}},
		{"shares of a total", "一、丁安远的损失共计10万元，由被告陆青山承担6万元，由第三人白云涛承担1万元。", []ordered{
			{PayDamages, true, 70000, "陆青山 白云涛", "", "", ""},
		}},
		{"tenfold", "被告陆青山于本判决生效之日起十日内支付原告丁安远价款十倍的赔偿金10620元。", []ordered{
			{PayDamages, true, 10620, "陆青山", "丁安远", within, ""},
		}},
		{"part of a loss", "被告陆青山赔偿原告丁安远损失10万元的百分之三十，为3万元。", []ordered{
			{PayDamages, true, 30000, "陆青山", "丁安远", "", ""},
		}},
		{"goods in return", "一、陆青山于本判决生效之日起十日内退还丁安远货款900元，丁安远同时退还陆青山涉案的“三倍赔偿”牌茶叶3盒；\n二、解除丁安远与陆青山之间的买卖合同。", []ordered{
			{RepayPrincipal, true, 900, "陆青山", "丁安远", within, ""},
			{Rescind, true, 0, "", "", "", ""},
		}},
		{"time for all", "一、陆青山赔偿丁安远3000元；\n二、陆青山赔偿洪晓禾2000元；\n三、驳回原告的其他诉讼请求。以上款项限本判决生效之日起三十日内付清。", []ordered{
			{PayDamages, true, 3000, "陆青山", "丁安远", "限本判决生效之日起三十日内", ""},
			{PayDamages, true, 2000, "陆青山", "洪晓禾", "限本判决生效之日起三十日内", ""},
			{Dismiss, false, 0, "", "", "", ""},
		}},
		{"priority and things", "一、被告陆青山于本判决生效之日起十日内将清溪县南街1号房屋腾退并交付原告丁安远；\n二、原告丁安远有权以该房屋折价或者拍卖、变卖的价款优先受偿；\n三、确认原告洪晓禾与宏图公司存在劳动关系；\n四、宏图公司支付洪晓禾解除劳动合同的经济补偿金8000元；\n五、不准丁安远与洪晓禾离婚。", []ordered{
			{Perform, true, 0, "陆青山", "丁安远", within, ""},
			{Priority, true, 0, "", "", "", ""},
			{Declare, true, 0, "", "", "", ""},
			{PayWages, true, 8000, "清溪县宏图建材有限公司", "洪晓禾", "", ""},
			{EndMarriage, false, 0, "", "", "", ""},
		}},
		{"how it is paid", "被告陆青山、宏图公司于本判决生效之日起十日内连带支付原告丁安远工资8000元。", []ordered{
			{PayWages, true, 8000, "陆青山 清溪县宏图建材有限公司", "丁安远", within, ""},
		}},
		{"dismissed", "驳回原告丁安远、洪晓禾的诉讼请求。", []ordered{{Dismiss, false, 0, "", "", "", ""}}},
		{"first number lost", "被告陆青山偿还原告丁安远6万元。二、被告宏图公司对上述债务承担连带责任。", []ordered{
			{RepayPrincipal, true, 60000, "陆青山", "丁安远", "", ""},
			{Joint, true, 0, "清溪县宏图建材有限公司", "", "", ""},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := lentSuit("原告丁安远、洪晓禾向本院提出诉讼请求：判令被告偿还借款。", c.text)
			j := Parse("x", text)
			var got []ordered
			for _, o := range j.Orders {
				got = append(got, seen(o))
				if cut(text, o.Span) != o.Text {
					t.Errorf("the span covers %q, the text is %q", cut(text, o.Span), o.Text)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s:\n got %+v\nwant %+v", c.text, got, c.want)
			}
		})
	}
}

// TestActReversed reads what a court does with the act of an agency.
func TestActReversed(t *testing.T) {
	doc := "清溪县人民法院\n行 政 判 决 书\n（2021）浙0698行初12号\n原告：丁安远，男。\n被告：清溪县人力资源和社会保障局。\n原告丁安远不服被告作出的决定，提起行政诉讼。本案现已审理终结。\n本院认为，判决如下：\n%s\n审判长　　周明\n二〇二一年三月四日\n"
	for text, want := range map[string]string{
		"一、撤销被告清溪县人力资源和社会保障局作出的清人社工认字〔2021〕9号不予认定工伤决定；\n二、责令被告重新作出决定。": "reverse:true other:true",
		"驳回原告丁安远要求撤销该决定的诉讼请求。": "dismiss:false",
	} {
		var got []string
		for _, o := range Parse("x", fmt.Sprintf(doc, text)).Orders {
			got = append(got, fmt.Sprint(o.Kind, ":", o.Granted))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
}

// TestEmployerGainsNothing reads how a suit ends in which the one who sues has to pay.
func TestEmployerGainsNothing(t *testing.T) {
	for text, want := range map[string]Outcome{
		"一、原告丁安远于本判决生效之日起十日内支付被告陆青山经济补偿8000元；\n二、驳回原告丁安远的诉讼请求。": Rejected,
		"一、被告陆青山支付原告丁安远8000元；\n二、驳回原告洪晓禾的诉讼请求。":                 Partly,
	} {
		if got := Parse("x", lentSuit("原告丁安远、洪晓禾向本院提出诉讼请求：判令无需支付经济补偿。", text)).Outcome; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestOrdersOfReview reads dispositions of appeals and retrials.
func TestOrdersOfReview(t *testing.T) {
	for text, want := range map[string]string{
		"驳回上诉，维持原判。": "uphold:false",
		"一、维持（2020）浙0698民初12号民事判决第一项；二、撤销该判决第二项；三、陆青山于本判决生效之日起十日内给付丁安远9000元。": "uphold:false reverse:true principal:true",
		"一、撤销清溪县人民法院（2020）浙0698民初12号民事判决；二、本案发回清溪县人民法院重审。":                    "reverse:true remit:true",
		"准许丁安远撤回上诉。":      "withdraw:true",
		"本案按丁安远自动撤回上诉处理。": "withdraw:true",
		"驳回丁安远的再审申请。":     "dismiss:false",
		"一、指令浙江省高级人民法院再审本案；二、再审期间，中止原判决的执行。": "remit:true execute:true",
	} {
		doc := "清溪市中级人民法院\n民 事 裁 定 书\n（2021）浙06民终12号\n上诉人（原审原告）：丁安远，男。\n被上诉人（原审被告）：陆青山，男。\n上诉人丁安远因与被上诉人陆青山民间借贷纠纷一案，向本院提起上诉。本案现已审理终结。\n本院认为，裁定如下：\n" + text + "\n审判长　　周明\n二〇二一年三月四日\n"
		var got []string
		for _, o := range Parse("x", doc).Orders {
			granted := ":false"
			if o.Granted {
				granted = ":true"
			}
			got = append(got, string(o.Kind)+granted)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %q, want %q", text, s, want)
		}
	}
}

// TestOrderDefects reports what contradicts itself and leaves alone what does not.
func TestOrderDefects(t *testing.T) {
	for text, want := range map[string]string{
		"被告陆青山赔偿原告丁安远医疗费1000元、误工费2000元，合计3500元。":           "contradiction",
		"被告陆青山赔偿原告丁安远医疗费1000元、误工费2000元，合计3000元。":           "",
		"被告陆青山赔偿原告丁安远医疗费1000元、误工费等2000元、营养费50元/天，合计3500元。": "",
		"被告陆青山赔偿原告丁安远医疗费1000元、误工费2000元，扣除已付500元，合计2500元。":  "",
		"被告陆青山偿还原告丁安远借款本金31万元。":                            "unusual",
		"被告陆青山偿还原告丁安远借款本金29万元。":                            "",
		"一、被告陆青山偿还原告丁安远借款30万元；二、宏图公司对借款本金30万元承担连带清偿责任。":    "",
	} {
		j := Parse("x", lentSuit("原告丁安远向本院提出诉讼请求：判令被告陆青山偿还借款本金30万元。", text))
		got := ""
		for _, d := range j.Defects {
			if d.Field == "orders" {
				got = d.Code
			}
		}
		if got != want {
			t.Errorf("%s: defect %q, want %q", text, got, want)
		}
	}
}

// TestSettlement reads the terms of a mediated settlement.
func TestSettlement(t *testing.T) {
	text := "清溪县人民法院\n民 事 调 解 书\n（2021）浙0698民初12号\n原告：丁安远，男。\n被告：陆青山，男。\n原告丁安远与被告陆青山民间借贷纠纷一案，本院立案后，依法适用简易程序。\n本案审理过程中，经本院主持调解，当事人自愿达成如下协议：\n一、被告陆青山于2021年3月31日前归还原告丁安远借款5万元，于2021年6月30日前归还5万元；\n二、双方无其他争议。\n上述协议，不违反法律规定，本院予以确认。\n案件受理费2300元，由被告陆青山负担。\n审判员　　周明\n二〇二一年三月四日\n"
	j := Parse("x", text)
	if len(j.Orders) != 2 {
		t.Fatalf("orders: %+v", j.Orders)
	}
	want := ordered{RepayPrincipal, true, 100000, "陆青山", "丁安远", "", "2021-06-30"}
	if got := seen(j.Orders[0]); got != want || !j.Orders[0].Agreed {
		t.Errorf("got %+v, want %+v, agreed", got, want)
	}
}

// TestConfirmedSettlement reads the terms that a ruling confirms, and the ruling.
func TestConfirmedSettlement(t *testing.T) {
	text := "清溪县人民法院\n民 事 裁 定 书\n（2021）浙0698民特12号\n申请人：丁安远，男。\n申请人：陆青山，男。\n申请人丁安远与陆青山申请司法确认调解协议一案，本院受理后进行了审查。\n申请人因借款纠纷，于2021年3月1日经清溪县人民调解委员会主持调解，达成如下协议：\n一、陆青山于2021年6月30日前归还丁安远借款5万元；\n二、双方无其他争议。\n本院经审查认为，申请人达成的协议符合法律规定。裁定如下：\n申请人丁安远与陆青山达成的调解协议有效。\n审判员　　周明\n二〇二一年三月四日\n"
	var got []string
	for _, o := range Parse("x", text).Orders {
		line := string(o.Kind)
		if o.Agreed {
			line += " agreed"
		}
		got = append(got, line)
	}
	if s, want := strings.Join(got, "; "), "principal agreed; other agreed; declare"; s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

package record

import (
	"fmt"
	"strings"
	"testing"
)

// paper is a paper of enforcement around what it tells and orders.
func paper(tells, orders string) string {
	return `清溪县人民法院
执行裁定书
（2021）浙0698执12号之一
申请执行人：丁安远，男，1970年3月4日出生，汉族，住清溪县。
被执行人：陆青山，男，1969年7月8日出生，汉族，住清溪县。
被执行人：清溪县宏图建材有限公司，住所地清溪县。
` + tells + `
本院认为，依照《中华人民共和国民事诉讼法》第二百六十四条规定，裁定如下：
` + orders + `
本裁定送达后立即生效。
审判长　　周明
二〇二一年九月四日
书记员　　吴亮
`
}

// enforcementLine writes the single facts for comparison.
func enforcementLine(e *EnforcementFacts) string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	for _, f := range []struct {
		word string
		yuan *float64
	}{{"applied", e.AppliedYuan}, {"paid", e.PaidYuan}, {"open", e.OpenYuan}} {
		if f.yuan != nil {
			fmt.Fprintf(&b, "%s %v; ", f.word, *f.yuan)
		}
	}
	fmt.Fprintf(&b, "on %s; end %s: %s", e.AppliedOn, e.End, e.EndReason)
	if e.Listed {
		b.WriteString("; listed")
	}
	if e.Restricted {
		b.WriteString("; restricted")
	}
	return b.String()
}

func propertyLine(p Property) string {
	yuan := 0.0
	if p.Yuan != nil {
		yuan = *p.Yuan
	}
	return fmt.Sprintf("%s %s %q %s %v %s", p.Act, p.Kind, p.What, p.Owner, yuan, p.ActedOn)
}

// A deed has a number like that of a judgment, but nothing is enforced by it.
func TestDeedIsNoBasis(t *testing.T) {
	text := paper(`申请执行人丁安远与被执行人陆青山民间借贷纠纷一案，清溪县人民法院（2020）浙0698民初34号民事判决已经发生法律效力。本院于2021年2月3日查封被执行人陆青山名下不动产（浙（2018）清溪县不动产权第0012345号）。`, "终结本次执行程序。")
	var got []string
	for _, e := range Parse("x", text).Elements {
		if e.Kind == ElBasis {
			got = append(got, e.Value)
		}
	}
	if s := strings.Join(got, " "); s != "（2020）浙0698民初34号" {
		t.Errorf("enforced are %q", s)
	}
}

// TestStoppedEnforcement reads a ruling that ends this round of enforcement.
func TestStoppedEnforcement(t *testing.T) {
	text := paper(`申请执行人丁安远与被执行人陆青山、清溪县宏图建材有限公司民间借贷纠纷一案，清溪县人民法院（2020）浙0698民初34号民事判决已经发生法律效力。丁安远于2021年1月6日向本院申请执行，申请执行标的为人民币350000元。
执行过程中，本院于2021年2月3日冻结了被执行人陆青山名下的银行存款12000元，并于2021年3月4日扣划被执行人陆青山银行存款12000元。本院已将被执行人陆青山纳入失信被执行人名单，并对其采取限制消费措施。本案执行到位12000元，尚有338000元未执行。被执行人暂无可供执行的其他财产。`, "终结本次执行程序。")
	e := Parse("x", text).Enforcement
	if got, want := enforcementLine(e), "applied 350000; paid 12000; open 338000; on 2021-01-06; end this_round: 被执行人暂无可供执行的其他财产; listed; restricted"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if len(e.Basis) != 1 || e.Basis[0].CaseNo != "（2020）浙0698民初34号" {
		t.Errorf("basis: %+v", e.Basis)
	}
	var got []string
	for _, p := range e.Properties {
		got = append(got, propertyLine(p))
	}
	want := `seized deposit "银行存款12000元" 陆青山 12000 2021-02-03; transferred deposit "银行存款12000元" 陆青山 12000 2021-03-04`
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("properties:\n got %s\nwant %s", s, want)
	}
}

// TestProperties reads what is taken hold of, one act after the other.
func TestProperties(t *testing.T) {
	for tells, want := range map[string]string{
		"本院于2021年2月3日查封了被执行人陆青山名下位于清溪县南街1号的房屋。":            `seized house "位于清溪县南街1号的房屋" 陆青山 0 2021-02-03`,
		"本院依法将被执行人陆青山所有的浙C12345号小型轿车予以扣押。":                 `seized vehicle "浙C12345号小型轿车" 陆青山 0 `,
		"2021年6月7日，白云涛以868000元的最高应价竞得被执行人陆青山名下的清溪县南街1号房屋。": `auctioned house "清溪县南街1号房屋" 陆青山 868000 2021-06-07`,
		"上述房屋经第二次拍卖流拍，保留价为560000元。":                        `unsold house "" 陆青山 560000 `,
		"本院未查封被执行人陆青山的房屋。":                                 ``,
		"申请执行人丁安远申请查封被执行人陆青山的房屋。":                          ``,
	} {
		orders := "终结本次执行程序。"
		if strings.HasPrefix(want, "unsold") {
			tells = "被执行人陆青山所有的房屋被查封。" + tells
		}
		j := Parse("x", paper("申请执行人丁安远与被执行人陆青山民间借贷纠纷一案，本院于2021年1月6日立案执行。\n"+tells, orders))
		var got []string
		for _, p := range j.Enforcement.Properties {
			got = append(got, propertyLine(p))
		}
		if s := strings.Join(got, "; "); s != want && !strings.HasPrefix(want, "unsold") || strings.HasPrefix(want, "unsold") && !strings.Contains(s, "unsold house") {
			t.Errorf("%s:\n got %s\nwant %s", tells, s, want)
		}
	}
}

// TestThreats tells what is done from what will follow if somebody does not perform.
func TestThreats(t *testing.T) {
	for tells, want := range map[string]string{
		"逾期不履行的，本院将依法强制执行，并可以将你方纳入失信被执行人名单，依法予以公布、限制高消费。":         "false false",
		"本院依照《中华人民共和国民事诉讼法》第二百六十六条的规定，对被执行人陆青山采取限制消费措施，限制其高消费。":   "false true",
		"依照《最高人民法院关于公布失信被执行人名单信息的若干规定》第一条的规定，可以对被执行人陆青山采取限制消费措施。": "false false",
		"本院已将被执行人陆青山纳入失信被执行人名单，并对其限制消费。":                          "true true",
		"案外人白云涛称，房屋系其所有，请求中止执行，解除查封。本院于2021年2月3日查封被执行人陆青山的房屋。":    "false false",
	} {
		e := Parse("x", paper("申请执行人丁安远与被执行人陆青山民间借贷纠纷一案，本院于2021年1月6日立案执行。\n"+tells, "终结本次执行程序。")).Enforcement
		if got := fmt.Sprint(e.Listed, " ", e.Restricted); got != want {
			t.Errorf("%s: listed, restricted %s, want %s", tells, got, want)
		}
		for _, p := range e.Properties {
			if p.Act == "released" {
				t.Errorf("%s: what is asked for is told as done: %+v", tells, p)
			}
		}
	}
}

// TestPlanOfDistribution reads a plan whose items tell what there is and who receives what.
func TestPlanOfDistribution(t *testing.T) {
	text := strings.Replace(paper("本院在执行丁安远与陆青山民间借贷纠纷一案中，拍卖了房屋。现制定分配方案如下：\n一、可供分配的财产\n拍卖价款90000元，扣除执行费1000元。\n二、分配方案\n丁安远优先受偿50000元；剩余39000元由清溪县宏图建材有限公司受偿39000元，未受偿的100元另行主张。\n三、有异议的，应当自收到之日起十五日内提出。", ""), "执行裁定书", "执行财产分配方案", 1)
	text = strings.Replace(text, "被执行人：清溪县宏图", "申请执行人：清溪县宏图", 1)
	text = strings.Replace(text, "本院认为，依照《中华人民共和国民事诉讼法》第二百六十四条规定，裁定如下：\n\n", "", 1)
	j := Parse("x", text)
	var got []string
	for _, o := range j.Orders {
		got = append(got, fmt.Sprint(o.Kind, " ", *o.Yuan, " ", strings.Join(o.Payees, ",")))
	}
	if s, want := strings.Join(got, "; "), "priority 50000 丁安远; execute 39000 清溪县宏图建材有限公司"; s != want {
		t.Errorf("orders %q, want %q", s, want)
	}
}

// TestHandedOver reads a ruling that gives a thing in place of payment.
func TestHandedOver(t *testing.T) {
	text := paper("申请执行人丁安远与被执行人陆青山民间借贷纠纷一案，本院于2021年1月6日立案执行。因被执行人陆青山名下的房屋两次拍卖均流拍，申请执行人同意以物抵债。",
		"一、将被执行人陆青山名下位于清溪县南街1号的房屋作价560000元，交付申请执行人丁安远抵偿债务560000元；\n二、申请执行人丁安远可持本裁定书到登记机构办理过户登记手续。")
	j := Parse("x", text)
	found := false
	for _, p := range j.Enforcement.Properties {
		found = found || p.Act == "handed_over" && p.Yuan != nil && *p.Yuan == 560000
	}
	if !found {
		t.Errorf("nothing handed over: %+v", j.Enforcement.Properties)
	}
}

// TestDistribution reads what the creditors of one debtor receive.
func TestDistribution(t *testing.T) {
	text := paper("申请执行人丁安远与被执行人陆青山民间借贷纠纷一案，本院于2021年1月6日立案执行。本院对拍卖款制作分配方案。申请执行人丁安远分得36000元。", "终结执行。")
	e := Parse("x", text).Enforcement
	if len(e.Shares) != 1 || e.Shares[0].To != "丁安远" || e.Shares[0].Yuan != 36000 {
		t.Errorf("shares: %+v", e.Shares)
	}
	if e.End != "terminated" {
		t.Errorf("end %q", e.End)
	}
}

// TestTitlesOfOthers reads titles that no court made.
func TestTitlesOfOthers(t *testing.T) {
	for tells, want := range map[string]string{
		"申请执行人丁安远依据浙江省清溪县公证处作出的（2020）浙清证执字第12号执行证书向本院申请执行。":                "deed 浙江省清溪县公证处 （2020）浙清证执字第12号",
		"申请执行人丁安远与被执行人陆青山劳动争议一案，清溪仲裁委员会（2020）清仲裁字第8号仲裁裁决已经发生法律效力，丁安远申请执行。": "award 清溪仲裁委员会 （2020）清仲裁字第8号",
		"申请执行人丁安远与被执行人陆青山劳动争议一案，清溪县劳动人事争议仲裁委员会作出的仲裁裁决书已经发生法律效力，丁安远申请执行。":   "award 清溪县劳动人事争议仲裁委员会 ",
	} {
		e := Parse("x", paper(tells, "不予执行。")).Enforcement
		if len(e.Basis) != 1 {
			t.Errorf("%s: basis %+v", tells, e.Basis)
			continue
		}
		if got := string(e.Basis[0].DocType) + " " + e.Basis[0].Court + " " + e.Basis[0].CaseNo; got != want {
			t.Errorf("%s: got %q, want %q", tells, got, want)
		}
	}
}

// shareLines writes what creditors receive for comparison.
func shareLines(e *EnforcementFacts) string {
	var got []string
	for _, s := range e.Shares {
		got = append(got, fmt.Sprint(s.To, " ", s.Yuan))
	}
	return strings.Join(got, "; ")
}

// TestWhoIsPaid reads who receives what the court pays out, and who does not.
func TestWhoIsPaid(t *testing.T) {
	for tells, want := range map[string]string{
		"本院向申请执行人丁安远发放案款50000元，向申请执行人白云涛支付36000元。":                 "丁安远 50000; 白云涛 36000",
		"本院已将案款50000元划付给申请执行人丁安远。":                                 "丁安远 50000",
		"本院将拍卖款分配如下：支付丁安远50000元；支付白云涛36000元；退还被执行人陆青山800元。":        "丁安远 50000; 白云涛 36000",
		"现分配如下：\n一、支付丁安远50000元；\n二、支付白云涛36000元。\n白云涛称陆青山应支付其900元。": "丁安远 50000; 白云涛 36000",
		"向申请执行人丁安远、白云涛各发放10000元。":                                  "丁安远 10000; 白云涛 10000",
		"向参与分配债权人清溪县农村信用合作联社划付30000元。":                             "清溪县农村信用合作联社 30000",
		"丁安远已领取案款50000元。":                                          "丁安远 50000",
		"本院扣划陆青山存款12000元，并向丁安远支付11800元。":                           "丁安远 11800",
		"本院向买受人王五退还保证金5000元，向买受人王五支付3000元。":                        "",
		"判决判令被执行人陆青山向申请执行人丁安远支付货款50000元。":                          "",
		"本院责令被执行人陆青山向丁安远支付50000元。":                                 "",
		"双方约定由陆青山分期向丁安远支付50000元。":                                  "",
		"丁安远申请本院向其发放50000元，本院尚未向丁安远发放50000元。":                      "",
		"被执行人陆青山应向丁安远支付50000元，本院依法立案。":                             "",
	} {
		text := strings.Replace(paper("申请执行人丁安远、白云涛与被执行人陆青山民间借贷纠纷一案，本院于2021年1月6日立案执行。\n"+tells, "终结执行。"),
			"被执行人：清溪县宏图建材有限公司", "申请执行人：白云涛，男，1971年2月3日出生", 1)
		if got := shareLines(Parse("x", text).Enforcement); got != want {
			t.Errorf("%s:\n got %s\nwant %s", tells, got, want)
		}
	}
}

// TestEnds reads how enforcement ended, put in the ways courts put it.
func TestEnds(t *testing.T) {
	for orders, want := range map[string]string{
		"终结本案的执行。":                          "terminated",
		"终结执行程序。":                           "terminated",
		"终结（2021）浙0698执12号案件的执行。":           "terminated",
		"终结（2020）浙0698民初34号民事判决的执行程序。":      "terminated",
		"终结对被执行人陆青山的强制执行。":                  "terminated",
		"本案执行终结。":                           "terminated",
		"终结（2021）浙0698执12号案件的本次执行程序。":       "this_round",
		"终结本次执行。":                           "this_round",
		"终结（2020）浙0698民初34号民事判决书的本次强制执行程序。": "this_round",
		"终结对异议的审查。":                         "",
		"终结诉讼。":                             "",
		"对被执行人陆青山的财产继续执行。":                  "",
	} {
		j := Parse("x", paper("申请执行人丁安远与被执行人陆青山民间借贷纠纷一案，本院于2021年1月6日立案执行。", orders))
		if j.Enforcement.End != want {
			t.Errorf("%s: end %q, want %q", orders, j.Enforcement.End, want)
		}
		if want != "" && (len(j.Orders) != 1 || j.Orders[0].Kind != Execute) {
			t.Errorf("%s: orders %+v", orders, j.Orders)
		}
	}
}

// TestPrices gives each of several things its own price, and what one act tells twice once.
func TestPrices(t *testing.T) {
	for tells, want := range map[string]string{
		"南街1号房屋以868000元成交，浙C12345号小型轿车以52000元成交。":                                                   `auctioned house "南街1号房屋" 868000; auctioned vehicle "浙C12345号小型轿车" 52000`,
		"南街1号房屋、浙C12345号小型轿车分别以868000元、52000元拍卖成交。":                                                 `auctioned house "南街1号房屋" 868000; auctioned vehicle "浙C12345号小型轿车" 52000`,
		"本院查封了被执行人陆青山名下的房屋，并冻结银行存款12000元。":                                                          `seized house "房屋" 0; seized deposit "银行存款12000元" 12000`,
		"拍卖被执行人陆青山名下房屋一套，成交价868000元；变卖其浙C12345号车辆，变卖成交价52000元。":                                     `auctioned house "房屋一套" 868000; sold vehicle "浙C12345号车辆" 52000`,
		"本院拍卖被执行人陆青山名下位于南街1号的房屋，买受人王五以868000元竞得。":                                                   `auctioned house "位于南街1号的房屋" 868000 to 王五`,
		"浙C12345号小型轿车流拍，丁安远同意以流拍保留价80000元接受该车辆抵债。本院裁定将浙C12345号小型轿车作价80000元，抵偿给申请执行人丁安远，抵偿债务80000元。": `unsold vehicle "浙C12345号小型轿车" 0; handed_over vehicle "浙C12345号小型轿车" 80000 to 丁安远`,
	} {
		j := Parse("x", paper("申请执行人丁安远与被执行人陆青山民间借贷纠纷一案，本院于2021年1月6日立案执行。\n"+tells, "终结本次执行程序。"))
		var got []string
		for _, p := range j.Enforcement.Properties {
			line := fmt.Sprintf("%s %s %q ", p.Act, p.Kind, p.What)
			if p.Yuan != nil {
				line += fmt.Sprint(*p.Yuan)
			} else {
				line += "0"
			}
			if p.To != "" {
				line += " to " + p.To
			}
			got = append(got, line)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s:\n got %s\nwant %s", tells, s, want)
		}
	}
}

// TestGivenInPlace reads a thing given in place of payment once, in the order too.
func TestGivenInPlace(t *testing.T) {
	j := Parse("x", paper("申请执行人丁安远与被执行人陆青山民间借贷纠纷一案，本院于2021年1月6日立案执行。丁安远与陆青山协商将南街1号房屋作价80000元抵偿债务。",
		"将被执行人陆青山名下南街1号房屋作价80000元，抵偿给申请执行人丁安远，抵偿债务80000元。"))
	if p := j.Enforcement.Properties; len(p) != 1 || p[0].To != "丁安远" || *p[0].Yuan != 80000 {
		t.Errorf("properties %+v", p)
	}
	if len(j.Orders) != 1 || j.Orders[0].Yuan == nil || *j.Orders[0].Yuan != 80000 {
		t.Errorf("orders %+v", j.Orders)
	}
}

package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A settlement tells facts and answers without the words of a judgment; they are the parties' all the
// same, so that cash and kinship are read there too.
func TestSettlementHasClaims(t *testing.T) {
	const paper = "澜州市某县人民法院\n民事调解书\n（2023）澜0101民初3号\n原告：马五，女，1970年1月1日出生。\n被告：羊六，男，1971年1月1日出生。\n案由：民间借贷纠纷\n本院于2023年3月1日立案受理原告马五诉被告羊六民间借贷纠纷。经本院主持调解，双方自愿达成协议。\n%s\n%s\n在本院主持下，双方互谅互让，一致同意：\n一、被告羊六于2023年4月1日前偿还原告马五借款10万元；\n二、案件受理费由被告负担。\n审判员  王大\n二〇二三年三月三日\n"
	for _, c := range []struct {
		told, answer string
		sections     []string
		cash         bool
	}{
		{"事实与理由：2021年5月6日，被告向原告借款10万元，出借款项均为现金，当场点清。", "被告表示借款真实，愿意还款。", []string{secClaims, secDefence, secDisposition}, true},
		{"原告马五陈述：被告2021年5月6日出具的借据载明“今借到马五现金（转账）10万元”，原告称全部款项以现金在家中交付。", "被告羊六承认原告诉请。", []string{secClaims, secDefence, secDisposition}, true},
		{"原告马五陈述：被告2021年5月6日出具的借据载明“今借到马五现金（转账）10万元”。", "被告认可债务。", []string{secClaims, secDefence, secDisposition}, false},
		{"本案适用简易程序。", "双方自愿调解。", []string{secDisposition}, false},
	} {
		j := Parse("x", fmt.Sprintf(paper, c.told, c.answer))
		for _, kind := range []string{secClaims, secDefence, secDisposition} {
			if has := slices.ContainsFunc(j.Sections, func(s Section) bool { return s.Kind == kind }); has != slices.Contains(c.sections, kind) {
				t.Errorf("%s: section %s is %v", c.told, kind, has)
			}
		}
		if has := slices.ContainsFunc(j.Elements, func(e Element) bool { return e.Kind == ElCash && e.Value == SaidInClaim }); has != c.cash {
			t.Errorf("%s: cash is %v", c.told, has)
		}
		if slices.ContainsFunc(j.Elements, func(e Element) bool { return e.Kind == ElTransfer }) {
			t.Errorf("%s: a printed form is no transfer", c.told)
		}
	}
}

// What the court finds is not opened as a claim by a line that reports what a party said.
func TestSayingInFindings(t *testing.T) {
	j := Parse("x", fmt.Sprintf(toldLoan, "\n被告羊六称，钱已用于进货。\n原告马五陈述：借款以现金交付。"))
	for _, s := range j.Sections {
		if s.Kind == secDefence {
			t.Errorf("a saying among the findings opened %s", s.Kind)
		}
	}
}

// Repayments told as payments of the borrower to the lender: sum and day of each, and who says so.
func TestPaidOver(t *testing.T) {
	for _, c := range []struct {
		name, defence, found string
		want                 []string
	}{
		{"by its note", "", "另查明，被告名下账户流水显示，2022年6月1日向原告转账40000元，2022年7月1日转账60000元，附言均为“还款”。",
			[]string{"40000 2022-06-01 finding", "60000 2022-07-01 finding"}},
		{"by the defence", "被告羊六辩称，借款已付清，有转账截图为证。\n", "被告提交的电子回单载明2022年6月1日向原告付款30000元、2022年7月1日付款70000元。",
			[]string{"30000 2022-06-01 defence", "70000 2022-07-01 defence"}},
		{"nobody says that it was paid", "被告羊六辩称，利息过高。\n", "被告于2022年6月1日向原告转账40000元。", nil},
		{"the lender pays", "被告羊六辩称，借款已付清。\n", "原告于2022年5月1日向被告转账100000元。", nil},
		{"for goods", "被告羊六辩称，借款已付清。\n", "被告于2022年6月1日向原告转账40000元，备注货款。", nil},
		{"of another debt, as the court finds", "被告羊六辩称，借款已付清。\n", "被告于2022年6月1日向原告转账40000元。经查系另案借款，与本案无关。", nil},
		{"to be paid", "被告羊六辩称，借款已付清。\n", "双方约定被告应于2022年6月1日向原告转账40000元。", nil},
		{"the total besides", "被告羊六辩称，借款已付清。\n", "被告于2022年6月1日向原告转账40000元，7月1日转账30000元。被告共计向原告偿还70000元。",
			[]string{"70000  finding"}},
	} {
		paper := fmt.Sprintf(toldLoan, c.found)
		j := Parse("x", strings.Replace(paper, "经审理查明：", c.defence+"经审理查明：", 1))
		var got []string
		for _, p := range j.Repayments {
			if p.Yuan > 0 {
				got = append(got, fmt.Sprintf("%.0f %s %s", p.Yuan, p.PaidOn, p.By))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// On appeal the borrower asks: what he paid is no new loan.
func TestPaidOverOnAppeal(t *testing.T) {
	j := Parse("x", "澜州市中级人民法院\n民事判决书\n（2023）澜01民终3号\n上诉人（原审被告）：羊六，男，1971年1月1日出生。\n被上诉人（原审原告）：马五，女，1970年1月1日出生。\n上诉人羊六因与被上诉人马五民间借贷纠纷一案，不服澜州市某县人民法院（2023）澜0101民初3号民事判决，向本院提起上诉。本院立案后，依法组成合议庭审理了本案，现已审理终结。\n羊六上诉请求：撤销一审判决，改判驳回被上诉人的诉讼请求。事实和理由：已于起诉前清偿。\n马五辩称，请求维持。\n本院二审期间，当事人围绕上诉请求提交了证据。上诉人提交银行流水，证明其在2022年6月1日至2022年7月9日间向被上诉人汇款十万元，被上诉人当庭认可收到，但称为利息，未能说明约定。\n本院认为，上诉请求不能成立。判决如下：\n驳回上诉，维持原判。\n审判长  王大\n二〇二三年九月一日\n")
	if n := len(j.Repayments); n == 0 || j.Repayments[n-1].Yuan != 100000 || j.Repayments[n-1].PaidOn != "2022-07-09" || j.Repayments[n-1].Of == "interest" {
		t.Errorf("repayments: %+v", j.Repayments)
	}
	for _, l := range j.Loans {
		if l.Principal > 0 {
			t.Errorf("what was paid back is read as lent: %+v", l)
		}
	}
	if !slices.ContainsFunc(j.Sections, func(s Section) bool { return s.Kind == secEvidence }) {
		t.Error("围绕上诉请求 opens no section of evidence")
	}
}

// What the court finds to be made up or altered, by whatever paper of proof; and what is no finding.
func TestFabrication(t *testing.T) {
	const trade = "澜州市某县人民法院\n民事判决书\n（2023）澜0101民初3号\n原告：马五，女，1970年1月1日出生。\n被告：羊六，男，1971年1月1日出生。\n原告马五与被告羊六买卖合同纠纷一案，本院于2023年3月1日立案后，依法审理。本案现已审理终结。\n原告马五向本院提出诉讼请求：判令被告支付货款10万元。\n被告羊六辩称，没有买过货。\n本院查明，原告提交了送货单。%s\n本院认为，%s\n判决如下：\n驳回原告马五的诉讼请求。\n审判员  王大\n二〇二三年六月一日\n"
	for _, c := range []struct {
		found, held string
		want        bool
	}{
		{"", "原告提交的送货单系伪造，所主张的交易并不存在，其请求没有事实依据。", true},
		{"经比对，转账截图系经软件修改，其账户并无该笔转出记录。", "不予支持。", true},
		{"", "原告与案外人串通捏造劳动关系，企图套取执行款，所诉不实。", true},
		{"经鉴定，送货单系拼接形成。", "不予支持。", true},
		{"", "被告主张送货单系伪造，但未提供证据，不予采信。", false},
		{"", "被告称原告提交的送货单系伪造。", false},
		{"", "送货单是否系伪造，无需审查。", false},
		{"", "被告以原告伪造公章为由解除劳动关系。", false},
		{"经鉴定，送货单并非伪造。", "不予支持。", false},
	} {
		j := Parse("x", fmt.Sprintf(trade, c.found, c.held))
		if has := slices.ContainsFunc(j.Elements, func(e Element) bool { return e.Kind == ElFalseStatement }); has != c.want {
			t.Errorf("%s %s: found false %v", c.found, c.held, has)
		}
	}
}

// The words 身份证 may come before the address.
func TestNumberAfterAddressOfCard(t *testing.T) {
	j := Parse("x", "澜州市某县人民法院\n民事判决书\n（2023）澜0101民初3号\n原告马五，女，身份证住址云南省某县阳明路3号，公民身份号码330106197003050019。\n被告羊六，男，身份证住址云南省某县阳明路4号。\n原告马五与被告羊六民间借贷纠纷一案，本院依法审理。\n")
	if len(j.Parties) != 2 || j.Parties[0].IDNumber != "330106197003050019" || j.Parties[1].IDNumber != "" {
		t.Errorf("parties: %+v", j.Parties)
	}
}

// Part by bank and the rest in cash, however the rest is called; and money that goes out again at once.
func TestRestInCash(t *testing.T) {
	j := Parse("x", fmt.Sprintf(toldLoan, "其中4万元转账，余下部分为现金。银行流水显示被告收款当日又转出30000元至原告指定的案外人账户。"))
	if len(j.Loans) != 1 || j.Loans[0].Delivery != byBoth || j.Loans[0].Transferred == nil || *j.Loans[0].Transferred != 40000 {
		t.Errorf("loans: %+v", j.Loans)
	}
	if !slices.ContainsFunc(j.Elements, func(e Element) bool { return e.Kind == ElReturned }) {
		t.Error("the money that went out again is not read")
	}
	j = Parse("x", fmt.Sprintf(toldLoan, "被告收款当日又转出30000元支付货款。"))
	if slices.ContainsFunc(j.Elements, func(e Element) bool { return e.Kind == ElReturned }) {
		t.Error("what was paid for goods is read as gone back")
	}
}

// Kin told of oneself, and of two who apply together.
func TestOwnTie(t *testing.T) {
	const ruling = "澜州市某县人民法院\n执行裁定书\n（2023）澜0101执异3号\n案外人马五，女，1970年1月1日出生。\n申请执行人羊六，男，1971年1月1日出生。\n被执行人赵七，男，1972年1月1日出生。\n案外人马五对执行标的提出书面异议。本院依法进行了审查，现已审查终结。\n案外人马五称，%s请求中止执行。\n本院认为，裁定如下：\n驳回异议。\n审判长  王大\n二〇二三年六月一日\n"
	const asked = "澜州市某县人民法院\n民事裁定书\n（2023）澜0101民特3号\n申请人：马五，女，1970年1月1日出生。\n申请人：羊六，男，1971年1月1日出生。\n申请人马五与申请人羊六司法确认调解协议一案，本院进行了审查。\n%s\n裁定如下：\n协议有效。\n审判员  王大\n二〇二三年六月一日\n"
	for _, c := range []struct {
		paper, sentence string
		want            bool
	}{
		{ruling, "其系被执行人堂兄，", true},
		{ruling, "马五与赵七系姑侄，", true},
		{ruling, "其系申请人，", false},
		{ruling, "赵七系其客户，", false},
		{asked, "申请人马五系羊六的表弟，借款为现金交付。", true},
		{asked, "申请人马五系羊六的邻居，借款为现金交付。", false},
		{asked, "申请人马五系案外人的表弟，借款为现金交付。", false},
	} {
		j := Parse("x", fmt.Sprintf(c.paper, c.sentence))
		if has := slices.ContainsFunc(j.Elements, func(e Element) bool { return e.Kind == ElKin }); has != c.want {
			t.Errorf("%s: kin %v", c.sentence, has)
		}
	}
}

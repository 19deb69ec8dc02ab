package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func yuanOrNone(p *float64) string {
	if p == nil {
		return "-"
	}
	return fmt.Sprintf("%.0f", *p)
}

func TestNotes(t *testing.T) {
	for _, c := range []struct{ facts, want string }{
		{"2014年3月1日，被告吴某强向原告出具借条一份，载明：“今借到周某宁人民币叁拾万元整（￥300000元），2014年3月1日”。", "iou 300000/300000 2014-03-01"},
		{"被告吴某强于2014年3月1日出具欠条，载明今欠周某宁5万元。", "debt 50000/- 2014-03-01"},
		{"被告吴某强出具借条，内容为：“今借周某宁现金伍万元整。”", "iou -/50000 "},
		{"2014年3月1日，原、被告签订《借款合同》一份。", "contract -/- 2014-03-01"},
		{"2014年3月1日被告吴某强出具收条一张，金额5万元。", "receipt -/- 2014-03-01"},
		{"被告吴某强出具了金额为5万元的借条。", "iou 50000/- "},
		{"约定还款日期为2014年8月1日，并出具借条一张。", "iou -/- "},
		{"2013年3月1日至2013年12月30日，被告吴某强共欠货款5万元，并出具欠条一张。", "debt -/- "},
		{"被告吴某强未出具借条。", ""},
		{"对于借条，法庭询问“是否为利息”。", "iou -/- "},
		{"被告吴某强出具借条二份。后被告吴某强又在借条上签字。", "iou -/- "},
	} {
		var got []string
		for _, n := range Parse("t", lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", c.facts)).Notes {
			got = append(got, n.Kind+" "+yuanOrNone(n.Yuan)+"/"+yuanOrNone(n.Capitals)+" "+n.SignedOn)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: notes %q, want %q", c.facts, s, c.want)
		}
	}
}

// The quoted words are given as the court quotes them.
func TestNoteWording(t *testing.T) {
	j := Parse("t", lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", "被告吴某强出具借条，载明：“今借到周某宁现金伍万元。月底还清。”双方无异议。"))
	if len(j.Notes) != 1 || j.Notes[0].Wording != "今借到周某宁现金伍万元。月底还清。" {
		t.Errorf("notes %+v", j.Notes)
	}
}

// Capitals that say something else than the digits are a defect.
func TestNoteContradicts(t *testing.T) {
	j := Parse("t", lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", "被告吴某强出具借条，载明：“今借到周某宁人民币叁拾万元整（￥310000元）”。"))
	if len(j.Notes) != 1 || yuanOrNone(j.Notes[0].Yuan) != "310000" || yuanOrNone(j.Notes[0].Capitals) != "300000" {
		t.Fatalf("notes %+v", j.Notes)
	}
	if !slices.ContainsFunc(j.Defects, func(d Defect) bool { return d.Code == "contradiction" && d.Field == "amounts" }) {
		t.Errorf("no defect: %+v", j.Defects)
	}
}

func TestRepayments(t *testing.T) {
	for _, c := range []struct{ facts, want string }{
		{"被告吴某强于2015年3月1日归还本金2万元。", "20000 2015-03-01 principal finding"},
		{"被告吴某强已支付利息6800元。", "6800  interest finding"},
		{"后被告吴某强偿还借款6800元。", "6800   finding"},
		{"被告吴某强先后于2015年3月1日还款1万元，2015年4月1日还款2万元。", "10000 2015-03-01  finding; 20000 2015-04-01  finding"},
		{"借款本息均已还清。", "0   finding"},
		{"被告辩称已归还3万元。", "30000   defence"},
		{"原告要求被告归还借款5万元。", ""},
		{"双方约定于2015年3月1日归还5万元。", ""},
		{"被告吴某强承诺，2015年3月1日归还5万元。", ""},
		{"被告吴某强未归还借款5万元。", ""},
		{"双方约定分期付款，每月归还5000元。", ""},
		{"2015年3月1日，借款期限届满，被告拒不还款5万元。", ""},
		{"2015年3月1日，被告吴某强因归还贷款向原告借款5万元。", ""},
		{"2015年3月1日，被告吴某强因归还贷款需要资金向原告借款5万元。", ""},
		{"2015年3月1日，被告吴某强以归还银行贷款为由借走5万元。", ""},
		{"2015年3月1日，被告吴某强通过银行转账5万元，用于归还借款5万元。", "50000 2015-03-01  finding"},
	} {
		var got []string
		for _, p := range Parse("t", lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", c.facts)).Repayments {
			got = append(got, fmt.Sprintf("%.0f %s %s %s", p.Yuan, p.PaidOn, p.Of, p.By))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: repayments %q, want %q", c.facts, s, c.want)
		}
	}
}

// Cash of which no withdrawal is on record is told by the court to be without other evidence.
func TestCashNobodyWithdrew(t *testing.T) {
	for facts, want := range map[string]bool{
		"原告转账2万元，另以现金交付3万元，现金部分无取款记录。": true,
		"原告交付现金3万元，未提供取款凭证。":           true,
		"原告提交取款凭证，证明交付现金3万元。":          false,
	} {
		found := false
		for _, e := range Parse("t", lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", facts)).Elements {
			found = found || e.Kind == ElUncorroborated && e.Value == SaidByCourt
		}
		if found != want {
			t.Errorf("%s: told without other evidence %v, want %v", facts, found, want)
		}
	}
}

// That a paper is forged counts where the court finds it, not where it is denied or said by a side.
func TestForgedPapers(t *testing.T) {
	for facts, want := range map[string]bool{
		"原告提交的借条经司法鉴定，“吴某强”签名并非被告本人书写，系伪造。": true,
		"经鉴定，借据上的印章系伪造。":                    true,
		"被告辩称借条系伪造。":                        false,
		"被告吴某强辩称，经鉴定借条上的签名系伪造。":             false,
		"被告辩称原告提交的借条系伪造，申请鉴定。":              false,
		"经鉴定，借条上的签名并非伪造。":                   false,
		"原告交付的商品标签系伪造。":                     false,
	} {
		found := false
		for _, e := range Parse("t", lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", facts)).Elements {
			found = found || e.Kind == ElFalseStatement
		}
		if found != want {
			t.Errorf("%s: false statement %v, want %v", facts, found, want)
		}
	}
}

func TestSecurities(t *testing.T) {
	for _, c := range []struct{ facts, want string }{
		{"被告郑某芳对该借款提供连带责任保证。", "joint_surety 郑某芳 "},
		{"被告郑某芳为被告吴某强的借款提供担保。", "surety 郑某芳 "},
		{"被告郑某芳提供一般保证。", "general_surety 郑某芳 "},
		{"被告吴某强以其所有的甲市乙路1号房屋作抵押。", "mortgage 吴某强 所有的甲市乙路1号房屋"},
		{"被告吴某强将车牌为甲A12345的小轿车质押给原告。", "pledge 吴某强 车牌为甲A12345的小轿车"},
		{"由被告郑某芳名下的甲市乙路2号房产提供抵押担保。", "mortgage 郑某芳 甲市乙路2号房产"},
		{"被告吴某强将其坐落于乙路3号的房产证交由原告做抵押物。", "mortgage 吴某强 坐落于乙路3号的房产证"},
		{"原告就抵押物优先受偿。", "mortgage  "},
		{"甲市某某融资担保有限公司曾参与洽谈。", ""},
		{"被告郑某芳未提供担保。", ""},
		{"原告申请财产保全并提供担保。", ""},
		{"因追讨欠款产生的担保费由被告负担。", ""},
	} {
		var got []string
		for _, s := range Parse("t", lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", c.facts)).Securities {
			got = append(got, s.Kind+" "+s.By+" "+s.Over)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: securities %q, want %q", c.facts, s, c.want)
		}
	}
}

// TestSpouseOfCreditor reads a retrial, in which the creditor is the one who answers.
func TestSpouseOfCreditor(t *testing.T) {
	doc := "某省高级人民法院\n民事判决书\n（2021）浙民再9号\n申诉人（一审被告、二审上诉人）：吴某强，男。\n被申诉人（一审原告、二审被上诉人）：周某宁，男。\n" +
		"申诉人吴某强因与被申诉人周某宁民间借贷纠纷一案，向检察机关申诉。本案现已审理终结。\n本院再审查明，%s\n本院再审认为，应予改判。判决如下：\n驳回周某宁的诉讼请求。\n审判长　周明\n"
	for words, want := range map[string]string{
		"某商贸公司的法定代表人系周某宁之妻。": "",
		"案外人孙某系吴某强之妻。":       SpouseNotJoined,
	} {
		if got := Parse("t", fmt.Sprintf(doc, words)).Spouse; got != want {
			t.Errorf("%s: spouse %q, want %q", words, got, want)
		}
	}
}

func TestNoteDayOfAnOpinion(t *testing.T) {
	j := Parse("t", lendingDoc("2014年3月1日，被告吴某强出具借条一张。", "被告吴某强辩称，签名不是本人所写。", "某司法鉴定所于2018年5月4日出具鉴定意见，认定借条上的签名不是吴某强所写。"))
	if len(j.Notes) != 1 || j.Notes[0].SignedOn != "2014-03-01" {
		t.Errorf("the day of an opinion is no day of the note: %+v", j.Notes)
	}
}

func TestSpouse(t *testing.T) {
	for _, c := range []struct{ facts, want string }{
		{"被告吴某强与郑某芳系夫妻关系。", SpouseJoined},
		{"二被告系夫妻。", SpouseJoined},
		{"被告吴某强与案外人孙某系夫妻关系。", SpouseNotJoined},
		{"原告周某宁与孙某系夫妻关系。", ""},
		{"被告吴某强与郑某芳并非夫妻关系。", ""},
		{"双方系朋友。", ""},
	} {
		if got := Parse("t", lendingDoc("双方认识。", "被告吴某强、郑某芳未作答辩。", c.facts)).Spouse; got != c.want {
			t.Errorf("%s: spouse %q, want %q", c.facts, got, c.want)
		}
	}
}

// TestReturned reads that money went back to who lent it.
func TestReturned(t *testing.T) {
	for _, c := range []struct{ facts, said string }{
		{"2014年3月1日，原告周某宁向被告吴某强转账5万元，该款当日又转回原告控制的账户。", SaidByCourt},
		{"2014年3月1日，原告周某宁向被告吴某强转账5万元。当日11时，某公司将5万元转入周某宁账户。", SaidByCourt},
		{"原告主张的5万元系双方走账，资金回流至原告账户。", SaidInClaim},
		{"2014年3月1日，原告周某宁向被告吴某强转账5万元。2015年3月1日，被告将3万元转入周某宁账户。", ""},
		{"2014年3月1日，原告周某宁向被告吴某强转账5万元，当日原告周某宁又转入被告账户2万元。", ""},
		{"被告未将款项转回原告账户。", ""},
		{"2014年3月1日，原告周某宁向被告吴某强转账5万元。被告于2015年3月1日将5万元转回原告账户。", ""},
		{"被告于2014年5月1日转回原告利息3000元。", ""},
	} {
		said := ""
		for _, e := range Parse("t", lendingDoc("双方认识。", "被告吴某强未作答辩。", c.facts)).Elements {
			if e.Kind == ElReturned {
				said = e.Value
			}
		}
		if said != c.said {
			t.Errorf("%s: said %q, want %q", c.facts, said, c.said)
		}
	}
}

// TestNotedLoan: the note tells the sum of the only loan, and what went by bank is a part of it.
func TestNotedLoan(t *testing.T) {
	const head = "云川县人民法院\n民事判决书\n（2022）云0101民初5号\n原告柳某甲，男，1981年2月6日生，住云川县。\n被告郑某乙，男，1963年4月14日生，住云川县。\n原告柳某甲诉被告郑某乙民间借贷纠纷一案，本院于2022年1月3日立案后，依法由审判员独任审判，公开开庭进行了审理。本案现已审理终结。\n原告柳某甲诉称：判令被告偿还借款10万元。\n经审理查明：2021年6月15日，被告向原告出具借条，载明“今借到柳某甲现金及转账共10万元，借期一个月”。"
	j := Parse("x", head+"同日，原告经银行向被告账户转入3万元，余款原告称系现金交付，未能提交取款凭据。\n判决如下：\n郑某乙于本判决生效之日起十日内偿还柳某甲借款10万元。\n二〇二二年二月二日")
	if len(j.Loans) != 1 || j.Loans[0].Principal != 100000 || j.Loans[0].LentOn != "2021-06-15" || j.Loans[0].Transferred == nil || *j.Loans[0].Transferred != 30000 {
		t.Errorf("loans are %+v", j.Loans)
	}
	j = Parse("x", head+"同日，原告经银行向被告账户转入10万元。\n判决如下：\n郑某乙于本判决生效之日起十日内偿还柳某甲借款10万元。\n二〇二二年二月二日")
	if len(j.Loans) != 1 || j.Loans[0].Principal != 100000 || j.Loans[0].Transferred != nil {
		t.Errorf("loans are %+v", j.Loans)
	}
}

package record

import (
	"fmt"
	"strings"
	"testing"
)

// Case numbers as older papers write them: in Chinese digits, or with a letter for a nought.
func TestCaseNoInWords(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"（二○○四）朝民初字第○一二三四号", "（2004）朝民初字第01234号"},
		{"（二〇〇三）沪二中民一（民）终字第一百二十号", "（2003）沪二中民一（民）终字第120号"},
		{"[2013]南部民初字第Ｏ99号", "（2013）南部民初字第099号"},
		{"〔二零零五〕海民初字第1O7号", "（2005）海民初字第107号"},
		{"(2014)黄民初字第3456号", "（2014）黄民初字第3456号"},
	} {
		j := Parse("t", "某市某区人民法院\n民事判决书\n"+c.written+"\n原告：马五，女。\n被告：羊六，男。\n原告马五与被告羊六买卖合同纠纷一案，本院受理后审理终结。")
		if j.CaseNo != c.want || j.Procedure == "" || j.CaseNoParts == nil {
			t.Errorf("%s is read as %s, %s, %+v", c.written, j.CaseNo, j.Procedure, j.CaseNoParts)
		}
	}
	for _, none := range []string{"（二〇〇四年）第一百二十号决议", "（2004）同意第三人"} {
		if got := caseNumbers(none); len(got) > 0 {
			t.Errorf("%s is no case number, but read as %s", none, got[0].norm)
		}
	}
}

// Defendants whom the head numbers are called by their number.
func TestNumberedParties(t *testing.T) {
	text := "民事判决书\n（2016）粤0605民初7788号\n原告：霍某，男。\n被告一：区某，男。\n被告二：邓某，女，与区某系夫妻关系。\n被告三：某某铝业有限公司。法定代表人：区某。\n" +
		"原告霍某诉被告区某、邓某、某某铝业有限公司民间借贷纠纷一案，本院受理后审理终结。\n原告诉称：2015年3月2日，被告一向原告借款30万元，被告三提供连带责任保证。\n三被告未答辩。\n" +
		"本院认为，判决如下：\n一、被告区某、邓某于十日内向原告霍某偿还借款30万元。\n案件受理费11932.5元，由原告负担332.5元，三被告负担11600元。\n审判长　陆某\n"
	j := Parse("t", text)
	var got []string
	for _, c := range j.Costs {
		got = append(got, fmt.Sprintf("%.1f:%d", c.Yuan, len(c.Payers)))
	}
	for _, l := range j.Loans {
		got = append(got, l.Borrower)
	}
	for _, s := range j.Securities {
		got = append(got, s.Kind+":"+s.By)
	}
	got = append(got, j.Spouse)
	if s, want := strings.Join(got, " "), "332.5:1 11600.0:3 区某 joint_surety:某某铝业有限公司 joined"; s != want {
		t.Errorf("got %s, want %s", s, want)
	}
	checkSpans(t, text, j)
}

// A report whose result does not name the judgment is read from whole characters on.
func TestReportWithoutJudgment(t *testing.T) {
	text := "滕柒肆诉北京殷柒伍科技有限公司民间借贷纠纷案\n基本案情\n滕柒肆诉称：殷柒伍公司借款900万元。\n裁判结果\n北京市海淀区人民法院驳回滕柒肆的诉讼请求。\n裁判理由\n法院认为，双方恶意串通。\n（生效裁判审判人员：罗柒陆、毕柒柒）\n"
	checkSpans(t, text, Parse("t", text))
}

// In the section of claims the claiming party asks, whoever is named before the request.
func TestWhoAsks(t *testing.T) {
	for _, c := range []struct{ claims, want string }{
		{"马五诉称：被告借款到期，羊六分文未还，故起诉要求羊六偿还借款5万元，诉讼费由羊六负担。", "principal:claiming costs:claiming"},
		{"马五诉称：羊六借款5万元。请求判令羊六归还5万元，并支付以50000元为本金，自2012年1月1日起计算的逾期利息。", "principal:claiming"},
		{"马五诉称：羊六借款5万元。请求判令：1、羊六归还5万元；2、羊六支付以50000元为本金，自2012年1月1日起计算的逾期利息。", "principal:claiming interest:claiming"},
	} {
		j := Parse("t", "民事判决书\n（2012）川0199民初3号\n原告：马五，女。\n被告：羊六，男。\n原告马五与被告羊六民间借贷纠纷一案，本院受理后审理终结。\n"+c.claims+"\n被告羊六未答辩。\n本院认为，判决如下：\n驳回原告的诉讼请求。\n")
		var got []string
		for _, x := range j.Claims {
			got = append(got, string(x.Kind)+":"+string(x.By))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.claims, s, c.want)
		}
	}
}

// The round of enforcement ends however the ruling words it.
func TestRoundEnds(t *testing.T) {
	for _, order := range []string{"终结本次执行程序。", "终结（2019）苏0509民初8899号民事判决书的本次执行程序。", "终结本院（2020）苏0509执2468号案件的本次执行程序。"} {
		j := Parse("t", "某市某区人民法院\n执行裁定书\n（2020）苏0509执2468号\n申请执行人：马五，女。\n被执行人：羊六，男。\n本院在执行马五与羊六民间借贷纠纷一案中，被执行人无财产可供执行。裁定如下：\n"+order+"\n审判长　陆某\n")
		if j.Outcome != Stopped || j.Enforcement == nil || j.Enforcement.End != "this_round" {
			t.Errorf("%s gives %s, %+v", order, j.Outcome, j.Enforcement)
		}
	}
}

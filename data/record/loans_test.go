package record

import (
	"fmt"
	"strings"
	"testing"
)

// lendingDoc is an invented first-instance judgment about a loan, with the passages given.
func lendingDoc(claims, defence, facts string) string {
	return "原告：周某宁，男，1980年1月2日出生，住甲市。\n被告：吴某强，男，1981年2月3日出生，住甲市。\n被告：郑某芳，女，1982年3月4日出生，住甲市。\n" +
		"原告周某宁与被告吴某强、郑某芳民间借贷纠纷一案，本院于2018年3月1日立案后，依法公开开庭进行了审理。本案现已审理终结。\n" +
		"原告周某宁向本院提出诉讼请求：判令被告返还借款。事实和理由：" + claims + "\n" + defence + "\n" +
		"经审理查明：" + facts + "\n本院认为，合法的借贷关系受法律保护。依照《中华人民共和国合同法》第二百零六条之规定，判决如下：\n驳回原告的诉讼请求。\n"
}

// told writes loans as 2014-03-01=50000, separated by blanks; an undated loan is left out.
func told(loans []Loan) string {
	var out []string
	for _, l := range loans {
		if l.LentOn != "" {
			out = append(out, fmt.Sprintf("%s=%.0f%s", l.LentOn, l.Principal, l.Currency))
		}
	}
	return strings.Join(out, " ")
}

func TestLoansTold(t *testing.T) {
	for _, c := range []struct{ name, facts, want string }{
		{"one", "2014年3月1日，被告吴某强因资金周转向原告借款5万元。", "2014-03-01=50000"},
		{"a list of loans", "被告吴某强于2014年3月1日借款5万元、同年4月借款3万元。", "2014-03-01=50000 2014-04=30000"},
		{"joined dates and sums", "被告吴某强分别于2014年3月1日、5月2日向原告借款5万元、3万元，共计8万元。", "2014-03-01=50000 2014-05-02=30000"},
		{"payments of listed days", "周某宁于2014年3月1日、2014年5月2日、2015年6月3日分别支付50000元、30000元、20000元给吴某强。", "2014-03-01=50000 2014-05-02=30000 2015-06-03=20000"},
		{"payments of listed days, one sum", "周某宁于2014年3月1日、2014年5月2日分别支付款项共8万元。", ""},
		{"days cut short", "2014年3月1日、6日，被告吴某强分别向原告借款5万元、3万元。", "2014-03-01=50000 2014-03-06=30000"},
		{"the same sum each", "2014年3月1日、2015年3月1日，被告吴某强向原告借款各3万元。", "2014-03-01=30000 2015-03-01=30000"},
		{"one total for several dates", "2014年3月1日、2015年3月1日，被告吴某强向原告借款，共计8万元。", "2014-03-01=0 2015-03-01=0"},
		{"foreign money", "2014年3月1日，被告吴某强向原告借款50000美元。", "2014-03-01=50000USD"},
		{"foreign money in ten thousands", "2014年3月1日，被告吴某强向原告借款港币20万元。", "2014-03-01=200000HKD"},
		{"payments in a quoted speech", "原告陈述“2014年3月支付5万元，2014年5月1日支付9万元，都是现金”。", "2014-03=50000 2014-05-01=90000"},
		{"maturity is no loan", "2014年3月1日，被告吴某强向原告借款5万元。2015年3月1日，借款到期后被告未还。", "2014-03-01=50000"},
		{"surety for a loan is no loan", "2014年3月1日，被告吴某强向原告借款5万元。2014年8月9日，被告郑某芳自愿为借款提供担保。", "2014-03-01=50000"},
		{"what is said of a loan told before", "2014年3月1日，被告吴某强向原告借款5万元。2014年9月1日，双方确认上述借款尚未归还。", "2014-03-01=50000"},
		{"money paid back", "2014年3月1日，被告吴某强向原告借款。2014年9月1日收回贷款2万元。", "2014-03-01=0"},
		{"interest is no principal", "2014年3月1日，被告吴某强以每月利息2000元向原告借款5万元。", "2014-03-01=50000"},
		{"a fee is no principal", "2014年3月1日，原告扣除手续费1200元后向被告发放贷款6万元。", "2014-03-01=60000"},
		{"a loan made up", "2014年3月1日，被告吴某强与原告串通，虚构借款60万元的事实。2014年5月1日，双方捏造了借款5万元。", ""},
		{"an application alone", "2014年3月1日，被告吴某强向原告申请贷款，双方未能签约。", ""},
		{"deadlines of payment are no payments", "双方约定被告应于2016年6月30日前支付2万元，于2016年12月30日前支付3万元。", ""},
	} {
		j := Parse("t", lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", c.facts))
		if got := told(j.Loans); got != c.want {
			t.Errorf("%s: loans %q, want %q", c.name, got, c.want)
		}
	}
}

// A year told from the day of writing is counted from the day of filing, 2018 here.
func TestLoansRelativeYear(t *testing.T) {
	for _, c := range []struct{ claims, want string }{
		{"去年八月，被告吴某强向我借款2万元。", "2017-08=20000"},
		{"前年3月5日，被告吴某强向我借款2万元。", "2016-03-05=20000"},
		{"去年，被告吴某强向我借款2万元。", ""},
	} {
		j := Parse("t", lendingDoc(c.claims, "被告吴某强、郑某芳未作答辩。", "双方系朋友。"))
		if got := told(j.Loans); got != c.want {
			t.Errorf("%q: loans %q, want %q", c.claims, got, c.want)
		}
	}
}

func TestListedDay(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2013年8月19日、24日、30日", "2013-08-19 2013-08-24 2013-08-30"},
		{"2013年8月19日和9月3日", "2013-08-19 2013-09-03"},
		{"2013年8月19日、31个月", "2013-08-19"},
		{"2013年8月19日，24日", "2013-08-19"}, // a comma may begin something else
		{"2013年8月、24日", "2013-08"},
		{"2013年2月19日、30日", "2013-02-19"},
	} {
		r := &reader{text: c.in}
		r.scan()
		r.findFigures()
		var got []string
		for _, d := range r.days {
			got = append(got, d.iso)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: days %q, want %q", c.in, s, c.want)
		}
	}
}

// How a loan was paid out is told by the court, else by the lender, else by the borrower.
func TestDeliverySaidBy(t *testing.T) {
	for _, c := range []struct{ claims, defence, facts, want string }{
		{"2014年3月1日原告以现金方式出借5万元。", "被告吴某强辩称，原告是通过银行转账5万元给我。", "2014年3月1日，被告向原告借款5万元。", byCash},
		{"2014年3月1日原告以现金方式出借5万元。", "被告吴某强辩称，不属实。", "2014年3月1日，原告通过银行转账借给被告5万元。", byTransfer},
		{"2014年3月1日原告借给被告5万元。", "被告吴某强辩称，原告也应收到过被告的转款。", "2014年3月1日，被告向原告借款5万元。原告收到过被告的转款。", byUnknown},
	} {
		j := Parse("t", lendingDoc(c.claims, c.defence, c.facts))
		if len(j.Loans) == 0 || j.Loans[0].Delivery != c.want {
			t.Errorf("%q: %+v, want delivery %s", c.claims, j.Loans, c.want)
		}
	}
}

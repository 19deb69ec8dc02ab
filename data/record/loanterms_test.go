package record

import "testing"

// first returns the first loan of an invented judgment with these facts.
func first(t *testing.T, facts string) Loan {
	t.Helper()
	j := Parse("t", lendingDoc("双方系朋友。", "被告吴某强、郑某芳未作答辩。", facts))
	if len(j.Loans) == 0 {
		t.Fatalf("%q: no loan", facts)
	}
	return j.Loans[0]
}

func TestAgreedRate(t *testing.T) {
	for _, c := range []struct {
		words string
		want  float64 // -1: none told
	}{
		{"约定月息2分", 24}, {"约定月利率20‰", 24}, {"约定年利率24%", 24}, {"约定月息2分4厘", 28.8},
		{"按日万分之五计付利息", 18.25}, {"约定利率12％／年", 12}, {"约定利率2%/月", 24}, {"约定月利率10.75‰", 12.9},
		{"约定按2分计利息", 24}, {"未约定利息", 0}, {"双方没有约定利息", 0},
		{"约定利息按银行同期贷款利率四倍计算", -1}, {"逾期利率为月利率2%", -1}, {"到期不还按月利率2%支付违约金", -1},
		{"约定利率2%", -1}, // of a month or a year?
		{"利息每月1000元", -1},
	} {
		l := first(t, "2014年3月1日，被告吴某强向原告借款5万元，"+c.words+"。")
		switch {
		case l.Rate == nil && c.want >= 0:
			t.Errorf("%s: no rate, want %v", c.words, c.want)
		case l.Rate != nil && *l.Rate != c.want:
			t.Errorf("%s: rate %v, want %v", c.words, *l.Rate, c.want)
		}
	}
}

// A rate that is only asked for is not agreed on.
func TestClaimedRate(t *testing.T) {
	j := Parse("t", lendingDoc("被告应按年利率6%支付利息。", "被告吴某强、郑某芳未作答辩。", "2014年3月1日，被告吴某强向原告借款5万元。"))
	if r := j.Loans[0].Rate; r != nil {
		t.Errorf("rate %v, want none", *r)
	}
}

func TestTimesLPR(t *testing.T) {
	for _, c := range []struct {
		facts string
		want  float64
	}{
		{"2020年5月6日，被告吴某强向原告借款5万元，约定年利率15.4%。", 4},
		{"2021年12月20日，被告吴某强向原告借款5万元，约定月息2分。", 6.32},
		{"2018年5月6日，被告吴某强向原告借款5万元，约定年利率24%。", 0},
		{"2020年5月6日，被告吴某强向原告借款5万元，未约定利息。", 0},
	} {
		got := 0.0
		if l := first(t, c.facts); l.TimesLPR != nil {
			got = *l.TimesLPR
		}
		if got != c.want {
			t.Errorf("%s: times %v, want %v", c.facts, got, c.want)
		}
	}
}

func TestTermAndDay(t *testing.T) {
	for _, c := range []struct{ words, term, due string }{
		{"借款期限为三个月", "三个月", ""},
		{"借期半年", "半年", ""},
		{"期限一年半", "一年半", ""},
		{"借款期限24个月", "24个月", ""},
		{"约定借款期限三天", "三天", ""},
		{"借款期限自2014年3月1日至2015年2月28日", "", "2015-02-28"},
		{"还款日期为2015年5月1日", "", "2015-05-01"},
		{"约定于2015年5月30日前还清", "", "2015-05-30"},
		{"保证期限为二年", "", ""},
		{"2015年5月30日已还清", "", ""},
	} {
		l := first(t, "2014年3月1日，被告吴某强向原告借款5万元，"+c.words+"。")
		if l.Term != c.term || l.DueOn != c.due {
			t.Errorf("%s: term %q due %q, want %q %q", c.words, l.Term, l.DueOn, c.term, c.due)
		}
	}
}

func TestPaidOut(t *testing.T) {
	value := func(p *float64) float64 {
		if p == nil {
			return 0
		}
		return *p
	}
	for _, c := range []struct {
		words               string
		delivered, withheld float64
	}{
		{"原告实际支付45000元", 45000, 0},
		{"原告预扣利息5000元，实际交付45000元", 45000, 5000},
		{"原告未预扣利息", 0, 0},
		{"原告实际支付5万元", 0, 0}, // all of it: nothing to tell
	} {
		l := first(t, "2014年3月1日，被告吴某强向原告借款5万元，"+c.words+"。")
		if value(l.Delivered) != c.delivered || value(l.Withheld) != c.withheld {
			t.Errorf("%s: delivered %v, withheld %v; want %v, %v", c.words, value(l.Delivered), value(l.Withheld), c.delivered, c.withheld)
		}
	}
}

// Where part of a loan went by bank and the rest was cash, the part is told.
func TestPartByBank(t *testing.T) {
	for words, want := range map[string]float64{
		"其中转账22500元，其余为现金交付":       22500,
		"其中2万元通过手机银行转账交付，3万元以现金交付": 20000,
		"原告通过银行转账5万元":              0, // all of it
		"原告以现金交付5万元":               0,
		"被告已通过转账归还原告2万元，原告以现金交付":   0,
	} {
		l := first(t, "2014年3月1日，被告吴某强向原告借款5万元，"+words+"。")
		got := 0.0
		if l.Transferred != nil {
			got = *l.Transferred
		}
		if got != want {
			t.Errorf("%s: %v by bank, want %v", words, got, want)
		}
	}
}

func TestLoanSides(t *testing.T) {
	for _, c := range []struct{ facts, lender, borrower, purpose string }{
		{"2014年3月1日，被告吴某强因资金周转需要向原告借款5万元。", "周某宁", "吴某强", "资金周转"},
		{"2014年3月1日，被告吴某强以购车为由，向周某宁借款5万元。", "周某宁", "吴某强", "购车"},
		{"2014年3月1日，原告周某宁借给被告吴某强5万元，用于经营饭店。", "周某宁", "吴某强", "经营饭店"},
		{"2014年3月1日，原告向被告吴某强出借5万元。", "周某宁", "吴某强", ""},
		{"2014年3月1日，被告吴某强由被告郑某芳担保在原告处借款5万元。", "周某宁", "吴某强", ""},
		{"2014年3月1日，被告吴某强、郑某芳向原告借款5万元。", "周某宁", "", ""}, // both
		{"2014年3月1日，双方发生借款5万元。", "", "", ""},
		{"原告周某宁主张被告吴某强于2014年3月1日向其借款5万元。", "周某宁", "吴某强", ""},
		{"原告周某宁主张，他人于2014年3月1日向原告借款5万元。", "周某宁", "", ""},
	} {
		l := first(t, c.facts)
		if l.Lender != c.lender || l.Borrower != c.borrower || l.Purpose != c.purpose {
			t.Errorf("%s: %q to %q for %q, want %q to %q for %q", c.facts, l.Lender, l.Borrower, l.Purpose, c.lender, c.borrower, c.purpose)
		}
	}
}

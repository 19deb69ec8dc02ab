package record

import (
	"slices"
	"testing"
)

// TestSumsOfAText reads every sum of a sentence, each with what it is.
func TestSumsOfAText(t *testing.T) {
	type found struct {
		words    string
		value    float64
		currency string
		rate     bool
		capitals float64
	}
	for _, c := range []struct {
		text string
		want []found
	}{
		{"人民币（大写）叁拾万元整（￥300000.00元）", []found{{"叁拾万元整（￥300000.00元）", 300000, "", false, 300000}}},
		{"借款300,000元(大写：叁拾万元)整", []found{{"300,000元(大写：叁拾万元)", 300000, "", false, 300000}}},
		{"借到人民币叁拾万元整，小写300000元。", []found{{"叁拾万元整，小写300000元", 300000, "", false, 300000}}},
		{"今借到伍万元整（50000元），用于装修", []found{{"伍万元整（50000元）", 50000, "", false, 50000}}},
		{"大写：贰拾万元整，小写：￥250000", []found{{"贰拾万元整，小写：￥250000", 250000, "", false, 200000}}},
		{"五万元（30000元以现金支付）", []found{{"五万元", 50000, "", false, 0}, {"30000元", 30000, "", false, 0}}},
		{"货款1512元（其中运费壹佰元）", []found{{"1512元", 1512, "", false, 0}, {"壹佰元", 100, "", false, 0}}},
		{"借款3.5万余元和３０，０００元，另有1.2亿元", []found{{"3.5万余元", 35000, "", false, 0}, {"３０，０００元", 30000, "", false, 0}, {"1.2亿元", 1.2e8, "", false, 0}}},
		{"￥1,250.50及RMB 3000", []found{{"1,250.50", 1250.5, "", false, 0}, {"3000", 3000, "", false, 0}}},
		{"按人民币一年期贷款利率，人民币20000", []found{{"20000", 20000, "", false, 0}}},
		{"货款10万美元，折合人民币68万元", []found{{"10万美元", 1e5, "USD", false, 0}, {"68万元", 680000, "", false, 0}}},
		{"港币20万元、50万港元、US$1,000、欧元300元", []found{{"20万元", 200000, "HKD", false, 0}, {"50万港元", 500000, "HKD", false, 0}, {"1,000", 1000, "USD", false, 0}, {"300元", 300, "EUR", false, 0}}},
		{"借款20万元港币，5万元美金及3000元（欧元），10万元港币5万元", []found{{"20万元港币", 200000, "HKD", false, 0}, {"5万元美金", 50000, "USD", false, 0}, {"3000元（欧元）", 3000, "EUR", false, 0}, {"10万元", 100000, "", false, 0}, {"5万元", 50000, "HKD", false, 0}}},
		{"100万日元与2000英镑", []found{{"100万日元", 1e6, "JPY", false, 0}, {"2000英镑", 2000, "GBP", false, 0}}},
		{"误工费每日100元，护理费120元/天，共计6600元", []found{{"100元", 100, "", true, 0}, {"120元", 120, "", true, 0}, {"6600元", 6600, "", false, 0}}},
		{"每月工资3000元，单价750元，每平方米8000元", []found{{"3000元", 3000, "", true, 0}, {"750元", 750, "", true, 0}, {"8000元", 8000, "", true, 0}}},
		{"每月租金2000元，12个月共计24000元", []found{{"2000元", 2000, "", true, 0}, {"24000元", 24000, "", false, 0}}},
		{"拿走2000块钱，占了一块土地", []found{{"2000块钱", 2000, "", false, 0}}},
		{"第12条、2018年、80%，电话13800000000", nil},
	} {
		r := &reader{text: c.text}
		r.scan()
		r.findFigures()
		var got []found
		all := append(slices.Clone(r.sums), r.foreign...)
		slices.SortFunc(all, func(a, b sum) int { return a.at.Start - b.at.Start })
		for _, m := range all {
			got = append(got, found{r.of(m.at), m.yuan, m.currency, m.rate, m.capitals})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %v\nwant %v", c.text, got, c.want)
		}
	}
}

// TestForeignSumsStayApart makes sure that no field in yuan sees another currency.
func TestForeignSumsStayApart(t *testing.T) {
	text := "货款10万美元及68万元"
	if got := sumsIn(text); len(got) != 1 || got[0].yuan != 680000 {
		t.Errorf("sums = %+v, want the yuan only", got)
	}
	r := &reader{text: text}
	r.scan()
	r.findFigures()
	if all := (place{0, len(text)}); len(r.sumsIn(all)) != 1 || len(r.foreignIn(all)) != 1 {
		t.Errorf("yuan %+v, foreign %+v", r.sums, r.foreign)
	}
}

// TestCapitalsThatDiffer reports a sum whose capitals say something else than its digits.
func TestCapitalsThatDiffer(t *testing.T) {
	for text, want := range map[string]int{
		"借条写明人民币叁拾万元整（￥310000元）。":   1,
		"借条写明人民币叁拾万元整（￥300000元）。":   0,
		"借款三万元（其中现金一万元）。":           0,
		"今借到壹万元整（小写：1000元）。":        1,
		"三万元（20000元为转账）":            0,
		"人民币壹拾贰万元整（¥120000.00）已付清。": 0,
	} {
		r := &reader{text: text}
		r.scan()
		r.findFigures()
		if got := len(r.j.Defects); got != want {
			t.Errorf("%s: %d defects, want %d: %+v", text, got, want, r.j.Defects)
		}
	}
}

// sumsIn returns the sums of yuan of a text that names parties.
func sumsIn(text string, names ...string) []sum {
	r := &reader{text: text}
	for i, n := range names {
		r.cast.names = append(r.cast.names, castName{n, i})
	}
	r.scan()
	r.findNames()
	r.findFigures()
	return r.sums
}

package record

import (
	"fmt"
	"strings"
	"testing"
)

// foreignSuit is a judgment of a suit of a cause that asks and orders.
func foreignSuit(cause, asks, orders string) string {
	return `清溪县人民法院
民事判决书
（2021）浙0698民初12号
原告：丁安远，男，1970年3月4日出生，汉族，住清溪县。
被告：清溪县宏图建材有限公司，住所地清溪县。
原告丁安远与被告清溪县宏图建材有限公司` + cause + `一案，本院于2021年1月6日立案后，依法进行了审理。
原告丁安远向本院提出诉讼请求：` + asks + `事实和理由：被告拖欠款项。
被告清溪县宏图建材有限公司未作答辩。
本院认为，依照《中华人民共和国民法典》第五百零九条规定，判决如下：
` + orders + `
审判员　　周明
二〇二一年九月四日
`
}

// foreignLine writes sums of other currencies for comparison, with what they are worth.
func foreignLine(sums []ForeignSum) string {
	var got []string
	for _, f := range sums {
		line := fmt.Sprint(f.Sum, f.Currency)
		if f.Yuan != 0 {
			line += fmt.Sprint("=", f.Yuan)
		}
		got = append(got, line)
	}
	return strings.Join(got, " ")
}

// TestForeignSums reads what is asked and ordered in other currencies apart from the yuan.
func TestForeignSums(t *testing.T) {
	for _, c := range []struct{ cause, asks, orders, want string }{
		{"买卖合同纠纷", "1.被告支付货款10万美元及利息；2.被告支付律师费人民币5万元；3.诉讼费由被告负担。",
			"一、被告支付原告货款100000美元；\n二、被告支付原告律师费50000元。",
			"claim 50000, 100000USD; claims 100000USD; orders 100000USD; defects claim_amount orders"},
		{"买卖合同纠纷", "1.被告支付货款10万美元（折合人民币68万元）；2.被告支付违约金1万元。",
			"被告支付原告货款港币200000元及欧元3000元。",
			"claim 690000, 100000USD=680000; claims 100000USD=680000; orders 200000HKD 3000EUR; defects orders"},
		{"民间借贷纠纷", "1.判令被告归还借款本金20万元港币；2.支付律师费人民币3000元。", "被告归还原告借款港币20万元。",
			"claim -, 200000HKD; claims 200000HKD; orders 200000HKD; defects claim_amount orders"},
		{"买卖合同纠纷", "判令被告支付货款人民币68万元（折合10万美元）。", "被告支付原告货款68万元。",
			"claim 680000, ; claims ; orders ; defects "},
		{"租赁合同纠纷", "1.支付租金30000美元、违约金5000美元，合计35000美元；2.支付水电费人民币2000元。", "被告支付原告租金100万日元。",
			"claim 2000, 35000USD; claims 35000USD; orders 1e+06JPY; defects claim_amount orders"},
	} {
		text := foreignSuit(c.cause, c.asks, c.orders)
		j := Parse("x", text)
		checkSpans(t, text, j)
		claim := "-"
		if j.ClaimAmount != nil {
			claim = fmt.Sprint(*j.ClaimAmount)
		}
		var claims, orders, defects []string
		for _, v := range j.Claims {
			if v.Foreign != nil {
				claims = append(claims, foreignLine(v.Foreign))
			}
		}
		for _, v := range j.Orders {
			if v.Foreign != nil {
				orders = append(orders, foreignLine(v.Foreign))
			}
		}
		for _, d := range j.Defects {
			if strings.Contains(d.Says, "外币") {
				defects = append(defects, d.Field)
			}
		}
		got := fmt.Sprintf("claim %s, %s; claims %s; orders %s; defects %s", claim, foreignLine(j.ClaimForeign),
			strings.Join(claims, " "), strings.Join(orders, " "), strings.Join(defects, " "))
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.asks, got, c.want)
		}
		for _, a := range j.Amounts {
			if (a.Currency != "") != (a.Yuan == 0) {
				t.Errorf("an amount of two currencies: %+v", a)
			}
		}
	}
}

// TestBlanketCurrency reads sums whose currency a note has said once.
func TestBlanketCurrency(t *testing.T) {
	for _, c := range []struct{ name, asks, want string }{
		{"of all after it", "被告支付货款50,000美元（以下币种均为美元）及违约金3000元。", "claim - 53000USD"},
		{"after a sum", "被告支付货款5万美元（下同）、违约金3000元。", "claim - 53000USD"},
		{"after the word", "被告支付货款50000元（港币，下同）、违约金3000元、律师费人民币1000元。", "claim 1000 53000HKD"},
		{"yuan stay", "被告支付货款人民币50000元（下同）、违约金3000元。", "claim 53000 "},
		{"yuan by a note", "被告支付货款5万元（以下币种均为人民币）、违约金3000元。", "claim 53000 "},
		{"lifted by another note", "被告支付货款5万美元（下同）；支付律师费2000元（人民币，下同）、差旅费1000元。", "claim 3000 50000USD"},
		{"court fees are yuan", "被告支付货款5万美元（币种下同）并承担保全费500元。", "claim 500 50000USD"},
		{"no note of money", "被告支付货款5万美元；原告（下同）要求支付3000元。", "claim 3000 50000USD"},
	} {
		text := foreignSuit("买卖合同纠纷", c.asks, "驳回原告的诉讼请求。")
		j := Parse("x", text)
		checkSpans(t, text, j)
		claim := "-"
		if j.ClaimAmount != nil {
			claim = fmt.Sprint(*j.ClaimAmount)
		}
		if got := "claim " + claim + " " + foreignLine(j.ClaimForeign); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

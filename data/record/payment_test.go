package record

import (
	"testing"
)

// paymentOrder is a payment order in which the applicant asks as said.
func paymentOrder(asks string) Judgment {
	return Parse("p", `清河县人民法院
支付令
（2023）冀0534民督15号
申请人：清河县某某建材有限公司，住所地清河县武松中街12号。
被申请人：孙大海，男，1980年3月5日出生，汉族，住清河县葛仙庄镇。
申请人清河县某某建材有限公司于2023年5月6日向本院申请支付令。`+asks+`
本院经审查认为，申请人的申请符合《中华人民共和国民事诉讼法》第二百二十一条规定的条件，特发出如下支付令：
被申请人孙大海应当自收到本支付令之日起十五日内，给付申请人清河县某某建材有限公司货款人民币186000元，并以186000元为基数支付利息。
申请费1340元，由被申请人孙大海负担。
审判员　　钱建国
二〇二三年五月十二日
书记员　　李红
`)
}

func TestPaymentOrderClaims(t *testing.T) {
	for _, asks := range []string{
		"申请人称，被申请人购买水泥，共欠货款186000元，并出具欠条一张。要求被申请人给付货款186000元。",
		"申请人请求督促被申请人孙大海给付货款186000元。",
		"请求被申请人给付货款186000元。",
		"要求债务人孙大海支付货款186000元。",
	} {
		j := paymentOrder(asks)
		if len(j.Claims) != 1 || j.Claims[0].By != Claiming || j.ClaimAmount == nil || *j.ClaimAmount != 186000 {
			t.Errorf("%s: claims %+v, amount %v", asks, j.Claims, j.ClaimAmount)
		}
	}
}

// A sum from which interest is reckoned is awarded to nobody.
func TestBaseIsNoAward(t *testing.T) {
	awarded := 0
	for _, a := range paymentOrder("").Amounts {
		if a.Kind == "awarded" {
			awarded++
		}
	}
	if awarded != 1 {
		t.Errorf("%d sums are awarded, want 1", awarded)
	}
}

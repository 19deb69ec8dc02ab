package record

import (
	"strings"
	"testing"
)

// TestNamesMoveNoTag: how long names are does not decide what a sentence tells, as long as its words
// are near enough: of two words of a group the nearer counts, not the first.
func TestNamesMoveNoTag(t *testing.T) {
	text := `清溪县人民法院
民事判决书
（2021）浙0698民初12号
原告：清溪县信用社，住所地清溪县。
被告：XX，男，2004年3月4日出生，汉族，住清溪县。
被告：YY，男，1974年3月4日出生，汉族，住清溪县。
被告：ZZ，男，1974年3月4日出生，汉族，住清溪县。
原告清溪县信用社与被告XX、YY、ZZ金融借款合同纠纷一案，本院于2021年1月6日立案后，依法进行了审理。
原告清溪县信用社向本院提出诉讼请求：被告偿还借款本金50000元。
本院认为，原告按借款合同的约定支付了借款，被告XX、YY、ZZ就应按照约定履行偿还义务、担保义务。
判决如下：
被告XX偿还原告借款50000元。
审判员　　周明
二〇二一年九月四日
`
	for _, names := range []string{"杨大山,杨二山,张三山", "杨某1,杨某2,张某", "杨某甲,杨某乙,张某某", "杨某,李某,张某"} {
		of := strings.Split(names, ",")
		n := 0
		for _, e := range Parse("x", strings.NewReplacer("XX", of[0], "YY", of[1], "ZZ", of[2]).Replace(text)).Elements {
			if e.Kind == ElRepayLoan {
				n++
			}
		}
		if n != 2 {
			t.Errorf("%s: %d sentences on paying back, want 2", names, n)
		}
	}
}

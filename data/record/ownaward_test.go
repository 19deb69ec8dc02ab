package record

import (
	"slices"
	"testing"
)

// TestAwardOfKin: in the papers of commercial arbitrators who asks speaks of himself right behind the parties, and is no
// party by these words.
func TestAwardOfKin(t *testing.T) {
	const head = "澜州仲裁委员会\n裁 决 书\n（2024）澜仲裁字第12号\n申请人：马五，住澜州市某县阳明路3号。\n被申请人：云岭恒昌有限公司，住澜州市某县阳明路4号。\n"
	const tail = "本会于2024年6月3日受理，6月5日裁决。\n裁决：商铺归申请人所有。\n仲裁员：王大\n二〇二四年六月五日\n"
	for _, c := range []struct {
		words string
		kin   bool
	}{
		{"申请人称，其与被申请人系叔侄，2021年约定将商铺转让给申请人，请求裁决商铺归申请人所有。被申请人完全认可。", true},
		{"申请人称系被申请人法定代表人赵七的妻姐，被申请人欠其借款本息七十万元。被申请人当庭全部认可。", true},
		{"申请人诉称：申请人系被申请人法定代表人之弟，被申请人欠款。", true},
		{"申请人与被申请人系姐弟关系，因借款发生争议，向本会申请仲裁。", true},
		{"申请人称，其和被申请人系堂兄弟，双方合伙。", true},
		{"申请人马五请求裁决被申请人支付货款，被申请人系其客户。", false},
		{"申请人请求被申请人按合伙清算协议支付四十万元，双方系同学。", false},
		{"申请人称，其与案外人李九系夫妻，被申请人欠款。", false},
	} {
		j := Parse("x", head+c.words+tail)
		var names []string
		for _, p := range j.Parties {
			names = append(names, p.Name)
		}
		if !slices.Equal(names, []string{"马五", "云岭恒昌有限公司"}) || j.Parties[1].LegalRep != "" || j.Procedure != Arbitration {
			t.Errorf("%s: parties %q, represented by %q, %s", c.words, names, j.Parties[1].LegalRep, j.Procedure)
		}
		if has := slices.ContainsFunc(j.Elements, func(e Element) bool { return e.Kind == ElKin }); has != c.kin {
			t.Errorf("%s: kin %v", c.words, has)
		}
	}
}

// TestObjectionToAward: what an outsider rests his objection on is no party, and the number of the award is read.
func TestObjectionToAward(t *testing.T) {
	for _, words := range []string{
		"案外人以（2024）澜仲裁字第12号裁决系虚假仲裁、损害其抵押债权为由，申请不予执行。",
		"案外人以其抵押权受到损害、（2024）澜仲裁字第12号裁决系虚假仲裁为由提出申请。",
	} {
		j := Parse("x", "澜州市中级人民法院\n执行裁定书\n（2024）澜01执异75号\n案外人：澜州商业银行股份有限公司。\n申请执行人：马五，男，1993年2月24日出生。\n被执行人：羊六，男，1992年8月18日出生。\n"+words+"本院查明，仲裁两日内裁决。\n本院认为，证据不足。裁定如下：\n驳回申请。\n审判员  王大\n二〇二四年十月二十三日\n")
		if len(j.Parties) != 3 {
			t.Errorf("%s: parties %+v", words, j.Parties)
		}
		for _, kind := range []ElementKind{ElShamArbitration, ElBasis} {
			if !slices.ContainsFunc(j.Elements, func(e Element) bool { return e.Kind == kind }) {
				t.Errorf("%s: no %s in %+v", words, kind, j.Elements)
			}
		}
	}
}

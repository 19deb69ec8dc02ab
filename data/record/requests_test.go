package record

import (
	"fmt"
	"strings"
	"testing"
)

// claimLine writes a claim for comparison: kind, sum, side and marks.
func claimLine(c Claim) string {
	var b strings.Builder
	b.WriteString(string(c.Kind))
	if c.Yuan != nil {
		fmt.Fprintf(&b, " %v", *c.Yuan)
	}
	for word, on := range map[string]bool{" " + string(c.By): c.By != Claiming} {
		if on {
			b.WriteString(word)
		}
	}
	if c.Counter {
		b.WriteString(" counter")
	}
	if c.Dropped {
		b.WriteString(" dropped")
	}
	if c.Earlier {
		b.WriteString(" earlier")
	}
	return b.String()
}

func TestClaims(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string
	}{
		{"list", "原告丁安远向本院提出诉讼请求：1.判令被告陆青山偿还借款本金30万元；2.判令被告支付利息（以30万元为基数，按月利率1%计算）；3.本案诉讼费由被告承担。事实和理由：2020年2月3日，被告借款30万元。请求法院判如所请。",
			"principal 300000; interest; costs"},
		{"list over lines", "原告丁安远诉讼请求：\n一、解除双方的合同；\n二、被告支付违约金5000元；\n三、被告赔礼道歉。\n事实与理由：被告违约。",
			"rescind; penalty 5000; apologise"},
		{"narrative", "原告丁安远诉称，2020年2月3日被告借款，经多次要求被告还款未果。故诉至法院，请求判令被告陆青山偿还借款30万元及利息2万元，宏图公司承担连带责任，诉讼费由被告负担。",
			"principal 320000; costs"},
		{"narrative with 要求", "原告丁安远诉称，被告打伤原告。现要求被告陆青山赔偿医疗费3000元、误工费12000元，合计15000元。", "damages 15000"},
		{"asked of a name", "原告丁安远诉称，陆青山借款不还，原告要求陆青山偿还6万元。", "principal 60000"},
		{"not asked twice", "原告丁安远向本院提出诉讼请求：被告退还货款90元。事实和理由：被告售假。故请求法院判令被告退还货款90元。", "principal 90"},
		{"numbers in brackets", "原告丁安远提出诉讼请求：1、被告赔偿1200元（1、医疗费1000元；2、交通费200元）；2、被告承担鉴定费3.5万元。", "damages 1200; costs 35000"},
		{"lead", "原告丁安远提出诉讼请求，请求判令陆青山：1、退还购物款109元；2、赔偿1090元；3、承担公证费3000元。", "principal 109; damages 1090; costs 3000"},
		{"rates do not count", "原告丁安远提出诉讼请求：被告支付误工费6000元（每日100元）、护理费每天120元。", "damages 6000"},
		{"total of the list", "原告丁安远提出诉讼请求：1、被告退还货款2000元；2、被告赔偿20000元，以上合计22000元。", "principal 2000; damages 20000"},
		{"counterclaim", "原告丁安远提出诉讼请求：被告偿还30万元。\n被告陆青山辩称，不欠款。并提出反诉请求：1、判令丁安远返还定金1万元；2、反诉费由丁安远承担。", "principal 300000; principal 10000 defending counter; costs defending counter"},
		{"changed", "原告丁安远提出诉讼请求：1、被告偿还30万元；2、被告支付利息5000元；3、诉讼费由被告承担。审理中，原告变更第一项诉讼请求为：被告偿还28万元，并放弃第二项诉讼请求。", "principal 300000 dropped; interest 5000; costs; principal 280000"},
		{"given up", "原告丁安远提出诉讼请求：1、被告偿还30万元；2、被告支付利息5000元。庭审中，原告放弃第2项诉讼请求。", "principal 300000; interest 5000 dropped"},
		{"given up by kind", "原告丁安远提出诉讼请求：1、被告偿还30万元；2、被告支付利息5000元。庭审中，原告自愿放弃要求被告支付利息。", "principal 300000; interest 5000 dropped"},
		{"foreign", "原告丁安远提出诉讼请求：1、被告支付货款10万美元；2、诉讼费由被告承担。", "principal; costs"},
		{"spoken of", "原告丁安远诉称：被告借款。\n被告陆青山辩称：请求驳回原告的诉讼请求。", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := lentSuit(c.text, "驳回原告的诉讼请求。")
			var got []string
			for _, k := range Parse("x", text).Claims {
				got = append(got, claimLine(k))
				if cut(text, k.Span) != k.Text {
					t.Errorf("the span covers %q, the text is %q", cut(text, k.Span), k.Text)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s:\n got %s\nwant %s", c.text, s, c.want)
			}
		})
	}
}

// TestClaimsOfAnAppeal reads the requests of both instances.
func TestClaimsOfAnAppeal(t *testing.T) {
	text := "清溪市中级人民法院\n民事判决书\n（2021）浙06民终12号\n上诉人（原审被告）：陆青山，男。\n被上诉人（原审原告）：丁安远，男。\n上诉人陆青山因与被上诉人丁安远民间借贷纠纷一案，向本院提起上诉。本院于2021年5月6日立案。本案现已审理终结。\n陆青山上诉请求：1.撤销一审判决，改判驳回丁安远的诉讼请求；2.一、二审诉讼费由丁安远负担。事实和理由：一审认定事实错误。\n丁安远辩称，一审判决正确。\n丁安远向一审法院起诉请求：1.判令陆青山偿还借款30万元；2.诉讼费由陆青山负担。\n一审法院认定事实：2020年借款30万元。\n本院认为，判决如下：\n驳回上诉，维持原判。\n审判长　　周明\n二〇二一年七月八日\n"
	var got []string
	for _, k := range Parse("x", text).Claims {
		got = append(got, claimLine(k))
	}
	if s, want := strings.Join(got, "; "), "reverse; costs; principal 300000 defending earlier; costs defending earlier"; s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
}

func TestOrdinals(t *testing.T) {
	for s, want := range map[string]int{
		"一、": 1, "十二、": 12, "3、": 3, "4.判": 4, "（五）": 5, "(6)": 6, "⑦": 7, "２．": 2, "1请求": 1,
		"1,050元": 0, "3.5万元": 0, "一审": 0, "2018年": 0, "（2018）": 0, "三万元": 0, "": 0,
	} {
		if _, n, _ := ordinalAt(s); n != want {
			t.Errorf("ordinalAt(%q) = %d, want %d", s, n, want)
		}
	}
}

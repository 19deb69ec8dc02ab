package record

import (
	"strings"
	"testing"
)

func TestSuccession(t *testing.T) {
	const list = "民事判决书\n（2021）川0199民初8号\n"
	for _, c := range []struct{ name, text, want string }{
		{"a plaintiff dies and is listed still",
			"原告：马五，女，1950年1月1日出生（2021年3月死亡）。\n原告：马六，男。\n被告：羊六，男。\n原告马五、马六与被告羊六买卖合同纠纷一案，本院于2021年1月4日立案。诉讼中，原告马五于2021年3月4日死亡，本院依法通知其继承人马六作为原告参加诉讼。本案现已审理终结。\n马六向本院提出诉讼请求：支付货款1000元。",
			"马五 gone deceased; 马六 follows 马五"},
		{"only the heirs are listed",
			"原告：马六，男。\n被告：羊六，男。\n原告马五与被告羊六买卖合同纠纷一案，本院于2021年1月4日立案。审理过程中，原告马五因病去世，其法定继承人马六申请参加诉讼，本院予以准许。\n马六向本院提出诉讼请求：支付货款1000元。",
			"马六 follows 马五"},
		{"a firm is dissolved",
			"原告：马六，男。\n被告：南岭县好运酒店有限公司。\n被告：牛三，男。\n原告马六与被告南岭县好运酒店有限公司买卖合同纠纷一案，本院于2021年1月4日立案。审理中，被告南岭县好运酒店有限公司被注销，其股东牛三作为被告参加诉讼。\n马六向本院提出诉讼请求：支付货款1000元。",
			"南岭县好运酒店有限公司 gone dissolved; 牛三 follows 南岭县好运酒店有限公司"},
		{"one defendant is let go",
			"原告：马六，男。\n被告：羊六，男。\n被告：牛三，男。\n原告马六与被告羊六、牛三买卖合同纠纷一案，本院于2021年1月4日立案。审理中，马六申请撤回对牛三的起诉，本院裁定予以准许。\n马六向本院提出诉讼请求：支付货款1000元。",
			"牛三 gone withdrew"},
		{"a relative's death is nobody's",
			"原告：马六，男。\n被告：羊六，男。\n原告马六与被告羊六生命权纠纷一案，本院于2021年1月4日立案。原告马六之父死亡后双方协商未果。\n马六向本院提出诉讼请求：支付死亡赔偿金1000元。",
			""},
		{"what is claimed is no succession",
			"原告：马六，男。\n被告：羊六，男。\n原告马六与被告羊六继承纠纷一案，本院于2021年1月4日立案。\n马六向本院提出诉讼请求：分割遗产。事实和理由：羊六死亡，其继承人马六参加诉讼。",
			""},
	} {
		var got []string
		for _, p := range Parse("t", list+c.text).Parties {
			if p.Gone != "" {
				got = append(got, p.Name+" gone "+p.Gone)
			}
			if p.Follows != "" {
				got = append(got, p.Name+" follows "+p.Follows)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.name, s, c.want)
		}
	}
}

func TestCreditorReplaced(t *testing.T) {
	j := Parse("t", "某县人民法院\n执行裁定书\n（2021）川0199执异8号\n申请人：牛三，男。\n申请执行人：马五，女。\n被执行人：羊六，男。\n本院在执行马五与羊六一案中，牛三向本院申请变更其为申请执行人。\n本院认为，债权已经转让。依照有关规定，裁定如下：\n变更牛三为（2021）川0199执3号案件的申请执行人。\n审判员　方七\n二〇二一年三月三日")
	if j.Parties[1].Gone != goneReplaced || j.Parties[0].Follows != "马五" {
		t.Errorf("parties = %+v", j.Parties)
	}
}

func TestFormerName(t *testing.T) {
	for _, c := range []struct{ entry, want string }{
		{"张三（曾用名张四），男。", "张四"},
		{"张三，曾用名张四，女，1962年7月14日出生。", "张四"},
		{"甲县好运有限公司（原甲县好运饭店），住所地甲县。", "甲县好运饭店"},
		{"甲县好运有限公司（原名称：甲县运来有限公司）。", "甲县运来有限公司"},
		{"张三（原审被告），男。", ""},
		{"张三（系原公司员工），男。", ""},
		{"张三，男，原住某县。", ""},
	} {
		if got, _ := formerName(c.entry, 0); got != c.want {
			t.Errorf("formerName(%s) = %q, want %q", c.entry, got, c.want)
		}
	}
}

func TestMaskedIdentityNumbers(t *testing.T) {
	for _, c := range []struct{ entry, want string }{
		{"公民身份号码：33010119800101001X，住某县。", "33010119800101001X"},
		{"公民身份号码33010119800101****。", "33010119800101****"},
		{"身份证号码：3301**********001X。", "3301**********001X"},
		{"公民身份号码××××××××××××××××××，住某县。", "××××××××××××××××××"},
		{"统一社会信用代码：91330000756122868Ｐ。", "91330000756122868Ｐ"},
		{"身份证住址湖南省某县。", ""},
	} {
		if at := idIn(c.entry, 0); c.entry[at.Start:at.End] != c.want {
			t.Errorf("idIn(%s) = %q, want %q", c.entry, c.entry[at.Start:at.End], c.want)
		}
	}
}

package record

import (
	"reflect"
	"strings"
	"testing"
)

func TestFormerly(t *testing.T) {
	plain := func(i Procedure, r Role) EarlierRole { return EarlierRole{i, r} }
	for _, c := range []struct {
		roleText string
		earlier  []EarlierRole
		counter  Side
	}{
		{"原告", nil, ""},
		{"原审被告", []EarlierRole{plain("", Defendant)}, ""},
		{"一审第三人", []EarlierRole{plain(First, ThirdParty)}, ""},
		{"一审被告、二审被上诉人", []EarlierRole{plain(First, Defendant), plain(Second, Appellee)}, ""},
		{"再审申请人（一审被告、二审上诉人）", []EarlierRole{plain(First, Defendant), plain(Second, Appellant)}, ""},
		{"再审申请人（一审被告、反诉原告、二审上诉人）", []EarlierRole{plain(First, Defendant), plain(Second, Appellant)}, Claiming},
		{"申诉人（一审被告、二审上诉人、原再审被申请人）", []EarlierRole{plain(First, Defendant), plain(Second, Appellant), plain(Retrial, Respondent)}, ""},
		{"被申请人（一审原告，二审被上诉人，再审申请人）", []EarlierRole{plain(First, Plaintiff), plain(Second, Appellee), plain(Retrial, Applicant)}, ""},
		{"上诉人（原审被告、反诉原告）", []EarlierRole{plain("", Defendant)}, Claiming},
		{"被上诉人（原审本诉原告、反诉被告）", []EarlierRole{plain("", Plaintiff)}, Defending},
		{"原告（反诉被告）", nil, Defending},
		{"异议人（被执行人）", nil, ""},
		{"复议申请人（异议人、案外人）", nil, ""},
		{"上诉人（原审被告人）", []EarlierRole{plain("", Accused)}, ""},
	} {
		earlier, counter := formerly(c.roleText)
		if !reflect.DeepEqual(earlier, c.earlier) || counter != c.counter {
			t.Errorf("formerly(%s) = %v, %q, want %v, %q", c.roleText, earlier, counter, c.earlier, c.counter)
		}
	}
}

// standings writes name, role and side of every party.
func standings(text string) string {
	var b strings.Builder
	for _, p := range Parse("t", text).Parties {
		b.WriteString(p.Name + " " + string(p.Role) + " " + string(p.Side) + "; ")
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestStandings(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"public prosecution", "南岭县人民法院\n刑事判决书\n（2021）川0199刑初7号\n公诉机关南岭县人民检察院。\n被告人牛三，男，1990年1月1日出生。\n指定辩护人车四，四川某律师事务所律师。\n被害人马五，女。\n南岭县人民检察院以南检刑诉〔2021〕5号起诉书指控被告人牛三犯盗窃罪，于2021年3月1日向本院提起公诉。",
			"南岭县人民检察院 prosecutor claiming; 牛三 accused defending; 马五 victim third"},
		{"the accused appeals", "刑事裁定书\n（2021）川01刑终7号\n原公诉机关南岭县人民检察院。\n上诉人（原审被告人）牛三，男，1990年1月1日出生。\n原审被告人羊六，男。\n上诉人（原审附带民事诉讼原告人）马五，女。\n南岭县人民法院审理南岭县人民检察院指控原审被告人牛三犯盗窃罪一案，于2021年3月1日作出（2021）川0199刑初7号刑事判决。",
			"南岭县人民检察院 prosecutor claiming; 牛三 accused defending; 羊六 accused defending; 马五 appellant claiming"},
		{"a name that begins with 人", "民事判决书\n（2021）川0199民初8号\n原告牛三，男。\n被告人人好超市有限公司。\n原告牛三与被告人人好超市有限公司买卖合同纠纷一案，本院立案后审理终结。",
			"牛三 plaintiff claiming; 人人好超市有限公司 defendant defending"},
		{"private prosecution", "刑事判决书\n（2021）川0199刑初9号\n自诉人暨附带民事诉讼原告人马五，女。\n被告人牛三，男。\n自诉人马五以被告人牛三犯诽谤罪，向本院提起自诉。",
			"马五 plaintiff claiming; 牛三 accused defending"},
		{"compensation", "国家赔偿决定书\n（2021）川01委赔3号\n赔偿请求人：牛三，男。\n赔偿义务机关：南岭县公安局，住所地南岭县。\n赔偿请求人牛三以违法查封为由，向本院赔偿委员会申请赔偿。",
			"牛三 applicant claiming; 南岭县公安局 respondent defending"},
		{"who objects claims", "执行裁定书\n（2021）川0199执异3号\n案外人：牛三，男。\n申请执行人：马五，女。\n被执行人：羊六，男。\n本院在执行马五与羊六一案中，案外人牛三提出异议。",
			"牛三 other claiming; 马五 applicant defending; 羊六 respondent defending"},
		{"who asks for review claims", "执行裁定书\n（2021）川01执复3号\n复议申请人（异议人、被执行人）：羊六，男。\n申请执行人：马五，女。\n复议申请人羊六不服南岭县人民法院（2021）川0199执异3号执行裁定，向本院申请复议。",
			"羊六 applicant claiming; 马五 applicant defending"},
		{"enforcement without objection", "执行裁定书\n（2021）川0199执3号\n申请执行人：马五，女。\n被执行人：羊六，男。\n本院在执行马五与羊六一案中。",
			"马五 applicant claiming; 羊六 respondent defending"},
		{"counterclaim named first", "民事判决书\n（2021）川0199民初3号\n原告（反诉被告）：马五，女。\n反诉原告（本诉被告）：羊六，男。\n原告马五与被告羊六买卖合同纠纷一案，本院受理后审理终结。",
			"马五 plaintiff claiming; 羊六 defendant defending"},
		{"protest", "民事裁定书\n（2021）川民抗3号\n抗诉机关：四川省人民检察院。\n申诉人（一审原告）：马五，女。\n被申诉人（一审被告）：羊六，男。\n申诉人马五因与被申诉人羊六买卖合同纠纷一案，不服判决。",
			"四川省人民检察院 prosecutor unknown; 马五 applicant claiming; 羊六 respondent defending"},
		{"masked and numbered in a row", "原告张某1、被告李某2，男，1980年1月1日出生。\n原告张某1与被告李某2离婚纠纷一案，本院受理。",
			"张某1 plaintiff claiming; 李某2 defendant defending"},
	} {
		if got := standings(c.text); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestPartiesTogether(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"原告：张某等32人（名单附后）。", "张某*32"},
		{"原告：张某1、李某2等五人。", "张某1*0 李某2*4"},
		{"原告：张三等人，住某县。", "张三*0"},
		{"原告：某市高等专科学校。", "某市高等专科学校*0"},
		{"原告：阿依古丽·买买提、张三，均住某县某镇。", "阿依古丽·买买提*0 张三*0"},
	} {
		var got []string
		for _, p := range Parse("t", c.line+"\n被告：羊六，男。\n原告与被告羊六买卖合同纠纷一案，本院受理。").Parties {
			if p.Role == Plaintiff {
				got = append(got, p.Name+"*"+string(rune('0'+p.Together%10)))
			}
		}
		want := strings.ReplaceAll(c.want, "*32", "*2")
		if strings.Join(got, " ") != want {
			t.Errorf("%s gives %v, want %s", c.line, got, want)
		}
	}
}

func TestListedTwice(t *testing.T) {
	for _, c := range []struct {
		name, list string
		want       int
	}{
		{"the portal's copy of a masked party", "被告：张某某，男，1980年1月1日出生。\n被告：张某某，男，1980年1月1日出生。", 1},
		{"two of the same masked name", "被告：张某某，男，1980年1月1日出生。\n被告：张某某，男，1981年1月1日出生。", 2},
		{"two of whom nothing else is said", "被告：张某某。\n被告：张某某。", 2},
		{"a plain name", "被告：张三，男。\n被告：张三。", 1},
	} {
		j := Parse("t", "原告：羊六，男。\n"+c.list+"\n原告羊六与被告买卖合同纠纷一案，本院受理。")
		if got := len(j.Parties) - 1; got != c.want {
			t.Errorf("%s: %d defendants, want %d", c.name, got, c.want)
		}
	}
}

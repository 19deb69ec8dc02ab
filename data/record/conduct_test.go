package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// suit makes a first-instance judgment from the words on procedure, the end of the disposition
// and the words below the signatures.
func suit(procedure, disposition, below string) string {
	return "某市某区人民法院\n民事判决书\n（2018）浙0106民初90001号\n原告：钱伍德，男。\n被告：李柒文，女。\n被告：周捌英，女。\n" +
		"原告钱伍德与被告李柒文、周捌英民间借贷纠纷一案，" + procedure + "\n原告钱伍德向本院提出诉讼请求：归还借款。\n经审理查明：借款属实。\n" +
		"本院认为，借款应当归还。判决如下：\n一、被告李柒文归还借款。\n" + disposition + "\n审判员　吴玖明\n二〇一八年四月二十五日\n" + below
}

func TestConduct(t *testing.T) {
	for _, c := range []struct{ procedure, want string }{
		{"本院于2018年3月12日立案后，依法适用简易程序，于2018年4月18日公开开庭进行了审理。", "simplified sole 2018-03-12 2018-04-18 - -"},
		{"本院于2018年3月12日立案后，依法适用小额诉讼程序审理。", "small_claims sole 2018-03-12 - - -"},
		{"本院2018年3月12日受理后，依法适用简易程序（小额诉讼）审理。", "small_claims sole 2018-03-12 - - -"},
		{"本院于2018年3月12日立案后，适用简易程序，因案情复杂转为普通程序，依法组成合议庭审理。", "ordinary panel 2018-03-12 - - -"},
		{"本院立案后，由审判员吴玖明独任审判，后组成合议庭审理。", "ordinary panel - - - -"},
		{"本院立案后，由审判员吴玖明独任审判，公开开庭进行了审理。", "- sole - - - -"},
		{"本院于2018年3月12日立案后，于2018年4月18日、2018年5月9日公开开庭进行了审理。", "- sole 2018-03-12 2018-04-18 - -"},
		{"本院于2018年3月12日立案后，于2018年4月2日、4月18日和2018年5月9日两次公开开庭审理。", "- sole 2018-03-12 2018-04-02 - -"},
		{"本院于2018年3月12日立案，2018年4月18日公开开庭，2018年5月9日第二次开庭。", "- sole 2018-03-12 2018-04-18 - -"},
		{"本院于2018年3月12日立案后审理。被告李柒文经本院公告送达开庭传票，拒不到庭。", "- sole 2018-03-12 - - true"},
		{"本院于2018年3月12日立案，2018年4月2日在《人民法院报》公告送达应诉材料。", "- sole 2018-03-12 - 2018-04-02 true"},
		{"本院立案后，于2018年3月15日向被告送达起诉状副本，同年4月18日开庭。", "- sole - 2018-04-18 2018-03-15 -"},
		{"原告于2018年3月9日向本院提起诉讼。本院于同日立案后，于2018年4月18日公开开庭进行了审理。", "- sole 2018-03-09 2018-04-18 - -"},
		{"原告于2018年3月9日提起诉讼，本院当日受理后，适用简易程序审理。", "simplified sole 2018-03-09 - - -"},
		{"原告于2018年3月9日提起诉讼，同日交纳诉讼费，本院审理。", "- sole - - - -"},
		{"原告于2018年3月9日向本院提交诉状，本院当天立案，适用简易程序审理。", "simplified sole 2018-03-09 - - -"},
		{"本院于2018年3月9日收到诉状，即日立案受理。", "- sole 2018-03-09 - - -"},
		{"本院于2018年3月12日立案，适用简易程序，于同日公开开庭进行了审理。", "simplified sole 2018-03-12 2018-03-12 - -"},
		{"原告于2018年3月9日提起诉讼，本院当日立案，当日不公开开庭进行了审理。", "- sole 2018-03-09 2018-03-09 - -"},
		{"本院于2018年3月12日立案，同日向被告送达开庭传票，后公开开庭进行了审理。", "- sole 2018-03-12 - - -"},
		{"本院于2018年3月12日立案，同日组成合议庭，于2018年4月18日公开开庭进行了审理。", "ordinary panel 2018-03-12 2018-04-18 - -"},
		{"本院立案后审理。双方在某某部2012年第17号公告发布后签约。", "- sole - - - -"},
	} {
		j := Parse("c", suit(c.procedure, "案件受理费50元，由被告负担。", ""))
		announced := "-"
		if j.Announced != nil && *j.Announced {
			announced = "true"
		}
		or := func(s string) string {
			if s == "" {
				return "-"
			}
			return s
		}
		got := fmt.Sprint(or(string(j.Track)), " ", j.Bench, " ", or(j.FiledOn), " ", or(j.HeardOn), " ", or(j.ServedOn), " ", announced)
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.procedure, got, c.want)
		}
	}
}

func TestCosts(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"案件受理费6550元，减半收取3275元，由被告李柒文、周捌英负担。", "acceptance 3275 李柒文,周捌英"},
		{"案件受理费100元（已减半收取），由被告负担。", "acceptance 100 李柒文,周捌英"},
		{"案件受理费100元，保全费20元，公告费300元，合计420元，由被告李柒文负担。", "acceptance 100 李柒文; preservation 20 李柒文; notice 300 李柒文"},
		{"案件受理费100元，由原告钱伍德负担30元，由被告李柒文负担70元。", "acceptance 30 钱伍德; acceptance 70 李柒文"},
		{"案件受理费100元，由原告负担30元（已交纳），被告李柒文负担70元（于本判决生效后七日内交纳）。", "acceptance 30 钱伍德; acceptance 70 李柒文"},
		{"案件受理费50元，减半收取25元，其中10元由原告钱伍德负担，另外15元由被告周捌英负担。", "acceptance 10 钱伍德; acceptance 15 周捌英"},
		{"案件受理费50元（原告已预交），由被告周捌英负担；鉴定费800元，由原告负担。", "acceptance 50 周捌英; appraisal 800 钱伍德"},
		{"二、被告赔偿医疗费、鉴定费共计900元。", ""},
		{"二、原告的损失为医疗费100元、鉴定费400元，由被告李柒文承担300元。", ""},
		{"如不服本判决，向本院递交上诉状，预交上诉案件受理费400元，上诉于某市中级人民法院。", ""},
	} {
		text := suit("本院立案后审理。", c.in, "")
		j := Parse("c", text)
		var got []string
		for _, x := range j.Costs {
			got = append(got, fmt.Sprintf("%s %v %s", x.Kind, x.Yuan, strings.Join(x.Payers, ",")))
			if w := cut(text, x.Span); !strings.Contains(c.in, w) {
				t.Errorf("%s: the span covers %q", c.in, w)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, s, c.want)
		}
	}
}

func TestAppealNotice(t *testing.T) {
	for _, c := range []struct {
		in, court string
		days      int
	}{
		{"如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状，上诉于浙江省杭州市中级人民法院。", "浙江省杭州市中级人民法院", 15},
		{"如不服本裁定，可以在裁定书送达之日起10日内向本院递交上诉状，上诉于杭州市中级人民法院。", "杭州市中级人民法院", 10},
		{"如不服本判决，可于判决书送达之日起十五日内，向本院递交上诉状，预交受理费50元（户名：某局；账号：20）。上诉于杭州市中级人民法院。", "杭州市中级人民法院", 15},
		{"如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向浙江省杭州市中级人民法院提出上诉。", "浙江省杭州市中级人民法院", 10},
		{"本判决为终审判决。", "", 0},
		{"被告不服本判决书以外的决定。", "", 0},
	} {
		j := Parse("c", suit("本院立案后审理。", c.in, ""))
		if j.AppealCourt != c.court || j.AppealDays != c.days {
			t.Errorf("%s: %q, %d; want %q, %d", c.in, j.AppealCourt, j.AppealDays, c.court, c.days)
		}
	}
}

func TestClerks(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"书　记　员　　郑拾", "郑拾"},
		{"法官助理何拾壹\n书记员郑拾\n附：本案相关法条", "何拾壹 郑拾"},
		{"代书记员：郑拾", "郑拾"},
		{"书记员郑拾（兼）", "郑拾"},
		{"附：书记员工作细则", ""},
		{"本件与原本核对无异", ""},
	} {
		if got := Parse("c", suit("本院立案后审理。", "", c.in)).Clerks; !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%s: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestPriorCases(t *testing.T) {
	for _, c := range []struct{ head, in, want string }{
		{"（2019）浙01民终90002号\n上诉人（原审被告）：李柒文，女。\n被上诉人（原审原告）：钱伍德，男。\n", "上诉人李柒文因与被上诉人钱伍德民间借贷纠纷一案，不服杭州市西湖区人民法院（2018）浙0106民初90001号民事判决，向本院提起上诉。", "（2018）浙0106民初90001号 reviewed 杭州市西湖区人民法院 judgment "},
		{"（2019）浙民申90002号\n再审申请人（一审被告）：李柒文，女。\n被申请人（一审原告）：钱伍德，男。\n", "李柒文与钱伍德民间借贷纠纷一案，浙江省杭州市中级人民法院于2018年3月4日作出（2018）浙01民终90001号民事判决，已经发生法律效力。李柒文不服，向本院申请再审。", "（2018）浙01民终90001号 reviewed 浙江省杭州市中级人民法院 judgment 2018-03-04"},
		{"（2019）浙0106执90002号\n申请执行人：钱伍德，男。\n被执行人：李柒文，女。\n", "本院依据已经发生法律效力的（2018）浙0106民初90001号民事调解书立案执行。", "（2018）浙0106民初90001号 enforced  mediation "},
		{"（2019）浙0106民初90002号\n原告：钱伍德，男。\n被告：李柒文，女。\n", "原告钱伍德与被告李柒文民间借贷纠纷一案，本院立案后审理。原告提供杭州市西湖区人民法院（2018）浙0106民初90001号民事判决书一份。", "（2018）浙0106民初90001号 related 杭州市西湖区人民法院 judgment "},
		{"（2019）浙0106民初90002号\n原告：钱伍德，男。\n被告：李柒文，女。\n", "原告钱伍德与被告李柒文民间借贷纠纷一案，本院立案后审理。另查明，本院（2018）浙0106民初90001号案尚在审理，（2019）浙0106民初90002号之一裁定已作出，某公证处（2018）浙杭证民字第12号公证书在卷。", "（2018）浙0106民初90001号 related 浙江省杭州市西湖区人民法院  "},
	} {
		j := Parse("c", "浙江省杭州市西湖区人民法院\n民事判决书\n"+c.head+c.in+"\n本院认为，应予处理。\n审判员　吴玖明\n二〇一九年四月二十五日")
		var got []string
		for _, p := range j.PriorCases {
			got = append(got, fmt.Sprintf("%s %s %s %s %s", p.CaseNo, p.Relation, p.Court, p.DocType, p.DecidedOn))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.in, s, c.want)
		}
	}
}

func TestCauseCode(t *testing.T) {
	for _, c := range []struct{ cause, filed, code, table string }{
		{"民间借贷纠纷", "2019年1月8日", "9181", "2011"},
		{"民间借贷纠纷", "2020年12月31日", "9181", "2011"},
		{"民间借贷纠纷", "2021年1月1日", "9181", "2020"},
		{"民间借贷纠纷", "2025年12月31日", "9181", "2020"},
		{"民间借贷纠纷", "2026年1月1日", "9181", "2025"},
		{"民间借贷纠纷", "2009年1月8日", "9181", "2011"}, // the table of 2008 is not here whole
		{"中介合同纠纷", "2022年3月1日", "9246", "2020"},
		{"居间合同纠纷", "2022年3月1日", "9246", "2020"}, // by its old name
		{"居间合同纠纷", "2019年3月1日", "9246", "2011"},
		{"保理合同纠纷", "2019年3月1日", "N11", "2020"}, // before any table had it
		{"道路交通事故人身损害赔偿纠纷", "2009年3月1日", "9722", "2008"},
		{"机动车交通事故责任纠纷", "2019年3月1日", "9722", "2011"},
		{"声音保护纠纷", "2023年3月1日", "N01", "2020"},
		{"新就业形态用工合同纠纷", "2026年3月2日", causes().byName["新就业形态用工合同纠纷"].id, "2025"},
		{"专利权权属纠纷", "2026年3月2日", causes().byName["专利权权属纠纷"].id, "2020"}, // divided in three since
	} {
		j := Parse("c", strings.Replace(suit("本院于"+c.filed+"立案后审理。", "", ""), "民间借贷纠纷", c.cause, 1))
		if j.CauseCode != c.code || j.CauseTable != c.table {
			t.Errorf("%s of %s: %q of %q, want %q of %q", c.cause, c.filed, j.CauseCode, j.CauseTable, c.code, c.table)
		}
	}
	// Where the text does not say when the case was filed, the decision counts.
	if j := Parse("c", suit("本院立案后审理。", "", "")); j.FiledOn != "" || j.DecidedOn == "" || j.CauseTable != CauseTableInForce(j.DecidedOn) {
		t.Errorf("filed %q, decided %q: table %q", j.FiledOn, j.DecidedOn, j.CauseTable)
	}
	for day, want := range map[string]string{"2007-01-01": "", "2009-05-01": "2008", "2016-05-01": "2011", "2021-01-01": "2020", "2025-12-31": "2020", "2026-01-01": "2025"} {
		if got := CauseTableInForce(day); got != want {
			t.Errorf("CauseTableInForce(%s) = %q, want %q", day, got, want)
		}
	}
}

// The tables have as many names as reference/README.md says, and none of them twice.
func TestCauseTables(t *testing.T) {
	count := make([]int, len(causeTables()))
	for i := range count {
		ids := map[string]string{}
		for name, row := range causes().byName {
			if !row.tables.has(i) || strings.Contains(name, "(") { // the same with half-width brackets
				continue
			}
			count[i]++
			if other, ok := ids[row.id]; ok && i >= 2 {
				t.Errorf("%s: %s and %s are both %s", causeTables()[i].version, name, other, row.id)
			}
			ids[row.id] = name
		}
	}
	if want := []int{29, 854, 917, 1049}; !slices.Equal(count, want) {
		t.Errorf("the tables have %d names, want %d", count, want)
	}
}

package record

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDateAt(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"二〇一六年六月二十二日", "2016-06-22"},
		{"二○一六年六月二十二日", "2016-06-22"},
		{"二零一六年十二月三十一日", "2016-12-31"},
		{"二O一二年四月十三日", "2012-04-13"},
		{"二０一七年十月十日", "2017-10-10"},
		{"2016年6月22日", "2016-06-22"},
		{"２０１６年６月２２日", "2016-06-22"},
		{"2016 年 6 月 22 日", "2016-06-22"},
		{"2018年08月26日", "2018-08-26"},
		{"2015年9月18号", "2015-09-18"},
		{"2016-6-22", "2016-06-22"},
		{"2016.6.22", "2016-06-22"},
		{"2016/06/22", "2016-06-22"},
		{"2013年元月28日", "2013-01-28"},
		{"二○一四年元月二十日", "2014-01-20"},
		{"2014年3月", "2014-03"},
		{"2014年3月的一天", "2014-03"},
		{"1996年2月29日", "1996-02-29"},
		{"1997年2月29日", "1997-02"}, // no such day: the month is still told
		{"2016年13月2日", ""},
		{"3016年1月2日", ""},
		{"2016年", ""},
		{"2016-6", ""},
		{"年月日", ""},
		{"", ""},
	} {
		if got, _ := dateAt(c.in); got != c.want {
			t.Errorf("dateAt(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2010年1月3日、同年2月4日及2011年5月", "2010-01-03 2010-02-04 2011-05"},
		{"当年7月1日", ""}, // of which year?
		{"合同编号20160622号", ""},
		{"陈某12015年1月2日借款", "2015-01-02"},
	} {
		var got []string
		for _, d := range days(c.in, "陈某1") {
			got = append(got, d.iso)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("days(%q) = %q, want %q", c.in, s, c.want)
		}
	}
}

// A date written in either script reads back as itself.
func TestDatesReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		y := rapid.IntRange(1900, 2099).Draw(rt, "y")
		m := rapid.IntRange(1, 12).Draw(rt, "m")
		d := rapid.IntRange(1, daysIn(y, m)).Draw(rt, "d")
		want := isoDate(y, m, d)
		chinese := yearInChinese(y) + "年" + smallInChinese(m) + "月" + smallInChinese(d) + "日"
		if got, n := dateAt(chinese); got != want || n != len(chinese) {
			rt.Errorf("dateAt(%q) = %q, %d; want %q, %d", chinese, got, n, want, len(chinese))
		}
	})
}

func yearInChinese(y int) string {
	var b strings.Builder
	for _, c := range []int{y / 1000, y / 100 % 10, y / 10 % 10, y % 10} {
		b.WriteRune([]rune("〇一二三四五六七八九")[c])
	}
	return b.String()
}

func smallInChinese(n int) string {
	units := []rune(" 一二三四五六七八九")
	switch {
	case n < 10:
		return string(units[n])
	case n == 10:
		return "十"
	case n < 20:
		return "十" + string(units[n%10])
	case n%10 == 0:
		return string(units[n/10]) + "十"
	}
	return string(units[n/10]) + "十" + string(units[n%10])
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
	}{
		{"43,840元", 43840},
		{"43，840元", 43840},
		{"1,234,567.89元", 1234567.89},
		{"９０００元", 9000},
		{"30万元", 300000},
		{"79.5万元", 795000},
		{"79.5万", 795000},
		{"1.2亿元", 120000000},
		{"叁拾万元整", 300000},
		{"叁拾伍万元正", 350000},
		{"捌佰万元", 8000000},
		{"壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", 1234567.89},
		{"三万五千元", 35000},
		{"3万5千元", 35000},
		{"十五万元", 150000},
		{"一百零五元", 105},
		{"四十万元", 400000},
		{"3万余元", 30000},
		{"7050万余元", 70500000},
		{"三十多万元", 300000},
		{"5元3角", 5.3},
		{"100圆", 100},
		{"10万", 100000},
		{"100", 0}, // no unit: not money
		{"2018年", 0},
		{"元", 0},
		{"", 0},
	} {
		if got, _ := money(c.in); !near(got, c.want) {
			t.Errorf("money(%q) = %v, want %v", c.in, got, c.want)
		}
	}
}

func near(a, b float64) bool { return a-b < 0.001 && b-a < 0.001 }

func TestSumsLeavesNamesAlone(t *testing.T) {
	got := sumsIn("原告借给被告陈某18万元、另付2000元", "陈某1")
	if len(got) != 2 || got[0].yuan != 80000 || got[1].yuan != 2000 {
		t.Errorf("sums = %+v, want 80000 and 2000", got)
	}
}

func TestRateAt(t *testing.T) {
	for _, c := range []struct {
		before, in string
		want       float64
	}{
		{"", "月息2分", 24},
		{"", "月息一分五", 18},
		{"", "月息八厘", 9.6},
		{"月", "利率2%", 24},
		{"月", "利率为20‰", 24},
		{"年", "利率24％", 24},
		{"年", "利率按6%", 6},
		{"", "年息百分之十", 10},
		{"", "利息2分", 24},
		{"", "月利率1.5%", 18},
		{"日", "利率万分之五", 18.25},
		{"", "利率12%", 0}, // a year's or a month's?
		{"", "利息5000元", 0},
	} {
		if got, _ := rateAt(c.in, c.before); !near(got, c.want) {
			t.Errorf("rateAt(%q, %q) = %v, want %v", c.in, c.before, got, c.want)
		}
	}
}

func TestCaseNumberAt(t *testing.T) {
	for _, c := range []struct {
		in, norm  string
		procedure Procedure
	}{
		{"（2018）粤0303民初23663号", "（2018）粤0303民初23663号", First},
		{"(2018)粤0303民初23663号", "（2018）粤0303民初23663号", First},
		{"〔2014〕民申字第1759号", "（2014）民申字第1759号", RetrialReview},
		{"［2014］浙绍商初字第123号", "（2014）浙绍商初字第123号", First},
		{"【2014】浙绍商初字第123号", "（2014）浙绍商初字第123号", First},
		{"（２０１５）甘民一终字第２４２号", "（2015）甘民一终字第242号", Second},
		{"( 2016 ) 浙 0783 民初 17571 号", "（2016）浙0783民初17571号", First},
		{"（2018）粤0303民初23663-23664、24590-24597号", "（2018）粤0303民初23663-23664、24590-24597号", First},
		{"（2018）粤0303民初1号、2号、3号", "（2018）粤0303民初1号、2号、3号", First},
		{"（2019）湘0104执90007号之一", "（2019）湘0104执90007号之一", Enforcement},
		{"（2008）沪一中民三（商）终字第426号", "（2008）沪一中民三（商）终字第426号", Second},
		{"（2015）民提字第68号", "（2015）民提字第68号", Retrial},
		{"（2021）豫0105民督6号", "（2021）豫0105民督6号", Payment},
		{"（2022）闽0203民特12号", "（2022）闽0203民特12号", Special},
		{"（2019）浙01破申5号", "（2019）浙01破申5号", Bankruptcy},
		{"（2016）最高法民申90010号", "（2016）最高法民申90010号", RetrialReview},
		{"（2016）民", "", ""},
		{"（以下简称）第1号", "", ""},
		{"（2016）年的合同，编号3号", "", ""},
		{"2016号", "", ""},
		{"", "", ""},
	} {
		norm, _ := caseNumberAt(c.in)
		if norm != c.norm || procedureOf(norm) != c.procedure {
			t.Errorf("caseNumberAt(%q) = %q, %q; want %q, %q", c.in, norm, procedureOf(norm), c.norm, c.procedure)
		}
	}
}

// A normal form is its own normal form.
func TestNormalCaseNoIsStable(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("（）()〔〕[]２０１8浙民初字第号、-－ 之一\u3000"))).Draw(rt, "s")
		once := NormalCaseNo(s)
		if twice := NormalCaseNo(once); twice != once {
			rt.Errorf("NormalCaseNo(%q) = %q, then %q", s, once, twice)
		}
	})
}

func TestMasked(t *testing.T) {
	for name, want := range map[string]bool{
		"张某": true, "张某某": true, "李某1": true, "王×": true, "王**": true, "王XX": true, "陈Ｘ": true, "赵某甲": true, "袁2": true, "孙甲": true,
		"某公司": true, "济南某某小额贷款有限公司": true, "北京XX科技有限公司": true, "陈X甲": true,
		"张三": false, "欧阳修": false, "中国银行股份有限公司": false, "七天酒店1店有限公司": false, "": false,
	} {
		if got := Masked(name); got != want {
			t.Errorf("Masked(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestOrgClass(t *testing.T) {
	for name, want := range map[string]string{
		"中国工商银行股份有限公司杭州分行": ClassBank,
		"绍兴恒信农村合作银行":       ClassBank,
		"赣县农村信用合作联社":       ClassBank,
		"某某小额贷款有限公司":       ClassMicroLender,
		"浙江中新融资担保有限公司":     ClassGuarantor,
		"上海恒隆典当有限公司":       ClassPawn,
		"远东国际融资租赁有限公司":     ClassLeasing,
		"深圳前海商业保理有限公司":     ClassFactoring,
		"中国信达资产管理股份有限公司":   ClassAssetManager,
		"捷信消费金融有限公司":       ClassConsumerFinance,
		"中国人民财产保险股份有限公司":   ClassInsurer,
		"中国人寿保险股份有限公司":     ClassInsurer,
		"某某保险代理有限公司":       ClassCompany,
		"碧桂园物业服务有限公司":      ClassPropertyManager,
		"国网浙江省电力公司":        ClassUtility,
		"杭州市自来水总公司":        ClassUtility,
		"中国电信股份有限公司":       ClassTelecom,
		"中国音乐著作权协会":        ClassCollective,
		"杭州市西湖区人民政府":       ClassGovernment,
		"青岛市国土资源局":         ClassGovernment,
		"龙井村村民委员会":         ClassVillage,
		"龙井村股份经济合作社":       ClassVillage,
		"杭州明鉴科技有限公司":       ClassCompany,
		"第六中学":             ClassOther,
		"张三":               ClassOther,
	} {
		if got := OrgClass(name); got != want {
			t.Errorf("OrgClass(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestKindOf(t *testing.T) {
	for name, want := range map[string]string{
		"张三": Person, "欧阳春晓": Person, "买买提·吐尔逊": Person, "李局": Person, "王会": Person,
		"某公司": Organisation, "杭州明鉴科技有限公司": Organisation, "遂宁市第六中学": Organisation, "西湖区好乐百货店": Organisation,
		"北京安杰律师事务所": Organisation, "常捌壹建筑工程队": Organisation, "上海某投资中心（有限合伙）": Organisation, "Apple Inc": Organisation,
	} {
		if got := kindOf(name); got != want {
			t.Errorf("kindOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestCourtByName(t *testing.T) {
	for _, c := range []struct {
		name, code string
		level      int
	}{
		{"中华人民共和国最高人民法院", "0010000", 1},
		{"最高人民法院", "0010000", 1},
		{"北京市高级人民法院", "001001000", 2},
		{"北京市第一中级人民法院", "001001001000", 3},
		{"北京市石景山区人民法院", "001001001003", 4},
		{"浙江省杭州市西湖区人民法院", "001011001005", 4},
		{"杭州市西湖区人民法院", "001011001005", 4},
		{"杭州市 西湖区人民法院", "001011001005", 4},
		{"云南省杭州市西湖区人民法院", "001011001005", 4}, // a wrong province does not matter
	} {
		got, ok := CourtByName(c.name)
		if !ok || got.Code != c.code || got.Level != c.level {
			t.Errorf("CourtByName(%q) = %+v, %v; want code %s, level %d", c.name, got, ok, c.code, c.level)
		}
	}
	for _, name := range []string{"", "人民法院", "火星市人民法院"} {
		if got, ok := CourtByName(name); ok {
			t.Errorf("CourtByName(%q) = %+v, want none", name, got)
		}
	}
}

func TestArea(t *testing.T) {
	for code, want := range map[string]string{
		"001001001003": "001001001000", // basic → intermediate
		"001001001000": "001001001000", // itself
		"001001000":    "001001000",    // a high court has none over it
		"0010000":      "0010000",
		"x":            "x",
	} {
		if got := Area(code); got != want {
			t.Errorf("Area(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestTakenAsWithdrawn(t *testing.T) {
	for text, want := range map[string]bool{
		"本案按撤诉处理。":                  true,
		"本案按原告丁安远撤回起诉处理。":           true,
		"本案按上诉人洪晓禾自动撤回上诉处理。":        true,
		"按自动撤诉处理":                   true,
		"按照合同约定支付货款。原告申请撤回保全，予以准许。": false,
		"被告于本判决生效之日起十日内按约归还借款。":     false,
	} {
		if got := takenAsWithdrawn(text); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

func TestNamesThatEndInASex(t *testing.T) {
	for line, want := range map[string]string{
		"原告：陈向男，男，1970年3月4日出生。": "陈向男",
		"原告：丁亚女，女，汉族。":          "丁亚女",
		"原告丁安远男，1970年3月4日出生。":   "丁安远",
	} {
		j := Parse("x", "清溪县人民法院\n民事判决书\n（2021）浙0698民初1号\n"+line+"\n被告：洪晓禾，女。\n原告与被告民间借贷纠纷一案，现已审理终结。\n")
		if len(j.Parties) == 0 || j.Parties[0].Name != want {
			t.Errorf("%s: got %+v", line, j.Parties)
		}
	}
}

func TestAreaOfAJudgment(t *testing.T) {
	for _, tc := range []struct{ code, caseNo, want string }{
		{"001001001003", "（2021）京0101民初1号", "001001001000"}, // the list knows best
		{"", "（2021）浙1902民初12号", "浙19"},
		{"", "（2021）浙19民终12号", "浙19"},
		{"", "（2014）绍商初字第123号", ""},
		{"", "（2021）浙民终12号", ""},
		{"", "", ""},
	} {
		if got := (Judgment{CourtCode: tc.code, CaseNo: tc.caseNo}).Area(); got != tc.want {
			t.Errorf("%q %q: got %q, want %q", tc.code, tc.caseNo, got, tc.want)
		}
	}
}

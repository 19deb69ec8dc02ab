package standard

import (
	"strings"
	"testing"
)

// TestTitled: what a list is called tells the code that no column has.
func TestTitled(t *testing.T) {
	lib := standards(t)
	for _, c := range []struct {
		standard, headings, cell string
		around                   []string
		want                     string
	}{
		{"tax_payment", "纳税人名称 应纳税额", "", []string{"", "耕地占用税申报缴纳.csv"}, "tax=land_occupation"},
		{"tax_payment", "纳税人名称 税种", "增值税", []string{"耕地占用税申报缴纳.csv"}, ""},
		{"tax_payment", "税目 纳税人名称", "大气污染物", []string{"环境保护税申报.csv"}, "tax=environment"},
		{"tax_payment", "纳税人名称", "", []string{"增值税、消费税申报.csv"}, ""},
		{"allowance_payment", "姓名 发放金额", "", []string{"Sheet1", "第 1 行是表头上方的标题或说明：高龄津贴发放表", "发放.xlsx"}, "kind=old_age"},
		{"allowance_payment", "姓名 发放金额", "", []string{"长寿老人补助.xlsx"}, "kind=old_age"},
		{"hardship", "姓名 身份证号", "", []string{"低保边缘户名单.xlsx"}, "kind=near_minimum"},
		{"hardship", "姓名 身份证号", "", []string{"低保、特困人员名单.xlsx"}, ""},
		{"marriage", "男方姓名 女方姓名", "", []string{"离婚登记", "婚姻登记（含补领）.xlsx"}, "kind=divorce"},
		{"marriage", "男方姓名 女方姓名", "", []string{"婚姻登记（含补领）.xlsx"}, ""},
		{"marriage", "男方姓名 女方姓名", "", []string{"补领结婚证.xlsx"}, "kind=reissue"},
		{"custody", "姓名 收监日期", "", []string{"云川监狱"}, "place_kind=prison"},
		{"medical_payment", "姓名 病种 结算日期", "", []string{"门诊慢特病待遇结算.xlsx"}, "kind=chronic"},
		{"medical_payment", "姓名 入院日期", "", []string{"基本医疗保险住院结算.csv"}, "kind=inpatient"},
		{"medical_payment", "姓名 结算日期", "", []string{"住院、门诊慢特病结算.csv"}, ""},
		{"medical_payment", "姓名 医疗类别", "住院", []string{"门诊慢特病结算.csv"}, ""},
		{"insurance_payment", "姓名 单位名称 补缴金额", "", []string{"企业职工养老保险一次性补缴人员名单.xlsx"}, "insurance=pension_employee kind=back"},
		{"insurance_payment", "姓名 单位名称 缴费金额", "", []string{"社会保险参保缴费.csv"}, ""},
		{"dishonest_debtor", "姓名", "", []string{"失信被执行人与限制消费名单"}, ""},
	} {
		headings := strings.Fields(c.headings)
		samples := make([][]string, len(headings))
		if c.cell != "" {
			samples[0], samples[len(samples)-1] = []string{c.cell}, []string{c.cell}
		}
		var got []string
		for _, told := range Titled(lib[c.standard], headings, samples, c.around) {
			got = append(got, told.Field.Name+"="+told.Word.Code)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s %s %v: got %q, want %q", c.standard, c.headings, c.around, s, c.want)
		}
	}
}

// TestInstead: a column stands in for a field that no other column is: the number of a divorce
// certificate for that of a marriage, the head of a household for the person of a row.
func TestInstead(t *testing.T) {
	lib := standards(t)
	for _, c := range []struct{ standard, headings, want string }{
		{"marriage", "离婚证字号 男方姓名", "certificate_no husband"},
		{"marriage", "离婚证字号 结婚证字号", "end_no certificate_no"},
		{"hardship", "户主姓名 户主身份证号 救助类别", "name id_no kind"},
		{"hardship", "姓名 户主姓名 户主身份证号", "name head head_id_no"},
		{"hardship", "户主姓名", "head"},
	} {
		var got []string
		for _, m := range Match(lib[c.standard], strings.Fields(c.headings), nil) {
			got = append(got, m.Field)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s %s: got %s, want %s", c.standard, c.headings, s, c.want)
		}
	}
}

// TestSigns: arbitration of labour is told from that of merchants by what it is about.
func TestSigns(t *testing.T) {
	headings := strings.Fields("裁决书编号 申请人 被申请人 案由 裁决日期")
	for cause, want := range map[string]string{"追索劳动报酬": "labour_award", "借款合同纠纷": "arbitral_award"} {
		samples := [][]string{nil, nil, nil, {cause, cause}, nil}
		all := Guess(standards(t), "仲裁裁决", headings, samples)
		if len(all) == 0 || all[0].Standard != want {
			t.Errorf("%s: got %+v", cause, all[:min(len(all), 2)])
		}
	}
}

// TestSignsOfNumbers: the number of a labour award has 劳人仲, and 仲裁字 as well.
func TestSignsOfNumbers(t *testing.T) {
	headings := strings.Fields("裁决书编号 申请人 被申请人 案由 裁决日期")
	for number, want := range map[string]string{"云劳人仲裁字〔2023〕第300号": "labour_award", "（2023）澜仲裁字第12号": "arbitral_award"} {
		cause := map[string]string{"labour_award": "确认劳动关系", "arbitral_award": "买卖合同纠纷"}[want]
		samples := [][]string{{number, number}, nil, nil, {cause, cause}, nil}
		all := Guess(standards(t), "仲裁裁决台账", headings, samples)
		if len(all) < 2 || all[0].Standard != want || all[0].Score-all[1].Score < 0.1 {
			t.Errorf("%s: got %+v", number, all[:min(len(all), 2)])
		}
	}
}

// TestLacking: what cannot be told is said once, the larger part of it.
func TestLacking(t *testing.T) {
	s := standards(t)["household"]
	for has, want := range map[string]int{"": 1, "relation": 1, "household_no": 0} {
		if says := s.Lacking(func(f string) bool { return f == has }); len(says) != want {
			t.Errorf("with %q: %v", has, says)
		}
	}
}

// TestGuessTitled: a required kind that only the name tells counts as told.
func TestGuessTitled(t *testing.T) {
	headings := strings.Split("姓名,身份证号码,发放年月,发放金额,开户行", ",")
	all := Guess(standards(t), "高龄津贴发放明细.csv", headings, make([][]string, len(headings)))
	if all[0].Standard != "allowance_payment" || all[0].Score-all[1].Score < 0.05 {
		t.Errorf("got %s %.2f, %s %.2f", all[0].Standard, all[0].Score, all[1].Standard, all[1].Score)
	}
}

// TestGuessByTheAct: a list of offences without the day of the penalty is one of penalties.
func TestGuessByTheAct(t *testing.T) {
	headings := strings.Split("处罚决定书编号,当事人,当事人身份证明号码,违法时间,违法地点,违法行为,车辆种类,号牌号码,采集方式,机动车所有人", ",")
	all := Guess(standards(t), "交警-交通违法处理记录.txt", headings, make([][]string, len(headings)))
	if all[0].Standard != "penalty" || all[0].Score < 0.5 || !all[0].Meets(standards(t)["penalty"], "") {
		t.Errorf("got %s %.2f", all[0].Standard, all[0].Score)
	}
}

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

// TestInstead: the number of a divorce certificate stands in for that of a marriage only
// where there is none.
func TestInstead(t *testing.T) {
	s := standards(t)["marriage"]
	if m := Match(s, []string{"离婚证字号", "男方姓名"}, nil); m[0].Field != "certificate_no" {
		t.Errorf("alone it is %q", m[0].Field)
	}
	if m := Match(s, []string{"离婚证字号", "结婚证字号"}, nil); m[0].Field != "end_no" || m[1].Field != "certificate_no" {
		t.Errorf("both: %q, %q", m[0].Field, m[1].Field)
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

package table

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// today is the day of all tests.
func today() time.Time { return time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC) }

// told writes what became of a cell: the value, ~raw, the codes of its problems, ! if it failed.
func told(v Value, err error) string {
	s := fmt.Sprint(v.V)
	switch x := v.V.(type) {
	case nil:
		s = "nil"
	case time.Time:
		s = x.Format(time.DateOnly)
	}
	if v.Raw != "" {
		s += " ~"
	}
	for _, p := range v.Problems {
		s += " " + p.Code
	}
	if err != nil {
		s += "!"
	}
	return s
}

func fieldOf(t standard.Type, f standard.Format, unit string) standard.Field {
	return standard.Field{Name: "x", Title: fault.Text{ZH: "某项", EN: "Something"}, Type: t, Format: f, Unit: unit}
}

func TestReadDates(t *testing.T) {
	f := fieldOf(standard.TypeDate, "", "")
	f.Most, f.Least = "today", "1900-01-01"
	for _, tc := range []struct{ text, want string }{
		{"2024-01-02", "2024-01-02"}, {"2024/1/2", "2024-01-02 ~"}, {"2024.1.2", "2024-01-02 ~"}, {"20240102", "2024-01-02 ~"}, {"202401022230", "2024-01-02 ~"}, {"202401022561", "nil ~ unclear_date!"},
		{"2024年1月2日", "2024-01-02 ~"}, {"二〇二四年一月二日", "2024-01-02 ~"}, {"二零二四年十一月二十二日", "2024-11-22 ~"},
		{"2024-01-02 00:00:00", "2024-01-02 ~"}, {"2024/1/2 0:00", "2024-01-02 ~"}, {"2024-01-02T10:30:00", "2024-01-02 ~"},
		{"2024-01-01T16:00:00.000Z", "2024-01-02 ~"}, {"2024-01-02T00:00:00+08:00", "2024-01-02 ~"}, {"2024年1月2日10时30分", "2024-01-02 ~"},
		{"20240102 103000", "nil ~ unclear_date!"}, {" ２０２４－０１－０２\u3000", "2024-01-02 ~"}, {"2024-01-02\u200b", "2024-01-02 ~"},
		{"24-1-2", "nil ~ unclear_date!"}, {"1/2/2024", "nil ~ unclear_date!"}, {"1月2日", "nil ~ unclear_date!"}, {"2024年1月", "nil ~ unclear_date!"},
		{"2024-01", "nil ~ unclear_date!"}, {"2024", "nil ~ unclear_date!"}, {"45293", "nil ~ unclear_date!"},
		{"2024-02-30", "nil ~ unclear_date!"}, {"2023年2月29日", "nil ~ unclear_date!"}, {"2024-01-02至2024-02-03", "nil ~ unreadable!"}, {"长期", "nil ~ unreadable!"},
		{"", "nil"}, {"  ", "nil"}, {"-", "nil ~"}, {"—", "nil ~"}, {"/", "nil ~"}, {"无", "nil ~"}, {"NULL", "nil ~"}, {"N/A", "nil ~"}, {"空", "nil ~"}, {"#REF!", "nil ~ error_value!"},
		{"2026-11-28", "2026-11-28"}, {"2026-11-29", "2026-11-29 future"}, {"1899-12-31", "1899-12-31 out_of_range"}, {"9999-12-31", "9999-12-31 future"},
	} {
		if got := told(Read(f, Cell{Text: tc.text}, "", today())); got != tc.want {
			t.Errorf("%q: got %s, want %s", tc.text, got, tc.want)
		}
	}
	r := NewReader(f, Column{Days: SerialsFrom1900}, today())
	for text, want := range map[string]string{"45293": "2024-01-02 ~ guessed", "2024": "nil ~ unclear_date!", "20240102": "2024-01-02 ~"} {
		if got := told(r.Read(Cell{text, Number})); got != want {
			t.Errorf("number %s of a workbook: got %s, want %s", text, got, want)
		}
	}
}

func TestReadMonths(t *testing.T) {
	f := fieldOf(standard.TypeDate, standard.FormatMonth, "")
	f.Most = "today"
	r := NewReader(f, Column{Days: SerialsFrom1900}, today())
	for _, tc := range []struct {
		cell Cell
		want string
	}{
		{Cell{"2024-03", Text}, "2024-03-01"}, {Cell{"2024-03-01", Date}, "2024-03-01"}, {Cell{"2024-03-15", Text}, "2024-03-01 ~"}, {Cell{"2024/3", Text}, "2024-03-01 ~"},
		{Cell{"2024.10", Text}, "2024-10-01 ~"}, {Cell{"2024.1", Number}, "nil ~ unclear_date!"}, {Cell{"202403", Text}, "2024-03-01 ~"}, {Cell{"202403", Number}, "2024-03-01 ~"},
		{Cell{"2024年3月", Text}, "2024-03-01 ~"}, {Cell{"二〇二四年三月", Text}, "2024-03-01 ~"}, {Cell{"2024年03月份", Text}, "2024-03-01 ~"}, {Cell{"20240315", Text}, "2024-03-01 ~"}, {Cell{"45352", Number}, "2024-03-01 ~ guessed"},
		{Cell{"202413", Text}, "nil ~ unclear_date!"}, {Cell{"3月", Text}, "nil ~ unclear_date!"}, {Cell{"24-03", Text}, "nil ~ unclear_date!"}, {Cell{"202403-202405", Text}, "nil ~ unclear_date!"},
		{Cell{"2024", Text}, "nil ~ unclear_date!"}, {Cell{"每月", Text}, "nil ~ unclear_date!"}, {Cell{"2027-01", Text}, "2027-01-01 future"}, {Cell{"/", Text}, "nil ~"},
	} {
		if got := told(r.Read(tc.cell)); got != tc.want {
			t.Errorf("%v: got %s, want %s", tc.cell, got, tc.want)
		}
	}
}

// TestReadPeriods: what a statistic is about stands in one cell in many ways, and has two ends.
func TestReadPeriods(t *testing.T) {
	first, last := fieldOf(standard.TypeDate, standard.FormatPeriodFrom, ""), fieldOf(standard.TypeDate, standard.FormatPeriodTo, "")
	for _, tc := range []struct{ text, from, to string }{
		{"2024", "2024-01-01", "2024-12-31"}, {"2024年度", "2024-01-01", "2024-12-31"}, {"2024年上半年", "2024-01-01", "2024-06-30"},
		{"2024年第三季度", "2024-07-01", "2024-09-30"}, {"2024年4季度", "2024-10-01", "2024-12-31"}, {"2024Q1", "2024-01-01", "2024-03-31"}, {"2024年一季度（累计）", "2024-01-01", "2024-03-31"},
		{"2024-02", "2024-02-01", "2024-02-29"}, {"202411", "2024-11-01", "2024-11-30"}, {"2024年3月份", "2024-03-01", "2024-03-31"}, {"2024年1-6月", "2024-01-01", "2024-06-30"},
		{"2024.01-2024.03", "2024-01-01", "2024-03-31"}, {"2024-01至2024-03", "2024-01-01", "2024-03-31"}, {"202401-202412", "2024-01-01", "2024-12-31"},
		{"2024年1月1日至3月31日", "2024-01-01", "2024-03-31"}, {"2024-01-01~2024-03-31", "2024-01-01", "2024-03-31"}, {"2024/7/5", "2024-07-05", "2024-07-05"},
		{"去年", "nil", "nil"}, {"2024年5季度", "nil", "nil"},
	} {
		for f, want := range map[*standard.Field]string{&first: tc.from, &last: tc.to} {
			v, _ := Read(*f, Cell{Text: tc.text}, "", today())
			got := "nil"
			if day, ok := v.V.(time.Time); ok {
				got = day.Format(time.DateOnly)
			}
			if got != want {
				t.Errorf("%s of %q is %s, want %s", f.Format, tc.text, got, want)
			}
		}
	}
}

// TestReadMonthsOfTime: where only the month is told, something lasts from its first day and to its last, and
// that is said; a day stays what it is.
func TestReadMonthsOfTime(t *testing.T) {
	for _, tc := range []struct{ text, from, to string }{
		{"2024-02", "2024-02-01 ~ month_only", "2024-02-29 ~ month_only"}, {"202312", "2023-12-01 ~ month_only", "2023-12-31 ~ month_only"}, {"2023年4月", "2023-04-01 ~ month_only", "2023-04-30 ~ month_only"},
		{"2023-04-15", "2023-04-15", "2023-04-15"}, {"20230415", "2023-04-15 ~", "2023-04-15 ~"}, {"2023", "nil ~ unclear_date!", "nil ~ unclear_date!"}, {"202313", "nil ~ unclear_date!", "nil ~ unclear_date!"}, {"至今", "nil ~ unreadable!", "nil ~ unreadable!"},
	} {
		for format, want := range map[standard.Format]string{standard.FormatFromMonth: tc.from, standard.FormatToMonth: tc.to} {
			if got := told(NewReader(fieldOf(standard.TypeDate, format, ""), Column{}, today()).Read(Cell{tc.text, Text})); got != want {
				t.Errorf("%s, %s: got %s, want %s", tc.text, format, got, want)
			}
		}
	}
}

// TestReadSeveralMonths: a month that is told as a quarter or half a year is the first of it, and in doubt; a
// year names none.
func TestReadSeveralMonths(t *testing.T) {
	for text, want := range map[string]string{
		"2026年一季度": "2026-01-01 ~ unclear_date", "2025年三季度": "2025-07-01 ~ unclear_date", "2025年下半年": "2025-07-01 ~ unclear_date", "2025年4-6月": "2025-04-01 ~ unclear_date",
		"2025年": "nil ~ unclear_date!", "2025年1-12月": "nil ~ unclear_date!", "2025年3月": "2025-03-01 ~", "2025年5季度": "nil ~ unreadable!",
	} {
		if got := told(Read(fieldOf(standard.TypeDate, standard.FormatMonth, ""), Cell{Text: text}, "", today())); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// TestReadAnswers: what a side answered is yes or no by what it says; whoever contests a part contests.
func TestReadAnswers(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"labour_award", "arbitral_award"} {
		f, _ := lib[name].Field("contested")
		for text, want := range map[string]string{
			"认可拖欠，同意支付": "false ~", "对事实及金额均无异议": "false ~", "自认欠付货款": "false ~", "同意申请人请求": "false ~", "无异议": "false ~",
			"不同意申请人请求": "true ~", "否认劳动关系": "true ~", "只认可收到二十万元": "true ~", "对时间无异议，对金额有异议": "true ~", "抗辩已还十二万元": "true ~", "部分认可": "true ~", "不予同意": "true ~", "未同意请求": "true ~", "认可其中部分请求": "true ~", "拒绝认可": "true ~",
			"见答辩状": "nil ~ unreadable!",
		} {
			if got := told(Read(f, Cell{Text: text}, "", today())); got != want {
				t.Errorf("%s, %s: got %s, want %s", name, text, got, want)
			}
		}
	}
}

// TestReadPaidPenalties: whether a penalty was paid is heard however a court says it, and what is left says part.
func TestReadPaidPenalties(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	f, _ := lib["sentence"].Field("property_status")
	for text, want := range map[string]string{"全额缴纳": "paid", "判前足额缴纳": "paid", "已缴齐": "paid", "先行缴纳五千元，余未缴": "part", "余额待缴": "part", "全额未缴纳": "unpaid", "分文未付": "unpaid"} {
		if got, _ := Read(f, Cell{Text: text}, "", today()); got.V != want {
			t.Errorf("%s: got %v, want %s", text, got.V, want)
		}
	}
}

func TestReadNumbers(t *testing.T) {
	for _, tc := range []struct{ text, unit, field, want string }{
		{"1234.56", "", "yuan", "1234.56"}, {"1,234.56", "", "yuan", "1234.56 ~"}, {"1，234.50", "", "yuan", "1234.5 ~"}, {"￥1,234.56元", "", "yuan", "1234.56 ~"},
		{"0", "", "yuan", "0"}, {"0.00", "", "yuan", "0"}, {"-5.5", "", "yuan", "-5.5"}, {"(1,234.56)", "", "yuan", "-1234.56 ~"}, {"（5）", "", "yuan", "-5 ~"},
		{"3.5", "万元", "yuan", "35000 ~"}, {"3.5元", "万元", "yuan", "3.5 ~"}, {"3.5万元", "", "yuan", "35000 ~"}, {"3.5万", "元", "yuan", "35000 ~"}, {"1.1亿元", "", "yuan", "1.1e+08 ~"},
		{"0.0123", "万元", "yuan", "123 ~"}, {"叁拾万元整", "", "yuan", "300000 ~"}, {"人民币壹仟贰佰元伍角", "", "yuan", "1200.5 ~"}, {"三十", "", "days", "30 ~"},
		{"100美元", "", "yuan", "nil ~ unit!"}, {"12,34", "", "yuan", "nil ~ unreadable!"}, {"1.2.3", "", "yuan", "nil ~ unreadable!"}, {"abc", "", "yuan", "nil ~ unreadable!"},
		{"约500", "", "yuan", "nil ~ unreadable!"}, {"500-600", "", "yuan", "nil ~ unreadable!"}, {"１２３", "", "yuan", "123 ~"}, {"1.2E+05", "", "yuan", "120000 ~"}, {"+7", "", "yuan", "7 ~"},
		{"12.5%", "", "percent", "12.5 ~"}, {"12.5", "%", "percent", "12.5"}, {"12.5%", "", "", "0.125 ~"}, {"5‰", "", "percent", "0.5 ~"}, {"12.5%", "", "yuan", "nil ~ unreadable!"},
		{"30天", "", "days", "30 ~"}, {"30", "个月", "days", "nil ~ unit!"}, {"5000", "月", "yuan", "5000"}, {"—", "", "yuan", "nil ~"}, {"-", "", "yuan", "nil ~"},
		{"15亩", "", "square_metres", "10000 ~"}, {"0.6", "亩", "square_metres", "400 ~"}, {"1.2", "公顷", "square_metres", "12000 ~"}, {"3亩", "公顷", "square_metres", "2000 ~"},
		{"2.5", "千升", "litres", "2500 ~"}, {"800", "公斤", "tonnes", "0.8 ~"}, {"5", "吨", "litres", "nil ~ unit!"},
		{"1 234.5", "", "yuan", "1234.5 ~"}, {"85.3平方米", "", "square_metres", "85.3 ~"}, {"1234567890123.45", "", "yuan", "1.23456789012345e+12"},
	} {
		if got := told(Read(fieldOf(standard.TypeNumber, "", tc.field), Cell{Text: tc.text}, tc.unit, today())); got != tc.want {
			t.Errorf("%q in %q: got %s, want %s", tc.text, tc.unit, got, tc.want)
		}
	}
	f := fieldOf(standard.TypeInteger, "", "")
	f.Least, f.Most = "0", "200"
	for text, want := range map[string]string{"12": "12", "12.0": "12 ~", "12.5": "nil ~ unreadable!", "12人": "12 ~", "3万": "30000 ~ out_of_range", "-1": "-1 out_of_range", "1,2": "nil ~ unreadable!", "007": "7 ~"} {
		if got := told(Read(f, Cell{Text: text}, "", today())); got != want {
			t.Errorf("integer %q: got %s, want %s", text, got, want)
		}
	}
	r := NewReader(fieldOf(standard.TypeNumber, "", "yuan"), Column{SheetUnit: "万元"}, today())
	if got := told(r.Read(Cell{"1.5", Number})); got != "15000 ~" {
		t.Errorf("unit of the sheet: got %s", got)
	}
}

func TestReadTexts(t *testing.T) {
	for _, tc := range []struct {
		format     standard.Format
		text, want string
	}{
		{"", "某路1号", "某路1号"}, {"", " 某路\u00a0１号\u200b ", "某路 1号 ~"}, {"", "甲\x00乙", "甲乙 ~"}, {"", `="007"`, "007 ~"}, {"", "1.10101E+17", "nil ~ rounded!"}, {"", "乱\uFFFD码", "乱\uFFFD码 undecodable"},
		{"person_name", "张某", "张某"}, {"person_name", "张　某", "张某 ~"}, {"person_name", "无", "nil ~"}, {"person_name", "阿依古丽•某某", "阿依古丽·某某 ~"}, {"person_name", "John Doe", "John Doe"},
		{"org_name", "某某(浙江)有限公司", "某某（浙江）有限公司 ~"}, {"org_name", "某某 有限公司", "某某有限公司 ~"},
		{"resident_id", "330106199001010019", "330106199001010019 check_digit"}, {"resident_id", "３３０１０６１９９００１０１００１１", "330106199001010011 ~ check_digit"},
		{"resident_id", "11010519491231002x", "11010519491231002X ~"}, {"resident_id", " 110105 19491231 002X", "11010519491231002X ~"}, {"resident_id", "330106700305001", "330106700305001"},
		{"resident_id", "'11010519491231002X", "11010519491231002X ~"}, {"resident_id", "330106********0019", "330106********0019 masked"}, {"resident_id", "E12345678", "E12345678 form"},
		{"resident_id", "3.3010619900101E+17", "nil ~ rounded!"}, {"resident_id", "330106199001010000", "nil ~ rounded!"},
		{"credit_code", "91330106MA27XXXX00", "91330106MA27XXXX00 masked"}, {"credit_code", "91330000000000000x", "91330000000000000X ~ check_digit"}, {"credit_code", "330106000012345", "330106000012345 form"},
		{"phone", "13800000000", "13800000000"}, {"phone", "+86 138-0000-0000", "13800000000 ~"}, {"phone", "0571-88880000", "0571-88880000"}, {"phone", "(0571)88880000", "0571-88880000 ~"}, {"phone", "138****0000", "138****0000 masked"},
		{"phone", "1.38E+10", "nil ~ rounded!"}, {"phone", "13800000000、13800000001", "13800000000、13800000001 form"},
		{"account", "6222 0000 0000 0000", "6222000000000000 ~"}, {"account", "6.222E+15", "nil ~ rounded!"},
		{"party_no", "11010519491231002X", "11010519491231002X"}, {"party_no", "91330000000000000x", "91330000000000000X ~ check_digit"}, {"party_no", "330106********0019", "330106********0019 masked"}, {"party_no", "330106199001010000", "nil ~ rounded!"},
		{"plate", "浙a·12345", "浙A12345 ~"}, {"plate", "浙A12345", "浙A12345"}, {"plate", "临时", "临时 form"},
		{"case_no", "(2024)浙0603民初12号", "（2024）浙0603民初12号 ~"}, {"case_no", "（2024）浙0603民初12号", "（2024）浙0603民初12号"}, {"case_no", "12号", "12号 form"},
		{"division", "330106", "330106"}, {"division", "浙江省杭州市西湖区", "330106 ~"}, {"division", "某处", "某处 form"}, {"division", "330106001002", "330106001002"},
	} {
		if got := told(Read(fieldOf(standard.TypeText, tc.format, ""), Cell{Text: tc.text}, "", today())); got != tc.want {
			t.Errorf("%s %q: got %s, want %s", tc.format, tc.text, got, tc.want)
		}
	}
}

func TestReadWords(t *testing.T) {
	f := fieldOf(standard.TypeText, "", "")
	f.Words = []standard.Word{
		{Code: "male", Title: fault.Text{ZH: "男", EN: "Male"}, Aliases: []string{"1", "男性", "M"}},
		{Code: "none", Title: fault.Text{ZH: "无", EN: "None"}},
	}
	for text, want := range map[string]string{"male": "male", "男": "male ~", " 男 ": "male ~", "1": "male ~", "１": "male ~", "m": "male ~", "无": "none ~", "女": "nil ~ unknown_code!", "-": "nil ~", "": "nil"} {
		if got := told(Read(f, Cell{Text: text}, "", today())); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
	f.Words = []standard.Word{
		{Code: "active", Title: fault.Text{ZH: "在册", EN: "Active"}},
		{Code: "revoked", Title: fault.Text{ZH: "吊销", EN: "Revoked"}, Aliases: []string{"F"}},
		{Code: "old", Title: fault.Text{ZH: "高龄津贴", EN: "Old age"}, Aliases: []string{"高龄补贴"}},
		{Code: "poor", Title: fault.Text{ZH: "特困人员", EN: "Destitute"}},
		{Code: "director", Title: fault.Text{ZH: "董事", EN: "Director"}, Aliases: []string{"执行董事"}},
		{Code: "parent", Title: fault.Text{ZH: "父亲", EN: "Father"}},
	}
	for text, want := range map[string]string{
		"01-在册": "active ~", "1.在册": "active ~", "在册（正常）": "active ~", "在册人员": "active ~", "特困": "poor ~", "特困对象": "nil ~ unknown_code!",
		"80周岁以上高龄补贴": "old ~", "执行董事兼经理": "director ~", "董事、执行董事": "director ~", "f": "revoked ~",
		"未吊销": "nil ~ unknown_code!", "撤销吊销": "nil ~ unknown_code!", "在册（吊销）": "nil ~ unknown_code!", "在册、吊销": "nil ~ unknown_code!",
		"妻子的父亲": "nil ~ unknown_code!", "册": "nil ~ unknown_code!", "津贴": "nil ~ unknown_code!", "（）": "nil ~ unknown_code!", "12": "nil ~ unknown_code!",
	} {
		if got := told(Read(f, Cell{Text: text}, "", today())); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
	b := fieldOf(standard.TypeBoolean, "", "")
	for text, want := range map[string]string{"true": "true", "是": "true ~", "有": "true ~", "√": "true ~", "无": "false ~", "否": "false ~", "N": "false ~", "0": "false ~", "可能": "nil ~ unreadable!", "/": "nil ~"} {
		if got := told(Read(b, Cell{Text: text}, "", today())); got != want {
			t.Errorf("yes or no %q: got %s, want %s", text, got, want)
		}
	}
}

// TestSentences: a sentence names the field in both languages and never what stands in the cell.
func TestSentences(t *testing.T) {
	_, err := Read(fieldOf(standard.TypeDate, "", ""), Cell{Text: "秘密内容"}, "", today())
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Invalid {
		t.Fatalf("got %v", err)
	}
	for _, says := range []string{f.Public.ZH, f.Public.EN} {
		if strings.Contains(says, "秘密") || strings.Contains(says, "%!") {
			t.Errorf("got %q", says)
		}
	}
	if f.Public.ZH != "“某项”的内容不是日期，无法读取。" || f.Public.EN != "Something cannot be read: it is no date." {
		t.Errorf("got %+v", f.Public)
	}
}

func BenchmarkRead(b *testing.B) {
	for _, bc := range []struct {
		name string
		f    standard.Field
		cell Cell
	}{
		{"name", fieldOf(standard.TypeText, standard.FormatPersonName, ""), Cell{Text: "张某某"}},
		{"resident_id", fieldOf(standard.TypeText, standard.FormatResidentID, ""), Cell{Text: "11010519491231002X"}},
		{"address", fieldOf(standard.TypeText, standard.FormatAddress, ""), Cell{Text: "浙江省某市某区某某街道某某路12号3幢401室"}},
		{"phone", fieldOf(standard.TypeText, standard.FormatPhone, ""), Cell{Text: "13800000000"}},
		{"case_no", fieldOf(standard.TypeText, standard.FormatCaseNo, ""), Cell{Text: "（2024）浙0603民初12号"}},
		{"date", fieldOf(standard.TypeDate, "", ""), Cell{Text: "2024-01-02"}},
		{"date in words", fieldOf(standard.TypeDate, "", ""), Cell{Text: "2024年1月2日"}},
		{"amount", fieldOf(standard.TypeNumber, "", "yuan"), Cell{Text: "12345.67"}},
		{"amount with commas", fieldOf(standard.TypeNumber, "", "yuan"), Cell{Text: "12,345.67"}},
		{"integer", fieldOf(standard.TypeInteger, "", ""), Cell{Text: "120"}},
		{"yes", fieldOf(standard.TypeBoolean, "", ""), Cell{Text: "是"}},
	} {
		b.Run(bc.name, func(b *testing.B) {
			r := NewReader(bc.f, Column{}, today())
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Read(bc.cell); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestMonthsInWords: a length of time in words is so many months, and a penalty may have its
// term behind it.
func TestMonthsInWords(t *testing.T) {
	f := fieldOf(standard.TypeInteger, "", "months")
	for text, want := range map[string]string{"一年六个月": "18", "缓刑二年": "24", "1年6个月": "18", "十个月": "10", "二十四个月": "24", "18": "18", "年": "nil"} {
		v, err := Read(f, Cell{Text: text}, "", today())
		if got, _, _ := strings.Cut(told(v, err), " "); strings.TrimSuffix(got, "!") != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	words := fieldOf(standard.TypeText, "", "")
	words.Codes = []string{"fixed_term", "fine"}
	words.Words = []standard.Word{{Code: "fixed_term", Title: fault.Text{ZH: "有期徒刑"}}, {Code: "fine", Title: fault.Text{ZH: "单处罚金"}}}
	for text, want := range map[string]string{"有期徒刑八个月": "fixed_term", "有期徒刑三年": "fixed_term", "王某三年": ""} {
		v, _ := Read(words, Cell{Text: text}, "", today())
		if got, _ := v.V.(string); got != want {
			t.Errorf("%s: %v, want %s", text, v.V, want)
		}
	}
}

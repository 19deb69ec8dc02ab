package record

import "testing"

func TestReadResident(t *testing.T) {
	for _, c := range []struct {
		id   string
		want Resident
	}{
		{checked("33010619900101123"), Resident{"330106", "浙江省杭州市西湖区", "1990-01-01", "male"}},
		{checked("11010119851231002"), Resident{"110101", "北京市东城区", "1985-12-31", "female"}},
		{checked("33019919900101123"), Resident{"330199", "浙江省杭州市", "1990-01-01", "male"}}, // a division that is gone
		{"330106600229124", Resident{"330106", "浙江省杭州市西湖区", "1960-02-29", "female"}},
		{"330106610229124", Resident{}}, // no such day
		{checked("33010619900101123")[:17] + "?", Resident{}},
		{"", Resident{}},
	} {
		if got, ok := ReadResident(c.id); got != c.want || ok != (c.want != Resident{}) {
			t.Errorf("%s: %+v %t, want %+v", c.id, got, ok, c.want)
		}
	}
}

// TestIDFaults: a number that says otherwise than the words beside it is a defect, and so is one
// that cannot be right; one that is masked says nothing.
func TestIDFaults(t *testing.T) {
	id := checked("33010619900101123")
	wrong := id[:17] + string("0123456789"[(id[17]-'0'+1)%10])
	code := creditOf("91330106MA27ABCD0")
	for _, c := range []struct{ line, says string }{
		{"原告：张三，男，1990年1月1日出生，汉族，公民身份号码" + id + "，住杭州市西湖区。", ""},
		{"原告：张三，男，1991年1月1日出生，汉族，公民身份号码" + id + "，住杭州市西湖区。", "出生日期与公民身份号码不符。"},
		{"原告：张三，女，1990年1月1日出生，汉族，公民身份号码" + id + "，住杭州市西湖区。", "性别与公民身份号码不符。"},
		{"原告：张三，女，1991年1月1日出生，汉族，公民身份号码" + id + "，住杭州市西湖区。", "出生日期与公民身份号码不符。性别与公民身份号码不符。"},
		{"原告：杭州甲乙贸易有限公司，统一社会信用代码" + code[:8] + "XXXX" + code[12:] + "，住所地杭州市西湖区。", ""},
		{"原告：张三，男，1990年1月1日出生，汉族，公民身份号码" + wrong + "，住杭州市西湖区。", "公民身份号码的校验码不符，号码可能有误。"},
		{"原告：张三，女，1991年1月1日出生，汉族，公民身份号码330106********1234，住杭州市西湖区。", ""},
		{"原告：杭州甲乙贸易有限公司，统一社会信用代码" + code + "，住所地杭州市西湖区。", ""},
		{"原告：杭州甲乙贸易有限公司，统一社会信用代码" + code[:17] + string("0123456789"[(code[16]+1)%10]) + "，住所地杭州市西湖区。", "统一社会信用代码的校验码不符，代码可能有误。"},
	} {
		j := Parse("x", "杭州市西湖区人民法院\n民事判决书\n（2021）浙0106民初1号\n"+c.line+"\n被告：李四，男，1980年1月1日出生。\n原告张三与被告李四民间借贷纠纷一案，本院受理后，公开开庭进行了审理。本案现已审理终结。\n")
		got := ""
		for _, d := range j.Defects {
			if d.Field == "parties" {
				got += d.Says
			}
		}
		if got != c.says {
			t.Errorf("%s: %q, want %q", c.line, got, c.says)
		}
	}
	for _, text := range []string{"身份号码" + id + "、", "身份证号：" + id + "6222"} {
		list := Identifiers(text)
		if len(list) == 0 || list[0].Holder == nil || list[0].Holder.BornOn != "1990-01-01" {
			t.Errorf("%s: %+v", text, list)
		}
	}
}
